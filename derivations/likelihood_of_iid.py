"""The likelihood of independent observations and its logarithm have the same maximisers."""

from mlekl_symbolic import *


@derivation(
    title="Maximising the likelihood is maximising the log-likelihood",
    sources=("G. Casella and R. L. Berger, Statistical Inference (2002), section 7.2.",),
    claims=("A02", "B02", "B22"),
)
def likelihood_of_iid(proof: Proof) -> Theorem:
    """The product of the masses is largest where the sum of their logarithms is."""
    X = proof.finite_set("X")
    Theta = proof.parameter_set("Theta")
    N = proof.natural("N")
    x = proof.sample("x", size=N, over=X)
    p = proof.model("P", parameters=Theta, over=X)
    i, theta = variables("i theta")
    proof.given(ForAll(p[theta](x[i]) > 0, (i, 1, N), (theta, Theta)), "the model excludes no observation")
    likelihood = Product(p[theta](x[i]), (i, 1, N))
    proof.show(
        SameSolutions(
            ArgMax(likelihood, (theta, Theta)), ArgMax(Sum(log(p[theta](x[i])), (i, 1, N)), (theta, Theta))
        )
    )
    solutions = (
        proof.calc(ArgMax(likelihood, (theta, Theta)))
        .eq(ArgMax(log(likelihood), (theta, Theta)), by=argmax_log)
        .eq(ArgMax(Sum(log(p[theta](x[i])), (i, 1, N)), (theta, Theta)), by=log_prod)
    )
    return proof.qed(solutions)
