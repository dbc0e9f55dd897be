"""The log sum inequality for two terms."""

from mlekl_symbolic import *


@derivation(
    title="The log sum inequality for two terms",
    sources=("T. M. Cover and J. A. Thomas, Elements of Information Theory (2006), theorem 2.7.1.",),
)
def log_sum_of_two(proof: Proof) -> Theorem:
    """Two logarithms of quotients, weighted by the numerators, add up to at least that of the sums."""
    a, b, c, d = (proof.real(name) for name in "abcd")
    for number in (a, b, c, d):
        proof.given(number > 0)
    terms, ratio = a * log(a / c) + b * log(b / d), (a + b) / (c + d)
    proof.show(terms >= (a + b) * log(ratio))

    one, other = c / a * ratio, d / b * ratio
    bound = (
        proof.calc(terms, "The logarithm lies below its tangent, at the ratio of the sums.")
        .eq((a + b) * log(ratio) - (a * log(one) + b * log(other)), by=[log_div, log_mul])
        .ge(
            (a + b) * log(ratio) - (a * (one - 1) + b * (other - 1)),
            by=[
                mul_le_mul_left(c=a, a=log(one), b=one - 1),
                mul_le_mul_left(c=b, a=log(other), b=other - 1),
            ],
        )
        .eq((a + b) * log(ratio))
    )
    return proof.qed(bound)
