"""Laws of finite sums and products. A sum over an infinite set is zero and a product is one."""

from mlekl_symbolic.language import (
    Cardinality,
    Equal,
    Finite,
    ForAll,
    Implies,
    Integers,
    Less,
    LessEqual,
    Member,
    Naturals,
    NotEqual,
    Product,
    Range,
    Sum,
    delta,
    variables,
)
from mlekl_symbolic.rules.rulebook import Claim, Collection, Function, Function2, Real, claim, rule

x, y = variables("x y")


@rule(says="linearity of the sum", lean="Finset.sum_add_distrib")
def sum_add(f: Function, g: Function, A: Collection) -> Claim:
    """Σ (f + g) = Σ f + Σ g."""
    return claim(Equal(Sum(f(x) + g(x), (x, A)), Sum(f(x), (x, A)) + Sum(g(x), (x, A))))


@rule(says="linearity of the sum", lean="Finset.sum_sub_distrib")
def sum_sub(f: Function, g: Function, A: Collection) -> Claim:
    """Σ (f - g) = Σ f - Σ g."""
    return claim(Equal(Sum(f(x) - g(x), (x, A)), Sum(f(x), (x, A)) - Sum(g(x), (x, A))))


@rule(says="a sign moves out of the sum", lean="Finset.sum_neg_distrib")
def sum_neg(f: Function, A: Collection) -> Claim:
    """Σ (-f) = -Σ f."""
    return claim(Equal(Sum(-f(x), (x, A)), -Sum(f(x), (x, A))))


@rule(says="a constant factor moves into the sum", lean="Finset.mul_sum")
def mul_sum(c: Real, f: Function, A: Collection) -> Claim:
    """c Σ f = Σ c f."""
    return claim(Equal(c * Sum(f(x), (x, A)), Sum(c * f(x), (x, A))))


@rule(says="sum of a constant", lean="Finset.sum_const")
def sum_const(c: Real, A: Collection) -> Claim:
    """Σ c = (number of terms) · c."""
    return claim(Equal(Sum(c, (x, A)), Cardinality(A) * c))


@rule(says="finite sums may be exchanged", lean="Finset.sum_comm")
def sum_comm(f: Function2, A: Collection, B: Collection) -> Claim:
    """Σ Σ f(x, y) does not depend on the order of the two sums."""
    return claim(Equal(Sum(f(x, y), (y, B), (x, A)), Sum(f(x, y), (x, A), (y, B))))


@rule(says="sums over a triangle may be exchanged", lean="Finset.sum_Ico_Ico_comm")
def sum_range_comm(f: Function2, m: Real, n: Real) -> Claim:
    """Σ f(x, y) over y from m to x, then x from m to n, is that over x from y to n, then y from m to n."""
    return claim(
        Equal(
            Sum(f(x, y), (y, Range(m, x)), (x, Range(m, n))),
            Sum(f(x, y), (x, Range(y, n)), (y, Range(m, n))),
        )
    )


@rule(says="sums below a diagonal may be exchanged", lean="Finset.sum_Ico_Ico_comm'")
def sum_range_comm_of_lt(f: Function2, m: Real, n: Real) -> Claim:
    """Σ f(x, y) over y from m to x - 1, then x, is that over x from y + 1 to n, then y from m to n."""
    return claim(
        Equal(
            Sum(f(x, y), (y, Range(m, x - 1)), (x, Range(m, n))),
            Sum(f(x, y), (x, Range(y + 1, n)), (y, Range(m, n))),
        )
    )


@rule(says="sifting: the δ leaves one term of the sum", lean="Finset.sum_ite_eq")
def sum_delta(a: Real, f: Function, A: Collection) -> Claim:
    """Σ δ(x, a) f(x) = f(a), for a in the finite set A."""
    return claim(Equal(Sum(delta(x, a) * f(x), (x, A)), f(a)), ha=Member(a, A), hA=Finite(A))


