from mlekl_symbolic import *


@derivation(title="The divergence is cross-entropy minus entropy")
def my_theorem(proof: Proof) -> Theorem:
    """Both sides are finite sums."""
    X = proof.finite_set("X")
    p = proof.distribution("p", over=X)
    q = proof.distribution("q", over=X)
    (a,) = variables("a")
    proof.given(ForAll(q(a) > 0, (a, X)), "q excludes nothing")
    proof.show(Equal(KL(p, q), CrossEntropy(p, q) - H(p)))
    difference = (
        proof.calc(KL(p, q), "Start from the definition.")
        .eq(Sum(p(a) * log(p(a) / q(a)), (a, X)), by=kl)
        .eq(Sum(p(a) * log(p(a)) - p(a) * log(q(a)), (a, X)), by=mul_log_div)
        .eq(CrossEntropy(p, q) - H(p))
    )
    return proof.qed(difference)
