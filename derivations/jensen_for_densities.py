"""Jensen's inequality for the logarithm of a random variable with a density."""

from mlekl_symbolic import *


@derivation(
    title="Jensen's inequality for the logarithm and a density",
    sources=("T. M. Cover and J. A. Thomas, Elements of Information Theory (2006), theorem 2.6.2.",),
    unshown={"A2 A3": "the only examples that are tried are step functions"},
)
def jensen_for_densities(proof: Proof) -> Theorem:
    """The mean of the logarithm is at most the logarithm of the mean."""
    S = proof.region("S")
    p = proof.density("p", over=S)
    f = proof.function("f")
    x, y = variables("x y")
    proof.given(ForAll(f(x) > 0, (x, S)), "f is positive")
    proof.given(Integrable(p(x) * f(x), (x, S)), "f has an expectation")
    proof.given(Integrable(p(x) * log(f(x)), (x, S)), "and so has its logarithm")
    draw = (x, p)
    proof.show(Expectation(log(f(x)), draw) <= log(Expectation(f(x), draw)))

    mean = Integral(p(y) * f(y), (y, S))
    proof.fix(x, S)
    zeros = proof.calc(Equal(p(x) * f(x), 0), "As f is positive,").iff(
        Equal(p(x), 0), by=mul_eq_zero_of_ne(c=f(x))
    )
    vanishing = (
        proof.calc(Equal(mean, 0), "If the mean were zero, so would be p almost everywhere, and its mass.")
        .iff(AlmostEverywhere(Equal(p(x) * f(x), 0), (x, S)), by=integral_eq_zero_iff)
        .iff(AlmostEverywhere(Equal(p(x), 0), (x, S)), by=zeros)
        .iff(Equal(Integral(p(x), (x, S)), 0), by=integral_eq_zero_iff)
    )
    with proof.suppose(Equal(mean, 0)):
        empty = proof.claim(Equal(Integral(p(x), (x, S)), 0), "Then p would have mass zero,", by=vanishing)
    some = proof.claim(NotEqual(mean, 0), "but p has mass one, so", by=empty)
    positive = proof.claim(mean > 0, "and therefore", by=[pos_of_nonneg_ne, some])
    tangent = (
        proof.calc(log(f(x)), "The logarithm lies below its tangent at the mean.")
        .eq(log(mean) + log(f(x) / mean), by=[log_div, positive])
        .le(log(mean) + f(x) / mean - 1, by=[log_le_sub_one(t=f(x) / mean), positive])
    )
    weighted = proof.claim(
        ForAll(p(x) * log(f(x)) <= p(x) * (log(mean) + f(x) / mean - 1), (x, S)), "Weighted,", by=tangent
    )
    inequality = (
        proof.calc(Expectation(log(f(x)), draw), "Integrating gives the inequality.")
        .eq(Integral(p(x) * log(f(x)), (x, S)), by=expectation)
        .le(Integral(p(x) * (log(mean) + f(x) / mean - 1), (x, S)), by=[integral_mono, weighted])
        .eq(log(mean) + mean / mean - 1)
        .eq(log(mean), by=positive)
        .eq(log(Expectation(f(x), draw)), by=expectation)
    )
    return proof.qed(inequality)
