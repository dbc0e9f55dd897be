"""Cross-entropy, entropy and divergence of densities."""

from mlekl_symbolic import *


@derivation(
    title="Cross-entropy of densities",
    sources=("T. M. Cover and J. A. Thomas, Elements of Information Theory (2006), section 8.5.",),
    claims=("A26", "B13"),
    unshown={"A2 A3": "the only examples that are tried are step functions"},
)
def cross_entropy_for_densities(proof: Proof) -> Theorem:
    """Cross-entropy is entropy and divergence together, when entropy and divergence are finite."""
    S = proof.region("S")
    p = proof.density("p", over=S)
    q = proof.density("q", over=S)
    x = Variable("x")
    proof.given(ForAll(Implies(Equal(q(x), 0), Equal(p(x), 0)), (x, S)), "p vanishes where q does")
    proof.given(Integrable(p(x) * log(p(x)), (x, S)), "the entropy of p is finite")
    proof.given(Integrable(p(x) * log(p(x) / q(x)), (x, S)), "the divergence is finite")
    proof.show(Equal(H(p, q), H(p) + KL(p, q)))
    identity = (
        proof.calc(H(p, q), "Where p is positive, the logarithm of the ratio is a difference.")
        .eq(-Integral(p(x) * log(q(x)), (x, S)), by=cross_entropy)
        .eq(-Integral(p(x) * log(p(x)) - p(x) * log(p(x) / q(x)), (x, S)), by=mul_log_div_of_imp)
        .eq(
            -Integral(p(x) * log(p(x)), (x, S)) + Integral(p(x) * log(p(x) / q(x)), (x, S)),
            by=integral_sub,
        )
        .eq(H(p) + KL(p, q), by=[entropy, kl])
    )
    return proof.qed(identity)
