"""The process that tries cases; another one watches it, and ends it when a case hangs."""

from __future__ import annotations

import argparse
import json
import os
import resource
import sys
import traceback
from collections import Counter
from dataclasses import dataclass, field
from hashlib import sha256
from importlib import import_module
from itertools import count
from pathlib import Path
from random import Random
from time import monotonic, process_time
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from benchmarks.fuzz.judged import Kind

CASE, TALLY, READY = "case", "tally.json", "ready"
MEMORY = 3 * 2**30
EVERY = 0.5
"""Seconds between two reports."""


def save(folder: Path, name: str, what: str, case: bytes, why: str) -> Path:
    """Save a case that failed, with the reason beside it."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name.rpartition(':')[2]}-{what}-{sha256(case).hexdigest()[:12]}.case"
    path.write_bytes(case)
    path.with_suffix(".txt").write_text(why, encoding="utf-8", errors="backslashreplace")
    return path


@dataclass(slots=True)
class Session:
    """Cases of one kind, tried one after the other, with a report now and then.

    Attributes
    ----------
    name, kind
        What is tried.
    folder
        Where the case at hand and the report are put for the process that watches.
    failures
        Where cases that fail are saved.
    """

    name: str
    kind: Kind
    folder: Path
    failures: Path
    counts: Counter[str] = field(default_factory=Counter)
    false: int = 0
    crashes: int = 0
    began: float = field(default_factory=process_time)
    reported: float = 0.0

    def attempt(self, case: bytes) -> None:
        """Try one case."""
        (self.folder / CASE).write_bytes(case)
        try:
            found = self.kind.judge(case)
        except Exception as error:
            self.crashes += 1
            save(self.failures, self.name, "crash", case, "".join(traceback.format_exception(error)))
        else:
            self.counts.update(found.counts)
            self.false += len(found.false)
            self.crashes += len(found.crashed)
            if found.false or found.crashed:
                what = "false" if found.false else "crash"
                save(self.failures, self.name, what, case, "\n".join((*found.false, *found.crashed)))
        if monotonic() - self.reported > EVERY:
            self.report()

    def report(self) -> None:
        """Write down what has been tried so far, whole or not at all."""
        self.reported = monotonic()
        made: dict[str, Any] = {
            "counts": self.counts, "false": self.false, "crashes": self.crashes,
            "cpu": process_time() - self.began,
        }  # fmt: skip
        draft = self.folder / "draft"
        draft.write_text(json.dumps(made), encoding="utf-8")
        os.replace(draft, self.folder / TALLY)


def prepared(name: str, derivations: tuple[str, ...], folder: Path, failures: Path) -> Session:
    """A session with everything loaded that its kind needs."""
    if ":" in name:  # a kind of somebody else's, by its module and its name there
        module, _, attribute = name.partition(":")
        kind: Kind = getattr(import_module(module), attribute)()
    else:
        kind = import_module("benchmarks.fuzz.kinds").kind(name, derivations)
    # Whatever is made once is made now, so that no case is charged for it.
    kind.judge(kind.draw(Random(0)))
    (folder / READY).touch()
    return Session(name, kind, folder, failures)


def main(arguments: list[str]) -> None:
    """Try cases for some time."""
    parser = argparse.ArgumentParser()
    parser.add_argument("kind")
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("--seconds", type=float, required=True)
    parser.add_argument("--folder", type=Path, required=True)
    parser.add_argument("--failures", type=Path, required=True)
    parser.add_argument("--derivations", nargs="*", default=())
    given = parser.parse_args(arguments)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    if given.kind == "guided":
        import_module("benchmarks.fuzz.guided").run(given.seed, given.seconds, given.folder, given.failures)
        return
    session = prepared(given.kind, tuple(given.derivations), given.folder, given.failures)
    end = monotonic() + given.seconds
    for n in count():
        if monotonic() > end:
            break
        session.attempt(session.kind.draw(Random(f"{given.seed}:{n}")))
    session.report()


if __name__ == "__main__":
    main(sys.argv[1:])
