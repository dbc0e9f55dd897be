"""Cross-entropy is entropy plus divergence."""

from mlekl_symbolic import *
from mlekl_symbolic.rules.information import cross_entropy as definition


@derivation(  # type: ignore[no-redef]  # the rule of this name is `definition` here
    title="Cross-entropy is entropy plus divergence",
    sources=("T. M. Cover and J. A. Thomas, Elements of Information Theory (2006), section 2.3.",),
    claims=("A26",),
)
def cross_entropy(proof: Proof) -> Theorem:
    """What coding with the wrong distribution costs is the divergence, on top of the entropy."""
    X = proof.finite_set("X")
    p = proof.distribution("P", over=X)
    q = proof.distribution("Q", over=X)
    a = Variable("a")
    proof.given(ForAll(q(a) > 0, (a, X)), "Q excludes nothing")
    proof.show(Equal(H(p, q), H(p) + KL(p, q)))
    sides = (
        proof.calc(H(p) + KL(p, q), "Write out both sums; the terms P log P cancel.")
        .eq(-Sum(p(a) * log(p(a)), (a, X)) + Sum(p(a) * log(p(a) / q(a)), (a, X)), by=[entropy, kl])
        .eq(
            -Sum(p(a) * log(p(a)), (a, X)) + Sum(p(a) * log(p(a)) - p(a) * log(q(a)), (a, X)),
            by=mul_log_div,
        )
        .eq(-Sum(p(a) * log(q(a)), (a, X)), by=sum_sub)
        .eq(H(p, q), by=definition)
    )
    return proof.qed(sides)
