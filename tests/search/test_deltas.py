"""Deltas of indices that are known to differ, and of two of which nothing of the kind is known."""

from __future__ import annotations

import pytest
from sympy import Expr, Function, KroneckerDelta, Sum, symbols

from mlekl_symbolic.language import FiniteSet, ForAll, NotEqual, delta
from mlekl_symbolic.language import Sum as SumOver
from mlekl_symbolic.proof.outcome import Proved, Refuted
from mlekl_symbolic.testing import prove

i, j, n = symbols("i j n", integer=True, positive=True)
f = Function("f")


@pytest.mark.parametrize("low", [4, n + 1])
def test_indices_of_ranges_apart_differ(low: Expr) -> None:
    high = 3 if low == 4 else n
    mixed = Sum(Sum(KroneckerDelta(i, j) * f(i), (i, 1, high)), (j, low, low + 2))
    assert isinstance(prove(mixed, "=", 0), Proved)


def test_two_indices_of_one_range_may_be_equal() -> None:
    mixed = Sum(Sum(KroneckerDelta(i, j) * f(i), (i, 1, n)), (j, 1, n))
    assert isinstance(prove(mixed, "=", Sum(f(i), (i, 1, n))), Proved)
    assert isinstance(prove(mixed, "=", 0), Refuted)


def test_an_element_that_differs_from_all_others() -> None:
    letters, (a, c) = FiniteSet("X"), symbols("a c", real=True)
    apart = ForAll(NotEqual(a, c), (a, letters))
    assert isinstance(prove(SumOver(delta(a, c), (a, letters)), "=", 0, given=[apart]), Proved)
    assert isinstance(prove(SumOver(delta(a, c), (a, letters)), "=", 0), Refuted)
