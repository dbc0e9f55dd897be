"""Minimising the cross-entropy is minimising the divergence, exactly."""

from mlekl_symbolic import *


@derivation(
    title="Cross-entropy and divergence have the same minimisers",
    sources=("I. Goodfellow, Y. Bengio and A. Courville, Deep Learning (2016), section 3.13.",),
    claims=("A27",),
)
def same_minimisers(proof: Proof) -> Theorem:
    """Cross-entropy and divergence differ by the entropy of P, which no parameter can move."""
    X = proof.finite_set("X")
    Theta = proof.parameter_set("Theta")
    p = proof.distribution("P", over=X)
    q = proof.model("Q", parameters=Theta, over=X)
    a, theta = variables("a theta")
    proof.given(
        ForAll(Implies(Equal(q[theta](a), 0), Equal(p(a), 0)), (a, X), (theta, Theta)),
        "P is absolutely continuous with respect to every member of the model",
    )
    divergences = ArgMin(KL(p, q[theta]), (theta, Theta))
    cross_entropies = ArgMin(H(p, q[theta]), (theta, Theta))
    proof.show(SameSolutions(cross_entropies, divergences))

    proof.fix(theta, Theta)
    member = q[theta]
    decomposition = (
        proof.calc(KL(p, member), "Expand the logarithm; where P vanishes both sides do.")
        .eq(Sum(p(a) * log(p(a) / member(a)), (a, X)), by=kl)
        .eq(Sum(p(a) * log(p(a)) - p(a) * log(member(a)), (a, X)), by=mul_log_div_of_imp)
        .eq(Sum(p(a) * log(p(a)), (a, X)) - Sum(p(a) * log(member(a)), (a, X)), by=sum_sub)
        .eq(H(p, member) - H(p), by=[entropy, cross_entropy])
    )
    solutions = (
        proof.calc(divergences, "The entropy of P is the same for every parameter.")
        .eq(ArgMin(H(p, q[theta]) - H(p), (theta, Theta)), by=decomposition)
        .eq(cross_entropies, by=argmin_add_const)
    )
    return proof.qed(solutions)
