"""Parquet files, a batch of rows at a time; only the wanted column is read."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from mlekl_symbolic.readers.tables.arrow import arrow
from mlekl_symbolic.readers.tables.errors import TableError, no_such_column

ROWS = 1 << 16
"""How many rows are held at a time."""


def parquet_batches(path: Path, column: str) -> Iterator[Any]:
    """The wanted column, batch by batch, as text.

    Raises
    ------
    TableError
        When there is no such column, or its values are not text, whole numbers or truth values.
    """
    with arrow("parquet").ParquetFile(path) as file:
        schema = file.schema_arrow
        if column not in schema.names:
            raise no_such_column(path, column, list(schema.names))
        _check(path, column, schema.field(column).type)
        for batch in file.iter_batches(batch_size=ROWS, columns=[column], use_threads=False):
            yield batch.column(0).cast(arrow().string())


def _check(path: Path, column: str, kind: Any) -> None:
    types = arrow("types")
    inner = kind.value_type if types.is_dictionary(kind) else kind
    tests = (types.is_string, types.is_large_string, types.is_string_view, types.is_integer, types.is_boolean)
    if not any(test(inner) for test in tests):
        raise TableError(
            f"{path}: the column {column!r} holds values of type {kind}, not categories: "
            "turn them into text or whole numbers first"
        )
