"""Powers whose exponent is not a numeral.

``a^n`` is the repeated product or inverse for an integer ``n``, so that ``0^0 = 1`` and ``0^(-1) = 0``; for
other ``n`` it is ``exp(n log a)`` where ``a > 0`` and 0 elsewhere. The laws hold for these values.
"""

from mlekl_symbolic.language import (
    Equal,
    Finite,
    ForAll,
    Integers,
    Less,
    LessEqual,
    Member,
    Naturals,
    NotEqual,
    Product,
    Sum,
    delta,
    exp,
    log,
    variables,
)
from mlekl_symbolic.rules.rulebook import Claim, Collection, Function, Real, claim, rule

(x,) = variables("x")


@rule(says="power of a product", lean="mul_zpow")
def mul_zpow(a: Real, b: Real, n: Real) -> Claim:
    """(a b)^n = a^n b^n, for integer n."""
    return claim(Equal((a * b) ** n, a**n * b**n), hn=Member(n, Integers()))


@rule(says="power of a product with a nonnegative factor", lean="Real.mul_rpow")
def mul_rpow(a: Real, b: Real, n: Real) -> Claim:
    """(a b)^n = a^n b^n, for nonnegative a; where b is negative and n no integer, both sides are zero."""
    return claim(Equal((a * b) ** n, a**n * b**n), ha=LessEqual(0, a))


@rule(says="power of an inverse", lean="Real.inv_rpow")
def inv_pow(a: Real, n: Real) -> Claim:
    """(1/a)^n = 1/a^n, also where both are zero by convention."""
    return claim(Equal((1 / a) ** n, 1 / a**n))


@rule(says="power of a power", lean="zpow_mul")
def zpow_mul(a: Real, m: Real, n: Real) -> Claim:
    """a^(m n) = (a^m)^n, for integer m and n."""
    return claim(Equal(a ** (m * n), (a**m) ** n), hm=Member(m, Integers()), hn=Member(n, Integers()))


@rule(says="power of a power of a positive number", lean="Real.rpow_mul")
def rpow_mul(a: Real, m: Real, n: Real) -> Claim:
    """a^(m n) = (a^m)^n, for positive a."""
    return claim(Equal(a ** (m * n), (a**m) ** n), ha=Less(0, a))


@rule(says="power of a sum of exponents", lean="zpow_add₀")
def zpow_add(a: Real, m: Real, n: Real) -> Claim:
    """a^(m + n) = a^m · a^n, for nonzero a and integer n; where a < 0 and m is no integer, both are zero."""
    return claim(Equal(a ** (m + n), a**m * a**n), ha=NotEqual(a, 0), hn=Member(n, Integers()))


@rule(says="power of a sum of exponents", lean="Real.rpow_add")
def rpow_add(a: Real, m: Real, n: Real) -> Claim:
    """a^(m + n) = a^m · a^n, for positive a."""
    return claim(Equal(a ** (m + n), a**m * a**n), ha=Less(0, a))


@rule(says="power of an exponential", lean="Real.exp_mul")
def exp_mul(a: Real, n: Real) -> Claim:
    """exp(a n) = (exp a)^n."""
    return claim(Equal(exp(a * n), exp(a) ** n))


@rule(says="a power is the exponential of a multiple of the logarithm", lean="Real.rpow_def_of_pos")
def exp_log_mul(a: Real, n: Real) -> Claim:
    """exp(log a · n) = a^n, for positive a."""
    return claim(Equal(exp(log(a) * n), a**n), ha=Less(0, a))


@rule(says="power of a sum of natural exponents", lean="Finset.prod_pow_eq_pow_sum")
def pow_sum(a: Real, f: Function, A: Collection) -> Claim:
    """a^(Σ f) = Π a^f, when f is natural on A."""
    return claim(
        Equal(a ** Sum(f(x), (x, A)), Product(a ** f(x), (x, A))), hf=ForAll(Member(f(x), Naturals()), (x, A))
    )


@rule(says="power of a sum of exponents", lean="Real.rpow_sum_of_pos")
def rpow_sum(a: Real, f: Function, A: Collection) -> Claim:
    """a^(Σ f) = Π a^f, for positive a."""
    return claim(Equal(a ** Sum(f(x), (x, A)), Product(a ** f(x), (x, A))), ha=Less(0, a))


@rule(says="product of powers", lean="Finset.prod_zpow")
def prod_zpow(f: Function, n: Real, A: Collection) -> Claim:
    """Π f^n = (Π f)^n, for integer n."""
    return claim(Equal(Product(f(x) ** n, (x, A)), Product(f(x), (x, A)) ** n), hn=Member(n, Integers()))


@rule(says="product of powers of nonnegative numbers", lean="Real.finset_prod_rpow")
def prod_rpow(f: Function, n: Real, A: Collection) -> Claim:
    """Π f^n = (Π f)^n, when f is nonnegative on A."""
    return claim(
        Equal(Product(f(x) ** n, (x, A)), Product(f(x), (x, A)) ** n),
        hf=ForAll(LessEqual(0, f(x)), (x, A)),
    )


@rule(says="sifting in an exponent: only the factor at a survives", lean="Finset.prod_pow_boole")
def prod_pow_delta(a: Real, f: Function, A: Collection) -> Claim:
    """Π f(x)^δ(x, a) = f(a), for a in the finite set A."""
    return claim(
        Equal(Product(f(x) ** delta(x, a), (x, A)), f(a)),
        ha=Member(a, A),
        hA=Finite(A),
    )
