"""The divergence of the model from the data has other minimisers than that of the data from the model."""

from sympy import Rational

from mlekl_symbolic import *


@derivation(
    title="The reversed divergence has another minimiser",
    sources=("C. M. Bishop, Pattern Recognition and Machine Learning (2006), section 10.1.2.",),
    claims=("A30", "A31"),
    spare={"S1": "by A2 the number N is six times a count"},
)
def reverse_kl_differs(proof: Proof) -> Theorem:
    """The parameter 7/12, which minimises the divergence from the data, does not minimise the reverse."""
    X = proof.alphabet("X", "zero one two")
    zero, one, two = X.letters
    unit = Interval.open(0, 1)
    theta, i = variables("theta i")
    N = proof.natural("N")
    x = proof.sample("x", size=N, over=X)
    p_data = proof.empirical("P_data", x)
    binomial = proof.tabulated_model(
        "B", parameters=unit, over=X, parameter=theta,
        masses={"zero": (1 - theta) ** 2, "one": 2 * theta * (1 - theta), "two": theta**2},
    )  # fmt: skip
    third, sixth, half = Rational(1, 3), Rational(1, 6), Rational(1, 2)
    best, better = Rational(7, 12), Rational(2, 3)
    proof.given(Equal(Sum(delta(zero, x[i]), (i, 1, N)), third * N), "a third of the observations are zero")
    proof.given(Equal(Sum(delta(one, x[i]), (i, 1, N)), sixth * N), "a sixth of the observations are one")
    proof.example(N=6, x=("zero", "zero", "one", "two", "two", "two"))
    forward = ArgMin(KL(p_data, binomial[theta]), (theta, unit))
    reverse = ArgMin(KL(binomial[theta], p_data), (theta, unit))
    proof.show(And(Equal(forward, Singleton(best)), Not(Member(best, reverse))))

    remaining = proof.claim(
        ForAll(Equal(delta(two, x[i]), 1 - delta(zero, x[i]) - delta(one, x[i])), (i, 1, N)),
        "An observation is two when it is neither zero nor one.",
    )
    twos = (
        proof.calc(Sum(delta(two, x[i]), (i, 1, N)), "So half of the observations are two.")
        .eq(Sum(1 - delta(zero, x[i]) - delta(one, x[i]), (i, 1, N)), by=remaining)
        .eq(half * N)
    )
    proof.remark("Let 7/12 compete with 2/3. Both divergences are combinations of logarithms of primes.")
    first = (
        proof.calc(KL(binomial[best], p_data))
        .eq(
            Rational(25, 144) * log(Rational(25, 48))
            + Rational(70, 144) * log(Rational(35, 12))
            + Rational(49, 144) * log(Rational(49, 72)),
            by=[kl, twos],
        )
        .eq(Rational(1, 144) * (120 * log(5) + 168 * log(7) - 387 * log(2) - 193 * log(3)))
    )
    second = (
        proof.calc(KL(binomial[better], p_data))
        .eq(
            Rational(1, 9) * log(Rational(1, 3))
            + Rational(4, 9) * log(Rational(8, 3))
            + Rational(4, 9) * log(Rational(8, 9)),
            by=[kl, twos],
        )
        .eq(Rational(1, 9) * (24 * log(2) - 13 * log(3)))
    )
    powers = (
        proof.calc(257 * log(2), "It remains to compare two integers, 2²⁵⁷ and 3⁵·5⁴⁰·7⁵⁶.")
        .eq(log(Power(2, 257)), by=log_pow)
        .lt(log(Power(3, 5) * Power(5, 40) * Power(7, 56)), by=log_lt_log)
        .eq(5 * log(3) + 40 * log(5) + 56 * log(7), by=log_mul)
    )
    worse = proof.claim(
        KL(binomial[better], p_data) < KL(binomial[best], p_data),
        "So 2/3 has the smaller divergence.",
        by=[first, second, powers],
    )
    minimal = proof.calc(Member(best, reverse), "A minimiser has no larger divergence than any other.").iff(
        And(
            Member(best, unit),
            ForAll(KL(binomial[best], p_data) <= KL(binomial[theta], p_data), (theta, unit)),
        ),
        by=mem_argmin,
    )
    with proof.suppose(Member(best, reverse)):
        unbeaten = proof.claim(KL(binomial[best], p_data) <= KL(binomial[better], p_data), by=minimal)
    loses = proof.claim(Not(Member(best, reverse)), "So 7/12 is no minimiser.", by=[unbeaten, worse])
    smallest = proof.claim(
        Equal(forward, Singleton(best)),
        "But the divergence from the data is smallest there, and only there.",
        by=proof.cite("misspecified"),
    )
    return proof.qed(smallest, loses)
