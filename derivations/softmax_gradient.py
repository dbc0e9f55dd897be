"""The gradient of the cross-entropy after a softmax is the difference of model and target."""

from mlekl_symbolic import *


@derivation(
    title="The gradient of the softmax cross-entropy",
    sources=("C. M. Bishop, Pattern Recognition and Machine Learning (2006), section 4.3.4.",),
    spare={
        "S1": "a sum over an infinite set counts as 0, so no masses on it sum to one",
        "S2": "the scores enter the terms with Y linearly",
    },
)
def softmax_gradient(proof: Proof) -> Theorem:
    """Along any direction v of the scores the cross-entropy changes at the rate Σ (p − y) v."""
    K = proof.finite_set("K")
    y = proof.distribution("Y", over=K)
    z, v = proof.function("z"), proof.function("v")
    k, j, t, c = variables("k j t c")
    p = proof.by_formula("P", (k, K), exp(z(k)) / Sum(exp(z(j)), (j, K)))
    total, along = Sum(exp(z(j)), (j, K)), Sum(exp(z(j) + t * v(j)), (j, K))
    loss = log(along) - Sum(y(k) * (z(k) + t * v(k)), (k, K))
    along_one = Sum(exp(z(j) + t * delta(j, c)), (j, K))
    loss_along_one = log(along_one) - Sum(y(k) * (z(k) + t * delta(k, c)), (k, K))
    rate = Sum((p(k) - y(k)) * v(k), (k, K))
    entropy_is_loss = Equal(H(y, p), log(total) - Sum(y(k) * z(k), (k, K)))
    each = ForAll(Equal(Derivative(loss_along_one, (t, 0)), p(c) - y(c)), (c, K))
    proof.show(And(entropy_is_loss, And(Equal(Derivative(loss, (t, 0)), rate), each)))

    inhabited = proof.claim(
        Cardinality(K) > 0, "There is a class,", by=proof.cite("nonempty_alphabet", X=K, P=y)
    )
    above = proof.claim(
        total > 0,
        "so the exponentials have a positive sum.",
        by=proof.cite("softmax_is_a_distribution", by=inhabited),
    )
    loss_is = (
        proof.calc(H(y, p), "The cross-entropy in terms of the scores.")
        .eq(-Sum(y(k) * (z(k) - log(total)), (k, K)), by=[cross_entropy, above])
        .eq(log(total) - Sum(y(k) * z(k), (k, K)))
    )
    slope = (
        proof.calc(Derivative(loss, (t, 0)), "Move the scores along v and differentiate.")
        .eq(1 / total * Sum(exp(z(k)) * v(k), (k, K)) - Sum(y(k) * v(k), (k, K)), by=[deriv_eq, above])
        .eq(Sum(p(k) * v(k), (k, K)) - Sum(y(k) * v(k), (k, K)))
        .eq(rate)
    )
    proof.fix(c, K)
    partial = (
        proof.calc(Derivative(loss_along_one, (t, 0)), "If only the score of one class c moves,")
        .eq(Sum((p(k) - y(k)) * delta(k, c), (k, K)), by=[deriv_eq, above])
        .eq(p(c) - y(c), by=sum_delta)
    )
    return proof.qed(loss_is, slope, partial)
