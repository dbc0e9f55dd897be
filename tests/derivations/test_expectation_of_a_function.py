"""The expectation of a function of random letters, and what is not so."""

from mlekl_symbolic.language import (
    And,
    Equal,
    Expectation,
    FiniteSet,
    FunctionSymbol,
    MassFunction,
    Probability,
    Sum,
    variables,
)
from tests.derivations.needed import superfluous
from tests.derivations.probe import assert_proved, theorem, verdicts

Omega, A = FiniteSet("Omega"), FiniteSet("A")
P = MassFunction("P", Omega)
X, Y, f, g = map(FunctionSymbol, "XYfg")
v, a, b = variables("v a b")
DRAW = (v, P)


def test_it_is_proved_from_these_hypotheses():
    assert_proved("expectation_of_a_function")
    assert [str(h.statement) for h in theorem("expectation_of_a_function").hypotheses] == [
        "Finite(A)",
        "ForAll(Member(X(omega), A), (omega, Omega))",
        "ForAll(Member(Y(omega), A), (omega, Omega))",
    ]


def test_every_hypothesis_is_needed():
    assert superfluous("expectation_of_a_function") == []


def test_neighbours_that_are_false():
    chance = Probability(Equal(X(v), a), DRAW)
    other = Probability(Equal(Y(v), b), DRAW)
    both = Probability(And(Equal(X(v), a), Equal(Y(v), b)), DRAW)
    one, two = Expectation(f(X(v)), DRAW), Expectation(f(X(v)) * g(Y(v)), DRAW)
    wrong = [
        Equal(one, Sum(f(a), (a, A))),
        Equal(one, Sum(chance * a, (a, A))),
        Equal(one, Sum(other * f(b), (b, A))),
        Equal(two, Sum(chance * other * (f(a) * g(b)), (b, A), (a, A))),
        Equal(two, Sum(both * (f(b) * g(a)), (b, A), (a, A))),
        Equal(two, one * Expectation(g(Y(v)), DRAW)),
    ]
    assert "proved" not in verdicts("expectation_of_a_function", *wrong)
