"""The density of a normal law, as it is usually written, found among the factors of a product."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from mlekl_symbolic.readers.latex import surface as s

_TWO, _ONE = s.Number("2"), s.Number("1")


@dataclass(frozen=True, slots=True)
class Bell:
    """A normal density among the factors of a product.

    Attributes
    ----------
    point, mean, deviation
        Where it is taken, and its parameters.
    places
        The two factors that make it up.
    """

    point: s.Expression
    mean: s.Expression
    deviation: s.Expression
    places: tuple[int, int]


def bell(factors: Sequence[s.Joined]) -> Bell | None:
    """The normal density ``1 / √(2 π σ²) · exp(−(x − μ)² / (2 σ²))`` in a product, or None."""
    for n, first in enumerate(factors):
        variance = _normalised(first.body)
        if variance is None or first.by == "/":
            continue
        for m, other in enumerate(factors):
            found = _exponent(other.body) if other.by != "/" else None
            if found is not None and found[1] == variance and isinstance(variance.base, s.Name):
                point, mean = found[0]
                return Bell(point, mean, variance.base, (n, m))
    return None


def is_spread(node: s.Name) -> bool:
    """Whether a name usually stands for a standard deviation."""
    return node.letter in ("sigma", "tau") and not node.style


def named(node: s.Apply) -> tuple[s.Expression, s.Expression, s.Expression] | None:
    """The point, the mean and the deviation of ``𝒩(x; μ, σ²)`` or ``𝒩(x | μ, σ²)``, or None."""
    if node.function != s.Name("N", "cal") or len(node.groups) != 2 or node.bars not in ((";",), ("|",)):
        return None
    match node.groups:
        case ((point,), (mean, s.Power(s.Name() as deviation, exponent))) if exponent == _TWO:
            return point, mean, deviation
    return None


def _normalised(node: s.Node) -> s.Power | None:
    """The variance ``σ²`` of ``1 / √(2 π σ²)``."""
    if not (isinstance(node, s.Fraction) and node.top == _ONE and isinstance(node.bottom, s.Root)):
        return None
    if node.bottom.degree is not None:
        return None
    parts = _parts(node.bottom.body)
    squares = [p for p in parts if isinstance(p, s.Power) and p.exponent == _TWO]
    rest = [p for p in parts if not isinstance(p, s.Power)]
    plain = len(rest) == 2 and _TWO in rest and s.Name("pi") in rest
    return squares[0] if plain and len(squares) == 1 and len(parts) == 3 else None


def _exponent(node: s.Node) -> tuple[tuple[s.Expression, s.Expression], s.Power] | None:
    """The point, the mean and the variance of ``exp(−(x − μ)² / (2 σ²))``."""
    if not (isinstance(node, s.Call) and node.function == "exp" and node.power is None):
        return None
    inner = node.operand
    if not (isinstance(inner, s.Terms) and len(inner.terms) == 1 and inner.terms[0].sign == "-"):
        return None
    parts = _parts(inner.terms[0].body)
    tops = [p.top for p in parts if isinstance(p, s.Fraction)] + [
        p for p in parts if not isinstance(p, s.Fraction)
    ]
    bottoms = [b for p in parts if isinstance(p, s.Fraction) for b in _parts(p.bottom)]
    tops = [t for t in tops if t != _ONE]
    if len(tops) != 1 or len(bottoms) != 2 or _TWO not in bottoms:
        return None
    variance = next((b for b in bottoms if isinstance(b, s.Power) and b.exponent == _TWO), None)
    apart = _difference(tops[0])
    return None if variance is None or apart is None else (apart, variance)


def _difference(node: s.Node) -> tuple[s.Expression, s.Expression] | None:
    """``x`` and ``μ`` of ``(x − μ)²``."""
    if not (isinstance(node, s.Power) and node.exponent == _TWO and isinstance(node.base, s.Terms)):
        return None
    terms = node.base.terms
    if len(terms) != 2 or terms[0].sign == "-" or terms[1].sign != "-":
        return None
    return terms[0].body, terms[1].body


def _parts(node: s.Node) -> list[s.Expression]:
    """The factors of a product, or the one factor that something is."""
    if isinstance(node, s.Factors):
        if any(f.by == "/" for f in node.factors):
            return []
        return [p for f in node.factors for p in _parts(f.body)]
    return [node]  # type: ignore[list-item]
