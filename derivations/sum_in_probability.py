"""Convergence in probability is kept by sums."""

from typing import Any

from mlekl_symbolic import *


@derivation(
    title="Sums of sequences that converge in probability",
    sources=("A. W. van der Vaart, Asymptotic Statistics (1998), section 2.1.",),
    unshown={
        "A1 A2 S1": "the statement speaks of infinitely many numbers, and only finite examples are tried"
    },
)
def sum_in_probability(proof: Proof) -> Theorem:
    """If X_n tends to a and Y_n to b in probability, the sum tends to a + b in probability.

    For every n there is a finite probability space; its outcomes are numbered.
    """
    w, n, epsilon, eta = variables("omega n epsilon eta")
    M = proof.function("M")
    Omega, numbers, positive = Range(1, M(n)), (n, Naturals()), Interval.above(0)
    P = proof.distributions("P", index=n, over=Omega)
    X, Y = proof.random_variables("X"), proof.random_variables("Y")
    a, b = proof.real("a"), proof.real("b")
    draw = (w, P[n])

    def far(value: Any, center: Any, error: Any) -> Any:
        return abs(value - center) >= error

    first, second = far(X[n](w), a, eta), far(Y[n](w), b, eta)
    proof.given(ForAll(Converges(Probability(first, draw), (n, 0)), (eta, positive)), "X_n tends to a")
    proof.given(ForAll(Converges(Probability(second, draw), (n, 0)), (eta, positive)), "Y_n tends to b")
    proof.instance(
        "a single outcome and variables that are zero", by=squeeze_zero(g=MapsTo(0 / n, numbers)),
        M=MapsTo(1, numbers), P=MapsTo(1, (w, Reals()), numbers),
        X=MapsTo(0, (w, Reals()), numbers), Y=MapsTo(0, (w, Reals()), numbers), a=number(0), b=number(0),
    )  # fmt: skip
    total = far(X[n](w) + Y[n](w), a + b, epsilon)
    proof.show(ForAll(Converges(Probability(total, draw), (n, 0)), (epsilon, positive)))

    proof.fix(epsilon, positive)
    half = epsilon / 2
    one, other = far(X[n](w), a, half), far(Y[n](w), b, half)
    proof.fix(n, Naturals())
    proof.fix(w, Omega)
    count = Indicator(one) + Indicator(other)
    with proof.suppose(one):
        left = (
            proof.calc(Indicator(total), "The first deviation is large, and its indicator is one.")
            .le(1)
            .eq(Indicator(one))
            .le(count)
        )
    with proof.suppose(other):
        right = (
            proof.calc(Indicator(total), "The second deviation is large, and its indicator is one.")
            .le(1)
            .eq(Indicator(other))
            .le(count)
        )
    with proof.suppose(Not(one)), proof.suppose(Not(other)):
        near = (
            proof.calc(abs(X[n](w) + Y[n](w) - (a + b)), "Both are near, and so is their sum,")
            .le(abs(X[n](w) - a) + abs(Y[n](w) - b), by=abs_add(a=X[n](w) - a, b=Y[n](w) - b))
            .lt(epsilon)
        )
        neither = (
            proof.calc(Indicator(total), "and nothing is to be shown.")
            .eq(0, by=[ind_of_false, near])
            .le(count)
        )
    with proof.suppose(Not(one)):
        second_case = proof.claim(Indicator(total) <= count, by=[right, neither])
    pointwise = proof.claim(
        ForAll(Indicator(total) <= count, (w, Omega), numbers), "In all cases,", by=[left, second_case]
    )
    chances = Probability(one, draw) + Probability(other, draw)
    bound = (
        proof.calc(Probability(total, draw), "Averaging this comparison,")
        .eq(Sum(P[n](w) * Indicator(total), (w, Omega)), by=[probability, expectation])
        .le(Sum(P[n](w) * count, (w, Omega)), by=[sum_le_sum, pointwise])
        .eq(chances, by=[probability, expectation])
    )
    parts = [MapsTo(Probability(e, draw), numbers) for e in (one, other)]
    null = proof.claim(Converges(chances, (n, 0)), by=tendsto_add(f=parts[0], g=parts[1], a=0, b=0))
    limit = proof.claim(
        Converges(Probability(total, draw), (n, 0)),
        by=[squeeze_zero(g=MapsTo(chances, numbers)), bound, null],
    )
    return proof.qed(limit)
