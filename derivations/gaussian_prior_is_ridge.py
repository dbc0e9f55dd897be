"""A Gaussian prior is a quadratic penalty on the divergence from the data."""

from mlekl_symbolic import *


@derivation(
    title="A Gaussian prior is a quadratic penalty",
    sources=("C. M. Bishop, Pattern Recognition and Machine Learning (2006), section 3.3.",),
    claims=("A24",),
    spare={"S2": "for an N that is no integer, the sums run over the integers up to N"},
)
def gaussian_prior_is_ridge(proof: Proof) -> Theorem:
    """With a centred Gaussian prior the posterior modes minimise divergence plus a multiple of θ²."""
    X = proof.finite_set("X")
    Theta = proof.parameter_set("Theta")
    N = proof.natural("N")
    x = proof.sample("x", size=N, over=X)
    p = proof.model("P", parameters=Theta, over=X)
    prior = proof.function("pi")
    c, tau = proof.real("c"), proof.real("tau")
    p_data = proof.empirical("P_data", x)
    i, theta = variables("i theta")
    proof.given(ForAll(p[theta](x[i]) > 0, (i, 1, N), (theta, Theta)), "the model excludes no observation")
    proof.given(c > 0, "the prior is positive")
    centred = proof.given(
        ForAll(Equal(prior(theta), c * exp(-(theta**2) / (2 * tau**2))), (theta, Theta)),
        "the prior is Gaussian, centred at zero",
    )
    proof.example(Theta=(0,), X=1, N=1, c=1, tau=1, x=(0,), P={(0, 0): 1}, pi={0: 1})
    posterior = ArgMax(prior(theta) * Product(p[theta](x[i]), (i, 1, N)), (theta, Theta))
    ridge = ArgMin(KL(p_data, p[theta]) + theta**2 / (2 * N * tau**2), (theta, Theta))
    proof.show(SameSolutions(posterior, ridge))

    proof.fix(theta, Theta)
    positive = (
        proof.calc(prior(theta), "The prior excludes no parameter.")
        .eq(c * exp(-(theta**2) / (2 * tau**2)), by=centred)
        .gt(0)
    )
    penalty = (
        proof.calc(log(prior(theta)), "Its logarithm is a parabola.")
        .eq(log(c * exp(-(theta**2) / (2 * tau**2))), by=centred)
        .eq(log(c) + log(exp(-(theta**2) / (2 * tau**2))), by=log_mul)
        .eq(log(c) - theta**2 / (2 * tau**2), by=log_exp)
    )
    solutions = (
        proof.calc(posterior, "The constant of the prior moves no minimiser.")
        .eq(
            ArgMin(KL(p_data, p[theta]) - 1 / N * log(prior(theta)), (theta, Theta)),
            by=proof.cite("map_as_penalised_kl", by=positive),
        )
        .eq(
            ArgMin(KL(p_data, p[theta]) - 1 / N * (log(c) - theta**2 / (2 * tau**2)), (theta, Theta)),
            by=penalty,
        )
        .eq(ridge, by=argmin_add_const)
    )
    return proof.qed(solutions)
