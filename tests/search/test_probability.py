"""Indicators, absolute values and averages: what is found, and what must not be."""

from __future__ import annotations

import pytest

from mlekl_symbolic.language import (
    Abs,
    And,
    Equal,
    Expectation,
    Finite,
    FiniteSet,
    ForAll,
    FunctionSymbol,
    Indicator,
    MassFunction,
    Not,
    Probability,
    Sum,
    Variance,
    delta,
    variables,
)
from mlekl_symbolic.proof import prove
from mlekl_symbolic.proof.outcome import Proved

a, b, c, w = variables("a b c w")
Omega = FiniteSet("Omega")
P = MassFunction("P", Omega)
X, Y = FunctionSymbol("X"), FunctionSymbol("Y")
DRAW = (w, P)
MEAN, OTHER = Expectation(X(w), DRAW), Expectation(Y(w), DRAW)
SPACE = (Finite(Omega), ForAll(P(w) >= 0, (w, Omega)), Equal(Sum(P(w), (w, Omega)), 1))
BELOW = ForAll(X(w) <= Y(w), (w, Omega))

TRUE = [
    (Indicator(a >= b), "=", 1, [a > b]),
    (Indicator(a >= b), "=", 0, [a < b]),
    (Indicator(a >= b), "=", 0, [Not(a >= b)]),
    (Indicator(Equal(a, b)), "=", delta(a, b), []),
    (Indicator(And(a > 0, b > 0)), "=", Indicator(b > 0), [a > 1]),
    (Indicator(a >= b), "<=", 1, []),
    (c * Indicator(a >= b), ">=", 0, [c >= 0]),
    (Abs(a), "=", a, [a > 0]),
    (Abs(a), ">=", 0, []),
    (MEAN, "<=", OTHER, [*SPACE, BELOW]),
    (c * MEAN, "<=", c * OTHER, [*SPACE, BELOW, c > 0]),
    (MEAN / c, "<=", OTHER / c, [*SPACE, BELOW, c > 0]),
    (Probability(X(w) >= a, DRAW), ">=", 0, [*SPACE]),
    (Expectation(a * X(w) + b, DRAW), "=", a * MEAN + b, [*SPACE]),
    (Variance(X(w) + a, DRAW), "=", Variance(X(w), DRAW), [*SPACE]),
    (Variance(X(w), DRAW), "=", Expectation(X(w) ** 2, DRAW) - MEAN**2, [*SPACE]),
]  # fmt: skip
FALSE = [
    (Indicator(a > b), "=", 1, [a >= b]),
    (Indicator(a >= b), "=", 0, [a <= b]),
    (Indicator(Equal(a, b)), "=", 1, []),
    (Indicator(And(a > 0, b > 0)), "=", Indicator(a > 0) + Indicator(b > 0), []),
    (c * Indicator(a >= b), ">=", 0, []),
    (Abs(a), "=", a, []),
    (Abs(a), ">", 0, []),
    (MEAN, "<=", OTHER, [Finite(Omega), BELOW]),
    (MEAN, "<", OTHER, [*SPACE, BELOW]),
    (c * MEAN, "<=", c * OTHER, [*SPACE, BELOW]),
    (OTHER / c, "<=", MEAN / c, [*SPACE, BELOW, c > 0]),
    (Expectation(a * X(w) + b, DRAW), "=", a * MEAN, [*SPACE]),
    (Variance(a * X(w), DRAW), "=", a * Variance(X(w), DRAW), [*SPACE]),
    (Variance(X(w) + Y(w), DRAW), "=", Variance(X(w), DRAW) + Variance(Y(w), DRAW), [*SPACE]),
    (Probability(X(w) >= a, DRAW), "=", 1, [*SPACE]),
]  # fmt: skip


@pytest.mark.parametrize("step", TRUE, ids=str)
def test_true_steps_are_proved(step):
    left, relation, right, given = step
    assert isinstance(prove(left, relation, Equal(right, 0).lhs, given), Proved)


@pytest.mark.parametrize("step", FALSE, ids=str)
def test_false_steps_are_not(step):
    left, relation, right, given = step
    assert not isinstance(prove(left, relation, Equal(right, 0).lhs, given), Proved)
