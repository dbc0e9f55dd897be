"""The entropy is between zero and the logarithm of the number of letters."""

from mlekl_symbolic import *


@derivation(
    title="Entropy lies between zero and log |X|",
    sources=("T. M. Cover and J. A. Thomas, Elements of Information Theory (2006), theorem 2.6.4.",),
    spare={"S1": "a sum over an infinite set counts as 0, so no masses on it sum to one"},
)
def entropy_bounds(proof: Proof) -> Theorem:
    """No distribution is more uncertain than the uniform one, and none less than a certain one."""
    X = proof.finite_set("X")
    p = proof.distribution("P", over=X)
    a, b = variables("a b")
    size = Cardinality(X)
    u = proof.by_formula("U", (a, X), 1 / size)
    proof.show(And(H(p) >= 0, H(p) <= log(size)))

    proof.fix(a, X)
    at_most_one = (
        proof.calc(p(a), "No mass exceeds the sum of all.").le(Sum(p(b), (b, X)), by=single_le_sum).eq(1)
    )
    with proof.suppose(p(a) > 0):
        massive = (
            proof.calc(-(p(a) * log(p(a))), "The logarithm of a mass is at most zero.")
            .ge(-(p(a) * log(1)), by=[mul_le_mul_left(c=p(a), a=log(p(a)), b=log(1)), at_most_one])
            .eq(0, by=log_one)
        )
    with proof.suppose(Equal(p(a), 0)):
        massless = proof.calc(-(p(a) * log(p(a))), "Then the term is zero.").ge(0)
    pointwise = proof.claim(ForAll(-(p(a) * log(p(a))) >= 0, (a, X)), "In any case,", by=[massive, massless])
    below = (
        proof.calc(H(p), "Hence the entropy is not negative.")
        .eq(Sum(-(p(a) * log(p(a))), (a, X)), by=[entropy, sum_neg])
        .ge(0, by=[sum_nonneg, pointwise])
    )
    letters = (
        proof.calc(size, "There are letters, as their masses sum to one.")
        .eq(Sum(1, (a, X)), by=sum_const)
        .ge(Sum(p(a), (a, X)), by=[sum_le_sum, at_most_one])
        .eq(1)
    )
    above = (
        proof.calc(
            log(size) - H(p),
            "The gap between H(P) and log |X| is the divergence of P from the uniform distribution U.",
        )
        .eq(Sum(p(a) * log(p(a)) - p(a) * log(u(a)), (a, X)), by=[entropy, log_inv])
        .eq(KL(p, u), by=[mul_log_div, letters])
        .ge(0, by=proof.cite("gibbs", Q=u, by=letters))
    )
    return proof.qed(below, above)
