"""A family that misses the data: both problems still have the same solution."""

from sympy import Rational

from mlekl_symbolic import *


@derivation(
    title="A misspecified family changes nothing",
    sources=("H. White, Maximum likelihood estimation of misspecified models, Econometrica 50 (1982).",),
    claims=("A29",),
    spare={"S1": "by A2 the number N is six times a count"},
)
def misspecified(proof: Proof) -> Theorem:
    """No binomial law has the frequencies 1/3, 1/6, 1/2, yet both problems have the one solution 7/12."""
    X = proof.alphabet("X", "zero one two")
    zero, one, two = X.letters
    unit = Interval.open(0, 1)
    theta, i, a = variables("theta i a")
    N = proof.natural("N")
    x = proof.sample("x", size=N, over=X)
    p_data = proof.empirical("P_data", x)
    binomial = proof.tabulated_model(
        "B", parameters=unit, over=X, parameter=theta,
        masses={"zero": (1 - theta) ** 2, "one": 2 * theta * (1 - theta), "two": theta**2},
    )  # fmt: skip
    third, sixth, half, best = Rational(1, 3), Rational(1, 6), Rational(1, 2), Rational(7, 12)
    proof.given(Equal(Sum(delta(zero, x[i]), (i, 1, N)), third * N), "a third of the observations are zero")
    proof.given(Equal(Sum(delta(one, x[i]), (i, 1, N)), sixth * N), "a sixth of the observations are one")
    proof.example(N=6, x=("zero", "zero", "one", "two", "two", "two"))
    divergences = ArgMin(KL(p_data, binomial[theta]), (theta, unit))
    likelihoods = ArgMax(Sum(log(binomial[theta](x[i])), (i, 1, N)), (theta, unit))
    proof.show(
        And(
            And(Equal(divergences, Singleton(best)), Equal(likelihoods, Singleton(best))),
            KL(p_data, binomial[best]) > 0,
        )
    )

    proof.remark(
        "It is said that the two problems differ when the family misses the data. They do not: only the "
        "least divergence is then positive."
    )
    remaining = proof.claim(
        ForAll(Equal(delta(two, x[i]), 1 - delta(zero, x[i]) - delta(one, x[i])), (i, 1, N)),
        "An observation is two when it is neither zero nor one.",
    )
    twos = (
        proof.calc(Sum(delta(two, x[i]), (i, 1, N)), "So half of the observations are two.")
        .eq(Sum(1 - delta(zero, x[i]) - delta(one, x[i]), (i, 1, N)), by=remaining)
        .eq(half * N)
    )
    proof.fix(theta, unit)
    successes, failures = Rational(7, 6), Rational(5, 6)
    logarithms = successes * log(theta) + failures * log(1 - theta)
    constant = third * log(third) + sixth * log(sixth / 2) + half * log(half)
    objective = (
        proof.calc(KL(p_data, binomial[theta]), "Insert the frequencies and expand the logarithms.")
        .eq(
            third * log(third / (1 - theta) ** 2)
            + sixth * log(sixth / (2 * theta * (1 - theta)))
            + half * log(half / theta**2),
            by=[kl, twos],
        )
        .eq(constant - logarithms, by=[log_div, log_mul, log_pow])
    )
    least = (
        proof.calc(divergences, "The parameter occurs in two weighted logarithms.")
        .eq(ArgMin(constant - logarithms, (theta, unit)), by=objective)
        .eq(ArgMax(logarithms, (theta, unit)), by=argmin_const_sub)
        .eq(Singleton(best), by=proof.cite("weighted_log_mode", a=successes, b=failures))
    )
    same = (
        proof.calc(likelihoods, "Maximum likelihood has the same solution.")
        .eq(divergences, by=proof.cite("mle_as_kl", X=X, Theta=unit, P=binomial))
        .eq(Singleton(best), by=least)
    )
    member = binomial[best]
    charged = proof.claim(ForAll(member(a) > 0, (a, X)), "This member gives mass to every letter.")
    gibbs = proof.cite("gibbs", X=X, P=p_data, Q=member, by=[charged, twos])
    frequency = proof.calc(p_data(zero), "It does not fit the data: a third of them are zero.").eq(third)
    fitted = proof.calc(member(zero), "The member gives the letter zero another mass.").eq(Rational(25, 144))
    with proof.suppose(Equal(KL(p_data, member), 0)):
        equal = proof.calc(p_data(zero), "By Gibbs' inequality both would then be equal.").eq(
            member(zero), by=gibbs
        )
    misses = proof.claim(
        NotEqual(KL(p_data, member), 0), "So the divergence is not zero.", by=[equal, frequency, fitted]
    )
    positive = proof.claim(
        KL(p_data, member) > 0,
        "As it is never negative, even the least divergence is positive.",
        by=[gibbs, misses],
    )
    return proof.qed(least, same, positive)
