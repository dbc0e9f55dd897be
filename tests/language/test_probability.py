"""Random variables: what they translate to, what they are worth, and what is refused."""

import pytest
import sympy
from sympy import Rational

from mlekl_symbolic.kernel.terms import App, Num, Var, lam
from mlekl_symbolic.language import (
    Alphabet,
    And,
    Converges,
    Equal,
    Expectation,
    Family,
    FiniteSet,
    FunctionSymbol,
    Indicator,
    LanguageError,
    MapsTo,
    MassFunction,
    Naturals,
    Probability,
    Range,
    Sequence,
    Tabulated,
    Variance,
    check_names,
    to_kernel,
    variables,
)
from mlekl_symbolic.language.back import Vocabulary, from_kernel

v, w, n, i, mu = variables("v w n i mu")
Omega = FiniteSet("Omega")
P = MassFunction("P", Omega)
X, Y = FunctionSymbol("X"), Family("Y", 2)
OMEGA, MASS, VALUE = Var("Omega", "set"), Var("P", "fun1"), Var("X", "fun1")
coin = Alphabet("C", "tails heads")
fair = Tabulated("F", coin, (Rational(1, 3), Rational(2, 3)))


def test_a_random_variable_is_a_function_of_the_outcome():
    assert to_kernel(Expectation(X(w), (w, P))) is App("expectation", (OMEGA, MASS, VALUE))
    assert to_kernel(Variance(X(v), (v, P))) is App("variance", (OMEGA, MASS, VALUE))


def test_the_name_of_the_outcome_does_not_matter():
    assert to_kernel(Expectation(X(w) + 1, (w, P))) is to_kernel(Expectation(X(v) + 1, (v, P)))


def test_a_probability_is_about_an_indicator():
    event = App("<=", (Num(1), App("@", (VALUE, Var("w")))))
    function = lam((Var("w"),), App("ind", (event,)))
    assert to_kernel(Probability(X(w) >= 1, (w, P))) is App("probability", (OMEGA, MASS, function))


def test_a_member_of_a_family_is_a_function():
    assert to_kernel(Y[3]) is to_kernel(MapsTo(Y[3](w), (w, Omega)))
    assert to_kernel(MapsTo(Y[i](w), (w, Omega), (i, 1, n))).sort == "fun2"


def test_a_limit_is_about_a_function():
    sequence = lam((Var("n"),), App("/", (Num(1), Var("n"))))
    assert to_kernel(Converges(1 / n, (n, 0))) is App("converges", (sequence, Num(0)), "prop")


def test_a_sequence_of_distributions_has_a_set_for_each():
    spaces = Sequence("S", n, Range(1, X(n)))
    assert spaces[3].over == Range(1, X(3))
    assert Expectation(X(w), (w, spaces[i])).domain == Range(1, X(i))


def test_values():
    assert Expectation(v, (v, fair)).doit() == Rational(2, 3)
    assert Variance(v, (v, fair)).doit() == Rational(2, 9)
    assert Probability(v >= 1, (v, fair)).doit() == Rational(2, 3)
    assert sympy.simplify(Indicator(v >= 1).doit().subs(sympy.Symbol("v"), 0)) == 0


@pytest.mark.parametrize(
    "node",
    [
        Expectation(X(w) ** 2, (w, P)),
        Variance(X(w), (w, P)),
        Probability(And(X(w) < 1, Equal(X(w), mu)), (w, P)),
    ],
    ids=str,
)
def test_what_was_translated_is_read_back(node):
    words = Vocabulary({VALUE: X, MASS: P, OMEGA: Omega})
    assert to_kernel(from_kernel(to_kernel(node), words)) is to_kernel(node)


def test_an_average_that_is_not_an_events_is_no_probability():
    with pytest.raises(LanguageError, match="not an event"):
        from_kernel(App("probability", (OMEGA, MASS, VALUE)), Vocabulary({VALUE: X, MASS: P, OMEGA: Omega}))


@pytest.mark.parametrize("draw", [w, (w, Omega), (w, 1, 2), (1, P), (w, Y)], ids=str)
def test_how_outcomes_are_drawn_must_be_said(draw):
    with pytest.raises(LanguageError, match="how outcomes are drawn"):
        Expectation(X(w), draw)


def test_a_probability_is_of_a_statement():
    with pytest.raises(LanguageError, match="is not a statement"):
        Probability(X(w), (w, P))
    with pytest.raises(LanguageError, match="is not a statement"):
        Indicator(X(w))


def test_a_family_takes_its_indices_and_no_more():
    with pytest.raises(LanguageError, match="takes 1 indices"):
        Y[1, 2]
    with pytest.raises(LanguageError, match="takes 2 arguments"):
        Y[1](2, 3)


def test_functions_and_limits_say_over_what():
    with pytest.raises(LanguageError, match="needs a domain"):
        MapsTo(X(w))
    with pytest.raises(LanguageError, match="is no limit"):
        Converges(X(n), n)
    with pytest.raises(LanguageError, match="is no limit"):
        Converges(X(n), (n, Naturals(), 0))


def test_an_outcome_is_bound():
    with pytest.raises(LanguageError, match="bound and free"):
        check_names(Expectation(X(w), (w, P)) + w)
    with pytest.raises(LanguageError, match="already bound"):
        check_names(Expectation(X(w) - Expectation(X(w), (w, P)), (w, P)))
