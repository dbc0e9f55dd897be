"""Certificates as Coq files: what they say, what they leave out, and that no user's text gets into them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from mlekl_symbolic.kernel.certificate import Certificate, Step, read, read_library
from mlekl_symbolic.kernel.check import Script
from mlekl_symbolic.kernel.lines import CheckError, Line
from mlekl_symbolic.kernel.terms import App, Bind, Bound, Num, Term, Var
from mlekl_symbolic.kernel.theory import Theory
from mlekl_symbolic.writers.coq import coq_bytes, coq_file
from mlekl_symbolic.writers.coq.cone import MOST, cone, inner, merged
from mlekl_symbolic.writers.coq.document import axiom_statement, library, proved_rules
from mlekl_symbolic.writers.coq.instance import Facts, NoInstance
from mlekl_symbolic.writers.coq.program import CoqError, assumptions, only_closed_proofs
from mlekl_symbolic.writers.coq.terms import Inexpressible, Printer
from mlekl_symbolic.writers.errors import WriterError
from tests.writers.samples import GAP, theorem

ROOT = Path(__file__).resolve().parents[2]
GOLDEN = Path(__file__).with_name("golden") / "likelihood_of_iid.v"
MEASURED = re.compile(r'"(?:integral|integrable|ae)"')


def committed(name: str) -> Certificate:
    return read((ROOT / "output" / f"{name}.json").read_text(encoding="utf-8"))


class Named(Printer):
    """Writes variables as they are called, as the support library does."""

    def name(self, v: Var) -> str:
        return v.name


def statements() -> dict[str, str]:
    """What each lemma about a rule states in the support library."""
    source = library()["Axioms"].read_text(encoding="utf-8")
    return dict(re.findall(r"^Lemma ax_(\w+) : (.*)\.\nProof\.", source, re.MULTILINE))


def test_a_file_is_as_it_was():
    made = coq_file(committed("likelihood_of_iid")).text
    assert made == GOLDEN.read_text(encoding="ascii"), (
        "when this is meant: python -c 'from tests.writers import test_coq as t; "
        't.GOLDEN.write_text(t.coq_file(t.committed("likelihood_of_iid")).text)\''
    )


def test_every_proved_rule_states_what_the_kernels_library_states():
    axioms, definitions = read_library(
        (ROOT / "mlekl_symbolic" / "kernel" / "library.json").read_text(encoding="utf-8")
    )
    printer = Named(dict.fromkeys((d.name for d in definitions), ""))
    known = {a.name: a for a in axioms}
    said = statements()
    assert said.keys() == proved_rules()
    assert len(said) > 190
    for name, statement in said.items():
        assert name in known, f"there is no rule {name} any more: take ax_{name} out of Axioms.v"
        assert statement == axiom_statement(known[name], printer), f"ax_{name} states another rule"


def test_the_support_library_proves_everything():
    for name, file in library().items():
        source = file.read_text(encoding="utf-8")
        bare = re.sub(r"\(\*.*?\*\)", "", source, flags=re.DOTALL)
        assert not re.search(r"\b(Admitted|admit|Axiom|Axioms\.?\s*$|Parameter|Conjecture)\b", bare), name
        assert len(re.findall(r"^(?:Lemma|Theorem)\b", bare, re.MULTILINE)) == len(
            re.findall(r"\bQed\.", bare)
        ), name


@pytest.mark.parametrize("path", sorted((ROOT / "output").glob("*.json")), ids=lambda p: p.stem)
def test_every_derivation_of_finite_mathematics_and_calculus_is_whole(path):
    source = path.read_text(encoding="utf-8")
    certificate = read(source)
    made = coq_file(certificate)
    labels = [s.label for s in certificate.steps]
    assert sorted([*made.carried, *(label for label, _ in made.missing)]) == sorted(labels)
    assert all(why for _, why in made.missing)
    only_closed_proofs(made.body)
    if MEASURED.search(source):
        assert not made.theorem or not made.missing
        assert all("integral" in why or "integrable" in why for _, why in made.missing)
    else:
        assert (made.theorem, made.missing, made.why) == ("theorem", (), "")


def rules() -> Theory:
    """The kernel's library."""
    source = (ROOT / "mlekl_symbolic" / "kernel" / "library.json").read_text(encoding="utf-8")
    return Theory().extended(read_library(source)[0])


