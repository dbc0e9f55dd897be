"""Convergence in probability is kept by continuous maps."""

from mlekl_symbolic import *


@derivation(
    title="Continuous maps of sequences that converge in probability",
    sources=("A. W. van der Vaart, Asymptotic Statistics (1998), theorem 2.3.",),
    unshown={
        "A1 A2 A3 S1": "the statement speaks of infinitely many numbers, and only finite examples are tried"
    },
)
def continuous_map_in_probability(proof: Proof) -> Theorem:
    """If X_n tends to a in probability and g is continuous at a, then g(X_n) tends to g(a) in probability.

    For every n there is a finite probability space; its outcomes are numbered. Continuity is given by a
    distance d(ε) within which the values of g are within ε.
    """
    w, n, t, epsilon, eta = variables("omega n t epsilon eta")
    M = proof.function("M")
    Omega, numbers, positive = Range(1, M(n)), (n, Naturals()), Interval.above(0)
    P = proof.distributions("P", index=n, over=Omega)
    X = proof.random_variables("X")
    g, d, a = proof.function("g"), proof.function("d"), proof.real("a")
    draw = (w, P[n])
    proof.given(
        ForAll(Converges(Probability(abs(X[n](w) - a) >= eta, draw), (n, 0)), (eta, positive)),
        "X_n tends to a",
    )
    proof.given(ForAll(d(epsilon) > 0, (epsilon, positive)))
    near = Implies(abs(t - a) < d(epsilon), abs(g(t) - g(a)) < epsilon)
    proof.given(ForAll(near, (t, Reals()), (epsilon, positive)), "g is continuous at a")
    proof.instance(
        "a single outcome, variables that are zero and the function zero",
        by=squeeze_zero(g=MapsTo(0 / n, numbers)),
        M=MapsTo(1, numbers), P=MapsTo(1, (w, Reals()), numbers), X=MapsTo(0, (w, Reals()), numbers),
        g=MapsTo(0, (t, Reals())), d=MapsTo(1, (epsilon, Reals())), a=number(0),
    )  # fmt: skip
    changed = abs(g(X[n](w)) - g(a)) >= epsilon
    proof.show(ForAll(Converges(Probability(changed, draw), (n, 0)), (epsilon, positive)))

    proof.fix(epsilon, positive)
    far = abs(X[n](w) - a) >= d(epsilon)
    proof.fix(n, Naturals())
    proof.fix(w, Omega)
    with proof.suppose(far):
        moved = proof.calc(Indicator(changed), "Then the bound is one.").le(1).eq(Indicator(far))
    with proof.suppose(Not(far)):
        stayed = (
            proof.calc(Indicator(changed), "Then X_n is near, and so is its value.")
            .eq(0, by=ind_of_false)
            .le(Indicator(far))
        )
    pointwise = proof.claim(
        ForAll(Indicator(changed) <= Indicator(far), (w, Omega), numbers),
        "In both cases,",
        by=[moved, stayed],
    )
    bound = (
        proof.calc(Probability(changed, draw), "Averaging this comparison,")
        .eq(Sum(P[n](w) * Indicator(changed), (w, Omega)), by=[probability, expectation])
        .le(Sum(P[n](w) * Indicator(far), (w, Omega)), by=[sum_le_sum, pointwise])
        .eq(Probability(far, draw), by=[probability, expectation])
    )
    small = squeeze_zero(g=MapsTo(Probability(far, draw), numbers))
    limit = proof.claim(
        Converges(Probability(changed, draw), (n, 0)), "So it tends to zero too.", by=[small, bound]
    )
    return proof.qed(limit)
