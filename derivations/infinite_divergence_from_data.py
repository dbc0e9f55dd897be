"""When the divergence from the data is infinite."""

from mlekl_symbolic import *


@derivation(
    title="When the divergence from the data is infinite",
    sources=("I. Csiszár and P. C. Shields, Information Theory and Statistics (2004), section 1.",),
    claims=("A04", "A18"),
    spare={"S3": "with no observations neither side holds"},
)
def infinite_divergence_from_data(proof: Proof) -> Theorem:
    """The divergence from the data is infinite exactly when Q gives no mass to some observation."""
    X = proof.finite_set("X")
    N = proof.natural("N")
    x = proof.sample("x", size=N, over=X)
    q = proof.distribution("Q", over=X)
    p_data = proof.empirical("P_data", x)
    a, i = variables("a i")
    charged = ForAll(NotEqual(q(x[i]), 0), (i, 1, N))
    proof.show(Iff(InfiniteDivergence(p_data, q), Not(charged)))

    continuous = ForAll(Implies(Equal(q(a), 0), Equal(p_data(a), 0)), (a, X))
    infinite = (
        proof.calc(
            InfiniteDivergence(p_data, q),
            "An infinite divergence means that Q gives no mass to a letter that occurs in the data.",
        )
        .iff(Not(continuous), by=kl_infinite)
        .iff(Not(charged), by=proof.cite("support"))
    )
    return proof.qed(infinite)
