"""Watching the process that tries cases: what hangs or takes it down is saved, and it is started again."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic, sleep, time

from benchmarks.fuzz.worker import CASE, READY, TALLY, save

ROOT = Path(__file__).resolve().parents[2]
POLL = 0.2
SLOWER = 20
"""How many times more of a clock's seconds than of the processor's a case may take."""
PREPARING = 900
"""Seconds of a clock that a process may take before its first case."""


@dataclass(slots=True)
class Total:
    """What a run of one kind came to.

    Attributes
    ----------
    counts
        How much was tried, and what became of it.
    false, crashes, hangs
        How many cases failed, by how.
    wall, cpu
        Seconds of the clock and of the processor, preparation left out.
    saved
        Where cases that hung, or ended the process, are saved.
    """

    counts: Counter[str] = field(default_factory=Counter)
    false: int = 0
    crashes: int = 0
    hangs: int = 0
    wall: float = 0.0
    cpu: float = 0.0
    saved: list[Path] = field(default_factory=list)

    @property
    def failures(self) -> int:
        """How many cases failed."""
        return self.false + self.crashes + self.hangs

    def add(self, report: Path) -> None:
        """Take up the report of a process that has ended."""
        with suppress(OSError, ValueError):
            found = json.loads(report.read_text(encoding="utf-8"))
            self.counts.update(found["counts"])
            self.false += found["false"]
            self.crashes += found["crashes"]
            self.cpu += found["cpu"]


def _cpu(pid: int) -> float | None:
    """Seconds of the processor that a process and its children have taken, where the system says so."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text("ascii", "replace").rpartition(")")[2].split()
    except OSError:
        return None
    return sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")


def _end(process: subprocess.Popen[bytes]) -> None:
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _watched(process: subprocess.Popen[bytes], folder: Path, limit: float) -> str:
    """Wait for a process; what is wrong with how it ended, or nothing."""
    case, last, began, used = folder / CASE, -1, monotonic(), 0.0
    while process.poll() is None:
        sleep(POLL)
        ready = (folder / READY).exists()
        with suppress(OSError):
            stamp = case.stat().st_mtime_ns
            if stamp != last:
                last, began, used = stamp, monotonic(), _cpu(process.pid) or 0.0
        spent = (_cpu(process.pid) or 0.0) - used
        if ready and (spent > limit or monotonic() - began > SLOWER * limit):
            _end(process)
            return f"hangs: {spent:.0f} s of the processor, {monotonic() - began:.0f} s of the clock"
        if not ready and monotonic() - began > PREPARING:
            _end(process)
            raise RuntimeError("the process is not ready")
    return f"the process ended with code {process.returncode}" if process.returncode else ""


def run(
    name: str, *, seconds: float, limit: float, seed: int, failures: Path, derivations: Sequence[str] = ()
) -> Total:
    """Fuzz one kind for so many seconds of the clock.

    Parameters
    ----------
    name
        The kind.
    seconds
        How long.
    limit
        How many seconds of the processor one case may take.
    seed
        Fixes what is tried.
    failures
        The folder for cases that fail.
    derivations
        Which derivations to start from; all when none is named.

    Raises
    ------
    RuntimeError
        When the process ends before its first case.
    """
    total = Total()
    while total.wall < seconds:
        with TemporaryDirectory() as place:
            folder = Path(place)
            command = (
                sys.executable, "-m", "benchmarks.fuzz.worker", name, "--seed", str(seed), "--seconds",
                str(seconds - total.wall), "--folder", place, "--failures", str(failures), "--derivations",
                *derivations,
            )  # fmt: skip
            with (folder / "said").open("wb") as said:
                process = subprocess.Popen(
                    command,
                    stdout=said,
                    stderr=said,
                    stdin=subprocess.DEVNULL,
                    cwd=ROOT,
                    start_new_session=True,
                )
                try:
                    wrong = _watched(process, folder, limit)
                finally:
                    _end(process)
            if not (folder / READY).exists():
                raise RuntimeError((folder / "said").read_text("utf-8", "replace")[-2000:])
            total.wall += time() - (folder / READY).stat().st_mtime
            total.add(folder / TALLY)
            if wrong:
                case = (folder / CASE).read_bytes() if (folder / CASE).exists() else b""
                hung = wrong.startswith("hangs")
                total.hangs += hung
                total.crashes += not hung
                words = wrong + "\n" + (folder / "said").read_text("utf-8", "replace")[-2000:]
                total.saved.append(save(failures, name, "hang" if hung else "crash", case, words))
                seed += 1_000_000
    return total
