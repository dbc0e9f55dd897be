"""``python -m benchmarks.shootout``: all tools on all claims; the tables go to benchmarks/SHOOTOUT.md.

Each tool runs in a process of its own. Math-Verify and latex2sympy2_extended need another version of antlr
than latex2sympy2, which our tests use: ``--python`` names an interpreter that has them, and
``sh scripts/shootout`` makes one. Tools that are missing are named as missing.
"""

from __future__ import annotations

import argparse
import json
import platform
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

from benchmarks.shootout.claims import ACCEPTS, ASSUMING, ELSEWHERE, FALSE, NOT_PUT, REJECTS, TRUE, Claim

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "benchmarks" / "SHOOTOUT.md"
OURS = ("ours, terms", "ours, LaTeX")
APART = ROOT / ".venv-shootout" / "bin" / "python"
ELSEWHERE_WORDS = """\
What they do that we do not: SymPy and Maxima know hundreds of functions, find closed forms of sums and
integrals, and solve equations; we only judge a line that is given. Math-Verify compares final answers of
every kind (sets, intervals, units, percentages) and is forgiving on purpose, since it grades answers and not
steps.
"""


@dataclass(slots=True)
class Said:
    """What one tool said: its version, and for each claim its verdict and its time."""

    version: str = ""
    verdicts: dict[str, tuple[str, float]] = field(default_factory=dict)


def _runs(python: str) -> list[tuple[str, list[str], str]]:
    """The programs: of which tool, the command, and what is missing without it."""
    here = [sys.executable, "-m"]
    tools = [
        ("ours", [*here, "benchmarks.shootout.ours"], ""),
        ("SymPy", [*here, "benchmarks.shootout.sympy_tools"], ""),
        ("Math-Verify", [python, "-m", "benchmarks.shootout.text_tools", "math_verify"], "math_verify"),
        (
            "latex2sympy2_extended",
            [python, "-m", "benchmarks.shootout.text_tools", "latex2sympy2_extended"],
            "latex2sympy2_extended",
        ),
    ]
    return [*tools, ("Maxima", [*here, "benchmarks.shootout.maxima_tool"], "maxima")]


def _missing(python: str, module: str) -> bool:
    if module == "maxima":
        return shutil.which("maxima") is None
    asked = [python, "-c", f"import {module}"]
    return bool(module) and subprocess.run(asked, capture_output=True, check=False).returncode != 0


def results(python: str) -> tuple[dict[str, Said], list[str]]:
    """What every tool said, and which tools are missing."""
    found: dict[str, Said] = {}
    missing = []
    for tool, command, needed in _runs(python):
        if _missing(python, needed):
            missing.append(tool)
            continue
        ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
        version = ""
        for row in map(json.loads, ran.stdout.splitlines()):
            if "version" in row:
                version = row["version"]
                continue
            said = found.setdefault(row["tool"], Said(version))
            said.verdicts[row["claim"]] = (row["verdict"], row["seconds"])
        if ran.returncode:
            missing.append(f"{tool} (its program ended with code {ran.returncode}: {ran.stderr[-200:]})")
    return found, missing


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    return "\n".join(f"| {' | '.join(row)} |" for row in (head, ["---"] * len(head), *rows)) + "\n"


def _time(seconds: float) -> str:
    return f"{1000 * seconds:.3g} ms" if seconds < 1 else f"{seconds:.2f} s"


def false_accepts(said: Said) -> list[str]:
    """The false claims that a tool accepts without saying that it assumes something."""
    return [c.name for c in FALSE if said.verdicts.get(c.name, ("", 0))[0] == ACCEPTS]


def _right(claim: Claim, said: Said) -> bool:
    verdict = said.verdicts.get(claim.name, ("", 0.0))[0]
    return verdict in ((ACCEPTS, ASSUMING) if claim.true else (REJECTS,))


