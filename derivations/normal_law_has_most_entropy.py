"""Of all densities with a given mean square about a point the normal one has the largest entropy."""

from sympy import Rational

from mlekl_symbolic import *


@derivation(
    title="The normal law has the largest entropy",
    sources=("T. M. Cover and J. A. Thomas, Elements of Information Theory (2006), theorem 8.6.5.",),
    unshown={"A1 A2 A3 S1 S2": "the only examples that are tried are step functions"},
)
def normal_law_has_most_entropy(proof: Proof) -> Theorem:
    """Of the densities with mean square σ² about μ the normal one has the largest entropy, and it alone."""
    R = Reals()
    p = proof.density("p", over=R)
    mu, sigma = proof.real("mu"), proof.real("sigma")
    x = Variable("x")
    normal = Gaussian(mu, sigma)
    proof.given(sigma > 0)
    proof.given(Equal(Expectation((x - mu) ** 2, (x, p)), sigma**2), "the mean square about μ is σ²")
    proof.given(Integrable(p(x) * log(p(x)), (x, R)), "the entropy of p is finite")
    same = AlmostEverywhere(Equal(p(x), normal(x)), (x, R))
    proof.instance(
        "p the normal density with μ = 0 and σ = 1", p=Gaussian(0, 1), mu=number(0), sigma=number(1)
    )
    proof.show(And(H(p) <= H(normal), Iff(Equal(H(p), H(normal)), same)))

    parabola = (x - mu) ** 2 / (2 * sigma**2) + log(2 * Pi() * sigma**2) / 2
    proof.fix(x, R)
    positive = (
        proof.calc(normal(x), "The normal density has no zeros,")
        .eq(exp(-((x - mu) ** 2) / (2 * sigma**2)) / (2 * Pi() * sigma**2) ** Rational(1, 2), by=gaussian)
        .gt(0)
    )
    ratio = (
        proof.calc(p(x) * log(p(x) / normal(x)), "and its logarithm is a parabola.")
        .eq(p(x) * log(p(x)) - p(x) * log(normal(x)), by=[mul_log_div, positive])
        .eq(p(x) * log(p(x)) + p(x) * parabola, by=gaussian)
    )
    finite = proof.claim(Integrable(p(x) * log(p(x) / normal(x)), (x, R)), "So the divergence is finite, and")
    excess = (
        proof.calc(KL(p, normal), "what p lacks in entropy is its divergence from the normal law.")
        .eq(Integral(p(x) * log(p(x)) + p(x) * parabola, (x, R)), by=[kl, ratio])
        .eq(Integral(p(x) * log(p(x)), (x, R)) + Rational(1, 2) + log(2 * Pi() * sigma**2) / 2)
        .eq(H(normal) - H(p), by=entropy)
    )
    gibbs_here = proof.cite("gibbs_for_densities", S=R, p=p, q=normal, by=[positive, finite])
    lower = proof.calc(H(p), "By Gibbs' inequality,").le(H(normal), by=[excess, gibbs_here])
    equality = proof.calc(Equal(H(p), H(normal))).iff(Equal(KL(p, normal), 0)).iff(same, by=gibbs_here)
    return proof.qed(lower, equality)
