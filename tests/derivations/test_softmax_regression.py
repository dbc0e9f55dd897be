"""The gradient of softmax regression."""

from mlekl_symbolic.language import (
    Derivative,
    Equal,
    FiniteSet,
    FunctionSymbol,
    Sum,
    delta,
    exp,
    log,
    variables,
)
from mlekl_symbolic.proof.verdict import PROVED, REFUTED
from tests.derivations.probe import assert_proved, stated, statement_without, verdicts, without

NAME = "softmax_regression"
REFUTABLE = ()
"""None is stated: the classes and the features are finite in number, which small worlds always are."""

K, D = FiniteSet("K"), FiniteSet("D")
w, x, y = (FunctionSymbol(name, 2) for name in "wxy")
i, j, k, d, t, b, c, N = variables("i j k d t b c N")


def moved(of):
    return Sum((w(of, d) + t * delta(of, c) * delta(d, b)) * x(i, d), (d, D))


def score(of):
    return Sum(w(of, d) * x(i, d), (d, D))


loss = 1 / N * Sum(log(Sum(exp(moved(j)), (j, K))) - Sum(y(i, k) * moved(k), (k, K)), (i, 1, N))
slope = Derivative(loss, (t, 0))
p = exp(score(c)) / Sum(exp(score(j)), (j, K))
TRUE = Equal(slope, 1 / N * Sum((p - y(i, c)) * x(i, b), (i, 1, N)))
FALSE = (
    Equal(slope, 1 / N * Sum((y(i, c) - p) * x(i, b), (i, 1, N))),
    Equal(slope, Sum((p - y(i, c)) * x(i, b), (i, 1, N))),
    Equal(slope, 1 / N * Sum(p - y(i, c), (i, 1, N))),
    Equal(slope, 1 / N * Sum((p - y(i, b)) * x(i, b), (i, 1, N))),
    Equal(slope, 1 / N * Sum((p + y(i, c)) * x(i, b), (i, 1, N))),
)


def test_proved() -> None:
    assert_proved(NAME)


def test_hypotheses() -> None:
    assert stated(NAME) == []


def test_every_hypothesis_is_needed() -> None:
    assert [label for label in REFUTABLE if statement_without(NAME, label) != REFUTED] == []
    assert [label for label in ("S1", "S2") if without(NAME, label) == PROVED] == []


def test_false_neighbours() -> None:
    first, *found = verdicts(NAME, TRUE, *FALSE)
    assert first == PROVED
    assert PROVED not in found
    assert found.count(REFUTED) == 5
