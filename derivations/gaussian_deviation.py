"""Maximum likelihood for the standard deviation of a normal law."""

from mlekl_symbolic import *


@derivation(
    title="Maximum likelihood for a normal standard deviation",
    sources=("C. M. Bishop, Pattern Recognition and Machine Learning (2006), section 2.3.4.",),
)
def gaussian_deviation(proof: Proof) -> Theorem:
    """The likelihood is largest where σ² is the mean square of the deviations from μ, and nowhere else."""
    N = proof.natural("N")
    x = proof.sample("x", size=N, over=Reals())
    mu, s = proof.real("mu"), proof.real("s")
    i, sigma = variables("i sigma")
    positive = Interval.above(0)
    squares = Sum((x[i] - mu) ** 2, (i, 1, N))
    proof.given(s > 0, "the data are not all μ")
    proof.given(Equal(N * s**2, squares), "s² is the mean square of the deviations from μ")
    likelihood = LogLikelihood(Gaussian(mu, sigma), x)
    proof.show(Equal(ArgMax(likelihood, (sigma, positive)), Singleton(s)))

    proof.fix(sigma, positive)
    closed = -N * log(2 * Pi()) / 2 - N * log(sigma) - N * s**2 / (2 * sigma**2)
    parabola = (
        proof.calc(likelihood, "The log-likelihood asks for nothing but the mean square.")
        .eq(Sum(log(Gaussian(mu, sigma)(x[i])), (i, 1, N)), by=log_likelihood)
        .eq(
            Sum(-((x[i] - mu) ** 2) / (2 * sigma**2) - log(2 * Pi()) / 2 - log(sigma), (i, 1, N)), by=gaussian
        )
        .eq(-N * log(2 * Pi()) / 2 - N * log(sigma) - 1 / (2 * sigma**2) * squares)
        .eq(closed)
    )
    best = -N * log(2 * Pi()) / 2 - N * log(s) - N / 2
    ratio = s**2 / sigma**2
    with proof.suppose(NotEqual(sigma, s)):
        other = proof.claim(
            NotEqual(s**2, sigma**2),
            "Then the squares differ too,",
            by=ne_of_proportional(k=s + sigma, c=s, d=sigma),
        )
        apart = proof.claim(NotEqual(ratio, 1), "the ratio of the squares is not 1,", by=[div_ne_one, other])
        gap = proof.calc(log(ratio), "its logarithm lies below the tangent,").lt(
            ratio - 1, by=[log_lt_sub_one, apart]
        )
        worse = (
            proof.calc(closed, "and the likelihood is smaller.")
            .eq(best + N / 2 * (log(ratio) - (ratio - 1)))
            .lt(best, by=gap)
        )
    at_best = proof.calc(LogLikelihood(Gaussian(mu, s), x), "At s itself,").eq(best, by=gaussian)
    only = proof.calc(ArgMax(likelihood, (sigma, positive)), "So,").eq(
        Singleton(s), by=[argmax_eq_singleton, worse, at_best, parabola]
    )
    return proof.qed(only)
