"""The ways to write maximum likelihood."""

from mlekl_symbolic.language import (
    ArgMax,
    ArgMin,
    FiniteSet,
    Model,
    NamedSet,
    Product,
    SameSolutions,
    Sample,
    Sum,
    Variable,
    log,
    variables,
)
from mlekl_symbolic.proof.verdict import PROVED, REFUTED
from tests.derivations.probe import assert_proved, stated, statement_without, verdicts, without

NAME = "likelihood_chain"
REFUTABLE = ("A1",)
"""Hypotheses without which a world is found in which the statement fails."""

N = Variable("N")
X, Theta = FiniteSet("X"), NamedSet("Theta")
x = Sample("x", N, X)
i, theta = variables("i theta")
p = Model("P", Theta, X)
mass = p[theta](x[i])
estimates = ArgMax(Product(mass, (i, 1, N)), (theta, Theta))
TRUE = SameSolutions(ArgMax(1 / N * Sum(log(mass), (i, 1, N)), (theta, Theta)), estimates)
FALSE = (
    SameSolutions(ArgMax(Sum(mass, (i, 1, N)), (theta, Theta)), estimates),
    SameSolutions(ArgMin(Sum(log(mass), (i, 1, N)), (theta, Theta)), estimates),
    SameSolutions(ArgMax(Product(log(mass), (i, 1, N)), (theta, Theta)), estimates),
    SameSolutions(ArgMax(-1 / N * Sum(log(mass), (i, 1, N)), (theta, Theta)), estimates),
    SameSolutions(ArgMax(log(Sum(mass, (i, 1, N))), (theta, Theta)), estimates),
)


def test_proved() -> None:
    assert_proved(NAME)


def test_hypotheses() -> None:
    assert stated(NAME) == [
        "ForAll(ForAll(P[theta](x[i]) > 0, (i, 1, N)), (theta, Theta))",
    ]


def test_every_hypothesis_is_needed() -> None:
    assert [label for label in REFUTABLE if statement_without(NAME, label) != REFUTED] == []
    assert [label for label in (*REFUTABLE, "S3") if without(NAME, label) == PROVED] == []


def test_false_neighbours() -> None:
    first, *found = verdicts(NAME, TRUE, *FALSE)
    assert first == PROVED
    assert PROVED not in found
    assert found.count(REFUTED) == 5
