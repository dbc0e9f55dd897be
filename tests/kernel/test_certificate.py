"""Certificates are read back as they were written, and refused with the line at fault otherwise."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mlekl_symbolic.kernel.certificate import (
    MAX_LINE_BYTES,
    Certificate,
    CertificateError,
    Step,
    read,
    read_library,
    verify,
)
from mlekl_symbolic.kernel.lines import CheckError, Line
from mlekl_symbolic.kernel.terms import App, Bound, Num, Var
from mlekl_symbolic.kernel.theory import Axiom, Definition
from mlekl_symbolic.kernel.traces import with_algebra
from mlekl_symbolic.kernel.writing import write, write_library
from tests.fuzz.engine import FEW, certificates
from tests.kernel.scripts import THEORY, A, assume, at, eq, every, f, lt, num, op, p, refl, s, t, total, x, y

AXIOMS, DEFINITIONS = tuple(THEORY.axioms.values()), tuple(THEORY.definitions.values())
DOUBLE = App("double", (x,))


def certificate(**other: object) -> Certificate:
    """A proof that a double is not its larger neighbour, from ``double x < y``."""
    given = lt(DOUBLE, y)
    parts: dict[str, object] = {
        "name": "double",
        "title": "Doubles",
        "axioms": AXIOMS,
        "definitions": DEFINITIONS,
        "lines": (
            assume(given),
            Line("axiom", (0,), name="ne_of_lt", instance=((s, DOUBLE), (t, y))),
            Line("define", terms=(DOUBLE,)),
            Line("congr", (2,), (App("not", (eq(DOUBLE, y),)),), path=(0, 0)),
            Line("eq_mp", (3, 1)),
        ),
        "theorem": 4,
        "hypotheses": (("A1", given),),
        "steps": (Step("1", 1),),
    }
    return Certificate(**{**parts, **other})


TEXT = write(certificate())
LINES = TEXT.split("\n")
names = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs")), max_size=8).filter(
    str.isprintable
)
variables = st.builds(Var, names, st.sampled_from(["real", "set", "prop", "fun1", "fun12"]))
reals = st.recursive(
    st.one_of(names.map(Var), st.fractions(max_denominator=50).map(Num)),
    lambda inner: st.one_of(
        st.tuples(inner, inner).map(lambda made: op("+", *made)),
        st.tuples(inner, inner).map(lambda made: App("delta", made)),
        inner.map(lambda a: at(f, a)),
        inner.map(lambda a: total(x, A, a)),
        st.tuples(names, st.lists(inner, max_size=3)).map(lambda made: App(f"c{made[0]}", tuple(made[1]))),
    ),
    max_leaves=6,
)
terms = st.one_of(reals, st.tuples(reals, reals).map(lambda made: eq(*made)), variables)
indices = st.lists(st.integers(0, 10**6), max_size=3).map(tuple)
lines = st.builds(
    Line,
    names,
    indices,
    st.lists(terms, max_size=3).map(tuple),
    names,
    st.lists(st.tuples(variables, terms), max_size=2).map(tuple),
    indices,
    st.lists(variables, max_size=2).map(tuple),
    st.none(),
)
statements = st.tuples(reals, reals).map(lambda made: lt(*made))


def axiom(name, conclusion):
    return Axiom(name, tuple(sorted(conclusion.free, key=lambda v: (v.name, v.sort))), (), conclusion)


written = st.builds(
    Certificate,
    names,
    names,
    st.lists(st.builds(axiom, names, statements), max_size=2).map(tuple),
    st.lists(st.builds(lambda n, b: Definition(n, tuple(b.free), b), names, reals), max_size=2).map(tuple),
    st.lists(lines, max_size=4).map(tuple),
    st.integers(0, 10),
    st.lists(st.tuples(names, statements), max_size=2).map(tuple),
    st.lists(st.builds(Step, names, st.integers(0, 9)), max_size=2).map(tuple),
)


@settings(max_examples=60, deadline=None)
@given(written)
def test_what_is_written_is_read_back(made):
    text = write(made)
    assert read(text) == made
    assert write(read(text)) == text
    assert isinstance(json.loads(text), list)


def test_certificates_of_derivations_are_read_back_and_check():
    found = certificates(*FEW)
    assert len(found) == len(FEW)
    for made in map(with_algebra, found):
        again = read(write(made))
        assert again == made
        assert verify(again).sequent.proposition is verify(made).sequent.proposition


def test_the_theorem_is_what_the_last_line_proves():
    found = verify(read(TEXT))
    assert found.sequent.proposition is App("not", (eq(op("+", x, x), y),))
    assert found.axioms == ("ne_of_lt",)


@pytest.mark.parametrize(
    ("other", "why"),
    [
        ({"hypotheses": ()}, "not listed"),
        ({"hypotheses": (("A1", lt(y, DOUBLE)),)}, "not listed"),
        ({"theorem": 5}, "not there"),
        ({"steps": (Step("1", 9),)}, "not there"),
        ({"axioms": ()}, "no axiom"),
        ({"definitions": ()}, "not defined"),
        ({"definitions": (*DEFINITIONS, *DEFINITIONS)}, "defined already"),
        ({"definitions": (Definition("log", (x,), x),)}, "primitive"),
        ({"axioms": (*AXIOMS, Axiom("ne_of_lt", (), (), eq(num(0), num(1))))}, "two axioms"),
        ({"lines": (), "theorem": 0}, "not there"),
        ({"lines": (refl(x), Line("symm", (1,)))}, "proof line 1"),
        ({"lines": (assume(lt(DOUBLE, y)), Line("axiom", (), name="ne_of_lt"))}, "proof line 1"),
    ],
)
def test_a_certificate_that_reads_well_need_not_check(other, why):
    made = certificate(**other)
    assert read(write(made)) == made
    with pytest.raises(CheckError, match=why):
        verify(read(write(made)))


def changed(number: int, new: str) -> str:
    """The certificate with one line (counted from 1) replaced."""
    return "\n".join([*LINES[: number - 1], new, *LINES[number:]])


def where(pattern: str) -> int:
    """The number of the first line that matches."""
    return next(n for n, line in enumerate(LINES, 1) if re.search(pattern, line))


VAR, APP, AXIOM, DEFINITION = (where(f'"{kind}"') for kind in ("var", "app", "axiom", "definition"))
LINE, END = where('"line"'), where('"theorem"')
CORRUPTED: dict[str, tuple[int, str]] = {
    "not JSON": (VAR, '{"var":["x","real"],'),
    "not an object": (VAR, '["x"],'),
    "no comma": (VAR, LINES[VAR - 1].removesuffix(",")),
    "two commas": (VAR, LINES[VAR - 1] + ","),
    "a comma at the end": (END, LINES[END - 1] + ","),
    "two records on a line": (VAR, LINES[VAR - 1] + LINES[VAR - 1]),
    "a blank line": (VAR, ""),
    "a key twice": (VAR, '{"var":["x","real"],"var":["y","real"]},'),
    "a key twice inside": (VAR, '{"foo":{"a":1,"a":2}},'),
    "two kinds at once": (VAR, '{"num":"1","var":["x","real"]},'),
    "an unknown kind": (VAR, '{"wat":["x","real"]},'),
    "an unknown sort": (VAR, '{"var":["x","function"]},'),
    "a function of nothing": (VAR, '{"var":["x","fun0"]},'),
    "a function of 01": (VAR, '{"var":["x","fun01"]},'),
    "a name that is a number": (VAR, '{"var":[1,"real"]},'),
    "a name with a control character": (VAR, '{"var":["x\\u001b[2K","real"]},'),
    "a name with a line break": (VAR, '{"var":["x\\n","real"]},'),
    "a name that turns the writing round": (VAR, '{"var":["\\u202ex","real"]},'),
    "a lone surrogate": (VAR, '{"var":["\\ud800","real"]},'),
    "not a number": (VAR, '{"num":NaN},'),
    "an infinite number": (VAR, '{"num":Infinity},'),
    "a number that is no text": (VAR, '{"num":1},'),
    "a decimal": (VAR, '{"num":"1.5"},'),
    "a division by zero": (VAR, '{"num":"1/0"},'),
    "not in lowest terms": (VAR, '{"num":"2/4"},'),
    "a zero in front": (VAR, '{"num":"007"},'),
    "minus zero": (VAR, '{"num":"-0"},'),
    "a number of many digits": (VAR, '{"num":"' + "9" * 500 + '"},'),
    "a bound variable that is true": (VAR, '{"bound":true},'),
    "a bound variable below zero": (VAR, '{"bound":-1},'),
    "a bound variable that is not whole": (VAR, '{"bound":1.0},'),
    "a bound variable very far out": (VAR, '{"bound":1' + "0" * 30 + "},"),
    "an integer of many digits": (VAR, '{"bound":' + "9" * 5000 + "},"),
    "a term that is not there yet": (APP, '{"app":["log",[999],"real"]},'),
    "a term before the first": (APP, '{"app":["log",[-1],"real"]},'),
    "a term number that is true": (APP, '{"app":["log",[true],"real"]},'),
    "a forged sort": (APP, '{"app":["<",[0,0],"real"]},'),
    "a forged sort of an equation": (APP, '{"app":["=",[0,0],"real"]},'),
    "an equation of one side": (APP, '{"app":["=",[0],"prop"]},'),
    "an application without a function": (APP, '{"app":["@",[0,0],"real"]},'),
    "an unknown binder": (APP, '{"bind":["min",0,0]},'),
    "a binder over a number": (APP, '{"bind":["sum",0,0]},'),
    "an axiom with an unknown key": (AXIOM, '{"axiom":"a","metas":[],"where":[],"conclusion":2,"by":"me"},'),
    "an axiom without a conclusion": (AXIOM, '{"axiom":"a","metas":[],"where":[]},'),
    "an axiom that is a number": (AXIOM, '{"axiom":"a","metas":[0],"where":[],"conclusion":0},'),
    "a definition with an unknown key": (DEFINITION, '{"definition":"a","parameters":[],"body":0,"x":0},'),
    "a parameter that is no variable": (DEFINITION, '{"definition":"a","parameters":[1],"body":1},'),
    "a proof line with an unknown key": (LINE, '{"line":"refl","sure":[1]},'),
    "a proof line with an object for a list": (LINE, '{"line":"refl","uses":{}},'),
    "a proof line with a text for a list": (LINE, '{"line":"refl","terms":""},'),
    "a line number below zero": (LINE, '{"line":"refl","uses":[-1]},'),
    "a place below zero": (LINE, '{"line":"congr","path":[-1]},'),
    "a theorem below zero": (END, '{"theorem":-1,"hypotheses":[]}'),
    "a step below zero": (END, '{"theorem":4,"steps":[["1",-1]]}'),
    "a line number that is true": (LINE, '{"line":"refl","uses":[true]},'),
    "a variable that is none": (LINE, '{"line":"gen","variables":[1]},'),
    "an axiom's name that is a number": (LINE, '{"line":"axiom","axiom":1},'),
    "a theorem with an unknown key": (END, '{"theorem":4,"hypotheses":[],"proved":[]}'),
    "a theorem that is no number": (END, '{"theorem":"4","hypotheses":[]}'),
    "a theorem that is true": (END, '{"theorem":true,"hypotheses":[]}'),
    "a hypothesis that is not there": (END, '{"theorem":4,"hypotheses":[["A1",999]]}'),
    "a label that is a number": (END, '{"theorem":4,"hypotheses":[[1,0]]}'),
    "a step without a line": (END, '{"theorem":4,"steps":[["1"]]}'),
    "no theorem": (END, '{"num":"5"}'),
    "a long line": (VAR, '{"var":["' + "x" * MAX_LINE_BYTES + '","real"]},'),
    "deep brackets": (VAR, "[" * 100_000 + ","),
}


@pytest.mark.parametrize("name", CORRUPTED)
def test_a_corrupted_certificate_is_refused_with_the_line(name):
    number, new = CORRUPTED[name]
    with pytest.raises(CertificateError) as caught:
        read(changed(number, new))
    assert caught.value.line in (number, number + 1)
    assert str(caught.value)


def header(**parts: object) -> str:
    return changed(
        2, json.dumps({"certificate": "mlekl", "version": 2, "name": "n", "title": "t", **parts}) + ","
    )


@pytest.mark.parametrize("version", [0, 1, 3, 99, True, 1.5, "1", None, [1]])
def test_another_version_is_refused_on_the_second_line(version):
    assert read(header()).name == "n"
    with pytest.raises(CertificateError) as caught:
        read(header(version=version))
    assert caught.value.line == 2


@pytest.mark.parametrize("parts", [{"certificate": "other"}, {"name": 5}, {"title": None}, {"extra": 1}])
def test_another_header_is_refused(parts):
    with pytest.raises(CertificateError):
        read(header(**parts))


@pytest.mark.parametrize("kept", range(END))
def test_a_truncated_certificate_is_refused(kept):
    with pytest.raises(CertificateError):
        read("\n".join(LINES[:kept]))
    if kept > 2:
        with pytest.raises(CertificateError) as caught:
            read("\n".join([*LINES[:kept], "]"]))
        assert caught.value.line >= min(kept, END)


def test_a_certificate_cut_inside_a_line_is_refused():
    for end in range(0, len(TEXT) - 2, 7):
        with pytest.raises(CertificateError):
            read(TEXT[:end])


def test_nothing_follows_the_theorem():
    with pytest.raises(CertificateError, match="follow"):
        read(changed(END, LINES[END - 1] + ',\n{"line":"refl","terms":[0]}'))


def test_terms_that_double_at_every_step_are_refused():
    rows = ["[", LINES[1], '{"var":["x","real"]},']
    rows += [f'{{"app":["+",[{n},{n}],"real"]}},' for n in range(60)]
    with pytest.raises(CertificateError, match="too large"):
        read("\n".join([*rows, '{"theorem":0}', "]"]))


def test_terms_that_are_too_deep_are_refused():
    rows = ["[", LINES[1], '{"var":["x","real"]},']
    rows += [f'{{"app":["neg",[{n}],"real"]}},' for n in range(500)]
    with pytest.raises(CertificateError, match="too deep"):
        read("\n".join([*rows, '{"theorem":0}', "]"]))


def test_a_proof_that_doubles_a_term_at_every_line_is_refused():
    growing = Line("inst", (0,), instance=((x, op("*", x, x)),))
    made = certificate(
        lines=(refl(x), *(Line("inst", (n,), instance=growing.instance) for n in range(80))), theorem=80
    )
    with pytest.raises(CheckError, match="nodes"):
        verify(made)


def test_a_loose_bound_variable_proves_nothing():
    made = certificate(lines=(assume(eq(Bound(0), num(1))),), theorem=0, steps=())
    with pytest.raises(CheckError, match="loose"):
        verify(read(write(made)))


def test_a_theorem_may_not_be_hidden_behind_a_definition_that_looks_like_something_else():
    odd = (Definition("3", (), num(4)),)
    made = certificate(
        definitions=odd, axioms=(), lines=(Line("define", terms=(App("3"),)),), theorem=0, steps=()
    )
    with pytest.raises(CheckError, match="no name"):
        verify(read(write(made)))


def test_a_library_is_read_back_and_is_no_certificate():
    text = write_library(AXIOMS, DEFINITIONS)
    assert read_library(text) == (AXIOMS, DEFINITIONS)
    with pytest.raises(CertificateError):
        read(text)
    with pytest.raises(CertificateError):
        read_library(TEXT)


def test_listed_hypotheses_need_not_be_used():
    more = (("A1", lt(DOUBLE, y)), ("A2", p), ("A3", every(x, A, p)))
    assert verify(certificate(hypotheses=more)).sequent.hypotheses == {lt(DOUBLE, y)}
