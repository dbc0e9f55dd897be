"""Limits of real sequences, by ε.

A limit is a statement about infinitely many numbers, so these rules are the only ones that are not tried
on small worlds. They are few; each has its proof in a line below, and its name in mathlib.
Source: W. Rudin, *Principles of Mathematical Analysis*, 3rd edition (1976), chapter 3.
"""

from mlekl_symbolic.language import (
    Abs,
    Converges,
    Equal,
    Exists,
    ForAll,
    FunctionSymbol,
    Implies,
    Interval,
    Less,
    LessEqual,
    Naturals,
    NotEqual,
    Reals,
    Statement,
    exp,
    log,
    variables,
)
from mlekl_symbolic.rules.rulebook import Claim, Function, Real, claim, meaning, rule

epsilon, delta, m, n, t, L = variables("epsilon delta m n t L")
_f = FunctionSymbol("f")


@meaning(says="definition of the limit of a sequence", lean="Metric.tendsto_atTop")
def converges() -> tuple[Statement, Statement]:
    """The sequence is as close to the limit as one likes from some index on."""
    close = ForAll(Implies(m <= n, Abs(_f(n) - L) < epsilon), (n, Naturals()))
    return (
        Converges(_f(n), (n, L)),
        ForAll(Exists(close, (m, Naturals())), (epsilon, Interval.above(0))),
    )


@rule(says="a constant divided by n tends to zero", lean="tendsto_const_div_atTop_nhds_zero_nat")
def tendsto_const_div(c: Real) -> Claim:
    """c/n → 0: from any natural m > |c|/ε on, |c/n| < ε, also where n = 0 and c/n = 0."""
    return claim(Converges(c / n, (n, 0)))


@rule(says="what lies between zero and a null sequence tends to zero", lean="squeeze_zero'")
def squeeze_zero(f: Function, g: Function) -> Claim:
    """f(n) → 0, when 0 ≤ f(n) ≤ g(n) for n ≥ 1 and g(n) → 0: |f(n)| ≤ |g(n)| < ε from some m ≥ 1 on."""
    return claim(
        Converges(f(n), (n, 0)),
        h0=ForAll(Implies(n >= 1, f(n) >= 0), (n, Naturals())),
        hfg=ForAll(Implies(n >= 1, f(n) <= g(n)), (n, Naturals())),
        hg=Converges(g(n), (n, 0)),
    )


@rule(says="the limit of a sum is the sum of the limits", lean="Filter.Tendsto.add")
def tendsto_add(f: Function, g: Function, a: Real, b: Real) -> Claim:
    """f(n) + g(n) → a + b, when f(n) → a and g(n) → b: each is within ε/2 from some index on."""
    return claim(Converges(f(n) + g(n), (n, a + b)), hf=Converges(f(n), (n, a)), hg=Converges(g(n), (n, b)))


@rule(says="a constant factor moves out of the limit", lean="Filter.Tendsto.const_mul")
def tendsto_const_mul(c: Real, f: Function, a: Real) -> Claim:
    """c f(n) → c a, when f(n) → a: within |c| ε, and for c = 0 both sides are 0."""
    return claim(Converges(c * f(n), (n, c * a)), hf=Converges(f(n), (n, a)))


@rule(says="a constant sequence tends to its value", lean="tendsto_const_nhds")
def tendsto_const(c: Real) -> Claim:
    """c → c: every term is within any ε."""
    return claim(Converges(c, (n, c)))


@rule(says="the limit of a difference is the difference of the limits", lean="Filter.Tendsto.sub")
def tendsto_sub(f: Function, g: Function, a: Real, b: Real) -> Claim:
    """f(n) - g(n) → a - b, when f(n) → a and g(n) → b: each is within ε/2 from some index on."""
    return claim(Converges(f(n) - g(n), (n, a - b)), hf=Converges(f(n), (n, a)), hg=Converges(g(n), (n, b)))


@rule(says="the limit of a product is the product of the limits", lean="Filter.Tendsto.mul")
def tendsto_mul(f: Function, g: Function, a: Real, b: Real) -> Claim:
    """f(n) g(n) → a b, when f(n) → a and g(n) → b: f g - a b = (f - a)(g - b) + a (g - b) + b (f - a)."""
    return claim(Converges(f(n) * g(n), (n, a * b)), hf=Converges(f(n), (n, a)), hg=Converges(g(n), (n, b)))


