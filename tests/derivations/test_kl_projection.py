"""The closest member has the largest expected log-likelihood."""

from mlekl_symbolic.language import (
    KL,
    ArgMax,
    ArgMin,
    FiniteSet,
    MassFunction,
    Model,
    NamedSet,
    SameSolutions,
    Sum,
    log,
    variables,
)
from mlekl_symbolic.proof.verdict import PROVED, REFUTED
from tests.derivations.probe import assert_proved, stated, statement_without, verdicts, without

NAME = "kl_projection"
REFUTABLE = ("A1",)
"""Hypotheses without which a world is found in which the statement fails."""

X, Theta = FiniteSet("X"), NamedSet("Theta")
a, theta = variables("a theta")
p = Model("P", Theta, X)
truth = MassFunction("P_true", X)
divergences = ArgMin(KL(truth, p[theta]), (theta, Theta))
gain = Sum(truth(a) * log(p[theta](a)), (a, X))
TRUE = SameSolutions(divergences, ArgMax(gain, (theta, Theta)))
FALSE = (
    SameSolutions(divergences, ArgMin(gain, (theta, Theta))),
    SameSolutions(ArgMin(KL(p[theta], truth), (theta, Theta)), ArgMax(gain, (theta, Theta))),
    SameSolutions(divergences, ArgMax(-gain, (theta, Theta))),
    SameSolutions(divergences, ArgMax(Sum(truth(a) * p[theta](a), (a, X)), (theta, Theta))),
    SameSolutions(divergences, ArgMax(Sum(log(p[theta](a)), (a, X)), (theta, Theta))),
)


def test_proved() -> None:
    assert_proved(NAME)


def test_hypotheses() -> None:
    assert stated(NAME) == [
        "ForAll(ForAll(Implies(Equal(P[theta](a), 0), Equal(P_true(a), 0)), (a, X)), (theta, Theta))",
    ]


def test_every_hypothesis_is_needed() -> None:
    assert [label for label in REFUTABLE if statement_without(NAME, label) != REFUTED] == []
    assert [label for label in (*REFUTABLE, "S2", "S4") if without(NAME, label) == PROVED] == []


def test_false_neighbours() -> None:
    first, *found = verdicts(NAME, TRUE, *FALSE)
    assert first == PROVED
    assert PROVED not in found
    assert found.count(REFUTED) == 5
