"""How random variables look: expectations, probabilities, variances, indicators, limits."""

from __future__ import annotations

from collections.abc import Callable

from sympy import Basic

from mlekl_symbolic.language import expressions, probability
from mlekl_symbolic.writers.errors import UnknownNodeError
from mlekl_symbolic.writers.layout import (
    Blackboard,
    Fence,
    Identifier,
    Layout,
    Relation,
    Script,
    Text,
    Upright,
    row,
)
from mlekl_symbolic.writers.names import name_layout, with_subscript

Inner = Callable[[Basic], Layout]


def averaged(node: probability.Draws, inner: Inner) -> Layout:
    """``E_{ω∼P}[…]``, and the same for variances and probabilities.

    Raises
    ------
    UnknownNodeError
        When the node has no notation.
    """
    match node:
        case probability.Expectation():
            letter: Layout = Blackboard("E")
        case probability.Probability():
            letter = Blackboard("P")
        case probability.Variance():
            letter = Upright("Var")
        case _:
            raise UnknownNodeError(f"an average of type {type(node).__name__} has no notation")
    drawn = row(inner(node.variable), Relation("∼"), inner(node.distribution))
    return row(Script(letter, drawn), Fence("[", inner(node.body), "]"))


def indicator(node: probability.Indicator, inner: Inner) -> Layout:
    """A one of its own face with the statement in braces, which has room for a long one."""
    return row(Blackboard("1"), Fence("{", inner(node.args[0]), "}"))


def member(family: probability.Family, indices: tuple[Basic, ...], inner: Inner) -> Layout:
    """A random variable with its indices below."""
    name = name_layout(family.name)
    return with_subscript(name, *map(inner, indices)) if indices else name


def applied(node: expressions.Apply, inner: Inner) -> Layout:
    """A random variable with indices at an outcome."""
    family, *indices, outcome = node.args
    return row(member(family, tuple(indices), inner), Fence("(", inner(outcome), ")"))


def maps_to(node: probability.MapsTo, inner: Inner) -> Layout:
    """A function written by its values."""
    return Fence("(", row(inner(node.variable), Relation("↦"), inner(node.body)), ")")


def converges(node: probability.Converges, inner: Inner) -> Layout:
    """A sequence and its limit."""
    index = row(inner(node.variable), Relation("→"), Identifier("∞"))
    return row(inner(node.body), Relation("→"), inner(node.limit), Text("as"), index)
