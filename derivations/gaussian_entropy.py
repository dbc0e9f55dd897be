"""The entropy of a normal law."""

from mlekl_symbolic import *


@derivation(
    title="The entropy of a normal law",
    sources=("T. M. Cover and J. A. Thomas, Elements of Information Theory (2006), example 8.1.2.",),
    unshown={"A1": "the only examples that are tried are step functions"},
)
def gaussian_entropy(proof: Proof) -> Theorem:
    """The differential entropy of a normal law depends on its standard deviation only."""
    mu, sigma = proof.real("mu"), proof.real("sigma")
    x = Variable("x")
    proof.given(sigma > 0)
    p = Gaussian(mu, sigma)
    proof.show(Equal(H(p), log(2 * Pi() * exp(1) * sigma**2) / 2))

    proof.fix(x, Reals())
    parabola = -((x - mu) ** 2) / (2 * sigma**2) - log(2 * Pi() * sigma**2) / 2
    density = proof.calc(log(p(x)), "The logarithm of the density is a parabola.").eq(parabola, by=gaussian)
    value = (
        proof.calc(H(p), "Its mean is known from the mass, the mean and the second moment.")
        .eq(-Integral(p(x) * log(p(x)), (x, Reals())), by=entropy)
        .eq(-Integral(p(x) * parabola, (x, Reals())), by=density)
        .eq(
            1 / (2 * sigma**2) * sigma**2 + log(2 * Pi() * sigma**2) / 2,
            by=[integral_gaussian, integral_gaussian_mul_id, integral_gaussian_mul_sq],
        )
        .eq(log(2 * Pi() * exp(1) * sigma**2) / 2, by=log_mul)
    )
    return proof.qed(value)
