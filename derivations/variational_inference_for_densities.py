"""Approximating a posterior density is maximising the evidence lower bound."""

from mlekl_symbolic import *


@derivation(
    title="Variational inference with densities maximises the evidence lower bound",
    sources=("C. M. Bishop, Pattern Recognition and Machine Learning (2006), section 10.1.",),
    claims=("A25",),
    unshown={"A1 A3 A4": "the only examples that are tried are step functions"},
)
def variational_inference_for_densities(proof: Proof) -> Theorem:
    """The densities closest to the posterior are those with the largest evidence lower bound. The observation
    x is fixed: p_x(z) is the joint density at x and z, as a function of the latent value z, and p_post(z) the
    density of z given x.
    """
    S = proof.region("S")
    Phi = proof.parameter_set("Phi")
    joint = proof.function("p_x")
    posterior = proof.density("p_post", over=S)
    q = proof.densities("q", parameters=Phi, over=S)
    y, z, phi = variables("y z phi")
    evidence = Integral(joint(y), (y, S))
    proof.given(evidence > 0, "the observation is possible")
    proof.given(ForAll(Equal(posterior(z), joint(z) / evidence), (z, S)), "Bayes' rule")
    proof.given(
        ForAll(Implies(Equal(posterior(z), 0), Equal(q[phi](z), 0)), (z, S), (phi, Phi)),
        "the approximations vanish where the posterior does",
    )
    proof.given(
        ForAll(Integrable(q[phi](z) * log(q[phi](z) / posterior(z)), (z, S)), (phi, Phi)),
        "every divergence is finite",
    )
    bound = Integral(q[phi](z) * log(joint(z) / q[phi](z)), (z, S))
    divergences = ArgMin(KL(q[phi], posterior), (phi, Phi))
    proof.show(SameSolutions(divergences, ArgMax(bound, (phi, Phi))))

    proof.fix(phi, Phi)
    split = proof.calc(KL(q[phi], posterior), "The bound falls short of the log-evidence by this.").eq(
        log(evidence) - bound, by=proof.cite("elbo_for_densities", q=q[phi])
    )
    solutions = (
        proof.calc(divergences, "The log-evidence is the same for every approximation.")
        .eq(ArgMin(log(evidence) - bound, (phi, Phi)), by=split)
        .eq(ArgMax(bound, (phi, Phi)), by=argmin_const_sub)
    )
    return proof.qed(solutions)
