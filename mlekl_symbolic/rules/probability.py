"""Expectation, probability and variance on finite spaces; indicators and absolute values.

Source: W. Feller, *An Introduction to Probability Theory and Its Applications*, volume 1, 3rd edition
(1968), chapter IX.
"""

from sympy import Basic

from mlekl_symbolic.language import (
    Abs,
    And,
    Equal,
    Expectation,
    FiniteSet,
    FunctionSymbol,
    Indicator,
    Interval,
    Less,
    LessEqual,
    MassFunction,
    Member,
    Not,
    Probability,
    Sum,
    Variance,
    delta,
    variables,
)
from mlekl_symbolic.rules.rulebook import Claim, Event, Real, claim, meaning, rule

v, w = variables("v w")
_Omega = FiniteSet("Omega")
_P = MassFunction("P", _Omega)
_X = FunctionSymbol("X")


@meaning(says="definition of the expectation")
def expectation() -> tuple[Basic, Basic]:
    """The expectation is the sum of the values, each weighted with its mass."""
    return Expectation(_X(w), (w, _P)), Sum(_P(w) * _X(w), (w, _Omega))


@meaning(says="definition of probability")
def probability() -> tuple[Basic, Basic]:
    """The probability of an event is the expectation of its indicator."""
    event = _X(w) >= 0
    return Probability(event, (w, _P)), Expectation(Indicator(event), (w, _P))


@meaning(says="definition of the variance")
def variance() -> tuple[Basic, Basic]:
    """The variance is the expectation of the squared deviation from the mean."""
    mean = Expectation(_X(v), (v, _P))
    return Variance(_X(w), (w, _P)), Expectation((_X(w) - mean) ** 2, (w, _P))


@rule(says="the indicator of what holds is one", lean="if_pos")
def ind_of_true(E: Event) -> Claim:
    """1[E] = 1, when E holds."""
    return claim(Equal(Indicator(E), 1), hE=E)


@rule(says="the indicator of what does not hold is zero", lean="if_neg")
def ind_of_false(E: Event) -> Claim:
    """1[E] = 0, when E does not hold."""
    return claim(Equal(Indicator(E), 0), hE=Not(E))


@rule(says="an indicator is one where its statement holds")
def ind_eq_one(E: Event) -> Claim:
    """1[E] = 1 exactly when E holds."""
    return claim(Equal(Equal(Indicator(E), 1), E))


@rule(says="an indicator is nonnegative")
def ind_nonneg(E: Event) -> Claim:
    """0 ≤ 1[E]."""
    return claim(LessEqual(0, Indicator(E)))


@rule(says="an indicator is at most one")
def ind_le_one(E: Event) -> Claim:
    """1[E] ≤ 1."""
    return claim(LessEqual(Indicator(E), 1))


@rule(says="the indicator of an equation is a delta")
def ind_eq(a: Real, b: Real) -> Claim:
    """1[a = b] = δ(a, b)."""
    return claim(Equal(Indicator(Equal(a, b)), delta(a, b)))


@rule(says="the indicator of two events is the product", lean="Set.inter_indicator_mul")
def ind_and(E: Event, F: Event) -> Claim:
    """1[E and F] = 1[E] · 1[F]."""
    return claim(Equal(Indicator(And(E, F)), Indicator(E) * Indicator(F)))


@rule(says="an absolute value is nonnegative", lean="abs_nonneg")
def abs_nonneg(a: Real) -> Claim:
    """0 ≤ |a|."""
    return claim(LessEqual(0, Abs(a)))


@rule(says="the absolute value of a nonnegative number", lean="abs_of_nonneg")
def abs_of_nonneg(a: Real) -> Claim:
    """|a| = a, for nonnegative a."""
    return claim(Equal(Abs(a), a), ha=LessEqual(0, a))


@rule(says="a number is at most its absolute value", lean="le_abs_self")
def le_abs_self(a: Real) -> Claim:
    """a ≤ |a|."""
    return claim(LessEqual(a, Abs(a)))


@rule(says="the absolute value of a product", lean="abs_mul")
def abs_mul(a: Real, b: Real) -> Claim:
    """|a b| = |a| |b|."""
    return claim(Equal(Abs(a * b), Abs(a) * Abs(b)))


@rule(says="triangle inequality", lean="abs_add_le")
def abs_add(a: Real, b: Real) -> Claim:
    """|a + b| ≤ |a| + |b|."""
    return claim(LessEqual(Abs(a + b), Abs(a) + Abs(b)))


@rule(says="an absolute value bounds both ways", lean="abs_le")
def abs_le(a: Real, b: Real) -> Claim:
    """|a| ≤ b exactly when -b ≤ a and a ≤ b."""
    return claim(Equal(LessEqual(Abs(a), b), And(LessEqual(-b, a), LessEqual(a, b))))


@rule(says="a number between a bound and its opposite has a smaller absolute value", lean="abs_lt")
def abs_lt(a: Real, b: Real) -> Claim:
    """|a| < b, when -b < a and a < b."""
    return claim(Less(Abs(a), b), hl=Less(-b, a), hr=Less(a, b))


@rule(says="the square does not see a sign", lean="sq_abs")
def sq_abs(a: Real) -> Claim:
    """|a|^2 = a^2."""
    return claim(Equal(Abs(a) ** 2, a**2))


@rule(says="absolute values are in the order of the squares", lean="sq_le_sq")
def le_abs_iff_sq(e: Real, a: Real) -> Claim:
    """e ≤ |a| exactly when e^2 ≤ a^2, for nonnegative e."""
    return claim(Equal(LessEqual(e, Abs(a)), LessEqual(e**2, a**2)), he=LessEqual(0, e))


@rule(says="what lies above the end is in the half-line", lean="Set.mem_Ioi")
def mem_ioi(t: Real, a: Real) -> Claim:
    """t lies in the half-line (a, ∞), when a < t."""
    return claim(Member(t, Interval.above(a)), h=Less(a, t))
