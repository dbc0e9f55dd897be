"""One of two values, with an unknown chance: the relative frequency is the estimate."""

from __future__ import annotations

from sympy import Rational

from mlekl_symbolic.families.counts import Counts, decimal, printed
from mlekl_symbolic.families.fitting import fitted_by, in_decimals, met_by_the_data
from mlekl_symbolic.language import (
    KL,
    And,
    ArgMax,
    ArgMin,
    Equal,
    Interval,
    NotEqual,
    Singleton,
    Sum,
    delta,
    log,
    variables,
)
from mlekl_symbolic.proof.proof import Proof
from mlekl_symbolic.proof.records import Theorem
from mlekl_symbolic.rules.rulebook import RULES


@fitted_by("bernoulli", letters=(2, 2), says="one of two values, the more frequent with chance theta")
def bernoulli(proof: Proof, counts: Counts) -> Theorem:
    """Least divergence from the data and highest likelihood have one and the same solution.

    It is the relative frequency of the more frequent value.
    """
    letters = tuple(map(printed, counts.letters))
    X = proof.alphabet("X", letters)
    one, zero = X.letters
    unit = Interval.open(0, 1)
    theta, i = variables("theta i")
    N = proof.natural("N")
    x = proof.sample("x", size=N, over=X)
    p_data = proof.empirical("P_data", x)
    chances = dict(zip(letters, (theta, 1 - theta), strict=True))
    q = proof.tabulated_model("Q", parameters=unit, over=X, parameter=theta, masses=chances)
    best, rest = (Rational(f.numerator, f.denominator) for f in counts.frequencies)
    for letter, mass, n in zip((one, zero), (best, rest), counts.numbers, strict=True):
        proof.given(Equal(Sum(delta(letter, x[i]), (i, 1, N)), mass * N), f"{n} of {counts.total}")
    met_by_the_data(proof, counts)
    divergences = ArgMin(KL(p_data, q[theta]), (theta, unit))
    likelihoods = ArgMax(Sum(log(q[theta](x[i])), (i, 1, N)), (theta, unit))
    optimum = Equal(KL(p_data, q[best]), 0)
    solutions = And(Equal(divergences, Singleton(best)), Equal(likelihoods, Singleton(best)))
    proof.show(And(solutions, optimum))

    proof.fix(theta, unit)
    none = proof.calc(KL(p_data, q[best]), "At the relative frequency the model is the data.").eq(0)
    log_lt_sub_one = RULES["log_lt_sub_one"]
    with proof.suppose(NotEqual(theta, best)):
        strict = (
            proof.calc(KL(p_data, q[best]), "The tangent of the logarithm lies above it:")
            .eq(0, by=none)
            .lt(
                best * log(best / theta) + rest * log(rest / (1 - theta)),
                by=[log_lt_sub_one(t=theta / best), log_lt_sub_one(t=(1 - theta) / rest)],
            )
            .eq(KL(p_data, q[theta]))
        )
    least = proof.calc(divergences, "So the relative frequency beats every other parameter.").eq(
        Singleton(best), by=[RULES["argmin_eq_singleton"], strict]
    )
    same = (
        proof.calc(likelihoods, "Maximum likelihood has the same solutions.")
        .eq(divergences, by=proof.cite("mle_as_kl", X=X, Theta=unit, P=q))
        .eq(Singleton(best), by=least)
    )
    in_decimals(proof, counts, f"the estimate is {decimal(float(best))}, ")
    return proof.qed(none, least, same)
