"""The divergence of pairs: that of the first parts, and the mean one of the second given the first."""

from mlekl_symbolic import *


@derivation(
    title="Chain rule for the divergence",
    sources=("T. M. Cover and J. A. Thomas, Elements of Information Theory (2006), theorem 2.5.3.",),
)
def chain_rule_kl(proof: Proof) -> Theorem:
    """For pairs with the masses P(x) W_x(y) and Q(x) V_x(y), divergences add up."""
    X = proof.finite_set("X")
    Y = proof.finite_set("Y")
    p = proof.distribution("P", over=X)
    q = proof.distribution("Q", over=X)
    w = proof.model("W", parameters=X, over=Y)
    v = proof.model("V", parameters=X, over=Y)
    x, y = variables("x y")
    proof.given(
        ForAll(Implies(Equal(q(x), 0), Equal(p(x), 0)), (x, X)),
        "P is absolutely continuous with respect to Q",
    )
    proof.given(
        ForAll(Implies(Equal(v[x](y), 0), Equal(w[x](y), 0)), (y, Y), (x, X)),
        "every W_x is absolutely continuous with respect to V_x",
    )
    pair, other = p(x) * w[x](y), q(x) * v[x](y)
    joint = Sum(pair * log(pair / other), (y, Y), (x, X))
    proof.show(Equal(joint, KL(p, q) + Sum(p(x) * KL(w[x], v[x]), (x, X))))

    proof.fix(x, X)
    proof.fix(y, Y)
    parts = pair * log(p(x) / q(x)) + pair * log(w[x](y) / v[x](y))
    split = proof.calc(
        pair * log(pair / other), "The logarithm is a sum; where the pair has no mass, nothing is left."
    ).eq(parts)
    total = (
        proof.calc(joint, "Summed over all pairs,")
        .eq(Sum(parts, (y, Y), (x, X)), by=split)
        .eq(
            Sum(p(x) * log(p(x) / q(x)) * Sum(w[x](y), (y, Y)), (x, X))
            + Sum(p(x) * Sum(w[x](y) * log(w[x](y) / v[x](y)), (y, Y)), (x, X)),
            by=[sum_add, mul_sum],
        )
        .eq(Sum(p(x) * log(p(x) / q(x)), (x, X)) + Sum(p(x) * KL(w[x], v[x]), (x, X)), by=kl)
        .eq(KL(p, q) + Sum(p(x) * KL(w[x], v[x]), (x, X)), by=kl)
    )
    return proof.qed(total)
