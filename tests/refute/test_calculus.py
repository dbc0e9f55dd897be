"""Derivatives of formulas in exact worlds: worked out, or said to be unknown, but never guessed."""

from __future__ import annotations

from fractions import Fraction
from random import Random

import pytest

import mlekl_symbolic.rules
from mlekl_symbolic.kernel.terms import App, Num, Var, lam
from mlekl_symbolic.language import (
    Derivative,
    Differentiable,
    Equal,
    ForAll,
    FunctionSymbol,
    HasDerivative,
    Indicator,
    Member,
    Naturals,
    Sum,
    delta,
    exp,
    log,
    number,
    to_kernel,
    variables,
)
from mlekl_symbolic.refute.domains import Table
from mlekl_symbolic.refute.evaluate import Evaluator
from mlekl_symbolic.refute.search import refute
from mlekl_symbolic.refute.values import Unknown, add, enclose
from mlekl_symbolic.refute.values import log as exact_log
from mlekl_symbolic.rules.rulebook import theory
from tests.rules.calculus import formula, slope, step, values_of
from tests.rules.calculus import number as calculus_number

assert mlekl_symbolic.rules
t, x, k, n = variables("t x k n")
f = FunctionSymbol("f")
EVALUATOR = Evaluator(theory())


def value(node, **world):
    return EVALUATOR.value(to_kernel(node), {Var(name): v for name, v in world.items()})


def d(body, point=x):
    return Derivative(body, (t, point))


def test_values_are_exact():
    assert value(d(t**3), x=2) == 12
    assert value(d(1 / t), x=4) == Fraction(-1, 16)
    assert value(d(log(t)), x=Fraction(1, 3)) == 3
    assert value(d(t ** (number(1) / 2)), x=4) == Fraction(1, 4)
    assert value(d(t * log(t)), x=2) == add(exact_log(2), 1)
    assert value(d(Derivative(log(t), t)), x=2) == Fraction(-1, 4)
    assert value(d(Sum(k * t**k, (k, 1, n))), x=2, n=3) == 45
    assert value(d(t**n), x=0, n=1) == 1
    assert value(d(abs(t)), x=-3) == -1


def test_where_a_function_is_constant_by_convention_it_has_derivative_zero():
    assert value(d(log(t)), x=-2) == 0
    assert value(d(delta(t, 1)), x=3) == 0
    assert value(d(Indicator(t > 1)), x=3) == 0


@pytest.mark.parametrize(
    ("body", "point"),
    [(log(t), 0), (1 / t, 0), (abs(t), 0), (delta(t, 1), 1), (Indicator(t > 1), 1), (t**k, 0), (f(t), 1),
     (2**t, 1), (Sum(log(t - k), (k, 1, 3)), 2), (Derivative(abs(t - 1), t), 1)],
)  # fmt: skip
def test_nothing_is_said_where_a_formula_does_not_show_it(body, point):
    world = {Var("k"): Fraction(1, 2), Var("f", "fun1"): Table(1, {(1,): 2})}
    for node in (d(body, point), Differentiable(body, (t, point)), HasDerivative(body, (t, point), 0)):
        with pytest.raises(Unknown):
            EVALUATOR.value(to_kernel(node), world)


def test_statements():
    assert value(HasDerivative(t**2, (t, x), 2 * x), x=5) is True
    assert value(HasDerivative(t**2, (t, x), x), x=5) is False
    assert value(Differentiable(1 / t, (t, x)), x=5) is True


def test_false_formulas_are_refuted():
    for body, wrong in ((t**2, x), (t**2, 2 * x + 1), (exp(2 * t), exp(2 * x)), (log(t), 1 / x)):
        assert refute(to_kernel(Equal(d(body), wrong)), (), theory()) is not None
    assert refute(to_kernel(Equal(d(t**2), 2 * x)), (), theory()) is None
    positive = [to_kernel(x > 0)]
    assert refute(to_kernel(Equal(d(log(t)), 1 / x)), positive, theory()) is None


def test_a_hypothesis_about_an_unknown_function_is_met_by_no_world():
    given = [to_kernel(ForAll(Differentiable(f(t), (t, n)), (n, Naturals())))]
    assert refute(App("false"), given, theory()) is None
    assert refute(to_kernel(Member(x, Naturals())), given, theory()) is None


def test_random_formulas_agree_with_difference_quotients():
    source, compared = Random(11), 0
    for _ in range(400):
        body, place = formula(source, 3), Num(Fraction(source.randint(-3, 4), 2))
        function = lam((Var("t"),), body)
        try:
            exact = EVALUATOR.value(App("deriv", (function, place), "real"), {})
            found = float(enclose(exact, 200).mid())
        except (Unknown, OverflowError):
            continue
        if abs(found) > 1e6:
            continue
        quotient = slope(values_of(function), calculus_number(place), step(function))
        assert quotient is not None, (body, place)
        assert abs(float(quotient) - found) <= 1e-5 * (1 + abs(found)), (body, place)
        compared += 1
    assert compared > 200
