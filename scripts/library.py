"""The rules as the checker knows them: ``python scripts/library.py`` writes kernel/library.json again.

With ``--check`` nothing is written and the exit code is 1 when the file is not what the rules say.
"""

from __future__ import annotations

import sys
from pathlib import Path

from mlekl_symbolic.kernel.__main__ import LIBRARY as FILE
from mlekl_symbolic.kernel.writing import write_library
from mlekl_symbolic.rules.rulebook import theory

LIBRARY = Path(FILE)


def library() -> str:
    """The text of the file."""
    known = theory()
    return write_library(known.axioms.values(), known.definitions.values())


def stale(path: Path) -> bool:
    """Whether the file is not what the rules say."""
    return not path.exists() or path.read_text(encoding="utf-8") != library()


def main(arguments: list[str]) -> int:
    """Write the file, or compare it."""
    if arguments not in ([], ["--check"]):
        print("usage: python scripts/library.py [--check]", file=sys.stderr)
        return 2
    if arguments:
        if stale(LIBRARY):
            print(f"{LIBRARY} is stale: run python scripts/library.py", file=sys.stderr)
            return 1
        return 0
    LIBRARY.write_text(library(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