@rule(says="sifting: no term survives outside the set")
def sum_delta_of_not_mem(a: Real, f: Function, A: Collection) -> Claim:
    """Σ δ(x, a) f(x) = 0, when a differs from all elements of A."""
    return claim(Equal(Sum(delta(x, a) * f(x), (x, A)), 0), ha=ForAll(NotEqual(x, a), (x, A)))


@rule(says="shift of the index", lean="Finset.sum_image")
def sum_range_shift(f: Function, m: Real, n: Real, k: Real) -> Claim:
    """The sum of f(i) from m to n is the sum of f(i - k) from m + k to n + k, for integer k."""
    return claim(
        Equal(Sum(f(x), (x, Range(m, n))), Sum(f(x - k), (x, Range(m + k, n + k)))),
        hk=Member(k, Integers()),
    )


@rule(says="the last term of a sum", lean="Finset.sum_range_succ")
def sum_range_succ(f: Function, n: Real) -> Claim:
    """The sum to n is the sum to n - 1 and the last term, for natural n - 1."""
    return claim(
        Equal(Sum(f(x), (x, Range(1, n))), Sum(f(x), (x, Range(1, n - 1))) + f(n)),
        hn=Member(n - 1, Naturals()),
    )


@rule(says="a sum in two parts", lean="Finset.sum_Ioc_consecutive")
def sum_range_split(f: Function, k: Real, m: Real, n: Real) -> Claim:
    """The sum from k to n is that from k to m and that from m + 1 to n, for k - 1 ≤ m ≤ n."""
    return claim(
        Equal(Sum(f(x), (x, Range(k, n))), Sum(f(x), (x, Range(k, m))) + Sum(f(x), (x, Range(m + 1, n)))),
        hk=Member(k, Integers()),
        hm=Member(m - k + 1, Naturals()),
        hn=Member(n - m, Naturals()),
    )


@rule(says="a sum backwards", lean="Finset.sum_range_reflect")
def sum_range_reflect(f: Function, m: Real, n: Real) -> Claim:
    """The sum of f(i) from m to n is that of f(m + n - i), for integer m + n."""
    return claim(
        Equal(Sum(f(x), (x, Range(m, n))), Sum(f(m + n - x), (x, Range(m, n)))), hn=Member(m + n, Integers())
    )


@rule(says="a telescoping sum", lean="Finset.sum_range_sub")
def sum_range_sub(f: Function, m: Real, n: Real) -> Claim:
    """The differences f(i) - f(i - 1) from i = m to n add up to f(n) - f(m - 1), also when there are none."""
    return claim(
        Equal(Sum(f(x) - f(x - 1), (x, Range(m, n))), f(n) - f(m - 1)),
        hm=Member(m, Integers()),
        hn=Member(n - m + 1, Naturals()),
    )


@rule(says="termwise comparison", lean="Finset.sum_le_sum")
def sum_le_sum(f: Function, g: Function, A: Collection) -> Claim:
    """Σ f ≤ Σ g, when f ≤ g everywhere on A."""
    return claim(LessEqual(Sum(f(x), (x, A)), Sum(g(x), (x, A))), hfg=ForAll(LessEqual(f(x), g(x)), (x, A)))


@rule(says="a sum of nonnegative terms is nonnegative", lean="Finset.sum_nonneg")
def sum_nonneg(f: Function, A: Collection) -> Claim:
    """0 ≤ Σ f, when f is nonnegative on A."""
    return claim(LessEqual(0, Sum(f(x), (x, A))), hf=ForAll(LessEqual(0, f(x)), (x, A)))


@rule(says="a sum of positive terms is positive", lean="Finset.sum_pos")
def sum_pos(f: Function, A: Collection) -> Claim:
    """0 < Σ f, when f is positive on A and A has elements; an infinite set counts as having none."""
    return claim(Less(0, Sum(f(x), (x, A))), hf=ForAll(Less(0, f(x)), (x, A)), hA=Less(0, Cardinality(A)))


