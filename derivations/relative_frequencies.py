"""Among all distributions on the alphabet, the relative frequencies alone are the most likely."""

from mlekl_symbolic import *


@derivation(
    title="Relative frequencies are the maximum likelihood estimate",
    sources=("G. Casella and R. L. Berger, Statistical Inference (2002), section 7.2.",),
    spare={"S1": "a sum over an infinite set counts as 0, so no masses on it sum to one"},
)
def relative_frequencies(proof: Proof) -> Theorem:
    """No distribution makes the data likelier than their relative frequencies, and no other as likely."""
    X = proof.finite_set("X")
    N = proof.natural("N")
    x = proof.sample("x", size=N, over=X)
    q = proof.distribution("Q", over=X)
    p_data = proof.empirical("P_data", x)
    a, i = variables("a i")
    proof.given(ForAll(q(x[i]) > 0, (i, 1, N)), "Q excludes no observation")
    agree = ForAll(Equal(p_data(a), q(a)), (a, X))
    highest, any_other = LogLikelihood(p_data, x), LogLikelihood(q, x)
    proof.show(And(any_other <= highest, Iff(Equal(any_other, highest), agree)))

    loss = (
        proof.calc(highest - any_other, "The divergence measures what Q lacks in likelihood.")
        .eq(N * (-H(p_data) - 1 / N * any_other), by=[entropy, sum_delta])
        .eq(N * KL(p_data, q), by=proof.cite("divergence_from_data"))
    )
    gibbs = proof.cite("gibbs", P=p_data, by=proof.cite("support"))
    lacking = (
        proof.calc(
            highest - any_other,
            "By Gibbs' inequality no Q makes the data likelier than their relative frequencies do.",
        )
        .eq(N * KL(p_data, q), by=loss)
        .ge(0, by=gibbs)
    )
    nothing = (
        proof.calc(Equal(any_other, highest), "Q makes them as likely exactly when its divergence vanishes.")
        .iff(Equal(highest - any_other, 0), by=eq_iff_sub_eq_zero)
        .iff(Equal(N * KL(p_data, q), 0), by=loss)
        .iff(Equal(KL(p_data, q), 0), by=mul_eq_zero_of_ne)
        .iff(agree, by=gibbs)
    )
    return proof.qed(lacking, nothing)
