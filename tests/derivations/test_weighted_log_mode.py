"""Where two weighted logarithms are largest."""

from sympy import Rational

from mlekl_symbolic.language import ArgMax, ArgMin, Equal, Interval, Singleton, log, variables
from mlekl_symbolic.proof.verdict import PROVED, REFUTED
from tests.derivations.probe import assert_proved, stated, verdicts

NAME = "weighted_log_mode"

a, b, theta = variables("a b theta")
unit = Interval.open(0, 1)
objective = ArgMax(a * log(theta) + b * log(1 - theta), (theta, unit))
TRUE = Equal(objective, Singleton(a / (a + b)))
FALSE = (
    Equal(objective, Singleton(b / (a + b))),
    Equal(objective, Singleton(a / b)),
    Equal(objective, Singleton(a)),
    Equal(objective, Singleton(Rational(1, 2))),
    Equal(ArgMin(a * log(theta) + b * log(1 - theta), (theta, unit)), Singleton(a / (a + b))),
    Equal(ArgMax(a * log(theta) - b * log(1 - theta), (theta, unit)), Singleton(a / (a + b))),
)


def test_proved() -> None:
    assert_proved(NAME)


def test_hypotheses() -> None:
    assert stated(NAME) == [
        "a > 0",
        "b > 0",
    ]


def test_false_neighbours() -> None:
    first, *found = verdicts(NAME, TRUE, *FALSE)
    assert first == PROVED
    assert PROVED not in found
    assert found.count(REFUTED) == 6
