"""The softmax of any scores is a distribution with positive masses."""

from mlekl_symbolic import *


@derivation(
    title="Softmax gives a distribution",
    sources=("C. M. Bishop, Pattern Recognition and Machine Learning (2006), section 4.3.4.",),
)
def softmax_is_a_distribution(proof: Proof) -> Theorem:
    """Exponentials divided by their sum are positive and sum to one, whatever the scores."""
    K = proof.finite_set("K")
    z = proof.function("z")
    k, j = variables("k j")
    proof.given(Cardinality(K) > 0, "there is a class")
    total = Sum(exp(z(j)), (j, K))
    positive, whole = ForAll(exp(z(k)) / total > 0, (k, K)), Sum(exp(z(k)) / total, (k, K))
    proof.show(And(total > 0, And(positive, Equal(whole, 1))))

    with proof.suppose(Equal(total, 0)):
        nothing = proof.claim(
            ForAll(Equal(exp(z(k)), 0), (k, K)), "If the exponentials summed to zero, each would be zero,",
            by=sum_eq_zero_iff,
        )  # fmt: skip
        empty = (
            proof.calc(Cardinality(K), "and there would be no class.")
            .eq(Sum(exp(z(k)) * (1 / exp(z(k))), (k, K)))
            .eq(Sum(0 * (1 / exp(z(k))), (k, K)), by=nothing)
            .eq(0)
        )
    nonzero = proof.claim(NotEqual(total, 0), "So their sum is not zero,", by=empty)
    above = proof.claim(total > 0, "but positive, as no term is negative.", by=[pos_of_nonneg_ne, nonzero])
    each = proof.claim(positive, "Divided by it, positive numbers stay positive,", by=above)
    one = proof.calc(whole, "and sum to one.").eq(1, by=above)
    return proof.qed(above, each, one)
