"""``python -m benchmarks`` measures; ``--write`` also puts the tables where readers find them.

Everything is measured side by side in this one run. The tables go to ``benchmarks/RESULTS.md``, the short one
between the markers in the README, and the page about performance with its pictures to the documentation.
"""

from __future__ import annotations

import argparse
import platform
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

import sympy

from benchmarks.against_sympy import STEPS, Compared, compared
from benchmarks.curves import curves
from benchmarks.fuzz import record
from benchmarks.goals import figures
from benchmarks.performance import figure_table, page, write_page
from benchmarks.scaling import Scaled, scaled_all
from benchmarks.startup import Timed, timings
from benchmarks.sum_laws import Law, laws

ROOT = Path(__file__).resolve().parent.parent
README, RESULTS = ROOT / "README.md", ROOT / "benchmarks" / "RESULTS.md"
BEGIN, END = "<!-- benchmarks:begin -->\n", "<!-- benchmarks:end -->"
RATIO_GOAL = 20
MEMORY_GOAL = 200


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table in Markdown."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines) + "\n"


def seconds(value: float) -> str:
    """A time for readers, to two or three digits."""
    return f"{1000 * value:.3g} ms" if value < 1 else f"{value:.2f} s"


def summary(
    times: Sequence[Timed], steps: Sequence[Compared], claims: Sequence[Law], sizes: Sequence[Scaled]
) -> str:
    """One table with a row for every goal."""
    both = [s for s in steps if s.proved and s.simplified]
    true = [law for law in claims if law.true]
    rows = [[t.name, seconds(t.seconds), f"≤ {seconds(t.goal)}"] for t in times]
    rows.append(
        [
            f"{len(both)} steps that SymPy's `simplify` decides: its time over ours, median",
            f"{median(s.ratio for s in both):.1f}×",
            f"≥ {RATIO_GOAL}×",
        ]
    )
    rows.append(
        [
            f"nine claims about symbolic sums decided (SymPy: {sum(law.theirs for law in claims)})",
            f"{sum(law.ours for law in claims)} of {len(claims)}",
            f"{len(claims)} of {len(claims)}",
        ]
    )
    assert len(true) == len(claims) - 1
    for s in sizes:
        rows.append([f"{s.name} (half of it: {seconds(s.seconds[0])})", seconds(s.seconds[1]), "≤ 1 s"])
    rows.append(["peak memory of these", f"{max(s.memory for s in sizes):.0f} MB", f"≤ {MEMORY_GOAL} MB"])
    return table(("what", "measured", "goal"), rows)


def details(steps: Sequence[Compared], claims: Sequence[Law], sizes: Sequence[Scaled]) -> str:
    """The tables behind the summary."""
    said = {True: "decided", False: "not decided"}
    against = table(
        ("step", "ours", "SymPy", "SymPy / ours"),
        [
            [
                s.name,
                seconds(s.ours) if s.proved else said[s.proved],
                seconds(s.theirs) if s.simplified else said[s.simplified],
                f"{s.ratio:.1f}×",
            ]
            for s in steps
        ],
    )
    judged = table(
        ("claim", "is", "ours", "time", "SymPy `equals`", "SymPy `simplify`"),
        [
            [
                law.name,
                str(law.true).lower(),
                law.verdict,
                seconds(law.seconds),
                law.equals,
                "zero" if law.simplified else "not zero",
            ]
            for law in claims
        ],
    )
    grown = table(
        ("case", "n", "time", "2n", "time", "growth", "growth of the formulas", "peak memory"),
        [
            [
                s.name,
                str(s.sizes[0]),
                seconds(s.seconds[0]),
                str(s.sizes[1]),
                seconds(s.seconds[1]),
                f"{s.growth:.1f}×",
                f"{s.length:.1f}×",
                f"{s.memory:.0f} MB",
            ]
            for s in sizes
        ],
    )
    return "\n".join(
        (
            "## Steps that SymPy's `simplify` decides\n", against,
            "## Nine claims about symbolic sums\n", judged,
            "## Growth\n", grown,
        )
    )  # fmt: skip


def heading() -> str:
    """When and with what."""
    today = datetime.now(UTC).date().isoformat()
    machine = f"Python {platform.python_version()}, SymPy {sympy.__version__}, {platform.machine()}"
    return f"Measured on {today} with {machine}, everything in one run of `python -m benchmarks`.\n"


def main() -> None:
    """Measure, print, and with ``--write`` put the tables in their places."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--write", action="store_true", help="write RESULTS.md and the table of the README")
    write = parser.parse_args().write
    times, claims, sizes = timings(), laws(), scaled_all()
    steps = [compared(*item) for item in STEPS.items()]
    short = summary(times, steps, claims, sizes)
    found, read = figures()
    grown = curves()
    fuzzed = record.table(record.load())
    tables = (short, figure_table(found), details(steps, claims, sizes), fuzzed)
    whole = "\n".join((f"# Benchmarks\n\n{heading()}", *tables))
    print(whole)
    if write:
        RESULTS.write_text(whole, encoding="utf-8")
        text = README.read_text(encoding="utf-8")
        before, rest = text.split(BEGIN)
        _, after = rest.split(END)
        README.write_text(f"{before}{BEGIN}{short}{END}{after}", encoding="utf-8")
        write_page(page(heading(), short, found, read, grown), grown)


if __name__ == "__main__":
    main()
