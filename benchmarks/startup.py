"""How long the main theorem takes: proved, replayed from its certificate, and on the page."""

from __future__ import annotations

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
