"""For every model family and every data set: the likelier member is the one closer to the data."""

from typing import Any

from mlekl_symbolic import *


@derivation(
    title="The likelier member is the closer one, for every family",
    sources=("I. Csiszár and P. C. Shields, Information Theory and Statistics (2004), section 3.",),
    claims=("A18", "A19"),
    spare={
        "S2": "for an N that is no integer, the sums run over the integers up to N",
        "S3": "with no observations all sums over them are 0, and 1/0 counts as 0",
    },
)
def mle_for_every_family(proof: Proof) -> Theorem:
    """Likelihood and divergence from the data order the members of any family in opposite ways."""
    X = proof.finite_set("X")
    Theta = proof.parameter_set("Theta")
    N = proof.natural("N")
    x = proof.sample("x", size=N, over=X)
    p = proof.model("P", parameters=Theta, over=X)
    p_data = proof.empirical("P_data", x)
    i, theta, eta = variables("i theta eta")

    def charges(parameter: Variable) -> Any:
        return ForAll(p[parameter](x[i]) > 0, (i, 1, N))

    def likelihood(parameter: Variable) -> Any:
        return LogLikelihood(p[parameter], x)

    def divergence(parameter: Variable) -> Any:
        return KL(p_data, p[parameter])

    identity = Equal(divergence(theta), -1 / N * likelihood(theta) - H(p_data))
    order = Iff(likelihood(theta) >= likelihood(eta), divergence(theta) <= divergence(eta))
    proof.show(
        And(
            ForAll(Implies(charges(theta), identity), (theta, Theta)),
            ForAll(Implies(charges(theta), Implies(charges(eta), order)), (eta, Theta), (theta, Theta)),
        )
    )

    proof.remark(
        "Nothing is asked of the family: no smoothness, no independence of the observations, no true "
        "parameter, and letters may repeat. Members that miss an observation have divergence +∞ and "
        "log-likelihood −∞, and stand last in both orders."
    )
    proof.fix(theta, Theta)
    with proof.suppose(charges(theta)):
        first = proof.calc(divergence(theta), "Then the divergence from the data splits.").eq(
            -1 / N * likelihood(theta) - H(p_data), by=proof.cite("divergence_from_data", Q=p[theta])
        )
    proof.fix(eta, Theta)
    with proof.suppose(charges(theta)), proof.suppose(charges(eta)):
        opposite = (
            proof.calc(likelihood(theta) >= likelihood(eta), "The entropy is the same for both and cancels.")
            .iff(
                1 / N * (likelihood(theta) - likelihood(eta)) >= 0,
                by=[le_iff_sub_nonneg, mul_nonneg_iff_of_pos],
            )
            .iff(divergence(eta) - divergence(theta) >= 0, by=first)
            .iff(divergence(theta) <= divergence(eta), by=le_iff_sub_nonneg)
        )
    return proof.qed(first, opposite)
