"""Results as plain values: what is printed, stored and sent between processes.

``SCHEMA`` is the number of the form in which they are written as JSON. Fields are only ever added to it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from mlekl_symbolic.checks.codes import ALL

SCHEMA = 1
VERDICTS = {
    "V501": "proved", "V502": "proved assuming", "V503": "refuted", "V504": "undecided",
    "V505": "unreadable", "V506": "definition",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Region:
    """Where something stands: lines and columns from 1, columns in characters, the end exclusive."""

    path: str
    cell: int
    line: int
    column: int
    end_line: int
    end_column: int

    @property
    def place(self) -> str:
        """``notes.tex:41:7``, or ``notes.ipynb#3:4:1`` for the third cell of a notebook."""
        cell = f"#{self.cell}" if self.cell else ""
        return f"{self.path}{cell}:{self.line}:{self.column}"

    def to_json(self) -> dict[str, Any]:
        """As plain JSON values."""
        return {
            "path": self.path,
            "cell": self.cell or None,
            "line": self.line,
            "column": self.column,
            "end_line": self.end_line,
            "end_column": self.end_column,
        }


@dataclass(frozen=True, slots=True)
class Message:
    """A diagnostic as plain values."""

    code: str
    text: str
    remedy: str
    region: Region
    excerpt: str = ""

    def to_json(self) -> dict[str, Any]:
        """As plain JSON values."""
        return {"code": self.code, "message": self.text, "remedy": self.remedy, **self.region.to_json()}


@dataclass(frozen=True, slots=True)
class Counterexample:
    """The world in which a line fails, and its two sides there."""

    values: tuple[tuple[str, str], ...]
    left: str = ""
    right: str = ""
    left_decimal: str = ""
    right_decimal: str = ""

    def to_json(self) -> dict[str, Any]:
        """As plain JSON values."""
        return {
            "values": dict(self.values),
            "left": self.left,
            "right": self.right,
            "left_decimal": self.left_decimal,
            "right_decimal": self.right_decimal,
        }


@dataclass(frozen=True, slots=True)
class LineRecord:
    """One line of a document with what is known about it.

    Attributes
    ----------
    region
        Where it stands.
    code
        The code of its verdict.
    source
        What the document says there.
    excerpt
        The row of the document in which it begins, with carets below it.
    left, relation, right
        The reading back, as plain text; empty when the line was not understood.
    reading
        What the reader made of it, with every bracket written.
    assumptions
        What the document does not state and the verdict rests on.
    counterexample
        Where it fails, if it is refuted.
    difference
        Right side minus left side, where that says something.
    missing
        With which unlikely assumption it would be proved.
    size
        How many kernel lines prove it.
    rules
        The rules of mathematics that prove it.
    messages
        Notices, refusals and warnings.
    mathml
        Left side, relation and right side for a browser; only when asked for.
    """

    region: Region
    code: str
    source: str
    excerpt: str = ""
    left: str = ""
    relation: str = ""
    right: str = ""
    reading: str = ""
    assumptions: tuple[str, ...] = ()
    counterexample: Counterexample | None = None
    difference: str = ""
    missing: tuple[str, ...] = ()
    size: int = 0
    rules: tuple[str, ...] = ()
    messages: tuple[Message, ...] = ()
    mathml: tuple[str, str, str] = ("", "", "")

    @property
    def verdict(self) -> str:
        """The verdict in words."""
        return VERDICTS[self.code]

    @property
    def codes(self) -> tuple[str, ...]:
        """The code of the verdict and those of all messages."""
        return (self.code, *(m.code for m in self.messages))

    def to_json(self) -> dict[str, Any]:
        """As plain JSON values."""
        return {
            "schema": SCHEMA,
            "kind": "line",
            **self.region.to_json(),
            "verdict": self.verdict,
            "code": self.code,
            "source": self.source,
            "left": self.left,
            "relation": self.relation,
            "right": self.right,
            "reading": self.reading,
            "assumptions": list(self.assumptions),
            "counterexample": None if self.counterexample is None else self.counterexample.to_json(),
            "difference": self.difference,
            "missing": list(self.missing),
            "size": self.size,
            "rules": list(self.rules),
            "messages": [m.to_json() for m in self.messages],
        }


@dataclass(frozen=True, slots=True)
class Page:
    """One text of a document: a file, a cell of a notebook, or a file that it includes."""

    path: str
    cell: int
    text: str


@dataclass(frozen=True, slots=True)
class DocumentRecord:
    """One document with the results on its lines.

    Attributes
    ----------
    path
        As it was named.
    digest
        The SHA-256 of its bytes; empty when it could not be opened.
    options
        The fingerprint of the options.
    lines
        Its lines, in order.
    problems
        What is wrong outside of lines.
    pages
        Its texts; only when asked for.
    """

    path: str
    digest: str
    options: str
    lines: tuple[LineRecord, ...] = ()
    problems: tuple[Message, ...] = ()
    pages: tuple[Page, ...] = field(default=(), repr=False)

    @property
    def first_bad(self) -> LineRecord | None:
        """The first refuted line, or None."""
        return next((line for line in self.lines if line.code == "V503"), None)

    @property
    def questions(self) -> tuple[Message, ...]:
        """What has to be declared before everything can be read, each question once."""
        asked = (*self.problems, *(m for line in self.lines for m in line.messages))
        return tuple({m.text: m for m in asked if m.code in ("E206", "E231")}.values())

    @property
    def counts(self) -> Mapping[str, int]:
        """How often each code occurs."""
        found = Counter(m.code for m in self.problems)
        found.update(code for line in self.lines for code in line.codes)
        return dict(sorted(found.items()))

    def to_json(self) -> dict[str, Any]:
        """The object that stands after the lines of a document, as plain JSON values."""
        bad = self.first_bad
        return {
            "schema": SCHEMA,
            "kind": "document",
            "path": self.path,
            "sha256": self.digest,
            "options": self.options,
            "lines": len(self.lines),
            "counts": dict(self.counts),
            "first_bad": None if bad is None else bad.region.to_json(),
            "problems": [m.to_json() for m in self.problems],
            "questions": [{"message": m.text, "remedy": m.remedy} for m in self.questions],
        }


def message(code: str, text: str, region: Region, remedy: str = "", excerpt: str = "") -> Message:
    """A message whose remedy is that of its code unless there is a better one."""
    return Message(code, text, remedy or ALL[code].remedy, region, excerpt)


def whole(path: str) -> Region:
    """The beginning of a document, for what concerns all of it."""
    return Region(path, 0, 1, 1, 1, 1)
