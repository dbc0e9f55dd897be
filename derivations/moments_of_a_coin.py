"""Mean and variance of a Bernoulli law, and the mean of a categorical one."""

from mlekl_symbolic import *


@derivation(
    title="Mean and variance of a Bernoulli law",
    sources=("W. Feller, An Introduction to Probability Theory and Its Applications I (1968), chapter IX.",),
)
def moments_of_a_coin(proof: Proof) -> Theorem:
    """A Bernoulli variable has mean θ and variance θ(1 − θ)."""
    X = proof.alphabet("X", "0 1")
    unit = Interval.closed(0, 1)
    theta, a = variables("theta a")
    B = proof.tabulated_model(
        "B", parameters=unit, over=X, parameter=theta, masses={"0": 1 - theta, "1": theta}
    )
    proof.fix(theta, unit)
    draw = (a, B[theta])
    proof.show(And(Equal(Expectation(a, draw), theta), Equal(Variance(a, draw), theta * (1 - theta))))

    mean = (
        proof.calc(Expectation(a, draw), "The outcomes are the numbers 0 and 1.")
        .eq(Sum(B[theta](a) * a, (a, X)), by=expectation)
        .eq(theta)
    )
    spread = (
        proof.calc(Variance(a, draw), "The square of an outcome is the outcome itself.")
        .eq(Expectation((a - theta) ** 2, draw), by=[variance, mean])
        .eq((1 - theta) * theta**2 + theta * (1 - theta) ** 2, by=expectation)
        .eq(theta * (1 - theta))
    )
    return proof.qed(mean, spread)
