"""The second derivative of the cross-entropy after a softmax is a variance, hence not negative."""

from typing import Any

from mlekl_symbolic import *


@derivation(
    title="The Hessian of the softmax cross-entropy",
    sources=("C. M. Bishop, Pattern Recognition and Machine Learning (2006), section 4.3.4.",),
    spare={
        "S1": "a sum over an infinite set counts as 0, so no masses on it sum to one",
        "S2 S3": "the scores enter the terms with Y linearly",
    },
)
def softmax_hessian(proof: Proof) -> Theorem:
    """The Hessian is positive semidefinite: along v it is the variance of v under p."""
    K = proof.finite_set("K")
    y = proof.distribution("Y", over=K)
    z, v = proof.function("z"), proof.function("v")
    k, j, t, s = variables("k j t s")
    proof.fix(s, Reals())
    p = proof.by_formula("P", (k, K), exp(z(k) + s * v(k)) / Sum(exp(z(j) + s * v(j)), (j, K)))

    def loss(at: object) -> Any:
        return log(Sum(exp(z(j) + at * v(j)), (j, K))) - Sum(y(k) * (z(k) + at * v(k)), (k, K))

    total, mean = Sum(exp(z(j) + s * v(j)), (j, K)), Sum(p(k) * v(k), (k, K))
    second = Derivative(Derivative(loss(t), t), (t, s))
    form = Sum(v(j) * (delta(j, k) * p(j) - p(j) * p(k)) * v(k), (k, K), (j, K))
    proof.show(And(Equal(second, form), form >= 0))

    inhabited = proof.claim(
        Cardinality(K) > 0, "There is a class,", by=proof.cite("nonempty_alphabet", X=K, P=y)
    )
    softmax = proof.cite("softmax_is_a_distribution", z=MapsTo(z(k) + s * v(k), (k, K)), by=inhabited)
    above = proof.claim(total > 0, "so the exponentials have a positive sum.", by=softmax)
    spread = Sum(p(k) * v(k) ** 2, (k, K)) - mean**2
    curvature = (
        proof.calc(
            second, "Differentiate twice: this is the quadratic form of diag(p) minus p times its transpose."
        )
        .eq(spread, by=[deriv_eq, above])
        .eq(form)
    )
    variance = (
        proof.calc(form, "It is a variance and so not negative.")
        .eq(spread)
        .eq(Sum(p(k) * (v(k) - Sum(p(j) * v(j), (j, K))) ** 2, (k, K)))
        .ge(0)
    )
    return proof.qed(curvature, variance)
