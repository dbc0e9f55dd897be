"""CSV files, a block at a time; only the wanted column is converted, and always to text."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import Any

from mlekl_symbolic.readers.tables.arrow import arrow
from mlekl_symbolic.readers.tables.errors import TableError, no_such_column


class Separator(StrEnum):
    """What stands between the cells; ``auto`` is a tab in ``.tsv`` files and else a comma."""

    auto = "auto"
    comma = "comma"
    semicolon = "semicolon"
    tab = "tab"


SIGNS = {Separator.comma: ",", Separator.semicolon: ";", Separator.tab: "\t"}
BLOCK = 1 << 18
"""How many bytes are read at a time; no single row may be longer."""


def sign_of(separator: Separator, path: Path) -> str:
    """The sign between the cells of a file."""
    usual = "\t" if path.suffix.lower() in (".tsv", ".tab") else ","
    return SIGNS.get(separator, usual)


def csv_batches(path: Path, column: str, separator: str) -> Iterator[Any]:
    """The wanted column, block by block; a cell with nothing in it is null.

    Raises
    ------
    TableError
        When the file is empty, is no such table, or has no such column.
    """
    csv = arrow("csv")
    header = _header(path, separator)
    if column not in header:
        raise _missing(path, column, header, separator)
    if header.count(column) > 1:
        raise TableError(f"{path}: {header.count(column)} columns are called {column!r}: rename all but one")
    text = arrow().string()
    reader = csv.open_csv(
        path,
        read_options=csv.ReadOptions(block_size=BLOCK, use_threads=False),
        parse_options=csv.ParseOptions(
            delimiter=separator, newlines_in_values=True, ignore_empty_lines=len(header) > 1
        ),
        convert_options=csv.ConvertOptions(
            include_columns=[column], column_types={column: text}, strings_can_be_null=True, null_values=[""],
            quoted_strings_can_be_null=True, check_utf8=True,
        ),
    )  # fmt: skip
    for batch in reader:
        yield batch.column(0)


def _header(path: Path, separator: str) -> list[str]:
    """The names in the first row."""
    csv = arrow("csv")
    with path.open("rb") as stream:
        first = stream.read(BLOCK)
    if not first.strip():
        raise TableError(f"{path}: the file is empty: it needs a first row with the names of its columns")
    line = first.lstrip(b"\xef\xbb\xbf").lstrip(b"\r\n").splitlines()[0] + b"\n"
    options = csv.ParseOptions(delimiter=separator)
    return list(csv.read_csv(arrow().BufferReader(line), parse_options=options).column_names)


def _missing(path: Path, column: str, header: list[str], separator: str) -> TableError:
    """Which column there is instead, or which other sign seems to stand between the cells."""
    if len(header) == 1:
        for name, sign in SIGNS.items():
            if sign != separator and sign in header[0]:
                seem = f"; its cells seem to be separated by a {name.value}: say --separator {name.value}"
                return no_such_column(path, column, header[0].split(sign), seem)
    return no_such_column(path, column, header)
