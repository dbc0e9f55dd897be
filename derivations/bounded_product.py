"""A product of bounded numbers is bounded by the product of the bounds."""

from mlekl_symbolic import *


@derivation(
    title="A product of bounded numbers",
    sources=("W. Rudin, Principles of Mathematical Analysis (1976), theorem 1.33.",),
)
def bounded_product(proof: Proof) -> Theorem:
    """If u lies between −c and c, and v between −d and d, their product is at most cd."""
    u, v, c, d = (proof.real(name) for name in ("u", "v", "c", "d"))
    proof.given(And(-c <= u, u <= c))
    proof.given(And(-d <= v, v <= d))
    proof.show(u * v <= c * d)

    one = proof.claim((c - u) * (d + v) >= 0, "Both factors are not negative,", by=mul_nonneg)
    other = proof.claim((c + u) * (d - v) >= 0, "and neither are these.", by=mul_nonneg)
    mean = proof.calc(u * v, "The two products add up to 2cd − 2uv.").le(c * d, by=[one, other])
    return proof.qed(mean)
