"""Certificates that must fail, each for one reason.

``python -m tests.kernel.bad_certificates`` writes them into ``bad/``.

The folder is for checkers in any language: ``bad/2``, ``bad/3`` and ``bad/4`` are named by the exit code, and
``bad/unseemly`` has what only a checker that counts lines or shows names need refuse.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

from mlekl_symbolic.kernel.__main__ import library
from mlekl_symbolic.kernel.certificate import Certificate, Step
from mlekl_symbolic.kernel.lines import Line, MicroStep
from mlekl_symbolic.kernel.terms import App, Bound, Num, Term, Var, lam
from mlekl_symbolic.kernel.theory import Axiom, Definition
from mlekl_symbolic.kernel.writing import write
from tests.kernel.scripts import FALSE, THEORY, A, assume, eq, f, lt, num, op, p, q, refl, s, total, x, y, z
from tests.kernel.test_attacks import ATTACKS
from tests.kernel.test_certificate import CORRUPTED, certificate, changed

FOLDER = Path(__file__).with_name("bad")
LARGEST = 20_000
"""Files that only their size makes bad are made by the tests."""

AXIOMS = {a.name: a for a in library()[0]}
DEFINITIONS = {d.name: d for d in library()[1]}


def proof(*lines: Line, **other: object) -> Certificate:
    """A certificate of the last line, which lists everything assumed."""
    assumed = dict.fromkeys(
        line.terms[0] for line in lines if line.rule == "assume" and line.terms[0].level == 0
    )
    parts: dict[str, object] = {
        "name": "bad",
        "title": "",
        "axioms": tuple(THEORY.axioms.values()),
        "definitions": tuple(THEORY.definitions.values()),
        "lines": lines,
        "theorem": len(lines) - 1,
        "hypotheses": tuple((f"A{n}", h) for n, h in enumerate(assumed, 1)),
    }
    return Certificate(**{**parts, **other})


def traced(a: Term, b: Term, *steps: MicroStep) -> Certificate:
    """A true line of ``ring`` with a trace."""
    return proof(Line("ring", terms=(a, b), algebra=steps))


def used(a: Term, b: Term, *steps: MicroStep) -> Certificate:
    """The same with the premise ``y = 1``."""
    return proof(assume(eq(y, num(1))), Line("ring", (0,), (a, b), algebra=steps))


SUM, MUS = op("+", x, y), op("+", y, x)
SQUARE = op("^", x, num(2))
INVERSE = op("/", num(1), x)
TRACES = {
    "a trace that stops too early": traced(SUM, MUS, MicroStep("add_comm"), MicroStep("add_comm")),
    "a trace to another form of the right side": traced(
        op("+", SUM, z), op("+", x, op("+", z, y)), MicroStep("add_assoc")
    ),
    "a law where it does not apply": traced(SUM, MUS, MicroStep("mul_comm")),
    "a law read backwards where it does not apply": traced(
        SUM, SUM, MicroStep("add_zero", (), forward=False)
    ),
    "a path that leads nowhere": traced(SUM, MUS, MicroStep("add_comm", (2,))),
    "a path into a variable": traced(SUM, MUS, MicroStep("add_comm", (0, 0))),
    "a law at a set": traced(total(x, A, x), total(x, A, x), MicroStep("add_comm", (0,))),
    "a forgetful law that names nothing": traced(
        num(0), op("*", num(0), x), MicroStep("zero_mul", (), forward=False)
    ),
    "a forgetful law that names another term": traced(
        num(0), op("*", num(0), x), MicroStep("zero_mul", (), forward=False, term=op("*", x, num(0)))
    ),
    "a law forwards that names a term": traced(SUM, MUS, MicroStep("add_comm", (), term=MUS)),
    "a law backwards that names a term it does not make": traced(
        SUM, SUM, MicroStep("add_comm", (), forward=False, term=SUM)
    ),
    "a named term with a loose bound variable": traced(
        num(0), op("*", num(0), x), MicroStep("zero_mul", (), forward=False, term=op("*", num(0), Bound(0)))
    ),
    "a named term with a bound variable too far out": traced(
        total(x, A, num(0)),
        total(x, A, op("*", num(0), x)),
        MicroStep("zero_mul", (1,), forward=False, term=op("*", num(0), Bound(1))),
    ),
    "an inverse of a sum in a trace": traced(INVERSE, INVERSE, MicroStep("inv_mul")),
    "no trace at all": traced(SUM, MUS),
    "a law backwards that forgets and names nothing": traced(
        num(1), op("^", x, num(0)), MicroStep("pow_zero", (), forward=False)
    ),
    "the power nought by pow_succ": traced(
        op("^", x, num(0)),
        op("*", x, op("^", x, num(-1))),
        MicroStep("numeral", (1,), forward=False, term=op("+", num(-1), num(1))),
        MicroStep("pow_succ"),
    ),
    "a natural power by pow_neg": traced(SQUARE, op("*", x, x), MicroStep("pow_neg")),
    "a fractional power by pow_succ": traced(
        op("^", x, op("+", Num("1/2"), num(1))),
        op("*", x, op("^", x, Num("1/2"))),
        MicroStep("pow_succ"),
    ),
    "a power with a variable by pow_succ": traced(
        op("^", x, op("+", y, num(1))), op("*", x, op("^", x, y)), MicroStep("pow_succ")
    ),
    "a power with a variable by pow_neg": traced(
        op("^", x, App("neg", (y,))), op("^", INVERSE, y), MicroStep("pow_neg")
    ),
    "two different bases as one power": traced(
        op("*", x, op("^", y, num(1))),
        op("^", x, op("+", num(1), num(1))),
        MicroStep("pow_succ", (), forward=False),
    ),
    "numeral of a function of a numeral": traced(
        App("exp", (num(0),)), App("exp", (num(0),)), MicroStep("numeral")
    ),
    "numeral with a negative exponent": traced(op("^", num(2), num(-1)), Num("1/2"), MicroStep("numeral")),
    "numeral backwards from a number": traced(num(2), num(2), MicroStep("numeral", (), forward=False)),
    "numeral backwards from another operation": traced(
        num(3),
        op("+", num(1), num(1)),
        MicroStep("numeral", (), forward=False, term=op("+", num(1), num(1))),
    ),
    "numeral of a number of 401 digits": traced(
        op("*", num(10**399), num(10)), op("*", num(10), num(10**399)), MicroStep("numeral")
    ),
    "numeral of a variable": traced(op("+", x, num(0)), x, MicroStep("numeral")),
    "numeral with a fractional exponent": traced(
        op("^", num(4), Num("1/2")), op("^", num(4), Num("1/2")), MicroStep("numeral")
    ),
    "numeral of too large a power": traced(
        op("^", num(2), num(9000)), num(2**9000 % 1000), MicroStep("numeral")
    ),
    "a premise read backwards": used(y, num(1), MicroStep("use0", (), forward=False)),
    "a premise that names another term": used(
        num(1), num(2), MicroStep("use0", (), forward=False, term=num(2))
    ),
    "a premise that is not there": used(y, num(1), MicroStep("use1")),
    "a premise at another term": used(op("*", y, x), x, MicroStep("use0", (1,))),
}


def combined(goal: Term, c: int, p: Term, *steps: MicroStep) -> Certificate:
    """A line of ``linear`` with one premise and its multiplier."""
    return proof(assume(p), Line("linear", (0,), (goal, num(c)), algebra=steps))


BELOW = lt(x, y)
ONCE = (MicroStep("one_mul", (), forward=False), MicroStep("add_zero", (), forward=False))
"""From the gap of the premise to ``1 · gap + 0``."""
LINEAR = {
    "linear without a trace": combined(BELOW, 1, BELOW),
    "linear with a trace that stops too early": combined(BELOW, 1, BELOW, ONCE[0]),
    "linear with another multiplier": combined(BELOW, 2, BELOW, *ONCE),
    "linear with a multiplier that is minus one": combined(BELOW, -1, BELOW, *ONCE),
    "linear that is strict without a reason": combined(BELOW, 1, App("<=", (x, y)), *ONCE),
    "linear with a premise of the other direction": combined(BELOW, 1, lt(y, x), *ONCE),
    "linear that ends in a variable": proof(
        assume(BELOW),
        Line(
            "linear",
            (0,),
            (lt(x, op("+", z, y)), num(1)),
            algebra=(
                MicroStep("sub_eq"),
                MicroStep("add_assoc"),
                MicroStep("sub_eq", (1,), forward=False),
                MicroStep("add_comm"),
                MicroStep("one_mul", (0,), forward=False),
            ),
        ),
    ),
    "linear that ends below zero": proof(
        assume(BELOW),
        Line(
            "linear",
            (0,),
            (lt(x, op("+", num(-1), y)), num(1)),
            algebra=(
                MicroStep("sub_eq"),
                MicroStep("add_assoc"),
                MicroStep("sub_eq", (1,), forward=False),
                MicroStep("add_comm"),
                MicroStep("one_mul", (0,), forward=False),
            ),
        ),
    ),
    "linear from nothing that ends in nought": proof(
        Line(
            "linear",
            terms=(lt(x, x),),
            algebra=(
                MicroStep("sub_eq"),
                MicroStep("one_mul", (0,), forward=False),
                MicroStep("add_mul", (), forward=False),
                MicroStep("numeral", (0,)),
                MicroStep("zero_mul"),
            ),
        )
    ),
    "linear from nothing that ends in a term": proof(Line("linear", terms=(lt(x, y),), algebra=())),
    "linear with a premise used as an equation": proof(
        assume(eq(y, num(5))),
        Line("linear", (0,), (lt(x, y), num(1)), algebra=(MicroStep("use0", (0,)), *ONCE)),
    ),
    "linear of sets": proof(
        assume(eq(A, A)), Line("linear", (0,), (App("<=", (x, x)), num(1)), algebra=ONCE)
    ),
}


def theory(**other: object) -> Certificate:
    """A trivial theorem from another theory."""
    return proof(refl(x), **{"axioms": (), "definitions": (), **other})


def defined(*definitions: Definition) -> Certificate:
    """A trivial theorem with such definitions."""
    return theory(definitions=definitions)


CLAIM = lt(App("double", (x,)), y)
THEORIES = {
    "a definition of a primitive": defined(Definition("log", (x,), x)),
    "a definition of a binder": defined(Definition("sum", (x,), x)),
    "a definition of equality": defined(Definition("=", (x, y), App("true"))),
    "a definition of application": defined(Definition("@", (f, x), x)),
    "a definition of lam": defined(Definition("lam", (x,), x)),
    "a definition of finset": defined(Definition("finset", (x,), A)),
    "a definition of a number": defined(Definition("3", (), num(4))),
    "a definition with an empty name": defined(Definition("", (), num(4))),
    "a definition with a name that is no word": defined(Definition("a b", (), num(4))),
    "a definition with a letter that is not ASCII": defined(Definition("ℝ", (), A)),
    "a definition by itself": defined(Definition("again", (x,), op("+", App("again", (x,)), num(1)))),
    "two definitions by each other": defined(
        Definition("one", (), App("other", ())), Definition("other", (), op("+", App("one", ()), num(1)))
    ),
    "two definitions of one name": defined(Definition("one", (), num(1)), Definition("one", (), num(2))),
    "a definition with a free variable": defined(Definition("open", (x,), y)),
    "a definition with a loose bound variable": defined(Definition("loose", (x,), Bound(0))),
    "a definition with a parameter twice": defined(Definition("twice", (x, x), x)),
    "a definition whose parameter has another sort": defined(Definition("sorted", (Var("x", "set"),), x)),
    "two axioms of one name": theory(
        axioms=(Axiom("one", (p,), (), eq(p, p)), Axiom("one", (q,), (), eq(q, q)))
    ),
    "a theorem on an unlisted hypothesis": certificate(hypotheses=()),
    "a theorem with another hypothesis listed": certificate(hypotheses=(("A1", lt(y, App("double", (x,)))),)),
    "a theorem after the last line": certificate(theorem=5),
    "a step after the last line": certificate(steps=(Step("1", 9),)),
    "no proof": certificate(lines=(), theorem=0, steps=()),
    "an axiom that is not brought along": certificate(axioms=()),
    "a definition that is not brought along": certificate(definitions=()),
    "a line that uses itself": proof(refl(x), Line("symm", (1,))),
    "a line with a use too many": proof(refl(x), Line("symm", (0, 0))),
    "a line used in the place of a term": proof(assume(p), assume(q), Line("or_left", (0, 1))),
    "a term in the place of a line": proof(assume(p), Line("conj", (0,), (q,))),
    "a line with a term too many": proof(Line("refl", terms=(x, y))),
    "a line without its term": proof(Line("refl")),
    "discharge of a number": proof(refl(x), Line("discharge", (0,), (x,))),
    "or with a number": proof(refl(x), Line("or_left", (0,), (x,))),
    "an instance of another sort": proof(
        assume(lt(x, y)), Line("axiom", (0,), name="ne_of_lt", instance=((s, A), (Var("t"), y)))
    ),
    "enumerate over 201 elements": proof(
        Line("enumerate", terms=(total(z, App("range", (num(1), num(201))), z),))
    ),
    "opening with a function": proof(
        assume(p), Line("choose", (0, 0), variables=(f,)), hypotheses=(("A1", p),)
    ),
}
IDENTITY = lam((y,), y)
ONE = num(1)
DERIVED = (
    Line("axiom", name="has_deriv_id", instance=((x, ONE),)),
    Line("axiom", (0,), name="deriv_eq", instance=((f, IDENTITY), (x, ONE), (Var("d"), ONE))),
    Line("define", terms=(App("deriv", (IDENTITY, ONE)),)),
    Line("symm", (2,)),
    Line("trans", (3, 1)),
)
FOREIGN = {
    "an axiom that proves everything": proof(
        Line("axiom", name="everything", instance=((p, FALSE),)), axioms=(Axiom("everything", (p,), (), p),)
    ),
    "an axiom under a name of the library": theory(axioms=(Axiom("log_one", (), (), eq(num(0), num(1))),)),
    "an axiom of the library without a condition": theory(axioms=(AXIOMS["log_div"]._replace(where=()),)),
    "an axiom of the library with another label": theory(
        axioms=(
            AXIOMS["log_div"]._replace(
                where=(("z", AXIOMS["log_div"].where[0][1]), AXIOMS["log_div"].where[1])
            ),
        )
    ),
    "a definition under a name of the library": defined(Definition("entropy", (), num(0))),
    "a definition of what only axioms give a meaning to": proof(
        *DERIVED,
        axioms=(AXIOMS["has_deriv_id"], AXIOMS["deriv_eq"]),
        definitions=(Definition("deriv", (f, x), num(5)), DEFINITIONS["has_derivative"]),
    ),
}
MALFORMED: dict[str, Callable[[], str]] = {
    "an axiom with a metavariable twice": lambda: _twice("metas"),
    "hypotheses that are no list": lambda: _end('{"theorem":4,"hypotheses":{}}'),
    "steps that are no list": lambda: _end('{"theorem":4,"steps":""}'),
    "a bound variable as a list": lambda: changed(3, '{"bound":[0]},'),
    "a micro-step with an unknown law": lambda: _step("magic@0"),
    "a micro-step without a place": lambda: _step("add_comm"),
    "a micro-step with a place below zero": lambda: _step("add_comm@-1"),
    "a micro-step with a point at the end": lambda: _step("add_comm@0."),
    "a micro-step with an absent term": lambda: _step("-mul_zero@0:999"),
    "a micro-step with a premise written oddly": lambda: _step("use01@0"),
    "a micro-step that is a number": lambda: changed(_line(), '{"line":"ring","algebra":[1]},'),
    "an instance that is no pair": lambda: changed(_line(), '{"line":"axiom","instance":[[0]]},'),
    "a binder with a part too many": lambda: re.sub(
        r'"lam",(\d+),(\d+)', r'"lam",\1,\2,\2', write(proof(refl(lam((y,), y)))), count=1
    ),
    "a path that is not whole": lambda: changed(_line(), '{"line":"congr","path":[0.5]},'),
    "a byte order mark": lambda: "\ufeff" + write(certificate()),
    "a carriage return inside a record": lambda: write(certificate()).replace('"real"', '"real\r"', 1),
    "a library": lambda: write(certificate()).replace('"certificate"', '"library"', 1),
    "version 1": lambda: write(certificate()).replace('"version":2', '"version":1', 1),
    "another version": lambda: write(certificate()).replace('"version":2', '"version":3', 1),
    "a header with an unknown key": lambda: write(certificate()).replace(
        '"version":2', '"version":2,"x":"1"', 1
    ),
    "a theorem before the first line": lambda: write(certificate(theorem=-1)),
    "a step before the first line": lambda: write(certificate(steps=(Step("1", -1),))),
    "an axiom after a proof line": lambda: _moved('{"axiom"'),
    "a definition after a proof line": lambda: _moved('{"definition"'),
}


def _line() -> int:
    return next(n for n, row in enumerate(write(certificate()).split("\n"), 1) if row.startswith('{"line"'))


def _moved(start: str) -> str:
    """The record that starts like this moved to the end of the proof lines."""
    rows = write(certificate()).split("\n")
    moved = next(row for row in rows if row.startswith(start))
    rows.remove(moved)
    return "\n".join([*rows[:-3], moved, *rows[-3:]])


def _end(record: str) -> str:
    rows = write(certificate()).split("\n")
    return "\n".join([*rows[:-3], record, "]", ""])


def _step(written: str) -> str:
    return changed(_line(), f'{{"line":"ring","terms":[0,0],"algebra":["{written}"]}},')


def _twice(key: str) -> str:
    return re.sub(rf'"{key}":\[(\d+),', rf'"{key}":[\1,\1,', write(certificate()), count=1)


def attack(lines: tuple[Line, ...]) -> Certificate:
    """An attempt at a false theorem."""
    return proof(*lines)


NEGATIVE = frozenset({"congr: negative path", "a line before the first"})
"""Attacks that a file has no way to write."""

HARMLESS = frozenset({"ring: an equation between sets"})
"""Lines that polynomials refuse, but an empty trace proves: both sides are the same."""

UNSEEMLY = frozenset(
    {
        "a name with a control character", "a name with a line break", "a name that turns the writing round",
        "a lone surrogate", "a long line",
    }
)  # fmt: skip
"""What only a checker that counts lines or shows names need refuse."""


def bad() -> Iterator[tuple[int, str, str]]:
    """The exit code, the name and the text of each."""
    for name, lines in ATTACKS.items():
        if name not in HARMLESS:
            yield 4 if name in NEGATIVE else 2, name, write(attack(lines))
    for name, made in {**TRACES, **LINEAR, **THEORIES}.items():
        yield 2, name, write(made)
    for name, made in FOREIGN.items():
        yield 3, name, write(made)
    for name, (number, row) in CORRUPTED.items():
        yield 4, name, changed(number, row)
    for name, text in MALFORMED.items():
        yield 4, name, text()


def file_name(name: str, code: int) -> str:
    """A folder and a name for the file."""
    folder = "unseemly" if name in UNSEEMLY else str(code)
    return f"{folder}/" + re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-") + ".json"


def main() -> None:
    """Write the folder anew."""
    for file in FOLDER.glob("*/*.json"):
        file.unlink()
    for code, name, text in bad():
        if len(text) <= LARGEST:
            path = FOLDER / file_name(name, code)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
