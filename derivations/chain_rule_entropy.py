"""The entropy of a pair is that of its first part and the mean entropy of the second given the first."""

from mlekl_symbolic import *


@derivation(
    title="Chain rule for entropy",
    sources=("T. M. Cover and J. A. Thomas, Elements of Information Theory (2006), theorem 2.2.1.",),
)
def chain_rule_entropy(proof: Proof) -> Theorem:
    """For a pair with the masses P(x) W_x(y), entropies add up."""
    X = proof.finite_set("X")
    Y = proof.finite_set("Y")
    p = proof.distribution("P", over=X)
    w = proof.model("W", parameters=X, over=Y)
    x, y = variables("x y")
    joint = -Sum(p(x) * w[x](y) * log(p(x) * w[x](y)), (y, Y), (x, X))
    proof.show(Equal(joint, H(p) + Sum(p(x) * H(w[x]), (x, X))))

    proof.fix(x, X)
    proof.fix(y, Y)
    split = proof.calc(
        p(x) * w[x](y) * log(p(x) * w[x](y)),
        "Split the logarithm; where a factor is zero, all terms are zero.",
    ).eq(p(x) * w[x](y) * log(p(x)) + p(x) * w[x](y) * log(w[x](y)), by=mul_mul_log_mul)
    total = (
        proof.calc(joint, "Summed over all pairs,")
        .eq(-Sum(p(x) * w[x](y) * log(p(x)) + p(x) * w[x](y) * log(w[x](y)), (y, Y), (x, X)), by=split)
        .eq(
            -Sum(p(x) * log(p(x)) * Sum(w[x](y), (y, Y)), (x, X))
            - Sum(p(x) * Sum(w[x](y) * log(w[x](y)), (y, Y)), (x, X)),
            by=[sum_add, mul_sum],
        )
        .eq(-Sum(p(x) * log(p(x)), (x, X)) + Sum(p(x) * H(w[x]), (x, X)), by=entropy)
        .eq(H(p) + Sum(p(x) * H(w[x]), (x, X)), by=entropy)
    )
    return proof.qed(total)
