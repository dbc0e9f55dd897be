"""Steps that differentiate: true ones are proved, their false neighbours never."""

from __future__ import annotations

from fractions import Fraction
from random import Random

import pytest
from sympy import Basic

from mlekl_symbolic import prove
from mlekl_symbolic.kernel.terms import Num, Var, lam
from mlekl_symbolic.language import (
    Derivative,
    Differentiable,
    Equal,
    Finite,
    FiniteSet,
    ForAll,
    FunctionSymbol,
    HasDerivative,
    Integers,
    Interval,
    Member,
    Naturals,
    NotEqual,
    Sum,
    as_expression,
    delta,
    exp,
    log,
    number,
    to_kernel,
    variables,
)
from mlekl_symbolic.proof.outcome import Refuted
from mlekl_symbolic.rules.rulebook import theory
from mlekl_symbolic.search.calculus import slope as worked_out
from mlekl_symbolic.search.engine import Context
from mlekl_symbolic.search.prover import Prover
from tests.rules.calculus import formula, slope, step, values_of
from tests.rules.calculus import number as value_of

a, b, c, k, n, s, t, x, j, theta = variables("a b c k n s t x j theta")
f, g, h, z, v = (FunctionSymbol(name) for name in "fghzv")
F = FunctionSymbol("F", 2)
K = FiniteSet("K")
unit = Interval.open(0, 1)
inside = Member(theta, unit)
known = [HasDerivative(f(t), (t, x), a), HasDerivative(g(t), (t, x), b)]
coin = k * log(t) + (n - k) * log(1 - t)


def is_proved(left, sign, right, given):
    """Whether the search proves a step, without looking for counterexamples where it does not."""
    context = Context(tuple(map(to_kernel, given)))
    sides = [to_kernel(side if isinstance(side, Basic) else as_expression(side)) for side in (left, right)]
    prover = Prover(theory())
    found = prover.step(sides[0], sign, sides[1], (), context)
    return (found or prover.once(sides[0], sign, sides[1], context)) is not None


def d(body, point=x):
    """The derivative by ``t`` at a point."""
    return Derivative(body, (t, point))


def mass(at):
    return exp(z(k) + at * v(k)) / Sum(exp(z(j) + at * v(j)), (j, K))


def partition(at):
    return Sum(exp(z(k) + at * v(k)), (k, K))


class_there = [Member(c, K), Finite(K)]
TRUE = {
    "constant": (d(c), "=", number(0), []),
    "identity": (d(t), "=", number(1), []),
    "the point may occur in the formula": (d(t * x), "=", x, []),
    "product": (d(f(t) * g(t)), "=", a * g(x) + f(x) * b, known),
    "quotient": (d(f(t) / g(t)), "=", (a * g(x) - f(x) * b) / g(x) ** 2, [*known, NotEqual(g(x), 0)]),
    "quotient by a constant that may be zero": (d(f(t) / c), "=", a / c, known[:1]),
    "logarithm": (d(log(f(t))), "=", a / f(x), [known[0], f(x) > 0]),
    "exponential": (d(exp(2 * t)), "=", 2 * exp(2 * x), []),
    "natural power": (d(f(t) ** n), "=", n * f(x) ** (n - 1) * a, [known[0], Member(n, Naturals())]),
    "whole power": (d(t**k), "=", k * x ** (k - 1), [Member(k, Integers()), NotEqual(x, 0)]),
    "any power": (d(t**c), "=", c * x ** (c - 1), [x > 0]),
    "square": (d((t - c) ** 2), "=", 2 * (x - c), []),
    "inverse": (d(1 / t), "=", -1 / x**2, [NotEqual(x, 0)]),
    "chain rule": (d(h(f(t))), "=", c * a, [known[0], HasDerivative(h(s), (s, f(x)), c)]),
    "sum": (d(Sum(F(t, k), (k, K))), "=", Sum(z(k), (k, K)),
            [ForAll(HasDerivative(F(t, k), (t, x), z(k)), (k, K))]),
    "sum over letters": (d(Sum(k * t**k, (k, 1, 3))), "=", 1 + 4 * x + 9 * x**2, []),
    "coin": (d(coin, theta), "=", k / theta - (n - k) / (1 - theta), [inside]),
    "coin twice": (d(Derivative(coin, t), theta), "=", -k / theta**2 - (n - k) / (1 - theta) ** 2, [inside]),
    "log sum exp": (d(log(partition(t)), 0), "=", Sum(mass(0) * v(k), (k, K)), class_there),
    "log sum exp anywhere": (d(log(partition(t))), "=", Sum(mass(x) * v(k), (k, K)), class_there),
    "log sum exp twice": (
        d(Derivative(log(partition(t)), t), 0), "=",
        Sum(mass(0) * v(k) ** 2, (k, K)) - Sum(mass(0) * v(k), (k, K)) ** 2, class_there,
    ),
    "known for all": (d(log(h(t)), theta), "=", z(theta) / h(theta),
                      [inside, h(theta) > 0, ForAll(HasDerivative(h(t), (t, s), z(s)), (s, unit))]),
    "differentiable": (d(c * f(t)), "=", c * d(f(t)), [Differentiable(f(t), (t, x))]),
}  # fmt: skip


@pytest.mark.parametrize("name", TRUE)
def test_a_true_step_is_proved(name):
    left, sign, right, given = TRUE[name]
    assert is_proved(left, sign, right, given)


