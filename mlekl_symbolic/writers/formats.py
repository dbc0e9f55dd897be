"""The formats a theorem can be written in; a module of this package declares one and it is found.

A format is a function of a theorem, declared with `format_of` in any module of this package.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

from mlekl_symbolic import writers
from mlekl_symbolic.proof.records import Theorem
from mlekl_symbolic.writers.errors import WriterError


@dataclass(frozen=True, slots=True)
class Format:
    """One format.

    Attributes
    ----------
    name, suffix
        What it is called, and how its files end.
    says
        A few words for a list of formats.
    write
        A theorem as bytes; further options are those of the format.
    """

    name: str
    suffix: str
    says: str
    write: Callable[..., bytes]


_FORMATS: dict[str, Format] = {}


def format_of(name: str, *, suffix: str, says: str) -> Callable[[Callable[..., bytes]], Callable[..., bytes]]:
    """Declare the function that writes a format.

    Raises
    ------
    ValueError
        When there is a format of that name already.
    """

    def declare(write_format: Callable[..., bytes]) -> Callable[..., bytes]:
        if name in _FORMATS:
            raise ValueError(f"there are two formats called {name}")
        _FORMATS[name] = Format(name, suffix, says, write_format)
        return write_format

    return declare


@cache
def _discovered() -> tuple[str, ...]:
    names = sorted(m.name for m in pkgutil.iter_modules(writers.__path__))
    for name in names:
        importlib.import_module(f"{writers.__name__}.{name}")
    return tuple(names)


def formats() -> dict[str, Format]:
    """All formats by name."""
    _discovered()
    return dict(sorted(_FORMATS.items()))


def write(theorem: Theorem, format_name: str, **options: Any) -> bytes:
    """A theorem in the format of that name.

    Raises
    ------
    WriterError
        When there is no such format, or the theorem cannot be written in it.
    """
    known = formats()
    if format_name not in known:
        raise WriterError(f"there is no format {format_name!r}; there are {', '.join(known)}")
    return known[format_name].write(theorem, **options)
