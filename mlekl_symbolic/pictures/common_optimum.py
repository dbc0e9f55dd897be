"""Divergence and log-likelihood over the parameter, for sixty per cent cats."""

from __future__ import annotations

import math
from typing import Any

import sympy

from mlekl_symbolic.language import KL, Alphabet, CrossEntropy, H, Tabulated, TabulatedModel, Variable, lower
from mlekl_symbolic.language.sets import Interval
from mlekl_symbolic.pictures.drawing import BLUE, INK, ORANGE, PAPER, QUIET
from mlekl_symbolic.pictures.gallery import picture

ARROWS = (0.14, 0.34, 0.9)
"""Where the constant distance between the two curves is shown."""


def objectives() -> tuple[Any, Any, float]:
    """The divergence and the mean log-likelihood as functions of the parameter, and the entropy."""
    theta = Variable("theta")
    X = Alphabet("X", "cat dog")
    data = Tabulated("P", X, (sympy.Rational(3, 5), sympy.Rational(2, 5)))
    model = TabulatedModel("Q", Interval.open(0, 1), X, theta, (theta, 1 - theta))
    symbol = lower(theta)
    divergence = sympy.lambdify(symbol, lower(KL(data, model[theta])), "math")
    likelihood = sympy.lambdify(symbol, -lower(CrossEntropy(data, model[theta])), "math")
    return divergence, likelihood, float(lower(H(data)))


@picture(
    "common_optimum",
    title="Maximum likelihood minimises the divergence",
    shows=("categorical", "mle_as_kl"),
    example="The data are sixty per cent cats, and θ is the chance of a cat.",
    alt=(
        "Two curves over the chance theta of a cat, for data with 60 per cent cats. The divergence from "
        "the data falls to zero at theta = 3/5 and rises again. The mean log-likelihood rises to its "
        "highest value, minus the entropy of the data (about -0.673 nats), at the same theta = 3/5, and "
        "falls again. Turned upside down, it runs above the divergence at a constant distance, the "
        "entropy, shown by three arrows of one length."
    ),
)
def draw(figure: Any) -> None:
    """Both curves, the mirror image of one, the optimum and the constant distance."""
    divergence, likelihood, entropy = objectives()
    places = [(1 - math.cos(math.pi * k / 160)) / 2 for k in range(4, 159)]
    axes = figure.add_subplot()
    axes.axhline(0, color=QUIET, linewidth=0.6)
    axes.axvline(0.6, color=QUIET, linewidth=0.8, linestyle=(0, (1, 2.5)))
    mirrored = [-likelihood(t) for t in places]
    axes.plot(places, mirrored, color=ORANGE, linewidth=1.2, linestyle=(0, (5, 3)))
    axes.plot(places, [divergence(t) for t in places], color=BLUE)
    axes.plot(places, [likelihood(t) for t in places], color=ORANGE)
    for t in ARROWS:
        arrow = {"arrowstyle": "<->", "color": INK, "linewidth": 0.8, "shrinkA": 0, "shrinkB": 0}
        axes.annotate("", (t, divergence(t)), (t, -likelihood(t)), arrowprops=arrow)
        axes.text(t + 0.012, divergence(t) + entropy / 2, "$H$", va="center")
    behind = {"facecolor": PAPER, "edgecolor": "none", "pad": 1.5}
    axes.plot([0.6, 0.6], [0, -entropy], "o", color=INK, markersize=5.5, zorder=5)
    axes.annotate(
        r"one solution, $\theta = 3/5$", (0.6, 0), (0.635, -0.26), va="center",
        arrowprops={"arrowstyle": "-", "color": QUIET, "linewidth": 0.7, "shrinkB": 4},
    )  # fmt: skip
    axes.text(
        0.6,
        -entropy - 0.2,
        r"$-H(P_{\mathrm{data}}) \approx {-}0.673$",
        va="center",
        ha="center",
        bbox=behind,
    )
    axes.text(0.64, 0.34, r"$D_{\mathrm{KL}}(P_{\mathrm{data}}\,\Vert\,Q_\theta)$", color=BLUE)
    axes.text(0.2, -1.66, r"$\frac{1}{N}\,\sum_i \,\log Q_\theta(x_i)$", color=ORANGE, fontsize=13)
    axes.text(0.155, 1.32, "the mean log-likelihood, turned upside down", color=ORANGE, fontsize=10)
    axes.set(
        xlim=(0, 1), ylim=(-2.05, 2.05), xlabel=r"chance $\theta$ of a cat", ylabel="nats per observation"
    )
    axes.set_xticks([0, 0.2, 0.4, 0.6, 0.8, 1], ["0", "1/5", "2/5", "3/5", "4/5", "1"])
    axes.set_yticks([-2, -1, 0, 1, 2])
