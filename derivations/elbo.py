"""The evidence splits into the evidence lower bound and a divergence from the posterior."""

from mlekl_symbolic import *


@derivation(
    title="The evidence lower bound",
    sources=("C. M. Bishop, Pattern Recognition and Machine Learning (2006), section 9.4.",),
    claims=("A25",),
    spare={"S1": "a sum over an infinite set counts as 0, which A1 excludes"},
)
def elbo(proof: Proof) -> Theorem:
    """The log-evidence exceeds its lower bound by the divergence of Q from the posterior. The observation x
    is fixed: p_x(z) is its joint mass with the latent value z, and P_post(z) the mass of z given x.
    """
    Z = proof.finite_set("Z")
    joint = proof.function("p_x")
    posterior = proof.distribution("P_post", over=Z)
    q = proof.distribution("Q", over=Z)
    y, z = variables("y z")
    evidence = Sum(joint(y), (y, Z))
    proof.given(evidence > 0, "the observation is possible")
    proof.given(ForAll(Equal(posterior(z), joint(z) / evidence), (z, Z)), "Bayes' rule")
    proof.given(
        ForAll(Implies(Equal(posterior(z), 0), Equal(q(z), 0)), (z, Z)),
        "Q is absolutely continuous with respect to the posterior",
    )
    bound = Sum(q(z) * log(joint(z) / q(z)), (z, Z))
    proof.show(And(Equal(log(evidence), bound + KL(q, posterior)), bound <= log(evidence)))

    proof.fix(z, Z)
    term = q(z) * log(joint(z) / q(z)) + q(z) * log(q(z) / posterior(z))
    with proof.suppose(q(z) > 0):
        possible = (
            proof.calc(joint(z), "Then the posterior has mass too, and with it the joint law,")
            .eq(evidence * posterior(z))
            .gt(0)
        )
        massive = (
            proof.calc(term, "and the two logarithms add up to that of the evidence.")
            .eq(
                q(z) * (log(joint(z)) - log(q(z))) + q(z) * (log(q(z)) - log(posterior(z))),
                by=[log_div, possible],
            )
            .eq(q(z) * (log(joint(z)) - log(joint(z) / evidence)))
            .eq(q(z) * log(evidence), by=[log_div, possible])
        )
    with proof.suppose(Equal(q(z), 0)):
        massless = proof.calc(term, "Then both sides are zero.").eq(q(z) * log(evidence))
    pointwise = proof.claim(
        ForAll(Equal(term, q(z) * log(evidence)), (z, Z)), "In both cases,", by=[massive, massless]
    )
    decomposition = (
        proof.calc(bound + KL(q, posterior), "Sum over the latent values.")
        .eq(bound + Sum(q(z) * log(q(z) / posterior(z)), (z, Z)), by=kl)
        .eq(Sum(term, (z, Z)), by=sum_add)
        .eq(Sum(q(z) * log(evidence), (z, Z)), by=pointwise)
        .eq(log(evidence))
    )
    lower = (
        proof.calc(bound, "By Gibbs' inequality the divergence is not negative.")
        .le(bound + KL(q, posterior), by=proof.cite("gibbs", X=Z, P=q, Q=posterior))
        .eq(log(evidence), by=decomposition)
    )
    return proof.qed(decomposition, lower)