@rule(says="a sum of nonnegative terms is at least each of them", lean="Finset.single_le_sum")
def single_le_sum(f: Function, A: Collection, a: Real) -> Claim:
    """f(a) ≤ Σ f, when f is nonnegative on the finite set A and a lies in A."""
    return claim(
        LessEqual(f(a), Sum(f(x), (x, A))),
        hf=ForAll(LessEqual(0, f(x)), (x, A)),
        ha=Member(a, A),
        hA=Finite(A),
    )


@rule(says="a sum of nonnegative terms vanishes only when all terms do",
      lean="Finset.sum_eq_zero_iff_of_nonneg")  # fmt: skip
def sum_eq_zero_iff(f: Function, A: Collection) -> Claim:
    """Σ f = 0 exactly when f = 0 on A, for nonnegative f on a finite set A."""
    return claim(
        Equal(Equal(Sum(f(x), (x, A)), 0), ForAll(Equal(f(x), 0), (x, A))),
        hf=ForAll(LessEqual(0, f(x)), (x, A)),
        hA=Finite(A),
    )


@rule(says="a value that is met once is met at one place only", lean="List.nodup_iff_count_eq_one")
def count_eq_one_iff(f: Function, A: Collection, a: Real) -> Claim:
    """Σ δ(f(a), f(y)) = 1 exactly when f(a) = f(y) happens for y = a only, for a in the finite set A."""
    return claim(
        Equal(
            Equal(Sum(delta(f(a), f(y)), (y, A)), 1),
            ForAll(Implies(Equal(f(a), f(y)), Equal(a, y)), (y, A)),
        ),
        ha=Member(a, A),
        hA=Finite(A),
    )


@rule(says="product of products", lean="Finset.prod_mul_distrib")
def prod_mul(f: Function, g: Function, A: Collection) -> Claim:
    """Π (f g) = Π f · Π g."""
    return claim(Equal(Product(f(x) * g(x), (x, A)), Product(f(x), (x, A)) * Product(g(x), (x, A))))


@rule(says="product of inverses", lean="Finset.prod_inv_distrib")
def prod_inv(f: Function, A: Collection) -> Claim:
    """Π (1/f) = 1 / Π f."""
    return claim(Equal(Product(1 / f(x), (x, A)), 1 / Product(f(x), (x, A))))


@rule(says="product of a constant", lean="Finset.prod_const")
def prod_const(c: Real, A: Collection) -> Claim:
    """Π c = c^(number of factors)."""
    return claim(Equal(Product(c, (x, A)), c ** Cardinality(A)))


@rule(says="finite products may be exchanged", lean="Finset.prod_comm")
def prod_comm(f: Function2, A: Collection, B: Collection) -> Claim:
    """Π Π f(x, y) does not depend on the order of the two products."""
    return claim(Equal(Product(f(x, y), (y, B), (x, A)), Product(f(x, y), (x, A), (y, B))))


@rule(says="a product of positive factors is positive", lean="Finset.prod_pos")
def prod_pos(f: Function, A: Collection) -> Claim:
    """0 < Π f, when f is positive on A."""
    return claim(Less(0, Product(f(x), (x, A))), hf=ForAll(Less(0, f(x)), (x, A)))


@rule(says="the last factor of a product", lean="Finset.prod_range_succ")
def prod_range_succ(f: Function, n: Real) -> Claim:
    """The product to n is the product to n - 1 and the last factor, for natural n - 1."""
    return claim(
        Equal(Product(f(x), (x, Range(1, n))), Product(f(x), (x, Range(1, n - 1))) * f(n)),
        hn=Member(n - 1, Naturals()),
    )


@rule(says="shift of the index", lean="Finset.prod_image")
def prod_range_shift(f: Function, m: Real, n: Real, k: Real) -> Claim:
    """The product of f(i) from m to n is that of f(i - k) from m + k to n + k, for integer k."""
    return claim(
        Equal(Product(f(x), (x, Range(m, n))), Product(f(x - k), (x, Range(m + k, n + k)))),
        hk=Member(k, Integers()),
    )