@rule(says="the limit of an inverse is the inverse of the limit", lean="Filter.Tendsto.inv₀")
def tendsto_inv(f: Function, a: Real) -> Claim:
    """1/f(n) → 1/a, when f(n) → a ≠ 0: from some index on |f| > |a|/2 and |1/f - 1/a| ≤ 2 |f - a|/a²."""
    return claim(Converges(1 / f(n), (n, 1 / a)), hf=Converges(f(n), (n, a)), ha=NotEqual(a, 0))


@rule(says="what lies between two sequences with one limit has that limit",
      lean="tendsto_of_tendsto_of_tendsto_of_le_of_le'")  # fmt: skip
def squeeze(f: Function, g: Function, h: Function, a: Real) -> Claim:
    """g(n) → a, when f(n) ≤ g(n) ≤ h(n) for n ≥ 1 and f(n) → a and h(n) → a: |g - a| ≤ |f - a| + |h - a|."""
    return claim(
        Converges(g(n), (n, a)),
        hfg=ForAll(Implies(n >= 1, f(n) <= g(n)), (n, Naturals())),
        hgh=ForAll(Implies(n >= 1, g(n) <= h(n)), (n, Naturals())),
        hf=Converges(f(n), (n, a)),
        hh=Converges(h(n), (n, a)),
    )


@rule(says="a continuous map keeps limits", lean="Filter.Tendsto.comp")
def tendsto_comp(g: Function, f: Function, a: Real) -> Claim:
    """g(f(n)) → g(a), when f(n) → a and g is continuous at a: within δ of a, g is within ε of g(a)."""
    near = ForAll(Implies(Abs(t - a) < delta, Abs(g(t) - g(a)) < epsilon), (t, Reals()))
    positive = Interval.above(0)
    return claim(
        Converges(g(f(n)), (n, g(a))),
        hf=Converges(f(n), (n, a)),
        hg=ForAll(Exists(near, (delta, positive)), (epsilon, positive)),
    )


@rule(says="the logarithm is continuous", lean="Filter.Tendsto.log")
def tendsto_log(f: Function, a: Real) -> Claim:
    """log f(n) → log a, when f(n) → a > 0: from some index on f(n) is positive as well."""
    return claim(Converges(log(f(n)), (n, log(a))), hf=Converges(f(n), (n, a)), ha=Less(0, a))


@rule(says="the exponential is continuous", lean="Filter.Tendsto.rexp")
def tendsto_exp(f: Function, a: Real) -> Claim:
    """exp f(n) → exp a, when f(n) → a."""
    return claim(Converges(exp(f(n)), (n, exp(a))), hf=Converges(f(n), (n, a)))


@rule(says="the absolute value is continuous", lean="Filter.Tendsto.abs")
def tendsto_abs(f: Function, a: Real) -> Claim:
    """|f(n)| → |a|, when f(n) → a: ||f| - |a|| ≤ |f - a|."""
    return claim(Converges(Abs(f(n)), (n, Abs(a))), hf=Converges(f(n), (n, a)))


@rule(says="limits keep the order", lean="le_of_tendsto_of_tendsto'")
def le_of_tendsto(f: Function, g: Function, a: Real, b: Real) -> Claim:
    """a ≤ b, when f(n) → a, g(n) → b and f(n) ≤ g(n) for n ≥ 1."""
    return claim(
        LessEqual(a, b),
        hf=Converges(f(n), (n, a)),
        hg=Converges(g(n), (n, b)),
        hfg=ForAll(Implies(n >= 1, f(n) <= g(n)), (n, Naturals())),
    )


@rule(says="a sequence has at most one limit", lean="tendsto_nhds_unique")
def tendsto_unique(f: Function, a: Real, b: Real) -> Claim:
    """a = b, when f(n) → a and f(n) → b."""
    return claim(Equal(a, b), ha=Converges(f(n), (n, a)), hb=Converges(f(n), (n, b)))
