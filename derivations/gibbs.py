"""Gibbs' inequality: the divergence is never negative, and zero only between equal distributions."""

from mlekl_symbolic import *


@derivation(
    title="Gibbs' inequality",
    sources=("T. M. Cover and J. A. Thomas, Elements of Information Theory (2006), theorem 2.6.3.",),
    claims=("A04", "A05"),
    spare={
        "S1": "a sum over an infinite set counts as 0, so no masses on it sum to one",
        "S2": "where P is negative the logarithm counts as 0, and the other masses sum to more than one",
    },
)
def gibbs(proof: Proof) -> Theorem:
    """The divergence is nonnegative, and zero exactly when both distributions agree."""
    X = proof.finite_set("X")
    p = proof.distribution("P", over=X)
    q = proof.distribution("Q", over=X)
    a = Variable("a")
    proof.given(
        ForAll(Implies(Equal(q(a), 0), Equal(p(a), 0)), (a, X)),
        "P is absolutely continuous with respect to Q",
    )
    agree = ForAll(Equal(p(a), q(a)), (a, X))
    proof.show(And(KL(p, q) >= 0, Iff(Equal(KL(p, q), 0), agree)))

    proof.fix(a, X)
    term, excess = p(a) * log(p(a) / q(a)), p(a) * log(p(a) / q(a)) - (p(a) - q(a))
    with proof.suppose(p(a) > 0):
        massive = proof.calc(p(a) - q(a), "Use the tangent of the logarithm.").le(
            term,
            by=[
                log_le_sub_one(t=q(a) / p(a)),
                mul_le_mul_left(c=p(a), a=log(q(a) / p(a)), b=q(a) / p(a) - 1),
            ],
        )
    with proof.suppose(Equal(p(a), 0)):
        massless = proof.calc(p(a) - q(a), "Then the right side is zero.").le(term)
    pointwise = proof.claim(ForAll(p(a) - q(a) <= term, (a, X)), "In both cases,", by=[massive, massless])
    with proof.suppose(p(a) > 0), proof.suppose(NotEqual(p(a), q(a))):
        strictly = proof.calc(p(a) - q(a), "Then the inequality is strict.").lt(
            term,
            by=[
                log_lt_sub_one(t=q(a) / p(a)),
                mul_lt_mul_left(c=p(a), a=log(q(a) / p(a)), b=q(a) / p(a) - 1),
            ],
        )
    with proof.suppose(Equal(excess, 0)):
        with proof.suppose(p(a) > 0):
            there = proof.claim(Equal(p(a), q(a)), "Then the masses agree.", by=strictly)
        with proof.suppose(Equal(p(a), 0)):
            there_too = proof.calc(p(a), "Then both masses are zero.").eq(0).eq(excess).eq(q(a))
    with proof.suppose(Equal(p(a), q(a))):
        back = proof.calc(excess, "Then the difference is zero.").eq(0)
    same = proof.claim(ForAll(Iff(Equal(excess, 0), Equal(p(a), q(a))), (a, X)), by=[there, there_too, back])
    inequality = (
        proof.calc(KL(p, q), "So the divergence is not negative,")
        .eq(Sum(term, (a, X)), by=kl)
        .ge(Sum(p(a) - q(a), (a, X)), by=[sum_le_sum, pointwise])
        .eq(0)
    )
    equality = (
        proof.calc(Equal(KL(p, q), 0), "and it vanishes exactly when all these differences do:")
        .iff(Equal(Sum(excess, (a, X)), 0))
        .iff(ForAll(Equal(excess, 0), (a, X)), by=[sum_eq_zero_iff, pointwise])
        .iff(agree, by=same)
    )
    return proof.qed(inequality, equality)
