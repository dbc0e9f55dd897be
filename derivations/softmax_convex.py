"""The cross-entropy after a softmax is a convex function of the scores."""

from collections.abc import Callable
from typing import Any

from mlekl_symbolic import *


@derivation(
    title="The softmax cross-entropy is convex",
    sources=("S. Boyd and L. Vandenberghe, Convex Optimization (2004), section 3.1.5.",),
    spare={
        "S1": "a sum over an infinite set counts as 0, so no masses on it sum to one",
        "S2 S3": "the scores enter the terms with Y linearly",
    },
)
def softmax_convex(proof: Proof) -> Theorem:
    """Between any two vectors of scores the loss lies below its chord."""
    K = proof.finite_set("K")
    y = proof.distribution("Y", over=K)
    z, w = proof.function("z"), proof.function("w")
    c = proof.real("c")
    k, j, t, s = variables("k j t s")
    proof.given(c >= 0, "the weight is not negative")
    proof.given(c <= 1, "the weight is at most one")

    def line(at: object) -> Any:
        exponentials = Sum(exp(z(j) + at * (w(j) - z(j))), (j, K))
        return log(exponentials) - Sum(y(k) * (z(k) + at * (w(k) - z(k))), (k, K))

    def loss(scores: Callable[[Variable], Any]) -> Any:
        return log(Sum(exp(scores(j)), (j, K))) - Sum(y(k) * scores(k), (k, K))

    between = loss(lambda a: (1 - c) * z(a) + c * w(a))
    proof.show(between <= (1 - c) * loss(z) + c * loss(w))

    proof.fix(s, Reals())
    inhabited = proof.claim(
        Cardinality(K) > 0, "There is a class,", by=proof.cite("nonempty_alphabet", X=K, P=y)
    )
    moved = MapsTo(z(k) + s * (w(k) - z(k)), (k, K))
    above = proof.claim(
        Sum(exp(z(j) + s * (w(j) - z(j))), (j, K)) > 0, "so the exponentials have a positive sum.",
        by=proof.cite("softmax_is_a_distribution", z=moved, by=inhabited),
    )  # fmt: skip
    curvature = proof.calc(
        Derivative(Derivative(line(t), t), (t, s)), "From z to w the second derivative is nowhere negative."
    ).ge(0, by=proof.cite("softmax_hessian", v=MapsTo(w(k) - z(k), (k, K))))
    chord = (
        proof.calc(between, "So the loss lies below its chord.")
        .eq(line(c))
        .le(
            (1 - c) * line(0) + c * line(1),
            by=[
                le_of_deriv2_nonneg(f=MapsTo(line(t), (t, Reals())), A=Reals(), a=0, b=1, c=c),
                above,
                curvature,
            ],
        )
        .eq((1 - c) * loss(z) + c * loss(w))
    )
    return proof.qed(chord)
