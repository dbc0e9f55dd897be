r"""The divergence ``D_{\chi^2}(p ‖ q)``, which is the mean of ``(p/q)² - 1`` under ``q``."""

from __future__ import annotations

from typing import Any

from mlekl_symbolic.readers.latex import surface as s
from mlekl_symbolic.readers.latex.roles import DENSITIES
from mlekl_symbolic.readers.latex.uninterpreted.keys import rebuilt

SAID = "D with χ² below it is the chi-squared divergence: the mean of (p/q)² - 1 under q"
_SQUARE = s.Power(s.Name("chi"), s.Number("2"))


def has_chi_squared(node: s.Node) -> bool:
    """Whether the divergence occurs in a part."""
    return any(_laws(n) is not None for n in s.walk(node))


def with_chi_squared(node: s.Node) -> Any:
    """A part with the divergence written out."""
    made: Any = rebuilt(node, with_chi_squared)
    laws = _laws(made)
    if laws is None:
        return made
    first, second = laws
    ratio = s.Fraction(first, second, span=made.span)
    mean = s.Mean(s.Power(ratio, s.Number("2"), span=made.span), (second,), span=made.span)
    return s.Terms((s.Signed("", mean), s.Signed("-", s.Number("1"))), span=made.span)


def _laws(node: s.Node) -> tuple[s.Apply, s.Apply] | None:
    """The two laws that the divergence compares, when both are written with the same letters."""
    match node:
        case s.Apply(s.Name("D" | "d", _, (), (below,), ()), ((first,), (second,)), ("‖",)):
            if below == _SQUARE and isinstance(first, s.Apply) and isinstance(second, s.Apply):
                of_laws = all(x.function.letter in DENSITIES for x in (first, second))
                return (first, second) if of_laws and first.groups[0] == second.groups[0] else None
    return None
