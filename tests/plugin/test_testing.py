"""`mlekl_symbolic.testing`: one step, proved or refuted, for tests of one's own."""

from __future__ import annotations

import pytest
from sympy import Derivative, Expr, Function, IndexedBase, Product, Rational, Sum, Symbol, exp, log

from mlekl_symbolic.language import LanguageError, NotEqual, variables
from mlekl_symbolic.proof.outcome import Proved, Refuted
from mlekl_symbolic.testing import assert_step, prove

a, b = Symbol("a"), Symbol("b")
s, t = Symbol("s", positive=True), Symbol("t", positive=True)
i, n = Symbol("i", integer=True), Symbol("n", integer=True, positive=True)
f, x = Function("f"), IndexedBase("x")
squares = Sum((x[i] - a) ** 2, (i, 1, n))


def test_a_true_step_of_plain_sympy() -> None:
    assert_step((a + 1) ** 2, a**2 + 2 * a + 1)
    assert isinstance(prove((a + 1) ** 2, "=", a**2 + 2 * a + 1), Proved)


def test_a_false_step_says_where_and_why() -> None:
    with pytest.raises(AssertionError) as caught:
        assert_step((a + 1) ** 2, a**2 + 1)
    said = str(caught.value)
    assert "test_testing.py:" in said
    assert "is false" in said
    assert "right − left" in said
    assert ">" in said and "assert_step((a + 1) ** 2, a**2 + 1)" in said  # noqa: PT018


def test_what_plain_symbols_assume_is_given() -> None:
    assert_step(log(s * t, evaluate=False), log(s) + log(t))
    assert isinstance(prove(log(a * b, evaluate=False), "=", log(a) + log(b)), Refuted)


def test_hypotheses_are_needed() -> None:
    c, d = variables("c d")
    assert isinstance(prove(c / d * d, "=", c), Refuted)
    assert_step(c / d * d, c, given=[NotEqual(d, 0)])


def test_numbers_and_inequalities() -> None:
    assert_step(2, 3, relation="<")
    assert isinstance(prove(3, "<", 2), Refuted)


@pytest.mark.parametrize("side", [0.5, "a + b", None])
def test_what_is_not_exact_mathematics_is_refused(side: object) -> None:
    with pytest.raises(LanguageError):
        prove(side, "=", a)


@pytest.mark.parametrize(
    ("left", "right", "neighbour"),
    [
        (Derivative(log(s), s), 1 / s, 1 / s + 1),
        (Derivative(a**3 + b * a, a), 3 * a**2 + b, 3 * a**2),
        (Derivative(a**3, a, a), 6 * a, 3 * a**2),
        (Derivative(exp(b * a), a), b * exp(b * a), exp(b * a)),
        (Derivative(squares, a), -2 * Sum(x[i] - a, (i, 1, n)), 2 * Sum(x[i] - a, (i, 1, n))),
        (Product(exp(x[i]), (i, 1, n)), exp(Sum(x[i], (i, 1, n))), Sum(exp(x[i]), (i, 1, n))),
        (Product(b * exp(-b * x[i]), (i, 1, n)), b**n * exp(-b * Sum(x[i], (i, 1, n))),
         b * exp(-b * Sum(x[i], (i, 1, n)))),
        (log(Product(exp(-((x[i] - a) ** 2) / 2), (i, 1, n))), -Rational(1, 2) * squares, -squares),
        (Product(exp(x[i] + b), (i, 1, n)), exp(n * b + Sum(x[i], (i, 1, n))), exp(b + Sum(x[i], (i, 1, n)))),
    ],
)  # fmt: skip
def test_derivatives_and_exponentials(left: Expr, right: Expr, neighbour: Expr) -> None:
    assert isinstance(prove(left, "=", right), Proved)
    assert isinstance(prove(left, "=", neighbour), Refuted)


def test_a_derivative_outside_the_domain_is_refuted() -> None:
    assert isinstance(prove(Derivative(log(a), a), "=", 1 / a), Refuted)


def test_a_function_need_not_have_a_derivative() -> None:
    assert not isinstance(prove(Derivative(a * f(a), a), "=", f(a) + a * Derivative(f(a), a)), Proved)


def test_a_derivative_is_by_a_symbol() -> None:
    with pytest.raises(LanguageError, match="no symbol"):
        prove(Derivative(x[1] ** 2, x[1]), "=", 2 * x[1])
