"""Where a log θ + b log(1 − θ) is largest: at the share of the first weight."""

from mlekl_symbolic import *


@derivation(
    title="The maximum of two weighted logarithms",
    sources=("G. Casella and R. L. Berger, Statistical Inference (2002), example 7.2.7.",),
)
def weighted_log_mode(proof: Proof) -> Theorem:
    """With positive weights a and b the only maximiser of a log θ + b log(1 − θ) is a/(a + b)."""
    a, b = proof.real("a"), proof.real("b")
    unit = Interval.open(0, 1)
    theta = Variable("theta")
    proof.given(a > 0, "the first weight is positive")
    proof.given(b > 0, "the second weight is positive")
    share = a / (a + b)
    objective = ArgMax(a * log(theta) + b * log(1 - theta), (theta, unit))
    proof.show(Equal(objective, Singleton(share)))

    inside = proof.claim(Member(share, unit), "The share a/(a + b) lies in (0, 1).", by=mem_ioo)
    proof.fix(theta, unit)
    one, other = theta / share, (1 - theta) / (1 - share)
    with proof.suppose(NotEqual(theta, share)):
        strict = (
            proof.calc(
                a * log(theta) + b * log(1 - theta) - (a * log(share) + b * log(1 - share)),
                "Compare another parameter with it: the logarithm lies below its tangent.",
            )
            .eq(a * log(one) + b * log(other), by=log_div)
            .lt(
                a * (one - 1) + b * (other - 1),
                by=[
                    mul_lt_mul_left(c=a, a=log(one), b=one - 1),
                    mul_lt_mul_left(c=b, a=log(other), b=other - 1),
                ],
            )
            .eq(((a + b) * theta - a) + ((a + b) * (1 - theta) - b))
            .eq(0)
        )
    mode = proof.calc(objective, "So the share beats every other parameter.").eq(
        Singleton(share), by=[argmax_eq_singleton, inside, strict]
    )
    return proof.qed(mode)
