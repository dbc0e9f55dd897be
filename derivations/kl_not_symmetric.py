"""The divergence is not symmetric, and two cases in which it is."""

from sympy import Rational

from mlekl_symbolic import *


@derivation(
    title="The divergence is not symmetric",
    sources=("T. M. Cover and J. A. Thomas, Elements of Information Theory (2006), example 2.3.1.",),
    claims=("A03", "B06", "B25"),
)
def kl_not_symmetric(proof: Proof) -> Theorem:
    """There are coins whose divergences differ; a coin and the same coin turned over agree."""
    X = proof.alphabet("X", "heads tails")
    unit = Interval.open(0, 1)
    t = Variable("t")
    fair = proof.tabulated("P", over=X, masses={"heads": Rational(1, 2), "tails": Rational(1, 2)})
    bent = proof.tabulated("Q", over=X, masses={"heads": Rational(3, 4), "tails": Rational(1, 4)})
    coin = proof.tabulated_model(
        "B", parameters=unit, over=X, parameter=t, masses={"heads": t, "tails": 1 - t}
    )
    turned = ForAll(Equal(KL(coin[t], coin[1 - t]), KL(coin[1 - t], coin[t])), (t, unit))
    proof.show(And(KL(fair, bent) > KL(bent, fair), turned))

    proof.remark(
        "Some pairs have equal divergences: a law and itself, a coin and the same coin turned over, and two "
        "normal laws with a common variance, where both divergences are the squared distance of the means "
        "over twice the variance."
    )
    proof.refute(Equal(KL(fair, bent), KL(bent, fair)))
    asymmetry = (
        proof.calc(KL(fair, bent) - KL(bent, fair), "A fair coin P against a bent coin Q: as 2⁸ > 3⁵,")
        .eq((log(2) - Rational(1, 2) * log(3)) - (Rational(3, 4) * log(3) - log(2)), by=kl)
        .eq(Rational(1, 4) * (8 * log(2) - 5 * log(3)))
        .eq(Rational(1, 4) * log(Rational(256, 243)), by=log_div)
        .gt(0, by=log_lt_log(a=1, b=Rational(256, 243)))
    )
    proof.fix(t, unit)
    symmetry = (
        proof.calc(KL(coin[t], coin[1 - t]), "A coin and the same coin turned over:")
        .eq(t * log(t / (1 - t)) + (1 - t) * log((1 - t) / t))
        .eq(KL(coin[1 - t], coin[t]))
    )
    return proof.qed(asymmetry, symmetry)
