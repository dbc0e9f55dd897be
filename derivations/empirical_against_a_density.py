"""Data against a density: what the indicator is, and why the divergence is infinite."""

from mlekl_symbolic import *


@derivation(
    title="No density dominates the data",
    sources=(
        "I. Csiszár and P. C. Shields, Information Theory and Statistics (2004), section 1.",
        "P. Billingsley, Probability and Measure (1995), section 32.",
    ),
    claims=("A07",),
)
def empirical_against_a_density(proof: Proof) -> Theorem:
    """The empirical masses sum to one and integrate to zero, and no density gives a point any mass."""
    N = proof.natural("N")
    R = Reals()
    x = proof.sample("x", size=N, over=R)
    p_data = proof.empirical("P_data", x)
    q = proof.density("q", over=R)
    a, i, j, t = variables("a i j t")
    point = Integral(q(t), (t, Singleton(a)))
    dominated = ForAll(Implies(Equal(point, 0), Equal(p_data(a), 0)), (a, R))
    proof.show(And(Equal(Integral(p_data(a), (a, R)), 0), Not(dominated)))

    kronecker = (
        proof.calc(Integral(p_data(a), (a, R)), "The indicator of an observation is 1 there and 0 elsewhere.")
        .eq(Integral(1 / N * Sum(delta(a, x[i]), (i, 1, N)), (a, R)), by=empirical)
        .eq(1 / N * Sum(Integral(delta(a, x[i]), (a, R)), (i, 1, N)), by=integral_finset_sum)
        .eq(0, by=integral_delta)
    )
    proof.fix(a, R)
    massless = proof.calc(point, "A density gives no mass to a point.").eq(0, by=integral_of_finite)
    proof.fix(i, Range(1, N))
    seen = (
        proof.calc(p_data(x[i]), "The data give some to every observation.")
        .eq(1 / N * Sum(delta(x[i], x[j]), (j, 1, N)), by=empirical)
        .gt(0)
    )
    first = proof.calc(p_data(x[1]), "In particular, to the first one.").gt(0, by=seen)
    with proof.suppose(dominated):
        unseen = proof.claim(Equal(p_data(x[1]), 0), "If the density dominated the data,", by=massless)
    fails = proof.claim(Not(dominated), "But the first observation has been made:", by=[unseen, first])
    return proof.qed(kronecker, fails)
