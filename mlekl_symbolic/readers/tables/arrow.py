"""The library that reads tables, imported when it is needed: it is an extra and takes a while."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from mlekl_symbolic.readers.tables.errors import TableError


def arrow(module: str = "") -> Any:
    """``pyarrow``, or a module of it.

    Raises
    ------
    TableError
        When it is not installed.
    """
    try:
        return import_module(f"pyarrow.{module}" if module else "pyarrow")
    except ImportError:
        raise TableError(
            "reading tables needs pyarrow, which is not installed: "
            "pip install '.[data]' in a copy of the project"
        ) from None
