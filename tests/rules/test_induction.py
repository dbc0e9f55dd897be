"""Induction: what it asks for, where it is true, and what it does not give.

It speaks of all natural numbers, which no finite world has. So it is tried on functions whose values
are known at all of them.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import product

from mlekl_symbolic.language import (
    And,
    Equal,
    ForAll,
    FunctionSymbol,
    Implies,
    MapsTo,
    Naturals,
    Range,
    Sum,
    number,
    variables,
)
from mlekl_symbolic.proof.outcome import Proved
from mlekl_symbolic.proof.workspace import Workspace
from mlekl_symbolic.rules.induction import induction
from mlekl_symbolic.rules.rulebook import RULES

n, i = variables("n i")
f = FunctionSymbol("f")
NUMBERS = (n, Naturals())
START = Equal(f(0), 1)
STEP = ForAll(Implies(Equal(f(n), 1), Equal(f(n + 1), 1)), NUMBERS)
ALWAYS = ForAll(Equal(f(n), 1), NUMBERS)


def judged(claim, *given, rule=induction) -> bool:
    workspace = Workspace()
    for statement in given:
        workspace.give(statement, "")
    return isinstance(workspace.judge_claim(claim, [rule])[0], Proved)


def test_it_is_the_only_rule_of_its_subject_and_asks_for_a_start_and_a_step() -> None:
    assert [r.name for r in RULES.values() if r.subject == "induction"] == ["induction"]
    assert [label for label, _ in induction.axiom.where] == ["h0", "hs"]


def test_on_eventually_constant_functions_it_is_true_and_needs_both_conditions() -> None:
    """All functions with three values in {0, 1} and then a constant; beyond, start and step repeat."""

    def statements(values: tuple[int, ...]) -> tuple[bool, bool, bool]:
        at: Callable[[int], int] = lambda k: values[min(k, 3)]  # noqa: E731
        step = all(at(k) != 1 or at(k + 1) == 1 for k in range(6))
        return at(0) == 1, step, all(at(k) == 1 for k in range(6))

    found = {statements(values) for values in product((0, 1), repeat=4)}
    assert (True, True, True) in found
    assert (True, True, False) not in found
    assert (False, True, False) in found
    assert (True, False, False) in found


def test_what_it_gives() -> None:
    assert judged(ALWAYS, START, STEP)
    assert not judged(ALWAYS, START)
    assert not judged(ALWAYS, STEP)
    assert not judged(ForAll(Equal(f(n), 2), NUMBERS), START, STEP)
    assert not judged(ForAll(Equal(f(n), 1), (n, Naturals())), Equal(f(1), 1), STEP)


def test_a_step_that_fails_once_is_not_enough() -> None:
    late = ForAll(Implies(And(n >= 1, Equal(f(n), 1)), Equal(f(n + 1), 1)), NUMBERS)
    first = ForAll(Implies(Equal(f(n), 1), Equal(f(n + 1), 1)), (n, Range(0, 5)))
    assert not judged(ALWAYS, START, late)
    assert not judged(ALWAYS, START, first)


def test_no_false_sum_is_proved() -> None:
    total = Sum(i, (i, 1, n))
    wrong = ForAll(Equal(1 + total - n, 1), NUMBERS)
    rule = induction(f=MapsTo(1 + total - n, NUMBERS))
    assert not judged(wrong, rule=rule)
    assert not judged(Equal(number(0), 1), rule=rule)
