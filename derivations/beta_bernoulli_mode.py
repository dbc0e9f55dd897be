"""The posterior mode of a Bernoulli parameter under a beta prior."""

from mlekl_symbolic import *


@derivation(
    title="The posterior mode under a beta prior",
    sources=("C. M. Bishop, Pattern Recognition and Machine Learning (2006), section 2.1.1.",),
)
def beta_bernoulli_mode(proof: Proof) -> Theorem:
    """A beta prior adds α − 1 successes and β − 1 failures to those that were observed."""
    s, f = proof.real("s"), proof.real("f")
    alpha, beta = proof.real("alpha"), proof.real("beta")
    unit = Interval.open(0, 1)
    theta = Variable("theta")
    proof.given(s + alpha > 1, "successes and prior successes exceed one")
    proof.given(f + beta > 1, "failures and prior failures exceed one")
    likelihood = theta**s * (1 - theta) ** f
    prior = theta ** (alpha - 1) * (1 - theta) ** (beta - 1)
    successes, failures = s + alpha - 1, f + beta - 1
    mode = (s + alpha - 1) / (s + f + alpha + beta - 2)
    proof.show(Equal(ArgMax(likelihood * prior, (theta, unit)), Singleton(mode)))

    proof.fix(theta, unit)
    logarithm = (
        proof.calc(log(likelihood * prior), "On the open interval the posterior is positive.")
        .eq(
            s * log(theta) + f * log(1 - theta) + ((alpha - 1) * log(theta) + (beta - 1) * log(1 - theta)),
            by=[log_mul, log_pow],
        )
        .eq(successes * log(theta) + failures * log(1 - theta))
    )
    solutions = (
        proof.calc(ArgMax(likelihood * prior, (theta, unit)), "So the prior only changes the counts.")
        .eq(ArgMax(log(likelihood * prior), (theta, unit)), by=argmax_log)
        .eq(ArgMax(successes * log(theta) + failures * log(1 - theta), (theta, unit)), by=logarithm)
        .eq(
            Singleton(successes / (successes + failures)),
            by=proof.cite("weighted_log_mode", a=successes, b=failures),
        )
        .eq(Singleton(mode))
    )
    return proof.qed(solutions)
