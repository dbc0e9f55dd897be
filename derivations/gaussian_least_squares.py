"""Maximum likelihood for the mean of a normal law is least squares."""

from mlekl_symbolic import *


@derivation(
    title="Maximum likelihood for a normal mean is least squares",
    sources=("C. M. Bishop, Pattern Recognition and Machine Learning (2006), sections 1.2.4 and 3.1.1.",),
    claims=("A02",),
)
def gaussian_least_squares(proof: Proof) -> Theorem:
    """The likelihood is largest where the sum of squares is smallest, which is at the mean of the data."""
    N = proof.natural("N")
    R = Reals()
    x = proof.sample("x", size=N, over=R)
    sigma = proof.real("sigma")
    i, j, mu = variables("i j mu")
    proof.given(sigma > 0)
    likelihood = LogLikelihood(Gaussian(mu, sigma), x)
    squares = Sum((x[i] - mu) ** 2, (i, 1, N))
    mean = 1 / N * Sum(x[j], (j, 1, N))
    proof.show(
        And(
            SameSolutions(ArgMax(likelihood, (mu, R)), ArgMin(squares, (mu, R))),
            Equal(ArgMin(squares, (mu, R)), Singleton(mean)),
        )
    )

    proof.fix(mu, R)
    parabola = (
        proof.calc(likelihood, "The logarithm of a normal density is a parabola.")
        .eq(Sum(log(Gaussian(mu, sigma)(x[i])), (i, 1, N)), by=log_likelihood)
        .eq(Sum(-((x[i] - mu) ** 2) / (2 * sigma**2) - log(2 * Pi() * sigma**2) / 2, (i, 1, N)), by=gaussian)
        .eq(-N * log(2 * Pi() * sigma**2) / 2 - 1 / (2 * sigma**2) * squares)
    )
    same = (
        proof.calc(ArgMax(likelihood, (mu, R)), "Only the sum of squares depends on μ.")
        .eq(ArgMax(-N * log(2 * Pi() * sigma**2) / 2 - 1 / (2 * sigma**2) * squares, (mu, R)), by=parabola)
        .eq(ArgMin(squares, (mu, R)))
    )
    around = Sum((x[i] - mean) ** 2, (i, 1, N))
    split = proof.calc(squares, "The sum of squares is smallest around the mean of the data.").eq(
        around + N * (mu - mean) ** 2
    )
    with proof.suppose(NotEqual(mu, mean)):
        apart = proof.calc((mu - mean) ** 2, "Anywhere else,").gt(0, by=sq_pos)
        worse = (
            proof.calc(around, "it is larger:")
            .lt(around + N * (mu - mean) ** 2, by=apart)
            .eq(squares, by=split)
        )
    only = proof.calc(ArgMin(squares, (mu, R)), "So,").eq(Singleton(mean), by=[argmin_eq_singleton, worse])
    return proof.qed(same, only)
