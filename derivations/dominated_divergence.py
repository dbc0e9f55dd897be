"""A distribution that is nowhere more than c times another is within log c of it."""

from mlekl_symbolic import *


@derivation(
    title="A bound on the ratio bounds the divergence",
    sources=("T. van Erven and P. Harremoës, Rényi Divergence and Kullback-Leibler Divergence (2014).",),
    spare={
        "S5": "the bound holds letter by letter, and where c is negative both logarithms count as 0",
    },
)
def dominated_divergence(proof: Proof) -> Theorem:
    """If P is nowhere more than c times M, the divergence of P from M is at most log c."""
    X = proof.finite_set("X")
    p = proof.distribution("P", over=X)
    m = proof.distribution("M", over=X)
    c = proof.real("c")
    a = Variable("a")
    proof.given(ForAll(p(a) <= c * m(a), (a, X)), "P is nowhere more than c times M")
    proof.show(KL(p, m) <= log(c))

    large = (
        proof.calc(c, "As P and M have the same mass in all, c is at least one.")
        .eq(Sum(c * m(a), (a, X)))
        .ge(Sum(p(a), (a, X)), by=sum_le_sum)
        .eq(1)
    )
    proof.fix(a, X)
    term = p(a) * log(p(a) / m(a))
    with proof.suppose(p(a) > 0):
        covered = proof.claim(m(a) > 0, "Then M has mass too.", by=[mul_pos_iff_of_pos(c=c), large])
        massive = (
            proof.calc(term, "The logarithm is increasing, so it can be compared with that of c M.")
            .eq(p(a) * log(p(a)) - p(a) * log(m(a)), by=[mul_log_div, covered])
            .le(
                p(a) * log(c * m(a)) - p(a) * log(m(a)),
                by=mul_le_mul_left(c=p(a), a=log(p(a)), b=log(c * m(a))),
            )
            .eq(p(a) * log(c), by=[log_mul, covered, large])
        )
    with proof.suppose(Equal(p(a), 0)):
        massless = proof.calc(term, "Then both sides are zero.").le(p(a) * log(c))
    pointwise = proof.claim(ForAll(term <= p(a) * log(c), (a, X)), "In both cases,", by=[massive, massless])
    bound = (
        proof.calc(KL(p, m), "Summed over the alphabet, as P has mass one in all,")
        .eq(Sum(term, (a, X)), by=kl)
        .le(Sum(p(a) * log(c), (a, X)), by=[sum_le_sum, pointwise])
        .eq(log(c))
    )
    return proof.qed(bound)
