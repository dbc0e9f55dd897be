"""The gradient of softmax regression: the errors of the model, weighted with the features."""

from typing import Any

from mlekl_symbolic import *


@derivation(
    title="The gradient of softmax regression",
    sources=("C. M. Bishop, Pattern Recognition and Machine Learning (2006), section 4.3.4.",),
    unshown={"S1": "that sums of exponentials over an infinite set count as 0 would have to be proved"},
)
def softmax_regression(proof: Proof) -> Theorem:
    """Along one weight the mean cross-entropy changes by the mean of (p − y) times the feature.

    The scores of observation i are Σ w(k, d) x(i, d), and y(i, k) are its targets. The weight of class c and
    feature b is moved by t.
    """
    K, D = proof.finite_set("K"), proof.finite_set("D")
    N = proof.natural("N")
    w, x, y = (proof.function(name, arity=2) for name in "wxy")
    i, j, k, d, t, b, c = variables("i j k d t b c")

    def moved(of: Any) -> Any:
        return Sum((w(of, d) + t * delta(of, c) * delta(d, b)) * x(i, d), (d, D))

    def score(of: Any) -> Any:
        return Sum(w(of, d) * x(i, d), (d, D))

    loss = 1 / N * Sum(log(Sum(exp(moved(j)), (j, K))) - Sum(y(i, k) * moved(k), (k, K)), (i, 1, N))
    total = Sum(exp(score(j)), (j, K))
    gradient = 1 / N * Sum((exp(score(c)) / total - y(i, c)) * x(i, b), (i, 1, N))
    proof.show(ForAll(Equal(Derivative(loss, (t, 0)), gradient), (c, K), (b, D)))

    proof.fix(b, D)
    proof.fix(c, K)
    model, target = Sum(exp(score(k)) * delta(k, c), (k, K)) / total, Sum(y(i, k) * delta(k, c), (k, K))
    slope = (
        proof.calc(Derivative(loss, (t, 0)), "Only the score of class c moves, at the rate of the feature b.")
        .eq(1 / N * Sum((model - target) * x(i, b), (i, 1, N)), by=deriv_eq)
        .eq(gradient, by=sum_delta)
    )
    return proof.qed(slope)
