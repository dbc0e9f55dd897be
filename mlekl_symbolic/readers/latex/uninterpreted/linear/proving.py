"""Proving lines with vectors and matrices: in every way of reading their letters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from time import process_time

from sympy import preorder_traversal

from mlekl_symbolic.language import Apply, FunctionSymbol, Statement
from mlekl_symbolic.proof.outcome import Proved
from mlekl_symbolic.readers.latex.patience import is_over
from mlekl_symbolic.readers.latex.reading import Line
from mlekl_symbolic.readers.latex.uninterpreted.earlier import relevant, says_another
from mlekl_symbolic.readers.latex.uninterpreted.linear.covariances import covariance
from mlekl_symbolic.readers.latex.uninterpreted.linear.lines import Placed, placed
from mlekl_symbolic.readers.latex.uninterpreted.lines import Around, General
from mlekl_symbolic.readers.latex.uninterpreted.premises import premises
from mlekl_symbolic.readers.latex.uninterpreted.proving import Found, proved
from mlekl_symbolic.readers.latex.uninterpreted.unfolding import stationary

LONGEST = 0.6
"""After how many seconds no further way of reading the letters is tried."""


MOST_SYMMETRIC = 10
"""How many entries of symmetric matrices a line may have: each is two in a proof by symmetry."""


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
    if not around.has_matrices:
        return None
    begun = process_time()
    last = tuple(x for x in said[-1:] if says_another(x, line, around))
    more = premises(line, said, around), stationary(line, said, around), covariance(line, around)
    rests = (), relevant(line, earlier, around), last, *more
    for about in dict.fromkeys(rests):
        ways = placed(line, around, about)
        first: tuple[General, Proved] | None = None
        assumed: dict[Statement, None] = {}
        for way in ways:
            found = None if is_over(begun, LONGEST) else _proved(way, begun)
            if found is None:
                first = None
                break
            first = first or (way.general, found[0])
            # The same is assumed in every way, of other objects; it is said of the first.
            assumed = assumed or dict.fromkeys((*found[1], *way.required))
        if first is not None:
            return *first, tuple(assumed)
    return None


def _proved(way: Placed, begun: float) -> Found | None:
    """A proof of one way of reading a line, without symmetry or with it."""
    found = proved(way.general)
    if found is not None or not 0 < _occurrences(way) <= MOST_SYMMETRIC or is_over(begun, LONGEST):
        return found
    support = (*way.general.support, *way.symmetric)
    found = proved(replace(way.general, support=support))
    return None if found is None else (found[0], tuple(way.symmetric.get(a, a) for a in found[1]))


def _occurrences(way: Placed) -> int:
    """How often symmetric matrices occur in a line and what it rests on."""
    functions = {f for shown in way.symmetric.values() for f in shown.atoms(FunctionSymbol)}
    line = way.general
    whole = (line.left, line.right, *(f for facts in line.facts for f in facts))
    nodes = (n for x in whole for n in preorder_traversal(x) if isinstance(n, Apply))
    return sum(n.args[0] in functions for n in nodes)
