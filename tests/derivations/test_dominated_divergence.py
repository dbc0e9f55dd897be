"""A bound on the ratio bounds the divergence, and what it does not bound."""

from mlekl_symbolic.language import KL, Equal, FiniteSet, H, MassFunction, Variable, log
from tests.derivations.probe import assert_proved, stated, statement_without, verdicts, without

X = FiniteSet("X")
P, M, c = MassFunction("P", X), MassFunction("M", X), Variable("c")


def test_it_is_proved_from_the_bound_on_the_ratio() -> None:
    assert_proved("dominated_divergence")
    assert stated("dominated_divergence") == ["ForAll(P(a) <= c*M(a), (a, X))"]


def test_the_bound_on_the_ratio_is_needed() -> None:
    assert without("dominated_divergence", "A1") != "proved"
    assert statement_without("dominated_divergence", "A1") == "refuted"


def test_false_neighbours_are_refuted() -> None:
    wrong = [
        KL(P, M) < log(c),
        KL(M, P) <= log(c) / 2,
        Equal(KL(P, M), log(c)),
        KL(P, M) <= -log(c),
        H(P, M) <= log(c),
        H(P) <= log(c),
    ]
    assert verdicts("dominated_divergence", *wrong) == ["refuted"] * len(wrong)
