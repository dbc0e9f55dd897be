"""How sets look: 𝒳, Θ, ℕ, {1, …, N}, intervals."""

from __future__ import annotations

from collections.abc import Callable

from sympy import Basic

from mlekl_symbolic.language import sets
from mlekl_symbolic.writers.errors import UnknownNodeError
from mlekl_symbolic.writers.layout import Blackboard, Calligraphic, Fence, Identifier, Layout, separated
from mlekl_symbolic.writers.names import name_layout

Inner = Callable[[Basic], Layout]

_DELIMITERS = {"ioo": ("(", ")"), "icc": ("[", "]"), "ioi": ("(", ")")}


def range_limit(low: Layout, high: Layout) -> Layout:
    """The set of the integers from ``low`` to ``high``."""
    return Fence("{", separated(",", low, Identifier("…"), high), "}")


def set_layout(node: sets.SetExpression, inner: Inner) -> Layout:
    """The layout of a set; ``inner`` makes that of the expressions in it.

    Raises
    ------
    UnknownNodeError
        When the set has no notation.
    """
    match node:
        case sets.NamedSet() | sets.Alphabet():
            return name_layout(node.name, Calligraphic)
        case sets.Naturals():
            return Blackboard("N")
        case sets.Integers():
            return Blackboard("Z")
        case sets.Reals():
            return Blackboard("R")
        case sets.Range():
            return range_limit(*map(inner, node.args))
        case sets.Singleton():
            return Fence("{", separated(",", *map(inner, node.args)), "}")
        case sets.Interval():
            left, right = _DELIMITERS[node.kind]
            above = (Identifier("∞"),) if node.kind == "ioi" else ()
            return Fence(left, separated(",", *map(inner, node.args), *above), right)
    raise UnknownNodeError(f"a set of type {type(node).__name__} has no notation")
