"""The likelihood of three chances, over the triangle of all distributions."""

from __future__ import annotations

import math
from typing import Any

from mlekl_symbolic.pictures.drawing import INK, PAPER, QUIET, matplotlib
from mlekl_symbolic.pictures.gallery import picture

COUNTS = {"cat": 5, "dog": 3, "fish": 2}
ROWS = 80
"""How finely the triangle is divided."""
LEVELS = (0.0, 0.02, 0.08, 0.2, 0.4, 0.7, 1.1, 1.7)
"""Divergences from the data at which a contour is drawn."""
Point = tuple[float, float]
CORNERS = ((-0.02, -0.02), (1.02, -0.02), (0.5, math.sqrt(3) / 2 + 0.015))
NOTE = (
    "mean log-likelihood:\n"
    r"$-H(P_{\mathrm{data}}) \approx {-}1.03$ at the estimate,"
    "\nless by "
    r"$D_{\mathrm{KL}}(P_{\mathrm{data}}\,\Vert\,Q)$ elsewhere"
)


def mean_log_likelihood(chances: tuple[float, ...]) -> float:
    """The mean of ``log q`` over the observations."""
    total = sum(COUNTS.values())
    return math.fsum(n * math.log(q) for n, q in zip(COUNTS.values(), chances, strict=True)) / total


def corner(chances: tuple[float, ...]) -> Point:
    """Where a distribution lies in the triangle: the mean of the corners with its masses as weights."""
    left, right, top = chances
    scale = left + right + top
    return (right + top / 2) / scale, top * math.sqrt(3) / 2 / scale


def grid() -> list[tuple[float, ...]]:
    """Distributions evenly spread over the triangle, none with a mass of zero."""
    edge = 0.001
    steps = [(a, b, ROWS - a - b) for a in range(ROWS + 1) for b in range(ROWS + 1 - a)]
    return [tuple(edge + (1 - 3 * edge) * k / ROWS for k in abc) for abc in steps]


@picture(
    "likelihood_simplex",
    title="The likelihood over all distributions on three letters",
    shows=("relative_frequencies", "divergence_from_data"),
    example="Ten animals were observed; each point is a law Q on the three kinds.",
    alt=(
        "A triangle whose corners are the three letters cat, dog and fish; each point of it is a "
        "distribution. Shading and contours show the mean log-likelihood of ten observations, five cats, "
        "three dogs and two fish. It has a single peak, at the relative frequencies 1/2, 3/10 and 1/5, "
        "and falls without end towards the sides. Along each contour the divergence from the data is "
        "constant, from 0.02 nats near the peak to 1.1 nats near the sides."
    ),
    size=(6.4, 4.0),
)
def draw(figure: Any) -> None:
    """The triangle with its contours and the estimate."""
    points = grid()
    best = tuple(n / sum(COUNTS.values()) for n in COUNTS.values())
    highest = mean_log_likelihood(best)
    mesh = matplotlib("tri").Triangulation(*zip(*map(corner, points), strict=True))
    heights = [max(mean_log_likelihood(q), highest - LEVELS[-1]) for q in points]
    levels = sorted(highest - d for d in LEVELS)
    axes = figure.add_subplot(aspect="equal")
    axes.tricontourf(mesh, heights, levels=levels, cmap="cividis")
    lines = axes.tricontour(mesh, heights, levels=levels[1:-1], colors=INK, linewidths=0.5)
    names = {v: f"{highest - v:.2g}" for v in lines.levels}
    x, y = corner(best)
    where = [corner(_towards_fish(best, highest - v)) for v in lines.levels]
    axes.clabel(lines, fmt=names, fontsize=9, colors=[PAPER] * 2 + [INK] * 4, manual=where)
    axes.plot([x], [y], "o", color=INK, markeredgecolor=PAPER, markersize=7)
    axes.annotate(
        "estimate $P_{\\mathrm{data}}$:\n(cat, dog, fish) = " r"$(\frac{1}{2}, \frac{3}{10}, \frac{1}{5})$",
        (x, y), (0.74, 0.55), fontsize=12,
        arrowprops={"arrowstyle": "-", "color": INK, "linewidth": 0.7, "shrinkB": 5},
    )  # fmt: skip
    root = math.sqrt(3) / 2
    axes.plot([0, 1, 0.5, 0], [0, 0, root, 0], color=QUIET, linewidth=0.9)
    for name, at, side in zip(COUNTS, CORNERS, ("right", "left", "center"), strict=True):
        axes.text(*at, name, ha=side, va="bottom" if side == "center" else "center", fontsize=12.5)
    axes.text(0.74, 0.78, NOTE, va="center", linespacing=1.3)
    axes.set(xlim=(-0.12, 1.42), ylim=(-0.06, root + 0.08))
    axes.set_axis_off()


def _towards_fish(best: tuple[float, ...], lost: float) -> tuple[float, ...]:
    """The distribution between the estimate and the letter fish whose likelihood is that much lower."""
    near, far = 0.0, 1.0
    for _ in range(50):
        middle = (near + far) / 2
        a, b, c = ((1 - middle) * q for q in best)
        if mean_log_likelihood(best) - mean_log_likelihood((a, b, c + middle)) < lost:
            near = middle
        else:
            far = middle
    a, b, c = ((1 - near) * q for q in best)
    return a, b, c + near
