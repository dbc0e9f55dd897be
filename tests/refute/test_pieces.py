"""Integrals of step functions and polynomials are exact; nothing else is integrated."""

from __future__ import annotations

from fractions import Fraction

import pytest

import mlekl_symbolic.rules
from mlekl_symbolic.kernel.terms import Var
from mlekl_symbolic.language import (
    KL,
    AlmostEverywhere,
    And,
    Density,
    Equal,
    Exponential,
    ForAll,
    FunctionSymbol,
    Gaussian,
    Implies,
    Indicator,
    Integers,
    Integrable,
    Integral,
    Interval,
    NamedSet,
    NotEqual,
    Reals,
    Singleton,
    Sum,
    delta,
    exp,
    log,
    to_kernel,
    variables,
)
from mlekl_symbolic.refute.domains import Finite, Steps, Table
from mlekl_symbolic.refute.domains import Interval as Between
from mlekl_symbolic.refute.evaluate import Evaluator
from mlekl_symbolic.refute.values import Unknown, add, multiply
from mlekl_symbolic.refute.values import log as log_of
from mlekl_symbolic.rules.rulebook import theory

assert mlekl_symbolic.rules

EVALUATOR = Evaluator(theory())
x, y, c = variables("x y c")
f, g = FunctionSymbol("f"), FunctionSymbol("g")
S, R = NamedSet("S"), Reals()
TWO = Steps((0, 1, 3), (((), (2, -1, 0)),))
"""2 on [0, 1), −1 on [1, 3), 0 elsewhere."""
ONE = Steps((0, 1), (((), (1, 0)),))
FOREVER = Steps((0, 1), (((), (2, 1)),))
"""1 everywhere but on [0, 1)."""


def value(node, **world):
    names = {"f": Var("f", "fun1"), "g": Var("g", "fun1"), "S": Var("S", "set"), "c": Var("c")}
    return EVALUATOR.value(to_kernel(node), {names[n]: v for n, v in world.items()})


@pytest.mark.parametrize(
    ("body", "over", "expected"),
    [
        (f(x), R, 0),
        (f(x), Interval.open(0, 1), 2),
        (f(x), Interval.closed(0, 2), 1),
        (f(x) ** 2, R, 6),
        (f(x) * x, R, -3),
        (f(x) * x**3, Interval.above(1), -20),
        (x**8, Interval.open(0, 1), Fraction(1, 9)),
        ((x - 1) ** 2, Interval.closed(-1, 2), 3),
        (Indicator(x <= Fraction(1, 2)) * x, Interval.open(0, 1), Fraction(1, 8)),
        (delta(x, c) * x, R, 0),
        (f(x) + delta(x, 2), R, 0),
        (f(x) * Sum(x * y, (y, 1, 3)), Interval.open(0, 1), 6),
        (7, Singleton(1, 2), 0),
        (x, Integers(), 0),
        (3, Interval.open(2, 1), 0),
        (Integral(f(x) * x * y, (y, 0, 2)), Interval.open(0, 1), 2),
    ],
)  # fmt: skip
def test_integrals_are_exact(body, over, expected):
    assert value(Integral(body, (x, over)), f=TWO, c=Fraction(1, 3)) == expected


def test_logarithms_of_steps():
    law = Steps((0, Fraction(1, 2), 1), (((), (Fraction(1, 2), Fraction(3, 2), 0)),))
    low, high = log_of(Fraction(1, 2)), log_of(Fraction(3, 2))
    expected = add(multiply(Fraction(1, 4), low), multiply(Fraction(3, 4), high))
    assert value(Integral(f(x) * log(f(x)), (x, R)), f=law) == expected
    p, q = Density("f", R), Density("g", R)
    world = {Var("f", "fun1"): law, Var("g", "fun1"): ONE}
    assert EVALUATOR.value(to_kernel(KL(p, q)), world) == expected


@pytest.mark.parametrize(
    ("body", "over", "there"),
    [
        (f(x), R, False),
        (f(x), Interval.open(0, 9), True),
        (f(x), Interval.above(5), False),
        (f(x) - 1, R, True),
        (f(x) - x, R, False),
        (0, R, True),
        (x, Singleton(3), True),
        (g(x) * x**2, R, True),
    ],
)
def test_integrability(body, over, there):
    assert value(Integrable(body, (x, over)), f=FOREVER, g=TWO) is there
    if not there:
        assert value(Integral(body, (x, over)), f=FOREVER, g=TWO) == 0


@pytest.mark.parametrize(
    ("claim", "over", "holds"),
    [
        (Equal(f(x), g(x)), R, False),
        (Equal(f(x), g(x)), Interval.open(0, 1), False),
        (Equal(f(x), 2), Interval.open(0, 1), True),
        (Equal(f(x), 2), Interval.closed(0, 1), True),
        (NotEqual(x, 2), R, True),
        (Equal(x, 2), R, False),
        (Equal(x**2, x), R, False),
        (Equal(f(x) * x, 2 * x), Interval.open(0, 1), True),
        (f(x) >= 0, Interval.open(0, 1), True),
        (f(x) >= 0, R, False),
        (Implies(Equal(f(x), 0), Equal(g(x), 0)), R, True),
        (Equal(x, x + 1), Singleton(5), True),
        (And(f(x) > 1, NotEqual(x, Fraction(1, 2))), Interval.open(0, 1), True),
    ],
)
def test_almost_everywhere(claim, over, holds):
    assert value(AlmostEverywhere(claim, (x, over)), f=TWO, g=ONE) is holds


@pytest.mark.parametrize(
    "node",
    [
        Integral(exp(x), (x, 0, 1)),
        Integral(log(x), (x, 0, 1)),
        Integral(1 / x, (x, 1, 2)),
        Integral(abs(x - 1), (x, 0, 2)),
        Integral(f(x - 1), (x, R)),
        Integral(f(x * x), (x, R)),
        Integral(x**9, (x, 0, 1)),
        Integral(f(x), (x, Interval.open(0, log(2)))),
        Integral(Gaussian(0, 1)(x), (x, R)),
        Integrable(Exponential(1)(x), (x, Interval.above(0))),
        AlmostEverywhere(x**2 > x, (x, R)),
    ],
)
def test_nothing_else_is_guessed(node):
    with pytest.raises(Unknown):
        value(node, f=TWO)


def test_a_table_is_no_step_function():
    with pytest.raises(Unknown):
        value(Integral(f(x), (x, R)), f=Table(1, {(1,): 5}))


def test_a_quantifier_over_an_interval_looks_at_every_piece():
    everywhere = ForAll(f(x) >= 0, (x, S))
    assert value(everywhere, f=ONE, S=Between(-3, 3)) is True
    assert value(everywhere, f=TWO, S=Between(-3, 3)) is False
    assert value(everywhere, f=TWO, S=Between(0, 1)) is True
    assert value(everywhere, f=TWO, S=Between(0, 1, closed=True)) is False
    assert value(everywhere, f=TWO, S=Finite((0, 5))) is True
