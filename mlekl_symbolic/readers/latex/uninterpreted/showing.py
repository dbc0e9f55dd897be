"""Showing a line in its second reading: by itself, from lines before it, or as their continuation."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from time import process_time

from mlekl_symbolic.language import Statement
from mlekl_symbolic.proof.outcome import Proved
from mlekl_symbolic.readers.latex import surface as s
from mlekl_symbolic.readers.latex.diagnostics import Diagnostic
from mlekl_symbolic.readers.latex.patience import is_over
from mlekl_symbolic.readers.latex.reading import Line
from mlekl_symbolic.readers.latex.show import shown
from mlekl_symbolic.readers.latex.uninterpreted.afterwards import said_after, without_users
from mlekl_symbolic.readers.latex.uninterpreted.averages import sample_means
from mlekl_symbolic.readers.latex.uninterpreted.chains import by_chain_of_slopes
from mlekl_symbolic.readers.latex.uninterpreted.combined import by_arithmetic
from mlekl_symbolic.readers.latex.uninterpreted.consistency import contradict
from mlekl_symbolic.readers.latex.uninterpreted.earlier import continued, path, relevant, says_another
from mlekl_symbolic.readers.latex.uninterpreted.entropies import by_chain_rule, is_differential
from mlekl_symbolic.readers.latex.uninterpreted.equivalences import shown_as_equivalence
from mlekl_symbolic.readers.latex.uninterpreted.hessians import with_hessians
from mlekl_symbolic.readers.latex.uninterpreted.instances import instances
from mlekl_symbolic.readers.latex.uninterpreted.keys import labelled
from mlekl_symbolic.readers.latex.uninterpreted.linear.marks import has_matrices
from mlekl_symbolic.readers.latex.uninterpreted.linear.proving import shown_by_entries
from mlekl_symbolic.readers.latex.uninterpreted.lines import Around, General, chained, general, resting
from mlekl_symbolic.readers.latex.uninterpreted.listing import spelled_out
from mlekl_symbolic.readers.latex.uninterpreted.normalisers import normaliser
from mlekl_symbolic.readers.latex.uninterpreted.optimal import by_equal_functions
from mlekl_symbolic.readers.latex.uninterpreted.premises import logarithms, parted, premises, usually
from mlekl_symbolic.readers.latex.uninterpreted.proving import proved
from mlekl_symbolic.readers.latex.uninterpreted.pushforward import by_pushforward
from mlekl_symbolic.readers.latex.uninterpreted.sequences import by_sequence
from mlekl_symbolic.readers.latex.uninterpreted.slopes_of_names import by_their_slopes
from mlekl_symbolic.readers.latex.uninterpreted.solved import roots, with_letters
from mlekl_symbolic.readers.latex.uninterpreted.tables import by_table, leaves_table
from mlekl_symbolic.readers.latex.uninterpreted.tails import shown_as_tail
from mlekl_symbolic.readers.latex.uninterpreted.termwise import by_terms
from mlekl_symbolic.readers.latex.uninterpreted.together import by_one_letter
from mlekl_symbolic.readers.latex.uninterpreted.unequal import shown_as_unequal
from mlekl_symbolic.readers.latex.uninterpreted.unfolding import squared, stationary, unfolded
from mlekl_symbolic.readers.latex.uninterpreted.usual_laws import usually_meant

LONGEST = 0.7
"""After how many seconds no further way of reading a line is tried."""
MOST_RECENT = 4
"""On how many of the equations right before it a line about Hessians may rest."""


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
    if leaves_table(line, said, around):
        return None
    begun = process_time()
    if line.span in around.halves:
        both = shown_as_equivalence(line, around)
        return None if both is None else Shown(*both)
    cited = shown_as_tail(line, around, said) or shown_as_unequal(line, around)
    if cited is not None:
        return Shown(*cited)
    if (solved := shown_as_root(line, around, said)) is not None:
        return solved
    earlier, said = (without_users(line, x, around) for x in (earlier, said))
    late = _is_of_laws(line, around)
    for way, (read, more) in enumerate(_readings(line, around, earlier, said)):
        found = None if read is None else proved(read)
        if read is not None and found is not None:
            return Shown(read, found[0], (*found[1], *more))
        if not way and not late and (made := shown_by_entries(line, around, earlier, said)):
            return Shown(*made)
        if is_over(begun, LONGEST):
            return None
    made = shown_by_entries(line, around, earlier, said) if late else None
    return None if made is None else Shown(*made)


def _is_of_laws(line: Line, around: Around) -> bool:
    """Whether a line integrates, and nothing in it is a vector or a matrix."""
    found = around.line(line)
    sides = [labelled(x) for x in (found.left, found.right) if x is not None]
    inside = any(isinstance(n, s.Integral) for side in sides for n in s.walk(side))
    return inside and not any(map(has_matrices, sides))


def shown_as_root(line: Line, around: Around, said: Sequence[Line]) -> Shown | None:
    """A proof of a line that says what one value of a letter is, from an equation that this value solves."""
    for root in roots(line, said, around):
        read = None if around.has_matrices else general(line, around, (root,))
        found = None if read is None else proved(read)
        if read is not None and found is not None:
            solves = Diagnostic("N129", "it solves an equation before it", line.span)
            return Shown(replace(read, notices=(*read.notices, solves)), *found)
        if made := shown_by_entries(line, around, (root,), (root,)):
            return Shown(*made)
        if (both := with_letters(line, root, around)) is not None:
            as_vectors = replace(around, guesses={**around.guesses, line.span: both[0]})
            if made := shown_by_entries(line, as_vectors, both[1:], both[1:]):
                said_so = Diagnostic("N129", "its gradients are some vectors", line.span)
                return Shown(replace(made[0], notices=(*made[0].notices, said_so)), *made[1:])
    return None


def _readings(
    line: Line, around: Around, earlier: Sequence[Line], said: Sequence[Line]
) -> Iterator[tuple[General | None, tuple[Statement, ...]]]:
    """The ways in which a line can be read, each with what it assumes, the simplest first."""
    about = relevant(line, earlier, around)
    both, said = said, parted(said, around)[1]
    yield from _by_itself(line, around)
    for deduced in (by_arithmetic, by_equal_functions):
        if (counted := deduced(line, said, around)) is not None:
            yield counted, ()
    if about:
        yield general(line, around, about), ()
    by = path(line, earlier, around) or path(line, said, around)
    if by and not contradict(by, around):
        yield chained(line, around, by), ()
    for left, by in continued(line, said, around):
        if contradict(by, around):
            continue
        for facts in dict.fromkeys(((), about)):
            if facts and contradict((*by, *facts), around):
                continue
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


def _by_itself(line: Line, around: Around) -> Iterator[tuple[General | None, tuple[Statement, ...]]]:
    """Readings that rest on no other line."""
    if (drawn_as_one := by_sequence(line, around)) is not None:
        yield drawn_as_one
    chained_up = by_chain_rule(line, around)
    if chained_up is not None and is_differential(line, around):
        yield chained_up
    yield general(line, around), ()
    if chained_up is not None:
        yield chained_up
    yield from ((read, ()) for read in by_terms(line, around))
    for otherwise in (by_pushforward, spelled_out, by_chain_of_slopes, by_one_letter):
        if (computed := otherwise(line, around)) is not None:
            yield computed


def _further(
    line: Line, around: Around, said: Sequence[Line], more: tuple[Line, ...]
) -> Iterator[tuple[General | None, tuple[Statement, ...]]]:
    """Readings with what is usually meant, and of lines that are written in another way first."""
    if raised := logarithms(line, said, around):
        yield general(line, around, raised), ()
    yield from _from_definitions(line, around, said)
    if usual := usually(line, around):
        yield general(line, around, (*more, *usual)), ()
        yield general(line, around, usual), ()
    if means := sample_means(line, around):
        yield general(line, around, means), ()
        for left, by in continued(line, said, around):
            yield general(line, around, means, left), resting(by, around)
    if unsaid := usually_meant(line, around):
        stands = "; ".join(f"{shown(u.left)} is {shown(u.right)}" for u in unsaid if u.left is not None)
        as_usual = Diagnostic("N129", f"as usual {stands}", line.span)
        yield _said_at(line, general(line, around, unsaid), as_usual), ()
    if later := said_after(line, around):
        where = Diagnostic("N129", "a line after it says what a name in it stands for", line.span)
        yield _said_at(line, general(line, around, later), where), ()
    if meant := by_their_slopes(line, said, around):
        placed = Diagnostic(
            "N129", "a name stands for what a line before differentiates in its place", line.span
        )
        yield _said_at(line, general(line, around, meant), placed), ()
    if at := stationary(line, said, around):
        yield general(line, around, at), ()
    if (spelled := unfolded(line, said, around)) is not None:
        yield _said_at(line, general(spelled[0], around)), resting(spelled[1], around)
    if (hessian := with_hessians(line, around)) is not None:
        said_so = Diagnostic("N129", "H is the Hessian of what stands below it", line.span)
        yield _said_at(line, general(hessian, around), said_so), ()
        if recent := said[-MOST_RECENT:]:
            yield _said_at(line, general(hessian, around, recent), said_so), ()
    if (square := squared(around.line(line))) is not None:
        yield _said_at(line, general(square, around)), ()


def _from_definitions(
    line: Line, around: Around, said: Sequence[Line]
) -> Iterator[tuple[General | None, tuple[Statement, ...]]]:
    """Readings with what earlier lines say of functions at other arguments, of laws, and in tables."""
    if more_of := instances(line, said, around):
        yield general(line, around, more_of), ()
    if (constant := normaliser(line, said, around)) is not None:
        read = _said_at(line, general(line, around, constant[:1]), constant[2])
        yield read, resting((constant[1],), around)
    if (table := by_table(line, said, around)) is not None:
        yield _said_at(line, general(table[0], around), table[2]), resting(table[1], around)


def _said_at(line: Line, read: General | None, *more: Diagnostic) -> General | None:
    """A reading of a line that was changed, with its notices where the line stands."""
    if read is None:
        return None
    notices = tuple(replace(d, span=line.span) for d in (*more, *read.notices))
    return replace(read, notices=notices)
