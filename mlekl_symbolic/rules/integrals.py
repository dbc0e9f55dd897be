"""Laws of the Lebesgue integral over a set of reals.

The integral over ``A`` is that of the function which is ``f`` on ``A`` and 0 elsewhere; where this is not
integrable, the integral is 0. So a law asks for integrability exactly where it needs it: a constant factor
and a sign move out of any integral, a sum does not. That a set or a function is not measurable makes
nothing integrable, and no law asks about it.

Source: mathlib, ``MeasureTheory.Integral``; P. Billingsley, *Probability and Measure*, 3rd edition (1995),
sections 15 and 16.
"""

from mlekl_symbolic.language import (
    AlmostEverywhere,
    Equal,
    Finite,
    ForAll,
    Integrable,
    Integral,
    LessEqual,
    Member,
    Not,
    NotEqual,
    Reals,
    Sum,
    delta,
    variables,
)
from mlekl_symbolic.rules.rulebook import Claim, Collection, Function, Function2, Real, claim, rule

i, x = variables("i x")


@rule(says="linearity of the integral", lean="MeasureTheory.integral_add")
def integral_add(f: Function, g: Function, A: Collection) -> Claim:
    """∫ (f + g) = ∫ f + ∫ g, for integrable f and g."""
    return claim(
        Equal(Integral(f(x) + g(x), (x, A)), Integral(f(x), (x, A)) + Integral(g(x), (x, A))),
        hf=Integrable(f(x), (x, A)),
        hg=Integrable(g(x), (x, A)),
    )


@rule(says="linearity of the integral", lean="MeasureTheory.integral_sub")
def integral_sub(f: Function, g: Function, A: Collection) -> Claim:
    """∫ (f - g) = ∫ f - ∫ g, for integrable f and g."""
    return claim(
        Equal(Integral(f(x) - g(x), (x, A)), Integral(f(x), (x, A)) - Integral(g(x), (x, A))),
        hf=Integrable(f(x), (x, A)),
        hg=Integrable(g(x), (x, A)),
    )


@rule(says="a sign moves out of the integral", lean="MeasureTheory.integral_neg")
def integral_neg(f: Function, A: Collection) -> Claim:
    """∫ (-f) = -∫ f, also where f is not integrable and both are 0."""
    return claim(Equal(Integral(-f(x), (x, A)), -Integral(f(x), (x, A))))


@rule(says="a constant factor moves into the integral", lean="MeasureTheory.integral_const_mul")
def integral_const_mul(c: Real, f: Function, A: Collection) -> Claim:
    """c ∫ f = ∫ c f, also where f is not integrable and both are 0."""
    return claim(Equal(c * Integral(f(x), (x, A)), Integral(c * f(x), (x, A))))


@rule(says="an integral of finitely many terms is the sum of their integrals",
      lean="MeasureTheory.integral_finset_sum")  # fmt: skip
def integral_finset_sum(f: Function2, A: Collection, B: Collection) -> Claim:
    """∫ Σ f(i, x) = Σ ∫ f(i, x), when every term is integrable; over an infinite set both sums are 0."""
    return claim(
        Equal(Integral(Sum(f(i, x), (i, B)), (x, A)), Sum(Integral(f(i, x), (x, A)), (i, B))),
        hf=ForAll(Integrable(f(i, x), (x, A)), (i, B)),
    )


@rule(says="comparison under the integral", lean="MeasureTheory.integral_mono")
def integral_mono(f: Function, g: Function, A: Collection) -> Claim:
    """∫ f ≤ ∫ g, when f ≤ g everywhere on A and both are integrable."""
    return claim(
        LessEqual(Integral(f(x), (x, A)), Integral(g(x), (x, A))),
        hfg=ForAll(LessEqual(f(x), g(x)), (x, A)),
        hf=Integrable(f(x), (x, A)),
        hg=Integrable(g(x), (x, A)),
    )


@rule(says="an integral of what is nonnegative is nonnegative", lean="MeasureTheory.integral_nonneg")
def integral_nonneg(f: Function, A: Collection) -> Claim:
    """0 ≤ ∫ f, when f is nonnegative on A."""
    return claim(LessEqual(0, Integral(f(x), (x, A))), hf=ForAll(LessEqual(0, f(x)), (x, A)))


