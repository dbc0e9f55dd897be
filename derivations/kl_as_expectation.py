"""The divergence is the expected logarithm of the ratio, for masses and for densities."""

from mlekl_symbolic import *


@derivation(
    title="The divergence as an expectation",
    sources=("T. M. Cover and J. A. Thomas, Elements of Information Theory (2006), sections 2.3 and 8.5.",),
    claims=("A03", "B04"),
)
def kl_as_expectation(proof: Proof) -> Theorem:
    """The divergence is what log(P/Q) is on average under P, whether P has masses or a density."""
    X = proof.finite_set("X")
    P = proof.distribution("P", over=X)
    Q = proof.distribution("Q", over=X)
    p = proof.density("p", over=Reals())
    q = proof.density("q", over=Reals())
    a, x = variables("a x")
    of_masses = Equal(KL(P, Q), Expectation(log(P(a) / Q(a)), (a, P)))
    of_densities = Equal(KL(p, q), Expectation(log(p(x) / q(x)), (x, p)))
    proof.show(And(of_masses, of_densities))

    masses = (
        proof.calc(KL(P, Q), "For masses, both are the same sum.")
        .eq(Sum(P(a) * log(P(a) / Q(a)), (a, X)), by=kl)
        .eq(Expectation(log(P(a) / Q(a)), (a, P)), by=expectation)
    )
    densities = (
        proof.calc(KL(p, q), "For densities, both are the same integral.")
        .eq(Integral(p(x) * log(p(x) / q(x)), (x, Reals())), by=kl)
        .eq(Expectation(log(p(x) / q(x)), (x, p)), by=expectation)
    )
    return proof.qed(masses, densities)
