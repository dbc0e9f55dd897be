"""The evidence lower bound."""

from mlekl_symbolic.language import (
    KL,
    And,
    Equal,
    FiniteSet,
    FunctionSymbol,
    MassFunction,
    Sum,
    log,
    variables,
)
from mlekl_symbolic.proof.verdict import PROVED, REFUTED
from tests.derivations.probe import assert_proved, stated, statement_without, verdicts, without

NAME = "elbo"
REFUTABLE = ("A1", "A2", "A3")
"""Hypotheses without which a world is found in which the statement fails."""

Z = FiniteSet("Z")
joint, posterior = FunctionSymbol("p_x"), MassFunction("P_post", Z)
y, z = variables("y z")
evidence = Sum(joint(y), (y, Z))
q = MassFunction("Q", Z)
bound = Sum(q(z) * log(joint(z) / q(z)), (z, Z))
TRUE = And(Equal(log(evidence), bound + KL(q, posterior)), bound <= log(evidence))
FALSE = (
    Equal(log(evidence), bound + KL(posterior, q)),
    Equal(log(evidence), bound - KL(q, posterior)),
    log(evidence) <= bound,
    bound < log(evidence),
    Equal(evidence, bound + KL(q, posterior)),
    Equal(log(evidence), bound),
)


def test_proved() -> None:
    assert_proved(NAME)


def test_hypotheses() -> None:
    assert stated(NAME) == [
        "Sum(p_x(y), (y, Z)) > 0",
        "ForAll(Equal(P_post(z), p_x(z)/Sum(p_x(y), (y, Z))), (z, Z))",
        "ForAll(Implies(Equal(P_post(z), 0), Equal(Q(z), 0)), (z, Z))",
    ]


def test_every_hypothesis_is_needed() -> None:
    assert [label for label in REFUTABLE if statement_without(NAME, label) != REFUTED] == []
    assert [label for label in (*REFUTABLE, "S1", "S2", "S4", "S5") if without(NAME, label) == PROVED] == []


def test_false_neighbours() -> None:
    first, *found = verdicts(NAME, TRUE, *FALSE)
    assert first == PROVED
    assert PROVED not in found
    assert found.count(REFUTED) == 6
