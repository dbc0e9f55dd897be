"""Chebyshev's inequality for the values of a sample, where it is about counts and not about chances."""

from mlekl_symbolic import *


@derivation(
    title="Chebyshev's inequality for a sample",
    sources=(
        "J. G. Saw, M. C. K. Yang and T. C. Mo, Chebyshev Inequality with Estimated Mean and Variance, "
        "The American Statistician 38 (1984), 130-132.",
    ),
    claims=("B18b",),
    spare={
        "S1": "for an n that is no integer, the sum runs over the integers up to n",
        "S2": "by A1 and A2 there is an observation",
    },
)
def chebyshev_for_a_sample(proof: Proof) -> Theorem:
    """At most n/k² of n numbers are k standard deviations or more away from their mean. More
    is shown: m may be any number, when s² is the mean squared distance from it.
    """
    n = proof.natural("n")
    x = proof.sample("x", size=n, over=Reals())
    mean, s = proof.real("m"), proof.real("s")
    i, k = variables("i k")
    spread = proof.given(
        Equal(1 / n * Sum((x[i] - mean) ** 2, (i, 1, n)), s**2),
        "s² is the mean squared distance from m; when m is the mean this is the variance, with 1/n",
    )
    proof.given(s > 0)
    positive = Interval.above(0)
    far = abs(x[i] - mean) >= k * s
    outside = Sum(Indicator(far), (i, 1, n))
    proof.show(ForAll(outside <= n / k**2, (k, positive)))

    proof.fix(k, positive)
    proof.fix(i, Range(1, n))
    with proof.suppose(far):
        beyond = (
            proof.calc((k * s) ** 2 * Indicator(far), "Then the squared distance is large.")
            .eq((k * s) ** 2)
            .le((x[i] - mean) ** 2, by=le_abs_iff_sq)
        )
    with proof.suppose(Not(far)):
        near = (
            proof.calc((k * s) ** 2 * Indicator(far), "Then the value counts for nothing.")
            .eq(0)
            .le((x[i] - mean) ** 2)
        )
    pointwise = proof.claim(
        ForAll((k * s) ** 2 * Indicator(far) <= (x[i] - mean) ** 2, (i, 1, n)),
        "In both cases,",
        by=[beyond, near],
    )
    count = (
        proof.calc(outside, "Summed over the sample,")
        .eq(1 / (k * s) ** 2 * Sum((k * s) ** 2 * Indicator(far), (i, 1, n)))
        .le(1 / (k * s) ** 2 * Sum((x[i] - mean) ** 2, (i, 1, n)), by=pointwise)
        .eq(n / (k * s) ** 2 * (1 / n * Sum((x[i] - mean) ** 2, (i, 1, n))))
        .eq(n / (k * s) ** 2 * s**2, by=spread)
        .eq(n / k**2)
    )
    return proof.qed(count)
