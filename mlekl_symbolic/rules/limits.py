"""Limits of real sequences, by ε.

A limit is a statement about infinitely many numbers, so these rules are the only ones that are not tried
on small worlds. They are few; each has its proof in a line below, and its name in mathlib.
Source: W. Rudin, *Principles of Mathematical Analysis*, 3rd edition (1976), chapter 3.
"""

from mlekl_symbolic.language import (
    Abs,
    Converges,
    Exists,
    ForAll,
    FunctionSymbol,
    Implies,
    Interval,
    Naturals,
    Statement,
    variables,
)
from mlekl_symbolic.rules.rulebook import Claim, Function, Real, claim, meaning, rule

epsilon, m, n, L = variables("epsilon m n L")
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
