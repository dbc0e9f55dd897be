"""Proving lines with vectors and matrices: in every way of reading their letters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from time import process_time

from mlekl_symbolic.language import Statement
from mlekl_symbolic.proof.outcome import Proved
from mlekl_symbolic.readers.latex.reading import Line
from mlekl_symbolic.readers.latex.uninterpreted.earlier import relevant, says_another
from mlekl_symbolic.readers.latex.uninterpreted.linear.lines import Placed, placed
from mlekl_symbolic.readers.latex.uninterpreted.lines import Around, General
from mlekl_symbolic.readers.latex.uninterpreted.proving import Found, proved

LONGEST = 0.6
"""After how many seconds no further way of reading the letters is tried."""


def shown_by_entries(
    line: Line, around: Around, earlier: Sequence[Line], said: Sequence[Line]
) -> tuple[General, Proved, tuple[Statement, ...]] | None:
    """A proof of a line with vectors and matrices in every way of reading its letters.

    The first way is given back, with what any of the proofs assumed.

    Parameters
    ----------
    line
        The line.
    around
        The document.
    earlier
        The lines before it on which it may rest.
    said
        The equations before it.
    """
    begun = process_time()
    last = tuple(x for x in said[-1:] if says_another(x, line, around))
    rests = (), relevant(line, earlier, around), last
    for about in dict.fromkeys(rests):
        ways = placed(line, around, about)
        first: tuple[General, Proved] | None = None
        assumed: dict[Statement, None] = {}
        for way in ways:
            found = _proved(way) if process_time() - begun < LONGEST else None
            if found is None:
                first = None
                break
            first = first or (way.general, found[0])
            # The same is assumed in every way, of other objects; it is said of the first.
            assumed = assumed or dict.fromkeys((*found[1], *way.required))
        if first is not None:
            return *first, tuple(assumed)
        if not ways:
            return None
    return None


def _proved(way: Placed) -> Found | None:
    """A proof of one way of reading a line, without symmetry or with it."""
    found = proved(way.general)
    if found is not None or not way.symmetric:
        return found
    support = (*way.general.support, *way.symmetric)
    found = proved(replace(way.general, support=support))
    return None if found is None else (found[0], tuple(way.symmetric.get(a, a) for a in found[1]))
