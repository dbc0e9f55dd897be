"""The relative frequencies are the only most likely distribution."""

from mlekl_symbolic.language import (
    KL,
    And,
    Empirical,
    Equal,
    FiniteSet,
    ForAll,
    Iff,
    LogLikelihood,
    MassFunction,
    Sample,
    Variable,
    variables,
)
from mlekl_symbolic.proof.verdict import PROVED, REFUTED
from tests.derivations.probe import assert_proved, stated, statement_without, verdicts, without

NAME = "relative_frequencies"
REFUTABLE = ("A1",)
"""Hypotheses without which a world is found in which the statement fails."""

N = Variable("N")
X = FiniteSet("X")
x = Sample("x", N, X)
i, a = variables("i a")
q, p_data = MassFunction("Q", X), Empirical("P_data", x)
highest, other = LogLikelihood(p_data, x), LogLikelihood(q, x)
agree = ForAll(Equal(p_data(a), q(a)), (a, X))
TRUE = And(other <= highest, Iff(Equal(other, highest), agree))
FALSE = (
    highest <= other,
    other < highest,
    Equal(other, highest),
    agree,
    Equal(highest - other, KL(p_data, q)),
    Equal(highest - other, N * KL(q, p_data)),
    other <= highest - 1,
)


def test_proved() -> None:
    assert_proved(NAME)


def test_hypotheses() -> None:
    assert stated(NAME) == [
        "ForAll(Q(x[i]) > 0, (i, 1, N))",
    ]


def test_every_hypothesis_is_needed() -> None:
    assert [label for label in REFUTABLE if statement_without(NAME, label) != REFUTED] == []
    assert [label for label in (*REFUTABLE, "S1", "S4", "S5", "S6") if without(NAME, label) == PROVED] == []


def test_false_neighbours() -> None:
    first, *found = verdicts(NAME, TRUE, *FALSE)
    assert first == PROVED
    assert PROVED not in found
    assert found.count(REFUTED) == 7
