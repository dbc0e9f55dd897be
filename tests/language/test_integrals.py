"""Integrals, densities and what is said of them, as an author writes them."""

import pytest
import sympy

from mlekl_symbolic.kernel.terms import Var
from mlekl_symbolic.language import (
    KL,
    AlmostEverywhere,
    Density,
    DensityModel,
    Equal,
    Expectation,
    Exponential,
    FiniteSet,
    FunctionSymbol,
    Gaussian,
    H,
    InfiniteDivergence,
    Integrable,
    Integral,
    Interval,
    LanguageError,
    MassFunction,
    NamedSet,
    Pi,
    Reals,
    as_expression,
    lift,
    to_kernel,
    variables,
)
from mlekl_symbolic.language.back import Vocabulary, from_kernel

x, y, mu, sigma = variables("x y mu sigma")
f = FunctionSymbol("f")
R, S = Reals(), NamedSet("S")
p, q = Density("p", S), Density("q", S)
oo = sympy.oo


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        ((x, -oo, oo), (x, R)),
        ((x, 0, 1), (x, Interval.open(0, 1))),
        ((x, 2, oo), (x, Interval.above(2))),
        ((x, S), (x, S)),
    ],
)
def test_regions_in_sympys_form(given, meant):
    assert Integral(f(x), given) == Integral(f(x), meant)


@pytest.mark.parametrize("wrong", [x, (x,), (1, 2), (x, -oo, 0), (f, S), "x"])
def test_what_is_no_region(wrong):
    with pytest.raises(LanguageError):
        Integral(f(x), wrong)


def test_an_integral_needs_a_region():
    with pytest.raises(LanguageError, match="needs a region"):
        Integral(f(x))


@pytest.mark.parametrize(
    "node",
    [
        Integral(f(x) * x, (x, R)),
        Integral(f(x), (x, 0, 1)),
        Integral(Gaussian(mu, sigma)(x), (x, R)),
        Integral(Exponential(2)(x), (x, Interval.above(0))),
        Integrable(f(x) + 1, (x, R)),
        AlmostEverywhere(Equal(f(x), 0), (x, R)),
        Pi() * x,
    ],
)
def test_there_and_back(node):
    term = to_kernel(node)
    assert to_kernel(from_kernel(term, Vocabulary())) is term


def test_bound_variables_are_bound():
    node = Integral(f(x) * y, (x, R))
    assert node.free_symbols == {y}
    assert to_kernel(node) is to_kernel(node.xreplace({y: y}).subs(x, 3))
    with pytest.raises(LanguageError, match="would become the bound one"):
        node.subs(y, x)


def test_lowered_and_lifted():
    t = sympy.Symbol("x")
    assert Integral(x**2, (x, 0, 1)).doit() == sympy.Integral(t**2, (t, 0, 1))
    assert Integral(x, (x, R)).doit() == sympy.Integral(t, (t, -oo, oo))
    assert Gaussian(0, 1)(x).doit() == sympy.exp(-(t**2) / 2) / sympy.sqrt(2 * sympy.pi)
    assert KL(p, q).over == S
    assert lift(sympy.Integral(t, (t, 0, 1))) == Integral(as_expression(t), (t, 0, 1))
    assert as_expression(sympy.pi) == Pi()
    for ends in ((t, 1, 0), t, (t, 0, sympy.Symbol("b"))):
        with pytest.raises(LanguageError):
            lift(sympy.Integral(t, ends))
    assert Integral(x, (x, 1, 0)).doit() == sympy.Integral(t, (t, 1, 1))
    with pytest.raises(LanguageError, match="changes its sign"):
        Integral(x, (x, mu, sigma)).doit()
    with pytest.raises(LanguageError, match="no interval"):
        Integral(x, (x, S)).doit()


def test_quantities_of_densities_are_constants_of_their_own():
    masses = MassFunction("P", FiniteSet("X"))
    heads = {to_kernel(n).head for n in (KL(p, q), H(p), H(p, q), Expectation(x, (x, p)))}
    assert heads == {"kl_density", "entropy_density", "cross_entropy_density", "expectation_density"}
    assert to_kernel(H(masses)).head == "entropy"
    model = DensityModel("m", NamedSet("Theta"), S)
    assert to_kernel(KL(p, model[y])).head == "kl_density"
    assert to_kernel(p) is Var("p", "fun1")


def test_masses_and_densities_are_not_mixed():
    same_set = MassFunction("P", S)
    with pytest.raises(LanguageError, match="does not compare masses with a density"):
        KL(same_set, p)
    assert to_kernel(InfiniteDivergence(same_set, p)).head == "kl_infinite_mixed"
    assert to_kernel(InfiniteDivergence(p, q)).head == "kl_infinite_density"
    assert to_kernel(InfiniteDivergence(same_set, MassFunction("Q", S))).head == "kl_infinite"
    with pytest.raises(LanguageError):
        InfiniteDivergence(p, same_set)
    with pytest.raises(LanguageError, match="different sets"):
        InfiniteDivergence(p, Density("r", R))


def test_plain_text():
    assert str(Integral(f(x), (x, -oo, oo))) == "Integral(f(x), (x, Reals()))"
    assert str(Integrable(f(x), (x, S))) == "Integrable(f(x), (x, S))"
    assert str(KL(Gaussian(mu, sigma), Gaussian(0, 1))) == "KL(Gaussian(mu, sigma), Gaussian(0, 1))"
    assert str(InfiniteDivergence(p, q)) == "InfiniteDivergence(p, q)"
