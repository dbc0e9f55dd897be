"""The Jensen-Shannon divergence: symmetric, a difference of entropies, between 0 and log 2."""

from sympy import Rational

from mlekl_symbolic import *


@derivation(
    title="The Jensen-Shannon divergence",
    sources=("J. Lin, Divergence measures based on the Shannon entropy, IEEE Trans. Inf. Theory 37 (1991).",),
    claims=("B07", "B08", "B09"),
    spare={"S1": "a sum over an infinite set counts as 0, so no masses on it sum to one"},
)
def jensen_shannon(proof: Proof) -> Theorem:
    """The mean divergence from the midpoint is the entropy gained by mixing, at most log 2."""
    X = proof.finite_set("X")
    p = proof.distribution("P", over=X)
    q = proof.distribution("Q", over=X)
    a = Variable("a")
    half = Rational(1, 2)
    m = proof.by_formula("M", (a, X), half * (p(a) + q(a)))
    divergence, turned = half * KL(p, m) + half * KL(q, m), half * KL(q, m) + half * KL(p, m)
    agree = ForAll(Equal(p(a), q(a)), (a, X))
    proof.show(
        And(
            And(Equal(divergence, turned), Equal(divergence, H(m) - half * H(p) - half * H(q))),
            And(And(divergence >= 0, divergence <= log(2)), Iff(Equal(divergence, 0), agree)),
        )
    )

    proof.remark(
        "With M in the first place of one divergence and in the second of the other, the mean would not be "
        "symmetric; and the mean of D(P‖Q) and D(Q‖P), half of Jeffreys' divergence, is another quantity. "
        "Both are seen on a bent coin R, a fair coin S and their midpoint T."
    )
    coins = proof.alphabet("Y", "heads tails")
    bent, fair, between = (
        proof.tabulated(name, over=coins, masses={"heads": heads, "tails": 1 - heads})
        for name, heads in (("R", Rational(9, 10)), ("S", half), ("T", Rational(7, 10)))
    )
    proof.refute(
        Equal(
            half * KL(bent, between) + half * KL(between, bent),
            half * KL(fair, between) + half * KL(between, fair),
        )
    )
    proof.refute(
        Equal(
            half * KL(bent, fair) + half * KL(fair, bent),
            half * KL(bent, between) + half * KL(fair, between),
        )
    )
    symmetry = proof.calc(divergence, "With M in the second place of both, the order does not matter.").eq(
        turned
    )
    under_p = proof.claim(
        ForAll(Implies(Equal(m(a), 0), Equal(p(a), 0)), (a, X)), "Where M has no mass, P has none,"
    )
    under_q = proof.claim(ForAll(Implies(Equal(m(a), 0), Equal(q(a), 0)), (a, X)), "and Q has none.")
    mixing = (
        proof.calc(divergence, "So both divergences can be split,")
        .eq(half * Sum(p(a) * log(p(a) / m(a)), (a, X)) + half * Sum(q(a) * log(q(a) / m(a)), (a, X)), by=kl)
        .eq(
            half * Sum(p(a) * log(p(a)) - p(a) * log(m(a)), (a, X))
            + half * Sum(q(a) * log(q(a)) - q(a) * log(m(a)), (a, X)),
            by=[mul_log_div_of_imp, under_p, under_q],
        )
        .eq(
            -Sum(half * (p(a) + q(a)) * log(m(a)), (a, X)) - half * H(p) - half * H(q),
            by=[entropy, sum_add],
        )
        .eq(H(m) - half * H(p) - half * H(q), by=entropy)
    )
    gibbs_p = proof.cite("gibbs", Q=m, by=under_p)
    gibbs_q = proof.cite("gibbs", P=q, Q=m, by=under_q)
    lower = proof.calc(divergence, "Both divergences are nonnegative,").ge(0, by=[gibbs_p, gibbs_q])
    upper = (
        proof.calc(divergence, "and at most log 2, as neither P nor Q exceeds 2M.")
        .le(
            half * log(2) + half * log(2),
            by=[
                proof.cite("dominated_divergence", M=m, c=Rational(2)),
                proof.cite("dominated_divergence", P=q, M=m, c=Rational(2)),
            ],
        )
        .eq(log(2))
    )
    equality = (
        proof.calc(Equal(divergence, 0), "Their mean vanishes only when both do, that is, when P = Q:")
        .iff(And(Equal(KL(p, m), 0), Equal(KL(q, m), 0)), by=[gibbs_p, gibbs_q])
        .iff(And(ForAll(Equal(p(a), m(a)), (a, X)), ForAll(Equal(q(a), m(a)), (a, X))), by=[gibbs_p, gibbs_q])
        .iff(agree)
    )
    return proof.qed(symmetry, mixing, lower, upper, equality)
