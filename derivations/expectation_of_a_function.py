"""The expectation of a function of random letters, from the probabilities of the letters alone."""

from mlekl_symbolic import *


@derivation(
    title="The expectation of a function",
    sources=(
        "W. Feller, An Introduction to Probability Theory and Its Applications I (1968), section IX.2.",
    ),
)
def expectation_of_a_function(proof: Proof) -> Theorem:
    """What is expected of a function of one or of two letters depends on their distribution only."""
    Omega = proof.finite_set("Omega")
    P = proof.distribution("P", over=Omega)
    A = proof.finite_set("A")
    X, Y = proof.random_variable("X"), proof.random_variable("Y")
    f, g = proof.function("f"), proof.function("g")
    w, a, b = variables("omega a b")
    proof.given(ForAll(Member(X(w), A), (w, Omega)), "X has its values in A")
    proof.given(ForAll(Member(Y(w), A), (w, Omega)), "Y has its values in A")
    draw = (w, P)
    of_one = Sum(Probability(Equal(X(w), a), draw) * f(a), (a, A))
    both = Probability(And(Equal(X(w), a), Equal(Y(w), b)), draw)
    of_two = Sum(both * (f(a) * g(b)), (b, A), (a, A))
    proof.show(
        And(Equal(Expectation(f(X(w)), draw), of_one), Equal(Expectation(f(X(w)) * g(Y(w)), draw), of_two))
    )

    one = (
        proof.calc(Expectation(f(X(w)), draw), "Write the value as a sum over all letters.")
        .eq(Expectation(Sum(Indicator(Equal(X(w), a)) * f(a), (a, A)), draw), by=sum_delta)
        .eq(Sum(Expectation(Indicator(Equal(X(w), a)), draw) * f(a), (a, A)))
        .eq(of_one, by=probability)
    )
    pair = Indicator(And(Equal(X(w), a), Equal(Y(w), b)))
    two = (
        proof.calc(Expectation(f(X(w)) * g(Y(w)), draw), "The same for two letters.")
        .eq(Expectation(Sum(pair * (f(a) * g(b)), (b, A), (a, A)), draw), by=sum_delta)
        .eq(Sum(Expectation(pair, draw) * (f(a) * g(b)), (b, A), (a, A)))
        .eq(of_two, by=probability)
    )
    return proof.qed(one, two)
