"""Running the program as others do: in a process of its own."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path

MLEKL = [sys.executable, "-m", "mlekl_symbolic.cli"]
FEW = ("boole_inequality", "cross_entropy", "likelihood_of_iid", "markov", "nonempty_alphabet", "seed_gap")


def ran(
    *arguments: str, cwd: Path, program: str = "", **environment: str
) -> subprocess.CompletedProcess[bytes]:
    """`mlekl` with these arguments; ``program`` is Python that runs before it in the same process."""
    return subprocess.run(
        command(*arguments, program=program), cwd=cwd, capture_output=True, check=False, timeout=120,
        env={**os.environ, **environment}, stdin=subprocess.DEVNULL,
    )  # fmt: skip


def command(*arguments: str, program: str = "") -> list[str]:
    """The words of the command."""
    if not program:
        return [*MLEKL, *arguments]
    start = (
        "\nimport sys\nfrom mlekl_symbolic.cli.app import main\nsys.argv = ['mlekl', *sys.argv[1:]]\nmain()"
    )
    return [sys.executable, "-c", program + start, *arguments]


def started(*arguments: str, cwd: Path, **environment: str) -> subprocess.Popen[bytes]:
    """The same in a group of processes of its own, while it runs."""
    return subprocess.Popen(
        command(*arguments), cwd=cwd, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        stdin=subprocess.DEVNULL, start_new_session=True, env={**os.environ, **environment},
        preexec_fn=_hears_interrupts,
    )  # fmt: skip


def _hears_interrupts() -> None:
    # What a shell starts in the background ignores interrupts, and so would all that it starts.
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def when(happened: Callable[[], bool], running: subprocess.Popen[bytes], seconds: float = 60) -> None:
    """Wait until something has happened or the process has ended."""
    end = time.monotonic() + seconds
    while not happened() and running.poll() is None and time.monotonic() < end:
        time.sleep(0.005)


def ended(running: subprocess.Popen[bytes], how: signal.Signals) -> tuple[int, bytes, bytes]:
    """Send a signal to the whole group, and the code and the words of the process."""
    if running.poll() is None:
        os.killpg(running.pid, how)
    out, err = running.communicate(timeout=60)
    return running.returncode, out, err


def files(folder: Path) -> Mapping[str, bytes]:
    """What is in a folder, without hidden pieces of files that were never finished: ``.….part``."""
    whole = [p for p in folder.glob("*") if not (p.name[0] == "." and p.name.endswith(".part"))]
    return {p.name: p.read_bytes() for p in whole}
