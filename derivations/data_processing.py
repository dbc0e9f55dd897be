"""No channel tells two inputs better apart than they are."""

from mlekl_symbolic import *


@derivation(
    title="The data processing inequality",
    sources=("T. M. Cover and J. A. Thomas, Elements of Information Theory (2006), sections 2.8 and 2.9.",),
    spare={
        "S1": "a sum over an infinite set counts as 0, so both sides are 0",
        "S5": "by A1 the masses are even positive",
    },
)
def data_processing(proof: Proof) -> Theorem:
    """Sent through the same channel, two distributions come no further apart."""
    X = proof.finite_set("X")
    Y = proof.finite_set("Y")
    p, q = proof.distribution("P", over=X), proof.distribution("Q", over=X)
    w = proof.model("W", parameters=X, over=Y)
    x, y, z = variables("x y z")
    proof.given(ForAll(q(x) > 0, (x, X)), "Q charges every letter")
    out_p = proof.by_formula("P_Y", (y, Y), Sum(p(z) * w[z](y), (z, X)))
    out_q = proof.by_formula("Q_Y", (y, Y), Sum(q(z) * w[z](y), (z, X)))
    proof.show(KL(out_p, out_q) <= KL(p, q))

    proof.fix(y, Y)
    proof.fix(x, X)
    sent = p(x) * w[x](y)
    term = sent * log(sent / (q(x) * w[x](y)))
    with proof.suppose(Equal(q(x) * w[x](y), 0)):
        unreached = proof.claim(
            Equal(w[x](y), 0), "Then x is never sent to y,", by=mul_eq_zero_of_ne(c=q(x), a=w[x](y))
        )
        continuous = proof.calc(sent, "and this mass is zero as well.").eq(p(x) * 0, by=unreached).eq(0)
    terms = proof.claim(
        ForAll(Equal(term, w[x](y) * (p(x) * log(p(x) / q(x)))), (x, X)),
        "The factor W_x(y) cancels in the logarithm, or both sides are zero.",
    )
    inequality = proof.cite(
        "log_sum_inequality",
        X=X,
        f=MapsTo(p(x) * w[x](y), (x, X)),
        g=MapsTo(q(x) * w[x](y), (x, X)),
        by=continuous,
    )
    pointwise = (
        proof.calc(
            out_p(y) * log(out_p(y) / out_q(y)), "For each letter received, use the log sum inequality."
        )
        .le(Sum(term, (x, X)), by=inequality)
        .eq(Sum(w[x](y) * (p(x) * log(p(x) / q(x))), (x, X)), by=terms)
    )
    bound = (
        proof.calc(KL(out_p, out_q), "Sum over all letters received.")
        .eq(Sum(out_p(y) * log(out_p(y) / out_q(y)), (y, Y)), by=kl)
        .le(Sum(w[x](y) * (p(x) * log(p(x) / q(x))), (x, X), (y, Y)), by=[sum_le_sum, pointwise])
        .eq(Sum(p(x) * log(p(x) / q(x)), (x, X)))
        .eq(KL(p, q), by=kl)
    )
    return proof.qed(bound)
