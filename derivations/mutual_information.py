"""The mutual information of a pair: entropy saved by knowing its first part, and never negative."""

from mlekl_symbolic import *


@derivation(
    title="Mutual information",
    sources=("T. M. Cover and J. A. Thomas, Elements of Information Theory (2006), section 2.4.",),
    spare={
        "S1 S2": "a sum over an infinite set counts as 0, so no masses on it sum to one",
        "S6": "the log sum inequality holds for masses of any sum",
    },
)
def mutual_information(proof: Proof) -> Theorem:
    """The mean divergence of W_x from the marginal M is the entropy of y that knowing x saves."""
    X = proof.finite_set("X")
    Y = proof.finite_set("Y")
    p = proof.distribution("P", over=X)
    w = proof.model("W", parameters=X, over=Y)
    x, y, z = variables("x y z")
    m = proof.by_formula("M", (y, Y), Sum(p(z) * w[z](y), (z, X)))
    information = Sum(p(x) * KL(w[x], m), (x, X))
    proof.show(And(Equal(information, H(m) - Sum(p(x) * H(w[x]), (x, X))), information >= 0))

    total = (
        proof.calc(Sum(m(y), (y, Y)), "M is a distribution:")
        .eq(Sum(p(z) * w[z](y), (z, X), (y, Y)))
        .eq(Sum(p(z) * Sum(w[z](y), (y, Y)), (z, X)), by=[sum_comm, mul_sum])
        .eq(1)
    )
    proof.fix(x, X)
    proof.fix(y, Y)
    share = (
        proof.calc(m(y), "The marginal M gives y at least what x contributes.")
        .eq(Sum(p(z) * w[z](y), (z, X)))
        .ge(p(x) * w[x](y), by=single_le_sum)
    )
    with proof.suppose(p(x) > 0), proof.suppose(Equal(m(y), 0)):
        nothing = proof.claim(
            Equal(p(x) * w[x](y), 0), "Then x contributes nothing.", by=[le_antisymm, share]
        )
        covered = proof.claim(
            Equal(w[x](y), 0), "So W_x has no mass at y.", by=[mul_eq_zero_of_ne(c=p(x)), nothing]
        )
    term = p(x) * KL(w[x], m)
    saving = -(p(x) * Sum(w[x](y) * log(m(y)), (y, Y))) - p(x) * H(w[x])
    with proof.suppose(p(x) > 0):
        saved = (
            proof.calc(term, "Then the divergence from M can be split.")
            .eq(p(x) * Sum(w[x](y) * log(w[x](y) / m(y)), (y, Y)), by=kl)
            .eq(
                p(x) * Sum(w[x](y) * log(w[x](y)) - w[x](y) * log(m(y)), (y, Y)),
                by=[mul_log_div_of_imp, covered],
            )
            .eq(saving, by=entropy)
        )
        gain = proof.calc(term, "It is not negative.").ge(
            0, by=[mul_nonneg, proof.cite("gibbs", X=Y, P=w[x], Q=m, by=[total, covered])]
        )
    with proof.suppose(Equal(p(x), 0)):
        neither = proof.calc(term, "Then x does not count.").eq(0).eq(saving)
        nil = proof.calc(term).ge(0)
    split = proof.claim(ForAll(Equal(term, saving), (x, X)), "For every x, then,", by=[saved, neither])
    nonnegative = proof.claim(ForAll(term >= 0, (x, X)), by=[gain, nil])
    savings = (
        proof.calc(information, "On average over x,")
        .eq(Sum(saving, (x, X)), by=split)
        .eq(-Sum(m(y) * log(m(y)), (y, Y)) - Sum(p(x) * H(w[x]), (x, X)), by=sum_comm)
        .eq(H(m) - Sum(p(x) * H(w[x]), (x, X)), by=entropy)
    )
    lower = proof.calc(information).ge(0, by=[sum_nonneg, nonnegative])
    return proof.qed(savings, lower)
