"""A likelihood may have no maximiser, and it may have two."""

from sympy import Rational

from mlekl_symbolic import *


@derivation(
    title="Maximum likelihood may fail to exist or to be unique",
    sources=("G. Casella and R. L. Berger, Statistical Inference (2002), section 7.2.",),
    claims=("A02", "B02"),
    unshown={"A1": "that 1/2 is most likely after one success of two would have to be proved"},
)
def bernoulli_boundary(proof: Proof) -> Theorem:
    """If every trial succeeds, no parameter below one is most likely; after one failure and one success, two
    parameters may tie.
    """
    X = proof.alphabet("X", "failure success")
    failure, success = X.letters
    unit, pair = Interval.open(0, 1), Singleton(Rational(1, 3), Rational(2, 3))
    theta, eta, i = variables("theta eta i")
    N = proof.natural("N")
    x = proof.sample("x", size=N, over=X)
    y = proof.sample("y", size=number(2), over=X)
    coin = proof.tabulated_model(
        "B", parameters=unit, over=X, parameter=theta, masses={"failure": 1 - theta, "success": theta}
    )
    proof.given(ForAll(Equal(x[i], success), (i, 1, N)), "every trial of the first sample succeeds")
    proof.given(Equal(y[1], failure), "the first trial of the second sample fails")
    proof.given(Equal(y[2], success), "the second one succeeds")
    estimates = ArgMax(LogLikelihood(coin[eta], x), (eta, unit))
    others = ArgMax(LogLikelihood(coin[eta], y), (eta, pair))
    none = ForAll(Not(Member(theta, estimates)), (theta, unit))
    proof.show(And(none, And(Member(Rational(1, 3), others), Member(Rational(2, 3), others))))

    proof.fix(theta, unit)
    larger = (1 + theta) / 2
    proof.calc(theta, "Between a parameter and one there is a larger one.").lt(larger)
    inside = proof.claim(Member(larger, unit), "It is a parameter too.", by=mem_ioo)
    beaten = (
        proof.calc(LogLikelihood(coin[theta], x), "After successes only, the larger is the likelier.")
        .eq(N * log(theta))
        .lt(N * log(larger), by=mul_lt_mul_left(c=N, a=log(theta), b=log(larger)))
        .eq(LogLikelihood(coin[larger], x))
    )
    maximal = proof.calc(Member(theta, estimates), "A maximiser is the likeliest.").iff(
        And(
            Member(theta, unit),
            ForAll(LogLikelihood(coin[eta], x) <= LogLikelihood(coin[theta], x), (eta, unit)),
        ),
        by=mem_argmax,
    )
    with proof.suppose(Member(theta, estimates)):
        unbeaten = proof.claim(
            LogLikelihood(coin[larger], x) <= LogLikelihood(coin[theta], x),
            "Then the larger one would be no likelier.",
            by=[maximal, inside],
        )
    nobody = proof.claim(
        Not(Member(theta, estimates)), "So no parameter is a maximiser.", by=[unbeaten, beaten]
    )

    third, two_thirds = Rational(1, 3), Rational(2, 3)
    tie = (
        proof.calc(LogLikelihood(coin[third], y), "After one failure and one success 1/3 and 2/3 tie.")
        .eq(log(two_thirds) + log(third), by=log_likelihood)
        .eq(LogLikelihood(coin[two_thirds], y), by=log_likelihood)
    )
    optimal = [
        proof.calc(Member(mine, others), words).iff(
            And(
                Member(mine, pair),
                ForAll(LogLikelihood(coin[eta], y) <= LogLikelihood(coin[mine], y), (eta, pair)),
            ),
            by=mem_argmax,
        )
        for mine, words in (
            (third, "If these are all parameters, each is a maximiser:"),
            (two_thirds, "The same holds for the other."),
        )
    ]
    both = proof.claim(
        And(Member(third, others), Member(two_thirds, others)), "So both are.", by=[tie, *optimal]
    )
    return proof.qed(nobody, both)
