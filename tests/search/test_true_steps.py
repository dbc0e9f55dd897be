"""True steps are proved whatever their shape, and their neighbours are not."""

from __future__ import annotations

import pytest
from sympy import Basic

from mlekl_symbolic.language import (
    KL,
    CrossEntropy,
    ForAll,
    H,
    NotEqual,
    Statement,
    Sum,
    delta,
    log,
    to_kernel,
)
from mlekl_symbolic.proof.outcome import Proved, Refuted, Unproved
from tests.search import steps_information, steps_scalar, steps_solutions, steps_sums
from tests.search.world import M, N, TrueStep, X, a, b, f, i, p, q, u, v, verdict

STEPS = (*steps_scalar.STEPS, *steps_sums.STEPS, *steps_information.STEPS, *steps_solutions.STEPS)
every_step = pytest.mark.parametrize("s", STEPS, ids=lambda s: s.name)


@every_step
def test_a_true_step_is_proved(s: TrueStep) -> None:
    assert isinstance(verdict(s.left, s.right, s.given, s.relation), Proved)


@pytest.mark.parametrize("s", [s for s in STEPS if s.relation in ("=", "iff")], ids=lambda s: s.name)
def test_an_equation_is_proved_from_right_to_left(s: TrueStep) -> None:
    assert isinstance(verdict(s.right, s.left, s.given, s.relation), Proved)


@every_step
def test_its_neighbours_are_refuted(s: TrueStep) -> None:
    assert len(s.wrong) >= 2
    for wrong in s.wrong:
        assert isinstance(verdict(s.left, wrong, s.given, s.relation), Refuted), wrong


def test_names_are_unique() -> None:
    assert len({s.name for s in STEPS}) == len(STEPS) >= 80


@pytest.mark.parametrize(
    ("left", "right", "given"),
    [
        (u / v * v, u, ()),
        (1 / (1 + 1 / u), u / (u + 1), ()),
        (log(a * b), log(a) + log(b), (a > 0,)),
        (log(a * b), log(a) + log(b), (NotEqual(a, 0), NotEqual(b, 0))),
        (u * log(u / v), u * log(u) - u * log(v), (v > 0,)),
        (Sum(f(a) * f(b) / f(a), (a, X)), f(b), ()),
        (delta(a, b) * f(a), f(b), ()),
    ],
)
def test_without_its_condition_it_is_refuted(left: Basic, right: Basic, given: tuple[Statement, ...]) -> None:
    assert isinstance(verdict(left, right, given), Refuted)


@pytest.mark.parametrize(
    ("left", "right", "missing"),
    [
        (KL(p, q), CrossEntropy(p, q) - H(p), ForAll(q(a) > 0, (a, X))),
        (u / v * v, u, NotEqual(v, 0)),
        (log(6 / v), log(2) + log(3) - log(v), v > 0),
    ],
)
def test_the_condition_that_makes_it_true_is_named(left: Basic, right: Basic, missing: Statement) -> None:
    outcome = verdict(left, right)
    assert isinstance(outcome, Refuted)
    assert [to_kernel(m) for m in outcome.missing] == [to_kernel(missing)]
    assert isinstance(verdict(left, right, (missing,)), Proved)


def test_no_condition_is_named_for_what_none_makes_true() -> None:
    outcome = verdict(log(u * v), log(u) - log(v), (u > 0,))
    assert isinstance(outcome, Refuted)
    assert outcome.missing == ()


def test_two_last_terms_need_that_natural_numbers_are_closed_under_addition() -> None:
    longer = Sum(f(i), (i, 1, N + 2))
    assert isinstance(verdict(longer, Sum(f(i), (i, 1, N)) + f(N + 1) + f(N + 2)), Proved)
    assert isinstance(verdict(longer, Sum(f(i), (i, 1, N)) + f(N) + f(N + 2)), Refuted)
    assert isinstance(verdict(longer, Sum(f(i), (i, 1, N)) + 2 * f(N + 2)), Refuted)


def test_a_shift_by_a_variable_is_beyond_the_search_and_not_refuted() -> None:
    step = Sum(f(i), (i, 1, N)), Sum(f(i - M), (i, 1 + M, N + M))
    assert isinstance(verdict(*step), Unproved)
