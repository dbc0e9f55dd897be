"""Signs and inequalities."""

from mlekl_symbolic.language import (
    Equal,
    Less,
    LessEqual,
    Not,
    NotEqual,
    delta,
    exp,
)
from mlekl_symbolic.rules.rulebook import Claim, Real, claim, rule


@rule(says="a positive number is not zero", lean="ne_of_gt")
def ne_of_pos(a: Real) -> Claim:
    """a ≠ 0, for positive a."""
    return claim(NotEqual(a, 0), ha=Less(0, a))


@rule(says="a negative number is not zero", lean="ne_of_lt")
def ne_of_neg(a: Real) -> Claim:
    """a ≠ 0, for negative a."""
    return claim(NotEqual(a, 0), ha=Less(a, 0))


@rule(says="inequality does not depend on the order", lean="Ne.symm")
def ne_symm(a: Real, b: Real) -> Claim:
    """a ≠ b, when b ≠ a."""
    return claim(NotEqual(a, b), h=NotEqual(b, a))


@rule(says="a smaller number is another number", lean="ne_of_lt")
def ne_of_lt(a: Real, b: Real) -> Claim:
    """a ≠ b, when a < b."""
    return claim(NotEqual(a, b), h=Less(a, b))


@rule(says="different numbers have a nonzero difference", lean="sub_ne_zero")
def sub_ne_zero(a: Real, b: Real) -> Claim:
    """a - b ≠ 0, for a ≠ b."""
    return claim(NotEqual(a - b, 0), h=NotEqual(a, b))


@rule(says="a quotient of different numbers is not one", lean="div_ne_one_of_ne")
def div_ne_one(a: Real, b: Real) -> Claim:
    """a/b ≠ 1, for a ≠ b."""
    return claim(NotEqual(a / b, 1), hab=NotEqual(a, b))


@rule(says="proportional differences vanish together")
def ne_of_proportional(a: Real, b: Real, c: Real, d: Real, k: Real) -> Claim:
    """a ≠ b, when a - b = k (c - d) with nonzero k and c ≠ d."""
    return claim(NotEqual(a, b), hk=NotEqual(k, 0), hcd=NotEqual(c, d), h=Equal(a - b, k * (c - d)))


@rule(says="a smaller number is at most the larger", lean="le_of_lt")
def le_of_lt(a: Real, b: Real) -> Claim:
    """a ≤ b, when a < b."""
    return claim(LessEqual(a, b), h=Less(a, b))


@rule(says="a nonnegative number that is not zero is positive", lean="lt_of_le_of_ne")
def pos_of_nonneg_ne(a: Real) -> Claim:
    """0 < a, for nonnegative a other than 0."""
    return claim(Less(0, a), ha=LessEqual(0, a), hne=NotEqual(a, 0))


@rule(says="what is not below is at least as large", lean="not_lt")
def not_lt(a: Real, b: Real) -> Claim:
    """a < b fails exactly when b ≤ a."""
    return claim(Equal(Not(Less(a, b)), LessEqual(b, a)))


@rule(says="one of two numbers is at most the other, or strictly larger", lean="not_le")
def not_le(a: Real, b: Real) -> Claim:
    """a ≤ b fails exactly when b < a."""
    return claim(Equal(Not(LessEqual(a, b)), Less(b, a)))


@rule(says="what is at least and at most is equal", lean="le_antisymm")
def le_antisymm(a: Real, b: Real) -> Claim:
    """a = b, when a ≤ b and b ≤ a."""
    return claim(Equal(a, b), hab=LessEqual(a, b), hba=LessEqual(b, a))


@rule(says="a product of nonzero factors is not zero", lean="mul_ne_zero")
def mul_ne_zero(a: Real, b: Real) -> Claim:
    """a b ≠ 0, for nonzero a and b."""
    return claim(NotEqual(a * b, 0), ha=NotEqual(a, 0), hb=NotEqual(b, 0))


