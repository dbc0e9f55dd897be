"""Positions, notices and refusals."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from mlekl_symbolic.readers.latex.codes import CODES, Code

Span: TypeAlias = tuple[int, int]
NOWHERE: Span = (-1, -1)
"""The place of what stands in no document."""
"""Where something stands in the text it was read from: first offset, and the one after the last."""


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """A notice or a refusal: a code, a place and a sentence about this very case.

    Attributes
    ----------
    code
        The name of an entry of `CODES`.
    message
        What was found.
    span
        Where, as offsets into the text.
    hint
        What to write instead; empty when the entry of the code says it.
    """

    code: str
    message: str
    span: Span
    hint: str = ""

    @property
    def entry(self) -> Code:
        """What the code stands for in general."""
        return CODES[self.code]

    @property
    def remedy(self) -> str:
        """What to do about it."""
        return self.hint or self.entry.remedy

    @property
    def is_refusal(self) -> bool:
        """Whether the formula was not read because of it."""
        return self.code.startswith("E")


class ReadError(Exception):
    """A formula, or a part of a document, that is refused.

    Attributes
    ----------
    diagnostic
        Why and where.
    """

    def __init__(self, code: str, message: str, span: Span, hint: str = "") -> None:
        self.diagnostic = Diagnostic(code, message, span, hint)
        super().__init__(f"{code}: {message}")
