"""Approximating the posterior is maximising the bound."""

from mlekl_symbolic.language import (
    KL,
    ArgMax,
    ArgMin,
    FiniteSet,
    FunctionSymbol,
    H,
    MassFunction,
    Model,
    NamedSet,
    SameSolutions,
    Sum,
    log,
    variables,
)
from mlekl_symbolic.proof.verdict import PROVED, REFUTED
from tests.derivations.probe import assert_proved, stated, statement_without, verdicts, without

NAME = "variational_inference"
REFUTABLE = ("A1", "A2")
"""Hypotheses without which a world is found in which the statement fails."""

Z, Phi = FiniteSet("Z"), NamedSet("Phi")
joint, posterior = FunctionSymbol("p_x"), MassFunction("P_post", Z)
y, z, phi = variables("y z phi")
evidence = Sum(joint(y), (y, Z))
q = Model("Q", Phi, Z)
bound = Sum(q[phi](z) * log(joint(z) / q[phi](z)), (z, Z))
divergences = ArgMin(KL(q[phi], posterior), (phi, Phi))
TRUE = SameSolutions(divergences, ArgMax(bound, (phi, Phi)))
FALSE = (
    SameSolutions(divergences, ArgMin(bound, (phi, Phi))),
    SameSolutions(ArgMin(KL(posterior, q[phi]), (phi, Phi)), ArgMax(bound, (phi, Phi))),
    SameSolutions(divergences, ArgMax(Sum(q[phi](z) * log(joint(z)), (z, Z)), (phi, Phi))),
    SameSolutions(divergences, ArgMax(H(q[phi]), (phi, Phi))),
    SameSolutions(ArgMax(KL(q[phi], posterior), (phi, Phi)), ArgMax(bound, (phi, Phi))),
)


def test_proved() -> None:
    assert_proved(NAME)


def test_hypotheses() -> None:
    assert stated(NAME) == [
        "Sum(p_x(y), (y, Z)) > 0",
        "ForAll(Equal(P_post(z), p_x(z)/Sum(p_x(y), (y, Z))), (z, Z))",
        "ForAll(ForAll(Implies(Equal(P_post(z), 0), Equal(Q[phi](z), 0)), (z, Z)), (phi, Phi))",
    ]


def test_every_hypothesis_is_needed() -> None:
    assert [label for label in REFUTABLE if statement_without(NAME, label) != REFUTED] == []
    assert [
        label for label in (*REFUTABLE, "A3", "S1", "S2", "S4", "S5") if without(NAME, label) == PROVED
    ] == []


def test_false_neighbours() -> None:
    first, *found = verdicts(NAME, TRUE, *FALSE)
    assert first == PROVED
    assert PROVED not in found
    assert found.count(REFUTED) == 5
