"""The Jensen-Shannon divergence as it should be, as it was printed, and beside Jeffreys'."""

from sympy import Rational

from mlekl_symbolic.language import KL, ByFormula, Equal, FiniteSet, H, MassFunction, Variable, log
from mlekl_symbolic.proof.outcome import Refuted
from tests.derivations.probe import assert_proved, stated, theorem, verdicts, without

X, a, half = FiniteSet("X"), Variable("a"), Rational(1, 2)
P, Q = MassFunction("P", X), MassFunction("Q", X)
M = ByFormula("M", (a, X), half * (P(a) + Q(a)))
DIVERGENCE = half * KL(P, M) + half * KL(Q, M)


def test_it_is_proved_for_any_two_distributions() -> None:
    assert_proved("jensen_shannon")
    assert stated("jensen_shannon") == []
    assert [g.label for g in theorem("jensen_shannon").hypotheses] == ["S1", "S2", "S3", "S4", "S5"]


def test_that_they_are_distributions_is_needed() -> None:
    for label in ("S2", "S3", "S4", "S5"):
        assert without("jensen_shannon", label) != "proved"


def test_the_printed_formula_and_jeffreys_are_refuted_on_the_page() -> None:
    printed, jeffreys = theorem("jensen_shannon").refutations
    assert isinstance(printed.outcome, Refuted)
    assert isinstance(jeffreys.outcome, Refuted)
    assert printed.outcome.witness.left_decimal.startswith("0.1349")
    assert printed.outcome.witness.right_decimal.startswith("0.0847")


def test_false_neighbours_are_refuted() -> None:
    wrong = [
        Equal(DIVERGENCE, half * KL(P, M) + half * KL(M, P)),
        Equal(DIVERGENCE, H(M) - H(P) - H(Q)),
        Equal(DIVERGENCE, half * KL(P, Q) + half * KL(Q, P)),
        log(2) > DIVERGENCE,
        half * log(2) >= DIVERGENCE,
        DIVERGENCE > 0,
        Equal(KL(P, M), KL(Q, M)),
    ]
    assert verdicts("jensen_shannon", *wrong) == ["refuted"] * len(wrong)
