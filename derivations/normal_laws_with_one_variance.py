"""Two normal laws with one variance: both divergences agree."""

from sympy import Rational

from mlekl_symbolic import *


@derivation(
    title="Normal laws with one variance",
    sources=("T. M. Cover and J. A. Thomas, Elements of Information Theory (2006), section 8.5.",),
    claims=("B06",),
    unshown={"A1": "the only examples that are tried are step functions"},
)
def normal_laws_with_one_variance(proof: Proof) -> Theorem:
    """Both divergences of two normal laws are the squared distance of the means over twice the variance."""
    mu, nu, sigma = proof.real("mu"), proof.real("nu"), proof.real("sigma")
    proof.given(sigma > 0)
    p, q = Gaussian(mu, sigma), Gaussian(nu, sigma)
    distance = (mu - nu) ** 2 / (2 * sigma**2)
    proof.show(And(Equal(KL(p, q), distance), Equal(KL(q, p), distance)))

    formula = log(sigma / sigma) + (sigma**2 + (mu - nu) ** 2) / (2 * sigma**2) - Rational(1, 2)
    there = (
        proof.calc(KL(p, q), "One way,")
        .eq(formula, by=proof.cite("gaussian_divergence", tau=sigma))
        .eq(distance)
    )
    back = (
        proof.calc(KL(q, p), "and the other, where the means change places.")
        .eq(
            log(sigma / sigma) + (sigma**2 + (nu - mu) ** 2) / (2 * sigma**2) - Rational(1, 2),
            by=proof.cite("gaussian_divergence", mu=nu, nu=mu, tau=sigma),
        )
        .eq(distance)
    )
    return proof.qed(there, back)
