"""The evidence lower bound where the latent variable has a density."""

from mlekl_symbolic import *


@derivation(
    title="The evidence lower bound for densities",
    sources=("C. M. Bishop, Pattern Recognition and Machine Learning (2006), section 9.4.",),
    claims=("A25",),
    unshown={"A4": "the only examples that are tried are step functions"},
)
def elbo_for_densities(proof: Proof) -> Theorem:
    """The log-evidence exceeds its lower bound by the divergence of q from the posterior density. The
    observation x is fixed: p_x(z) is the joint density at x and z, as a function of the latent value z, and
    p_post(z) the density of z given x.
    """
    S = proof.region("S")
    joint = proof.function("p_x")
    posterior = proof.density("p_post", over=S)
    q = proof.density("q", over=S)
    y, z = variables("y z")
    evidence = Integral(joint(y), (y, S))
    proof.given(evidence > 0, "the observation is possible")
    proof.given(ForAll(Equal(posterior(z), joint(z) / evidence), (z, S)), "Bayes' rule")
    proof.given(
        ForAll(Implies(Equal(posterior(z), 0), Equal(q(z), 0)), (z, S)), "q vanishes where the posterior does"
    )
    proof.given(Integrable(q(z) * log(q(z) / posterior(z)), (z, S)), "the divergence is finite")
    bound = Integral(q(z) * log(joint(z) / q(z)), (z, S))
    proof.show(And(Equal(log(evidence), bound + KL(q, posterior)), bound <= log(evidence)))

    proof.fix(z, S)
    gain, loss = q(z) * log(joint(z) / q(z)), q(z) * log(q(z) / posterior(z))
    with proof.suppose(q(z) > 0):
        possible = (
            proof.calc(joint(z), "Then the posterior is positive too, and with it the joint density,")
            .eq(evidence * posterior(z))
            .gt(0)
        )
        massive = (
            proof.calc(gain, "and the two logarithms add up to that of the evidence.")
            .eq(q(z) * (log(joint(z)) - log(q(z))), by=[log_div, possible])
            .eq(q(z) * log(evidence) - q(z) * (log(q(z)) - log(joint(z) / evidence)), by=[log_div, possible])
            .eq(q(z) * log(evidence) - loss)
        )
    with proof.suppose(Equal(q(z), 0)):
        massless = proof.calc(gain, "Then both sides are zero.").eq(q(z) * log(evidence) - loss)
    pointwise = proof.claim(
        ForAll(Equal(gain, q(z) * log(evidence) - loss), (z, S)), "In both cases,", by=[massive, massless]
    )
    decomposition = (
        proof.calc(bound, "Integrate over the latent values.")
        .eq(Integral(q(z) * log(evidence) - loss, (z, S)), by=pointwise)
        .eq(Integral(q(z) * log(evidence), (z, S)) - Integral(loss, (z, S)), by=integral_sub)
        .eq(log(evidence) - KL(q, posterior), by=kl)
    )
    lower = (
        proof.calc(bound, "By Gibbs' inequality the divergence is not negative.")
        .le(bound + KL(q, posterior), by=proof.cite("gibbs_for_densities", S=S, p=q, q=posterior))
        .eq(log(evidence), by=decomposition)
    )
    return proof.qed(decomposition, lower)
