"""Maximum a posteriori is minimum divergence from the data plus a penalty of weight 1/N."""

from mlekl_symbolic import *


@derivation(
    title="Maximum a posteriori minimises a penalised divergence",
    sources=("C. M. Bishop, Pattern Recognition and Machine Learning (2006), section 1.2.",),
    claims=("A24",),
    spare={"S2": "for an N that is no integer, the sums run over the integers up to N"},
)
def map_as_penalised_kl(proof: Proof) -> Theorem:
    """The log-prior is a penalty on the divergence, and N observations divide its weight by N."""
    X = proof.finite_set("X")
    Theta = proof.parameter_set("Theta")
    N = proof.natural("N")
    x = proof.sample("x", size=N, over=X)
    p = proof.model("P", parameters=Theta, over=X)
    prior = proof.function("pi")
    p_data = proof.empirical("P_data", x)
    i, theta = variables("i theta")
    proof.given(ForAll(p[theta](x[i]) > 0, (i, 1, N), (theta, Theta)), "the model excludes no observation")
    proof.given(ForAll(prior(theta) > 0, (theta, Theta)), "the prior excludes no parameter")
    likelihood = Sum(log(p[theta](x[i])), (i, 1, N))
    posterior = ArgMax(prior(theta) * Product(p[theta](x[i]), (i, 1, N)), (theta, Theta))
    log_posterior = ArgMax(likelihood + log(prior(theta)), (theta, Theta))
    penalised = ArgMin(KL(p_data, p[theta]) - 1 / N * log(prior(theta)), (theta, Theta))
    proof.show(And(SameSolutions(posterior, log_posterior), SameSolutions(penalised, log_posterior)))

    proof.remark(
        "The weight 1/N is needed: with the whole log-prior as penalty the second line is false, as an "
        "example below shows."
    )
    logarithms = (
        proof.calc(posterior, "The posterior is prior times likelihood, up to a constant factor.")
        .eq(ArgMax(log(prior(theta) * Product(p[theta](x[i]), (i, 1, N))), (theta, Theta)), by=argmax_log)
        .eq(log_posterior, by=[log_mul, log_prod])
    )
    proof.fix(theta, Theta)
    identity = proof.cite("divergence_from_data", Q=p[theta])
    objective = (
        proof.calc(
            KL(p_data, p[theta]) - 1 / N * log(prior(theta)), "The divergence is a mean log-likelihood."
        )
        .eq(-H(p_data) - 1 / N * likelihood - 1 / N * log(prior(theta)), by=identity)
        .eq(-H(p_data) - 1 / N * (likelihood + log(prior(theta))))
    )
    solutions = (
        proof.calc(penalised, "The entropy of the data and the factor 1/N move no optimum.")
        .eq(ArgMin(-H(p_data) - 1 / N * (likelihood + log(prior(theta))), (theta, Theta)), by=objective)
        .eq(ArgMax(1 / N * (likelihood + log(prior(theta))), (theta, Theta)), by=argmin_const_sub)
        .eq(log_posterior, by=argmax_mul_pos)
    )
    proof.refute(
        SameSolutions(log_posterior, ArgMin(KL(p_data, p[theta]) - log(prior(theta)), (theta, Theta)))
    )
    return proof.qed(logarithms, solutions)
