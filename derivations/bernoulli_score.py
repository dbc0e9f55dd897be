"""The score equation of a coin: its only root is the share of successes, the likeliest parameter."""

from mlekl_symbolic import *


@derivation(
    title="The score equation of a coin",
    sources=("G. Casella and R. L. Berger, Statistical Inference (2002), example 7.2.7.",),
)
def bernoulli_score(proof: Proof) -> Theorem:
    """After k successes in n trials the score vanishes at k/n only, and k/n is the likeliest parameter."""
    n, k = proof.real("n"), proof.real("k")
    unit = Interval.open(0, 1)
    theta = Variable("theta")
    proof.given(k > 0, "there is a success")
    proof.given(k < n, "there is a failure")
    loglikelihood = k * log(theta) + (n - k) * log(1 - theta)
    score, share = Derivative(loglikelihood, theta), k / n
    slope = n * (share - theta) / (theta * (1 - theta))
    curvature = Derivative(score, theta)
    root = ForAll(Iff(Equal(score, 0), Equal(theta, share)), (theta, unit))
    largest = ArgMax(loglikelihood, (theta, unit))
    proof.show(And(root, And(ForAll(curvature < 0, (theta, unit)), Equal(largest, Singleton(share)))))

    proof.fix(theta, unit)
    differentiated = (
        proof.calc(score, "Differentiate the log-likelihood.")
        .eq(k / theta - (n - k) / (1 - theta), by=deriv_eq)
        .eq(slope)
    )
    zero = (
        proof.calc(Equal(score, 0), "Only the difference in the numerator can vanish.")
        .iff(Equal(slope, 0), by=differentiated)
        .iff(Equal(theta, share))
    )
    concave = (
        proof.calc(curvature, "The score falls everywhere: the log-likelihood is strictly concave.")
        .eq(-(k / theta**2 + (n - k) / (1 - theta) ** 2), by=deriv_eq)
        .lt(0)
    )
    inside = proof.claim(Member(share, unit), "The share is a parameter.", by=mem_ioo)
    mode = proof.calc(largest, "So the root is the only maximiser.").eq(
        Singleton(share), by=[argmax_eq_singleton_of_deriv2, inside, zero, concave]
    )
    return proof.qed(zero, concave, mode)
