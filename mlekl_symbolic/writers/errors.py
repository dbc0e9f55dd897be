"""The errors of the writers."""

from __future__ import annotations


class WriterError(Exception):
    """A page, or a part of one, could not be written; the text says what and what to do."""


class UnknownNodeError(WriterError):
    """A node has no notation: printing it anyway could say something else than it means."""


class EngineError(WriterError):
    """A typesetting program is missing, ran too long or did not accept the page."""
