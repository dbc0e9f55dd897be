"""Minimising the divergence from a law is maximising the expected log-likelihood under it."""

from mlekl_symbolic import *


@derivation(
    title="The closest member has the largest expected log-likelihood",
    sources=("I. Goodfellow, Y. Bengio and A. Courville, Deep Learning (2016), section 5.5.",),
    claims=("B11", "B12", "B13", "B14"),
)
def kl_projection(proof: Proof) -> Theorem:
    """The members closest to a law are those whose logarithm it expects to be largest."""
    X = proof.finite_set("X")
    Theta = proof.parameter_set("Theta")
    truth = proof.distribution("P_true", over=X)
    p = proof.model("P", parameters=Theta, over=X)
    a, theta = variables("a theta")
    proof.given(
        ForAll(Implies(Equal(p[theta](a), 0), Equal(truth(a), 0)), (a, X), (theta, Theta)),
        "P_true is absolutely continuous with respect to every member of the model",
    )
    divergences = ArgMin(KL(truth, p[theta]), (theta, Theta))
    differences = ArgMin(Sum(truth(a) * (log(truth(a)) - log(p[theta](a))), (a, X)), (theta, Theta))
    losses = ArgMin(-Sum(truth(a) * log(p[theta](a)), (a, X)), (theta, Theta))
    gains = ArgMax(Sum(truth(a) * log(p[theta](a)), (a, X)), (theta, Theta))
    proof.show(
        And(
            SameSolutions(divergences, differences),
            And(SameSolutions(divergences, losses), SameSolutions(divergences, gains)),
        )
    )

    proof.remark(
        "The entropy of P_true may be omitted as the alphabet is finite. On an infinite one it may be "
        "infinite: with masses proportional to 1/(k log² k) for k = 2, 3, … it is +∞, and so is the "
        "cross-entropy with every member, while divergences may be finite and tell the members apart."
    )
    proof.fix(theta, Theta)
    expanded = (
        proof.calc(KL(truth, p[theta]), "Unfold the definition and expand the logarithm.")
        .eq(Sum(truth(a) * log(truth(a) / p[theta](a)), (a, X)), by=kl)
        .eq(Sum(truth(a) * (log(truth(a)) - log(p[theta](a))), (a, X)), by=mul_log_div_of_imp)
    )
    quotient = proof.calc(divergences, "So both have the same minimisers.").eq(differences, by=expanded)
    omitted = (
        proof.calc(divergences, "The first logarithm does not depend on the parameter.")
        .eq(differences, by=quotient)
        .eq(
            ArgMin(
                Sum(truth(a) * log(truth(a)), (a, X)) - Sum(truth(a) * log(p[theta](a)), (a, X)),
                (theta, Theta),
            ),
            by=sum_sub,
        )
        .eq(losses, by=argmin_add_const)
    )
    turned = (
        proof.calc(divergences, "A minus sign turns the minimum into a maximum.")
        .eq(losses, by=omitted)
        .eq(gains, by=argmin_neg)
    )
    return proof.qed(quotient, omitted, turned)
