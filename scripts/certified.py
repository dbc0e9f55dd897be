"""What Coq re-checks of the standard derivations, for the pages: `mlekl_symbolic/writers/coq/certified.json`.

python scripts/certified.py           ask Coq where what it is given has changed
python scripts/certified.py --all     ask Coq about everything, which takes minutes

Coq must be installed. A derivation that Coq refuses gets no entry, and the exit code is 1.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from mlekl_symbolic.cli.commands.certify import batches, checked
from mlekl_symbolic.proof import library
from mlekl_symbolic.proof.run import theorem
from mlekl_symbolic.writers import coq as exporter
from mlekl_symbolic.writers.coq import CoqFile, coq_file, example_in_words
from mlekl_symbolic.writers.coq.kept import FILE, entry, file_fingerprint
from mlekl_symbolic.writers.coq.program import Coq, find_coq

TARGET = Path(exporter.__path__[0]) / FILE


def main(arguments: list[str]) -> int:
    """Run as a script."""
    coq = find_coq()
    old = {} if "--all" in arguments or not TARGET.exists() else json.loads(TARGET.read_text("utf-8"))
    proved = {name: theorem(derivation) for name, derivation in sorted(library().items())}
    made = {
        name: coq_file(t.certificate, example_in_words(t))
        for name, t in proved.items()
        if t.certificate is not None
    }
    accepted = {name for name, file in made.items() if _same(old.get(name, {}), file, coq)}
    for batch in batches([(name, file) for name, file in made.items() if name not in accepted]):
        for name, _, error in checked(batch, coq) if batch else ():
            print(f"{name}: {error or 'accepted'}", file=sys.stderr)
            accepted |= set() if error else {name}
    found = {name: entry(proved[name], file, coq.version) for name, file in made.items() if name in accepted}
    lines = (f"{json.dumps(name)}: {json.dumps(e, ensure_ascii=False)}" for name, e in found.items())
    TARGET.write_text("{\n" + ",\n".join(lines) + "\n}\n", "utf-8")
    return 0 if found.keys() == proved.keys() else 1


def _same(kept: Mapping[str, Any], made: CoqFile, coq: Coq) -> bool:
    """Whether an entry is about the file that Coq would be given, and about this version of Coq."""
    return kept.get("file") == file_fingerprint(made) and kept.get("coq") == coq.version


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
