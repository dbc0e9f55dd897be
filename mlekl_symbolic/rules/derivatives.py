"""Derivatives of functions of one real variable, and what they say about order and optima.

A derivative is a number for every function and point, but only `deriv_eq` says which: nothing is known
of it where the function has no derivative. Under mathlib's reading, by which it is 0 there, all rules
hold. Like limits, derivatives are about infinitely many numbers: the rules are tried on formulas.
Source: W. Rudin, *Principles of Mathematical Analysis*, 3rd edition (1976), chapter 5.
"""

from sympy import Basic

from mlekl_symbolic.language import (
    Abs,
    ArgMax,
    ArgMin,
    Derivative,
    Differentiable,
    Equal,
    Exists,
    ForAll,
    FunctionSymbol,
    HasDerivative,
    Implies,
    Integers,
    Interval,
    Less,
    Member,
    Naturals,
    NotEqual,
    Reals,
    Singleton,
    Statement,
    Sum,
    exp,
    log,
    variables,
)
from mlekl_symbolic.rules.rulebook import Claim, Collection, Function, Function2, Real, claim, meaning, rule

r, s, t, u, y, d, x, epsilon, delta_ = variables("r s t u y d x epsilon delta")
_f = FunctionSymbol("f")


# What a derivative is.


@meaning(says="definition of the derivative", lean="hasDerivAt_iff_isLittleO")
def has_derivative() -> tuple[Basic, Basic]:
    """Near the point the function differs from its tangent by less than any share of the distance."""
    near = Abs(_f(s) - _f(x) - d * (s - x)) <= epsilon * Abs(s - x)
    everywhere = ForAll(Implies(Abs(s - x) < delta_, near), (s, Reals()))
    return (
        HasDerivative(_f(t), (t, x), d),
        ForAll(Exists(everywhere, (delta_, Interval.above(0))), (epsilon, Interval.above(0))),
    )


@meaning(says="what it means to be differentiable", lean="hasDerivAt_deriv_iff")
def differentiable() -> tuple[Basic, Basic]:
    """A function is differentiable at a point when it has a derivative there."""
    return Differentiable(_f(t), (t, x)), HasDerivative(_f(t), (t, x), Derivative(_f(t), (t, x)))


@rule(says="the rules of differentiation", lean="HasDerivAt.deriv")
def deriv_eq(f: Function, x: Real, d: Real) -> Claim:
    """The derivative of f at x is d, when f has the derivative d there: it has no other."""
    return claim(Equal(Derivative(f(t), (t, x)), d), hf=HasDerivative(f(t), (t, x), d))


# How to differentiate.


@rule(says="derivative of a constant", lean="hasDerivAt_const")
def has_deriv_const(c: Real, x: Real) -> Claim:
    """A constant has the derivative 0."""
    return claim(HasDerivative(c, (t, x), 0))


@rule(says="derivative of the variable", lean="hasDerivAt_id")
def has_deriv_id(x: Real) -> Claim:
    """The variable has the derivative 1."""
    return claim(HasDerivative(t, (t, x), 1))


@rule(says="derivative of a sum", lean="HasDerivAt.add")
def has_deriv_add(f: Function, g: Function, x: Real, a: Real, b: Real) -> Claim:
    """(f + g)' = f' + g'."""
    return claim(
        HasDerivative(f(t) + g(t), (t, x), a + b),
        hf=HasDerivative(f(t), (t, x), a),
        hg=HasDerivative(g(t), (t, x), b),
    )


@rule(says="derivative of a difference", lean="HasDerivAt.sub")
def has_deriv_sub(f: Function, g: Function, x: Real, a: Real, b: Real) -> Claim:
    """(f - g)' = f' - g'."""
    return claim(
        HasDerivative(f(t) - g(t), (t, x), a - b),
        hf=HasDerivative(f(t), (t, x), a),
        hg=HasDerivative(g(t), (t, x), b),
    )


@rule(says="derivative of an opposite", lean="HasDerivAt.neg")
def has_deriv_neg(f: Function, x: Real, a: Real) -> Claim:
    """(-f)' = -f'."""
    return claim(HasDerivative(-f(t), (t, x), -a), hf=HasDerivative(f(t), (t, x), a))


@rule(says="derivative of a product", lean="HasDerivAt.mul")
def has_deriv_mul(f: Function, g: Function, x: Real, a: Real, b: Real) -> Claim:
    """(f g)' = f' g + f g'."""
    return claim(
        HasDerivative(f(t) * g(t), (t, x), a * g(x) + f(x) * b),
        hf=HasDerivative(f(t), (t, x), a),
        hg=HasDerivative(g(t), (t, x), b),
    )