def summary(found: Mapping[str, Said]) -> str:
    """One row for each tool."""
    rows = []
    for tool, said in found.items():
        accepted = sum(_right(c, said) for c in TRUE)
        denied = sum(said.verdicts[c.name][0] == REJECTS for c in TRUE)
        rejected = sum(_right(c, said) for c in FALSE)
        assuming = sum(said.verdicts[c.name][0] == ASSUMING for c in FALSE)
        fell = len(false_accepts(said))
        put = [s for v, s in said.verdicts.values() if v != NOT_PUT]
        elsewhere = sum(_right(c, said) for c in ELSEWHERE)
        rows.append(
            [
                tool, said.version, f"{accepted} of {len(TRUE)}", str(denied), f"**{fell}** of {len(FALSE)}",
                str(assuming), str(rejected), f"{elsewhere} of {len(ELSEWHERE)}", _time(median(put)),
            ]
        )  # fmt: skip
    head = (
        "tool", "version", "true accepted", "true denied", "false accepted",
        "accepted under a condition it names", "false rejected", "elsewhere", "median time",
    )  # fmt: skip
    return _table(head, rows)


def detail(claims: Sequence[Claim], found: Mapping[str, Said]) -> str:
    """Every verdict with its time; what is wrong is in bold type."""
    rows = []
    for claim in claims:
        row = [claim.name + (f" ({claim.remark})" if claim.remark else "")]
        for said in found.values():
            verdict, seconds = said.verdicts[claim.name]
            wrong = verdict == (REJECTS if claim.true else ACCEPTS)
            words = f"**{verdict}**" if wrong else verdict
            row.append(words if verdict == NOT_PUT else f"{words}, {_time(seconds)}")
        rows.append(row)
    return _table(("claim", *found), rows)


def better(found: Mapping[str, Said]) -> str:
    """The claims that another tool decides rightly and we do not, in either form."""
    rows = []
    for claim in (*TRUE, *FALSE, *ELSEWHERE):
        if any(_right(claim, found[o]) for o in OURS):
            continue
        others = [t for t, said in found.items() if t not in OURS and _right(claim, said)]
        if others:
            rows.append(f"- {claim.name}: {', '.join(others)}")
    return "\n".join(rows) or "- none of these claims"


def page(found: Mapping[str, Said], missing: Sequence[str]) -> str:
    """The whole page."""
    today = datetime.now(UTC).date().isoformat()
    left_out = f" Not installed here, and so not in the tables: {', '.join(missing)}." if missing else ""
    unsure = "Math-Verify rejects whatever it cannot compare, so that its “rejects” is no refutation."
    return f"""# Shoot-out: true and false claims before five tools

Made by `python -m benchmarks.shootout` on {today} with Python {platform.python_version()}; the claims are in
`benchmarks/shootout/claims.py`, and each tool gets them in its own language.{left_out}

{summary(found)}
A false claim accepted is the worst that can happen; to accept it under a condition that is named is not that.
{unsure} Times are of one run of each claim in one process, Maxima's with its start.

## True claims

{detail(TRUE, found)}
## False claims

{detail(FALSE, found)}
## Elsewhere: true claims of ordinary algebra and calculus

{detail(ELSEWHERE, found)}
## Where others are better

Decided rightly by another tool and by neither of our two ways in:

{better(found)}

{ELSEWHERE_WORDS}"""


def main(arguments: Sequence[str]) -> int:
    """Run all tools, write the page, and return 1 when a false claim was accepted by us."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.shootout", description=__doc__)
    default = str(APART) if APART.exists() else sys.executable
    parser.add_argument("--python", default=default, help="the interpreter that has Math-Verify")
    parser.add_argument("--out", type=Path, default=PAGE, help="where the page goes")
    chosen = parser.parse_args(arguments)
    found, missing = results(chosen.python)
    chosen.out.write_text(page(found, missing), encoding="utf-8")
    print(summary(found))
    fell = [f"{o}: {name}" for o in OURS for name in false_accepts(found[o])]
    print("\n".join(fell) or "No false claim was accepted by us.")
    return 1 if fell else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