@rule(says="a quotient of nonzero numbers is not zero", lean="div_ne_zero")
def div_ne_zero(a: Real, b: Real) -> Claim:
    """a/b ≠ 0, for nonzero a and b."""
    return claim(NotEqual(a / b, 0), ha=NotEqual(a, 0), hb=NotEqual(b, 0))


@rule(says="a power of a nonzero number is not zero", lean="zpow_ne_zero")
def pow_ne_zero(a: Real, n: Real) -> Claim:
    """a^n ≠ 0, for positive a."""
    return claim(NotEqual(a**n, 0), ha=Less(0, a))


@rule(says="the opposite of a nonzero number is not zero", lean="neg_ne_zero")
def neg_ne_zero(a: Real) -> Claim:
    """-a ≠ 0, for nonzero a."""
    return claim(NotEqual(-a, 0), ha=NotEqual(a, 0))


@rule(says="the opposite of a positive number is negative", lean="neg_lt_zero")
def neg_of_pos(a: Real) -> Claim:
    """-a < 0, for positive a."""
    return claim(Less(-a, 0), ha=Less(0, a))


@rule(says="a product of positive factors is positive", lean="mul_pos")
def mul_pos(a: Real, b: Real) -> Claim:
    """0 < a b, for positive a and b."""
    return claim(Less(0, a * b), ha=Less(0, a), hb=Less(0, b))


@rule(says="a quotient of positive numbers is positive", lean="div_pos")
def div_pos(a: Real, b: Real) -> Claim:
    """0 < a/b, for positive a and b."""
    return claim(Less(0, a / b), ha=Less(0, a), hb=Less(0, b))


@rule(says="a quotient by something larger is less than one", lean="div_lt_one")
def div_lt_one(a: Real, b: Real) -> Claim:
    """a/b < 1, for a < b and positive b."""
    return claim(Less(a / b, 1), hab=Less(a, b), hb=Less(0, b))


@rule(says="a power of a positive number is positive", lean="Real.rpow_pos_of_pos")
def pow_pos(a: Real, n: Real) -> Claim:
    """0 < a^n, for positive a."""
    return claim(Less(0, a**n), ha=Less(0, a))


@rule(says="a sum of positive terms is positive", lean="add_pos")
def add_pos(a: Real, b: Real) -> Claim:
    """0 < a + b, for positive a and b."""
    return claim(Less(0, a + b), ha=Less(0, a), hb=Less(0, b))


@rule(
    says="a positive term beside a nonnegative one leaves the sum positive",
    lean="add_pos_of_pos_of_nonneg",
)
def add_pos_of_pos_of_nonneg(a: Real, b: Real) -> Claim:
    """0 < a + b, for positive a and nonnegative b."""
    return claim(Less(0, a + b), ha=Less(0, a), hb=LessEqual(0, b))


@rule(
    says="a positive term beside a nonnegative one leaves the sum positive",
    lean="add_pos_of_nonneg_of_pos",
)
def add_pos_of_nonneg_of_pos(a: Real, b: Real) -> Claim:
    """0 < a + b, for nonnegative a and positive b."""
    return claim(Less(0, a + b), ha=LessEqual(0, a), hb=Less(0, b))


@rule(says="a larger number less a smaller one is positive", lean="sub_pos")
def sub_pos(a: Real, b: Real) -> Claim:
    """0 < a - b, for b < a."""
    return claim(Less(0, a - b), h=Less(b, a))


@rule(says="a larger number less a smaller one is nonnegative", lean="sub_nonneg")
def sub_nonneg(a: Real, b: Real) -> Claim:
    """0 ≤ a - b, for b ≤ a."""
    return claim(LessEqual(0, a - b), h=LessEqual(b, a))


@rule(says="a product of nonnegative factors is nonnegative", lean="mul_nonneg")
def mul_nonneg(a: Real, b: Real) -> Claim:
    """0 ≤ a b, for nonnegative a and b."""
    return claim(LessEqual(0, a * b), ha=LessEqual(0, a), hb=LessEqual(0, b))


