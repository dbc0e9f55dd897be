"""The weak law of large numbers, its use for log-likelihoods, and what does not follow."""

from mlekl_symbolic.language import (
    Converges,
    Expectation,
    Family,
    FunctionSymbol,
    Probability,
    Range,
    Sequence,
    Sum,
    Variable,
    variables,
)
from tests.derivations.needed import superfluous
from tests.derivations.probe import assert_proved, theorem, verdicts

v, l, s, mu, sigma, epsilon = variables("v l s mu sigma epsilon")  # noqa: E741
n = Variable("n")
M = FunctionSymbol("M")
P = Sequence("P", n, Range(1, M(n)))
X = Family("X", 3)
DRAW = (v, P[l])
AVERAGE = 1 / l * Sum(X[l, s](v), (s, 1, l))
FAR = Probability(abs(AVERAGE - mu) >= epsilon, DRAW)


def test_it_is_proved_from_these_hypotheses():
    assert_proved("weak_law")
    assert [g.label for g in theorem("weak_law").hypotheses] == ["S1", "S2", "A1", "A2", "A3"]


def test_every_hypothesis_is_needed():
    assert superfluous("weak_law") == []


def test_neighbours_that_are_false():
    wrong = [
        Converges(FAR, (l, 1)),
        Converges(FAR, (l, epsilon)),
        Converges(l * FAR, (l, 0)),
        Converges(1 - FAR, (l, 0)),
        Converges(Probability(abs(AVERAGE - mu) >= 0, DRAW), (l, 0)),
        Converges(Probability(abs(l * AVERAGE - mu) >= epsilon, DRAW), (l, 0)),
        Converges(Expectation(AVERAGE, DRAW), (l, 0)),
        Converges(sigma**2, (l, 0)),
    ]
    assert "proved" not in verdicts("weak_law", *wrong)


def test_the_limit_is_the_bound_variable_s_own():
    assert verdicts("weak_law", Converges(FAR, (l, 0)), Converges(sigma**2 / epsilon**2 / l, (l, 0))) == [
        "proved", "proved",
    ]  # fmt: skip
