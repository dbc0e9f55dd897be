"""The score has mean zero under the model."""

from mlekl_symbolic.language import (
    Derivative,
    Equal,
    Expectation,
    FiniteSet,
    ForAll,
    Interval,
    Model,
    Sum,
    log,
    variables,
)
from mlekl_symbolic.proof.verdict import PROVED, REFUTED
from tests.derivations.probe import assert_proved, stated, statement_without, verdicts, without

NAME = "score_has_mean_zero"
REFUTABLE = ()
"""None where the statement fails: no small world has a family with derivatives that are not all 0."""

X = FiniteSet("X")
a, t, theta, low, high = variables("a t theta l u")
p = Model("P", Interval.open(low, high), X)
change, score = Derivative(p[t](a), (t, theta)), Derivative(log(p[t](a)), (t, theta))
TRUE = Equal(Expectation(score, (a, p[theta])), 0)
FALSE = (
    Equal(Expectation(score, (a, p[theta])), 1),
    Equal(Expectation(change, (a, p[theta])), 0),
    Equal(Sum(score, (a, X)), 0),
    Equal(Expectation(score**2, (a, p[theta])), 0),
    ForAll(Equal(score, 0), (a, X)),
)


def test_proved() -> None:
    assert_proved(NAME)


def test_hypotheses() -> None:
    assert stated(NAME) == [
        "ForAll(P[theta](a) > 0, (a, X))",
        "ForAll(Differentiable(P[theta](a), theta), (a, X))",
    ]


def test_every_hypothesis_is_needed() -> None:
    assert [label for label in REFUTABLE if statement_without(NAME, label) != REFUTED] == []
    assert [label for label in ("A1", "A2", "S3") if without(NAME, label) == PROVED] == []


def test_false_neighbours() -> None:
    first, *found = verdicts(NAME, TRUE, *FALSE)
    assert first == PROVED
    assert PROVED not in found
