r"""What a name stands for that is only differentiated, as ``y`` in ``dy/dz = d/dz (1/(1 + e^{-z}))``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from mlekl_symbolic.readers.latex import surface as s
from mlekl_symbolic.readers.latex.depending import all_names
from mlekl_symbolic.readers.latex.diagnostics import NOWHERE
from mlekl_symbolic.readers.latex.reading import EQUATIONS, Line
from mlekl_symbolic.readers.latex.uninterpreted.keys import as_partials
from mlekl_symbolic.readers.latex.uninterpreted.lines import Around


def by_their_slopes(line: Line, said: Sequence[Line], around: Around) -> tuple[Line, ...]:
    """What names of a line stand for, as lines before put it in their place when they differentiate it.

    A name with an equation of its own in the document is left alone, and one that an equation differentiates
    differently.
    """
    found = around.line(line)
    sides = [x for x in (found.left, found.right) if x is not None]
    if any(isinstance(n, s.Derivative | s.Gradient) for x in sides for n in s.walk(x)):
        return ()
    wanted = {n for x in sides for n in all_names(x)}
    meant: dict[s.Name, set[s.Expression]] = {}
    for before in said:
        other = around.line(before)
        both = [as_partials(x) for x in (other.left, other.right) if x is not None]
        pair = _in_its_place(both[0], both[1]) if len(both) == 2 else None
        if pair is not None and other.relation in EQUATIONS and pair[0] in wanted:
            meant.setdefault(pair[0], set()).add(pair[1])
    heads = {_head(around.line(x).left) for x in around.lines}
    return tuple(
        replace(found, left=name, relation="=", right=bodies.pop(), span=NOWHERE, diagnostics=())
        for name, bodies in meant.items()
        if len(bodies) == 1 and name not in heads
    )


def _in_its_place(left: s.Node, right: s.Node) -> tuple[s.Name, s.Expression] | None:
    """The name that one side differentiates, and what the other one differentiates by the same letter."""
    match left, right:
        case s.Derivative(_, (by,), s.Name() as name), s.Derivative(_, (other,), body) if by == other:
            if by in all_names(body) and name not in all_names(body) and not isinstance(body, s.Name):
                return name, body
    return None


def _head(node: s.Expression | None) -> s.Expression | None:
    return node.function if isinstance(node, s.Apply) else node
