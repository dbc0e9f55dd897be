"""The estimate makes the product of the masses large, and not every one of them."""

from sympy import Rational

from mlekl_symbolic import *


@derivation(
    title="Maximum likelihood may make a single observation less likely",
    sources=("G. Casella and R. L. Berger, Statistical Inference (2002), section 7.2.",),
    claims=("A20",),
)
def single_masses_shrink(proof: Proof) -> Theorem:
    """After two heads and one tail the best coin shows tails less often than a fair one."""
    X = proof.alphabet("X", "heads tails")
    heads, tails = X.letters
    unit, t = Interval.open(0, 1), Variable("t")
    x = proof.sample("x", size=number(3), over=X)
    coin = proof.tabulated_model(
        "B", parameters=unit, over=X, parameter=t, masses={"heads": t, "tails": 1 - t}
    )
    proof.given(Equal(x[1], heads), "the first toss shows heads")
    proof.given(Equal(x[2], heads), "the second one too")
    proof.given(Equal(x[3], tails), "the third one shows tails")
    best, half = Rational(2, 3), Rational(1, 2)
    estimates = ArgMax(LogLikelihood(coin[t], x), (t, unit))
    proof.show(And(Equal(estimates, Singleton(best)), coin[best](x[3]) < coin[half](x[3])))

    proof.fix(t, unit)
    likelihood = proof.calc(LogLikelihood(coin[t], x), "The log-likelihood has two weighted logarithms.").eq(
        2 * log(t) + log(1 - t), by=log_likelihood
    )
    mode = (
        proof.calc(estimates, "So the estimate is the share of heads.")
        .eq(ArgMax(2 * log(t) + 1 * log(1 - t), (t, unit)), by=likelihood)
        .eq(Singleton(best), by=proof.cite("weighted_log_mode", a=number(2), b=number(1)))
    )
    smaller = (
        proof.calc(coin[best](x[3]), "For the tail the fair coin is the better one.")
        .eq(Rational(1, 3))
        .lt(half)
        .eq(coin[half](x[3]))
    )
    return proof.qed(mode, smaller)
