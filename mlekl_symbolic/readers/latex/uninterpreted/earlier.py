"""Which lines of a document a later line may rest on."""

from __future__ import annotations

from collections.abc import Sequence

from mlekl_symbolic.readers.latex import surface as s
from mlekl_symbolic.readers.latex.elaborate.usage import is_functional
from mlekl_symbolic.readers.latex.reading import Line, Status
from mlekl_symbolic.readers.latex.uninterpreted.lines import Around

MOST = 4
"""How many lines a line may rest on."""
MOST_EARLIER = 40
"""How many lines are remembered."""


def is_usable(line: Line, around: Around, *, holds: bool) -> bool:
    """Whether later lines may rest on a line.

    Parameters
    ----------
    holds
        Whether it is proved; otherwise it has to say what a name stands for.
    """
    found = around.line(line)
    if found.status is Status.REFUSED or found.left is None or found.relation not in ("=", "≔", "≡"):
        return False
    return holds or _stands_for(found.left, found.right)


def _stands_for(left: s.Expression, right: s.Expression) -> bool:
    """Whether a line says what the name on its left side stands for."""
    head = _head(left)
    return head is not None and not is_functional(head) and all(n != head for n in s.walk(right))


def _head(node: s.Node) -> s.Name | None:
    if isinstance(node, s.Apply):
        return node.function
    return node if isinstance(node, s.Name) else None


def path(line: Line, earlier: Sequence[Line], around: Around) -> tuple[Line, ...]:
    """The shortest chain of earlier equations from one side of an equation to the other, or nothing."""
    found = around.line(line)
    if found.left is None or found.relation not in ("=", "≔", "≡"):
        return ()
    edges: dict[s.Expression, list[tuple[s.Expression, Line]]] = {}
    for before in earlier:
        other = around.line(before)
        if other.left is not None and (other.left, other.right) != (found.left, found.right):
            edges.setdefault(other.left, []).append((other.right, before))
            edges.setdefault(other.right, []).append((other.left, before))
    ways: dict[s.Expression, tuple[Line, ...]] = {found.left: ()}
    waiting = [found.left]
    while waiting:
        here = waiting.pop(0)
        for there, by in edges.get(here, ()):
            if there not in ways:
                ways[there] = (*ways[here], by)
                waiting.append(there)
    return ways.get(found.right, ())


def relevant(line: Line, earlier: Sequence[Line], around: Around) -> tuple[Line, ...]:
    """The lines that a line may rest on: those that say what its names stand for, or share a side with it."""
    found = around.line(line)
    if found.left is None:
        return ()
    sides = {found.left, found.right}
    heads = {n for side in sides for n in s.walk(side) if isinstance(n, s.Name)}
    chosen: list[Line] = []
    for before in reversed(earlier):
        other = around.line(before)
        if (
            other.left is None
            or len(chosen) == MOST
            or (other.left, other.right) == (found.left, found.right)
        ):
            continue
        defines = _head(other.left) in heads and _stands_for(other.left, other.right)
        if defines or other.left in sides or other.right in sides:
            chosen.append(before)
            heads |= {n for n in s.walk(other.right) if isinstance(n, s.Name)} if defines else set()
    return tuple(reversed(chosen))
