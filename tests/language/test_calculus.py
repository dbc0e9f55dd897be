"""Derivatives as an author writes them: what is bound, what is the point, what may be renamed."""

import pytest

from mlekl_symbolic.kernel.terms import App, Bind, Bound, Num, Var, reals
from mlekl_symbolic.language import (
    KL,
    Alphabet,
    ByFormula,
    Derivative,
    Differentiable,
    FiniteSet,
    FunctionSymbol,
    HasDerivative,
    Interval,
    LanguageError,
    MassFunction,
    Sum,
    TabulatedModel,
    check_names,
    exp,
    log,
    lower,
    number,
    to_kernel,
    variables,
)
from mlekl_symbolic.language.back import Vocabulary, from_kernel

a, t, s, x, theta = variables("a t s x theta")
f = FunctionSymbol("f")
X = FiniteSet("X")
p = MassFunction("p", X)
square = Bind("lam", reals(), App("^", (Bound(0), Num(2))))


def test_the_kernel_sees_a_function_and_a_point():
    assert to_kernel(Derivative(t**2, (t, x))) is App("deriv", (square, Var("x")), "real")
    assert to_kernel(Derivative(t**2, t)) is App("deriv", (square, Var("t")), "real")
    assert to_kernel(Differentiable(f(t), (t, 0))) is App(
        "differentiable", (Var("f", "fun1"), Num(0)), "prop"
    )
    made = to_kernel(HasDerivative(t**2, (t, x), 2 * x))
    assert made is App("has_derivative", (square, Var("x"), App("*", (Num(2), Var("x")))), "prop")


@pytest.mark.parametrize(
    "node",
    [Derivative(f(t), (t, 0)), Derivative(log(t) * x, (t, x)), Derivative(Derivative(f(t), t), (t, x)),
     Differentiable(f(t), (t, 0)), HasDerivative(t * x, (t, 2), x)],
)  # fmt: skip
def test_there_and_back_again(node):
    term = to_kernel(node)
    assert to_kernel(from_kernel(term, Vocabulary({Var("f", "fun1"): f}))) is term


def test_the_variable_is_bound_and_the_point_is_free():
    node = Derivative(t**2 * x, (t, theta))
    assert node.free_symbols == {x, theta}
    assert node.xreplace({t: s}) == node
    assert to_kernel(node.xreplace({theta: number(3)})) is to_kernel(Derivative(t**2 * x, (t, 3)))
    with pytest.raises(LanguageError, match="would become the bound one"):
        node.xreplace({x: t})


def test_at_its_own_point_the_variable_is_renamed():
    node = Derivative(theta**2, theta)
    check_names(node, frozenset({"theta"}))
    assert node.variable != theta
    assert node == Derivative(theta**2, theta)
    assert to_kernel(node.xreplace({theta: x})) is to_kernel(Derivative(t**2, (t, x)))
    check_names(Derivative(node, theta), frozenset({"theta"}))


def test_derivatives_nest():
    twice = Derivative(Derivative(t**3, t), (t, x))
    inner = Bind("lam", reals(), App("^", (Bound(0), Num(3))))
    outer = Bind("lam", reals(), App("deriv", (inner, Bound(0)), "real"))
    assert to_kernel(twice) is App("deriv", (outer, Var("x")), "real")
    assert lower(twice) == 6 * lower(x)


def test_sympy_differentiates_the_same():
    assert lower(Derivative(log(t) * x, (t, 2))) == lower(x / 2)
    assert lower(Derivative(exp(2 * t), (t, 0))) == 2
    assert lower(Derivative(Sum(t**a, (a, 1, 3)), (t, 1))).doit() == 6


def test_a_distribution_is_not_renamed_behind_its_name():
    pets = Alphabet("Pets", "cat dog")
    coin = TabulatedModel("Q", Interval.open(0, 1), pets, theta, (theta, 1 - theta))
    skewed = ByFormula("M", (a, X), exp(t * a))
    assert to_kernel(Derivative(KL(coin[number(1) / 2], coin[t]), t))
    with pytest.raises(LanguageError, match="is written with t"):
        Derivative(KL(p, skewed), t)
    assert str(Derivative(KL(p, skewed), (t, x))) == "Derivative(KL(p, M), (t, x))"


@pytest.mark.parametrize("at", [3, (t,), (3, t), "t", (t, 1, 2)])
def test_a_point_must_be_a_variable_with_a_value(at):
    with pytest.raises(LanguageError, match=r"is no point: write Derivative\(f\(t\), \(t, x\)\)"):
        Derivative(t**2, at)


def test_a_value_must_be_given():
    with pytest.raises(LanguageError, match="needs a value"):
        HasDerivative(t**2, (t, x))
