"""Abbreviations that a line uses before the document says what they stand for: ``…, where r = p(z | x)``."""

from __future__ import annotations

from collections.abc import Sequence

from mlekl_symbolic.readers.latex import surface as s
from mlekl_symbolic.readers.latex.depending import PARTICULAR, all_names
from mlekl_symbolic.readers.latex.reading import EQUATIONS, Line, Status
from mlekl_symbolic.readers.latex.uninterpreted.lines import Around

MOST = 2
"""How many lines after a line may say what a name in it stands for."""


def said_after(line: Line, around: Around) -> tuple[Line, ...]:
    """The next lines that say for which part of a line a name stands that it uses for the first time.

    The name stands alone on the left side, and what it stands for is written out in the line, too. Other
    lines after it may follow from it, as the solution of an equation does.
    """
    place = next((n for n, x in enumerate(around.lines) if x.span == line.span), None)
    found = around.line(line)
    if place is None or found.left is None:
        return ()
    mine = {n for x in (found.left, found.right) for n in all_names(x)}
    inside = {n for x in (found.left, found.right) for n in s.walk(x)}
    parts = {n for n in inside if not isinstance(n, s.Name | s.Number)}
    before = [around.line(x) for x in around.lines[:place]]
    known = {n for x in before for side in (x.left, x.right) if side is not None for n in all_names(side)}
    out = []
    for other in map(around.line, around.lines[place + 1 : place + 1 + MOST]):
        name = other.left
        refused = other.status is Status.REFUSED or other.relation not in EQUATIONS
        if refused or not isinstance(name, s.Name) or PARTICULAR & set(name.marks):
            continue
        alone = name in (found.left, found.right) or name in all_names(other.right)
        if name in mine and not _stands_in(name, known) and not alone and other.right in parts:
            out.append(other)
    return tuple(out)


def without_users(line: Line, lines: Sequence[Line], around: Around) -> tuple[Line, ...]:
    """Lines without those that use what a line says: it does not follow from them."""
    found = around.line(line)
    if not isinstance(found.left, s.Name):
        return tuple(lines)
    return tuple(x for x in lines if all(o.span != found.span for o in said_after(x, around)))


def _stands_in(name: s.Name, known: set[s.Name]) -> bool:
    """Whether a name, with whatever index, is among others."""
    return any((n.letter, n.style, n.marks) == (name.letter, name.style, name.marks) for n in known)
