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
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

if sys.platform != "win32":
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

TIMEOUT = 300.0
MEMORY = 4 * 2**30
MAX_BYTES = 256 * 2**20
INSTALL = "install it (Debian, Ubuntu: `apt-get install coq`; other systems: https://coq.inria.fr/download)"
_PROOF = re.compile(r"Proof\. exact [^.]*\. Qed\.")
_SENTENCE = re.compile(r"(?:Definition|Lemma|Theorem) [^.]*\.")
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
        expects_proof = not expects_proof and not line.startswith("Definition ")
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
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="mlekl-", dir=folder.parent) as here:
        for name, source in sources.items():
            (Path(here) / f"{name}.v").write_text(source, encoding="utf-8")
            _run(coq, ["-q", "-Q", ".", "Mlekl", f"{name}.v"], Path(here), TIMEOUT)
        (Path(here) / "complete").write_text(digest, encoding="ascii")
        shutil.copytree(here, folder, dirs_exist_ok=True)
    return folder


def _cache() -> Path:
    """The user's folder for what can be made again."""
    named = os.environ.get("XDG_CACHE_HOME", "")
    return (Path(named) if Path(named).is_absolute() else Path.home() / ".cache") / "mlekl"


def _limited() -> Callable[[], None] | None:
    """What a new process does first, so that its memory is bounded, where the system can do that."""
    if sys.platform == "win32":
        return None

    def limit() -> None:
        for what, most in ((resource.RLIMIT_AS, MEMORY), (resource.RLIMIT_FSIZE, MAX_BYTES)):
            # Nobody may raise a limit that is lower already.
            hard = resource.getrlimit(what)[1]
            allowed = most if hard == resource.RLIM_INFINITY else min(most, hard)
            resource.setrlimit(what, (allowed, allowed))

    return limit


def _run(coq: Coq, arguments: Sequence[str], folder: Path, timeout: float) -> str:
    try:
        done = subprocess.run(
            [coq.command, *arguments], cwd=folder, stdin=subprocess.DEVNULL, capture_output=True,
            timeout=timeout, check=False, preexec_fn=_limited(),
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        raise CoqError(f"coqc was stopped after {timeout:.0f} seconds") from None
    except OSError as error:
        raise CoqError(f"coqc cannot be run: {error.strerror}") from None
    if done.returncode:
        raise CoqError(f"Coq does not accept it: {_first(done.stderr.decode('utf-8', 'replace'))}")
    return done.stdout.decode("utf-8", "replace")


def _first(said: str) -> str:
    """The first error of Coq on one line."""
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    return " ".join(lines[:3])[:300] if lines else "it said nothing"
