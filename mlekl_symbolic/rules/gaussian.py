"""The normal law: its density, its mass, its mean and its second moment.

Sources: mathlib, ``ProbabilityTheory.gaussianPDFReal``, ``ProbabilityTheory.gaussianReal``; P. Billingsley,
*Probability and Measure*, 3rd edition (1995), examples 20.2 and 21.1.
"""

from sympy import Basic, Rational

from mlekl_symbolic.language import (
    Equal,
    Gaussian,
    Integrable,
    Integral,
    Less,
    Member,
    Naturals,
    NotEqual,
    Pi,
    Reals,
    exp,
    variables,
)
from mlekl_symbolic.rules.rulebook import Claim, Real, claim, meaning, rule

_mu, _sigma, x = variables("mu sigma x")
_HALF = Rational(1, 2)


@meaning(says="density of the normal law", lean="ProbabilityTheory.gaussianPDFReal")
def gaussian() -> tuple[Basic, Basic]:
    """The density of the normal law with mean μ and standard deviation σ."""
    bell = exp(-((x - _mu) ** 2) / (2 * _sigma**2))
    return Gaussian(_mu, _sigma)(x), bell / (2 * Pi() * _sigma**2) ** _HALF


@rule(says="π is positive", lean="Real.pi_pos")
def pi_pos() -> Claim:
    """0 < π."""
    return claim(Less(0, Pi()))


@rule(says="the normal density has integral one", lean="ProbabilityTheory.integral_gaussianPDFReal_eq_one")
def integral_gaussian(mu: Real, sigma: Real) -> Claim:
    """∫ φ = 1 for the normal density φ, for σ ≠ 0."""
    density = Gaussian(mu, sigma)(x)
    return claim(Equal(Integral(density, (x, Reals())), 1), hsigma=NotEqual(sigma, 0))


@rule(says="mean of the normal law", lean="ProbabilityTheory.integral_id_gaussianReal")
def integral_gaussian_mul_id(mu: Real, sigma: Real) -> Claim:
    """∫ φ(x) x dx = μ for the normal density φ, for σ ≠ 0."""
    density = Gaussian(mu, sigma)(x)
    return claim(Equal(Integral(density * x, (x, Reals())), mu), hsigma=NotEqual(sigma, 0))


@rule(says="second moment of the normal law", lean="ProbabilityTheory.variance_id_gaussianReal")
def integral_gaussian_mul_sq(mu: Real, sigma: Real) -> Claim:
    """∫ φ(x) x² dx = μ² + σ² for the normal density φ, for σ ≠ 0."""
    density = Gaussian(mu, sigma)(x)
    return claim(Equal(Integral(density * x**2, (x, Reals())), mu**2 + sigma**2), hsigma=NotEqual(sigma, 0))


@rule(says="the normal law has all moments", lean="ProbabilityTheory.memLp_id_gaussianReal")
def integrable_gaussian_mul_pow(mu: Real, sigma: Real, n: Real) -> Claim:
    """φ(x) x^n is integrable for the normal density φ and natural n, for σ ≠ 0."""
    return claim(
        Integrable(Gaussian(mu, sigma)(x) * x**n, (x, Reals())),
        hsigma=NotEqual(sigma, 0),
        hn=Member(n, Naturals()),
    )
