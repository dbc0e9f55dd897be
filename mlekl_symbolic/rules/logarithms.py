"""Laws of the natural logarithm. It is total: where its argument is not positive it is 0.

mathlib reads ``log(-a)`` as ``log a`` instead; every law here holds under both readings, but for
`log_nonpos`, which states the convention.
"""

from mlekl_symbolic.language import (
    Equal,
    ForAll,
    Implies,
    Less,
    LessEqual,
    NotEqual,
    Product,
    Sum,
    exp,
    log,
    variables,
)
from mlekl_symbolic.rules.rulebook import Claim, Collection, Function, Real, claim, rule

(x,) = variables("x")


@rule(says="logarithm of a product", lean="Real.log_mul")
def log_mul(a: Real, b: Real) -> Claim:
    """log(a b) = log a + log b, for positive a and b."""
    return claim(Equal(log(a * b), log(a) + log(b)), ha=Less(0, a), hb=Less(0, b))


@rule(says="logarithm of a quotient", lean="Real.log_div")
def log_div(a: Real, b: Real) -> Claim:
    """log(a/b) = log a - log b, for positive a and b."""
    return claim(Equal(log(a / b), log(a) - log(b)), ha=Less(0, a), hb=Less(0, b))


@rule(says="logarithm of an inverse", lean="Real.log_inv")
def log_inv(a: Real) -> Claim:
    """log(1/a) = -log a, also where a is not positive and both are 0."""
    return claim(Equal(log(1 / a), -log(a)))


@rule(says="logarithm of a number over itself")
def log_div_self(a: Real) -> Claim:
    """log(a/a) = 0, also for a = 0."""
    return claim(Equal(log(a / a), 0))


@rule(says="logarithm of a power", lean="Real.log_pow")
def log_pow(a: Real, n: Real) -> Claim:
    """log(a^n) = n log a, for positive a."""
    return claim(Equal(log(a**n), n * log(a)), ha=Less(0, a))


@rule(says="the logarithm of one is zero", lean="Real.log_one")
def log_one() -> Claim:
    """log 1 = 0."""
    return claim(Equal(log(1), 0))


@rule(says="the logarithm is zero where it is not defined, by convention")
def log_nonpos(a: Real) -> Claim:
    """log a = 0, by convention, for a ≤ 0."""
    return claim(Equal(log(a), 0), ha=LessEqual(a, 0))


@rule(says="logarithm of an exponential", lean="Real.log_exp")
def log_exp(a: Real) -> Claim:
    """log(exp a) = a."""
    return claim(Equal(log(exp(a)), a))


@rule(says="exponential of a logarithm", lean="Real.exp_log")
def exp_log(a: Real) -> Claim:
    """exp(log a) = a, for positive a."""
    return claim(Equal(exp(log(a)), a), ha=Less(0, a))


@rule(says="exponential of a sum", lean="Real.exp_add")
def exp_add(a: Real, b: Real) -> Claim:
    """exp(a + b) = exp a · exp b."""
    return claim(Equal(exp(a + b), exp(a) * exp(b)))


@rule(says="exponential of a finite sum", lean="Real.exp_sum")
def exp_sum(f: Function, A: Collection) -> Claim:
    """exp Σ f = Π exp f; over an infinite set both are one."""
    return claim(Equal(exp(Sum(f(x), (x, A))), Product(exp(f(x)), (x, A))))


@rule(says="exponential of an opposite", lean="Real.exp_neg")
def exp_neg(a: Real) -> Claim:
    """exp(-a) = 1 / exp a."""
    return claim(Equal(exp(-a), 1 / exp(a)))


@rule(says="exponential of zero", lean="Real.exp_zero")
def exp_zero() -> Claim:
    """exp 0 = 1."""
    return claim(Equal(exp(0), 1))


@rule(says="logarithm of a quotient, weighted by its numerator")
def mul_log_div(a: Real, b: Real) -> Claim:
    """a log(a/b) = a log a - a log b, for nonnegative a and positive b."""
    return claim(Equal(a * log(a / b), a * log(a) - a * log(b)), ha=LessEqual(0, a), hb=Less(0, b))


@rule(says="logarithm of a quotient, weighted by a numerator that vanishes with the denominator")
def mul_log_div_of_imp(a: Real, b: Real) -> Claim:
    """a log(a/b) = a log a - a log b, for nonnegative a and b with b = 0 only where a = 0."""
    return claim(
        Equal(a * log(a / b), a * log(a) - a * log(b)),
        ha=LessEqual(0, a),
        hb=LessEqual(0, b),
        hab=Implies(Equal(b, 0), Equal(a, 0)),
    )


@rule(says="logarithm of a product, weighted by one factor")
def mul_log_mul(a: Real, b: Real) -> Claim:
    """a log(a b) = a (log a + log b), for nonnegative a and positive b."""
    return claim(Equal(a * log(a * b), a * (log(a) + log(b))), ha=LessEqual(0, a), hb=Less(0, b))


@rule(says="logarithm of a product, weighted by its factors")
def mul_mul_log_mul(a: Real, b: Real) -> Claim:
    """a b log(a b) = a b log a + a b log b, for nonnegative a and b."""
    return claim(
        Equal(a * b * log(a * b), a * b * log(a) + a * b * log(b)), ha=LessEqual(0, a), hb=LessEqual(0, b)
    )


@rule(says="logarithm of a finite product", lean="Real.log_prod")
def log_prod(f: Function, A: Collection) -> Claim:
    """log Π f = Σ log f, when every factor is positive."""
    return claim(Equal(log(Product(f(x), (x, A))), Sum(log(f(x)), (x, A))), hf=ForAll(Less(0, f(x)), (x, A)))


@rule(says="the logarithm lies below its tangent at one", lean="Real.log_le_sub_one_of_pos")
def log_le_sub_one(t: Real) -> Claim:
    """log t ≤ t - 1, for positive t."""
    return claim(LessEqual(log(t), t - 1), ht=Less(0, t))


@rule(says="the logarithm lies below its tangent, touching it at one only", lean="Real.log_lt_sub_one_of_pos")
def log_lt_sub_one(t: Real) -> Claim:
    """log t < t - 1, for positive t other than 1."""
    return claim(Less(log(t), t - 1), ht=Less(0, t), hne=NotEqual(t, 1))


@rule(says="the logarithm is nonnegative from one on", lean="Real.log_nonneg")
def log_nonneg(a: Real) -> Claim:
    """0 ≤ log a, for 1 ≤ a."""
    return claim(LessEqual(0, log(a)), ha=LessEqual(1, a))


@rule(says="the logarithm vanishes at one only", lean="Real.log_eq_zero")
def log_eq_zero(a: Real) -> Claim:
    """log a = 0 exactly when a = 1, for positive a."""
    return claim(Equal(Equal(log(a), 0), Equal(a, 1)), ha=Less(0, a))


@rule(says="the logarithm is strictly increasing", lean="Real.log_lt_log")
def log_lt_log(a: Real, b: Real) -> Claim:
    """log a < log b, for 0 < a < b."""
    return claim(Less(log(a), log(b)), ha=Less(0, a), hab=Less(a, b))


@rule(says="the logarithm is increasing", lean="Real.log_le_log")
def log_le_log(a: Real, b: Real) -> Claim:
    """log a ≤ log b, for 0 < a ≤ b."""
    return claim(LessEqual(log(a), log(b)), ha=Less(0, a), hab=LessEqual(a, b))
