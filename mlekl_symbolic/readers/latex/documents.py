"""Reading documents: every displayed formula, one after the other, with what holds for all of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from mlekl_symbolic.readers.latex import surface as s
from mlekl_symbolic.readers.latex.diagnostics import Diagnostic, Span
from mlekl_symbolic.readers.latex.finding import find
from mlekl_symbolic.readers.latex.macros import Macros, find_macros
from mlekl_symbolic.readers.latex.notation import Notation, collect
from mlekl_symbolic.readers.latex.reader import guess, read
from mlekl_symbolic.readers.latex.reading import Claim, Line, Reading, Statement
from mlekl_symbolic.readers.latex.source import Source, load


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
    """

    source: Source
    notation: Notation
    readings: tuple[Reading, ...]
    problems: tuple[Diagnostic, ...]
    guesses: Mapping[Span, Line] = field(default_factory=dict)

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
    for display in found.displays:
        made = read(source.text, declared.roles, known, *display.inner)
        readings.append(_continued(made, readings[-1] if readings else None))
        if made.refusals:
            guessed = list(guess(source.text, declared.roles, known, *display.inner).lines())
            refused = list(made.lines())
            if len(guessed) == len(refused):
                guesses.update((old.span, new) for old, new in zip(refused, guessed, strict=True))
    problems = (*source.problems, *found.problems, *wrong, *own.refused)
    return Document(source, declared, tuple(readings), tuple(sorted(problems, key=lambda d: d.span)), guesses)


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
