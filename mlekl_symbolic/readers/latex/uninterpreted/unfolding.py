"""Derivatives of what earlier lines spell out, and derivatives that earlier lines set to zero."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from mlekl_symbolic.readers.latex import surface as s
from mlekl_symbolic.readers.latex.depending import all_names, bound_in
from mlekl_symbolic.readers.latex.diagnostics import NOWHERE
from mlekl_symbolic.readers.latex.reading import EQUATIONS, Line
from mlekl_symbolic.readers.latex.show import shown
from mlekl_symbolic.readers.latex.uninterpreted.keys import as_partials, rebuilt, replaced
from mlekl_symbolic.readers.latex.uninterpreted.lines import Around


@dataclass(frozen=True, slots=True)
class Meaning:
    """What lines say that a name stands for.

    Attributes
    ----------
    left
        The name, or its application to letters.
    right
        What it stands for.
    by
        The lines that say so.
    """

    left: s.Expression
    right: s.Expression
    by: tuple[Line, ...]


def unfolded(line: Line, said: Sequence[Line], around: Around) -> tuple[Line, tuple[Line, ...]] | None:
    """A line in which derivatives are taken of what earlier lines spell out, with these lines."""
    found = around.line(line)
    if found.left is None or not any(_differentiates(x) for x in (found.left, found.right)):
        return None
    meanings = _meanings(line, said, around)
    by: dict[Line, None] = {}

    def change(node: s.Node) -> Any:
        made = rebuilt(node, change)
        if isinstance(made, s.Derivative) and len(set(made.variables)) == 1:
            for meaning in meanings:
                body = _spelled_out(made.body, made.variables[0], meaning)
                if body is not None:
                    by.update(dict.fromkeys(meaning.by))
                    return replace(made, body=body)
        return made

    left, right = change(as_partials(found.left)), change(as_partials(found.right))
    if not by:
        return None
    made_line = replace(found, left=left, right=right, span=NOWHERE)
    return squared(made_line) or made_line, tuple(by)


def squared(found: Line) -> Line | None:
    """A line with a derivative by ``σ²``, in which this is one letter; None without one, or beside ``σ``."""
    if found.left is None:
        return None
    sides = (found.left, found.right)
    by = {
        v
        for x in sides
        for n in s.walk(x)
        if isinstance(n, s.Derivative)
        for v in n.variables
        if _root(v) != v
    }
    if len(by) != 1:
        return None
    (square,) = by
    one, other = (_with_letter(x, square) for x in sides)
    if _root(square) in {*all_names(one), *all_names(other)}:
        return None
    return replace(found, left=one, right=other, span=NOWHERE)


def _with_letter(node: s.Node, square: s.Expression) -> Any:
    if node == square:
        return s.Name(shown(square), span=node.span)
    return rebuilt(node, lambda part: _with_letter(part, square))


def stationary(line: Line, said: Sequence[Line], around: Around) -> tuple[Line, ...]:
    """Two lines from which ``0 = …`` follows: what a derivative is, and that it is zero at a point.

    The derivative of a function at some arguments is another function of these.
    """
    found = around.line(line)
    zero = next((x for x in (found.left, found.right) if x is not None and _is_zero(x)), None)
    vanishing = slope = None
    for before in reversed(said):
        other = around.line(before)
        at = _slope(other.left)
        if at is None or other.relation not in EQUATIONS or other.left is None:
            continue
        if vanishing is None and other.right == zero:
            vanishing = replace(other, left=at, span=NOWHERE)
        elif vanishing is not None and vanishing.left is not None and other.right != zero:
            end, _ = _end(other.right, _edges(said, around))
            right = _at(vanishing.left, Meaning(at, end, ()))
            if right is not None:
                slope = replace(other, left=vanishing.left, right=right, span=NOWHERE)
                break
    return (slope, vanishing) if slope is not None and vanishing is not None else ()


def _differentiates(node: s.Node) -> bool:
    return any(isinstance(n, s.Derivative | s.Gradient) for n in s.walk(node))


def _is_zero(node: s.Expression) -> bool:
    """Whether a side is zero; ``0_p`` is the zero of a vector."""
    match node:
        case s.Number("0") | s.Name("0") | s.Scripted(s.Number("0"), _):
            return True
    return False


def _slope(node: s.Expression | None) -> s.Apply | None:
    """The derivative of a function at some arguments, as another function of these."""
    match node:
        case s.Derivative(_, (s.Name() | s.Power() as variable,), s.Apply(head, groups, ())):
            arguments = tuple(tuple(_root(i) for i in g) for g in groups)
            return s.Apply(s.Name(f"d{shown(head)}/d{shown(variable)}", "word"), arguments, span=node.span)
    return None


def _root(node: s.Expression) -> s.Expression:
    """What an argument is the square of, which says as much as the argument."""
    return node.base if isinstance(node, s.Power) and node.exponent == s.Number("2") else node


def _meanings(line: Line, said: Sequence[Line], around: Around) -> tuple[Meaning, ...]:
    """What the lines say in which names stand for the first time, with those that continue them."""
    edges = _edges(said, around)
    known: set[s.Node] = set()
    standing = set(said)
    out = []
    for before in around.lines:
        if before.span == line.span:
            break
        other = around.line(before)
        head = other.left.function if isinstance(other.left, s.Apply) else other.left
        names = set(all_names(other.right))
        new = isinstance(head, s.Name) and head not in known and head not in names
        stands = before in standing and other.relation in EQUATIONS
        if new and stands and other.left is not None and _letters(other.left) is not None:
            end, by = _end(other.right, edges)
            out.append(Meaning(other.left, end, (before, *by)))
        known |= names | (set() if other.left is None else set(all_names(other.left)))
    return tuple(out)


def _edges(said: Sequence[Line], around: Around) -> dict[s.Node, tuple[s.Expression, Line]]:
    """What each side is by the line that says it last."""
    out: dict[s.Node, tuple[s.Expression, Line]] = {}
    for before in said:
        other = around.line(before)
        if other.left is not None and other.relation in EQUATIONS:
            out[other.left] = (other.right, before)
    return out


def _end(
    here: s.Expression, edges: dict[s.Node, tuple[s.Expression, Line]]
) -> tuple[s.Expression, tuple[Line, ...]]:
    """What a side is at the end of the chain that continues it, with its lines."""
    passed: set[s.Node] = set()
    by: list[Line] = []
    while here in edges and here not in passed and not isinstance(here, s.Name | s.Number):
        passed.add(here)
        here, line = edges[here]
        by.append(line)
    return here, tuple(by)


def _letters(left: s.Expression) -> tuple[s.Name, ...] | None:
    """The letters that a name is applied to, squared or not, if they are all different."""
    if isinstance(left, s.Name):
        return ()
    if not isinstance(left, s.Apply) or left.bars:
        return None
    found = tuple(_root(i) for g in left.groups for i in g)
    names = tuple(n for n in found if isinstance(n, s.Name))
    return names if len(set(names)) == len(found) else None


def _spelled_out(body: s.Expression, variable: s.Expression, meaning: Meaning) -> s.Expression | None:
    """What is differentiated, spelled out; None unless that says how it depends on the variable."""
    variable = _root(variable)
    if not isinstance(variable, s.Name):
        return None
    if isinstance(body, s.Name):
        made = meaning.right if body == meaning.left else None
    else:
        made = _at(body, meaning)
        if variable not in all_names(body):
            return None
    if made is None or variable not in all_names(made) or variable in bound_in(made):
        return None
    return made


def _at(body: s.Expression, meaning: Meaning) -> Any:
    """What the application of a name stands for, when lines say what it stands for at letters."""
    letters = _letters(meaning.left)
    if not isinstance(body, s.Apply) or not isinstance(meaning.left, s.Apply) or letters is None or body.bars:
        return None
    if body.function != meaning.left.function or list(map(len, body.groups)) != list(
        map(len, meaning.left.groups)
    ):
        return None
    given = [
        (i, j)
        for g, h in zip(meaning.left.groups, body.groups, strict=True)
        for i, j in zip(g, h, strict=True)
    ]
    if any(isinstance(i, s.Power) and not (isinstance(j, s.Power) and _root(j) != j) for i, j in given):
        return None
    by = {
        letter: _root(j) if isinstance(i, s.Power) else j
        for letter, (i, j) in zip(letters, given, strict=True)
    }
    by = {letter: j for letter, j in by.items() if letter != j}
    if {n for j in by.values() for n in all_names(j)} & (bound_in(meaning.right) | set(letters)):
        return None
    return replaced(meaning.right, by)
