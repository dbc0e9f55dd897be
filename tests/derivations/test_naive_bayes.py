"""The likelihood of naive Bayes, and what independence of observations does not give."""

from mlekl_symbolic.language import (
    Equal,
    FiniteSet,
    FunctionSymbol,
    Product,
    Sample,
    Sum,
    log,
    variables,
)
from mlekl_symbolic.proof.verdict import PROVED, REFUTED
from tests.derivations.probe import assert_proved, stated, verdicts

NAME = "naive_bayes"

N, d, i, j = variables("N d i j")
y = Sample("y", N, FiniteSet("Y"))
g, x, p = FunctionSymbol("g"), FunctionSymbol("x", 2), FunctionSymbol("p", 3)
mass = p(j, x(i, j), y[i])
whole = log(Product(g(i), (i, 1, N)))
TRUE = Equal(whole, Sum(log(mass), (j, 1, d), (i, 1, N)))
FALSE = (
    Equal(whole, Sum(log(Sum(mass, (j, 1, d))), (i, 1, N))),
    Equal(whole, Sum(mass, (j, 1, d), (i, 1, N))),
    Equal(whole, 1 / N * Sum(log(mass), (j, 1, d), (i, 1, N))),
    Equal(whole, Product(log(mass), (j, 1, d), (i, 1, N))),
    Equal(whole, -Sum(log(mass), (j, 1, d), (i, 1, N))),
    Equal(Product(g(i), (i, 1, N)), Sum(log(mass), (j, 1, d), (i, 1, N))),
)


def test_proved() -> None:
    assert_proved(NAME)


def test_hypotheses() -> None:
    assert stated(NAME) == [
        "ForAll(Equal(g(i), Product(p(j, x(i, j), y[i]), (j, 1, d))), (i, 1, N))",
        "ForAll(ForAll(p(j, x(i, j), y[i]) > 0, (j, 1, d)), (i, 1, N))",
    ]


def test_false_neighbours() -> None:
    first, *found = verdicts(NAME, TRUE, *FALSE)
    assert first == PROVED
    assert PROVED not in found
    assert found.count(REFUTED) == 6
