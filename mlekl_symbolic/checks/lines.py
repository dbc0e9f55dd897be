"""From a checked line to a record of plain values: places, the reading back, and what was found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sympy import Basic

from mlekl_symbolic.checks import codes
from mlekl_symbolic.checks.options import Options
from mlekl_symbolic.checks.records import Counterexample, LineRecord, Message, Region, message
from mlekl_symbolic.language.errors import LanguageError
from mlekl_symbolic.proof.outcome import Proved, Refuted
from mlekl_symbolic.readers.latex import surface
from mlekl_symbolic.readers.latex.check import Checked, Verdict
from mlekl_symbolic.readers.latex.diagnostics import Diagnostic, Span
from mlekl_symbolic.readers.latex.elaborate.lines import Step
from mlekl_symbolic.readers.latex.show import shown
from mlekl_symbolic.readers.latex.source import Source
from mlekl_symbolic.refute.witness import Witness
from mlekl_symbolic.writers.builder import layout
from mlekl_symbolic.writers.errors import WriterError
from mlekl_symbolic.writers.layout import Relation
from mlekl_symbolic.writers.lines import SIGNS
from mlekl_symbolic.writers.mathml import in_line
from mlekl_symbolic.writers.unicode import one_line

LONGEST = 2_000
"""How many characters of the source of a line are repeated."""


class Placed:
    """Where things stand in one text."""

    def __init__(self, source: Source) -> None:
        self.source = source
        path, mark, cell = source.name.rpartition("#")
        in_notebook = bool(mark) and cell.isdecimal() and path.endswith(".ipynb")
        self.path, self.cell = (path, int(cell)) if in_notebook else (source.name, 0)

    def region(self, span: Span) -> Region:
        """A span as lines and columns."""
        last = len(self.source.text)
        line, column = self.source.position(min(span[0], last))
        end_line, end_column = self.source.position(min(max(span), last))
        return Region(self.path, self.cell, line, column, end_line, end_column)

    def text(self, span: Span) -> str:
        """What stands there."""
        return self.source.text[span[0] : min(span[1], span[0] + LONGEST)]

    def message(self, found: Diagnostic) -> Message:
        """A diagnostic as plain values."""
        excerpt = self.source.excerpt(found.span) if self.source.text else ""
        return message(found.code, found.message, self.region(found.span), found.remedy, excerpt)

    def completed(self, record: LineRecord, supposed: Sequence[Basic], gap: Basic | None) -> LineRecord:
        """A line that is not proved with what is found out besides: what it lacks.

        Parameters
        ----------
        record
            The line.
        supposed
            The unlikely assumptions with which it would be proved.
        gap
            Right side minus left side.
        """
        made = record if gap is None else replace(record, difference=_plain(gap))
        if not supposed:
            return made
        said = tuple(map(_plain, supposed))
        words = f"it holds only if {' and '.join(said)}, which data seldom grant"
        warning = message(codes.DOUBTFUL, words, made.region)
        return replace(made, missing=said, messages=(*made.messages, warning))


def unchecked(place: Placed, step: Step, code: str, text: str) -> LineRecord:
    """A line that was not checked to the end: it is undecided, and a message says why."""
    made = _start(place, step, codes.OF_VERDICT[Verdict.UNDECIDED])
    return replace(made, messages=(*made.messages, message(code, text, made.region)))


def line_record(place: Placed, found: Checked, options: Options) -> LineRecord:
    """A checked line as plain values."""
    step = found.step
    made = _start(place, step, codes.OF_VERDICT[found.verdict])
    messages = list(made.messages)
    if options.max_size and found.size > options.max_size:
        said = f"{found.size} kernel lines stand behind it, more than {options.max_size}"
        messages.append(message(codes.LEAP, said, made.region))
    return replace(
        made,
        assumptions=tuple(map(_plain, found.assumptions)),
        counterexample=_counterexample(found),
        size=found.size,
        rules=found.outcome.rules if isinstance(found.outcome, Proved) else (),
        messages=tuple(messages),
        mathml=_mathml(step) if options.illustrated else ("", "", ""),
    )


def _start(place: Placed, step: Step, code: str) -> LineRecord:
    span = _span(place, step)
    sides = [_plain(side) if side is not None else "" for side in (step.left, step.right)]
    return LineRecord(
        place.region(span),
        code,
        place.text(span),
        place.source.excerpt(span),
        sides[0],
        SIGNS.get(step.relation, step.relation) if step.right is not None else "",
        sides[1],
        _as_read(step),
        messages=tuple(map(place.message, step.diagnostics)),
    )


def _span(place: Placed, step: Step) -> Span:
    """Where a line stands: its right side, when its left side stands in a row above."""
    whole, right = step.line.span, step.line.right.span
    if not whole[0] <= right[0] <= right[1] <= whole[1]:
        return whole
    return right if "\n" in place.source.text[whole[0] : right[0]] else whole


def _as_read(step: Step) -> str:
    line = step.line
    if isinstance(line.left, surface.Unreadable) or isinstance(line.right, surface.Unreadable):
        return ""
    left = shown(line.left) if line.left is not None else ""
    return " ".join(part for part in (left, line.relation, shown(line.right)) if part)


def _plain(node: Basic) -> str:
    """A term as one line of text; as SymPy has it where the writers have no notation."""
    try:
        return one_line(node)
    except (WriterError, LanguageError, TypeError, ValueError):
        return str(node)


def _counterexample(found: Checked) -> Counterexample | None:
    match found.outcome:
        case Refuted(Witness() as w):
            return Counterexample(w.values, w.left, w.right, w.left_decimal, w.right_decimal)
        case _:
            return None


def _mathml(step: Step) -> tuple[str, str, str]:
    if step.left is None or step.right is None:
        return "", "", ""
    try:
        left, right = (in_line(layout(side), style="true") for side in (step.left, step.right))
    except (WriterError, LanguageError, TypeError, ValueError, KeyError):
        return "", "", ""
    return left, in_line(Relation(SIGNS.get(step.relation, step.relation)), style="true"), right