@rule(says="a constant factor moves out of the derivative", lean="HasDerivAt.const_mul")
def has_deriv_const_mul(c: Real, f: Function, x: Real, a: Real) -> Claim:
    """(c f)' = c f'."""
    return claim(HasDerivative(c * f(t), (t, x), c * a), hf=HasDerivative(f(t), (t, x), a))


@rule(says="derivative of a quotient", lean="HasDerivAt.div")
def has_deriv_div(f: Function, g: Function, x: Real, a: Real, b: Real) -> Claim:
    """(f/g)' = (f' g - f g')/g^2, where g is not zero."""
    return claim(
        HasDerivative(f(t) / g(t), (t, x), (a * g(x) - f(x) * b) / g(x) ** 2),
        hf=HasDerivative(f(t), (t, x), a),
        hg=HasDerivative(g(t), (t, x), b),
        h0=NotEqual(g(x), 0),
    )


@rule(says="derivative of a logarithm", lean="HasDerivAt.log")
def has_deriv_log(f: Function, x: Real, a: Real) -> Claim:
    """(log f)' = f'/f, where f is positive."""
    return claim(
        HasDerivative(log(f(t)), (t, x), a / f(x)), hf=HasDerivative(f(t), (t, x), a), h0=Less(0, f(x))
    )


@rule(says="derivative of an exponential", lean="HasDerivAt.exp")
def has_deriv_exp(f: Function, x: Real, a: Real) -> Claim:
    """(exp f)' = exp f · f'."""
    return claim(HasDerivative(exp(f(t)), (t, x), exp(f(x)) * a), hf=HasDerivative(f(t), (t, x), a))


@rule(says="derivative of a power", lean="HasDerivAt.pow")
def has_deriv_pow(f: Function, n: Real, x: Real, a: Real) -> Claim:
    """(f^n)' = n f^(n - 1) f', for natural n; for n = 0 both sides are 0."""
    return claim(
        HasDerivative(f(t) ** n, (t, x), n * f(x) ** (n - 1) * a),
        hf=HasDerivative(f(t), (t, x), a),
        hn=Member(n, Naturals()),
    )


@rule(says="derivative of a power", lean="HasDerivAt.zpow")
def has_deriv_zpow(f: Function, n: Real, x: Real, a: Real) -> Claim:
    """(f^n)' = n f^(n - 1) f', for integer n, where f is not zero."""
    return claim(
        HasDerivative(f(t) ** n, (t, x), n * f(x) ** (n - 1) * a),
        hf=HasDerivative(f(t), (t, x), a),
        hn=Member(n, Integers()),
        h0=NotEqual(f(x), 0),
    )


@rule(says="derivative of a power", lean="HasDerivAt.rpow_const")
def has_deriv_rpow(f: Function, n: Real, x: Real, a: Real) -> Claim:
    """(f^n)' = n f^(n - 1) f', where f is positive."""
    return claim(
        HasDerivative(f(t) ** n, (t, x), n * f(x) ** (n - 1) * a),
        hf=HasDerivative(f(t), (t, x), a),
        h0=Less(0, f(x)),
    )


@rule(says="derivative of a finite sum", lean="HasDerivAt.fun_sum")
def has_deriv_sum(f: Function2, g: Function, A: Collection, x: Real) -> Claim:
    """(Σ f(t, y))' = Σ g(y), when f(t, y) has the derivative g(y) in t for each y in A."""
    return claim(
        HasDerivative(Sum(f(t, y), (y, A)), (t, x), Sum(g(y), (y, A))),
        hf=ForAll(HasDerivative(f(t, y), (t, x), g(y)), (y, A)),
    )


@rule(says="chain rule", lean="HasDerivAt.comp")
def has_deriv_comp(f: Function, g: Function, x: Real, a: Real, b: Real) -> Claim:
    """(f ∘ g)' = (f' ∘ g) g'."""
    return claim(
        HasDerivative(f(g(t)), (t, x), a * b),
        hf=HasDerivative(f(t), (t, g(x)), a),
        hg=HasDerivative(g(t), (t, x), b),
    )


@rule(says="functions that agree near a point have one derivative there",
      lean="HasDerivAt.congr_of_eventuallyEq")  # fmt: skip
def has_deriv_congr(f: Function, g: Function, a: Real, b: Real, x: Real, d: Real) -> Claim:
    """f has the derivative of g at x, when both agree on an open interval around x."""
    around = Interval.open(a, b)
    return claim(
        HasDerivative(f(t), (t, x), d),
        hg=HasDerivative(g(t), (t, x), d),
        hx=Member(x, around),
        hfg=ForAll(Equal(f(t), g(t)), (t, around)),
    )


# What the sign of a derivative says.


