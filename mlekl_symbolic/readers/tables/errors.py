"""The errors of reading a table."""

from __future__ import annotations

from difflib import get_close_matches

SHOWN = 12
"""How many names of columns a message lists."""


class TableError(Exception):
    """A table cannot be read or counted; ``str`` is the whole message: what, where, what to do."""


def no_such_column(path: object, column: str, columns: list[str], more: str = "") -> TableError:
    """The error about a column that is not there, with the names that come close."""
    close = get_close_matches(column, columns, n=1, cutoff=0.5)
    alike = [c for c in columns if c.strip().lower() == column.strip().lower()]
    named = ", ".join(map(repr, columns[:SHOWN])) + (", …" if len(columns) > SHOWN else "")
    hint = f"did you mean {(alike or close)[0]!r}? " if alike or close else ""
    return TableError(f"{path}: there is no column {column!r}: {hint}the columns are {named}{more}")
