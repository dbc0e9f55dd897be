"""The score has mean zero under the model, as the masses always sum to one."""

from sympy import Rational

from mlekl_symbolic import *


@derivation(
    title="The score has mean zero",
    sources=("G. Casella and R. L. Berger, Statistical Inference (2002), section 7.3.2.",),
    unshown={"A1 A2 S3": "the examples that are tried have no derivatives"},
)
def score_has_mean_zero(proof: Proof) -> Theorem:
    """On a finite alphabet the derivative of the log-mass averages to zero under the model itself."""
    X = proof.finite_set("X")
    low, high = proof.real("l"), proof.real("u")
    parameters = Interval.open(low, high)
    p = proof.model("P", parameters=parameters, over=X)
    a, t, theta = variables("a t theta")
    proof.fix(theta, parameters)
    proof.given(ForAll(p[theta](a) > 0, (a, X)), "no letter is excluded")
    change = Derivative(p[t](a), (t, theta))
    proof.given(ForAll(Differentiable(p[t](a), (t, theta)), (a, X)), "the masses have derivatives")
    coin = Alphabet("C", "tails heads")
    proof.instance(
        "a coin that shows heads with probability θ in (0, 1), at θ = 1/2",
        X=coin, l=number(0), u=number(1), theta=Rational(1, 2),
        P=TabulatedModel("P", Interval.open(0, 1), coin, t, (1 - t, t)),
    )  # fmt: skip
    score = Derivative(log(p[t](a)), (t, theta))
    mean = Expectation(score, (a, p[theta]))
    proof.show(Equal(mean, 0))

    proof.fix(a, X)
    relative = change / p[theta](a)
    each = proof.calc(score, "The score of a letter is the relative change of its mass.").eq(
        relative, by=deriv_eq
    )
    zero = (
        proof.calc(mean, "On average the changes cancel, as the masses always sum to one.")
        .eq(Sum(p[theta](a) * relative, (a, X)), by=[expectation, each])
        .eq(Sum(change, (a, X)))
        .eq(Derivative(Sum(p[t](a), (a, X)), (t, theta)), by=deriv_eq)
        .eq(0, by=deriv_eq)
    )
    return proof.qed(zero)