def small(lines: tuple[Line, ...], hypotheses: tuple[Term, ...] = ()) -> Certificate:
    """A certificate whose last line proves the theorem."""
    last = len(lines) - 1
    labelled = tuple((f"A{n}", h) for n, h in enumerate(hypotheses))
    return Certificate("c", "t", (), (), lines, last, labelled, (Step("1", last),))


def test_the_hypotheses_hold_somewhere():
    made = coq_file(committed("gibbs"))
    assert made.vacuous == ""
    assert made.body.count("Theorem met : exists ") == 1
    assert made.body.endswith("(conj theorem (conj met I)" + ")" * 17 + ".\n")


def test_hypotheses_that_contradict_each_other_hold_nowhere():
    x = Var("x")
    low, high = App("<", (x, Num(0))), App("<", (Num(0), x))
    made = coq_file(small((Line("assume", terms=(low,)),), (low, high)))
    assert made.theorem == "theorem"
    assert "no small world" in made.vacuous
    assert "Theorem met" not in made.body


@pytest.mark.parametrize("p", [
    App("<", (Num(2), Num(1))),
    App("in", (Num(3), App("range", (Num(1), Num(2))))),
    App("=", (App("delta", (Num(1), Num(2))), Num(1))),
    Bind("all", App("finset", (Num(1), Num(2))), App("=", (Bound(0), Num(1)))),
    Bind("ex", App("finset", (Num(1), Num(2))), App("=", (Bound(0), Num(3)))),
    App("imp", (App("<", (Num(0), Num(1))), App("<", (Num(1), Num(0))))),
    App("=", (Bind("sum", App("range", (Num(1), Num(3))), Bound(0)), Num(5))),
])  # fmt: skip
def test_what_is_false_in_a_world_is_not_proved_there(p):
    with pytest.raises(NoInstance):
        Facts(Script(rules())).holds(p)


@pytest.mark.parametrize("p", [
    App("imp", (App("<", (Num(1), Num(0))), App("false"))),
    App("not", (App("<=", (Num(2), Num(1))),)),
    App("not", (App("not", (App("=", (Num(1), Num(1))),)),)),
    App("or", (App("<", (Num(1), Num(0))), App("true"))),
    Bind("ex", App("finset", (Num(1), Num(2))), App("=", (Bound(0), Num(2)))),
    App("=", (App("card", (App("finset", (Num(4), Num(7))),)), Num(2))),
    App("=", (App("/", (App("abs", (App("-", (Num(3), Num(1))),)), App("exp", (Num(0),)))), Num(2))),
    App("=", (App("ind", (App("<", (Num(1), Num(0))),)), App("log", (Num(-1),)))),
    App("finite", (App("range", (Num(1), Num(9))),)),
])  # fmt: skip
def test_what_is_true_in_a_world_is_proved_there(p):
    script = Script(rules())
    n = Facts(script).holds(p)
    assert script.sequents[n].proposition is p
    assert script.sequents[n].hypotheses == frozenset()


HOSTILE = 'x *) Axiom wrong : False. Print Assumptions wrong. (* " \N{GREEK SMALL LETTER THETA}'


def test_no_name_of_a_user_gets_into_the_file():
    x = Var(HOSTILE)
    p = App("<", (Num(0), x))
    made = coq_file(small((Line("assume", terms=(p,)),), (p,))._replace(name=HOSTILE, title=HOSTILE))
    assert made.text.isascii()
    assert "wrong" not in made.text
    assert "Definition l_0 (v1 : R) (h1 : T (lt n0 v1)) : T (lt n0 v1) := h1." in made.text


def test_a_bound_name_does_not_capture():
    x, y = Var("b0"), Var("y")
    t = Bind("all", App("reals"), App("=", (x, x)))
    shown = Printer({}).show(t)
    assert shown == "(all reals (fun b0 : R => (eqb v1 v1)))"
    assert Printer({}).show(App("+", (y, Num(-2)))) == "(v1 + (IZR (-2)))"


@pytest.mark.parametrize("t", [
    App("integrable_twice", (Num(1),)), Bind("integral", App("reals"), Num(1)), App("deriv", (Num(1),)),
])  # fmt: skip
def test_what_has_no_meaning_is_refused(t):
    with pytest.raises(Inexpressible):
        Printer({}).show(t)


def test_a_certificate_that_does_not_check_has_no_file():

    with pytest.raises(CheckError):
        coq_file(small((Line("ring", terms=(Num(1), Num(2))),)))


def test_a_hypothesis_that_is_not_listed_is_refused():
    p = App("<", (Num(0), Var("x")))
    with pytest.raises(CheckError, match="not listed"):
        coq_file(small((Line("assume", terms=(p,)),)))


