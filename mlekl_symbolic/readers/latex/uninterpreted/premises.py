"""What a line may rest on besides the lines about its names: chains, sums that are one, inequalities."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from mlekl_symbolic.readers.latex import surface as s
from mlekl_symbolic.readers.latex.reading import Line, Status
from mlekl_symbolic.readers.latex.uninterpreted.derivatives import is_normalisation
from mlekl_symbolic.readers.latex.uninterpreted.lines import Around

_EQUATIONS = ("=", "≔", "≡")
_INEQUALITIES = ("≤", "≥", "<", ">")
MOST_CHAINS = 6
"""How many equations a line may rest on that chains of equations say."""
MOST_INEQUALITIES = 2
"""How many inequalities a line may rest on, the last ones."""
NOWHERE = (-1, -1)


def premises(line: Line, said: Sequence[Line], around: Around) -> tuple[Line, ...]:
    """Equations that chains before a line say of its parts, and inequalities about the same parts.

    What follows from ``A = B`` and ``B = C`` is an equation ``A = C``, for a part ``A`` of the line.
    """
    found = around.line(line)
    if found.left is None:
        return ()
    sides = {found.left, found.right}
    chains = [*_chains(found, sides, said, around)][:MOST_CHAINS]
    inside = _parts((*sides, *(x for c in chains for x in (c.left, c.right) if x is not None)))
    less = []
    for before in reversed(said):
        other = around.line(before)
        if other.left is None or other.relation not in _INEQUALITIES or {other.left, other.right} == sides:
            continue
        about = _parts((other.left, other.right))
        if about and about <= inside and len(less) < MOST_INEQUALITIES:
            less.append(before)
    whole = tuple(b for b in said if _normalises(around.line(b), inside))
    return (*chains, *whole[-1:], *reversed(less))


def _normalises(found: Line, inside: set[s.Node]) -> bool:
    """Whether a line says that a function sums to one that occurs in some parts."""
    if found.left is None or found.relation not in _EQUATIONS or not is_normalisation(found.left, found.right):
        return False
    (law,) = (n for n in s.parts(found.left) if isinstance(n, s.Apply))
    return any(isinstance(n, s.Apply) and n.function == law.function for n in inside)


def says_less(line: Line, around: Around) -> bool:
    """Whether a line is an inequality that later ones may rest on."""
    found = around.line(line)
    return found.status is not Status.REFUSED and found.left is not None and found.relation in _INEQUALITIES


def _chains(
    found: Line, sides: set[s.Expression], said: Sequence[Line], around: Around
) -> Iterator[Line]:
    """For each part of a line with which a chain begins, what it is at the end of it."""
    edges: dict[s.Node, list[s.Expression]] = {}
    for before in said:
        other = around.line(before)
        if other.left is not None and other.relation in _EQUATIONS and {other.left, other.right} != sides:
            edges.setdefault(other.left, []).append(other.right)
    seen: set[s.Node] = set()
    waiting: list[s.Node] = [n for side in sorted(sides, key=repr) for n in s.walk(side)]
    while waiting:
        start = waiting.pop(0)
        if start in seen or isinstance(start, s.Number) or start not in edges:
            continue
        seen.add(start)
        end = _end(start, edges)
        if {start, end} != sides:
            made: s.Expression = start  # type: ignore[assignment]
            yield replace(found, left=made, relation="=", right=end, span=NOWHERE, diagnostics=())
        waiting.extend(s.walk(end))


def _end(start: s.Node, edges: dict[s.Node, list[s.Expression]]) -> s.Expression:
    """What a part is at the end of the chain that begins with it: the last thing said of each side counts."""
    here, passed = edges[start][-1], {start}
    while here not in passed and here in edges and not isinstance(here, s.Number):
        passed.add(here)
        here = edges[here][-1]
    return here


def _parts(sides: Sequence[s.Expression]) -> set[s.Node]:
    """The parts of some sides that an inequality may be about."""
    kinds = s.Apply | s.Mean | s.Integral | s.Big | s.Call
    return {n for side in sides for n in s.walk(side) if isinstance(n, kinds)}
