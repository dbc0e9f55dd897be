"""Membership, finiteness and size: the side conditions other rules ask for."""

from mlekl_symbolic.language import (
    Cardinality,
    Equal,
    Finite,
    ForAll,
    Integers,
    Interval,
    Less,
    LessEqual,
    Member,
    Naturals,
    Range,
    Sum,
    delta,
    variables,
)
from mlekl_symbolic.rules.rulebook import Claim, Collection, Function, Real, claim, rule

(x,) = variables("x")


@rule(says="a range is finite", lean="Set.finite_Icc")
def finite_range(m: Real, n: Real) -> Claim:
    """The integers from m to n are finite in number."""
    return claim(Finite(Range(m, n)))


@rule(says="the size of a range", lean="Nat.card_Icc")
def card_range(n: Real) -> Claim:
    """There are n integers from 1 to n, for natural n."""
    return claim(Equal(Cardinality(Range(1, n)), n), hn=Member(n, Naturals()))


@rule(says="a natural number is nonnegative", lean="Nat.cast_nonneg")
def natural_nonneg(n: Real) -> Claim:
    """0 ≤ n, for natural n."""
    return claim(LessEqual(0, n), hn=Member(n, Naturals()))


@rule(says="a positive natural number is at least one", lean="Nat.one_le_iff_ne_zero")
def one_le_of_natural(n: Real) -> Claim:
    """1 ≤ n, for positive natural n."""
    return claim(LessEqual(1, n), hn=Member(n, Naturals()), h0=Less(0, n))


@rule(says="one less than a positive natural number", lean="Nat.sub_add_cancel")
def natural_pred(n: Real) -> Claim:
    """n - 1 is a natural number, for positive natural n."""
    return claim(Member(n - 1, Naturals()), hn=Member(n, Naturals()), h0=Less(0, n))


@rule(says="a sum of natural numbers is a natural number", lean="Nat.cast_add")
def natural_add(m: Real, n: Real) -> Claim:
    """m + n is a natural number, for natural m and n."""
    return claim(Member(m + n, Naturals()), hm=Member(m, Naturals()), hn=Member(n, Naturals()))


@rule(says="a Kronecker delta is a natural number")
def natural_delta(a: Real, b: Real) -> Claim:
    """δ(a, b) is 0 or 1."""
    return claim(Member(delta(a, b), Naturals()))


@rule(says="a product of natural numbers is a natural number", lean="Nat.cast_mul")
def natural_mul(m: Real, n: Real) -> Claim:
    """m n is a natural number, for natural m and n."""
    return claim(Member(m * n, Naturals()), hm=Member(m, Naturals()), hn=Member(n, Naturals()))


@rule(says="a finite sum of natural numbers is one", lean="Nat.cast_sum")
def natural_sum(f: Function, A: Collection) -> Claim:
    """Σ f is a natural number, when f is natural on A."""
    return claim(Member(Sum(f(x), (x, A)), Naturals()), hf=ForAll(Member(f(x), Naturals()), (x, A)))


@rule(says="a product of integers is one", lean="Int.cast_mul")
def integer_mul(m: Real, n: Real) -> Claim:
    """m n is an integer, for integers m and n."""
    return claim(Member(m * n, Integers()), hm=Member(m, Integers()), hn=Member(n, Integers()))


@rule(says="a sum of integers is one", lean="Int.cast_add")
def integer_add(m: Real, n: Real) -> Claim:
    """m + n is an integer, for integers m and n."""
    return claim(Member(m + n, Integers()), hm=Member(m, Integers()), hn=Member(n, Integers()))


@rule(says="the opposite of an integer is one", lean="Int.cast_neg")
def integer_neg(n: Real) -> Claim:
    """-n is an integer, for integer n."""
    return claim(Member(-n, Integers()), hn=Member(n, Integers()))


@rule(says="a difference of integers is one", lean="Int.cast_sub")
def integer_sub(m: Real, n: Real) -> Claim:
    """m - n is an integer, for integers m and n."""
    return claim(Member(m - n, Integers()), hm=Member(m, Integers()), hn=Member(n, Integers()))


