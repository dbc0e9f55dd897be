"""The error of the language floor."""

from __future__ import annotations


class LanguageError(ValueError):
    """An expression cannot be written down: it would not say what its author means."""
