"""The estimate of maximum likelihood depends on the relative frequencies only."""

from mlekl_symbolic import *


@derivation(
    title="Equal frequencies have equal estimates",
    sources=("T. M. Cover and J. A. Thomas, Elements of Information Theory (2006), section 11.1.",),
    claims=("A21",),
    spare={
        "S1": "observations take only finitely many values",
        "S3 S5": "by A1 there are then no observations in either sample",
    },
)
def same_frequencies_same_estimates(proof: Proof) -> Theorem:
    """Two samples with the same relative frequencies have the same maximisers, whatever their sizes.

    So the order of the observations does not matter, nor whether all of them are repeated.
    """
    X = proof.finite_set("X")
    Theta = proof.parameter_set("Theta")
    M, N = proof.natural("M"), proof.natural("N")
    x, y = proof.sample("x", size=M, over=X), proof.sample("y", size=N, over=X)
    one, other = proof.empirical("P_x", x), proof.empirical("P_y", y)
    q = proof.model("Q", parameters=Theta, over=X)
    a, theta = variables("a theta")
    same = proof.given(ForAll(Equal(one(a), other(a)), (a, X)), "the relative frequencies agree")
    first, second = LogLikelihood(q[theta], x), LogLikelihood(q[theta], y)
    proof.show(SameSolutions(ArgMax(first, (theta, Theta)), ArgMax(second, (theta, Theta))))

    proof.fix(theta, Theta)
    means = (
        proof.calc(1 / M * first, "A mean log-likelihood is a sum over letters.")
        .eq(Sum(one(a) * log(q[theta](a)), (a, X)), by=[log_likelihood, sum_comm, sum_delta])
        .eq(Sum(other(a) * log(q[theta](a)), (a, X)), by=same)
        .eq(1 / N * second, by=[log_likelihood, sum_comm, sum_delta])
    )
    solutions = (
        proof.calc(ArgMax(first, (theta, Theta)), "A positive factor moves no maximiser.")
        .eq(ArgMax(1 / M * first, (theta, Theta)), by=argmax_mul_pos)
        .eq(ArgMax(1 / N * second, (theta, Theta)), by=means)
        .eq(ArgMax(second, (theta, Theta)), by=argmax_mul_pos)
    )
    return proof.qed(solutions)
