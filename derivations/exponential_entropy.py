"""The entropy of an exponential law, and the divergence between two."""

from mlekl_symbolic import *


@derivation(
    title="Entropy and divergence of exponential laws",
    sources=("T. M. Cover and J. A. Thomas, Elements of Information Theory (2006), table 17.1.",),
    unshown={"A1 A2": "the only examples that are tried are step functions"},
)
def exponential_entropy(proof: Proof) -> Theorem:
    """The entropy at rate λ is 1 − log λ, and the divergence depends on the ratio of the rates only."""
    rate, other = proof.real("lambda"), proof.real("kappa")
    x = Variable("x")
    proof.given(rate > 0)
    proof.given(other > 0)
    p, q = Exponential(rate), Exponential(other)
    positive = Interval.above(0)
    proof.show(And(Equal(H(p), 1 - log(rate)), Equal(KL(p, q), log(rate / other) + other / rate - 1)))

    value = (
        proof.calc(H(p), "The logarithm of the density is linear, and only its mean is asked for.")
        .eq(-Integral(p(x) * log(p(x)), (x, positive)), by=entropy)
        .eq(-Integral(p(x) * (log(rate) - rate * x), (x, positive)), by=exponential)
        .eq(1 - log(rate), by=[integral_exponential, integral_exponential_mul_id])
    )
    divergence = (
        proof.calc(KL(p, q), "The same for the logarithm of the ratio.")
        .eq(Integral(p(x) * log(p(x) / q(x)), (x, positive)), by=kl)
        .eq(Integral(p(x) * (log(rate / other) + (other - rate) * x), (x, positive)), by=exponential)
        .eq(log(rate / other) + other / rate - 1, by=[integral_exponential, integral_exponential_mul_id])
    )
    return proof.qed(value, divergence)
