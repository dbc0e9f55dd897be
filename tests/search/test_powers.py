"""Powers with exponents that are no numerals, and products of them."""

from __future__ import annotations

import pytest
from sympy import Expr, IndexedBase, Pow, Product, Rational, Sum, Symbol, exp, log, symbols

from mlekl_symbolic.language import (
    ForAll,
    FunctionSymbol,
    Member,
    Naturals,
    Range,
    delta,
    variables,
)
from mlekl_symbolic.language import Product as OurProduct
from mlekl_symbolic.language import Sum as OurSum
from mlekl_symbolic.proof.outcome import Proved, Refuted
from mlekl_symbolic.testing import prove

n, m = symbols("n m", integer=True, positive=True)
i = Symbol("i", integer=True)
a, b, c = symbols("a b c", real=True)
p, q = symbols("p q", positive=True)
x = IndexedBase("x")
TOTAL = Sum(x[i], (i, 1, n))


def power(base: Expr, exponent: Expr) -> Expr:
    return Pow(base, exponent, evaluate=False)


@pytest.mark.parametrize(
    ("left", "right", "neighbour"),
    [
        (power(a * b, n), a**n * b**n, a**n * b),
        (power(p * b, c), p**c * b**c, p**c * b),
        (power(a / b, n), a**n / b**n, a**n * b**n),
        (power(-a, n), power(-1, n) * a**n, -(a**n)),
        (power(Rational(2, 3), n), 2**n / power(3, n), power(2, n) * power(3, n)),
        (power(p**n, m), p ** (n * m), p ** (n + m)),
        (power(p**b, c), p ** (b * c), p ** (b + c)),
        (p ** (2 * n), power(p**n, 2), power(p**n, 3)),
        (p ** (n - 1) * p, p**n, p ** (n + 1)),
        (p ** (b - c), p**b / p**c, p**c / p**b),
        (exp(a * log(p)), p**a, a**p),
        (p**TOTAL, Product(p ** x[i], (i, 1, n)), p ** x[1]),
        (p ** (c * TOTAL), Product(p ** (c * x[i]), (i, 1, n)), p**TOTAL),
        (
            Product(x[i] ** m, (i, 1, n)),
            power(Product(x[i], (i, 1, n)), m),
            power(Product(x[i], (i, 1, m)), n),
        ),
        (Product(p ** x[i] * q ** (1 - x[i]), (i, 1, n)), p**TOTAL * q ** (n - TOTAL), p**TOTAL * q**TOTAL),
        (log(1 / (p * (p + q))), -log(p) - log(p + q), -log(p) + log(p + q)),
    ],
)
def test_a_law_and_a_false_neighbour(left: Expr, right: Expr, neighbour: Expr) -> None:
    assert isinstance(prove(left, "=", right), Proved)
    assert isinstance(prove(left, "=", neighbour), Refuted)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (power(a * b, c), a**c * b**c),
        (power(power(a, b), c), a ** (b * c)),
        (a**TOTAL, Product(a ** x[i], (i, 1, n))),
        (exp(a * log(b)), b**a),
        (a ** (n - m), a**n / a**m),
    ],
)
def test_the_conditions_are_needed(left: Expr, right: Expr) -> None:
    assert isinstance(prove(left, "=", right), Refuted)


K, N, j, k, z = variables("K N j k z")
theta, y = FunctionSymbol("theta"), FunctionSymbol("y")
letters, sample = Range(1, K), Range(1, N)
INSIDE = [Member(z, letters)]
SAMPLED = [Member(N, Naturals()), ForAll(Member(y(j), letters), (j, sample))]


def test_an_exponent_that_is_a_delta_sifts() -> None:
    chosen = OurProduct(theta(k) ** delta(k, z), (k, letters))
    assert isinstance(prove(chosen, "=", theta(z), given=INSIDE), Proved)
    assert isinstance(prove(chosen, "=", theta(z)), Refuted)
    assert isinstance(prove(chosen, "=", theta(1), given=INSIDE), Refuted)


def test_the_likelihood_by_counts() -> None:
    count = OurSum(delta(y(j), k), (j, sample))
    by_counts = OurProduct(theta(k) ** count, (k, letters))
    by_observations = OurProduct(theta(y(j)), (j, sample))
    assert isinstance(prove(by_counts, "=", by_observations, given=SAMPLED), Proved)
    assert not isinstance(prove(by_counts, "=", by_observations), Proved)
    assert isinstance(prove(by_counts, "=", OurProduct(theta(j), (j, sample)), given=SAMPLED), Refuted)
