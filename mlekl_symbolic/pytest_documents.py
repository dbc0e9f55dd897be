"""The tests that `mlekl_symbolic.pytest_plugin` makes of a document: one a line, and one for the rest."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from mlekl_symbolic.checks.notations import notation_above
from mlekl_symbolic.checks.one import check_path
from mlekl_symbolic.checks.options import Options
from mlekl_symbolic.checks.records import DocumentRecord, LineRecord
from mlekl_symbolic.checks.text import document_report, line_report
from mlekl_symbolic.readers.latex.diagnostics import ReadError

PASSING = frozenset({"V501", "V502", "V506"})
"""The verdicts of lines that pass; a warning keeps any line from passing."""
HARMLESS = ("N", "E220")


class NotProved(Exception):
    """A line of a document does not stand; the text is what a terminal would say."""


class DocumentFile(pytest.File):
    """A document."""

    def collect(self) -> Iterator[DocumentItem]:
        """Its lines, and what is wrong outside of them."""
        try:
            notation = notation_above(self.path.parent)
        except (ReadError, OSError) as error:
            raise self.CollectError(f"notation: {error}") from None
        record = check_path(self.path, Options(notation=notation))
        for line in record.lines:
            cell = f"{line.region.cell}." if line.region.cell else ""
            name = f"{cell}{line.region.line}:{line.region.column}"
            yield LineItem.from_parent(self, name=name, line=line)
        yield WholeItem.from_parent(self, name="document", record=record)


class DocumentItem(pytest.Item):
    """A test of a document."""

    row = 1

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        """What a terminal would say, without a Python traceback."""
        if isinstance(excinfo.value, NotProved):
            return str(excinfo.value)
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, int, str]:
        """The file, the line counted from 0, and the name."""
        return self.path, self.row - 1, f"{self.path.name} {self.name}"


class LineItem(DocumentItem):
    """A line that must be proved, if only under assumptions that the report lists."""

    def __init__(self, *, line: LineRecord, **rest: Any) -> None:
        super().__init__(**rest)
        self.line = line
        self.row = line.region.line

    def runtest(self) -> None:
        """Fail unless the line is proved and nothing warns of it."""
        warned = any(m.code.startswith("W") for m in self.line.messages)
        if self.line.code not in PASSING or warned:
            raise NotProved(line_report(self.line))


class WholeItem(DocumentItem):
    """A document outside of its lines."""

    def __init__(self, *, record: DocumentRecord, **rest: Any) -> None:
        super().__init__(**rest)
        self.record = record

    def runtest(self) -> None:
        """Fail when a part of the document could not be read."""
        if any(not m.code.startswith(HARMLESS) for m in self.record.problems):
            raise NotProved(document_report(self.record))
