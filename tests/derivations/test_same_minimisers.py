"""Cross-entropy and divergence have the same minimisers, and neighbours that have not."""

from mlekl_symbolic.language import (
    KL,
    ArgMax,
    ArgMin,
    Equal,
    FiniteSet,
    ForAll,
    H,
    MassFunction,
    Model,
    NamedSet,
    SameSolutions,
    variables,
)
from tests.derivations.probe import assert_proved, stated, statement_without, verdicts, without

X, Theta = FiniteSet("X"), NamedSet("Theta")
P, Q = MassFunction("P", X), Model("Q", Theta, X)
(t,) = variables("t")
OVER = (t, Theta)


def test_it_is_proved_from_absolute_continuity() -> None:
    assert_proved("same_minimisers")
    assert stated("same_minimisers") == [
        "ForAll(ForAll(Implies(Equal(Q[theta](a), 0), Equal(P(a), 0)), (a, X)), (theta, Theta))"
    ]


def test_absolute_continuity_is_needed() -> None:
    assert without("same_minimisers", "A1") != "proved"
    assert statement_without("same_minimisers", "A1") == "refuted"


def test_false_neighbours_are_refuted() -> None:
    wrong = [
        SameSolutions(ArgMin(H(P, Q[t]), OVER), ArgMax(KL(P, Q[t]), OVER)),
        SameSolutions(ArgMin(H(P, Q[t]), OVER), ArgMin(H(Q[t]), OVER)),
        ForAll(Equal(H(P, Q[t]), KL(P, Q[t])), OVER),
        ForAll(Equal(KL(P, Q[t]), H(P, Q[t]) + H(P)), OVER),
        ForAll(Equal(KL(P, Q[t]), H(P, Q[t]) - H(Q[t])), OVER),
    ]
    assert verdicts("same_minimisers", *wrong) == ["refuted"] * len(wrong)
    backwards = SameSolutions(ArgMin(H(P, Q[t]), OVER), ArgMin(KL(Q[t], P), OVER))
    assert "proved" not in verdicts("same_minimisers", backwards)
