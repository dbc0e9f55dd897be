"""What data tell about a hidden quantity, on average: the mutual information of the two."""

from mlekl_symbolic import *


@derivation(
    title="The mean information gain is the mutual information",
    sources=("D. V. Lindley, On a measure of the information provided by an experiment (1956).",),
    claims=("B05",),
    spare={
        "S1": "a sum over an infinite set counts as 0, so both sides are 0",
        "S3 S5": "both sides agree term by term, whatever the signs",
    },
)
def information_gain(proof: Proof) -> Theorem:
    """Averaged over the data, the divergence of posterior from prior is the mutual information, which is
    the mean divergence of W_x from M.
    """
    X = proof.finite_set("X")
    Y = proof.finite_set("Y")
    p = proof.distribution("P", over=X)
    w = proof.model("W", parameters=X, over=Y)
    b = proof.model("B", parameters=Y, over=X)
    x, y, z = variables("x y z")
    m = proof.by_formula("M", (y, Y), Sum(p(z) * w[z](y), (z, X)))
    proof.given(
        ForAll(Equal(m(y) * b[y](x), p(x) * w[x](y)), (x, X), (y, Y)), "Bayes' rule: B_y is the posterior"
    )
    gain, information = Sum(m(y) * KL(b[y], p), (y, Y)), Sum(p(x) * KL(w[x], m), (x, X))
    proof.show(Equal(gain, information))

    proof.fix(x, X)
    proof.fix(y, Y)
    before, after = p(x) * w[x](y) * log(b[y](x) / p(x)), p(x) * w[x](y) * log(w[x](y) / m(y))
    bayes = proof.calc(m(y) * b[y](x), "By Bayes' rule,").eq(p(x) * w[x](y))
    with proof.suppose(p(x) > 0), proof.suppose(w[x](y) > 0):
        charged = proof.claim(m(y) > 0, "Then the marginal M has mass at y,")
        ratio = (
            proof.calc(b[y](x) / p(x), "posterior over prior is likelihood over marginal,")
            .eq((m(y) * b[y](x)) / (m(y) * p(x)), by=[mul_inv_cancel, charged])
            .eq((p(x) * w[x](y)) / (m(y) * p(x)), by=bayes)
            .eq(w[x](y) / m(y), by=mul_inv_cancel)
        )
        massive = proof.calc(before, "and both terms agree.").eq(after, by=ratio)
    with proof.suppose(Equal(w[x](y), 0)):
        unlikely = proof.calc(before, "Then both terms are zero.").eq(0).eq(after)
    with proof.suppose(Equal(p(x), 0)):
        unweighted = proof.calc(before, "Then, too, both terms are zero.").eq(0).eq(after)
    with proof.suppose(p(x) > 0):
        weighted = proof.claim(
            Equal(before, after),
            "Then both terms agree, whether W_x(y) is positive or zero.",
            by=[massive, unlikely],
        )
    pointwise = proof.claim(
        ForAll(Equal(before, after), (x, X), (y, Y)), "In all cases,", by=[weighted, unweighted]
    )
    total = (
        proof.calc(gain, "Averaged over the data,")
        .eq(Sum(m(y) * b[y](x) * log(b[y](x) / p(x)), (x, X), (y, Y)), by=[kl, mul_sum])
        .eq(Sum(before, (x, X), (y, Y)), by=bayes)
        .eq(Sum(after, (x, X), (y, Y)), by=pointwise)
        .eq(Sum(p(x) * Sum(w[x](y) * log(w[x](y) / m(y)), (y, Y)), (x, X)), by=[sum_comm, mul_sum])
        .eq(information, by=kl)
    )
    return proof.qed(total)
