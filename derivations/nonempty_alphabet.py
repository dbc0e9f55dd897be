"""There is a distribution on a finite set only if the set has an element."""

from mlekl_symbolic import *


@derivation(
    title="A distribution needs a letter",
    sources=("T. M. Cover and J. A. Thomas, Elements of Information Theory (2006), section 2.1.",),
    spare={
        "S1": "a sum over an infinite set counts as 0, so no masses on it sum to one",
        "S2": "over no letters the masses would sum to 0, whatever their signs",
    },
)
def nonempty_alphabet(proof: Proof) -> Theorem:
    """Masses sum to one, and over no letters they would sum to zero."""
    X = proof.finite_set("X")
    p = proof.distribution("P", over=X)
    a, b = variables("a b")
    proof.show(Cardinality(X) > 0)

    proof.fix(a, X)
    small = proof.calc(p(a), "No mass exceeds one.").le(Sum(p(b), (b, X)), by=single_le_sum).eq(1)
    many = (
        proof.calc(Cardinality(X), "So there are at least as many letters as their masses sum to.")
        .eq(Sum(1, (b, X)))
        .ge(Sum(p(b), (b, X)), by=[sum_le_sum, small])
        .eq(1)
        .gt(0)
    )
    return proof.qed(many)
