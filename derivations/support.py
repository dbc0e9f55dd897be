"""The divergence from the data is finite exactly when the model charges every observation."""

from mlekl_symbolic import *


@derivation(
    title="Where the divergence from the data is finite",
    sources=("I. Csiszár and P. C. Shields, Information Theory and Statistics (2004), section 1.",),
    claims=("A04", "A18"),
    spare={"S3": "with no observations both sides hold"},
)
def support(proof: Proof) -> Theorem:
    """Q misses no letter of the empirical distribution exactly when it gives mass to each observation."""
    X = proof.finite_set("X")
    N = proof.natural("N")
    x = proof.sample("x", size=N, over=X)
    q = proof.distribution("Q", over=X)
    p_data = proof.empirical("P_data", x)
    a, i, j = variables("a i j")
    continuous = ForAll(Implies(Equal(q(a), 0), Equal(p_data(a), 0)), (a, X))
    charged = ForAll(NotEqual(q(x[i]), 0), (i, 1, N))
    proof.show(Iff(continuous, charged))

    proof.remark(
        "A divergence is a sum of terms p log(p/q). A term with p > 0 and q = 0 counts as +∞ in the usual "
        "reading, so that the divergence is finite exactly when q(a) = 0 only where p(a) = 0. Here every "
        "sum is a real number, so this condition is written out wherever a divergence is used; for the "
        "data it can be read off the observations. If it fails for some parameter, that parameter has "
        "divergence +∞ and log-likelihood −∞: it solves neither problem unless every parameter is like it."
    )
    proof.fix(a, X)
    proof.fix(i, Range(1, N))
    with proof.suppose(charged), proof.suppose(Equal(q(a), 0)):
        unseen = (
            proof.calc(p_data(a), "Then a has not been observed.")
            .eq(1 / N * Sum(delta(a, x[i]), (i, 1, N)), by=empirical)
            .eq(1 / N * Sum(delta(a, x[i]) * (q(x[i]) / q(x[i])), (i, 1, N)), by=mul_inv_cancel)
            .eq(1 / N * Sum(delta(a, x[i]) * (q(a) / q(x[i])), (i, 1, N)), by=delta_mul_eq)
            .eq(0)
        )
    seen = (
        proof.calc(p_data(x[i]), "An observed letter has positive relative frequency.")
        .eq(1 / N * Sum(delta(x[i], x[j]), (j, 1, N)), by=empirical)
        .gt(0)
    )
    with proof.suppose(continuous):
        missed_none = proof.claim(
            NotEqual(q(x[i]), 0), "If its mass under Q were zero, so would be its frequency:", by=seen
        )
    both = proof.claim(Iff(continuous, charged), "Together,", by=[unseen, missed_none])
    return proof.qed(both)
