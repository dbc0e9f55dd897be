"""Data against a density: what the indicator is, and why the divergence is infinite."""

from mlekl_symbolic import *


@derivation(
    title="The divergence of data from a density is infinite",
    sources=(
        "I. Csiszár and P. C. Shields, Information Theory and Statistics (2004), section 1.",
        "P. Billingsley, Probability and Measure (1995), section 32.",
    ),
    claims=("A07",),
    spare={"S3": "every observation is a number"},
)
def empirical_against_a_density(proof: Proof) -> Theorem:
    """The indicator of an observation has integral zero, and data are infinitely far from any density."""
    N = proof.natural("N")
    R = Reals()
    x = proof.sample("x", size=N, over=R)
    p_data = proof.empirical("P_data", x)
    q = proof.density("q", over=R)
    a, i, j, t = variables("a i j t")
    proof.show(And(Equal(Integral(p_data(a), (a, R)), 0), InfiniteDivergence(p_data, q)))

    proof.remark(
        "The indicator of an observation is the function that is 1 at it and 0 elsewhere: Kronecker's delta. "
        "Dirac's delta is no function, has no value at its point, and would have integral one."
    )
    kronecker = (
        proof.calc(Integral(p_data(a), (a, R)), "A point has no length, so the masses are no density:")
        .eq(Integral(1 / N * Sum(delta(a, x[i]), (i, 1, N)), (a, R)), by=empirical)
        .eq(1 / N * Sum(Integral(delta(a, x[i]), (a, R)), (i, 1, N)), by=integral_finset_sum)
        .eq(0, by=integral_delta)
    )
    point = Integral(q(t), (t, Singleton(a)))
    dominated = ForAll(Implies(Equal(point, 0), Equal(p_data(a), 0)), (a, R))
    proof.fix(a, R)
    massless = proof.calc(point, "A density gives no mass to a point.").eq(0, by=integral_of_finite)
    proof.fix(i, Range(1, N))
    seen = (
        proof.calc(p_data(x[i]), "The data give some to every observation,")
        .eq(1 / N * Sum(delta(x[i], x[j]), (j, 1, N)), by=empirical)
        .gt(0)
    )
    first = proof.calc(p_data(x[1]), "and there is a first one.").gt(0, by=seen)
    with proof.suppose(dominated):
        unseen = proof.claim(
            Equal(p_data(x[1]), 0), "Then the first observation would have no mass.", by=massless
        )
    fails = proof.claim(Not(dominated), "So the density does not dominate the data,", by=[unseen, first])
    infinite = proof.calc(InfiniteDivergence(p_data, q), "which by definition says that").iff(
        Not(dominated), by=kl_infinite
    )
    return proof.qed(kronecker, fails, infinite)
