"""Minimising the cross-entropy of densities is minimising the divergence."""

from mlekl_symbolic import *


@derivation(
    title="Cross-entropy and divergence of densities have the same minimisers",
    sources=("I. Goodfellow, Y. Bengio and A. Courville, Deep Learning (2016), section 3.13.",),
    claims=("A27", "B13", "B14"),
    unshown={"A2 A3": "the only examples that are tried are step functions"},
)
def same_minimisers_for_densities(proof: Proof) -> Theorem:
    """Cross-entropy and divergence differ by the entropy of p, which is finite and the same for all."""
    S = proof.region("S")
    Theta = proof.parameter_set("Theta")
    p = proof.density("p", over=S)
    q = proof.densities("q", parameters=Theta, over=S)
    x, theta = variables("x theta")
    proof.given(
        ForAll(Implies(Equal(q[theta](x), 0), Equal(p(x), 0)), (x, S), (theta, Theta)),
        "p vanishes where a member of the model does",
    )
    proof.given(Integrable(p(x) * log(p(x)), (x, S)), "the entropy of p is finite")
    proof.given(
        ForAll(Integrable(p(x) * log(p(x) / q[theta](x)), (x, S)), (theta, Theta)),
        "every divergence is finite",
    )
    divergences = ArgMin(KL(p, q[theta]), (theta, Theta))
    expected = Expectation(log(q[theta](x)), (x, p))
    proof.show(
        And(
            SameSolutions(ArgMin(H(p, q[theta]), (theta, Theta)), divergences),
            SameSolutions(divergences, ArgMax(expected, (theta, Theta))),
        )
    )

    proof.fix(theta, Theta)
    decomposition = proof.calc(H(p, q[theta]), "For every member of the model,").eq(
        H(p) + KL(p, q[theta]), by=proof.cite("cross_entropy_for_densities", q=q[theta])
    )
    minimisers = (
        proof.calc(
            ArgMin(H(p, q[theta]), (theta, Theta)), "The entropy of p is the same for every parameter."
        )
        .eq(ArgMin(H(p) + KL(p, q[theta]), (theta, Theta)), by=decomposition)
        .eq(divergences, by=argmin_add_const)
    )
    maximisers = (
        proof.calc(divergences, "Cross-entropy is the expected log-density with its sign turned.")
        .eq(ArgMin(H(p, q[theta]), (theta, Theta)), by=minimisers)
        .eq(ArgMin(-expected, (theta, Theta)), by=cross_entropy)
        .eq(ArgMax(expected, (theta, Theta)), by=argmin_neg)
    )
    return proof.qed(minimisers, maximisers)
