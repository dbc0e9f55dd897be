"""The figures about the whole library, reading and checking, pages, and fits: each beside its goal."""

from __future__ import annotations

import gc
import resource
import subprocess
import sys
from collections.abc import Sequence
from contextlib import redirect_stdout, suppress
from io import StringIO
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter, process_time
from typing import NamedTuple

from benchmarks.checking import GOAL_GAIN, GOAL_RATE, Read, measured
from benchmarks.curves import write_table
from benchmarks.reading import GOAL as READING_GOAL
from benchmarks.reading import Scores, formulas, scores
from benchmarks.startup import imports
from mlekl_symbolic.cli.app import OBJECTS
from mlekl_symbolic.kernel.__main__ import replay_bytes
from mlekl_symbolic.proof import library, run
from mlekl_symbolic.proof.records import Theorem
from mlekl_symbolic.proof.verdict import PROVED, verdict
from mlekl_symbolic.writers.errors import WriterError
from mlekl_symbolic.writers.formats import formats, write

ROWS = 1_000_000
PROCESSES = 2
RUNS = 3
"""How often the pages are written, of which the median counts."""
EXTRAS = frozenset({"docx"})
"""Formats that another program makes, which is no part of this package: they are timed apart."""
# What getrusage calls the peak begins with that of the process that started this one.
_WATCH = (
    "import runpy, sys; sys.argv[0] = 'mlekl'\n"
    "try: runpy.run_module('mlekl_symbolic.cli', run_name='__main__')\n"
    "finally: print('kB', next(x for x in open('/proc/self/status') if x[:6] == 'VmHWM:').split()[1],"
    " file=sys.stderr)\n"
)
_IMPORTED = (
    "import gc, sys, time; from mlekl_symbolic.cli import app; import mlekl_symbolic.cli.commands.prove\n"
    "from mlekl_symbolic.writers.formats import formats; formats()\n"
)
_PROVED = (
    "from mlekl_symbolic.proof.library import library; from mlekl_symbolic.proof.run import theorem\n"
    "gc.set_threshold(app.OBJECTS); all(map(theorem, library().values()))\n"
)
_TIMED = (
    "begin = time.perf_counter()\n"
    "try: app.main()\n"
    "finally: print('seconds', time.perf_counter() - begin, file=sys.stderr)\n"
)


class Figure(NamedTuple):
    """One figure: what it is of, as measured, its goal, and whether the goal is met."""

    what: str
    measured: str
    goal: str
    met: bool


def at_most(what: str, value: float, goal: float, unit: str) -> Figure:
    """A figure that must not be larger than its goal."""
    return Figure(what, f"{value:.3g} {unit}", f"≤ {goal:g} {unit}", value <= goal)


def at_least(what: str, value: float, goal: float, unit: str) -> Figure:
    """A figure that must not be smaller than its goal."""
    return Figure(what, f"{value:.3g} {unit}", f"≥ {goal:g} {unit}", value >= goal)


def command(*arguments: str) -> tuple[float, float]:
    """Seconds and megabytes of a command in a fresh process, its start included."""
    start = perf_counter()
    ran = subprocess.run(
        [sys.executable, "-c", _WATCH, *arguments], check=True, capture_output=True, text=True
    )
    seconds = perf_counter() - start
    return seconds, float(ran.stderr.split("kB")[-1]) / 1024


def after(before: str, *arguments: str) -> float:
    """Seconds of a command in a fresh process that has done something before: the median of a few."""
    watched = [sys.executable, "-c", before + _TIMED, *arguments]
    runs = (subprocess.run(watched, check=True, capture_output=True, text=True) for _ in range(RUNS))
    return median(float(ran.stderr.split("seconds")[-1]) for ran in runs)


def processor_time() -> float:
    """Seconds of the processor for this process and for the programs that it has run."""
    programs = resource.getrusage(resource.RUSAGE_CHILDREN)
    return process_time() + programs.ru_utime + programs.ru_stime


def proving() -> tuple[list[Figure], list[Theorem]]:
    """The library proved, and its certificates replayed; with the theorems."""
    seconds, _ = command("prove", "--all")
    figures = [at_most("`mlekl prove --all`, cold", seconds, 20, "s")]
    theorems = [run(d) for d in library().values()]
    theorems = [t for t in theorems if verdict(t) == PROVED]
    times = []
    for theorem in theorems:
        certificate = write(theorem, "json")
        start = perf_counter()
        with redirect_stdout(StringIO()):
            code = replay_bytes(theorem.name, certificate)
        times.append(perf_counter() - start)
        assert code == 0, theorem.name
    figures.append(at_most(f"the slowest of {len(times)} certificates replayed", max(times), 1, "s"))
    return figures, theorems


