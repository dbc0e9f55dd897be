"""What a line may rest on besides the lines about its names: chains, sums that are one, inequalities."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from mlekl_symbolic.readers.latex import surface as s
from mlekl_symbolic.readers.latex.diagnostics import NOWHERE
from mlekl_symbolic.readers.latex.reading import EQUATIONS, Line, Status
from mlekl_symbolic.readers.latex.uninterpreted.derivatives import is_normalisation
from mlekl_symbolic.readers.latex.uninterpreted.lines import Around

_INEQUALITIES = ("≤", "≥", "<", ">")
MOST_CHAINS = 6
"""How many equations a line may rest on that chains of equations say."""
MOST_INEQUALITIES = 2
"""How many inequalities a line may rest on, the last ones."""


def parted(said: Sequence[Line], around: Around) -> tuple[tuple[Line, ...], tuple[Line, ...]]:
    """The inequalities among some lines, and the other lines."""
    less = tuple(b for b in said if around.line(b).relation in _INEQUALITIES)
    return less, tuple(b for b in said if around.line(b).relation not in _INEQUALITIES)


def premises(line: Line, said: Sequence[Line], around: Around) -> tuple[Line, ...]:
    """Equations that chains before a line say of its parts, and inequalities about the same parts.

    What follows from ``A = B`` and ``B = C`` is an equation ``A = C``, for a part ``A`` of the line.

    Parameters
    ----------
    line
        The line.
    said
        The equations and the inequalities before it.
    around
        The document.
    """
    found = around.line(line)
    if found.left is None:
        return ()
    sides = (found.left, found.right)
    less, said = parted(said, around)
    bounds = _bounds(found, less, around)
    spoken = [*sides, *(x for c in map(around.line, bounds) for x in (c.left, c.right) if x is not None)]
    chains = [*_chains(found, spoken, said, around)][:MOST_CHAINS]
    inside = _parts((*sides, *(x for c in chains for x in (c.left, c.right) if x is not None)))
    whole = tuple(b for b in said if _normalises(around.line(b), inside))
    bounds = tuple(b for b in bounds if _fits(around.line(b), sides, inside))
    return (*chains, *whole[-1:], *bounds)


def _bounds(found: Line, less: Sequence[Line], around: Around) -> tuple[Line, ...]:
    """The last inequalities that have a part in common with an inequality, or a side."""
    sides = {found.left, found.right}
    inside = _parts([x for x in sides if x is not None])
    out: list[Line] = []
    for before in reversed(less if found.relation in _INEQUALITIES else ()):
        other = around.line(before)
        if other.left is None or other.relation not in _INEQUALITIES or {other.left, other.right} == sides:
            continue
        common = _parts((other.left, other.right)) & inside or {other.left, other.right} & sides
        if common and len(out) < MOST_INEQUALITIES:
            out.append(before)
    return tuple(reversed(out))


def _fits(found: Line, sides: Sequence[s.Expression], inside: set[s.Node]) -> bool:
    """Whether an inequality has a side of a line, or is about what the line and its chains speak of."""
    if found.left is None:
        return False
    return found.left in sides or found.right in sides or _parts((found.left, found.right)) <= inside


def logarithms(line: Line, said: Sequence[Line], around: Around) -> tuple[Line, ...]:
    """The last line that says what the logarithm of a side is."""
    found = around.line(line)
    sides = [x for x in (found.left, found.right) if x is not None]
    return tuple(b for b in said if _is_logarithm(around.line(b).left, sides))[-1:]


def _is_logarithm(node: s.Expression | None, sides: Sequence[s.Expression]) -> bool:
    """Whether a side is the natural logarithm of a side of a line."""
    natural = isinstance(node, s.Call) and node.function in ("log", "ln") and node.base is None
    return natural and isinstance(node, s.Call) and node.power is None and node.operand in sides


def _normalises(found: Line, inside: set[s.Node]) -> bool:
    """Whether a line says that a function sums to one that occurs in some parts."""
    if found.left is None or found.relation not in EQUATIONS or not is_normalisation(found.left, found.right):
        return False
    (law,) = (n for n in s.parts(found.left) if isinstance(n, s.Apply))
    return any(isinstance(n, s.Apply) and n.function == law.function for n in inside)


def usually(line: Line, around: Around) -> tuple[Line, ...]:
    """What names in a line usually stand for, unless the line may say what one stands for."""
    found = around.line(line)
    sides = [x for x in (found.left, found.right) if x is not None]
    inside = {n for side in sides for n in s.walk(side)}
    return tuple(
        replace(found, left=name, relation="=", right=body, span=NOWHERE, diagnostics=())
        for name, body in around.usual.items()
        if name in inside and (name not in sides or found.relation not in EQUATIONS)
    )


def says_less(line: Line, around: Around) -> bool:
    """Whether a line is an inequality that later ones may rest on."""
    found = around.line(line)
    return found.status is not Status.REFUSED and found.left is not None and found.relation in _INEQUALITIES


def _chains(
    found: Line, spoken: Sequence[s.Expression | None], said: Sequence[Line], around: Around
) -> Iterator[Line]:
    """For each part of a line, and of what it rests on, with which a chain begins, what it is at the end."""
    sides = {found.left, found.right}
    edges: dict[s.Node, list[s.Expression]] = {}
    for before in said:
        other = around.line(before)
        if other.left is not None and other.relation in EQUATIONS and {other.left, other.right} != sides:
            edges.setdefault(other.left, []).append(other.right)
    seen: set[s.Node] = set()
    waiting: list[s.Node] = [n for side in spoken if side is not None for n in s.walk(side)]
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
