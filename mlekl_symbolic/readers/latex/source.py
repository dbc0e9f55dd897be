"""Texts and positions in them: bytes become text here, and offsets become lines and columns."""

from __future__ import annotations

import codecs
import json
import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from mlekl_symbolic.readers.latex.diagnostics import Diagnostic, ReadError, Span

LARGEST_FILE = 20_000_000
"""Bytes of the largest file that is read."""
LATEX, MARKDOWN = "latex", "markdown"
_KINDS = {".tex": LATEX, ".ltx": LATEX, ".sty": LATEX, ".ipynb": MARKDOWN, ".md": MARKDOWN, ".qmd": MARKDOWN,
          ".rmd": MARKDOWN, ".markdown": MARKDOWN}  # fmt: skip


@dataclass(frozen=True)
class Source:
    """A piece of text with a name.

    Attributes
    ----------
    name
        What positions in it are prefixed with, such as ``notes.tex`` or ``notes.ipynb#3``.
    text
        The text.
    kind
        ``latex`` or ``markdown``.
    problems
        What was noticed when it was loaded.
    """

    name: str
    text: str
    kind: str = LATEX
    problems: tuple[Diagnostic, ...] = ()

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *(m.end() for m in re.finditer("\n", self.text))]

    def position(self, offset: int) -> tuple[int, int]:
        """The line and the column of an offset, both from 1."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1

    def place(self, span: Span) -> str:
        """``name:line:column`` of the beginning of a span."""
        line, column = self.position(span[0])
        return f"{self.name}:{line}:{column}"

    def excerpt(self, span: Span) -> str:
        """The line in which a span begins, with a caret below its first character."""
        line, column = self.position(span[0])
        start = self._starts[line - 1]
        stop = self._starts[line] - 1 if line < len(self._starts) else len(self.text)
        row = self.text[start:stop].replace("\t", " ").rstrip("\r")
        first = max(0, column - 60)
        width = max(1, min(span[1], stop) - span[0])
        shown = row[first : first + 120]
        carets = min(width, max(1, len(shown) - column + 1 + first))
        return f"{shown}\n{' ' * (column - 1 - first)}{'^' * carets}"


def kind_of(name: str, otherwise: str = LATEX) -> str:
    """The kind of a text by the name of its file."""
    return _KINDS.get(Path(name).suffix.lower(), otherwise)


def load(path: Path) -> list[Source]:
    """The texts in a file: one, or for a notebook one for each cell of words.

    Raises
    ------
    ReadError
        When it is too large, is no text, or is no notebook.
    OSError
        When it cannot be opened.
    """
    if path.stat().st_size > LARGEST_FILE:
        raise ReadError("E217", f"the file has more than {LARGEST_FILE} bytes", (0, 0))
    return texts(str(path), path.read_bytes())


def texts(name: str, data: bytes, otherwise: str = LATEX) -> list[Source]:
    """The texts in the bytes of a file: one, or for a notebook one for each cell of words.

    Parameters
    ----------
    name
        The name of the file, whose ending says what kind of text it is.
    data
        What it holds.
    otherwise
        The kind where the ending does not say it.

    Raises
    ------
    ReadError
        When it is too large, is no text, or is no notebook.
    """
    if len(data) > LARGEST_FILE:
        raise ReadError("E217", f"the file has more than {LARGEST_FILE} bytes", (0, 0))
    text, problems = decode(data)
    if Path(name).suffix.lower() == ".ipynb":
        return _cells(name, text, problems)
    return [Source(name, text, kind_of(name, otherwise), problems)]


def decode(data: bytes) -> tuple[str, tuple[Diagnostic, ...]]:
    """Bytes as text: UTF-8, UTF-16 with its mark, or Latin-1 with a notice.

    Raises
    ------
    ReadError
        When there are null bytes or the bytes are in no encoding of text; the span counts bytes.
    """
    for mark, encoding in ((codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16")):
        if data.startswith(mark):
            try:
                return _lines(data.decode(encoding)), (
                    Diagnostic("N128", "the file is read as UTF-16", (0, 0)),
                )
            except UnicodeDecodeError as error:
                raise ReadError(
                    "E219", "the file begins as UTF-16 and is not", (error.start, error.end)
                ) from error
    null = data.find(b"\0")
    if null >= 0:
        raise ReadError("E219", f"byte {null} is null, so that this is no text", (null, null + 1))
    try:
        return _lines(data.decode("utf-8-sig")), ()
    except UnicodeDecodeError as error:
        return _latin(data, error.start)


def _latin(data: bytes, bad: int) -> tuple[str, tuple[Diagnostic, ...]]:
    """Bytes that are no UTF-8 as Latin-1, unless they are in no one encoding at all."""
    text = data.decode("latin-1")
    odd = re.search("[\x01-\x08\x0e-\x1f\x7f-\x9f]", text)
    if odd is not None or re.search("[\xc3\xe2][\xa0-\xbf]", text):
        raise ReadError(
            "E219", f"byte {bad} is not UTF-8, and the file is not Latin-1 either", (bad, bad + 1)
        )
    return _lines(text), (
        Diagnostic("N128", f"byte {bad} is not UTF-8: the file is read as Latin-1", (bad, bad + 1)),
    )


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _cells(name: str, text: str, problems: tuple[Diagnostic, ...]) -> list[Source]:
    try:
        book: Any = json.loads(text)
        cells = book["cells"]
        words = [(n, c["source"]) for n, c in enumerate(cells, 1) if c.get("cell_type") == "markdown"]
        texts = [(n, s if isinstance(s, str) else "".join(s)) for n, s in words]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ReadError("E219", f"{name} is not a notebook", (0, 0)) from error
    return [Source(f"{name}#{n}", s, MARKDOWN, problems) for n, s in texts]
