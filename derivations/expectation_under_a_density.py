"""The expectation under a density is linear and monotone."""

from mlekl_symbolic import *


@derivation(
    title="The expectation under a density",
    sources=("P. Billingsley, Probability and Measure (1995), section 21.",),
    unshown={"A1 A2": "the only examples that are tried are step functions"},
)
def expectation_under_a_density(proof: Proof) -> Theorem:
    """Expectations under a density add up, keep constant factors and keep the order."""
    S = proof.region("S")
    p = proof.density("p", over=S)
    f, g = proof.function("f"), proof.function("g")
    c = proof.real("c")
    x = Variable("x")
    draw = (x, p)
    proof.given(Integrable(p(x) * f(x), (x, S)), "f has an expectation")
    proof.given(Integrable(p(x) * g(x), (x, S)), "g has an expectation")
    total, sides = Expectation(c * f(x) + g(x), draw), c * Expectation(f(x), draw) + Expectation(g(x), draw)
    below = ForAll(f(x) <= g(x), (x, S))
    ordered = Implies(below, Expectation(f(x), draw) <= Expectation(g(x), draw))
    proof.show(And(And(Equal(total, sides), Equal(Expectation(c, draw), c)), ordered))

    linear = (
        proof.calc(total, "The expectation is an integral, and integrals are linear.")
        .eq(Integral(p(x) * (c * f(x) + g(x)), (x, S)), by=expectation)
        .eq(c * Integral(p(x) * f(x), (x, S)) + Integral(p(x) * g(x), (x, S)))
        .eq(sides, by=expectation)
    )
    constant = (
        proof.calc(Expectation(c, draw), "A constant is its own expectation, as p has mass one.")
        .eq(Integral(p(x) * c, (x, S)), by=expectation)
        .eq(c)
    )
    with proof.suppose(below):
        monotone = (
            proof.calc(Expectation(f(x), draw), "Then the integrals compare.")
            .eq(Integral(p(x) * f(x), (x, S)), by=expectation)
            .le(Integral(p(x) * g(x), (x, S)), by=integral_mono)
            .eq(Expectation(g(x), draw), by=expectation)
        )
    return proof.qed(linear, constant, monotone)
