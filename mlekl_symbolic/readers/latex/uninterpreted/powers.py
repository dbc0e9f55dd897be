"""Superscripts that can only be powers: the letter is a number elsewhere, and nowhere an index."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from mlekl_symbolic.readers.latex import surface as s
from mlekl_symbolic.readers.latex.show import shown
from mlekl_symbolic.readers.latex.uninterpreted.keys import rebuilt


def exponents(trees: Iterable[s.Node]) -> frozenset[s.Name]:
    """The doubtful superscripts of a document that it divides or multiplies by, and uses in no other way.

    ``y^n`` beside ``n/2`` is a power when ``n`` counts nothing, is no index and no argument, and ``y``
    stands without it too.
    """
    whole = list(trees)
    raised = {found for tree in whole for n in s.walk(tree) if (found := _raised(n)) is not None}
    factors = {f for tree in whole for n in s.walk(tree) for f in _factors(n)}
    other = {n for tree in whole for part in s.walk(tree) for n in _otherwise(part)}
    bare = {n for tree in whole for n in s.walk(tree) if isinstance(n, s.Name) and not n.upper}
    chosen = {n for _, n in raised if n in factors and n not in other}
    return frozenset(n for n in chosen if all(base in bare for base, by in raised if by == n))


def with_powers(node: s.Node, by: frozenset[s.Name]) -> Any:
    """A node in which superscripts that can only be powers are powers."""
    if not by:
        return node
    if isinstance(node, s.Apply):
        groups = tuple(tuple(with_powers(i, by) for i in g) for g in node.groups)
        return node if groups == node.groups else replace(node, groups=groups)
    found = _raised(node)
    if found is not None and found[1] in by:
        return s.Power(*found, span=node.span)
    return rebuilt(node, lambda part: with_powers(part, by))


def said_of_powers(sides: Iterable[s.Node], by: frozenset[s.Name]) -> tuple[str, ...]:
    """What was decided about the superscripts of some sides."""
    found = {f for side in sides for n in s.walk(side) if (f := _raised(n)) is not None and f[1] in by}
    return tuple(sorted(f"the superscript of {shown(base)} is a power" for base, _ in found))


def _raised(node: s.Node) -> tuple[s.Name, s.Name] | None:
    """A name with a doubtful letter as its superscript: the name without it, and the letter."""
    match node:
        case s.Name(upper=(s.Tuple((s.Name("^", "word"), s.Name() as by)),)) if not node.indices:
            return replace(node, upper=()), by
    return None


def _factors(node: s.Node) -> list[s.Name]:
    """The names by which a node multiplies or divides."""
    match node:
        case s.Fraction(top, bottom):
            return [n for n in (top, bottom) if isinstance(n, s.Name)]
        case s.Factors(factors):
            return [f.body for f in factors if isinstance(f.body, s.Name)]
    return []


def _otherwise(node: s.Node) -> list[s.Name]:
    """The names that a node uses as no numbers: bound ones, ends of ranges, indices and arguments."""
    match node:
        case s.Between():
            return [n for part in (node.variable, node.high) for n in s.walk(part) if isinstance(n, s.Name)]
        case s.Over() | s.Where():
            return [n for n in s.walk(node) if isinstance(n, s.Name)]
        case s.Integral():
            return [n for n in node.variables if isinstance(n, s.Name)]
        case s.Apply():
            return [i for g in node.groups for i in g if isinstance(i, s.Name)]
        case s.Name():
            inside = (*node.indices, *(() if _raised(node) else node.upper))
            return [n for part in inside for n in s.walk(part) if isinstance(n, s.Name)]
    return []
