"""Reading documents: every displayed formula, one after the other, with what holds for all of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from mlekl_symbolic.readers.latex import surface as s
from mlekl_symbolic.readers.latex.diagnostics import Diagnostic, Span
from mlekl_symbolic.readers.latex.finding import find
from mlekl_symbolic.readers.latex.macros import Macros, find_macros
from mlekl_symbolic.readers.latex.notation import Notation, collect
from mlekl_symbolic.readers.latex.parse.operands import WAYS
from mlekl_symbolic.readers.latex.reader import guess, read
from mlekl_symbolic.readers.latex.reading import Claim, Line, Reading, Statement, Status
from mlekl_symbolic.readers.latex.source import Source, load
from mlekl_symbolic.readers.latex.variables import variables

_REACH = ("E207",)
"""The refusals that ask how far an operand reaches."""


@dataclass(frozen=True, slots=True)
class Document:
    """A text that was read.

    Attributes
    ----------
    source
        The text.
    notation
        What its names stand for, as far as declared.
    readings
        Its displays, in order; one that continues the display before says so with a notice.
    problems
        What is wrong outside of the displays that were found.
    guesses
        The lines that were refused as they can be read without deciding what is doubtful in them: for the
        place of each the line that it is then.
    ways
        The lines in which it is not clear how far an operand reaches: what each is in every one of `WAYS`,
        or None where that cannot be read.
    formulas
        Where the formulas in its running text stand.
    """

    source: Source
    notation: Notation
    readings: tuple[Reading, ...]
    problems: tuple[Diagnostic, ...]
    guesses: Mapping[Span, Line] = field(default_factory=dict)
    ways: Mapping[Span, tuple[Line | None, ...]] = field(default_factory=dict)
    formulas: tuple[Span, ...] = ()

    def lines(self) -> Iterator[Line]:
        """Every step of every display, with its left side even where the display leaves it out."""
        last: s.Expression | None = None
        for reading in self.readings:
            for line in reading.lines():
                made = replace(line, left=last) if line.left is None and line.relation else line
                yield made
                last = made.right

    @property
    def questions(self) -> tuple[Diagnostic, ...]:
        """All open questions about names, each once."""
        asked = {d.message: d for r in self.readings for d in r.refusals if d.code == "E206"}
        return tuple(asked.values())


def read_document(source: Source, notation: Notation | None = None, macros: Macros | None = None) -> Document:
    """All displays of a text.

    Parameters
    ----------
    source
        The text.
    notation
        What holds for its names unless the text declares them otherwise.
    macros
        Macros that are known besides those which the text defines.
    """
    found = find(source)
    declared, wrong = collect(((d.text, d.span) for d in found.declarations), notation)
    own = find_macros(source.text)
    known = own if macros is None else Macros({**macros.known, **own.known}, own.refused)
    readings: list[Reading] = []
    guesses: dict[Span, Line] = {}
    ways: dict[Span, tuple[Line | None, ...]] = {}
    for display in found.displays:
        made = read(source.text, declared.roles, known, *display.inner)
        readings.append(_continued(made, readings[-1] if readings else None))
        if made.refusals:
            guessed = list(_filled(guess(source.text, declared.roles, known, *display.inner)))
            refused = list(made.lines())
            if len(guessed) == len(refused):
                guesses.update((old.span, new) for old, new in zip(refused, guessed, strict=True))
            if any(d.code in _REACH for line in guessed for d in line.diagnostics):
                read_so = (guess(source.text, declared.roles, known, *display.inner, way) for way in WAYS)
                ways.update(_ways(refused, guessed, [list(_filled(r)) for r in read_so]))
    problems = (*source.problems, *found.problems, *wrong, *own.refused)
    ordered = tuple(sorted(problems, key=lambda d: d.span))
    formulas = tuple(found.formulas)
    return _by_arguments(Document(source, declared, tuple(readings), ordered, guesses, ways, formulas))


def _by_arguments(document: Document) -> Document:
    """A document in which ``p_X(x)`` is ``p(x)``, where that is all that it can mean."""
    lines = (*(x for r in document.readings for x in r.lines()), *document.guesses.values())
    trees = (t for x in lines for t in (x.left, x.right) if t is not None)
    found = variables(trees, [*document.notation.entries])
    if not found.heads:
        return document
    return replace(
        document,
        readings=tuple(map(found.reading, document.readings)),
        guesses={span: found.line(line) for span, line in document.guesses.items()},
        ways={
            span: tuple(None if way is None else found.line(way) for way in ways)
            for span, ways in document.ways.items()
        },
    )


def _filled(reading: Reading) -> Iterator[Line]:
    """The steps of a display, with their left sides where words stand before the relation."""
    last: s.Expression | None = None
    for line in reading.lines():
        yield replace(line, left=last) if line.left is None and line.relation else line
        last = line.right


def _ways(
    refused: Sequence[Line], guessed: Sequence[Line], ways: Sequence[Sequence[Line]]
) -> Iterator[tuple[Span, tuple[Line | None, ...]]]:
    """The lines with an operand of which it is not clear how far it reaches, as they can be read."""
    if any(len(lines) != len(refused) for lines in (guessed, *ways)):
        return
    for place, line in enumerate(refused):
        if any(d.code in _REACH for d in guessed[place].diagnostics):
            found = (lines[place] for lines in ways)
            yield line.span, tuple(None if x.status is Status.REFUSED else x for x in found)


def read_file(path: Path, notation: Notation | None = None) -> list[Document]:
    """The documents in a file: one, or one for each cell of a notebook.

    Raises
    ------
    ReadError
        When the file is no text that can be read.
    OSError
        When it cannot be opened.
    """
    return [read_document(source, notation) for source in load(path)]


def _continued(reading: Reading, before: Reading | None) -> Reading:
    """A reading with a notice when it continues the one before, or a refusal when there is none."""
    first = reading.statements[0] if reading.statements else None
    if first is None or not first.claims or not _is_open(first.claims[0]):
        return reading
    closes = before is not None and before.statements and before.statements[-1].claims
    if closes:
        said = Diagnostic("N117", "the display continues the one before", first.span)
    else:
        said = Diagnostic(
            "E221", "the display begins with a relation, and nothing comes before it", first.span
        )
    made: Statement = replace(first, diagnostics=(said, *first.diagnostics))
    return replace(reading, statements=(made, *reading.statements[1:]))


def _is_open(claim: Claim) -> bool:
    """Whether a claim leaves out its first side."""
    tree = claim.tree
    if isinstance(tree, s.Implication):
        tree = tree.parts[0]
    return isinstance(tree, s.Chain) and tree.first is None
