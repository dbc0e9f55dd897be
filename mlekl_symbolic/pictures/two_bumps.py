"""One normal law for two bumps, fitted by the divergence in either direction."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

from mlekl_symbolic.pictures.drawing import BLUE, INK, ORANGE, QUIET
from mlekl_symbolic.pictures.gallery import picture

BUMPS = ((0.6, -2.0, 0.75), (0.4, 2.1, 0.75))
"""Weight, mean and standard deviation of each bump."""
LOW, HIGH, CELLS = -12.0, 12.0, 1200


def normal(x: float, mean: float, deviation: float) -> float:
    """The density of a normal law."""
    return math.exp(-(((x - mean) / deviation) ** 2) / 2) / (deviation * math.sqrt(2 * math.pi))


def target(x: float) -> float:
    """The density with two bumps."""
    return sum(w * normal(x, m, s) for w, m, s in BUMPS)


def forward_fit() -> tuple[float, float]:
    """Mean and deviation of the normal law of least divergence from the target: its own moments."""
    mean = sum(w * m for w, m, _ in BUMPS)
    square = sum(w * (s**2 + m**2) for w, m, s in BUMPS)
    return mean, math.sqrt(square - mean**2)


def divergence(p: Callable[[float], float], q: Callable[[float], float]) -> float:
    """The divergence of two positive densities by the midpoint rule."""
    width = (HIGH - LOW) / CELLS
    places = (LOW + (k + 0.5) * width for k in range(CELLS))
    pairs = ((p(x), q(x)) for x in places)
    return math.fsum(a * (math.log(a) - math.log(b)) for a, b in pairs if a > 0) * width


def reverse_fit(mean: float, deviation: float) -> tuple[float, float]:
    """The normal law of locally least divergence from the target, found by descent from a start."""

    def loss(m: float, s: float) -> float:
        return divergence(lambda x: normal(x, m, s), target)

    best, step = loss(mean, deviation), 0.2
    while step > 1e-4:
        around = [
            (mean + step, deviation),
            (mean - step, deviation),
            (mean, deviation + step),
            (mean, deviation - step),
        ]
        value, m, s = min((loss(m, s), m, s) for m, s in around if s > step)
        if value < best:
            best, mean, deviation = value, m, s
        else:
            step /= 2
    return mean, deviation


@picture(
    "two_bumps",
    title="Forward and reverse divergence fit differently",
    shows=("reverse_kl_differs", "kl_not_symmetric"),
    example="Here P has a density with two bumps, and Q is a normal law.",
    alt=(
        "A density with two bumps, the left one higher, and normal densities fitted to it. The fit of "
        "least divergence from the target to the normal law, which maximum likelihood would choose, is "
        "wide and covers both bumps, with its peak in the valley between them. The fit of least "
        "divergence from the normal law to the target is narrow and covers the left bump only; a second, "
        "worse local solution covers the right bump only."
    ),
)
def draw(figure: Any) -> None:
    """The target, the forward fit, and both local solutions of the reverse fit."""
    places = [-6 + k * 12.5 / 250 for k in range(251)]
    axes = figure.add_subplot()
    heights = [target(x) for x in places]
    axes.fill_between(places, heights, color="#e6e3dc", linewidth=0)
    axes.plot(places, heights, color=QUIET, linewidth=1)
    wide = forward_fit()
    left, right = (reverse_fit(m, s) for _, m, s in BUMPS)
    axes.plot(places, [normal(x, *wide) for x in places], color=BLUE)
    axes.plot(places, [normal(x, *left) for x in places], color=ORANGE, linestyle=(0, (5, 2)))
    axes.plot(places, [normal(x, *right) for x in places], color=ORANGE, linewidth=1, linestyle=(0, (1, 2)))
    axes.text(-1.98, 0.09, "target $P$", color=INK, ha="center")
    words = {"ha": "center", "va": "center", "linespacing": 1.25}
    axes.text(
        0.03, 0.255, "forward: least\n" r"$D_{\mathrm{KL}}(P\,\Vert\,Q)$", color=BLUE, fontsize=10.5, **words
    )
    axes.text(-4.15, 0.46, "reverse: least\n" r"$D_{\mathrm{KL}}(Q\,\Vert\,P)$", color=ORANGE, **words)
    axes.text(2.95, 0.43, "a second, worse\nlocal solution", color=ORANGE, fontsize=10, linespacing=1.1)
    axes.set(xlim=(-6, 6.5), ylim=(0, 0.55), xlabel="$x$", ylabel="density")
    axes.set_xticks([-6, -4, -2, 0, 2, 4, 6])
    axes.set_yticks([0, 0.2, 0.4], ["0", "0.2", "0.4"])
