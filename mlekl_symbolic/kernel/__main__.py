"""Replay certificates: ``python -m mlekl_symbolic.kernel FILE…``.

Exit codes: 0 every line of every file checks and rests on the library's axioms; 2 a line does not
check; 3 everything checks but rests on axioms that are not the library's; 4 a file cannot be read.
"""

from __future__ import annotations

import os
import sys

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
from mlekl_symbolic.kernel.theory import Axiom, Definition, constants

PROVED, FAILED, FOREIGN, UNREADABLE = 0, 2, 3, 4
TOO_LARGE = f"the file is larger than {MAX_BYTES // 2**20} MiB"
FRAMES = 10_000
"""How deep Python may recurse: a term 400 deep needs a few frames for each of its levels."""
LIBRARY = os.path.join(os.path.dirname(__file__), "library.json")


def library() -> tuple[tuple[Axiom, ...], tuple[Definition, ...]]:
    """The axioms and definitions this program was delivered with."""
    with open(LIBRARY, encoding="utf-8") as file:
        return read_library(file.read())


def foreign(certificate: Certificate) -> list[str]:
    """The axioms and definitions of a certificate that the library does not have, by name.

    A definition may be new, but not of a name that the library uses without defining it: there the
    axioms alone say what it means.
    """
    axioms, definitions = library()
    known = {a.name: a for a in axioms}
    meant = {d.name: d for d in definitions}
    said = [*(p for a in axioms for p in a.statements), *(d.body for d in definitions)]
    taken = meant.keys() | constants(said)
    strange = [f"axiom {a.name}" for a in certificate.axioms if known.get(a.name) != a]
    return strange + [
        f"definition {d.name}" for d in certificate.definitions if d.name in taken and meant.get(d.name) != d
    ]


def replay(path: str | os.PathLike[str]) -> int:
    """Check one file, print what it proves and return its exit code."""
    name = "".join(c if c.isprintable() else "\ufffd" for c in str(path))
    try:
        with open(path, "rb") as file:
            content = file.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or error
        print(f"{name}: cannot be read: {why}", file=sys.stderr)
        return UNREADABLE
    return replay_bytes(name, content)


def replay_bytes(name: str, content: bytes) -> int:
    """Check the certificate in a file's content, print what it proves and return its exit code."""
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(max(before, FRAMES))
    try:
        return _replayed(name, content)
    finally:
        sys.setrecursionlimit(before)


def _replayed(name: str, content: bytes) -> int:
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
    try:
        code = max(map(replay, arguments))
        sys.stdout.flush()
    except BrokenPipeError:
        # Whoever read the output has gone away, so that not everything need have been checked.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return UNREADABLE
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
