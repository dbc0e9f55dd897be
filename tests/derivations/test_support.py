"""Absolute continuity for data: what the observations decide, and what they do not."""

from mlekl_symbolic.language import (
    Empirical,
    Equal,
    FiniteSet,
    ForAll,
    Iff,
    Implies,
    MassFunction,
    NotEqual,
    Sample,
    Variable,
    variables,
)
from tests.derivations.probe import assert_proved, theorem, verdicts, without

X, N = FiniteSet("X"), Variable("N")
x = Sample("x", N, X)
Q, P_data = MassFunction("Q", X), Empirical("P_data", x)
b, k = variables("b k")
CHARGED = ForAll(NotEqual(Q(x[k]), 0), (k, 1, N))
CONTINUOUS = ForAll(Implies(Equal(Q(b), 0), Equal(P_data(b), 0)), (b, X))


def test_it_is_proved_for_every_sample() -> None:
    assert_proved("support")
    assert [str(g.statement) for g in theorem("support").hypotheses] == [
        "N > 0", "ForAll(Member(x[i], X), (i, 1, N))",
    ]  # fmt: skip


def test_that_observations_are_letters_is_needed() -> None:
    assert without("support", "S4") != "proved"


def test_false_neighbours_are_refuted() -> None:
    wrong = [
        CONTINUOUS,
        CHARGED,
        Iff(CONTINUOUS, ForAll(Q(b) > 0, (b, X))),
        ForAll(Equal(P_data(x[k]), 1 / N), (k, 1, N)),
        ForAll(P_data(b) > 0, (b, X)),
    ]
    assert verdicts("support", *wrong) == ["refuted"] * len(wrong)
