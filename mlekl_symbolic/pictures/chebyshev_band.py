"""The mean of log q over growing samples, inside the band of Chebyshev's inequality."""

from __future__ import annotations

import math
from itertools import accumulate
from random import Random
from typing import Any

from mlekl_symbolic.pictures.drawing import BLUE, INK, ORANGE, QUIET
from mlekl_symbolic.pictures.gallery import picture

TRUTH, MODEL = (0.5, 0.3, 0.2), (0.2, 0.3, 0.5)
RISK = 0.05
"""How probable a mean outside the band may be, for each number of observations."""
MOST, SAMPLES = 10_000, 12


def moments() -> tuple[float, float]:
    """Mean and variance of ``log q(x)`` when ``x`` has the true distribution."""
    mean = math.fsum(p * math.log(q) for p, q in zip(TRUTH, MODEL, strict=True))
    square = math.fsum(p * math.log(q) ** 2 for p, q in zip(TRUTH, MODEL, strict=True))
    return mean, square - mean**2


def band(n: float) -> float:
    """Half the width of the band for ``n`` observations: Chebyshev's bound there equals the risk."""
    return math.sqrt(moments()[1] / (n * RISK))


def means(seed: int) -> list[float]:
    """The means over the first n observations of one sample, for n = 1, 2, …"""
    drawn = Random(seed).choices([math.log(q) for q in MODEL], TRUTH, k=MOST)
    return [total / n for n, total in enumerate(accumulate(drawn), start=1)]


@picture(
    "chebyshev_band",
    title="The mean log-likelihood settles down",
    shows=("weak_law", "chebyshev_for_the_mean", "mean_log_likelihood"),
    example="The samples are drawn from a law P on three letters, to which Q gives other chances.",
    alt=(
        "Twelve samples of up to ten thousand observations: the mean of log q over the first n "
        "observations, against n on a logarithmic scale. The lines scatter widely for small n and close "
        "in on their expectation, minus the cross-entropy, about -1.305 nats. A shaded band around it, "
        "which narrows like one over the root of n, is where Chebyshev's inequality puts the mean with at "
        "least 95 per cent probability for each n; the lines stay well inside."
    ),
)
def draw(figure: Any) -> None:
    """The samples, the expectation and the band."""
    mean, _ = moments()
    places = sorted({round(10 ** (k / 30)) for k in range(121)})
    axes = figure.add_subplot()
    smooth = [10 ** (k / 24) for k in range(97)]
    upper, lower = [mean + band(n) for n in smooth], [mean - band(n) for n in smooth]
    axes.fill_between(smooth, lower, upper, color=BLUE, alpha=0.13, linewidth=0)
    axes.plot(smooth, upper, color=BLUE, linewidth=1)
    axes.plot(smooth, lower, color=BLUE, linewidth=1)
    for seed in range(SAMPLES):
        path = means(seed)
        axes.plot(places, [path[n - 1] for n in places], color=ORANGE, linewidth=0.8, alpha=0.75)
    axes.axhline(mean, color=INK, linewidth=1, linestyle=(0, (5, 3)))
    axes.text(11_500, mean, "$-H(P, Q)$", va="center")
    axes.text(
        330,
        mean + 0.42,
        "Chebyshev: outside with\nprobability at most 5%, for each $n$",
        color=BLUE,
        linespacing=1.15,
    )
    axes.text(23, mean - 0.95, r"$\frac{1}{n}\,\sum_{i=1}^{n}\,\log Q(x_i)$ of twelve samples", color=ORANGE)
    axes.set(xscale="log", xlim=(1, MOST), ylim=(mean - 1.25, mean + 1.25))
    axes.set(xlabel="number $n$ of observations", ylabel="nats per observation")
    axes.set_xticks([1, 10, 100, 1000, 10_000], ["1", "10", "100", "1000", "10 000"])
    axes.set_yticks([-2.5, -2, -1.5, -1, -0.5])
    axes.tick_params(which="minor", color=QUIET)
