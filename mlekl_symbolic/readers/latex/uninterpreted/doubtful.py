"""Lines in which an operand may reach further or not: shown in every way, or in the one the chain has."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from time import process_time

from mlekl_symbolic.readers.latex import surface as s
from mlekl_symbolic.readers.latex.diagnostics import Diagnostic
from mlekl_symbolic.readers.latex.patience import is_over
from mlekl_symbolic.readers.latex.reading import Line
from mlekl_symbolic.readers.latex.roles import DENSITIES
from mlekl_symbolic.readers.latex.uninterpreted.intervals import halves
from mlekl_symbolic.readers.latex.uninterpreted.lines import Around
from mlekl_symbolic.readers.latex.uninterpreted.one_name import in_one_name
from mlekl_symbolic.readers.latex.uninterpreted.showing import Shown, shown_generally

LONGEST = 2.0
"""After how many seconds no further way of reading a line is tried."""
LONG = 0.2
"""After how many seconds no further way is tried once one holds, and the line beside it decides."""


def shown_in_general(
    line: Line, around: Around, earlier: Sequence[Line], said: Sequence[Line]
) -> Shown | None:
    """A proof of a line in its second reading, of both its halves or in several ways where it has them."""
    both = halves(line, around)
    if both is None:
        show = shown_either_way if line.span in around.ways else shown_generally
        return show(line, around, earlier, said) or _in_one_name(line, around, earlier, said)
    found = [shown_generally(line, _read_as(around, line, half), earlier, said) for half in both]
    one, other = found
    if one is None or other is None:
        return None
    said_here = Diagnostic("N129", "it is shown as two comparisons", line.span)
    notices = tuple(dict.fromkeys((*one.read.notices, *other.read.notices, said_here)))
    used = tuple(dict.fromkeys((*one.used, *other.used)))
    return replace(other, read=replace(other.read, notices=notices), used=used)


def _in_one_name(line: Line, around: Around, earlier: Sequence[Line], said: Sequence[Line]) -> Shown | None:
    """A proof of a line in which a name is one that the document writes in two ways."""
    found = None if line.span in around.ways else in_one_name(line, around)
    shown = None if found is None else shown_generally(line, found[0], earlier, said)
    if found is None or shown is None:
        return None
    notices = (*shown.read.notices, *(Diagnostic("N129", text, line.span) for text in found[1]))
    return replace(shown, read=replace(shown.read, notices=notices))


def shown_either_way(
    line: Line, around: Around, earlier: Sequence[Line], said: Sequence[Line]
) -> Shown | None:
    """A proof of a line that can be read in several ways.

    It has to hold in each of them, or in one in which the line before or after it holds too that shares the
    doubtful side: an author uses a side in one way.

    Parameters
    ----------
    line
        The line.
    around
        The document.
    earlier
        The lines before it on which it may rest.
    said
        The equations before it which it may continue.
    """
    begun = process_time()
    ways = around.ways[line.span]
    found: dict[int, Shown] = {}
    distinct = sorted(_distinct(ways, line), key=lambda pair: -_of_laws(pair[1]))
    for number, way in distinct:
        if found and is_over(begun, LONG):
            break
        shown = shown_generally(line, _read_as(around, line, way), earlier, said)
        if shown is not None:
            found[number] = shown
        if not found and is_over(begun, LONGEST):
            return None
    if found and len(found) == len(distinct):
        first = next(iter(found.values()))
        used = tuple(dict.fromkeys(u for shown in found.values() for u in shown.used))
        return _noted(replace(first, used=used), line, None, "it holds however far the operand reaches")
    for number, shown in found.items():
        for beside in _neighbours(line, number, around):
            there = around.ways[beside.span][number]
            if there is not None and shown_generally(beside, _read_as(around, beside, there), earlier, said):
                why = "its sides are read so in the line beside it too, and only so both hold"
                return _noted(shown, line, ways[number], why)
            if is_over(begun, LONGEST):
                return None
    return None


def _distinct(ways: Sequence[Line | None], line: Line) -> Iterator[tuple[int, Line]]:
    """The ways of reading a line that differ from each other."""
    sides = set()
    for number, way in enumerate(ways):
        if way is not None:
            made = _whole(way, line)
            if (made.left, made.right) not in sides:
                sides.add((made.left, made.right))
                yield number, made


def _of_laws(way: Line) -> int:
    """How many logarithms a line has of products of laws, which authors write without brackets."""
    sides = [x for x in (way.left, way.right) if x is not None]
    operands = [n.operand for x in sides for n in s.walk(x) if isinstance(n, s.Call)]
    products = [o.factors for o in operands if isinstance(o, s.Factors)]
    return sum(
        all(isinstance(f.body, s.Apply) and f.body.function.letter in DENSITIES for f in p) for p in products
    )


def _whole(way: Line, line: Line) -> Line:
    return way if way.left is not None else replace(way, left=line.left)


def _read_as(around: Around, line: Line, way: Line) -> Around:
    return replace(around, guesses={**around.guesses, line.span: way})


def _neighbours(line: Line, number: int, around: Around) -> Iterator[Line]:
    """The lines before and after one that share a side with it which is doubtful."""
    place = next((n for n, other in enumerate(around.lines) if other.span == line.span), None)
    mine = around.ways[line.span]
    if place is None:
        return
    for at, near, far in ((place - 1, "left", "right"), (place + 1, "right", "left")):
        if not 0 <= at < len(around.lines) or around.lines[at].span not in around.ways:
            continue
        other = around.lines[at]
        here, there = (mine[number], around.ways[other.span][number])
        sides = {getattr(way, near) for way in mine if way is not None}
        if here is None or there is None or len(sides) < 2:
            continue
        if getattr(here, near) == getattr(there, far):
            yield other


def _noted(shown: Shown, line: Line, way: Line | None, why: str) -> Shown:
    """What was shown, with what was decided about the operand."""
    how = () if way is None else tuple(d for d in way.diagnostics if d.code in ("N102", "N108"))
    said = Diagnostic("N129", why, line.span)
    notices = tuple(dict.fromkeys((*how, *shown.read.notices, said)))
    return replace(shown, read=replace(shown.read, notices=notices))