@pytest.mark.parametrize("name", [name for name in TRUE if TRUE[name][3]])
def test_without_its_hypotheses_it_is_not(name):
    left, sign, right, given = TRUE[name]
    for left_out in given:
        kept = [p for p in given if p is not left_out]
        assert not is_proved(left, sign, right, kept), left_out


@pytest.mark.parametrize("name", TRUE)
def test_a_step_that_is_off_is_not(name):
    left, sign, right, given = TRUE[name]
    for wrong in (right + 1, right + x, -right - 1, 2 * right + 3):
        assert not is_proved(left, sign, wrong, given)


FALSE = {
    "product with a minus": (d(f(t) * g(t)), a * g(x) - f(x) * b, known),
    "product of the derivatives": (d(f(t) * g(t)), a * b, known),
    "quotient turned round": (d(f(t) / g(t)), (f(x) * b - a * g(x)) / g(x) ** 2, [*known, NotEqual(g(x), 0)]),
    "quotient of the derivatives": (d(f(t) / g(t)), a / b, [*known, NotEqual(g(x), 0)]),
    "inner derivative forgotten": (d(exp(2 * t)), exp(2 * x), []),
    "inner derivative of a logarithm forgotten": (d(log(1 - t), theta), 1 / (1 - theta), [inside]),
    "chain rule at the wrong point": (d(h(f(t))), c * a, [known[0], HasDerivative(h(s), (s, x), c)]),
    "logarithm of a negative number": (d(log(t)), 1 / x, [x < 0]),
    "logarithm anywhere": (d(log(t)), 1 / x, []),
    "logarithm at zero": (d(log(t), 0), 0, []),
    "absolute value": (d(abs(t), 0), 0, []),
    "absolute value rises": (d(abs(t)), 1, []),
    "absolute value, one side": (d(abs(t), 0), 1, []),
    "inverse at zero": (d(1 / t, 0), 0, []),
    "root at zero": (d(t ** number(1) / 2 + t ** (c / 2), 0), 0, []),
    "power too high": (d(t**3), 3 * x**3, []),
    "the point differentiated too": (d(t * x), 2 * x, []),
    "the point is not the variable": (d(log(t) * 0 + c * x), c, []),
    "unknown function": (d(f(t)), a, []),
    "unknown function is constant": (d(f(t)), 0, []),
    "derivative at another point": (d(f(t), x + 1), a, known),
    "derivative of another function": (d(g(t)), a, known[:1]),
    "agree at the point only": (d(f(t)), 0, [Equal(f(x), c)]),
    "agree on one side only": (d(f(t), 0), 0, [ForAll(Equal(f(t), 0), (t, Interval.open(0, 1)))]),
    "delta": (d(delta(t, x)), 1, []),
    "delta at its own place": (d(delta(t, x)), 0, []),
    "sum of one derivative": (d(Sum(F(t, k), (k, K))), Sum(a, (k, K)), [HasDerivative(F(t, j), (t, x), a)]),
    "empty alphabet": (d(log(partition(t)), 0), Sum(mass(0) * v(k), (k, K)) + 1, []),
    "second for first": (d(Derivative(t**3, t)), 3 * x**2, []),
    "first for second": (d(t**3), 6 * x, []),
}  # fmt: skip


@pytest.mark.parametrize("name", FALSE)
def test_a_false_neighbour_is_not_proved(name):
    left, right, given = FALSE[name]
    assert not is_proved(left, "=", right, given)


@pytest.mark.parametrize(
    "name",
    ["inner derivative forgotten", "inner derivative of a logarithm forgotten", "logarithm anywhere",
     "logarithm of a negative number", "power too high", "the point differentiated too", "second for first",
     "first for second", "absolute value rises"],
)  # fmt: skip
def test_a_false_formula_is_refuted(name):
    left, right, given = FALSE[name]
    assert isinstance(prove(left, "=", as_expression(right), given), Refuted)


def test_has_derivative_is_a_claim_about_one_number():
    holds = HasDerivative(t**2, (t, x), 2 * x)
    assert is_proved(holds, "=", Equal(0, 0), [])
    for wrong in (x, 2 * x + 1, 3 * x):
        assert not is_proved(HasDerivative(t**2, (t, x), wrong), "=", Equal(0, 0), [])


def test_differentiable_needs_a_derivative():
    assert is_proved(Differentiable(exp(t) * t, (t, x)), "=", Equal(0, 0), [])
    for kink in (abs(t), delta(t, 0), log(t), 1 / t):
        assert not is_proved(Differentiable(kink, (t, 0)), "=", Equal(0, 0), [])


def test_what_is_worked_out_agrees_with_difference_quotients():
    source, compared = Random(3), 0
    for _ in range(400):
        body, place = formula(source, 3), Num(Fraction(source.randint(-3, 4), 2))
        function = lam((Var("t"),), body)
        prover = Prover(theory())
        found = worked_out(prover.normaliser, function, place, Context(()))
        if found is None:
            continue
        assert prover.engine.sequent(found.line).hypotheses == frozenset()
        quotient = slope(values_of(function), value_of(place), step(function))
        assert quotient is not None, (body, place)
        claimed = value_of(found.value)
        assert abs(quotient - claimed) <= 1e-5 * (1 + abs(claimed)), (body, place)
        compared += 1
    assert compared > 200
