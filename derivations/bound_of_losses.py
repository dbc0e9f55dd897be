"""A bound on the losses −log P of all letters is not negative."""

from mlekl_symbolic import *


@derivation(
    title="A bound on all losses",
    sources=("T. M. Cover and J. A. Thomas, Elements of Information Theory (2006), section 2.1.",),
    unshown={"A1": "it would take a larger example than those that were tried"},
    spare={
        "S1": "a sum over an infinite set counts as 0, so no masses on it sum to one",
        "S2": "by A1 the masses are even positive",
    },
)
def bound_of_losses(proof: Proof) -> Theorem:
    """No loss −log P(a) is negative, so neither is a bound on all of them, times their number."""
    A = proof.finite_set("A")
    p, bound = proof.distribution("P", over=A), proof.real("L")
    a, b = variables("a b")
    proof.given(ForAll(p(a) > 0, (a, A)), "every letter has positive mass")
    proof.given(ForAll(-log(p(a)) <= bound, (a, A)), "−log P is at most L")
    proof.show(Cardinality(A) * bound >= 0)

    proof.fix(a, A)
    at_most_one = proof.calc(p(a), "No mass exceeds one,").le(Sum(p(b), (b, A)), by=single_le_sum).eq(1)
    term = (
        proof.calc(bound, "so the bound is not negative where there is a letter.")
        .ge(-log(p(a)))
        .ge(1 - p(a), by=log_le_sub_one)
        .ge(0, by=at_most_one)
    )
    total = (
        proof.calc(Cardinality(A) * bound, "In any case,").eq(Sum(bound, (a, A))).ge(0, by=[sum_nonneg, term])
    )
    return proof.qed(total)
