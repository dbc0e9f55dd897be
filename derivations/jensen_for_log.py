"""Jensen's inequality for the logarithm, from its tangent at the mean."""

from mlekl_symbolic import *


@derivation(
    title="Jensen's inequality for the logarithm",
    sources=("T. M. Cover and J. A. Thomas, Elements of Information Theory (2006), theorem 2.6.2.",),
    spare={"S1": "a sum over an infinite set counts as 0, so no masses on it sum to one"},
)
def jensen_for_log(proof: Proof) -> Theorem:
    """The mean of logarithms is at most the logarithm of the mean, for any weights that add up to one."""
    X = proof.finite_set("X")
    p = proof.distribution("P", over=X)
    v = proof.function("v")
    a, b = variables("a b")
    proof.given(ForAll(v(a) > 0, (a, X)), "the values are positive")
    mean = Expectation(v(a), (a, p))
    proof.show(Expectation(log(v(a)), (a, p)) <= log(mean))

    proof.refute(Expectation(log(v(a)), (a, p)) >= log(mean))
    total = Sum(p(b) * v(b), (b, X))
    proof.fix(a, X)
    with proof.suppose(Equal(total, 0)):
        terms = proof.claim(
            ForAll(Equal(p(a) * v(a), 0), (a, X)), "Then every term is zero,", by=sum_eq_zero_iff
        )
        weight = proof.claim(Equal(p(a), 0), "and so is every weight,", by=[mul_eq_zero_of_ne(c=v(a)), terms])
        weights = (
            proof.calc(Sum(p(a), (a, X)), "so the weights would sum to zero:")
            .eq(Sum(0, (a, X)), by=weight)
            .eq(0)
        )
    nonzero = proof.claim(NotEqual(total, 0), "But the weights sum to one, so", by=weights)
    positive = proof.claim(total > 0, "and the mean is positive.", by=nonzero)
    tangent = (
        proof.calc(log(v(a)), "The logarithm lies below its tangent at the mean.")
        .eq(log(total) + log(v(a) / total), by=[log_div, positive])
        .le(log(total) + (v(a) / total - 1), by=[log_le_sub_one(t=v(a) / total), positive])
    )
    average = (
        proof.calc(Expectation(log(v(a)), (a, p)), "Averaged, the line gives its value at the mean.")
        .eq(Sum(p(a) * log(v(a)), (a, X)), by=expectation)
        .le(Sum(p(a) * (log(total) + (v(a) / total - 1)), (a, X)), by=tangent)
        .eq(log(total) + (1 / total * total - 1))
        .eq(log(total), by=positive)
        .eq(log(mean), by=expectation)
    )
    return proof.qed(average)
