"""For data: the cross-entropy loss and the divergence from the data have the same minimisers, exactly."""

from mlekl_symbolic import *


@derivation(
    title="Cross-entropy loss is divergence from the data",
    sources=("I. Goodfellow, Y. Bengio and A. Courville, Deep Learning (2016), section 5.5.",),
    claims=("A33",),
    spare={
        "S2": "for an N that is no integer, the sums run over the integers up to N",
        "S3": "with no observations all sums over them are 0, and 1/0 counts as 0",
        "S4": "observations outside the alphabet occur on neither side",
    },
)
def cross_entropy_loss(proof: Proof) -> Theorem:
    """Minimising the cross-entropy of the data is, exactly, minimising the divergence from the data."""
    X = proof.finite_set("X")
    Theta = proof.parameter_set("Theta")
    N = proof.natural("N")
    x = proof.sample("x", size=N, over=X)
    p = proof.model("P", parameters=Theta, over=X)
    p_data = proof.empirical("P_data", x)
    a, i, theta = variables("a i theta")
    proof.given(
        ForAll(NotEqual(p[theta](x[i]), 0), (i, 1, N), (theta, Theta)), "the model excludes no observation"
    )
    losses, divergences = (
        ArgMin(H(p_data, p[theta]), (theta, Theta)), ArgMin(KL(p_data, p[theta]), (theta, Theta))
    )  # fmt: skip
    proof.show(SameSolutions(losses, divergences))

    proof.fix(theta, Theta)
    covered = proof.claim(
        ForAll(Implies(Equal(p[theta](a), 0), Equal(p_data(a), 0)), (a, X)),
        "A letter without mass under the model has not been observed.",
        by=proof.cite("support", Q=p[theta]),
    )
    same = proof.calc(losses, "So the entropy of the data is all by which the two objectives differ.").eq(
        divergences, by=proof.cite("same_minimisers", P=p_data, Q=p, by=covered)
    )
    return proof.qed(same)
