"""The mean divergence of posterior from prior, and sums that look like it."""

from mlekl_symbolic.language import KL, ByFormula, Equal, FiniteSet, H, MassFunction, Model, Sum, variables
from tests.derivations.probe import assert_proved, stated, statement_without, verdicts, without

X, Y = FiniteSet("X"), FiniteSet("Y")
P, W, B = MassFunction("P", X), Model("W", X, Y), Model("B", Y, X)
s, t, z = variables("s t z")
M = ByFormula("M", (t, Y), Sum(P(z) * W[z](t), (z, X)))
GAIN = Sum(M(t) * KL(B[t], P), (t, Y))
INFORMATION = Sum(P(s) * KL(W[s], M), (s, X))


def test_it_is_proved_from_bayes_rule() -> None:
    assert_proved("information_gain")
    assert stated("information_gain") == ["ForAll(ForAll(Equal(M(y)*B[y](x), P(x)*W[x](y)), (x, X)), (y, Y))"]


def test_bayes_rule_is_needed() -> None:
    assert without("information_gain", "A1") != "proved"
    assert statement_without("information_gain", "A1") == "refuted"


def test_false_neighbours_are_not_proved() -> None:
    wrong = [
        Equal(GAIN, Sum(KL(W[s], M), (s, X))),
        Equal(GAIN, H(M)),
        Equal(Sum(KL(B[t], P), (t, Y)), INFORMATION),
        Equal(GAIN, H(P)),
        Equal(GAIN, 0),
        GAIN < INFORMATION,
    ]
    assert "proved" not in verdicts("information_gain", *wrong)
