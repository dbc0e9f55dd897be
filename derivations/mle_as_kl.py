"""Maximum likelihood is minimum Kullback-Leibler divergence from the empirical distribution."""

from mlekl_symbolic import *


@derivation(
    title="Maximum likelihood minimises the divergence from the data",
    sources=("I. Goodfellow, Y. Bengio and A. Courville, Deep Learning (2016), section 5.5.",),
    claims=("A01", "A10", "A11", "A15", "A16", "A19", "A21", "A29", "A32", "B24"),
    spare={
        "S2": "for an N that is no integer, the sums run over the integers up to N",
        "S3": "with no observations all sums over them are 0, and 1/0 counts as 0",
    },
)
def mle_as_kl(proof: Proof) -> Theorem:
    """Both problems have the same solutions, whatever the model family."""
    X = proof.finite_set("X")
    Theta = proof.parameter_set("Theta")
    N = proof.natural("N")
    x = proof.sample("x", size=N, over=X)
    p = proof.model("P", parameters=Theta, over=X)
    p_data = proof.empirical("P_data", x)
    a, i, j, theta = variables("a i j theta")
    proof.given(ForAll(p[theta](x[i]) > 0, (i, 1, N), (theta, Theta)), "the model excludes no observation")
    likelihood = Sum(log(p[theta](x[i])), (i, 1, N))
    proof.show(
        SameSolutions(ArgMin(KL(p_data, p[theta]), (theta, Theta)), ArgMax(likelihood, (theta, Theta)))
    )

    proof.fix(theta, Theta)
    q = p[theta]
    count_i = 1 / N * Sum(delta(a, x[i]), (i, 1, N))
    count_j = 1 / N * Sum(delta(a, x[j]), (j, 1, N))
    divergence = (
        proof.calc(KL(p_data, q), "Start from the definition and insert the data.")
        .eq(Sum(p_data(a) * log(p_data(a) / q(a)), (a, X)), by=kl)
        .eq(Sum(count_i * log(count_j / q(a)), (a, X)), by=empirical)
        .eq(
            1 / N * Sum(log((1 / N * Sum(delta(x[i], x[j]), (j, 1, N))) / q(x[i])), (i, 1, N)),
            by=[sum_comm, sum_delta],
        )
        .eq(1 / N * Sum(log(p_data(x[i])) - log(q(x[i])), (i, 1, N)), by=[empirical, log_div])
        .eq(1 / N * Sum(log(p_data(x[i])), (i, 1, N)) - 1 / N * Sum(log(q(x[i])), (i, 1, N)), by=sum_sub)
        .eq(-H(p_data) - 1 / N * Sum(log(q(x[i])), (i, 1, N)), by=[entropy, sum_delta])
    )
    solutions = (
        proof.calc(
            ArgMin(KL(p_data, p[theta]), (theta, Theta)),
            "The entropy of the data is the same for every parameter.",
        )
        .eq(ArgMin(-H(p_data) - 1 / N * likelihood, (theta, Theta)), by=divergence)
        .eq(ArgMax(1 / N * likelihood, (theta, Theta)), by=argmin_const_sub)
        .eq(ArgMax(likelihood, (theta, Theta)), by=argmax_mul_pos)
    )
    return proof.qed(solutions)
