"""What all fuzzing so far has come to: kept as JSON, and printed as a table."""

from __future__ import annotations

import json
import platform
from collections import Counter
from collections.abc import Mapping
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from benchmarks.fuzz.watch import Total

RECORD = Path(__file__).with_name("record.json")
WORDS = {
    "lines": "proof lines put to the kernel",
    "steps": "authors' steps put to the search",
    "latex": "LaTeX, Markdown and notebooks checked",
    "guided": "LaTeX text read, chosen by coverage (atheris)",
    "certificates": "certificates replayed",
    "arguments": "command lines",
}

MENDED = (
    "a file without an end (`/dev/zero`) given to `check`, `verify` or `prove` filled the memory",
    "a file name that is too long, or a folder that vanished meanwhile, ended `check` with a traceback",
    "`certify` ended with a traceback where less memory is allowed than it asks for",
    "pages written to a device, as with `--html /dev/null`, replaced the device",
    "`\\log(0) = 0`, `1/0 = 0` and their like were called proved by `check`, after the conventions of the "
    "kernel; now it says that such a line has no value (E237)",
    "the four crashes of the last hour of command lines: a table whose header is not UTF-8 ended `fit` with "
    "a traceback, and so did `check` a path that is no text and ten thousand million workers",
    "the hang of the last hour of steps: a large number under a logarithm was divided by all up to a million",
)
"""What fuzzing found that was mended since; the figures of command lines were measured after that."""


def _versions() -> str:
    found = [f"Python {platform.python_version()}"]
    for name in ("sympy", "mlekl_symbolic", "atheris"):
        try:
            found.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            found.append(f"{name} not installed")
    return ", ".join(found)


def load(path: Path = RECORD) -> dict[str, Any]:
    """What has been recorded, by kind."""
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    return found


def add(totals: Mapping[str, Total], path: Path = RECORD) -> None:
    """Add runs to the record."""
    kept, today = load(path), datetime.now(UTC).date().isoformat()
    for name, total in totals.items():
        old = kept.get(name, {"counts": {}, "false": 0, "crashes": 0, "hangs": 0, "wall": 0, "cpu": 0})
        kept[name] = {
            "counts": dict(Counter(old["counts"]) + total.counts),
            "false": old["false"] + total.false,
            "crashes": old["crashes"] + total.crashes,
            "hangs": old["hangs"] + total.hangs,
            "wall": round(old["wall"] + total.wall),
            "cpu": round(old["cpu"] + total.cpu),
            "first": old.get("first", today),
            "last": today,
            "versions": _versions(),
        }
    path.write_text(json.dumps(kept, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def table(kept: Mapping[str, Any]) -> str:
    """The record as a section in Markdown."""
    if not kept:
        return ""
    head = (
        "what",
        "tried",
        "false accepted",
        "crashes",
        "hangs",
        "clock",
        "processor",
        "what became of them",
    )
    rows = [head, ("---",) * len(head)]
    for name in (n for n in WORDS if n in kept):
        one = kept[name]
        counts = {k: n for k, n in one["counts"].items() if k != "tried" and n}
        became = ", ".join(f"{word} {n:,}" for word, n in sorted(counts.items(), key=lambda i: -i[1]))
        times = (f"{one['wall'] / 60:.0f} min", f"{one['cpu'] / 60:.0f} min")
        bad = (str(one[k]) for k in ("false", "crashes", "hangs"))
        rows.append((WORDS[name], f"{one['counts'].get('tried', 0):,}", *bad, *times, became))
    dates = sorted({one[end] for one in kept.values() for end in ("first", "last")})
    when = dates[0] if len(dates) == 1 else f"{dates[0]} to {dates[-1]}"
    versions = "; ".join(sorted({one["versions"] for one in kept.values()}))
    mended = "\n".join(f"- {one}" for one in MENDED)
    return (
        f"## Fuzzing\n\n`python -m benchmarks.fuzz all --seconds N --record`, {when}, with {versions}.\n\n"
        + "\n".join(f"| {' | '.join(row)} |" for row in rows)
        + f"\n\nFound on the way and mended:\n\n{mended}\n\nBugs planted in each kind are found by the tests "
        "(`tests/fuzz`). “True in worlds” means decided in small exact worlds and true in all of them.\n"
    )
