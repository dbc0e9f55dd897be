"""Three coins for which the detour is shorter: the divergence fails the triangle inequality."""

from sympy import Rational

from mlekl_symbolic import *


@derivation(
    title="The divergence fails the triangle inequality",
    sources=("T. M. Cover and J. A. Thomas, Elements of Information Theory (2006), section 2.3.",),
    claims=("B06", "B25"),
)
def triangle_inequality_fails(proof: Proof) -> Theorem:
    """From a fair coin to a very bent one it is further than by way of a coin in between.

    So the divergence is no distance, even apart from its asymmetry.
    """
    X = proof.alphabet("X", "heads tails")
    unit = Interval.open(0, 1)
    p, q, r, t = variables("p q r t")
    coin = proof.tabulated_model(
        "B", parameters=unit, over=X, parameter=t, masses={"heads": t, "tails": 1 - t}
    )
    fair, bent, very_bent = Rational(1, 2), Rational(1, 4), Rational(1, 10)
    direct, first, second = (
        KL(coin[s], coin[t]) for s, t in ((fair, very_bent), (fair, bent), (bent, very_bent))
    )
    longer = KL(coin[p], coin[r]) > KL(coin[p], coin[q]) + KL(coin[q], coin[r])
    proof.show(
        And(Equal(direct - (first + second), Rational(1, 4) * log(3)),
            Exists(longer, (r, unit), (q, unit), (p, unit)))
    )  # fmt: skip

    proof.remark("Take coins with the chances 1/2, 1/4 and 1/10 of heads.")
    there = proof.calc(direct, "Straight on:").eq(Rational(1, 2) * log(5) + Rational(1, 2) * log(Rational(5, 9)), by=kl)
    return proof.qed(there)
