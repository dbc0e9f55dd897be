"""The page about performance in the documentation: figures of one run, and growth curves as pictures."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from benchmarks.curves import Curve, picture, shown
from benchmarks.goals import Figure
from benchmarks.reading import Scores
from benchmarks.reading import table as reading_table

DOCS = Path(__file__).resolve().parents[1] / "docs"
PAGE, PICTURES = DOCS / "performance.md", DOCS / "_static"
FALLS = "workers"


def figure_table(found: Sequence[Figure]) -> str:
    """All figures with their goals; those that miss theirs are marked."""
    rows = ["| what | measured | goal |", "| --- | --- | --- |"]
    for one in found:
        marked = one.measured if one.met else f"**{one.measured}** (missed)"
        rows.append(f"| {one.what} | {marked} | {one.goal} |")
    return "\n".join(rows) + "\n"


def curve_words(curve: Curve) -> str:
    """What a curve says, in a sentence."""
    last, seconds = f"{curve.sizes[-1]:,}", shown(curve.seconds[-1])
    if curve.name == FALLS:
        gain = curve.seconds[0] / curve.seconds[-1]
        return f"{last} processes are {gain:.2f} times as fast as one."
    return (
        f"{last} {curve.what} take {seconds}; from {curve.sizes[-2]:,} on, time grows as the size to the "
        f"power {curve.exponent:.2f}."
    )


def page(
    heading: str, short: str, found: Sequence[Figure], read: list[Scores], curves: Sequence[Curve]
) -> str:
    """The whole page."""
    parts = [
        "# How fast it is\n",
        f"{heading}\nBold figures miss their goal. Goals are those the project set itself before it was "
        "written; times are of the clock, on a machine that did nothing else.\n",
        "## Proving\n",
        short,
        "## The library, reading, pages, data\n",
        figure_table(found),
        "## How time grows\n",
        "Both axes are logarithmic, but for processes; the dashed line is exactly proportional to the size. "
        "Each point is the shortest of three runs, for documents of one. They are runs of their own, so that "
        "a time here differs from that of the same size in the tables.\n",
    ]
    for curve in curves:
        points = ", ".join(f"{n:,}: {shown(t)}" for n, t in zip(curve.sizes, curve.seconds, strict=True))
        parts.append(
            f"### {curve.title}\n\n```{{image}} _static/growth-{curve.name}.svg\n"
            f":alt: Seconds against {curve.what}: {points}\n:width: 460px\n```\n\n{curve_words(curve)}\n"
        )
    parts += ["## Readers of LaTeX\n", reading_table(read) + "\n"]
    parts.append(
        "`sh scripts/bench --write` measures again and writes this page, `benchmarks/RESULTS.md` and the "
        "table in the README.\n"
    )
    return "\n".join(parts)


def write_page(text: str, curves: Sequence[Curve]) -> None:
    """Write the page and its pictures."""
    PAGE.write_text(text, encoding="utf-8")
    for curve in curves:
        (PICTURES / f"growth-{curve.name}.svg").write_bytes(picture(curve))
