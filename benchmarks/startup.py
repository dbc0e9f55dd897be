"""How long the main theorem takes, proved, replayed and on the page, and how long imports take."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import NamedTuple

from mlekl_symbolic.proof import library, run
from mlekl_symbolic.proof.outcome import Proved

NAME = "mle_as_kl"
REPEATS = 5
STARTS = 15


class Timed(NamedTuple):
    """Something with a time: what, its goal in seconds, and the median of its times in seconds."""

    name: str
    goal: float
    seconds: float


def proving() -> float:
    """Seconds to prove the main theorem in a process that has proved something before."""
    derivation = library()[NAME]
    times = []
    for _ in range(REPEATS):
        start = perf_counter()
        theorem = run(derivation)
        times.append(perf_counter() - start)
        assert isinstance(theorem.outcome, Proved)
    return median(times)


def cold(*arguments: str) -> float:
    """Seconds that a fresh Python takes for ``python -m arguments``, its own start included."""
    times = []
    for _ in range(REPEATS):
        start = perf_counter()
        subprocess.run([sys.executable, "-m", *arguments], check=True, capture_output=True)
        times.append(perf_counter() - start)
    return median(times)


class Import(NamedTuple):
    """An import, what it is compared with, how many times as long it takes, and its goal."""

    code: str
    beside: str
    ratio: float
    goal: float


def _processor_seconds(code: str, folder: str) -> float:
    """Processor seconds of a fresh Python that runs ``code``; its bytecode is kept in a folder."""
    kept = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-c", code], check=True, env={**kept, "PYTHONPYCACHEPREFIX": folder})
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def imports() -> list[Import]:
    """Imports beside what they are measured by, both in turn so that other work on the machine is shared."""
    pairs = [
        ("import mlekl_symbolic", "import sympy", 1.15),
        ("from mlekl_symbolic import *", "import sympy", 1.15),
        ("import mlekl_symbolic.kernel", "pass", 1.5),
        ("import mlekl_symbolic.kernel.__main__", "pass", 1.5),
    ]
    codes = dict.fromkeys(code for *both, _ in pairs for code in both)
    with TemporaryDirectory() as folder:
        for code in codes:
            _processor_seconds(code, folder)
        runs = [{code: _processor_seconds(code, folder) for code in codes} for _ in range(STARTS)]
    times = {code: median(run[code] for run in runs) for code in codes}
    return [Import(code, beside, times[code] / times[beside], goal) for code, beside, goal in pairs]


def timings() -> list[Timed]:
    """The three times and their goals."""
    with TemporaryDirectory() as folder:
        prove = ("mlekl_symbolic.cli", "prove", NAME, "--out", folder, "--to")
        subprocess.run([sys.executable, "-m", *prove, "json"], check=True, capture_output=True)
        certificate = next(Path(folder).glob("*.json"))
        return [
            Timed(f"`{NAME}` proved, after import", 0.060, proving()),
            Timed(
                "its certificate replayed by the kernel alone, cold",
                0.150,
                cold("mlekl_symbolic.kernel", str(certificate)),
            ),
            Timed(f"`mlekl prove {NAME} --to pdf`, cold", 1.0, cold(*prove, "pdf")),
        ]
