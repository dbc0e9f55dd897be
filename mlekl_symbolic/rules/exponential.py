"""The exponential law: its density, its mass, its mean and its second moment.

Sources: mathlib, ``ProbabilityTheory.exponentialPDFReal``; P. Billingsley, *Probability and Measure*, 3rd
edition (1995), examples 20.1 and 21.3.
"""

from sympy import Basic

from mlekl_symbolic.language import (
    Equal,
    Exponential,
    Integrable,
    Integral,
    Interval,
    Less,
    LessEqual,
    Member,
    Naturals,
    exp,
    variables,
)
from mlekl_symbolic.rules.rulebook import Claim, Real, claim, meaning, rule

_rate, x = variables("rate x")
_positive = Interval.above(0)


@meaning(says="density of the exponential law", lean="ProbabilityTheory.exponentialPDFReal")
def exponential() -> tuple[Basic, Basic]:
    """The density of the exponential law on the positive reals."""
    return Exponential(_rate)(x), _rate * exp(-_rate * x)


@rule(says="the exponential density has integral one",
      lean="ProbabilityTheory.lintegral_exponentialPDF_eq_one")  # fmt: skip
def integral_exponential(rate: Real) -> Claim:
    """∫ φ = 1 for the exponential density φ, for a positive rate."""
    return claim(Equal(Integral(Exponential(rate)(x), (x, _positive)), 1), hrate=Less(0, rate))


@rule(says="mean of the exponential law")
def integral_exponential_mul_id(rate: Real) -> Claim:
    """∫ φ(x) x dx = 1/rate for the exponential density φ, for a positive rate."""
    return claim(Equal(Integral(Exponential(rate)(x) * x, (x, _positive)), 1 / rate), hrate=Less(0, rate))


@rule(says="second moment of the exponential law")
def integral_exponential_mul_sq(rate: Real) -> Claim:
    """∫ φ(x) x² dx = 2/rate² for the exponential density φ, for a positive rate."""
    return claim(
        Equal(Integral(Exponential(rate)(x) * x**2, (x, _positive)), 2 / rate**2), hrate=Less(0, rate)
    )


@rule(says="the exponential law has all moments")
def integrable_exponential_mul_pow(rate: Real, n: Real) -> Claim:
    """φ(x) x^n is integrable for the exponential density φ and natural n; φ is 0 for the rate 0."""
    return claim(
        Integrable(Exponential(rate)(x) * x**n, (x, _positive)),
        hrate=LessEqual(0, rate),
        hn=Member(n, Naturals()),
    )
