"""Maximum a posteriori as a penalised divergence; the weight of the penalty matters."""

from mlekl_symbolic.language import (
    KL,
    ArgMax,
    ArgMin,
    Empirical,
    FiniteSet,
    FunctionSymbol,
    Model,
    NamedSet,
    SameSolutions,
    Sample,
    Sum,
    Variable,
    log,
    variables,
)
from mlekl_symbolic.proof.verdict import PROVED, REFUTED
from tests.derivations.probe import assert_proved, stated, statement_without, verdicts, without

NAME = "map_as_penalised_kl"
REFUTABLE = ("A1", "A2")
"""Hypotheses without which a world is found in which the statement fails."""

N = Variable("N")
X, Theta = FiniteSet("X"), NamedSet("Theta")
x = Sample("x", N, X)
i, theta = variables("i theta")
p, prior, p_data = Model("P", Theta, X), FunctionSymbol("pi"), Empirical("P_data", x)
likelihood = Sum(log(p[theta](x[i])), (i, 1, N))
log_posterior = ArgMax(likelihood + log(prior(theta)), (theta, Theta))
divergence = KL(p_data, p[theta])
TRUE = SameSolutions(ArgMin(divergence - 1 / N * log(prior(theta)), (theta, Theta)), log_posterior)
FALSE = (
    SameSolutions(ArgMin(divergence - log(prior(theta)), (theta, Theta)), log_posterior),
    SameSolutions(ArgMin(divergence + 1 / N * log(prior(theta)), (theta, Theta)), log_posterior),
    SameSolutions(ArgMin(divergence - 1 / N * prior(theta), (theta, Theta)), log_posterior),
    SameSolutions(ArgMin(divergence, (theta, Theta)), log_posterior),
    SameSolutions(ArgMin(divergence - N * log(prior(theta)), (theta, Theta)), log_posterior),
    SameSolutions(ArgMax(likelihood, (theta, Theta)), log_posterior),
)


def test_proved() -> None:
    assert_proved(NAME)


def test_hypotheses() -> None:
    assert stated(NAME) == [
        "ForAll(ForAll(P[theta](x[i]) > 0, (i, 1, N)), (theta, Theta))",
        "ForAll(pi(theta) > 0, (theta, Theta))",
    ]


def test_every_hypothesis_is_needed() -> None:
    assert [label for label in REFUTABLE if statement_without(NAME, label) != REFUTED] == []
    assert [label for label in (*REFUTABLE, "S1", "S4") if without(NAME, label) == PROVED] == []


def test_false_neighbours() -> None:
    first, *found = verdicts(NAME, TRUE, *FALSE)
    assert first == PROVED
    assert PROVED not in found
    assert found.count(REFUTED) == 6
