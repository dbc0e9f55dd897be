"""Finding derivations: the standard ones by name, an author's own by file.

Nothing is imported before it is asked for: a name is the name of a file, and the file is loaded
when its derivation is looked up.
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from types import ModuleType

from mlekl_symbolic import derivations
from mlekl_symbolic.proof.derivation import Derivation
from mlekl_symbolic.proof.errors import FileError, UnknownDerivation, explained
from mlekl_symbolic.proof.records import Location

MOST_BYTES = 16 * 2**20
"""How large an author's file may be."""


class Library(Mapping[str, Derivation]):
    """The derivations of one folder by name; a file is loaded when its name is looked up.

    Parameters
    ----------
    folder
        Where the files are: ``NAME.py`` holds the derivation ``NAME``; names that begin with an
        underscore are skipped.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._files = {p.stem: p for p in sorted(folder.glob("*.py")) if not p.stem.startswith("_")}
        self._loaded: dict[str, Derivation] = {}

    def __getitem__(self, name: str) -> Derivation:
        if name not in self._loaded:
            if name not in self._files:
                raise KeyError(name)
            self._loaded[name] = _only(name, self._files[name])
        return self._loaded[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._files)

    def __len__(self) -> int:
        return len(self._files)

    def find(self, name: str) -> Derivation:
        """The derivation called ``name``.

        Raises
        ------
        UnknownDerivation
            When there is none, with the names that come close.
        FileError
            When its file cannot be loaded.
        """
        if name in self:
            return self[name]
        close = get_close_matches(name, self, n=3, cutoff=0.5)
        advice = f"Did you mean {' or '.join(close)}?" if close else "`mlekl list` shows all names."
        raise UnknownDerivation(f"there is no derivation called {name!r}", advice=advice)

    def __contains__(self, name: object) -> bool:
        return name in self._files


@cache
def library() -> Library:
    """The standard derivations by name."""
    return Library(Path(next(iter(derivations.__path__))))


def _only(name: str, path: Path) -> Derivation:
    by_name = {d.name: d for d in load_file(path)}
    if name not in by_name:
        found = ", ".join(by_name)
        raise FileError(
            f"the file {path.name} defines {found}, not {name}",
            Location(str(path), 1),
            f"Rename the function or the file: {path.name} should hold the derivation {name!r}.",
        )
    return by_name[name]


def load_file(path: Path | str) -> list[Derivation]:
    """The derivations an author's file declares, in the order of the file.

    The file becomes a module of a private name; ``sys.path`` is not touched and nothing is written
    beside the file.

    Raises
    ------
    FileError
        When the file cannot be read, does not parse, raises, or declares no derivation.
    """
    path = Path(path)
    module = _execute(path, _read(path))
    values = [d for d in vars(module).values() if isinstance(d, Derivation)]
    found = dict.fromkeys(d for d in values if d.location.file == str(path))
    if not found:
        raise FileError(
            f"{path}: there is no derivation in this file",
            advice='Decorate a function that takes a Proof with @derivation(title="…");\n'
            "`mlekl new NAME` writes a file to start from.",
        )
    return sorted(found, key=lambda d: d.location.line)


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            source = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise FileError(f"{path}: the file cannot be read: {error.strerror}") from None
    if len(source) > MOST_BYTES:
        raise FileError(f"{path}: the file is larger than {MOST_BYTES // 2**20} MiB")
    return source


def _execute(path: Path, source: bytes) -> ModuleType:
    name = f"_mlekl_file_{hashlib.sha256(str(path.resolve()).encode()).hexdigest()[:16]}"
    module = ModuleType(name)
    module.__file__ = str(path)
    if (zero := source.find(0)) >= 0:
        # Versions of Python differ in the error they raise.
        where = Location(str(path), source.count(b"\n", 0, zero) + 1)
        raise FileError("this is not Python: source code string cannot contain null bytes", where)
    try:
        code = compile(source, str(path), "exec", dont_inherit=True)
    except SyntaxError as error:
        where = Location(str(path), error.lineno or 1)
        raise FileError(f"this is not Python: {error.msg}", where) from None
    except (ValueError, RecursionError, MemoryError) as error:
        raise FileError(f"{path}: this is not Python: {explained(error)}") from None
    sys.modules[name] = module
    try:
        exec(code, vars(module))
    except (Exception, SystemExit) as error:
        del sys.modules[name]
        raise FileError.caused_by(error, "the file cannot be loaded", Location(str(path), 1)) from error
    return module
