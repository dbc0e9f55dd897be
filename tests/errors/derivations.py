"""Derivations with one thing wrong each, and what ``mlekl prove`` says about them.

Each case is the body of a derivation; its golden message is ``golden/NAME.txt``.
"""

HEAD = """\
from mlekl_symbolic import *


@derivation(title="A title")
def wrong(proof: Proof) -> Theorem:
    X = proof.finite_set("X")
    N = proof.natural("N")
    x = proof.sample("x", size=N, over=X)
    p = proof.distribution("p", over=X)
    q = proof.distribution("q", over=X)
    a, b, i = variables("a b i")
"""

CASES = {
    "refuted_identity": """\
    proof.show(Equal(KL(p, q), KL(q, p)))
    return proof.qed(proof.calc(KL(p, q)).eq(KL(q, p)))
""",
    "refuted_for_want_of_a_hypothesis": """\
    start = Sum(p(a) * log(p(a) / q(a)), (a, X))
    end = Sum(p(a) * log(p(a)) - p(a) * log(q(a)), (a, X))
    proof.show(Equal(start, end))
    return proof.qed(proof.calc(start).eq(end))
""",
    "refuted_count": """\
    p_data = proof.empirical("P_data", x)
    start = Sum(log(p_data(x[i])), (i, 1, N))
    proof.show(Equal(start, -N * log(N)))
    return proof.qed(proof.calc(start).eq(-N * log(N)))
""",
    "gap": """\
    proof.show(0 <= KL(p, q))
    return proof.qed(proof.calc(KL(p, q)).gap(KL(p, q) + 0, "left for another day"))
""",
    "wrong_conclusion": """\
    proof.show(Equal(KL(p, q), CrossEntropy(p, q) - H(p)))
    return proof.qed(proof.calc(KL(p, q)).eq(Sum(p(a) * log(p(a) / q(a)), (a, X)), by=kl))
""",
    "undeclared": """\
    proof.show(Equal(Sum(p(a), (a, X)), 1))
    return proof.qed(proof.calc(Sum(p(b), (a, X))).eq(1))
""",
    "declared_twice": """\
    r = proof.distribution("p", over=X)
""",
    "nothing_to_show": """\
    return proof.qed(proof.calc(Sum(p(a), (a, X))).eq(1))
""",
    "no_theorem": """\
    proof.show(Equal(Sum(p(a), (a, X)), 1))
""",
    "decimal": """\
    proof.show(Equal(Sum(p(a), (a, X)), 1.0))
""",
    "unknown_rule": """\
    proof.show(Equal(Sum(p(a), (a, X)), 1))
    return proof.qed(proof.calc(Sum(p(a), (a, X))).eq(1, by=sum_delt))
""",
    "truth_of_a_statement": """\
    if p(a) > 0:
        proof.show(Equal(Sum(p(a), (a, X)), 1))
""",
}
