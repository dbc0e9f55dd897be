"""When the truth belongs to the model, the closest members are those that equal it."""

from mlekl_symbolic import *


@derivation(
    title="The minimisers of a well-specified model",
    sources=("T. M. Cover and J. A. Thomas, Elements of Information Theory (2006), theorem 2.6.3.",),
    claims=("B10",),
    spare={"S1": "a sum over an infinite set counts as 0, so no masses on it sum to one"},
)
def well_specified(proof: Proof) -> Theorem:
    """The members closest to a member of the model are those with the same distribution."""
    X = proof.finite_set("X")
    Theta = proof.parameter_set("Theta")
    p = proof.model("P", parameters=Theta, over=X)
    true = proof.real("theta_0")
    a, theta, t = variables("a theta t")
    proof.given(Member(true, Theta), "the truth belongs to the model")
    proof.given(
        ForAll(Implies(Equal(p[theta](a), 0), Equal(p[true](a), 0)), (a, X), (theta, Theta)),
        "the true law is absolutely continuous with respect to every member",
    )
    divergences = ArgMin(KL(p[true], p[t]), (t, Theta))
    agree = ForAll(Equal(p[true](a), p[theta](a)), (a, X))
    proof.show(ForAll(Iff(Member(theta, divergences), agree), (theta, Theta)))

    own = proof.calc(KL(p[true], p[true]), "The truth has no divergence from itself.").eq(0)
    proof.fix(theta, Theta)
    gibbs = proof.cite("gibbs", P=p[true], Q=p[theta])
    minimal = proof.calc(Member(theta, divergences), "A minimiser does not lose to the truth.").iff(
        And(Member(theta, Theta), ForAll(KL(p[true], p[theta]) <= KL(p[true], p[t]), (t, Theta))),
        by=mem_argmin,
    )
    with proof.suppose(Member(theta, divergences)):
        below = (
            proof.calc(KL(p[true], p[theta]), "So its divergence is at most zero.")
            .le(KL(p[true], p[true]), by=minimal)
            .eq(0, by=own)
        )
        there = proof.claim(agree, "By Gibbs' inequality it has the true distribution.", by=[below, gibbs])
    with proof.suppose(agree):
        proof.fix(t, Theta)
        least = (
            proof.calc(KL(p[true], p[theta]), "The true distribution has the least divergence, zero.")
            .eq(0, by=gibbs)
            .le(KL(p[true], p[t]), by=proof.cite("gibbs", P=p[true], Q=p[t]))
        )
    back = proof.claim(
        Implies(agree, Member(theta, divergences)), "Hence it is a minimiser.", by=[least, minimal]
    )
    return proof.qed(proof.claim(Iff(Member(theta, divergences), agree), by=[there, back]))
