"""Running `coqc` on a derivation: in a folder of its own, with limits, and with its answer read.

The exit code of `coqc` is 0 for a file with an ``Admitted`` proof and for one that adds axioms, so it is
never enough: the file may consist of definitions and closed proofs only, and what Coq lists under
``Print Assumptions`` must be among the axioms of its own real numbers.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

if sys.platform == "linux":
    import resource

from mlekl_symbolic.writers.coq.document import HEAD, CoqFile, library
from mlekl_symbolic.writers.errors import WriterError

ALLOWED = frozenset({
    "ClassicalDedekindReals.sig_not_dec",
    "ClassicalDedekindReals.sig_forall_dec",
    "FunctionalExtensionality.functional_extensionality_dep",
    "Classical_Prop.classic",
})  # fmt: skip
"""What Coq's standard library assumes of the real numbers, and nothing else."""

WRITTEN_FOR = "8.16"
TIMEOUT = 300.0
MEMORY = 4 * 2**30
MAX_BYTES = 256 * 2**20
INSTALL = "install it (Debian, Ubuntu: `apt-get install coq`; other systems: https://coq.inria.fr/download)"
_PROOF = re.compile(r"Proof\. exact [^.]*\. Qed\.")
_SENTENCE = re.compile(
    r"(?:Definition|Lemma|Theorem) [^.]*\.|Notation t\d+(?: v\d+)* := [^.]* \(only parsing\)\."
)
_FORBIDDEN = re.compile(
    r"\b(Admitted|admit|Axioms?|Parameters?|Hypothes[ie]s|Variables?|Conjecture|Context)\b"
)


class CoqError(WriterError):
    """Coq is missing, was stopped, or does not accept something; the text says which."""


class CoqMissing(CoqError):
    """There is no `coqc` to run."""


@dataclass(frozen=True, slots=True)
class Coq:
    """A Coq that can be run.

    Attributes
    ----------
    command
        The path of `coqc`.
    version
        Such as ``8.16.1``.
    """

    command: str
    version: str


def find_coq() -> Coq:
    """The `coqc` of this machine.

    Raises
    ------
    CoqMissing
        When there is none.
    """
    command = shutil.which("coqc")
    if command is None:
        raise CoqMissing(f"coqc is not installed or not on the PATH, so nothing was re-checked: {INSTALL}")
    said = _run(Coq(command, ""), ["--print-version"], Path.cwd(), 30.0)
    found = re.match(r"\d+(?:\.\d+)*", said)
    if found is None:
        raise CoqMissing(f"{command} does not say its version, so nothing was re-checked: {INSTALL}")
    return Coq(command, found[0])


def recheck(files: Sequence[CoqFile], coq: Coq, *, timeout: float = TIMEOUT) -> frozenset[str]:
    """The axioms of Coq's real numbers that some files rest on, after Coq has checked all of them in one run.

    Raises
    ------
    CoqError
        When Coq does not accept one of them, or it rests on anything else.
    """
    files = [made for made in files if made.theorem or made.definitions]
    parts = [HEAD]
    for n, made in enumerate(files, start=1):
        only_closed_proofs(made.body)
        parts.append(f"Module M{n}.\n{made.body}End M{n}.\n")
    every = "".join(f"(conj M{n}.everything " for n in range(1, len(files) + 1)) + "I" + ")" * len(files)
    parts.append(f"Definition everything := {every}.\nPrint Assumptions everything.\n")
    folder = compiled_library(coq)
    with tempfile.TemporaryDirectory(prefix="mlekl-coq-") as here:
        path = Path(here) / "derivations.v"
        path.write_text("".join(parts), encoding="ascii")
        said = _run(coq, ["-q", "-Q", str(folder), "Mlekl", path.name], Path(here), timeout)
    return assumptions(said)


def only_closed_proofs(body: str) -> None:
    """Refuse a file that says anything but definitions and closed proofs.

    Raises
    ------
    CoqError
        When it has another sentence.
    """
    expects_proof = False
    for line in body.splitlines():
        form = _PROOF if expects_proof else _SENTENCE
        if form.fullmatch(line) is None or _FORBIDDEN.search(line):
            raise CoqError("the file has a sentence that is neither a definition nor a closed proof")
        expects_proof = not expects_proof and line.startswith(("Lemma ", "Theorem "))
    if expects_proof:
        raise CoqError("the file ends before a proof")


