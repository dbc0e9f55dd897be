"""The mean log-likelihood in the limit, and what does not follow."""

from mlekl_symbolic.language import (
    Converges,
    Expectation,
    Family,
    FiniteSet,
    FunctionSymbol,
    MassFunction,
    Probability,
    Range,
    Sequence,
    Sum,
    Variable,
    log,
    variables,
)
from tests.derivations.needed import superfluous
from tests.derivations.probe import assert_proved, theorem, verdicts

v, l, s, mu, epsilon = variables("v l s mu epsilon")  # noqa: E741
n = Variable("n")
M = FunctionSymbol("M")
P = Sequence("P", n, Range(1, M(n)))
Q = MassFunction("Q", FiniteSet("A"))
x = Family("x", 3)
DRAW = (v, P[l])
TOTAL = Sum(log(Q(x[l, s](v))), (s, 1, l))
MEAN = 1 / l * TOTAL


def far(deviation, bound):
    return Probability(abs(deviation) >= bound, DRAW)


def test_it_is_proved_from_these_hypotheses():
    assert_proved("mean_log_likelihood")
    made = theorem("mean_log_likelihood")
    assert made.cites == ("expectation_of_a_function", "weak_law")
    labels = [g.label for g in made.hypotheses]
    assert labels == ["S1", "S3", "S6", "S7", "A1", "A2", "A3", "A4", "A5"]


def test_every_hypothesis_is_needed():
    assert superfluous("mean_log_likelihood") == []


def test_neighbours_that_are_false():
    wrong = [
        Converges(far(MEAN - mu, 0), (l, 0)),
        Converges(far(TOTAL - mu, 1), (l, 0)),
        Converges(far(MEAN + mu, 1), (l, 0)),
        Converges(far(MEAN - mu, 1), (l, 1)),
        Converges(l * far(MEAN - mu, 1), (l, 0)),
        Converges(Expectation(MEAN, DRAW), (l, 0)),
    ]
    assert "proved" not in verdicts("mean_log_likelihood", *wrong)
