"""The divergence is convex in both distributions together."""

from mlekl_symbolic import *


@derivation(
    title="The divergence is convex",
    sources=("T. M. Cover and J. A. Thomas, Elements of Information Theory (2006), theorem 2.7.2.",),
)
def convexity_of_divergence(proof: Proof) -> Theorem:
    """Mixing two pairs of distributions in the same way does not increase their mean divergence."""
    X = proof.finite_set("X")
    p1, p2, q1, q2 = (proof.distribution(name, over=X) for name in ("P_1", "P_2", "Q_1", "Q_2"))
    weight = proof.real("lambda")
    a = Variable("a")
    for p in (p1, p2, q1, q2):
        proof.given(ForAll(p(a) > 0, (a, X)))
    proof.given(weight > 0)
    proof.given(weight < 1)
    rest = 1 - weight
    p = proof.by_formula("P", (a, X), weight * p1(a) + rest * p2(a))
    q = proof.by_formula("Q", (a, X), weight * q1(a) + rest * q2(a))
    mean = weight * KL(p1, q1) + rest * KL(p2, q2)
    proof.show(KL(p, q) <= mean)

    proof.fix(a, X)
    parts = weight * p1(a), rest * p2(a), weight * q1(a), rest * q2(a)
    two = proof.cite("log_sum_of_two", **dict(zip("abcd", parts, strict=True)))
    pointwise = (
        proof.calc(p(a) * log(p(a) / q(a)), "Letter by letter this is the log sum inequality.")
        .le(parts[0] * log(parts[0] / parts[2]) + parts[1] * log(parts[1] / parts[3]), by=two)
        .eq(parts[0] * log(p1(a) / q1(a)) + parts[1] * log(p2(a) / q2(a)))
    )
    bound = (
        proof.calc(KL(p, q), "Sum over the letters.")
        .eq(Sum(p(a) * log(p(a) / q(a)), (a, X)), by=kl)
        .le(
            Sum(parts[0] * log(p1(a) / q1(a)) + parts[1] * log(p2(a) / q2(a)), (a, X)),
            by=[sum_le_sum, pointwise],
        )
        .eq(mean, by=kl)
    )
    return proof.qed(bound)
