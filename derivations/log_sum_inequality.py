"""The log sum inequality, from which divergences inherit their convexity."""

from mlekl_symbolic import *


@derivation(
    title="The log sum inequality",
    sources=("T. M. Cover and J. A. Thomas, Elements of Information Theory (2006), theorem 2.7.1.",),
    spare={"S1": "a sum over an infinite set counts as 0, so both sides are 0"},
)
def log_sum_inequality(proof: Proof) -> Theorem:
    """Logarithms of quotients, weighted by the numerators, add up to at least that of the totals."""
    X = proof.finite_set("X")
    f, g = proof.function("f"), proof.function("g")
    x, y = variables("x y")
    proof.given(ForAll(f(x) >= 0, (x, X)), "f is not negative")
    proof.given(ForAll(g(x) >= 0, (x, X)), "g is not negative")
    proof.given(ForAll(Implies(Equal(g(x), 0), Equal(f(x), 0)), (x, X)), "f vanishes where g does")
    total, other = Sum(f(y), (y, X)), Sum(g(y), (y, X))
    ratio = total / other
    proof.show(Sum(f(x) * log(f(x) / g(x)), (x, X)) >= total * log(ratio))

    tangent = g(x) / f(x) * ratio
    term = f(x) * log(f(x) / g(x)) - f(x) * log(ratio)
    proof.claim(And(total >= 0, other >= 0), "No total is negative.", by=sum_nonneg)
    proof.fix(x, X)
    with proof.suppose(f(x) > 0):
        proof.claim(
            And(f(x) <= total, g(x) <= other),
            "Each total is at least its term, and so positive.",
            by=single_le_sum,
        )
        positive = (
            proof.calc(term, "So the term lies above a line in the two numbers.")
            .eq(-(f(x) * log(tangent)), by=log_mul)
            .ge(-(f(x) * (tangent - 1)), by=mul_le_mul_left(c=f(x), a=log(tangent), b=tangent - 1))
            .eq(f(x) - g(x) * ratio)
        )
    with proof.suppose(Equal(f(x), 0)):
        empty = proof.calc(term, "Then the term is zero.").eq(0).ge(f(x) - g(x) * ratio)
    pointwise = proof.claim(
        ForAll(term >= f(x) - g(x) * ratio, (x, X)), "In both cases,", by=[positive, empty]
    )
    with proof.suppose(Equal(other, 0)):
        nothing = proof.calc(total - other * ratio).eq(total).ge(0)
    rest = proof.claim(
        total - other * ratio >= 0, "If g has mass, this difference is zero; so in any case,", by=nothing
    )
    summed = (
        proof.calc(Sum(f(x) * log(f(x) / g(x)), (x, X)) - total * log(ratio), "Sum over all terms.")
        .eq(Sum(f(x) * log(f(x) / g(x)) - f(x) * log(ratio), (x, X)))
        .ge(Sum(f(x) - g(x) * ratio, (x, X)), by=[sum_le_sum, pointwise])
        .eq(total - other * ratio)
        .ge(0, by=rest)
    )
    bound = proof.calc(Sum(f(x) * log(f(x) / g(x)), (x, X))).ge(total * log(ratio), by=summed)
    return proof.qed(bound)
