"""The posterior mode under a beta prior."""

from mlekl_symbolic.language import ArgMax, Equal, Interval, Singleton, variables
from mlekl_symbolic.proof.verdict import PROVED, REFUTED
from tests.derivations.probe import assert_proved, stated, verdicts

NAME = "beta_bernoulli_mode"

s, f, alpha, beta, theta = variables("s f alpha beta theta")
unit = Interval.open(0, 1)
posterior = ArgMax(
    theta**s * (1 - theta) ** f * (theta ** (alpha - 1) * (1 - theta) ** (beta - 1)), (theta, unit)
)
TRUE = Equal(posterior, Singleton((s + alpha - 1) / (s + f + alpha + beta - 2)))
FALSE = (
    Equal(posterior, Singleton((s + alpha) / (s + f + alpha + beta))),
    Equal(posterior, Singleton(s / (s + f))),
    Equal(posterior, Singleton((f + beta - 1) / (s + f + alpha + beta - 2))),
    Equal(posterior, Singleton((alpha - 1) / (alpha + beta - 2))),
    Equal(posterior, Singleton((s + alpha - 1) / (s + f + alpha + beta - 1))),
)


def test_proved() -> None:
    assert_proved(NAME)


def test_hypotheses() -> None:
    assert stated(NAME) == [
        "s + alpha > 1",
        "f + beta > 1",
    ]


def test_false_neighbours() -> None:
    first, *found = verdicts(NAME, TRUE, *FALSE)
    assert first == PROVED
    assert PROVED not in found
    assert found.count(REFUTED) == 5
