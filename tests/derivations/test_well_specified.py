"""The minimisers of a well-specified model."""

from mlekl_symbolic.language import (
    KL,
    ArgMax,
    ArgMin,
    Equal,
    FiniteSet,
    ForAll,
    Iff,
    Member,
    Model,
    NamedSet,
    Singleton,
    Variable,
    variables,
)
from mlekl_symbolic.proof.verdict import PROVED, REFUTED
from tests.derivations.probe import assert_proved, stated, statement_without, verdicts, without

NAME = "well_specified"
REFUTABLE = ("A1", "A2")
"""Hypotheses without which a world is found in which the statement fails."""

X, Theta = FiniteSet("X"), NamedSet("Theta")
a, t, theta = variables("a t theta")
p = Model("P", Theta, X)
true = Variable("theta_0")
divergences = ArgMin(KL(p[true], p[t]), (t, Theta))
agree = ForAll(Equal(p[true](a), p[theta](a)), (a, X))
TRUE = ForAll(Iff(Member(theta, divergences), agree), (theta, Theta))
FALSE = (
    Equal(divergences, Singleton(true)),
    ForAll(Member(theta, divergences), (theta, Theta)),
    ForAll(agree, (theta, Theta)),
    ForAll(Iff(Member(theta, divergences), Equal(theta, true)), (theta, Theta)),
    ForAll(Iff(Member(theta, ArgMax(KL(p[true], p[t]), (t, Theta))), agree), (theta, Theta)),
)


def test_proved() -> None:
    assert_proved(NAME)


def test_hypotheses() -> None:
    assert stated(NAME) == [
        "Member(theta_0, Theta)",
        "ForAll(ForAll(Implies(Equal(P[theta](a), 0), Equal(P[theta_0](a), 0)), (a, X)), (theta, Theta))",
    ]


def test_every_hypothesis_is_needed() -> None:
    assert [label for label in REFUTABLE if statement_without(NAME, label) != REFUTED] == []
    assert [label for label in (*REFUTABLE, "S1", "S2", "S3") if without(NAME, label) == PROVED] == []


def test_false_neighbours() -> None:
    first, *found = verdicts(NAME, TRUE, *FALSE)
    assert first == PROVED
    assert PROVED not in found
    assert found.count(REFUTED) == 5
