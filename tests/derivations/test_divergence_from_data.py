"""The divergence from the data and the mean log-likelihood."""

from mlekl_symbolic.language import (
    KL,
    Empirical,
    Equal,
    FiniteSet,
    H,
    MassFunction,
    Sample,
    Sum,
    Variable,
    log,
    variables,
)
from mlekl_symbolic.proof.verdict import PROVED, REFUTED
from tests.derivations.probe import assert_proved, stated, statement_without, verdicts, without

NAME = "divergence_from_data"
REFUTABLE = ("A1",)
"""Hypotheses without which a world is found in which the statement fails."""

N = Variable("N")
X = FiniteSet("X")
x = Sample("x", N, X)
i, a = variables("i a")
q, p_data = MassFunction("Q", X), Empirical("P_data", x)
total = Sum(log(q(x[i])), (i, 1, N))
TRUE = Equal(KL(p_data, q), -H(p_data) - 1 / N * total)
FALSE = (
    Equal(KL(p_data, q), H(p_data) - 1 / N * total),
    Equal(KL(p_data, q), -H(p_data) - total),
    Equal(KL(p_data, q), -log(N) - 1 / N * total),
    Equal(KL(q, p_data), -H(p_data) - 1 / N * total),
    Equal(KL(p_data, q), -H(p_data) + 1 / N * total),
    Equal(KL(p_data, q), -H(q) - 1 / N * total),
)


def test_proved() -> None:
    assert_proved(NAME)


def test_hypotheses() -> None:
    assert stated(NAME) == [
        "ForAll(Q(x[i]) > 0, (i, 1, N))",
    ]


def test_every_hypothesis_is_needed() -> None:
    assert [label for label in REFUTABLE if statement_without(NAME, label) != REFUTED] == []
    assert [label for label in (*REFUTABLE, "S1", "S4") if without(NAME, label) == PROVED] == []


def test_false_neighbours() -> None:
    first, *found = verdicts(NAME, TRUE, *FALSE)
    assert first == PROVED
    assert PROVED not in found
    assert found.count(REFUTED) == 6
