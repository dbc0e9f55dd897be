"""Where the notation of a document comes from: a file named on the command line, a preset, or ``mlekl.toml``."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from mlekl_symbolic.readers.latex.diagnostics import ReadError
from mlekl_symbolic.readers.latex.notation import Notation, from_toml, preset

FILE = "mlekl.toml"
MOST_BYTES = 1_000_000


def notation_of(said: str) -> Notation:
    """The notation in a TOML file, or the preset of that name.

    Raises
    ------
    ReadError
        When it cannot be understood.
    OSError
        When the file cannot be opened.
    """
    if not said:
        return Notation()
    if "." in said or "/" in said:
        return _from_file(Path(said))
    return preset(said)


def notation_beside(path: str) -> Notation:
    """The notation in the ``mlekl.toml`` nearest above a document; an empty one when there is none.

    Raises
    ------
    ReadError
        When it cannot be understood.
    OSError
        When it cannot be opened.
    """
    return _nearest(Path(path).absolute().parent)


@cache
def _nearest(folder: Path) -> Notation:
    if (folder / FILE).is_file():
        return _from_file(folder / FILE)
    return Notation() if folder == folder.parent else _nearest(folder.parent)


def _from_file(path: Path) -> Notation:
    if path.stat().st_size > MOST_BYTES:
        raise ReadError("E217", f"{path} is too large for a notation", (0, 0))
    try:
        return from_toml(path.read_text("utf-8"))
    except UnicodeDecodeError as error:
        raise ReadError("E219", f"{path} is not UTF-8", (0, 0)) from error
