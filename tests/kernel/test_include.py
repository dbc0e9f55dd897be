"""A script that takes over another one believes no more than it did."""

from __future__ import annotations

import pytest

from mlekl_symbolic.kernel.check import Script
from mlekl_symbolic.kernel.lines import CheckError, Line
from mlekl_symbolic.kernel.terms import App, Num, Var
from mlekl_symbolic.kernel.theory import Axiom, Definition, Theory

A, X = Var("a"), Var("x")
SQUARE = App("*", (A, A))
NONNEGATIVE = Axiom("square_nonneg", (A,), (), App("<=", (Num(0), SQUARE)))
ALWAYS = Axiom("square_nonneg", (A,), (), App("<=", (Num(0), A)))
DOUBLE = Definition("double", (A,), App("+", (A, A)))
TRIPLE = Definition("double", (A,), App("*", (Num(3), A)))
THEORY = Theory().define(DOUBLE).extended((NONNEGATIVE,))


def checked(theory: Theory = THEORY) -> Script:
    """``x = double(x) ⊢ double(x) = x``, and a square."""
    script = Script(theory)
    equation = App("=", (X, App("double", (X,))))
    first = script.add(Line("assume", terms=(equation,)))
    script.add(Line("symm", (first,)))
    script.add(Line("axiom", name="square_nonneg", instance=((A, X),)))
    return script


def test_the_lines_prove_what_they_proved() -> None:
    script, other = Script(THEORY), checked()
    script.add(Line("refl", terms=(X,)))
    first = script.include(other)
    assert first == 1
    assert script.sequents[first:] == other.sequents
    assert script.lines[first + 1].uses == (first,)


def test_they_check_again_from_nothing() -> None:
    script = Script(THEORY)
    script.include(checked())
    script.include(checked())
    again = Script(THEORY)
    for line in script.lines:
        again.add(line)
    assert again.sequents == script.sequents


def test_the_other_script_stays_as_it_is() -> None:
    script, other = Script(THEORY), checked()
    script.add(Line("refl", terms=(X,)))
    before = list(other.lines)
    script.include(other)
    script.add(Line("refl", terms=(A,)))
    assert other.lines == before
    assert len(other.sequents) == len(before)


def test_later_lines_may_use_them() -> None:
    script = Script(THEORY)
    script.add(Line("refl", terms=(X,)))
    first = script.include(checked())
    line = script.add(Line("symm", (first + 1,)))
    assert script.sequents[line] == script.sequents[first]


@pytest.mark.parametrize(
    "theory",
    [
        Theory(),
        Theory().define(DOUBLE),
        Theory().extended((NONNEGATIVE,)),
        Theory().define(DOUBLE).extended((ALWAYS,)),
        Theory().define(TRIPLE).extended((NONNEGATIVE,)),
    ],
    ids=["nothing", "no axiom", "no definition", "another axiom", "another definition"],
)
def test_what_it_does_not_believe_is_refused(theory: Theory) -> None:
    script = Script(theory)
    with pytest.raises(CheckError, match=r"square_nonneg|double"):
        script.include(checked())
    assert not script.lines
    assert not script.sequents


def test_a_larger_theory_takes_a_smaller_one() -> None:
    more = NONNEGATIVE._replace(name="again")
    script = Script(THEORY.extended((more,)))
    script.include(checked())
    assert len(script.lines) == len(checked().lines)
