"""Equations that a document states for letters, at the other arguments at which a line uses them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from mlekl_symbolic.readers.latex import surface as s
from mlekl_symbolic.readers.latex.depending import all_names, bound_in, followers, is_particular
from mlekl_symbolic.readers.latex.diagnostics import NOWHERE
from mlekl_symbolic.readers.latex.elaborate.usage import is_functional
from mlekl_symbolic.readers.latex.reading import EQUATIONS, Line
from mlekl_symbolic.readers.latex.roles import DENSITIES
from mlekl_symbolic.readers.latex.uninterpreted.information import is_information
from mlekl_symbolic.readers.latex.uninterpreted.keys import replaced
from mlekl_symbolic.readers.latex.uninterpreted.lines import Around

MOST = 4
"""At how many arguments equations are taken."""


def instances(line: Line, said: Sequence[Line], around: Around) -> tuple[Line, ...]:
    """What earlier lines say of functions at letters, said at the arguments that a line has instead.

    Parameters
    ----------
    line
        The line.
    said
        The equations before it.
    around
        The document.
    """
    found = around.line(line)
    if found.left is None:
        return ()
    out: dict[Line, None] = {}
    used = dict.fromkeys(n for x in (found.left, found.right) for n in s.walk(x) if isinstance(n, s.Apply))
    for node in used:
        for before in reversed(said):
            other = around.line(before)
            if other.relation in EQUATIONS and isinstance(other.left, s.Apply):
                right = _at(node, other.left, other.right, around)
                if right is not None and {node, right} != {found.left, found.right}:
                    out.setdefault(replace(other, left=node, right=right, span=NOWHERE, diagnostics=()))
                    break
    return tuple(out)[:MOST]


def _at(node: s.Apply, left: s.Apply, right: s.Expression, around: Around) -> Any:
    """The right side of an equation about ``f(x)`` for another argument, or None.

    Every name on that side must say itself on what it depends, and no name may be caught by a binder.
    """
    if node == left or node.function != left.function or is_functional(node.function) or is_information(node):
        return None
    # p(x) and p(y) are two laws, and the law of a sample is not that of one observation.
    if node.function.letter in DENSITIES or node.bars or left.bars:
        return None
    if [len(g) for g in node.groups] != [len(g) for g in left.groups]:
        return None
    letters = [i for g in left.groups for i in g]
    given = [i for g in node.groups for i in g]
    plain = all(isinstance(i, s.Name) and not (i.indices or i.upper or is_particular(i)) for i in letters)
    if not plain or len(set(letters)) < len(letters):
        return None
    by = {x: to for x, to in zip(letters, given, strict=True) if isinstance(x, s.Name) and x != to}
    if right == s.Number("0"):  # It may say of which argument it holds.
        return None
    names = set(all_names(right))
    if not set(by) <= names:
        return None  # What is said without the letter may be an equation for it.
    alike = {n for n in names for x in by if n.letter.lower() == x.letter.lower() and n != x}
    caught = {n for to in by.values() for n in all_names(to)} & (bound_in(right) | (set(letters) - set(by)))
    if alike or caught or set(by) & bound_in(right):
        return None
    if any(followers([right], x, around.hidden) for x in by):
        return None
    return replaced(right, by)
