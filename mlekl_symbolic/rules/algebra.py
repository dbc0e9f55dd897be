"""Cancelling and powers: the algebra that needs a side condition."""

from mlekl_symbolic.language import Equal, Member, Naturals, NotEqual, delta, number
from mlekl_symbolic.rules.rulebook import Claim, Function, Real, claim, rule


@rule(says="cancel a nonzero factor", lean="mul_inv_cancel₀")
def mul_inv_cancel(a: Real) -> Claim:
    """a · (1/a) = 1, for nonzero a."""
    return claim(Equal(a * (1 / a), 1), ha=NotEqual(a, 0))


@rule(says="a factor absorbs its own cancelled pair", lean="mul_self_mul_inv")
def mul_self_mul_inv(a: Real) -> Claim:
    """a · a · (1/a) = a, also for a = 0."""
    return claim(Equal(a * a * (1 / a), a))


@rule(says="an inverse absorbs its own cancelled pair")
def inv_mul_mul_inv(a: Real) -> Claim:
    """(1/a) · (1/a) · a = 1/a, also for a = 0."""
    return claim(Equal((1 / a) * (1 / a) * a, 1 / a))


@rule(says="the inverse of a quotient", lean="inv_div")
def inv_div(a: Real, b: Real) -> Claim:
    """1/(a/b) = b/a, also where a or b is 0 and both sides are 0."""
    return claim(Equal(1 / (a / b), b / a))


@rule(says="power of a sum of exponents", lean="pow_add")
def pow_add(a: Real, m: Real, n: Real) -> Claim:
    """a^(m + n) = a^m · a^n, for natural m and n."""
    return claim(Equal(a ** (m + n), a**m * a**n), hm=Member(m, Naturals()), hn=Member(n, Naturals()))


@rule(says="every power of one is one", lean="Real.one_rpow")
def one_pow(n: Real) -> Claim:
    """1^n = 1."""
    return claim(Equal(number(1) ** n, 1))


@rule(says="equal sides have difference zero", lean="sub_eq_zero")
def eq_iff_sub_eq_zero(a: Real, b: Real) -> Claim:
    """a = b exactly when a - b = 0."""
    return claim(Equal(Equal(a, b), Equal(a - b, 0)))


@rule(says="a product with a nonzero factor is zero exactly when the other factor is")
def mul_eq_zero_of_ne(c: Real, a: Real) -> Claim:
    """c · a = 0 exactly when a = 0, for nonzero c."""
    return claim(Equal(Equal(c * a, 0), Equal(a, 0)), hc=NotEqual(c, 0))


@rule(says="equal arguments have delta one")
def delta_self(a: Real) -> Claim:
    """δ(a, a) = 1."""
    return claim(Equal(delta(a, a), 1))


@rule(says="different arguments have delta zero")
def delta_of_ne(a: Real, b: Real) -> Claim:
    """δ(a, b) = 0, for a ≠ b."""
    return claim(Equal(delta(a, b), 0), hab=NotEqual(a, b))


@rule(says="the delta is symmetric")
def delta_comm(a: Real, b: Real) -> Claim:
    """δ(a, b) = δ(b, a)."""
    return claim(Equal(delta(a, b), delta(b, a)))


@rule(says="a delta is its own square")
def delta_mul_self(a: Real, b: Real) -> Claim:
    """δ(a, b) · δ(a, b) = δ(a, b)."""
    return claim(Equal(delta(a, b) * delta(a, b), delta(a, b)))


@rule(says="beside a delta its arguments may be exchanged")
def delta_mul_eq(a: Real, b: Real, f: Function) -> Claim:
    """δ(a, b) · f(a) = δ(a, b) · f(b)."""
    return claim(Equal(delta(a, b) * f(a), delta(a, b) * f(b)))
