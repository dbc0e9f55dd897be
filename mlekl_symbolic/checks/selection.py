"""Which codes are reported."""

from __future__ import annotations

from dataclasses import dataclass, replace

from mlekl_symbolic.checks.codes import ALL
from mlekl_symbolic.checks.records import DocumentRecord, LineRecord


@dataclass(frozen=True, slots=True)
class Selection:
    """The codes that are wanted.

    Attributes
    ----------
    select
        Codes or their beginnings; all when there are none.
    ignore
        Codes or their beginnings that are left out of these.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()

    @classmethod
    def parse(cls, select: str, ignore: str) -> Selection:
        """The selection of two lists with commas.

        Raises
        ------
        ValueError
            When no code begins with an entry; its argument is the whole message.
        """
        return cls(_codes(select), _codes(ignore))

    def wants(self, code: str) -> bool:
        """Whether a code is reported."""
        return code.startswith(self.select or "") and not (self.ignore and code.startswith(self.ignore))

    def of_line(self, line: LineRecord) -> LineRecord | None:
        """A line with the messages that are reported; None when nothing of it is."""
        messages = tuple(m for m in line.messages if self.wants(m.code))
        return replace(line, messages=messages) if messages or self.wants(line.code) else None

    def of_document(self, record: DocumentRecord) -> DocumentRecord:
        """A document with what is reported of it."""
        lines = tuple(made for line in record.lines if (made := self.of_line(line)) is not None)
        problems = tuple(m for m in record.problems if self.wants(m.code))
        return replace(record, lines=lines, problems=problems)


def _codes(listed: str) -> tuple[str, ...]:
    found = tuple(part.strip().upper() for part in listed.split(",") if part.strip())
    for part in found:
        if not any(code.startswith(part) for code in ALL):
            raise ValueError(f"no code begins with {part}; `mlekl explain V503` shows one")
    return found
