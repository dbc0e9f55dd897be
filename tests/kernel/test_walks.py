"""Walks of micro-steps: where they lead, the way back, and the way there and back."""

from __future__ import annotations

import pytest

from mlekl_symbolic.kernel.algebra import plus, replay, times
from mlekl_symbolic.kernel.ring import TooLarge
from mlekl_symbolic.kernel.terms import Num, Var
from mlekl_symbolic.kernel.walks import MAX_STEPS, Walk, joined, reverse

A, B = map(Var, "ab")


def _steps(walk: Walk) -> list[str]:
    return [f"{'' if c.step.forward else '-'}{c.step.law}@{c.step.path}" for c in walk.changes()]


def _nested() -> Walk:
    """From ``(b · a) + 0`` to ``a · b``, by a walk inside another."""
    inner = Walk(times(B, A))
    inner.law("mul_comm")
    outer = Walk(plus(times(B, A), Num(0)))
    outer.go(inner, 0)
    outer.law("add_zero")
    return outer


def test_a_walk_inside_another_has_the_whole_path() -> None:
    walk = _nested()
    assert walk.term is times(A, B)
    assert _steps(walk) == ["mul_comm@(0,)", "add_zero@()"]
    assert (walk.count, walk.depth) == (2, 1)
    assert replay(plus(times(B, A), Num(0)), [c.step for c in walk.changes()]) is walk.term


def test_the_way_back_leads_back() -> None:
    start = plus(times(B, A), Num(0))
    back = reverse(_nested(), start)
    assert back.term is start
    assert _steps(back) == ["-add_zero@()", "mul_comm@(0,)"]
    assert replay(times(A, B), [c.step for c in back.changes()]) is start


def test_what_is_forgotten_is_named_on_the_way_back() -> None:
    walk = Walk(times(A, Num(0)))
    walk.law("mul_zero")
    (change,) = reverse(walk, times(A, Num(0))).changes()
    assert change.step.term is times(A, Num(0))


def test_a_walk_there_and_back_leaves_out_the_steps_that_both_end_with() -> None:
    left, right = plus(times(B, A), Num(0)), times(A, B)
    there, back = _nested(), Walk(right)
    assert _steps(joined(there, back, left, right)) == _steps(there)
    back = Walk(times(B, A))
    back.law("mul_comm")
    there = Walk(plus(times(B, A), Num(0)))
    there.law("add_zero")
    there.law("mul_comm")
    whole = joined(there, back, left, times(B, A))
    assert _steps(whole) == ["add_zero@()"]
    assert replay(left, [c.step for c in whole.changes()]) is times(B, A)


def test_steps_of_one_law_from_different_terms_are_kept() -> None:
    left, right = times(A, Num(0)), times(B, Num(0))
    there, back = Walk(left), Walk(right)
    there.law("mul_zero")
    back.law("mul_zero")
    whole = joined(there, back, left, right)
    assert _steps(whole) == ["mul_zero@()", "-mul_zero@()"]
    assert replay(left, [c.step for c in whole.changes()]) is right


def test_the_length_of_a_walk_is_limited() -> None:
    walk, twice = Walk(plus(A, B)), Walk(plus(A, B))
    twice.law("add_comm")
    twice.law("add_comm")
    for _ in range(MAX_STEPS // 2):
        walk.go(twice)
    with pytest.raises(TooLarge, match="more than 20000 steps"):
        walk.go(twice)
