"""Walks of micro-steps: where they lead, the way back, and the way without loops."""

from __future__ import annotations

from itertools import permutations

import pytest

from mlekl_symbolic.kernel.algebra import plus, replay, times
from mlekl_symbolic.kernel.ring import TooLarge
from mlekl_symbolic.kernel.terms import App, Bind, Num, Term, Var, reals
from mlekl_symbolic.kernel.walks import MAX_STEPS, Walk, _code, direct, reverse

A, B, C, D = map(Var, "abcd")


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


def test_loops_are_left_out() -> None:
    walk = Walk(plus(A, B))
    for _ in range(3):
        walk.law("add_comm")
    assert _steps(direct(walk, plus(A, B))) == ["add_comm@()"]
    walk.law("add_comm")
    assert _steps(direct(walk, plus(A, B))) == []


def test_steps_that_lead_on_are_kept() -> None:
    walk = Walk(plus(plus(A, B), plus(C, D)))
    for path in ((0,), (1,), ()):
        walk.law("add_comm", *path)
    assert _steps(direct(walk, plus(plus(A, B), plus(C, D)))) == _steps(walk)


def test_different_terms_have_different_codes() -> None:
    terms: list[Term] = [Num(-1), Num(-2), Var("a"), Var("a", "set"), App("f"), App("f", (A,))]
    terms += [App(op, pair) for op in ("+", "*") for pair in permutations((A, B, C, Num(2)), 2)]
    terms += [plus(plus(a, b), plus(c, d)) for a, b, c, d in permutations((A, B, C, D))]
    terms += [plus(a, plus(b, plus(c, d))) for a, b, c, d in permutations((A, B, C, D))]
    terms += [Bind(head, reals(), body) for head in ("sum", "prod", "integral") for body in (A, B)]
    assert len({_code(t) for t in terms}) == len(terms)


def test_the_length_of_a_walk_is_limited() -> None:
    walk, twice = Walk(plus(A, B)), Walk(plus(A, B))
    twice.law("add_comm")
    twice.law("add_comm")
    for _ in range(MAX_STEPS // 2):
        walk.go(twice)
    with pytest.raises(TooLarge, match="more than 20000 steps"):
        walk.go(twice)
