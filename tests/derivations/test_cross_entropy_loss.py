"""Cross-entropy loss and divergence from the data, on samples with repeats."""

from mlekl_symbolic.language import (
    KL,
    ArgMax,
    ArgMin,
    Empirical,
    Equal,
    FiniteSet,
    ForAll,
    H,
    Model,
    NamedSet,
    SameSolutions,
    Sample,
    Variable,
    log,
    variables,
)
from tests.derivations.probe import assert_proved, stated, statement_without, verdicts, without

X, Theta, N = FiniteSet("X"), NamedSet("Theta"), Variable("N")
x = Sample("x", N, X)
P, P_data = Model("P", Theta, X), Empirical("P_data", x)
(t,) = variables("t")
OVER = (t, Theta)


def test_it_is_proved_for_models_that_exclude_no_observation() -> None:
    assert_proved("cross_entropy_loss")
    assert stated("cross_entropy_loss") == [
        "ForAll(ForAll(NotEqual(P[theta](x[i]), 0), (i, 1, N)), (theta, Theta))"
    ]


def test_that_no_observation_is_excluded_is_needed() -> None:
    assert without("cross_entropy_loss", "A1") != "proved"
    assert statement_without("cross_entropy_loss", "A1") == "refuted"


def test_false_neighbours_are_refuted() -> None:
    wrong = [
        SameSolutions(ArgMin(H(P_data, P[t]), OVER), ArgMax(KL(P_data, P[t]), OVER)),
        SameSolutions(ArgMin(H(P_data, P[t]), OVER), ArgMin(H(P[t]), OVER)),
        ForAll(Equal(H(P_data, P[t]), KL(P_data, P[t])), OVER),
        ForAll(Equal(H(P_data, P[t]), KL(P_data, P[t]) + log(N)), OVER),
        ForAll(Equal(KL(P_data, P[t]), H(P_data, P[t]) + H(P_data)), OVER),
    ]
    assert verdicts("cross_entropy_loss", *wrong) == ["refuted"] * len(wrong)
