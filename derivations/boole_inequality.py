"""Boole's inequality: one of several unlikely events is not much more likely than the likeliest."""

from mlekl_symbolic import *


@derivation(
    title="Boole's inequality",
    sources=(
        "W. Feller, An Introduction to Probability Theory and Its Applications I (1968), section IV.1.",
    ),
)
def boole_inequality(proof: Proof) -> Theorem:
    """Some X_a reaches t with at most the sum of the probabilities that each one does."""
    Omega = proof.finite_set("Omega")
    P = proof.distribution("P", over=Omega)
    A = proof.finite_set("A")
    X = proof.random_variables("X")
    t = proof.real("t")
    w, a, b = variables("omega a b")
    draw = (w, P)
    below, large = ForAll(X[a](w) < t, (a, A)), X[a](w) >= t
    proof.show(Probability(Not(below), draw) <= Sum(Probability(large, draw), (a, A)))

    proof.fix(w, Omega)
    count = Sum(Indicator(X[b](w) >= t), (b, A))
    proof.fix(a, A)
    with proof.suppose(large):
        counted = (
            proof.calc(count, "An event that happens counts as one.")
            .ge(Indicator(large), by=single_le_sum)
            .eq(1)
        )
    with proof.suppose(count < 1):
        none = proof.claim(Not(large), "So if the count is below one,", by=counted)
        small = proof.claim(X[a](w) < t, by=[not_le, none])
        nothing = proof.claim(below, "none happens.", by=small)
    with proof.suppose(Not(below)):
        some = proof.claim(
            Not(count < 1), "If some event happens, then, the count is at least one,", by=nothing
        )
        outside = proof.calc(Indicator(Not(below))).eq(1, by=ind_of_true).le(count, by=[not_lt, some])
    with proof.suppose(below):
        inside = (
            proof.calc(Indicator(Not(below)), "and otherwise nothing is to be shown.")
            .eq(0, by=ind_of_false)
            .le(count, by=sum_nonneg)
        )
    pointwise = proof.claim(ForAll(Indicator(Not(below)) <= count, (w, Omega)), by=[inside, outside])
    union = (
        proof.calc(Probability(Not(below), draw), "Averaging this comparison gives the bound.")
        .eq(Sum(P(w) * Indicator(Not(below)), (w, Omega)), by=[probability, expectation])
        .le(Sum(P(w) * count, (w, Omega)), by=[sum_le_sum, pointwise])
        .eq(Sum(Probability(large, draw), (a, A)))
    )
    return proof.qed(union)
