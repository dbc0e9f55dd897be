"""Mean and variance of the normal and the exponential law."""

from mlekl_symbolic import *


@derivation(
    title="Mean and variance of two continuous laws",
    sources=("P. Billingsley, Probability and Measure (1995), section 21.",),
    unshown={"A1 A2": "the only examples that are tried are step functions"},
)
def moments_of_continuous_laws(proof: Proof) -> Theorem:
    """A normal law has mean μ and variance σ², an exponential law mean 1/λ and variance 1/λ²."""
    mu, sigma, rate = proof.real("mu"), proof.real("sigma"), proof.real("lambda")
    x = Variable("x")
    proof.given(sigma > 0)
    proof.given(rate > 0)
    normal, waiting = (x, Gaussian(mu, sigma)), (x, Exponential(rate))
    proof.show(
        And(
            And(Equal(Expectation(x, normal), mu), Equal(Variance(x, normal), sigma**2)),
            And(Equal(Expectation(x, waiting), 1 / rate), Equal(Variance(x, waiting), 1 / rate**2)),
        )
    )
    R, positive = Reals(), Interval.above(0)
    mean = (
        proof.calc(Expectation(x, normal), "The mean of the normal law is the parameter μ,")
        .eq(Integral(Gaussian(mu, sigma)(x) * x, (x, R)), by=expectation)
        .eq(mu, by=integral_gaussian_mul_id)
    )
    spread = (
        proof.calc(Variance(x, normal), "and its variance is σ².")
        .eq(Expectation((x - mu) ** 2, normal), by=[variance, mean])
        .eq(Integral(Gaussian(mu, sigma)(x) * (x - mu) ** 2, (x, R)), by=expectation)
        .eq(sigma**2)
    )
    waiting_mean = (
        proof.calc(Expectation(x, waiting), "For the exponential law in the same way,")
        .eq(Integral(Exponential(rate)(x) * x, (x, positive)), by=expectation)
        .eq(1 / rate, by=integral_exponential_mul_id)
    )
    waiting_spread = (
        proof.calc(Variance(x, waiting))
        .eq(Expectation((x - 1 / rate) ** 2, waiting), by=[variance, waiting_mean])
        .eq(Integral(Exponential(rate)(x) * (x - 1 / rate) ** 2, (x, positive)), by=expectation)
        .eq(1 / rate**2)
    )
    return proof.qed(mean, spread, waiting_mean, waiting_spread)
