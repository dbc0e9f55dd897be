"""Divergence, entropy and expectation of laws that have a density.

They are called like those of mass functions, and stand for integrals where those stand for sums. Source:
T. M. Cover and J. A. Thomas, *Elements of Information Theory*, 2nd edition (2006), chapter 8.
"""

from sympy import Basic

from mlekl_symbolic.language import (
    KL,
    AlmostEverywhere,
    And,
    Density,
    Equal,
    Expectation,
    ForAll,
    FunctionSymbol,
    H,
    Implies,
    Indicator,
    InfiniteDivergence,
    Integrable,
    Integral,
    MassFunction,
    NamedSet,
    Not,
    Probability,
    Singleton,
    Statement,
    Variance,
    log,
    variables,
)
from mlekl_symbolic.rules.rulebook import meaning

x, y = variables("x y")
_S = NamedSet("S")
_p, _q = Density("p", _S), Density("q", _S)
_f = FunctionSymbol("f")
_P, _Q = MassFunction("P", _S), MassFunction("Q", _S)


@meaning(says="definition of the Kullback-Leibler divergence", lean="InformationTheory.klDiv", like="kl")
def kl_density() -> tuple[Basic, Basic]:
    """The divergence of a density is the integral of p log(p/q)."""
    return KL(_p, _q), Integral(_p(x) * log(_p(x) / _q(x)), (x, _S))


@meaning(says="definition of differential entropy", like="entropy")
def entropy_density() -> tuple[Basic, Basic]:
    """The differential entropy is the integral of -p log p."""
    return H(_p), -Integral(_p(x) * log(_p(x)), (x, _S))


@meaning(says="definition of cross-entropy", like="cross_entropy")
def cross_entropy_density() -> tuple[Basic, Basic]:
    """The cross-entropy of densities is the integral of -p log q."""
    return H(_p, _q), -Integral(_p(x) * log(_q(x)), (x, _S))


@meaning(says="definition of the expectation", like="expectation")
def expectation_density() -> tuple[Basic, Basic]:
    """The expectation under a density is the integral of the values, weighted with the density."""
    return Expectation(_f(x), (x, _p)), Integral(_p(x) * _f(x), (x, _S))


@meaning(says="definition of probability", like="probability")
def probability_density() -> tuple[Basic, Basic]:
    """The probability of an event is the expectation of its indicator."""
    event = _f(x) >= 0
    return Probability(event, (x, _p)), Expectation(Indicator(event), (x, _p))


@meaning(says="definition of the variance", like="variance")
def variance_density() -> tuple[Basic, Basic]:
    """The variance is the expectation of the squared deviation from the mean."""
    mean = Expectation(_f(y), (y, _p))
    return Variance(_f(x), (x, _p)), Expectation((_f(x) - mean) ** 2, (x, _p))


@meaning(says="when a divergence is infinite")
def kl_infinite() -> tuple[Statement, Statement]:
    """The divergence is infinite when some letter has mass under P and none under Q."""
    dominated = ForAll(Implies(Equal(_Q(x), 0), Equal(_P(x), 0)), (x, _S))
    return InfiniteDivergence(_P, _Q), Not(dominated)


@meaning(says="when a divergence is infinite", like="kl_infinite")
def kl_infinite_mixed() -> tuple[Statement, Statement]:
    """The divergence of masses from a density is infinite when a point has mass that has no length."""
    point = Integral(_q(y), (y, Singleton(x)))
    dominated = ForAll(Implies(Equal(point, 0), Equal(_P(x), 0)), (x, _S))
    return InfiniteDivergence(_P, _q), Not(dominated)


@meaning(says="when a divergence is infinite", like="kl_infinite")
def kl_infinite_density() -> tuple[Statement, Statement]:
    """The divergence of densities is infinite when q vanishes where p does not, or there is no integral."""
    dominated = AlmostEverywhere(Implies(Equal(_q(x), 0), Equal(_p(x), 0)), (x, _S))
    finite = Integrable(_p(x) * log(_p(x) / _q(x)), (x, _S))
    return InfiniteDivergence(_p, _q), Not(And(dominated, finite))
