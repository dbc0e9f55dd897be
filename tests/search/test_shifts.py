"""Sums whose terms or whose ranges are shifted, split, or run backwards."""

from __future__ import annotations

import pytest
from sympy import Expr, IndexedBase, Sum, Symbol, symbols

from mlekl_symbolic.proof.outcome import Proved, Refuted
from mlekl_symbolic.testing import prove

n, m = symbols("n m", integer=True, positive=True)
i, j, k = symbols("i j k", integer=True)
x = IndexedBase("x")
TOTAL = Sum(x[i], (i, 1, n))


@pytest.mark.parametrize(
    ("left", "right", "neighbour"),
    [
        (TOTAL - x[1], Sum(x[i], (i, 2, n)), Sum(x[i], (i, 1, n - 1))),
        (Sum(x[i + 1], (i, 1, n)), TOTAL + x[n + 1] - x[1], TOTAL + x[n + 1] - x[0]),
        (Sum(x[i - 1], (i, 1, n)), TOTAL + x[0] - x[n], TOTAL + x[0] - x[1]),
        (Sum(x[i] - x[i - 1], (i, 1, n)), x[n] - x[0], x[n] - x[1]),
        (Sum(x[i] * x[i + 1], (i, 1, n - 1)), Sum(x[i - 1] * x[i], (i, 2, n)), Sum(x[i] ** 2, (i, 2, n))),
        (Sum(x[i], (i, 1, n + m)), TOTAL + Sum(x[i], (i, n + 1, n + m)), TOTAL + Sum(x[i], (i, n, n + m))),
        (Sum(x[i], (i, 1, n + m)), Sum(x[i], (i, 1, m)) + Sum(x[i + m], (i, 1, n)),
         Sum(x[i], (i, 1, m)) + Sum(x[i + n], (i, 1, n))),
        (TOTAL, Sum(x[n + 1 - i], (i, 1, n)), Sum(x[n - i], (i, 1, n))),
        (TOTAL, Sum(x[n - i], (i, 0, n - 1)), Sum(x[n - i], (i, 1, n - 1))),
    ],
)  # fmt: skip
def test_the_same_terms_and_a_false_neighbour(left: Expr, right: Expr, neighbour: Expr) -> None:
    assert isinstance(prove(left, "=", right), Proved)
    assert isinstance(prove(left, "=", neighbour), Refuted)


def test_without_a_first_term_nothing_can_be_taken_away() -> None:
    whole = Symbol("w", integer=True)
    rest = Sum(x[i], (i, 1, whole)) - x[1]
    assert isinstance(prove(rest, "=", Sum(x[i], (i, 2, whole))), Refuted)


def test_a_part_must_lie_within_the_whole() -> None:
    a, b = symbols("a b", integer=True)
    parts = Sum(x[i], (i, 1, a)) + Sum(x[i], (i, a + 1, b))
    assert isinstance(prove(Sum(x[i], (i, 1, b)), "=", parts), Refuted)
