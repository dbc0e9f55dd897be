"""The score of a normal mean."""

from mlekl_symbolic.language import (
    And,
    ArgMax,
    ArgMin,
    Derivative,
    Equal,
    Gaussian,
    LogLikelihood,
    Reals,
    Sample,
    Singleton,
    Sum,
    variables,
)
from mlekl_symbolic.proof.verdict import PROVED, REFUTED
from tests.derivations.probe import assert_proved, stated, statement_without, verdicts, without

NAME = "gaussian_score"
REFUTABLE = ()
"""None where the statement fails: the logarithm of a normal density has no exact value on small worlds."""

mu, m, sigma, N, i = variables("mu m sigma N i")
x = Sample("x", N, Reals())
likelihood, other = LogLikelihood(Gaussian(mu, sigma), x), LogLikelihood(Gaussian(m, sigma), x)
mean = 1 / N * Sum(x[i], (i, 1, N))
score = Derivative(likelihood, mu)
TRUE = And(Equal(score, N / sigma**2 * (mean - mu)), Equal(ArgMax(other, (m, Reals())), Singleton(mean)))
FALSE = (
    Equal(score, N / sigma**2 * (mu - mean)),
    Equal(score, N / sigma * (mean - mu)),
    Equal(score, 1 / sigma**2 * (mean - mu)),
    Equal(score, 0),
    Equal(ArgMin(other, (m, Reals())), Singleton(mean)),
    Equal(ArgMax(other, (m, Reals())), Singleton(2 * mean)),
)


def test_proved() -> None:
    assert_proved(NAME)


def test_hypotheses() -> None:
    assert stated(NAME) == ["sigma > 0"]


def test_every_hypothesis_is_needed() -> None:
    assert [label for label in REFUTABLE if statement_without(NAME, label) != REFUTED] == []
    assert [label for label in ("A1",) if without(NAME, label) == PROVED] == []


def test_false_neighbours() -> None:
    first, *found = verdicts(NAME, TRUE, *FALSE)
    assert first == PROVED
    assert PROVED not in found
    assert found.count(REFUTED) == 6
