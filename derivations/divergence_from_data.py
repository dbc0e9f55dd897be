"""The divergence from the data is the mean log-likelihood with its sign turned, less the entropy."""

from mlekl_symbolic import *


@derivation(
    title="Divergence from the data",
    sources=("T. M. Cover and J. A. Thomas, Elements of Information Theory (2006), section 2.3.",),
    claims=("A07", "A09", "A11", "A13", "A14"),
    spare={
        "S2": "for an N that is no integer, the sums run over the integers up to N",
        "S3": "with no observations all sums over them are 0, and 1/0 counts as 0",
    },
)
def divergence_from_data(proof: Proof) -> Theorem:
    """Divergence from the data and mean log-likelihood differ by the entropy of the data."""
    X = proof.finite_set("X")
    N = proof.natural("N")
    x = proof.sample("x", size=N, over=X)
    q = proof.distribution("Q", over=X)
    p_data = proof.empirical("P_data", x)
    a, i = variables("a i")
    proof.given(ForAll(q(x[i]) > 0, (i, 1, N)), "Q excludes no observation")
    proof.show(Equal(KL(p_data, q), -H(p_data) - 1 / N * Sum(log(q(x[i])), (i, 1, N))))
    identity = (
        proof.calc(KL(p_data, q), "An expectation under the data is a mean over the observations.")
        .eq(Sum(p_data(a) * log(p_data(a) / q(a)), (a, X)), by=kl)
        .eq(1 / N * Sum(log(p_data(x[i]) / q(x[i])), (i, 1, N)), by=[empirical, sum_delta])
        .eq(1 / N * Sum(log(p_data(x[i])) - log(q(x[i])), (i, 1, N)), by=log_div)
        .eq(
            Sum(p_data(a) * log(p_data(a)), (a, X)) - 1 / N * Sum(log(q(x[i])), (i, 1, N)),
            by=[empirical, sum_delta],
        )
        .eq(-H(p_data) - 1 / N * Sum(log(q(x[i])), (i, 1, N)), by=entropy)
    )
    return proof.qed(identity)
