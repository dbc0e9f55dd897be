"""SymPy's second opinions on the standard derivations, for the pages: `mlekl_symbolic/oracle/opinions.json`.

python scripts/opinions.py           ask anew where a derivation has changed
python scripts/opinions.py --all     ask anew about everything, which takes minutes
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from mlekl_symbolic import oracle
from mlekl_symbolic.oracle.kept import FILE, entry, fingerprint
from mlekl_symbolic.proof import library
from mlekl_symbolic.proof.run import theorem

TARGET = Path(oracle.__path__[0]) / FILE


def main(arguments: list[str]) -> None:
    """Run as a script."""
    old = {} if "--all" in arguments or not TARGET.exists() else json.loads(TARGET.read_text("utf-8"))
    lines = []
    for name, derivation in sorted(library().items()):
        found = theorem(derivation)
        new = old.get(name)
        if new is None or new["fingerprint"] != fingerprint(found):
            print(name, file=sys.stderr)
            new = entry(found, oracle.second_opinion(found))
        lines.append(f"{json.dumps(name)}: {json.dumps(new, ensure_ascii=False)}")
    TARGET.write_text("{\n" + ",\n".join(lines) + "\n}\n", "utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
