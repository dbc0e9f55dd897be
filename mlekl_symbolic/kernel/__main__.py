"""Replay certificates: ``python -m mlekl_symbolic.kernel FILE…``.

Exit codes: 0 every line of every file checks and rests on the library's axioms; 2 a line does not
check; 3 everything checks but rests on axioms that are not the library's; 4 a file cannot be read.
"""

from __future__ import annotations

import sys
from pathlib import Path

from mlekl_symbolic.kernel.certificate import (
    MAX_BYTES,
    Certificate,
    CertificateError,
    read,
    read_library,
    verify,
)
from mlekl_symbolic.kernel.lines import CheckError
from mlekl_symbolic.kernel.show import show
from mlekl_symbolic.kernel.theory import Axiom, Definition

PROVED, FAILED, FOREIGN, UNREADABLE = 0, 2, 3, 4
TOO_LARGE = f"the file is larger than {MAX_BYTES // 2**20} MiB"
LIBRARY = Path(__file__).with_name("library.json")


def library() -> tuple[tuple[Axiom, ...], tuple[Definition, ...]]:
    """The axioms and definitions this program was delivered with."""
    return read_library(LIBRARY.read_text(encoding="utf-8"))


def foreign(certificate: Certificate) -> list[str]:
    """The axioms and definitions of a certificate that the library does not have, by name."""
    axioms, definitions = library()
    known = {a.name: a for a in axioms}
    meant = {d.name: d for d in definitions}
    strange = [f"axiom {a.name}" for a in certificate.axioms if known.get(a.name) != a]
    return strange + [f"definition {d.name}" for d in certificate.definitions if meant.get(d.name, d) != d]


def replay(path: Path) -> int:
    """Check one file, print what it proves and return its exit code."""
    try:
        if path.stat().st_size > MAX_BYTES:
            print(f"{path}:1: not a certificate: {TOO_LARGE}", file=sys.stderr)
            return UNREADABLE
        return replay_bytes(str(path), path.read_bytes())
    except OSError as error:
        print(f"{path}: cannot be read: {error}", file=sys.stderr)
        return UNREADABLE


def replay_bytes(name: str, content: bytes) -> int:
    """Check the certificate in a file's content, print what it proves and return its exit code."""
    try:
        if len(content) > MAX_BYTES:
            raise CertificateError(TOO_LARGE, 1)
        certificate = read(content.decode("utf-8"))
    except CertificateError as error:
        print(f"{name}:{error.line}: not a certificate: {error}", file=sys.stderr)
        return UNREADABLE
    except UnicodeDecodeError as error:
        print(f"{name}: cannot be read: {error}", file=sys.stderr)
        return UNREADABLE
    try:
        proved = verify(certificate)
    except CheckError as error:
        print(f"{name}: does not check: {error}", file=sys.stderr)
        return FAILED
    print(f"{certificate.name}: {show(proved.sequent.proposition)}")
    for label, h in certificate.hypotheses:
        if h in proved.sequent.hypotheses:
            print(f"  given {label}: {show(h)}")
    lines, meant = sum(proved.rules.values()), {d.name for d in library()[1]}
    print(f"  {lines} lines checked, {len(proved.axioms)} rules: {', '.join(proved.axioms)}")
    for d in certificate.definitions:
        if d.name not in meant:
            print(f"  where {show(d.left)} stands for {show(d.body)}")
    for name in (strangers := foreign(certificate)):
        print(f"  NOT IN THE LIBRARY: {name}")
    return FOREIGN if strangers else PROVED


def main(arguments: list[str]) -> int:
    """Replay every file and return the worst exit code."""
    if not arguments:
        print("usage: python -m mlekl_symbolic.kernel FILE…", file=sys.stderr)
        return UNREADABLE
    return max(replay(Path(a)) for a in arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