@rule(says="an integer that is not negative is a natural number", lean="Int.toNat_of_nonneg")
def natural_of_integer(n: Real) -> Claim:
    """n is a natural number, for an integer n that is not negative."""
    return claim(Member(n, Naturals()), hn=Member(n, Integers()), h0=LessEqual(0, n))


@rule(says="between an integer and the next there is no other", lean="Int.add_one_le_iff")
def add_one_le_of_lt(a: Real, b: Real) -> Claim:
    """a + 1 ≤ b, for integers a < b."""
    return claim(LessEqual(a + 1, b), ha=Member(a, Integers()), hb=Member(b, Integers()), hab=Less(a, b))


@rule(says="a natural number is an integer")
def integer_of_natural(n: Real) -> Claim:
    """Natural numbers are integers."""
    return claim(Member(n, Integers()), hn=Member(n, Naturals()))


@rule(says="an index is an integer")
def integer_of_range(i: Real, m: Real, n: Real) -> Claim:
    """The elements of a range are integers."""
    return claim(Member(i, Integers()), hi=Member(i, Range(m, n)))


@rule(says="an index is at least the first", lean="Finset.mem_Icc")
def le_of_range(i: Real, m: Real, n: Real) -> Claim:
    """m ≤ i, for i in the range from m to n."""
    return claim(LessEqual(m, i), hi=Member(i, Range(m, n)))


@rule(says="an index is at most the last", lean="Finset.mem_Icc")
def range_le(i: Real, m: Real, n: Real) -> Claim:
    """i ≤ n, for i in the range from m to n."""
    return claim(LessEqual(i, n), hi=Member(i, Range(m, n)))


@rule(says="an integer between the ends is an index", lean="Finset.mem_Icc")
def mem_range(i: Real, m: Real, n: Real) -> Claim:
    """i lies in the range from m to n, when it is an integer with m ≤ i ≤ n."""
    return claim(Member(i, Range(m, n)), hi=Member(i, Integers()), hm=LessEqual(m, i), hn=LessEqual(i, n))


@rule(says="an element of an interval lies above its lower end", lean="Set.mem_Ioo")
def lt_of_ioo(t: Real, a: Real, b: Real) -> Claim:
    """a < t, for t in the open interval (a, b)."""
    return claim(Less(a, t), ht=Member(t, Interval.open(a, b)))


@rule(says="an element of an interval lies below its upper end", lean="Set.mem_Ioo")
def ioo_lt(t: Real, a: Real, b: Real) -> Claim:
    """t < b, for t in the open interval (a, b)."""
    return claim(Less(t, b), ht=Member(t, Interval.open(a, b)))


@rule(says="a number between the ends lies in the interval", lean="Set.mem_Ioo")
def mem_ioo(t: Real, a: Real, b: Real) -> Claim:
    """t lies in the open interval (a, b), when a < t < b."""
    return claim(Member(t, Interval.open(a, b)), ha=Less(a, t), hb=Less(t, b))


@rule(says="an element of an interval is at least its lower end", lean="Set.mem_Icc")
def le_of_icc(t: Real, a: Real, b: Real) -> Claim:
    """a ≤ t, for t in the closed interval [a, b]."""
    return claim(LessEqual(a, t), ht=Member(t, Interval.closed(a, b)))


@rule(says="an element of an interval is at most its upper end", lean="Set.mem_Icc")
def icc_le(t: Real, a: Real, b: Real) -> Claim:
    """t ≤ b, for t in the closed interval [a, b]."""
    return claim(LessEqual(t, b), ht=Member(t, Interval.closed(a, b)))


@rule(says="a number between the ends lies in the interval", lean="Set.mem_Icc")
def mem_icc(t: Real, a: Real, b: Real) -> Claim:
    """t lies in the closed interval [a, b], when a ≤ t ≤ b."""
    return claim(Member(t, Interval.closed(a, b)), ha=LessEqual(a, t), hb=LessEqual(t, b))


@rule(says="an element of a half-line lies above its end", lean="Set.mem_Ioi")
def lt_of_ioi(t: Real, a: Real) -> Claim:
    """a < t, for t in the half-line (a, ∞)."""
    return claim(Less(a, t), ht=Member(t, Interval.above(a)))
