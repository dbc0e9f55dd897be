"""The divergence between two normal laws."""

from sympy import Rational

from mlekl_symbolic import *


@derivation(
    title="The divergence between normal laws",
    sources=("T. M. Cover and J. A. Thomas, Elements of Information Theory (2006), sections 8.1 and 8.5.",),
    claims=("B04",),
)
def gaussian_divergence(proof: Proof) -> Theorem:
    """The divergence between normal laws follows from their means and standard deviations."""
    mu, sigma = proof.real("mu"), proof.real("sigma")
    nu, tau = proof.real("nu"), proof.real("tau")
    x = Variable("x")
    proof.given(sigma > 0)
    proof.given(tau > 0)
    p, q = Gaussian(mu, sigma), Gaussian(nu, tau)
    closed = log(tau / sigma) + (sigma**2 + (mu - nu) ** 2) / (2 * tau**2) - Rational(1, 2)
    proof.show(Equal(KL(p, q), closed))

    proof.fix(x, Reals())
    parabola = (x - nu) ** 2 / (2 * tau**2) - (x - mu) ** 2 / (2 * sigma**2) + log(tau / sigma)
    ratio = (
        proof.calc(
            log(p(x) / q(x)), "The logarithm of a normal density is a parabola, and so is the difference."
        )
        .eq(log(p(x)) - log(q(x)), by=log_div)
        .eq(parabola, by=gaussian)
    )
    value = (
        proof.calc(KL(p, q), "Its mean under the first law asks for two moments only.")
        .eq(Integral(p(x) * log(p(x) / q(x)), (x, Reals())), by=kl)
        .eq(Integral(p(x) * parabola, (x, Reals())), by=ratio)
        .eq(closed, by=[integral_gaussian, integral_gaussian_mul_id, integral_gaussian_mul_sq])
    )
    return proof.qed(value)
