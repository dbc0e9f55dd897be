"""Showing a line in its second reading: by itself, from lines before it, or as their continuation."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from time import process_time

from mlekl_symbolic.language import Statement
from mlekl_symbolic.proof.outcome import Proved
from mlekl_symbolic.readers.latex.diagnostics import Diagnostic
from mlekl_symbolic.readers.latex.reading import Line
from mlekl_symbolic.readers.latex.uninterpreted.averages import sample_means
from mlekl_symbolic.readers.latex.uninterpreted.earlier import continued, path, relevant, says_another
from mlekl_symbolic.readers.latex.uninterpreted.entropies import by_chain_rule, is_differential
from mlekl_symbolic.readers.latex.uninterpreted.hessians import with_hessians
from mlekl_symbolic.readers.latex.uninterpreted.linear.proving import shown_by_entries
from mlekl_symbolic.readers.latex.uninterpreted.lines import Around, General, chained, general, resting
from mlekl_symbolic.readers.latex.uninterpreted.listing import spelled_out
from mlekl_symbolic.readers.latex.uninterpreted.premises import logarithms, parted, premises, usually
from mlekl_symbolic.readers.latex.uninterpreted.proving import proved
from mlekl_symbolic.readers.latex.uninterpreted.pushforward import by_pushforward
from mlekl_symbolic.readers.latex.uninterpreted.termwise import by_terms
from mlekl_symbolic.readers.latex.uninterpreted.unfolding import squared, stationary, unfolded

LONGEST = 0.7
"""After how many seconds no further way of reading a line is tried."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A line that was shown in its second reading.

    Attributes
    ----------
    read
        The line as it was read.
    outcome
        The prover's verdict.
    used
        What was assumed.
    """

    read: General
    outcome: Proved
    used: tuple[Statement, ...]


def shown_generally(
    line: Line, around: Around, earlier: Sequence[Line], said: Sequence[Line]
) -> Shown | None:
    """A proof of a line whatever the parts of it stand for that the checker has no notion for.

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
    for way, (read, more) in enumerate(_readings(line, around, earlier, said)):
        found = None if read is None else proved(read)
        if read is not None and found is not None:
            return Shown(read, found[0], (*found[1], *more))
        if not way and (made := shown_by_entries(line, around, earlier, said)):
            return Shown(*made)
        if process_time() - begun > LONGEST:
            return None
    return None


def _readings(
    line: Line, around: Around, earlier: Sequence[Line], said: Sequence[Line]
) -> Iterator[tuple[General | None, tuple[Statement, ...]]]:
    """The ways in which a line can be read, each with what it assumes, the simplest first."""
    about = relevant(line, earlier, around)
    both, said = said, parted(said, around)[1]
    chained_up = by_chain_rule(line, around)
    if chained_up is not None and is_differential(line, around):
        yield chained_up
    yield general(line, around), ()
    if chained_up is not None:
        yield chained_up
    yield from ((read, ()) for read in by_terms(line, around))
    for otherwise in (by_pushforward, spelled_out):
        if (computed := otherwise(line, around)) is not None:
            yield computed
    if about:
        yield general(line, around, about), ()
    if by := path(line, earlier, around) or path(line, said, around):
        yield chained(line, around, by), ()
    for left, by in continued(line, said, around):
        for facts in dict.fromkeys(((), about)):
            yield general(line, around, facts, left), resting(by, around)
        if (computed := by_pushforward(line, around, left)) is not None:
            yield computed[0], (*computed[1], *resting(by, around))
    last = tuple(x for x in said[-1:] if says_another(x, line, around))
    if last and last != about:
        yield general(line, around, last), ()
    more = premises(line, both, around)
    if more and more not in (about, last):
        yield general(line, around, more), ()
    yield from _further(line, around, said, more)


def _further(
    line: Line, around: Around, said: Sequence[Line], more: tuple[Line, ...]
) -> Iterator[tuple[General | None, tuple[Statement, ...]]]:
    """Readings with what is usually meant, and of lines that are written in another way first."""
    if raised := logarithms(line, said, around):
        yield general(line, around, raised), ()
    if usual := usually(line, around):
        yield general(line, around, (*more, *usual)), ()
        yield general(line, around, usual), ()
    if means := sample_means(line, around):
        yield general(line, around, means), ()
        for left, by in continued(line, said, around):
            yield general(line, around, means, left), resting(by, around)
    if at := stationary(line, said, around):
        yield general(line, around, at), ()
    if (spelled := unfolded(line, said, around)) is not None:
        yield _said_at(line, general(spelled[0], around)), resting(spelled[1], around)
    if (hessian := with_hessians(line, around)) is not None:
        said_so = Diagnostic("N129", "H is the Hessian of what stands below it", line.span)
        yield _said_at(line, general(hessian, around), said_so), ()
    if (square := squared(around.line(line))) is not None:
        yield _said_at(line, general(square, around)), ()


def _said_at(line: Line, read: General | None, *more: Diagnostic) -> General | None:
    """A reading of a line that was changed, with its notices where the line stands."""
    if read is None:
        return None
    notices = tuple(replace(d, span=line.span) for d in (*more, *read.notices))
    return replace(read, notices=notices)
