"""The score of an exponential rate."""

from mlekl_symbolic.language import (
    And,
    ArgMax,
    ArgMin,
    Derivative,
    Equal,
    Exponential,
    Interval,
    LogLikelihood,
    Sample,
    Singleton,
    Sum,
    variables,
)
from mlekl_symbolic.proof.verdict import PROVED, REFUTED
from tests.derivations.probe import assert_proved, stated, statement_without, verdicts, without

NAME = "exponential_score"
REFUTABLE = ()
"""None where the statement fails: the proof lets the rate be positive, and the data are in the setting."""

rate, r, N, i = variables("lambda s N i")
positive = Interval.above(0)
x = Sample("x", N, positive)
whole = Sum(x[i], (i, 1, N))
likelihood, other = LogLikelihood(Exponential(rate), x), LogLikelihood(Exponential(r), x)
score = Derivative(likelihood, rate)
TRUE = And(Equal(score, N / rate - whole), Equal(ArgMax(other, (r, positive)), Singleton(N / whole)))
FALSE = (
    Equal(score, N / rate + whole),
    Equal(score, 1 / rate - whole),
    Equal(score, -N / rate**2 - whole),
    Equal(score, 0),
    Equal(ArgMin(other, (r, positive)), Singleton(N / whole)),
    Equal(ArgMax(other, (r, positive)), Singleton(whole / N)),
)


def test_proved() -> None:
    assert_proved(NAME)


def test_hypotheses() -> None:
    assert stated(NAME) == []


def test_every_hypothesis_is_needed() -> None:
    assert [label for label in REFUTABLE if statement_without(NAME, label) != REFUTED] == []
    assert [label for label in ("S1", "S2", "S3") if without(NAME, label) == PROVED] == []


def test_false_neighbours() -> None:
    first, *found = verdicts(NAME, TRUE, *FALSE)
    assert first == PROVED
    assert PROVED not in found
    assert found.count(REFUTED) == 6
