"""The two objectives have the same solutions, and never the same value."""

from sympy import Rational

from mlekl_symbolic import *


@derivation(
    title="Different objectives with the same solutions",
    sources=("G. Casella and R. L. Berger, Statistical Inference (2002), section 7.2.",),
    claims=("A17",),
)
def objectives_differ(proof: Proof) -> Theorem:
    """After one head and one tail the divergence falls short of the mean loss by log 2 for every coin."""
    X = proof.alphabet("X", "heads tails")
    heads, tails = X.letters
    unit, t = Interval.open(0, 1), Variable("t")
    x = proof.sample("x", size=number(2), over=X)
    data = proof.empirical("P_data", x)
    coin = proof.tabulated_model(
        "B", parameters=unit, over=X, parameter=t, masses={"heads": t, "tails": 1 - t}
    )
    proof.given(And(Equal(x[1], heads), Equal(x[2], tails)), "one head and one tail were tossed")
    loss = -Rational(1, 2) * LogLikelihood(coin[t], x)
    differ = ForAll(NotEqual(KL(data, coin[t]), loss), (t, unit))
    solutions = SameSolutions(ArgMin(KL(data, coin[t]), (t, unit)), ArgMin(loss, (t, unit)))
    proof.show(And(differ, solutions))

    proof.fix(t, unit)
    half = Rational(1, 2)
    shift = (
        proof.calc(KL(data, coin[t]), "Both relative frequencies are one half.")
        .eq(half * log(half / t) + half * log(half / (1 - t)), by=kl)
        .eq(-half * (log(t) + log(1 - t)) - log(2), by=log_div)
        .eq(loss - log(2), by=log_likelihood)
    )
    less = proof.calc(KL(data, coin[t])).eq(loss - log(2), by=shift).lt(loss, by=log_lt_log(a=1, b=2))
    other = proof.claim(NotEqual(KL(data, coin[t]), loss), "So the values differ,", by=less)
    same = (
        proof.calc(ArgMin(KL(data, coin[t]), (t, unit)), "but a constant moves no minimiser.")
        .eq(ArgMin(loss - log(2), (t, unit)), by=shift)
        .eq(ArgMin(loss, (t, unit)), by=argmin_add_const)
    )
    return proof.qed(other, same)
