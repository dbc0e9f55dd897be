"""What can be wrong with a derivation before its mathematics is looked at.

::

    DerivationError              a framed message for the author: what, where, why, what to do
    ├── FileError                a file cannot be read, does not parse, or raises while loading
    ├── AuthorError              the author's function raised, or used the notation wrongly
    └── UnknownDerivation        there is no derivation of that name

A step that is not proved is none of these: it is an outcome, and stands in the records.
"""

from __future__ import annotations

import builtins
import linecache
import re
import sys
from difflib import get_close_matches
from pathlib import Path
from traceback import walk_tb
from types import TracebackType
from typing import Self

from mlekl_symbolic.proof.records import Location

AROUND = 2
"""How many lines are shown before the one at fault."""

_PACKAGE = Path(__file__).resolve().parents[1]
_IMPORT = re.compile(r"cannot import name '(?P<name>\w+)' from '[\w.]+'")
"""The part of Python's message that does not depend on where a package is installed."""


class DerivationError(Exception):
    """A mistake in an author's file; ``str`` is the whole message, framed and ready to print.

    Parameters
    ----------
    what
        What is wrong, in one clause without a full stop.
    location
        The author's line at fault, when there is one.
    advice
        What to do about it; may be empty.

    Attributes
    ----------
    what, location, advice
        As given.
    """

    def __init__(self, what: str, location: Location | None = None, advice: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.location = location
        self.advice = advice

    @classmethod
    def caused_by(cls, error: BaseException, what: str, fallback: Location) -> Self:
        """The error for an exception that the author's code raised.

        Parameters
        ----------
        error
            The exception, with its traceback.
        what
            What failed because of it, such as ``"the file cannot be loaded"``.
        fallback
            The author's file, and the line to blame when the traceback names none in it.
        """
        where = blame(error.__traceback__, fallback.file) or fallback
        return cls(f"{what}: {explained(error)}", where, suggestion(error) or origin(error))

    def __str__(self) -> str:
        where = f"{place(self.location)}: " if self.location else ""
        parts = [where + self.what]
        if self.location and (shown := frame(self.location)):
            parts.append(shown)
        if self.advice:
            parts.append(self.advice)
        return "\n\n".join(parts)


class FileError(DerivationError):
    """A file of derivations cannot be read, does not parse, or raises while it is loaded."""


class AuthorError(DerivationError):
    """The author's function raised, or used the notation in a way that says nothing."""


class UnknownDerivation(DerivationError):
    """There is no derivation of that name."""


def place(location: Location) -> str:
    """``file:line``, with the file relative to the working directory when it lies below it.

    A cell of a notebook is no file that its reader knows.
    """
    file = Path(location.file)
    if file.parent.name.startswith("ipykernel_"):
        return f"line {location.line} of the cell"
    if file.is_absolute() and file.is_relative_to(here := Path.cwd()):
        file = file.relative_to(here)
    return f"{file}:{location.line}"


def frame(location: Location) -> str:
    """The author's line with the lines before it, numbered and marked; empty when unreadable."""
    linecache.checkcache(location.file)
    first = max(1, location.line - AROUND)
    numbered = [(n, _visible(linecache.getline(location.file, n))) for n in range(first, location.line + 1)]
    if not numbered or not numbered[-1][1]:
        return ""
    while not numbered[0][1]:
        numbered.pop(0)
    width = len(str(location.line))
    marks = ("> " if n == location.line else "  " for n, _ in numbered)
    return "\n".join(
        f"{m}{n:>{width}} | {text}".rstrip() for m, (n, text) in zip(marks, numbered, strict=True)
    )


def _visible(line: str) -> str:
    return "".join(c if c.isprintable() else "\ufffd" for c in line.rstrip().expandtabs(4))


def blame(traceback: TracebackType | None, file: str) -> Location | None:
    """The innermost line of ``file`` in ``traceback``: the author's line, not one of ours."""
    wanted = Path(file).resolve()
    lines = [n for f, n in walk_tb(traceback) if Path(f.f_code.co_filename).resolve() == wanted]
    return Location(file, lines[-1]) if lines else None


def explained(error: BaseException) -> str:
    """An exception as one clause; those of this package say enough without their kind."""
    message = " ".join(str(error).split())
    if found := _IMPORT.match(message):
        message = found[0]
    if message and type(error).__module__.startswith("mlekl_symbolic."):
        return message
    return f"{type(error).__name__}: {message}" if message else type(error).__name__


def suggestion(error: BaseException) -> str:
    """The names close to one that was not found, as a question; empty when there are none."""
    match error:
        case AttributeError(name=str(name)):
            known = set(dir(error.obj))
        case ImportError(name=str(module)) if (found := _IMPORT.match(str(error))) and module in sys.modules:
            name, known = found["name"], set(dir(sys.modules[module]))
        case NameError(name=str(name)):
            frames = [f for f, _ in walk_tb(error.__traceback__)]
            known = {*dir(builtins), *(n for f in frames[-1:] for n in (*f.f_globals, *f.f_locals))}
        case _:
            return ""
    close = get_close_matches(name, sorted(known), n=3)
    return f"Did you mean {' or '.join(close)}?" if close else ""


def origin(error: BaseException) -> str:
    """Where in this package an exception arose that says nothing to an author; else empty."""
    frames = [(Path(f.f_code.co_filename).resolve(), n) for f, n in walk_tb(error.__traceback__)]
    if not frames or isinstance(error, ValueError):
        return ""
    file, line = frames[-1]
    if not file.is_relative_to(_PACKAGE):
        return ""
    where = f"mlekl_symbolic/{file.relative_to(_PACKAGE).as_posix()}:{line}"
    return f"It arose in {where}. If your line says what you mean, please report it with this file."