@rule(says="an integral of what is nonnegative vanishes only when that is zero almost everywhere",
      lean="MeasureTheory.integral_eq_zero_iff_of_nonneg")  # fmt: skip
def integral_eq_zero_iff(f: Function, A: Collection) -> Claim:
    """∫ f = 0 exactly when f = 0 almost everywhere on A, for integrable nonnegative f."""
    return claim(
        Equal(Equal(Integral(f(x), (x, A)), 0), AlmostEverywhere(Equal(f(x), 0), (x, A))),
        hf=ForAll(LessEqual(0, f(x)), (x, A)),
        hi=Integrable(f(x), (x, A)),
    )


@rule(says="an integral that does not exist is zero, by convention", lean="MeasureTheory.integral_undef")
def integral_undef(f: Function, A: Collection) -> Claim:
    """∫ f = 0, by convention, where f is not integrable."""
    return claim(Equal(Integral(f(x), (x, A)), 0), hf=Not(Integrable(f(x), (x, A))))


@rule(says="what has an integral other than zero is integrable",
      lean="MeasureTheory.Integrable.of_integral_ne_zero")  # fmt: skip
def integrable_of_integral_ne_zero(f: Function, A: Collection) -> Claim:
    """f is integrable on A, when ∫ f ≠ 0."""
    return claim(Integrable(f(x), (x, A)), hf=NotEqual(Integral(f(x), (x, A)), 0))


@rule(says="a sum of integrable functions is integrable", lean="MeasureTheory.Integrable.add")
def integrable_add(f: Function, g: Function, A: Collection) -> Claim:
    """f + g is integrable, for integrable f and g."""
    return claim(Integrable(f(x) + g(x), (x, A)), hf=Integrable(f(x), (x, A)), hg=Integrable(g(x), (x, A)))


@rule(says="a multiple of an integrable function is integrable", lean="MeasureTheory.Integrable.const_mul")
def integrable_const_mul(c: Real, f: Function, A: Collection) -> Claim:
    """c f is integrable, for integrable f."""
    return claim(Integrable(c * f(x), (x, A)), hf=Integrable(f(x), (x, A)))


@rule(says="zero is integrable", lean="MeasureTheory.integrable_zero")
def integrable_zero(A: Collection) -> Claim:
    """0 is integrable on every set."""
    return claim(Integrable(0, (x, A)))


@rule(says="a finite sum of integrable functions is integrable", lean="MeasureTheory.integrable_finset_sum")
def integrable_finset_sum(f: Function2, A: Collection, B: Collection) -> Claim:
    """Σ f(i, x) is integrable in x, when every term is; over an infinite set the sum is 0."""
    return claim(Integrable(Sum(f(i, x), (i, B)), (x, A)), hf=ForAll(Integrable(f(i, x), (x, A)), (i, B)))


@rule(says="what is zero but at one point has integral zero", lean="MeasureTheory.integral_eq_zero_of_ae")
def integral_delta(a: Real, f: Function, A: Collection) -> Claim:
    """∫ δ(x, a) f(x) = 0: a point has no length."""
    return claim(Equal(Integral(delta(x, a) * f(x), (x, A)), 0))


@rule(says="what is zero but at one point is integrable", lean="MeasureTheory.integrable_zero")
def integrable_delta(a: Real, f: Function, A: Collection) -> Claim:
    """δ(x, a) f(x) is integrable in x."""
    return claim(Integrable(delta(x, a) * f(x), (x, A)))


@rule(says="an integral over a finite set is zero", lean="MeasureTheory.setIntegral_measure_zero")
def integral_of_finite(f: Function, A: Collection) -> Claim:
    """∫ f = 0 over a finite set: finitely many points have no length."""
    return claim(Equal(Integral(f(x), (x, A)), 0), hA=Finite(A))


@rule(says="every number is a real number", lean="Set.mem_univ")
def mem_reals(t: Real) -> Claim:
    """t lies in ℝ."""
    return claim(Member(t, Reals()))
