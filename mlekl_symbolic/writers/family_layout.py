"""How divergences look, and laws that are known by formula: 𝒩(μ, σ²) and Exp(λ), and their densities."""

from __future__ import annotations

from collections.abc import Callable

from sympy import Basic, Rational

from mlekl_symbolic.language import densities, distributions
from mlekl_symbolic.writers.errors import UnknownNodeError
from mlekl_symbolic.writers.layout import (
    Calligraphic,
    Fence,
    Identifier,
    Layout,
    Punctuation,
    Script,
    Upright,
    row,
    separated,
)

Inner = Callable[[Basic], Layout]


def divergence(p: Layout, q: Layout) -> Layout:
    """``D_KL(p ‖ q)``."""
    return row(Script(Identifier("D"), Upright("KL")), Fence("(", row(p, Punctuation("‖"), q), ")"))


def law(node: distributions.Distribution, inner: Inner) -> Layout:
    """The name of a law with its parameters.

    Raises
    ------
    UnknownNodeError
        When the law has no notation.
    """
    name, parameters = _parts(node)
    return row(name, Fence("(", separated(",", *map(inner, parameters)), ")"))


def density(node: distributions.Distribution, letter: Basic, inner: Inner) -> Layout:
    """The value of a density, with the parameters after it.

    Raises
    ------
    UnknownNodeError
        When the law has no notation.
    """
    name, parameters = _parts(node)
    inside = separated(";", inner(letter), separated(",", *map(inner, parameters)))
    return row(name, Fence("(", inside, ")"))


def _parts(node: distributions.Distribution) -> tuple[Layout, tuple[Basic, ...]]:
    match node:
        case densities.Gaussian(mean=mean, deviation=deviation):
            square = deviation**2 if not isinstance(deviation, Rational) else Rational(deviation) ** 2
            return Calligraphic("N"), (mean, square)
        case densities.Exponential(rate=rate):
            return Upright("Exp"), (rate,)
    raise UnknownNodeError(f"a law of type {type(node).__name__} has no notation")