def writing(theorems: Sequence[Theorem]) -> list[Figure]:
    """Everything proved and written by two processes, and what each format and the slowest page take."""
    made = _writable(theorems[0])
    own = [name for name in made if name not in EXTRAS]
    with TemporaryDirectory() as folder:
        asked = ("prove", "--all", "--out", folder, "--workers", str(PROCESSES), "--to")
        written = after(_IMPORTED + _PROVED, *asked, ",".join(own))
        seconds = after(_IMPORTED, *asked, ",".join(own))
        cold, _ = command(*asked, ",".join(own))
        whole = after(_IMPORTED, *asked, ",".join(made))
    gc.freeze()
    gc.set_threshold(OBJECTS)
    by_page: dict[tuple[str, str], float] = {}
    for theorem in theorems:
        for name in made:
            start = processor_time()
            write(theorem, name)
            by_page[theorem.name, name] = processor_time() - start
    slowest = max(by_page, key=by_page.__getitem__)
    shares = (f"{name} {sum(t for (_, n), t in by_page.items() if n == name):.2g} s" for name in made)
    words = f"{len(theorems)} derivations written as {', '.join(own)}, {PROCESSES} processes"
    others = ", ".join(sorted(EXTRAS.intersection(made))) or "nothing else"
    one = "processor time of these pages in one process; what formats share counts for the first"
    return [
        at_most(f"{words}, after import and proof", written, 5, "s"),
        at_most("the same, proved and written, after import", seconds, 5, "s"),
        Figure("the same with the start of Python and all imports", f"{cold:.3g} s", "–", met=True),
        Figure(f"the same with {others}, by other programs, after import", f"{whole:.3g} s", "–", met=True),
        Figure(one, ", ".join(shares), "–", met=True),
        at_most(f"the slowest page ({', '.join(slowest)})", by_page[slowest], 3, "s"),
    ]


def _writable(theorem: Theorem) -> list[str]:
    """The formats that need no program that is not installed."""
    out = []
    for name in formats():
        with suppress(WriterError):
            write(theorem, name)
            out.append(name)
    return out


def site() -> list[Figure]:
    """The gallery: how large its index is, and the largest page of a derivation."""
    with TemporaryDirectory() as folder:
        command("site", "--out", folder)
        sizes = {name: Path(folder, f"{name}.html").stat().st_size / 1000 for name in library()}
        largest = max(sizes, key=sizes.__getitem__)
        return [
            at_most("the index of the gallery", Path(folder, "index.html").stat().st_size / 1000, 300, "kB"),
            at_most(f"the largest page of a derivation ({largest})", sizes[largest], 150, "kB"),
        ]


def reading() -> tuple[list[Figure], list[Scores]]:
    """The formulas with known readings, read by us and by others."""
    found = scores()
    ours, every = found[0], len(formulas())
    return [
        Figure(
            "formulas read rightly", f"{ours.right} of {every}", f"{every} of {every}", ours.right == every
        ),
        Figure("formulas read wrongly without a word", f"{ours.wrong}", "0", ours.wrong == 0),
        at_most("one formula read, median", ours.milliseconds, READING_GOAL, "ms"),
    ], found


def checking() -> tuple[list[Figure], tuple[Read, Read]]:
    """The generated book."""
    one, two = measured()
    return [
        at_least(f"lines of a book of {one.lines} checked, one process", one.rate, GOAL_RATE, "a second"),
        at_least("two processes instead of one", one.seconds / two.seconds, GOAL_GAIN, "times as fast"),
    ], (one, two)


def fitting() -> list[Figure]:
    """A million rows, from the file to the proof."""
    with TemporaryDirectory() as folder:
        table = Path(folder, "pets.csv")
        write_table(table, ROWS)
        seconds, megabytes = command("fit", str(table), "--column", "pet", "--family", "categorical")
    return [
        at_most(f"`mlekl fit` on {ROWS:,} rows, cold", seconds, 3, "s"),
        at_most("its peak memory", megabytes, 300, "MB"),
    ]


def importing() -> list[Figure]:
    """Imports: of the last one, `json` and `fractions` alone take more than its goal."""
    beside = {"import sympy": "`import sympy`", "pass": "an empty program"}
    return [at_most(f"`{i.code}` beside {beside[i.beside]}", i.ratio, i.goal, "times") for i in imports()]


def figures() -> tuple[list[Figure], list[Scores]]:
    """All figures, with what the readers of LaTeX made of the formulas."""
    proved, theorems = proving()
    read, found = reading()
    return [*proved, *writing(theorems), *site(), *read, *checking()[0], *fitting(), *importing()], found
