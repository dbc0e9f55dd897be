"""Likelihood, log-likelihood and mean log-likelihood have the same maximisers."""

from mlekl_symbolic import *


@derivation(
    title="The ways to write maximum likelihood",
    sources=("G. Casella and R. L. Berger, Statistical Inference (2002), section 7.2.",),
    claims=("A16", "B21", "B22", "B23"),
    spare={"S3": "with no observations every parameter is most likely, on both sides"},
)
def likelihood_chain(proof: Proof) -> Theorem:
    """Neither the factor 1/N nor the logarithm moves a maximiser of the likelihood."""
    X = proof.finite_set("X")
    Theta = proof.parameter_set("Theta")
    N = proof.natural("N")
    x = proof.sample("x", size=N, over=X)
    p = proof.model("P", parameters=Theta, over=X)
    i, theta = variables("i theta")
    proof.given(ForAll(p[theta](x[i]) > 0, (i, 1, N), (theta, Theta)), "the model excludes no observation")
    likelihood = Product(p[theta](x[i]), (i, 1, N))
    log_likelihood = Sum(log(p[theta](x[i])), (i, 1, N))
    mean = ArgMax(1 / N * log_likelihood, (theta, Theta))
    logarithmic = ArgMax(log_likelihood, (theta, Theta))
    whole = ArgMax(log(likelihood), (theta, Theta))
    estimates = ArgMax(likelihood, (theta, Theta))
    proof.show(
        And(SameSolutions(mean, estimates), And(SameSolutions(logarithmic, estimates),
            SameSolutions(whole, estimates)))
    )  # fmt: skip

    increasing = proof.calc(whole, "The logarithm is strictly increasing and the likelihood positive.").eq(
        estimates, by=argmax_log
    )
    product = (
        proof.calc(logarithmic, "It turns products into sums.")
        .eq(whole, by=log_prod)
        .eq(estimates, by=increasing)
    )
    factor = (
        proof.calc(mean, "A positive factor moves no maximiser.")
        .eq(logarithmic, by=argmax_mul_pos)
        .eq(estimates, by=product)
    )
    return proof.qed(factor, product, increasing)
