"""What is at most every positive mass is at most one."""

from mlekl_symbolic import *


@derivation(
    title="A bound below all positive masses",
    sources=("W. Feller, An Introduction to Probability Theory and Its Applications I (1968), chapter I.",),
    spare={"S1": "a sum over an infinite set counts as 0, so no masses on it sum to one"},
)
def smallest_mass(proof: Proof) -> Theorem:
    """A number that is at most every positive mass of a distribution is at most one."""
    A = proof.finite_set("A")
    p, m = proof.distribution("P", over=A), proof.real("m")
    a, b = variables("a b")
    proof.given(ForAll(Implies(p(a) > 0, p(a) >= m), (a, A)), "positive masses are at least m")
    proof.show(m <= 1)

    proof.fix(a, A)
    at_most_one = proof.calc(p(a), "No mass exceeds one.").le(Sum(p(b), (b, A)), by=single_le_sum).eq(1)
    with proof.suppose(NotEqual(p(a), 0)):
        massive = proof.calc(p(a) * m, "Then the mass is at least m.").le(
            p(a) * p(a), by=mul_le_mul_left(c=p(a), a=m, b=p(a))
        )
    with proof.suppose(Equal(p(a), 0)):
        massless = proof.calc(p(a) * m).le(p(a) * p(a))
    pointwise = proof.claim(ForAll(p(a) * m <= p(a) * p(a), (a, A)), "In both cases,", by=[massless, massive])
    smaller = proof.calc(p(a) * p(a)).le(
        p(a) * 1, by=[mul_le_mul_left(c=p(a), a=p(a), b=number(1)), at_most_one]
    )
    mean = (
        proof.calc(m, "Summed over all letters,")
        .eq(Sum(p(a) * m, (a, A)))
        .le(Sum(p(a) * p(a), (a, A)), by=pointwise)
        .le(Sum(p(a), (a, A)), by=smaller)
        .eq(1)
    )
    return proof.qed(mean)
