"""A Gaussian prior is a quadratic penalty."""

from mlekl_symbolic.language import (
    KL,
    ArgMax,
    ArgMin,
    Empirical,
    FiniteSet,
    FunctionSymbol,
    Model,
    NamedSet,
    Product,
    SameSolutions,
    Sample,
    Variable,
    variables,
)
from mlekl_symbolic.proof import library, run
from mlekl_symbolic.proof.verdict import PROVED, REFUTED
from mlekl_symbolic.writers.document import document_of
from mlekl_symbolic.writers.text_document import text_page
from tests.derivations.probe import assert_proved, stated, statement_without, verdicts, without

NAME = "gaussian_prior_is_ridge"
REFUTABLE = ("A1", "A2", "A3")
"""Hypotheses without which a world is found in which the statement fails."""

N = Variable("N")
X, Theta = FiniteSet("X"), NamedSet("Theta")
x = Sample("x", N, X)
i, theta = variables("i theta")
p, prior, p_data = Model("P", Theta, X), FunctionSymbol("pi"), Empirical("P_data", x)
posterior = ArgMax(prior(theta) * Product(p[theta](x[i]), (i, 1, N)), (theta, Theta))
divergence = KL(p_data, p[theta])
tau = Variable("tau")
TRUE = SameSolutions(posterior, ArgMin(divergence + theta**2 / (2 * N * tau**2), (theta, Theta)))
FALSE = (
    SameSolutions(posterior, ArgMin(divergence + theta**2 / (2 * tau**2), (theta, Theta))),
    SameSolutions(posterior, ArgMin(divergence - theta**2 / (2 * N * tau**2), (theta, Theta))),
    SameSolutions(posterior, ArgMin(divergence + theta**2 / (N * tau**2), (theta, Theta))),
    SameSolutions(posterior, ArgMin(divergence + theta**2 / (2 * N * tau), (theta, Theta))),
    SameSolutions(posterior, ArgMin(divergence, (theta, Theta))),
    SameSolutions(posterior, ArgMin(divergence + theta / (2 * N * tau**2), (theta, Theta))),
)


def test_proved() -> None:
    assert_proved(NAME)


def test_the_prior_of_the_example_is_gaussian() -> None:
    page = " ".join(text_page(document_of(run(library()[NAME]))).split())
    assert "N = 1, c = 1, τ = 1, x = (0), P_0(0) = 1, and π(0) = 1." in page


def test_hypotheses() -> None:
    assert stated(NAME) == [
        "ForAll(ForAll(P[theta](x[i]) > 0, (i, 1, N)), (theta, Theta))",
        "c > 0",
        "ForAll(Equal(pi(theta), c*exp(-theta**2/(2*tau**2))), (theta, Theta))",
    ]


def test_every_hypothesis_is_needed() -> None:
    assert [label for label in REFUTABLE if statement_without(NAME, label) != REFUTED] == []
    assert [label for label in REFUTABLE if without(NAME, label) == PROVED] == []


def test_false_neighbours() -> None:
    first, *found = verdicts(NAME, TRUE, *FALSE)
    assert first == PROVED
    assert PROVED not in found
