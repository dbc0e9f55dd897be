"""Look for what is false and accepted, crashes, or hangs: ``python -m benchmarks.fuzz all --seconds 60``.

Six kinds of input. ``lines``: proof lines of derivations, changed, and others made up, put to the kernel.
``steps``: authors' steps, changed, put to the search. ``latex``: equations whose meaning is known and real
documents with changes, checked. ``guided``: text that is only read, chosen by atheris by what of the reader
it reaches; left out where atheris is not installed. ``certificates``: changed certificates, replayed.
``arguments``: command lines among odd files. What is accepted must hold in small worlds, or be what it was.

Each case has limits of time and memory. Cases that fail are saved with the reason beside them, and
``--replay FILE`` tries one again. The exit code is 1 when any failed.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from benchmarks.fuzz import record
from benchmarks.fuzz.guided import installed
from benchmarks.fuzz.kinds import NAMES, kind
from benchmarks.fuzz.watch import Total, run
from tests.fuzz.engine import FEW

FAILURES = Path(__file__).resolve().parents[2] / "fuzz-failures"


def _said(name: str, total: Total) -> str:
    tried = total.counts["tried"]
    rest = ", ".join(f"{word} {n}" for word, n in sorted(total.counts.items()) if word != "tried" and n)
    times = f"{total.wall:.0f} s, {total.cpu:.0f} s of the processor"
    bad = f"FALSE {total.false}, crashes {total.crashes}, hangs {total.hangs}"
    return f"{name}: tried {tried} {kind(name).unit} in {times}: {bad}\n  {rest}"


def _replayed(path: Path) -> int:
    found = kind(path.name.split("-")[0]).judge(path.read_bytes())
    print(dict(found.counts))
    print("\n".join((*found.false, *found.crashed)))
    return 1 if found.false or found.crashed else 0


def main(arguments: list[str]) -> int:
    """Fuzz the kinds named, one after the other, and return the exit code."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.fuzz",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("kinds", nargs="*", help=f"all, or some of: {', '.join(NAMES)}")
    parser.add_argument("--seconds", type=float, default=60, help="how long each kind is tried")
    parser.add_argument("--seed", type=int, default=0, help="fixes what is tried")
    parser.add_argument("--few", action="store_true", help="start from six derivations, not from all")
    parser.add_argument("--failures", type=Path, default=FAILURES, help="where cases that fail are saved")
    parser.add_argument(
        "--record", action="store_true", help="add the figures to benchmarks/fuzz/record.json"
    )
    parser.add_argument("--show", action="store_true", help="print why the cases failed")
    parser.add_argument("--replay", type=Path, metavar="FILE", help="try a saved case again")
    chosen = parser.parse_args(arguments)
    if chosen.replay:
        return _replayed(chosen.replay)
    names = NAMES if not chosen.kinds or "all" in chosen.kinds else tuple(chosen.kinds)
    bad, derivations = 0, FEW if chosen.few else ()
    for name in names:
        limit = kind(name).seconds
        if name == "guided" and not installed():
            print("guided: left out, for atheris is not installed (pip install '.[fuzz]')")
            continue
        total = run(
            name,
            seconds=chosen.seconds,
            limit=limit,
            seed=chosen.seed,
            failures=chosen.failures.absolute(),
            derivations=derivations,
        )
        print(_said(name, total), flush=True)
        bad += total.failures
        if chosen.record:
            record.add({name: total})
    if bad:
        print(f"Cases that failed are in {chosen.failures}.")
    if bad and chosen.show:
        for reason in sorted(chosen.failures.glob("*.txt")):
            print(f"{reason.stem}: {reason.read_text(encoding='utf-8')[:1000]}")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
