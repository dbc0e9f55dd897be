"""The softmax of any scores is a distribution with positive masses."""

from mlekl_symbolic import *


@derivation(
    title="Softmax gives a distribution",
    sources=("C. M. Bishop, Pattern Recognition and Machine Learning (2006), section 4.3.4.",),
    spare={"S1": "the size of an infinite set counts as 0, which A1 excludes"},
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

    above = proof.claim(total > 0, "Exponentials are positive, and so is their sum.", by=sum_pos)
    each = proof.claim(positive, "Divided by it they stay positive,", by=div_pos)
    one = proof.calc(whole, "and sum to one.").eq(1, by=above)
    return proof.qed(above, each, one)