@rule(says="a function with positive derivative increases", lean="strictMonoOn_of_deriv_pos")
def lt_of_deriv_pos(f: Function, a: Real, b: Real) -> Claim:
    """f(a) < f(b), when f is differentiable on [a, b] with positive derivative inside, and a < b."""
    return claim(
        Less(f(a), f(b)),
        hab=Less(a, b),
        hf=ForAll(Differentiable(f(s), (s, t)), (t, Interval.closed(a, b))),
        hpos=ForAll(Less(0, Derivative(f(s), (s, t))), (t, Interval.open(a, b))),
    )


@rule(says="a function with negative derivative decreases", lean="strictAntiOn_of_deriv_neg")
def lt_of_deriv_neg(f: Function, a: Real, b: Real) -> Claim:
    """f(b) < f(a), when f is differentiable on [a, b] with negative derivative inside, and a < b."""
    return claim(
        Less(f(b), f(a)),
        hab=Less(a, b),
        hf=ForAll(Differentiable(f(s), (s, t)), (t, Interval.closed(a, b))),
        hneg=ForAll(Less(Derivative(f(s), (s, t)), 0), (t, Interval.open(a, b))),
    )


def _without_gaps(A: Collection) -> Statement:
    claimed: Statement = ForAll(Member(r, A), (r, Interval.closed(s, t)), (s, A), (t, A))
    return claimed


@rule(says="falling before a point and rising after it, a function has its only minimum there",
      lean="strictAntiOn_of_deriv_neg, strictMonoOn_of_deriv_pos")  # fmt: skip
def argmin_eq_singleton_of_deriv(f: Function, A: Collection, m: Real) -> Claim:
    """argmin f = {m}, when f is differentiable on an interval A with f' < 0 before m and f' > 0 after it."""
    slope = Derivative(f(s), (s, t))
    return claim(
        Equal(ArgMin(f(t), (t, A)), Singleton(m)),
        hA=_without_gaps(A),
        hm=Member(m, A),
        hf=ForAll(Differentiable(f(s), (s, t)), (t, A)),
        hneg=ForAll(Implies(Less(t, m), Less(slope, 0)), (t, A)),
        hpos=ForAll(Implies(Less(m, t), Less(0, slope)), (t, A)),
    )


@rule(says="rising before a point and falling after it, a function has its only maximum there",
      lean="strictMonoOn_of_deriv_pos, strictAntiOn_of_deriv_neg")  # fmt: skip
def argmax_eq_singleton_of_deriv(f: Function, A: Collection, m: Real) -> Claim:
    """argmax f = {m}, when f is differentiable on an interval A with f' > 0 before m and f' < 0 after it."""
    slope = Derivative(f(s), (s, t))
    return claim(
        Equal(ArgMax(f(t), (t, A)), Singleton(m)),
        hA=_without_gaps(A),
        hm=Member(m, A),
        hf=ForAll(Differentiable(f(s), (s, t)), (t, A)),
        hpos=ForAll(Implies(Less(t, m), Less(0, slope)), (t, A)),
        hneg=ForAll(Implies(Less(m, t), Less(slope, 0)), (t, A)),
    )


@rule(says="a stationary point of a strictly concave function is its only maximum",
      lean="strictConcaveOn_of_deriv2_neg")  # fmt: skip
def argmax_eq_singleton_of_deriv2(f: Function, A: Collection, m: Real) -> Claim:
    """argmax f = {m}, when f'(m) = 0 and f'' < 0 on an interval A on which f is twice differentiable."""
    slope = Derivative(f(s), (s, t))
    return claim(
        Equal(ArgMax(f(t), (t, A)), Singleton(m)),
        hA=_without_gaps(A),
        hm=Member(m, A),
        hf=ForAll(Differentiable(f(s), (s, t)), (t, A)),
        hff=ForAll(Differentiable(slope, (t, u)), (u, A)),
        h0=Equal(Derivative(f(s), (s, m)), 0),
        hneg=ForAll(Less(Derivative(slope, (t, u)), 0), (u, A)),
    )


@rule(says="a function with nonnegative second derivative lies below its chords",
      lean="convexOn_of_deriv2_nonneg")  # fmt: skip
def le_of_deriv2_nonneg(f: Function, A: Collection, a: Real, b: Real, c: Real) -> Claim:
    """f((1 - c) a + c b) ≤ (1 - c) f(a) + c f(b), for a, b in an interval A on which f'' ≥ 0, 0 ≤ c ≤ 1."""
    slope = Derivative(f(s), (s, t))
    return claim(
        f((1 - c) * a + c * b) <= (1 - c) * f(a) + c * f(b),
        hA=_without_gaps(A),
        ha=Member(a, A),
        hb=Member(b, A),
        h0=c >= 0,
        h1=c <= 1,
        hf=ForAll(Differentiable(f(s), (s, t)), (t, A)),
        hff=ForAll(Differentiable(slope, (t, u)), (u, A)),
        hcurve=ForAll(Derivative(slope, (t, u)) >= 0, (u, A)),
    )
