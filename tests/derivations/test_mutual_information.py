"""Mutual information: entropy saved, nonnegative, and what it is not."""

from mlekl_symbolic.language import KL, ByFormula, Equal, FiniteSet, H, MassFunction, Model, Sum, variables
from tests.derivations.probe import assert_proved, stated, theorem, verdicts, without

X, Y = FiniteSet("X"), FiniteSet("Y")
P, W = MassFunction("P", X), Model("W", X, Y)
s, t, z = variables("s t z")
M = ByFormula("M", (t, Y), Sum(P(z) * W[z](t), (z, X)))
INFORMATION = Sum(P(s) * KL(W[s], M), (s, X))
NOISE = Sum(P(s) * H(W[s]), (s, X))


def test_it_is_proved_for_every_pair() -> None:
    assert_proved("mutual_information")
    assert stated("mutual_information") == []
    assert [g.label for g in theorem("mutual_information").hypotheses] == [f"S{k}" for k in range(1, 7)]


def test_that_they_are_distributions_is_needed() -> None:
    for label in ("S3", "S4", "S5", "S6"):
        assert without("mutual_information", label) != "proved"


def test_false_neighbours_are_refuted() -> None:
    wrong = [
        Equal(INFORMATION, H(M) + NOISE),
        Equal(INFORMATION, H(M)),
        Equal(INFORMATION, H(P) - NOISE),
        INFORMATION > 0,
        Equal(INFORMATION, 0),
        Equal(INFORMATION, H(M) - Sum(H(W[s]), (s, X))),
        Equal(INFORMATION, Sum(P(s) * KL(M, W[s]), (s, X))),
    ]
    assert verdicts("mutual_information", *wrong) == ["refuted"] * len(wrong)
