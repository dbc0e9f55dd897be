"""Three coins for which the detour is shorter: the divergence fails the triangle inequality."""

from sympy import Rational

from mlekl_symbolic import *


@derivation(
    title="The divergence fails the triangle inequality",
    sources=("T. M. Cover and J. A. Thomas, Elements of Information Theory (2006), section 2.3.",),
    claims=("B06", "B25"),
)
def triangle_inequality_fails(proof: Proof) -> Theorem:
    """From a fair coin to a bent one it may be further than by way of a coin in between."""
    X = proof.alphabet("X", "heads tails")
    unit = Interval.open(0, 1)
    p, q, r, t = variables("p q r t")
    coin = proof.tabulated_model(
        "B", parameters=unit, over=X, parameter=t, masses={"heads": t, "tails": 1 - t}
    )
    fair, bent, very_bent = Rational(1, 2), Rational(1, 4), Rational(1, 10)
    half, quarter = fair, bent
    direct, first = KL(coin[fair], coin[very_bent]), KL(coin[fair], coin[bent])
    second = KL(coin[bent], coin[very_bent])
    longer = KL(coin[p], coin[r]) > KL(coin[p], coin[q]) + KL(coin[q], coin[r])
    witness = Exists(Exists(Exists(longer, (r, unit)), (q, unit)), (p, unit))
    proof.show(And(Equal(direct - (first + second), quarter * log(3)), witness))

    proof.refute(direct <= first + second)
    excess = (
        proof.calc(direct - (first + second), "Take coins with the chances 1/2, 1/4 and 1/10 of heads.")
        .eq(
            half * log(Rational(25, 9))
            - half * log(Rational(4, 3))
            - (quarter * log(Rational(5, 2)) + 3 * quarter * log(Rational(5, 6))),
            by=[kl, log_div, log_mul],
        )
        .eq(quarter * log(3), by=[log_div, log_mul])
    )
    longer_way = proof.calc(direct, "So the detour is shorter, as the logarithm of 3 is positive.").gt(
        first + second, by=log_lt_log(a=1, b=3)
    )
    there = proof.claim(witness, "Three such coins exist.", by=longer_way)
    return proof.qed(excess, there)
