"""Approximating the posterior is maximising the evidence lower bound."""

from mlekl_symbolic import *


@derivation(
    title="Variational inference maximises the evidence lower bound",
    sources=("C. M. Bishop, Pattern Recognition and Machine Learning (2006), section 10.1.",),
    claims=("A25", "A31"),
    spare={"S1": "a sum over an infinite set counts as 0, which A1 excludes"},
)
def variational_inference(proof: Proof) -> Theorem:
    """The members closest to the posterior are those with the largest evidence lower bound. The observation x
    is fixed: p_x(z) is its joint mass with the latent value z, and P_post(z) the mass of z given x.
    """
    Z = proof.finite_set("Z")
    Phi = proof.parameter_set("Phi")
    joint = proof.function("p_x")
    posterior = proof.distribution("P_post", over=Z)
    q = proof.model("Q", parameters=Phi, over=Z)
    y, z, phi = variables("y z phi")
    evidence = Sum(joint(y), (y, Z))
    proof.given(evidence > 0, "the observation is possible")
    proof.given(ForAll(Equal(posterior(z), joint(z) / evidence), (z, Z)), "Bayes' rule")
    proof.given(
        ForAll(Implies(Equal(posterior(z), 0), Equal(q[phi](z), 0)), (z, Z), (phi, Phi)),
        "the approximations are absolutely continuous with respect to the posterior",
    )
    bound = Sum(q[phi](z) * log(joint(z) / q[phi](z)), (z, Z))
    divergences = ArgMin(KL(q[phi], posterior), (phi, Phi))
    proof.show(SameSolutions(divergences, ArgMax(bound, (phi, Phi))))

    proof.fix(phi, Phi)
    split = proof.calc(KL(q[phi], posterior), "The bound falls short of the log-evidence by this.").eq(
        log(evidence) - bound, by=proof.cite("elbo", Q=q[phi])
    )
    solutions = (
        proof.calc(divergences, "The log-evidence is the same for every approximation.")
        .eq(ArgMin(log(evidence) - bound, (phi, Phi)), by=split)
        .eq(ArgMax(bound, (phi, Phi)), by=argmin_const_sub)
    )
    return proof.qed(solutions)
