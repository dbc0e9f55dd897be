"""The committed files of ``output/``: makes them again, or checks that they are what the code makes.

python scripts/outputs.py            write output/
python scripts/outputs.py --check    compare output/ with fresh files, and replay its certificates
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
OUTPUT = ROOT / "output"
FORMATS = ("tex", "txt", "json")


def make(folder: Path) -> int:
    """Prove every derivation and write the committed formats into ``folder``."""
    command = [sys.executable, "-m", "mlekl_symbolic.cli", "prove", "--all"]
    return subprocess.run([*command, "--to", ",".join(FORMATS), "--out", str(folder)], cwd=ROOT).returncode


def committed(folder: Path) -> dict[str, bytes]:
    """The files of the committed formats in ``folder``, by name."""
    return {p.name: p.read_bytes() for f in FORMATS for p in sorted(folder.glob(f"*.{f}"))}


def stale() -> list[str]:
    """What is wrong with ``output/``, one line for each file."""
    with tempfile.TemporaryDirectory() as folder:
        if make(Path(folder)):
            return ["not every derivation is proved"]
        fresh, old = committed(Path(folder)), committed(OUTPUT)
    missing = [f"output/{n} is missing" for n in fresh if n not in old]
    extra = [f"output/{n} belongs to no derivation" for n in old if n not in fresh]
    return missing + extra + [f"output/{n} is stale" for n in fresh if n in old and fresh[n] != old[n]]


def replay() -> int:
    """Check every certificate of ``output/`` with the kernel alone."""
    certificates = sorted(map(str, OUTPUT.glob("*.json")))
    return subprocess.run([sys.executable, "-m", "mlekl_symbolic.kernel", *certificates], cwd=ROOT).returncode


def main(arguments: list[str]) -> int:
    """Run as a script."""
    if arguments != ["--check"]:
        OUTPUT.mkdir(exist_ok=True)
        return make(OUTPUT)
    faults = stale()
    if faults:
        print(*faults, "Run `sh scripts/output` and commit what it writes.", sep="\n", file=sys.stderr)
    return replay() or bool(faults)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
