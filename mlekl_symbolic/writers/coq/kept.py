"""What Coq has re-checked of the standard derivations, kept in a file: asking Coq takes minutes.

``scripts/certified.py`` writes the file. An entry counts only while the derivation, every line of its
certificate, the exporter and the library of lemmas are what they were when Coq was asked.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from mlekl_symbolic.kernel.lines import CheckError
from mlekl_symbolic.oracle.kept import fingerprint as said_fingerprint
from mlekl_symbolic.proof.records import Theorem
from mlekl_symbolic.writers.coq.document import HEAD, CoqFile, library
from mlekl_symbolic.writers.errors import WriterError
from mlekl_symbolic.writers.json_document import certificate_bytes

FILE = "certified.json"


@dataclass(frozen=True, slots=True)
class Rechecked:
    """What Coq has re-checked of one derivation.

    Attributes
    ----------
    version
        Of Coq.
    steps
        The author's steps by label, each with the reason why it is not re-checked; empty when it is.
    theorem
        Why the theorem is not re-checked; empty when it is.
    met
        Whether Coq has also checked an instance of the hypotheses.
    """

    version: str
    steps: Mapping[str, str]
    theorem: str
    met: bool


def fingerprint(theorem: Theorem) -> str:
    """What changes when a derivation, its certificate or the way it is told to Coq changes.

    Parameters
    ----------
    theorem
        One with a certificate.

    Raises
    ------
    WriterError
        When it has none, or one that is too long to write.
    CheckError
        When its certificate is not one of a proof.
    """
    certificate = hashlib.sha256(certificate_bytes(theorem)).hexdigest()
    parts = (theorem.name, said_fingerprint(theorem), certificate, _exporter())
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def file_fingerprint(made: CoqFile) -> str:
    """What changes when Coq would be given something else to check."""
    sources = (file.read_text(encoding="utf-8") for file in library().values())
    return hashlib.sha256("\0".join((*sources, HEAD, made.body)).encode()).hexdigest()


@cache
def _exporter() -> str:
    """A digest of everything that makes the files for Coq, the library of lemmas included."""
    folder = files(__package__)
    sources = [f for f in folder.iterdir() if f.name.endswith(".py") and f.name != "kept.py"]
    found = hashlib.sha256()
    for file in sorted((*sources, *library().values()), key=lambda f: f.name):
        found.update(file.read_bytes())
    return found.hexdigest()


def entry(theorem: Theorem, made: CoqFile, version: str) -> dict[str, Any]:
    """What the file holds for a derivation whose Coq file Coq has accepted.

    Parameters
    ----------
    version
        That of the Coq that has accepted it.
    """
    steps = dict.fromkeys(made.carried, "") | dict(made.missing)
    return {
        "fingerprint": fingerprint(theorem),
        "file": file_fingerprint(made),
        "coq": version,
        "steps": {label: steps[label] for label in sorted(steps, key=int)},
        "theorem": "" if made.theorem else made.why,
        "met": bool(made.theorem) and not made.vacuous,
    }


@cache
def entries() -> Mapping[str, Any]:
    """The file: an entry for each derivation, by name; empty when there is no file."""
    file = files(__package__) / FILE
    if not file.is_file():
        return {}
    found: Mapping[str, Any] = json.loads(file.read_text("utf-8"))
    return found


def rechecked(theorem: Theorem) -> Rechecked | None:
    """What Coq has re-checked of a theorem; None when it was not asked, or asked about something else."""
    found = entries().get(theorem.name)
    if found is None:
        return None
    try:
        now = fingerprint(theorem)
    except (WriterError, CheckError):
        return None
    if found["fingerprint"] != now:
        return None
    return Rechecked(found["coq"], found["steps"], found["theorem"], found["met"])
