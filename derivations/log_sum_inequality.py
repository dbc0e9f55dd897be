"""The log sum inequality, from which divergences inherit their convexity."""

from mlekl_symbolic import *


@derivation(
    title="The log sum inequality",
    sources=("T. M. Cover and J. A. Thomas, Elements of Information Theory (2006), theorem 2.7.1.",),
    unshown={"A3": "the proof needs it, and whether the statement does is open"},
)
def log_sum_inequality(proof: Proof) -> Theorem:
    """Logarithms of quotients, weighted by the numerators, add up to at least that of the totals."""
    X = proof.finite_set("X")
    f, g = proof.function("f"), proof.function("g")
    x, y = variables("x y")
    proof.given(ForAll(f(x) > 0, (x, X)), "f is positive")
    proof.given(ForAll(g(x) > 0, (x, X)), "g is positive")
    proof.given(Cardinality(X) > 0, "there is a term")
    total, other = Sum(f(y), (y, X)), Sum(g(y), (y, X))
    ratio = total / other
    proof.show(Sum(f(x) * log(f(x) / g(x)), (x, X)) >= total * log(ratio))

    tangent = g(x) / f(x) * ratio
    proof.claim(And(total > 0, other > 0), "Both totals are positive.", by=sum_pos)
    proof.fix(x, X)
    pointwise = (
        proof.calc(
            f(x) * log(f(x) / g(x)) - f(x) * log(ratio), "Each term lies above a line in the two numbers."
        )
        .eq(-(f(x) * log(tangent)), by=log_mul)
        .ge(-(f(x) * (tangent - 1)), by=mul_le_mul_left(c=f(x), a=log(tangent), b=tangent - 1))
        .eq(f(x) - g(x) * ratio)
    )
    summed = (
        proof.calc(Sum(f(x) * log(f(x) / g(x)), (x, X)) - total * log(ratio), "Sum over all terms.")
        .eq(Sum(f(x) * log(f(x) / g(x)) - f(x) * log(ratio), (x, X)))
        .ge(Sum(f(x) - g(x) * ratio, (x, X)), by=[sum_le_sum, pointwise])
        .eq(total - other * ratio)
        .eq(0)
    )
    bound = proof.calc(Sum(f(x) * log(f(x) / g(x)), (x, X))).ge(total * log(ratio), by=summed)
    return proof.qed(bound)
