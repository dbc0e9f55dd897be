"""The score has mean zero under the model, as the masses always sum to one."""

from mlekl_symbolic import *


@derivation(
    title="The score has mean zero",
    sources=("G. Casella and R. L. Berger, Statistical Inference (2002), section 7.3.2.",),
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
    proof.given(ForAll(Differentiable(p[t](a), (t, theta)), (a, X)), "the masses have derivatives")
    score = Derivative(log(p[t](a)), (t, theta))
    mean = Expectation(score, (a, p[theta]))
    proof.show(Equal(mean, 0))

    proof.fix(a, X)
    each = proof.calc(score, "The score of a letter is the relative change of its mass.").eq(
        Derivative(p[t](a), (t, theta)) / p[theta](a), by=deriv_eq
    )
    zero = (
        proof.calc(mean, "On average the changes cancel.")
        .eq(
            Sum(p[theta](a) * (Derivative(p[t](a), (t, theta)) / p[theta](a)), (a, X)), by=[expectation, each]
        )
        .eq(Sum(Derivative(p[t](a), (t, theta)), (a, X)))
        .eq(Derivative(Sum(p[t](a), (a, X)), (t, theta)), by=deriv_eq)
        .eq(0, by=deriv_eq)
    )
    return proof.qed(zero)
