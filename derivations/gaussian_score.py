"""The score of a normal mean vanishes at the mean of the data and nowhere else."""

from mlekl_symbolic import *


@derivation(
    title="The score of a normal mean",
    sources=("C. M. Bishop, Pattern Recognition and Machine Learning (2006), section 1.2.4.",),
)
def gaussian_score(proof: Proof) -> Theorem:
    """The log-likelihood rises up to the mean of the data and falls from there, whatever the variance."""
    N = proof.natural("N")
    R = Reals()
    x = proof.sample("x", size=N, over=R)
    sigma = proof.real("sigma")
    i, mu = variables("i mu")
    proof.given(sigma > 0, "the normal law has a density")
    likelihood = LogLikelihood(Gaussian(mu, sigma), x)
    mean = 1 / N * Sum(x[i], (i, 1, N))
    score, slope = Derivative(likelihood, mu), N / sigma**2 * (mean - mu)
    proof.show(And(ForAll(Equal(score, slope), (mu, R)), Equal(ArgMax(likelihood, (mu, R)), Singleton(mean))))

    proof.fix(mu, R)
    differentiated = (
        proof.calc(score, "Each observation pulls the mean towards itself.")
        .eq(Sum((x[i] - mu) / sigma**2, (i, 1, N)), by=deriv_eq)
        .eq(slope)
    )
    with proof.suppose(mu < mean):
        rising = proof.calc(score, "Below the mean of the data,").eq(slope, by=differentiated).gt(0)
    with proof.suppose(mu > mean):
        falling = proof.calc(score, "Above it,").eq(slope, by=differentiated).lt(0)
    mode = proof.calc(ArgMax(likelihood, (mu, R)), "So that mean is the only maximiser.").eq(
        Singleton(mean), by=[argmax_eq_singleton_of_deriv, rising, falling]
    )
    return proof.qed(differentiated, mode)