def assumptions(said: str) -> frozenset[str]:
    """The axioms in Coq's answer to ``Print Assumptions``.

    Raises
    ------
    CoqError
        When there is no answer, or one is not among `ALLOWED`.
    """
    head, _, rest = said.strip().partition("\n")
    if head == "Closed under the global context" and not rest:
        return frozenset()
    if head != "Axioms:":
        raise CoqError("Coq did not say what the proofs rest on")
    found = frozenset(line.split(":")[0].strip() for line in rest.splitlines() if not line.startswith(" "))
    if more := sorted(found - ALLOWED):
        raise CoqError(f"the proof rests on more than the real numbers of Coq: {', '.join(more)}")
    return found


def compiled_library(coq: Coq) -> Path:
    """The folder with the compiled support library, which is made once for each version of both.

    Raises
    ------
    CoqError
        When Coq does not accept the library.
    """
    sources = {name: file.read_text(encoding="utf-8") for name, file in library().items()}
    digest = hashlib.sha256("\0".join((coq.version, coq.command, *sources.values())).encode()).hexdigest()
    folder = _cache() / f"coq-{digest[:32]}"
    if (folder / "complete").exists():
        return folder
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix="mlekl-", dir=folder.parent) as here:
            made = Path(here) / "library"
            made.mkdir()
            _compile(coq, sources, made)
            (made / "complete").write_text(digest, encoding="ascii")
            # Another process may make it at the same time: the one that comes first counts.
            with suppress(OSError):
                made.rename(folder)
    except OSError as error:
        raise CoqError(f"{folder.parent} cannot be written: {error.strerror}") from None
    if not (folder / "complete").exists():
        raise CoqError(f"{folder} is there, but not complete: remove it")
    return folder


def _compile(coq: Coq, sources: Mapping[str, str], folder: Path) -> None:
    for name, source in sources.items():
        (folder / f"{name}.v").write_text(source, encoding="utf-8")
        try:
            _run(coq, ["-q", "-Q", ".", "Mlekl", f"{name}.v"], folder, TIMEOUT)
        except CoqError as error:
            why = f"cannot compile the library of lemmas, which is for Coq {WRITTEN_FOR}"
            raise CoqError(f"Coq {coq.version} {why}: {error}") from None


def _cache() -> Path:
    """The user's folder for what can be made again."""
    named = os.environ.get("XDG_CACHE_HOME", "")
    return (Path(named) if Path(named).is_absolute() else Path.home() / ".cache") / "mlekl"


def _limit(process: int) -> None:
    """Bound the memory and the files of a process, where the system can do that from outside."""
    if sys.platform == "linux":
        for kind, bound in ((resource.RLIMIT_AS, MEMORY), (resource.RLIMIT_FSIZE, MAX_BYTES)):
            # A bound that is tighter already may not be loosened, and stays.
            with suppress(ProcessLookupError, PermissionError):
                resource.prlimit(process, kind, (bound, bound))


def _run(coq: Coq, arguments: Sequence[str], folder: Path, timeout: float) -> str:
    try:
        process = subprocess.Popen(
            [coq.command, *arguments], cwd=folder, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )  # fmt: skip
    except OSError as error:
        raise CoqError(f"coqc cannot be run: {error.strerror}") from None
    with process:
        _limit(process.pid)
        try:
            said, wrong = process.communicate(timeout=timeout)
        except subprocess.TimeoutExpired:
            process.kill()
            raise CoqError(f"coqc was stopped after {timeout:g} seconds") from None
    if process.returncode:
        raise CoqError(f"Coq does not accept it: {_first(wrong.decode('utf-8', 'replace'))}")
    return said.decode("utf-8", "replace")


def _first(said: str) -> str:
    """The first error of Coq on one line."""
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    return " ".join(lines[:3])[:300] if lines else "it said nothing"