def test_a_derivation_that_is_not_proved_has_no_file():
    with pytest.raises(WriterError, match="not proved"):
        coq_bytes(theorem(GAP))


@pytest.mark.parametrize("body", [
    "Axiom a_1 : False.",
    "Lemma l_1 : False.\nAdmitted.",
    "Lemma l_1 : False.\nProof. admit. Qed.",
    "Lemma l_1 : False.\nProof. exact I. Admitted.",
    "Lemma l_1 : True.\nProof. exact I. Qed. Axiom a : False.",
    "Definition d_1 : R := 1. Axiom a : False.",
    "Lemma l_1 : True.",
    "Proof. exact I. Qed.",
    "Definition step_1 := l_1.\nParameter p : False.",
    "Definition step_1 := Axiom.",
    "Require Import Everything.",
    "Unset Guard Checking.",
    "Notation T b := (b = b) (only parsing).",
    "Notation t1 := (n0 + n1).",
    "Notation t1 T := (n0 + n1) (only parsing).",
    "Notation t1 := (n0) (only parsing). Axiom a : False. Notation t2 := (n1) (only parsing).",
    'Notation "t1 v1" := (v1) (only parsing).',
    "Goal False.",
])  # fmt: skip
def test_a_file_with_anything_but_closed_proofs_is_refused(body):
    with pytest.raises(CoqError):
        only_closed_proofs(body)


def test_definitions_and_closed_proofs_are_let_through():
    only_closed_proofs("Definition d_1 : R := v1.\nLemma l_1 : True.\nProof. exact I. Qed.\n")
    only_closed_proofs("Notation t1 v1 v12 := (v1 + v12) (only parsing).\nDefinition l_1 : True := I.\n")


REALS = """\
Axioms:
ClassicalDedekindReals.sig_not_dec : forall P : Prop, {~ ~ P} + {~ P}
ClassicalDedekindReals.sig_forall_dec
  : forall P : nat -> Prop,
    (forall n : nat, {P n} + {~ P n}) -> {n : nat | ~ P n} + {forall n : nat, P n}
"""


def test_what_coq_says_is_read():
    two = {"ClassicalDedekindReals.sig_not_dec", "ClassicalDedekindReals.sig_forall_dec"}
    assert assumptions(REALS) == two
    assert assumptions("Closed under the global context\n") == frozenset()


@pytest.mark.parametrize("said", [
    "",
    "Axioms:\nM1.l_1 : False\n",
    REALS + "wrong : False\n",
    REALS + "ClassicalDedekindReals.sig_not_dec' : False\n",
    "Closed under the global context\nAxioms:\nwrong : False\n",
    "l_1 : True\n" + REALS,
])  # fmt: skip
def test_anything_else_is_refused(said):
    with pytest.raises(CoqError):
        assumptions(said)


def test_lines_that_prove_the_same_are_one():
    p = App("<", (Num(0), Var("x")))
    script = Script(Theory())
    for line in (Line("assume", terms=(p,)), Line("assume", terms=(p,)), Line("conj", uses=(0, 1))):
        script.add(line)
    lines, same = merged(script.lines, script.sequents)
    assert same == [0, 0, 2]
    assert lines[2].uses == (0, 0)
    assert cone(lines, [2]) == [0, 2]


CHAIN = (Line("axiom", name="a"), Line("symm", uses=(0,)), Line("trans", uses=(1, 1)))


@pytest.mark.parametrize(("lines", "roots", "plain", "found"), [
    (CHAIN, [2], {0, 1, 2}, {0, 1}),
    (CHAIN, [0, 2], {0, 1, 2}, {1}),
    (CHAIN, [2], {1, 2}, {1}),
    ((*CHAIN, Line("inst", uses=(2,))), [3], {0, 1, 2, 3}, {0, 1}),
    ((Line("refl"), *CHAIN[1:]), [2], {0, 1, 2}, {1}),
])  # fmt: skip
def test_lines_are_proved_where_they_are_used_when_that_is_short(lines, roots, plain, found):
    assert inner(lines, range(len(lines)), roots, plain.__contains__) == found


def test_no_lemma_becomes_too_long():
    lines = [CHAIN[0], *(Line("symm", uses=(n,)) for n in range(99))]
    kept = inner(lines, range(100), [99], lambda _: True)
    lengths = [len(run) for run in "".join("i" if n in kept else " " for n in range(100)).split()]
    assert max(lengths) == MOST
    assert sum(lengths) < 99