@rule(says="a quotient of nonnegative numbers is nonnegative", lean="div_nonneg")
def div_nonneg(a: Real, b: Real) -> Claim:
    """0 ≤ a/b, for nonnegative a and b."""
    return claim(LessEqual(0, a / b), ha=LessEqual(0, a), hb=LessEqual(0, b))


@rule(says="a sum of nonnegative terms is nonnegative", lean="add_nonneg")
def add_nonneg(a: Real, b: Real) -> Claim:
    """0 ≤ a + b, for nonnegative a and b."""
    return claim(LessEqual(0, a + b), ha=LessEqual(0, a), hb=LessEqual(0, b))


@rule(says="a square is nonnegative", lean="sq_nonneg")
def sq_nonneg(a: Real) -> Claim:
    """0 ≤ a^2."""
    return claim(LessEqual(0, a**2))


@rule(says="the square of what is not zero is positive", lean="sq_pos_of_ne_zero")
def sq_pos(a: Real) -> Claim:
    """0 < a^2, for nonzero a."""
    return claim(Less(0, a**2), ha=NotEqual(a, 0))


@rule(says="a delta is nonnegative")
def delta_nonneg(a: Real, b: Real) -> Claim:
    """0 ≤ δ(a, b)."""
    return claim(LessEqual(0, delta(a, b)))


@rule(says="a delta is at most one")
def delta_le_one(a: Real, b: Real) -> Claim:
    """δ(a, b) ≤ 1."""
    return claim(LessEqual(delta(a, b), 1))


@rule(says="an exponential is positive", lean="Real.exp_pos")
def exp_pos(a: Real) -> Claim:
    """0 < exp a."""
    return claim(Less(0, exp(a)))


@rule(says="equal numbers may replace each other in a comparison", lean="Eq.le")
def le_of_eq(a: Real, b: Real) -> Claim:
    """a ≤ b, when a = b."""
    return claim(LessEqual(a, b), h=Equal(a, b))


@rule(says="a nonnegative factor keeps the order", lean="mul_le_mul_of_nonneg_left")
def mul_le_mul_left(c: Real, a: Real, b: Real) -> Claim:
    """c a ≤ c b, for a ≤ b and nonnegative c."""
    return claim(LessEqual(c * a, c * b), hc=LessEqual(0, c), hab=LessEqual(a, b))


@rule(says="a positive factor keeps the strict order", lean="mul_lt_mul_of_pos_left")
def mul_lt_mul_left(c: Real, a: Real, b: Real) -> Claim:
    """c a < c b, for a < b and positive c."""
    return claim(Less(c * a, c * b), hc=Less(0, c), hab=Less(a, b))


@rule(says="compare the difference with zero", lean="sub_nonneg")
def le_iff_sub_nonneg(a: Real, b: Real) -> Claim:
    """a ≤ b exactly when 0 ≤ b - a."""
    return claim(Equal(LessEqual(a, b), LessEqual(0, b - a)))


@rule(says="compare the difference with zero", lean="sub_pos")
def lt_iff_sub_pos(a: Real, b: Real) -> Claim:
    """a < b exactly when 0 < b - a."""
    return claim(Equal(Less(a, b), Less(0, b - a)))


@rule(says="a positive factor keeps the sign", lean="mul_nonneg_iff_of_pos_left")
def mul_nonneg_iff_of_pos(c: Real, a: Real) -> Claim:
    """0 ≤ c a exactly when 0 ≤ a, for positive c."""
    return claim(Equal(LessEqual(0, c * a), LessEqual(0, a)), hc=Less(0, c))


@rule(says="a positive factor keeps the sign", lean="mul_pos_iff_of_pos_left")
def mul_pos_iff_of_pos(c: Real, a: Real) -> Claim:
    """0 < c a exactly when 0 < a, for positive c."""
    return claim(Equal(Less(0, c * a), Less(0, a)), hc=Less(0, c))
