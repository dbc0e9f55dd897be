"""What ``mlekl check`` works with: which files, how far each verdict counts, where the words go."""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, field, replace
from functools import cache
from glob import glob, has_magic
from importlib import import_module
from os.path import exists, isdir, isfile
from pathlib import Path
from typing import TypeVar

from mlekl_symbolic.checks.many import Task, check_tasks
from mlekl_symbolic.checks.notations import notation_above, notation_of
from mlekl_symbolic.checks.one import STANDARD_INPUT, check_bytes
from mlekl_symbolic.checks.options import Options
from mlekl_symbolic.checks.records import DocumentRecord
from mlekl_symbolic.checks.results import Results
from mlekl_symbolic.checks.selection import Selection
from mlekl_symbolic.cli.exits import BAD_INPUT, GAPS, PROVED, REFUTED, UNPROVED, BadInput
from mlekl_symbolic.readers.latex.diagnostics import ReadError
from mlekl_symbolic.readers.latex.notation import Notation
from mlekl_symbolic.readers.latex.source import LARGEST_FILE

Said = TypeVar("Said")
SUFFIXES = frozenset({".tex", ".ltx", ".md", ".qmd", ".rmd", ".markdown", ".ipynb"})
DASK = "dask://"
_READ = ("V501", "V502", "V503", "V504", "V506")
_NO_TEXT = frozenset({"E219", "E304", "E305"})
"""What no selection hides when nothing else was read: the document is not there, or is no text."""
_UNCOUNTED = ("E220",)
"""What is reported and does not make a document one that is not proved."""


def documents(targets: Sequence[str]) -> list[str]:
    """The files that files, folders and patterns mean, each once and in order.

    Raises
    ------
    BadInput
        When a pattern or a folder means nothing.
    """
    found: dict[str, None] = {}
    for target in targets:
        found.update(dict.fromkeys(_meant(target)))
    return list(found)


def _meant(target: str) -> list[str]:
    # These functions are false for a name that no file can have, where the methods of a path raise.
    if isdir(target):
        made = sorted(str(p) for p in _inside(Path(target)))
        if not made:
            raise BadInput(f"{target}: there is no document in this folder; documents end in {_endings()}")
        return made
    if has_magic(target) and not exists(target):
        made = sorted(p for p in glob(target, recursive=True) if isfile(p))
        if not made:
            raise BadInput(f"{target}: no file matches")
        return made
    return [target]


def _inside(folder: Path) -> Iterator[Path]:
    # Folders that may not be read, or go away meanwhile, are passed over.
    for place, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for path in (Path(place, name) for name in names if not name.startswith(".")):
            if path.suffix.lower() in SUFFIXES and isfile(path):
                yield path


def _endings() -> str:
    return ", ".join(sorted(SUFFIXES))


@dataclass(slots=True)
class Tally:
    """How often each code was found, and what that means for the exit code."""

    chosen: Selection
    counts: Counter[str] = field(default_factory=Counter)

    def add(self, counts: Mapping[str, int]) -> None:
        """Count one document."""
        self.counts.update(counts)

    @property
    def code(self) -> int:
        """0 proved, 1 refuted, 2 undecided or not read, 3 proved assuming, 4 when nothing could be read."""
        found = {c for c, n in self.counts.items() if n and c not in _UNCOUNTED}
        counted = {c for c in found if self.chosen.wants(c)}
        unread = any(c.startswith(("E2", "E3")) or c == "V505" for c in counted) or found & _NO_TEXT
        if unread and not found.intersection(_READ):
            return BAD_INPUT
        if "V503" in counted:
            return REFUTED
        if any(c in ("V504", "V505") or c.startswith("E") for c in counted):
            return UNPROVED
        return GAPS if any(c == "V502" or c.startswith("W") for c in counted) else PROVED


@dataclass(frozen=True, slots=True)
class Request:
    """What is checked, and how.

    Attributes
    ----------
    paths
        The files; standard input when one of them is ``-``.
    options
        What holds for all of them.
    notation
        What the command line says of the notation: a file or a preset; nothing for each ``mlekl.toml``.
    executor
        What runs the work; None for processes of this machine.
    workers
        How many processes.
    """

    paths: tuple[str, ...]
    options: Options
    notation: str
    executor: Executor | None
    workers: int

    def tasks(self) -> Iterator[Task]:
        """Each file with its options.

        Raises
        ------
        BadInput
            When a notation cannot be used.
        """
        above = cache(notation_above)
        said = _understood(notation_of, self.notation) if self.notation else None
        for path in self.paths:
            found = said or _understood(above, Path(path).parent)
            yield path, replace(self.options, notation=found)


def _understood(make: Callable[[Said], Notation], said: Said) -> Notation:
    try:
        return make(said)
    except ReadError as error:
        raise BadInput(f"notation: {error}") from None
    except OSError as error:
        raise BadInput(f"notation: {said} cannot be opened: {error.strerror}") from None


def records(request: Request, tally: Tally, kept: Results | None) -> Iterator[DocumentRecord]:
    """The results on all files; those kept from an earlier run are only counted."""
    tasks = list(request.tasks())
    fresh: list[Task] = []
    for path, options in tasks:
        before = kept.counts(path, options) if kept is not None else None
        if before is None:
            fresh.append((path, options))
        else:
            tally.add(before)
    piped = [t for t in fresh if t[0] == "-"]
    files = [t for t in fresh if t[0] != "-"]
    workers = 1 if len(files) < 2 else request.workers
    yield from map(_standard_input, piped)
    yield from check_tasks(files, executor=request.executor, workers=workers)


def _standard_input(task: Task) -> DocumentRecord:
    return check_bytes(STANDARD_INPUT, sys.stdin.buffer.read(LARGEST_FILE + 1), task[1])


def executor_of(address: str) -> Executor | None:
    """The executor that an address names: ``dask://HOST:PORT``, or nothing for none.

    Raises
    ------
    BadInput
        When there is no such kind of executor, or it cannot be reached.
    """
    if not address:
        return None
    if not address.startswith(DASK):
        raise BadInput(f"{address}: an executor is named as {DASK}HOST:PORT")
    try:
        distributed = import_module("distributed")
    except ImportError:
        raise BadInput("Dask is not installed: pip install '.[dask]' in a copy of the project") from None
    try:
        client = distributed.Client(f"tcp://{address.removeprefix(DASK)}", timeout="10s")
    except (OSError, ValueError, TimeoutError) as error:
        raise BadInput(f"{address}: the scheduler cannot be reached: {error}") from None
    made: Executor = client.get_executor(pure=False)
    return made


def counted(items: Iterable[DocumentRecord], tally: Tally) -> Iterator[DocumentRecord]:
    """The results, each counted when it comes."""
    for record in items:
        tally.add(record.counts)
        yield record
