"""Where the notation of a document comes from: a file that is named, a preset, or ``mlekl.toml``."""

from __future__ import annotations

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


def notation_above(folder: Path) -> Notation:
    """The notation in the ``mlekl.toml`` in a folder, or the nearest above it; empty when there is none.

    Raises
    ------
    ReadError
        When it cannot be understood.
    OSError
        When it cannot be opened.
    """
    start = folder.absolute()
    found = next((f / FILE for f in (start, *start.parents) if (f / FILE).is_file()), None)
    return Notation() if found is None else _from_file(found)


def _from_file(path: Path) -> Notation:
    if path.stat().st_size > MOST_BYTES:
        raise ReadError("E217", f"{path} is too large for a notation", (0, 0))
    try:
        return from_toml(path.read_text("utf-8"))
    except UnicodeDecodeError as error:
        raise ReadError("E219", f"{path} is not UTF-8", (0, 0)) from error
