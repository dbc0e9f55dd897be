"""Sums over the values of a variable whose masses a document lists."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeAlias

from mlekl_symbolic.readers.latex import surface as s
from mlekl_symbolic.readers.latex.diagnostics import NOWHERE, Diagnostic
from mlekl_symbolic.readers.latex.reading import EQUATIONS, Line
from mlekl_symbolic.readers.latex.show import shown
from mlekl_symbolic.readers.latex.uninterpreted.keys import names, rebuilt, replaced
from mlekl_symbolic.readers.latex.uninterpreted.lines import Around

MOST = 8
"""How many values a table may have."""
Values: TypeAlias = Mapping[s.Name, tuple[s.Expression, ...]]
"""For each function what it is at the points of a table, in their order."""


def by_table(
    line: Line, said: Sequence[Line], around: Around
) -> tuple[Line, tuple[Line, ...], Diagnostic] | None:
    """A line in which sums over the values in a table are written out, with the lines that say the values.

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
    if found.left is None or not any(
        isinstance(n, s.Big) for x in (found.left, found.right) for n in s.walk(x)
    ):
        return None
    for table in reversed(said):
        listed = _listed(around.line(table))
        if listed is None:
            continue
        points, values, letter = listed
        by = {values[0]: table}
        known = {values[0]: values[1]}
        for before in said:
            more = _formula(around.line(before), letter, points)
            if more is not None and more[0] not in known:
                known[more[0]], by[more[0]] = more[1], before
        used: set[s.Name] = set()
        left, right = (_spelled(x, letter, points, known, used) for x in (found.left, found.right))
        if values[0] not in used:
            continue
        over = ", ".join(map(shown, points))
        note = Diagnostic("N129", f"{shown(letter)} has the values of the table: {over}", line.span)
        made = replace(found, left=left, right=right, span=NOWHERE)
        return made, tuple(by[head] for head in by if head in used), note
    return None


def leaves_table(line: Line, said: Sequence[Line], around: Around) -> bool:
    """Whether a line sums a function over a range of numbers that is not the table which gives its values."""
    found = around.line(line)
    tables = {t[1][0]: t[0] for before in said if (t := _listed(around.line(before))) is not None}
    sides = [x for x in (found.left, found.right) if x is not None] if tables else []
    for node in (n for side in sides for n in s.walk(side)):
        match node:
            case s.Big(_, s.Between(s.Name() as letter, low, high), body):
                heads = {
                    n.function for n in s.walk(body) if isinstance(n, s.Apply) and letter in set(names(n))
                }
                if any(not _spans(tables[h], low, high) for h in heads & set(tables)):
                    return True
    return False


def _spans(points: Sequence[s.Number], low: s.Expression, high: s.Expression) -> bool:
    """Whether a range has the points of a table and no others."""
    ends = [int(x.digits) for x in (low, high) if isinstance(x, s.Number) and x.digits.isdigit()]
    if len(ends) != 2 or not all(p.digits.isdigit() for p in points):
        return False
    return sorted(int(p.digits) for p in points) == list(range(ends[0], ends[1] + 1))


def _listed(
    found: Line,
) -> tuple[tuple[s.Number, ...], tuple[s.Name, tuple[s.Expression, ...]], s.Name] | None:
    """The points of a table, the function with its values there, and the letter of the points."""
    match found.left, found.right:
        case s.Apply(head, ((s.Name() as letter,),), ()), s.Cases(branches) if len(branches) <= MOST:
            points, values = [], []
            for branch in branches:
                at = _point(branch.condition, letter)
                if found.relation not in EQUATIONS or at is None or any(names(branch.value)):
                    return None
                points.append(at)
                values.append(branch.value)
            if len({p.digits.lstrip("0") for p in points}) == len(points):
                return tuple(points), (head, tuple(values)), letter
    return None


def _point(condition: s.Expression | None, letter: s.Name) -> s.Number | None:
    match condition:
        case s.Chain(first, (s.Link("=", s.Number() as point),)) if first == letter:
            return point
    return None


def _formula(
    found: Line, letter: s.Name, points: Sequence[s.Number]
) -> tuple[s.Name, tuple[s.Expression, ...]] | None:
    """A function that is given by a formula of numbers and the letter, or by a table with the same points."""
    listed = _listed(found)
    if listed is not None:
        return listed[1] if listed[0] == tuple(points) and listed[2] == letter else None
    match found.left:
        case s.Apply(head, ((s.Name() as own,),), ()) if own == letter and found.relation in EQUATIONS:
            if set(names(found.right)) <= {letter} and not any(_binds(n) for n in s.walk(found.right)):
                values: Any = tuple(replaced(found.right, {letter: point}) for point in points)
                return head, values
    return None


def _binds(node: s.Node) -> bool:
    return isinstance(node, s.Big | s.Integral | s.Mean | s.Optimum | s.Apply | s.Cases)


def _spelled(node: Any, letter: s.Name, points: Sequence[s.Number], known: Values, used: set[s.Name]) -> Any:
    """A node with its sums over all values of a letter written out."""
    made = rebuilt(node, lambda part: _spelled(part, letter, points, known, used))
    match made:
        case s.Big("∑", s.Over((over,), "" | "∈", domain), body) if over == letter and _is_all(
            domain, letter
        ):
            heads = {n.function for n in s.walk(body) if isinstance(n, s.Apply)}
            bare = [n for n in s.walk(body) if isinstance(n, s.Big | s.Integral | s.Mean | s.Derivative)]
            if heads and heads <= set(known) and not bare:
                used |= heads
                terms = [_at(body, letter, n, points, known) for n in range(len(points))]
                parts = tuple(s.Signed("+" if n else "", t) for n, t in enumerate(terms))
                return s.Terms(parts, span=made.span)
    return made


def _is_all(domain: s.Expression | s.Over | None, letter: s.Name) -> bool:
    """Whether a sum is over all values of a letter: over nothing else, or over the set with its letter."""
    return domain is None or (isinstance(domain, s.Name) and domain.letter == letter.letter.upper())


def _at(node: Any, letter: s.Name, place: int, points: Sequence[s.Number], known: Values) -> Any:
    """A summand at one of the points."""
    match node:
        case s.Apply(head, ((argument,),), ()) if argument == letter:
            return known[head][place]
        case s.Name() if node == letter:
            return points[place]
    return rebuilt(node, lambda part: _at(part, letter, place, points, known))
