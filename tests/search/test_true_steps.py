"""True steps are proved whatever their shape, and their neighbours are not."""

from __future__ import annotations

import pytest

from mlekl_symbolic.language import ForAll, NotEqual, Sum, delta, log
from mlekl_symbolic.proof.outcome import Proved, Refuted, Unproved
from tests.search import steps_information, steps_scalar, steps_solutions, steps_sums
from tests.search.world import KL_GIVEN, KL_STEP, M, N, TrueStep, a, b, f, i, u, v, verdict, x

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
        (log(a * b), log(a) + log(b), (a > 0,)),
        (log(a * b), log(a) + log(b), (NotEqual(a, 0), NotEqual(b, 0))),
        (u * log(u / v), u * log(u) - u * log(v), (v > 0,)),
        (Sum(f(a) * f(b) / f(a), (a, KL_STEP.over)), f(b), ()),
        (delta(a, b) * f(a), f(b), ()),
    ],
)
def test_without_its_condition_it_is_refuted(left: object, right: object, given: tuple[object, ...]) -> None:
    assert isinstance(verdict(left, right, given), Refuted)


def test_a_missing_condition_is_named() -> None:
    outcome = verdict(KL_STEP.left, KL_STEP.right)
    assert isinstance(outcome, Unproved | Refuted)
    assert isinstance(verdict(KL_STEP.left, KL_STEP.right, (KL_GIVEN,)), Proved)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (Sum(f(i), (i, 1, N)), Sum(f(i - M), (i, 1 + M, N + M))),
        (Sum(f(i), (i, 1, N + 2)), Sum(f(i), (i, 1, N)) + f(N + 1) + f(N + 2)),
    ],
)
def test_beyond_the_rules_for_integers_a_true_step_is_not_refuted(left: object, right: object) -> None:
    """No rule says yet that integers are closed under addition."""
    assert isinstance(verdict(left, right), Unproved)
