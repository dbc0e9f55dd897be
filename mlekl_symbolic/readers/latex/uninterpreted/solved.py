"""Lines that solve an equation before them: ``θ̂ = n/s`` after ``n/θ - s = 0``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from mlekl_symbolic.readers.latex import surface as s
from mlekl_symbolic.readers.latex.depending import PARTICULAR, all_names, bound_in
from mlekl_symbolic.readers.latex.diagnostics import NOWHERE
from mlekl_symbolic.readers.latex.elaborate.usage import is_functional
from mlekl_symbolic.readers.latex.reading import EQUATIONS, Line
from mlekl_symbolic.readers.latex.roles import DENSITIES
from mlekl_symbolic.readers.latex.uninterpreted.keys import rebuilt, replaced
from mlekl_symbolic.readers.latex.uninterpreted.lines import Around

MOST = 2
"""How many equations before a line it may solve."""


def roots(line: Line, said: Sequence[Line], around: Around) -> tuple[Line, ...]:
    """The last equations about a letter, at the value of it that a line says what it is.

    An equation may say that a derivative is zero, if another one says what this derivative is.

    Parameters
    ----------
    line
        The line, with a starred letter or an estimate alone on its left side.
    said
        The equations before it.
    around
        The document.
    """
    found = around.line(line)
    value = found.left.base if isinstance(found.left, s.Power) else found.left
    if not isinstance(value, s.Name) or found.relation not in EQUATIONS:
        return ()
    letters = [b for b in _without_mark(value) if b not in all_names(found.right)]
    out: list[Line] = []
    for before in reversed(said):
        other = around.line(before)
        for letter in letters:
            made = _at(other, letter, value, said, around)
            if made is not None and made not in out and len(out) < MOST:
                out.append(made)
    return tuple(out)


def with_letters(line: Line, root: Line, around: Around) -> tuple[Line, Line] | None:
    """A line and what it solves with a letter in place of each gradient, which is some vector; else None."""
    found = around.line(line)
    sides = [x for x in (found.left, found.right, root.left, root.right) if x is not None]
    inside = [n for x in sides for n in s.walk(x)]
    gradients = dict.fromkeys(n for n in inside if isinstance(n, s.Gradient) and not n.order)
    taken = {n.letter for x in (*sides, *around.trees) for n in all_names(x)}
    free = [letter for letter in "ghuvw" if letter not in taken]
    if not gradients or len(gradients) > len(free) or isinstance(found.left, s.Gradient):
        return None
    by = {g: s.Name(letter, span=g.span) for g, letter in zip(gradients, free, strict=False)}

    def change(node: s.Node) -> Any:
        return by[node] if isinstance(node, s.Gradient) and node in by else rebuilt(node, change)

    one, other = (
        replace(x, left=None if x.left is None else change(x.left), right=change(x.right))
        for x in (found, root)
    )
    return one, other


def _without_mark(value: s.Name) -> list[s.Name]:
    """The letters of which a name is one particular value, with none of its marks or without one of them."""
    marks = [m for m in value.marks if m in PARTICULAR or m.startswith("_")]
    gone = [set(marks), *({m} for m in marks)] if len(marks) > 1 else [{m} for m in marks]
    return [replace(value, marks=tuple(m for m in value.marks if m not in out)) for out in gone]


def _at(other: Line, letter: s.Name, value: s.Name, said: Sequence[Line], around: Around) -> Line | None:
    """An equation about a letter at one value of it, or None when it is no such equation."""
    left, right = other.left, other.right
    if left is None or other.relation not in EQUATIONS or isinstance(left, s.Name):
        return None
    if right == s.Number("0") and (slope := _slope(left, letter)) is not None:
        left = _end(slope, said, around)
    sides = [x for x in (left, right) if x is not None]
    names = {n for x in sides for n in all_names(x)}
    if left is None or letter not in names or value in names or any(letter in bound_in(x) for x in sides):
        return None
    inside = [n for x in sides for n in s.walk(x)]
    if any(isinstance(n, s.Derivative | s.Gradient) and letter in n.variables for n in inside):
        return None
    # What a line says a letter is, or of a law with it, is no equation for an estimate of it.
    if letter in sides or any(isinstance(n, s.Mean) for n in inside) or _is_of_laws(inside):
        return None
    by = {letter: value}
    one: Any = replaced(left, by)
    two: Any = replaced(right, by)
    return replace(other, left=one, relation="=", right=two, span=NOWHERE, diagnostics=())


def _is_of_laws(nodes: Sequence[s.Node]) -> bool:
    """Whether masses or divergences are among some nodes."""
    heads = (n.function for n in nodes if isinstance(n, s.Apply))
    return any(h.letter in DENSITIES or is_functional(h) for h in heads)


def _slope(node: s.Expression, letter: s.Name) -> s.Expression | None:
    """A side that is the derivative of something by a letter."""
    by = node.variables if isinstance(node, s.Derivative | s.Gradient) else ()
    return node if by == (letter,) else None


def _end(start: s.Expression, said: Sequence[Line], around: Around) -> s.Expression | None:
    """What equations before say of a side in the end, without a derivative in it; None if they do not."""
    here, passed, found = start, {start}, None
    while True:
        ways = [o.right for b in said if (o := around.line(b)).left == here and o.relation in EQUATIONS]
        ways = [w for w in ways if w not in passed and not isinstance(w, s.Number)]
        if not ways:
            return found
        here = ways[-1]
        passed.add(here)
        if not any(isinstance(n, s.Derivative | s.Gradient) for n in s.walk(here)):
            found = here
