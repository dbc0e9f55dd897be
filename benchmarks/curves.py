"""How time grows with steps, terms, nesting, rows of data, documents and processes: numbers and pictures."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import islice
from math import log10
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

from benchmarks.checking import timed, write_book
from benchmarks.scaling import chain, sums, terms
from mlekl_symbolic.pictures.drawing import BLUE, QUIET, drawn, matplotlib
from mlekl_symbolic.pictures.gallery import Picture
from mlekl_symbolic.readers.tables.counting import count

REPEATS = 3
PETS = ("cat", "dog", "bird", "fish", "newt")


@dataclass(frozen=True, slots=True)
class Curve:
    """Times at growing sizes.

    Attributes
    ----------
    name
        The name of its picture.
    title, what
        What is measured, and what grows.
    sizes, seconds
        The sizes, and the shortest of a few times at each.
    """

    name: str
    title: str
    what: str
    sizes: tuple[int, ...]
    seconds: tuple[float, ...]

    @property
    def exponent(self) -> float:
        """The exponent between the last two sizes: 1 is linear, 2 is quadratic."""
        (a, b), (s, t) = self.sizes[-2:], self.seconds[-2:]
        return log10(t / s) / log10(b / a)


def _shortest(work: Callable[[], object]) -> float:
    times = []
    for _ in range(REPEATS):
        start = perf_counter()
        work()
        times.append(perf_counter() - start)
    return min(times)


def _proofs() -> list[Curve]:
    """Steps of a chain, terms of a sum, sums inside each other."""
    made = []
    for name, title, what, work, sizes in (
        ("steps", "A chain of steps, proved", "steps", chain, (125, 250, 500, 1000)),
        ("terms", "A sum reordered, with logarithms", "terms", terms, (5, 10, 20, 40, 80)),
        ("nesting", "Sums inside each other, exchanged", "sums", sums, (2, 3, 4, 5, 6, 7, 8)),
    ):
        work(2)
        made.append(Curve(name, title, what, sizes, tuple(_shortest(partial(work, n)) for n in sizes)))
    return made


def write_table(path: Path, rows: int) -> None:
    """A table with one column of pets and one of numbers."""
    source = Random(0)
    with path.open("w", encoding="utf-8") as file:
        file.write("pet,weight\n")
        file.writelines(f"{source.choice(PETS)},{source.randrange(10_000)}\n" for _ in range(rows))


def data(sizes: Sequence[int] = (1_000, 10_000, 100_000, 1_000_000)) -> Curve:
    """Counting a column, which is all that a fit needs of the data."""
    seconds = []
    with TemporaryDirectory() as name:
        path = Path(name, "pets.csv")
        for n in sizes:
            write_table(path, n)
            count(path, "pet")
            seconds.append(_shortest(lambda: count(path, "pet")))
    return Curve("data", "A column of a CSV file, counted", "rows", tuple(sizes), tuple(seconds))


def documents(sizes: Sequence[int] = (2, 4, 8, 16, 30)) -> Curve:
    """Chapters of a hundred lines, checked by one process."""
    with TemporaryDirectory() as name:
        paths = write_book(Path(name))
        timed(paths[:1], 1)
        seconds = [timed(list(islice(paths, n)), 1).seconds for n in sizes]
    return Curve("documents", "Documents of 100 lines, checked", "documents", tuple(sizes), tuple(seconds))


def workers(chapters: int = 30) -> Curve:
    """The same documents, checked by more processes."""
    sizes = tuple(range(1, max(2, os.cpu_count() or 1) + 1))
    with TemporaryDirectory() as name:
        paths = write_book(Path(name), chapters)
        timed(paths[:1], 1)
        seconds = tuple(timed(paths, n).seconds for n in sizes)
    return Curve("workers", f"{chapters} documents, by several processes", "processes", sizes, seconds)


def curves() -> list[Curve]:
    """All curves."""
    return [*_proofs(), data(), documents(), workers()]


def shown(seconds: float) -> str:
    """A time with two digits."""
    number, unit = (seconds, "s") if seconds >= 1 else (1000 * seconds, "ms")
    return f"{float(f'{number:.2g}'):g} {unit}"


def _thousands(n: int) -> str:
    return f"{n:,}".replace(",", " ")


def _draw(curve: Curve, figure: Any) -> None:
    axes, ticker = figure.add_subplot(), matplotlib("ticker")
    first, start = curve.sizes[0], curve.seconds[0]
    falls = curve.name == "workers"
    linear = [start * (first / n if falls else n / first) for n in curve.sizes]
    axes.plot(curve.sizes, linear, color=QUIET, linestyle=(0, (4, 3)), linewidth=1)
    axes.plot(curve.sizes, curve.seconds, color=BLUE, marker="o", markersize=4)
    if falls:
        axes.set_ylim(0, 1.15 * max(curve.seconds))
        axes.set_xticks(curve.sizes)
    else:
        axes.set_xscale("log")
        axes.set_yscale("log")
        axes.set_xticks(curve.sizes, [_thousands(n) for n in curve.sizes])
        wide = max(*linear, *curve.seconds) > 100 * start
        axes.yaxis.set_major_locator(ticker.LogLocator(subs=(1,) if wide else (1, 2, 5)))
    axes.yaxis.set_major_formatter(ticker.FuncFormatter(lambda value, _: shown(value) if value else "0"))
    axes.minorticks_off()
    axes.set_xlabel(curve.what)
    axes.set_title(curve.title, loc="left")
    for n, t in ((curve.sizes[0], start), (curve.sizes[-1], curve.seconds[-1])):
        axes.annotate(
            shown(t), (n, t), xytext=(0, 7), textcoords="offset points", ha="center", color=BLUE, fontsize=10
        )
    axes.margins(x=0.12, y=0.2)


def picture(curve: Curve) -> bytes:
    """The curve as SVG, with the dashed line that a linear one would follow."""
    points = ", ".join(
        f"{_thousands(n)}: {shown(t)}" for n, t in zip(curve.sizes, curve.seconds, strict=True)
    )
    made = Picture(
        name=f"growth_{curve.name}",
        title=curve.title,
        shows=(),
        example="",
        alt=f"Seconds against {curve.what}: {points}. The dashed line is exactly proportional.",
        size=(4.6, 3.1),
        draw=partial(_draw, curve),
    )
    return drawn(made, "svg")
