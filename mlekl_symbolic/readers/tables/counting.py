"""How often each value of a column occurs, counted in one pass with memory that does not grow."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import Any

from mlekl_symbolic.families.counts import Counts
from mlekl_symbolic.readers.tables.arrow import arrow
from mlekl_symbolic.readers.tables.csv import Separator, csv_batches, sign_of
from mlekl_symbolic.readers.tables.errors import TableError
from mlekl_symbolic.readers.tables.parquet import parquet_batches
from mlekl_symbolic.writers.names import visible

PARQUET = b"PAR1"
_NO_TABLES = {
    b"PK\x03\x04": "an archive or a spreadsheet: export the sheet as CSV",
    b"\x1f\x8b": "compressed: unpack it first",
    b"BZh": "compressed: unpack it first",
    b"\xfd7zXZ": "compressed: unpack it first",
    b"(\xb5/\xfd": "compressed: unpack it first",
    b"%PDF": "a PDF: export the table as CSV",
    b"\xd0\xcf\x11\xe0": "an old spreadsheet: export the sheet as CSV",
    b"\xff\xfe": "text in UTF-16: save it as UTF-8",
    b"\xfe\xff": "text in UTF-16: save it as UTF-8",
    b"SQLite": "a database: export the table as CSV",
}
_NO_UTF8 = "is not text in UTF-8: save it as UTF-8, for example with iconv -f latin1 -t utf-8"
LONGEST = 40
"""How many signs a value may have to be printed as a letter."""
MOST = 1_000
"""With more different values than this a column is not one of categories, and counting stops."""


class Missing(StrEnum):
    """What becomes of rows without a value."""

    refuse = "refuse"
    drop = "drop"


def count(
    path: Path, column: str, *, missing: Missing = Missing.refuse, separator: Separator = Separator.auto
) -> Counts:
    """How often each value of a column occurs.

    Parameters
    ----------
    path
        A CSV file with the names of its columns in the first row, or a Parquet file.
    missing
        Whether rows without a value are an error or left out.
    separator
        What stands between the cells of a CSV file.

    Raises
    ------
    TableError
        When the file cannot be read, is no such table, has no such column, or the column does not
        hold categories; with what to do.
    """
    found, empty = _counted(path, column, separator)
    total = sum(found.values())
    if empty and missing is Missing.refuse:
        raise TableError(
            f"{path}: {empty} of {total + empty} rows have no value in the column {column!r}: "
            "fill them in, or leave these rows out with --missing drop"
        )
    if not total:
        rows = f"none of its {empty} rows has a value in the column {column!r}" if empty else "it has no rows"
        raise TableError(f"{path}: there is nothing to count: {rows}")
    _printable(path, column, found)
    return Counts.of(column, path.name, dict(found), empty)


def _counted(path: Path, column: str, separator: Separator) -> tuple[Counter[str], int]:
    found: Counter[str] = Counter()
    empty = 0
    values = arrow("compute").value_counts
    try:
        for batch in _batches(path, column, separator):
            empty += batch.null_count
            for entry in values(batch.drop_null()):
                found[entry["values"].as_py()] += entry["counts"].as_py()
            if len(found) > MOST:
                raise TableError(
                    f"{path}: the column {column!r} holds more than {MOST} different values: "
                    "it is no column of categories; choose another, or put its values into classes"
                )
    except OSError as error:
        raise TableError(f"{path}: cannot be read: {error.strerror or error}") from None
    except UnicodeDecodeError:
        raise TableError(f"{path}: {_NO_UTF8}") from None
    except arrow().ArrowException as error:
        raise TableError(f"{path}: {_explained(str(error))}") from None
    return found, empty


def _batches(path: Path, column: str, separator: Separator) -> Iterator[Any]:
    if path.exists() and not path.is_file() and not path.is_dir():
        raise TableError(f"{path}: is a pipe or a device, and a file is read twice: save the table first")
    with path.open("rb") as stream:
        first = stream.read(4096)
    for magic, what in _NO_TABLES.items():
        if first.startswith(magic):
            raise TableError(f"{path}: is not CSV or Parquet but {what}")
    if first.startswith(PARQUET):
        return parquet_batches(path, column)
    if b"\x00" in first:
        raise TableError(f"{path}: is not CSV or Parquet: it is no text")
    return csv_batches(path, column, sign_of(separator, path))


def _explained(said: str) -> str:
    """What the library complains of, with what to do."""
    first = said.split("\n")[0].rstrip(". ")
    if "UTF8" in first:
        return _NO_UTF8
    if "straddling" in first:
        return "a row is too long, perhaps for want of a closing quotation mark: mend that row"
    if "Expected" in first and "columns" in first:
        return f"is not a table, because its rows do not have equally many cells: {first}"
    return f"cannot be read as a table: {first}"


def _printable(path: Path, column: str, found: Counter[str]) -> None:
    """Refuse values that are too long for letters, or look alike on a page."""
    shown: dict[str, str] = {}
    for value in sorted(found):
        if len(value) > LONGEST:
            raise TableError(
                f"{path}: the column {column!r} holds the value {value[:LONGEST]!r}… of {len(value)} signs: "
                f"a letter may have {LONGEST}; shorten the values, close a quotation mark that was left "
                "open, or choose another column"
            )
        other = shown.setdefault(visible(value).strip(), value)
        if other != value:
            raise TableError(
                f"{path}: the values {other!r} and {value!r} of the column {column!r} look alike "
                "when printed: make them the same, or different"
            )
