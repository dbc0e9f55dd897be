"""Jensen's inequality for the logarithm, and its false neighbours."""

from mlekl_symbolic.language import (
    Equal,
    Expectation,
    FiniteSet,
    FunctionSymbol,
    MassFunction,
    Sum,
    Variable,
    exp,
    log,
)
from mlekl_symbolic.proof.outcome import Refuted
from tests.derivations.needed import superfluous
from tests.derivations.probe import assert_proved, theorem, verdicts

X = FiniteSet("X")
P, v = MassFunction("P", X), FunctionSymbol("v")
b = Variable("b")
MEAN, MEAN_LOG = Expectation(v(b), (b, P)), Expectation(log(v(b)), (b, P))


def test_it_is_proved_from_these_hypotheses() -> None:
    assert_proved("jensen_for_log")
    labels = [g.label for g in theorem("jensen_for_log").hypotheses]
    assert labels == ["S1", "S2", "S3", "A1"]


def test_every_hypothesis_is_needed() -> None:
    assert superfluous("jensen_for_log", also=("S2", "S3")) == []


def test_the_wrong_way_round_is_refuted_on_the_page() -> None:
    (line,) = theorem("jensen_for_log").refutations
    assert isinstance(line.outcome, Refuted)


def test_false_neighbours_are_refuted() -> None:
    wrong = [
        log(MEAN) <= MEAN_LOG,
        Equal(MEAN_LOG, log(MEAN)),
        log(MEAN) > MEAN_LOG,
        Sum(log(v(b)), (b, X)) <= log(Sum(v(b), (b, X))),
        Expectation(exp(v(b)), (b, P)) <= exp(MEAN),
        Expectation(v(b) ** 2, (b, P)) <= MEAN**2,
    ]
    assert verdicts("jensen_for_log", *wrong) == ["refuted"] * len(wrong)
