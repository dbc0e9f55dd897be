"""Gibbs' inequality for densities, with its equality case almost everywhere."""

from mlekl_symbolic import *


@derivation(
    title="Gibbs' inequality for densities",
    sources=("T. M. Cover and J. A. Thomas, Elements of Information Theory (2006), theorem 8.6.1.",),
    claims=("A05", "B04"),
    unshown={"A2": "the only examples that are tried are step functions"},
    spare={
        "S1": "where p is negative the logarithm counts as 0, and the rest has an integral above one",
    },
)
def gibbs_for_densities(proof: Proof) -> Theorem:
    """The divergence of densities is nonnegative, and zero exactly when they agree almost everywhere."""
    S = proof.region("S")
    p = proof.density("p", over=S)
    q = proof.density("q", over=S)
    x = Variable("x")
    proof.given(ForAll(Implies(Equal(q(x), 0), Equal(p(x), 0)), (x, S)), "p vanishes where q does")
    proof.given(Integrable(p(x) * log(p(x) / q(x)), (x, S)), "the divergence is finite")
    agree = AlmostEverywhere(Equal(p(x), q(x)), (x, S))
    proof.show(And(KL(p, q) >= 0, Iff(Equal(KL(p, q), 0), agree)))

    proof.remark(
        "(A2) leaves out the densities whose divergence is +∞: for p = 1 on (0, 1) and q proportional to "
        "exp(−1/x) there, the integrand is 1/x plus a constant, and its integral would be written 0."
    )
    proof.fix(x, S)
    term, excess = p(x) * log(p(x) / q(x)), p(x) * log(p(x) / q(x)) - (p(x) - q(x))
    with proof.suppose(p(x) > 0):
        massive = proof.calc(p(x) - q(x), "Use the tangent of the logarithm.").le(
            term,
            by=[
                log_le_sub_one(t=q(x) / p(x)),
                mul_le_mul_left(c=p(x), a=log(q(x) / p(x)), b=q(x) / p(x) - 1),
            ],
        )
    with proof.suppose(Equal(p(x), 0)):
        massless = proof.calc(p(x) - q(x), "Then the right side is zero.").le(term)
    pointwise = proof.claim(ForAll(p(x) - q(x) <= term, (x, S)), "In both cases,", by=[massive, massless])
    with proof.suppose(p(x) > 0), proof.suppose(NotEqual(p(x), q(x))):
        strictly = proof.calc(p(x) - q(x), "Then the inequality is strict.").lt(
            term,
            by=[
                log_lt_sub_one(t=q(x) / p(x)),
                mul_lt_mul_left(c=p(x), a=log(q(x) / p(x)), b=q(x) / p(x) - 1),
            ],
        )
    with proof.suppose(Equal(excess, 0)):
        with proof.suppose(p(x) > 0):
            there = proof.claim(Equal(p(x), q(x)), "Then the densities agree.", by=strictly)
        with proof.suppose(Equal(p(x), 0)):
            there_too = proof.calc(p(x), "Then both densities are zero.").eq(0).eq(excess).eq(q(x))
    with proof.suppose(Equal(p(x), q(x))):
        back = proof.calc(excess, "Then the difference is zero.").eq(0)
    same = proof.claim(ForAll(Iff(Equal(excess, 0), Equal(p(x), q(x))), (x, S)), by=[there, there_too, back])
    inequality = (
        proof.calc(KL(p, q), "So the divergence is not negative,")
        .eq(Integral(term, (x, S)), by=kl)
        .ge(Integral(p(x) - q(x), (x, S)), by=[integral_mono, pointwise])
        .eq(0)
    )
    equality = (
        proof.calc(
            Equal(KL(p, q), 0), "and it vanishes exactly when these differences do, almost everywhere:"
        )
        .iff(Equal(Integral(excess, (x, S)), 0))
        .iff(AlmostEverywhere(Equal(excess, 0), (x, S)), by=[integral_eq_zero_iff, pointwise])
        .iff(agree, by=same)
    )
    return proof.qed(inequality, equality)
