"""Sums in which one range ends or starts at the variable of another."""

from __future__ import annotations

import pytest
from sympy import Expr, IndexedBase, Sum, Symbol, symbols

from mlekl_symbolic.proof.outcome import Proved, Refuted
from mlekl_symbolic.testing import prove

n = Symbol("n", integer=True, positive=True)
i, j, k, m = symbols("i j k m", integer=True)
x, y = IndexedBase("x"), IndexedBase("y")
LOWER = Sum(x[i] * y[j], (j, 1, i), (i, 1, n))
STRICT = Sum(x[i] * y[j], (j, 1, i - 1), (i, 1, n))


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (LOWER, Sum(x[i] * y[j], (i, j, n), (j, 1, n))),
        (STRICT, Sum(x[i] * y[j], (i, j + 1, n), (j, 1, n))),
        (LOWER, Sum(x[i] * Sum(y[j], (j, 1, i)), (i, 1, n))),
        (LOWER, Sum(y[k] * Sum(x[j], (j, k, n)), (k, 1, n))),
        (LOWER, STRICT + Sum(x[i] * y[i], (i, 1, n))),
        (Sum(x[i] * y[j], (j, m, i), (i, m, n)), Sum(x[i] * y[j], (i, j, n), (j, m, n))),
        (Sum(x[i], (i, j, n), (j, 1, n)), Sum(i * x[i], (i, 1, n))),
        (3 * LOWER, Sum(x[i] * y[j], (i, j, n), (j, 1, n), (k, 1, 3))),
    ],
)
def test_a_triangle_is_summed_by_rows_or_by_columns(left: Expr, right: Expr) -> None:
    assert isinstance(prove(left, "=", right), Proved)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (LOWER, Sum(x[i] * y[j], (i, j + 1, n), (j, 1, n))),
        (STRICT, Sum(x[i] * y[j], (i, j, n), (j, 1, n))),
        (LOWER, Sum(x[j] * y[i], (j, 1, i), (i, 1, n))),
        (LOWER, Sum(x[i] * y[j], (j, i, n), (i, 1, n))),
        (LOWER, Sum(x[i] * y[j], (j, 1, n), (i, 1, n))),
        (Sum(x[i], (i, j, n), (j, 1, n)), n * Sum(x[i], (i, 1, n))),
    ],
)
def test_another_triangle_is_another_sum(left: Expr, right: Expr) -> None:
    assert isinstance(prove(left, "=", right), Refuted)
