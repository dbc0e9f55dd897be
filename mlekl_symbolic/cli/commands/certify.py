"""``mlekl certify NAME|FILE…``."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from os import cpu_count
from pathlib import Path
from typing import Annotated

import typer

from mlekl_symbolic.cli.console import complain, tracked
from mlekl_symbolic.cli.exits import BAD_INPUT, PROVED, UNPROVED, BadInput, worst
from mlekl_symbolic.cli.targets import find_all, prove
from mlekl_symbolic.kernel.certificate import Certificate, CertificateError, read
from mlekl_symbolic.writers.coq import CoqFile, coq_file
from mlekl_symbolic.writers.coq.program import Coq, CoqError, compiled_library, find_coq, recheck

LINES = 4_000
"""How many lines are checked in one run of Coq, where there are several derivations."""


def run(
    targets: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[NAME|FILE]…",
            help="Standard derivations by name, your own files, or certificates (.json).",
        ),
    ] = None,
    everything: Annotated[bool, typer.Option("--all", help="Certify every standard derivation.")] = False,
    steps: Annotated[bool, typer.Option("--steps", help="List every step that Coq has re-checked.")] = False,
) -> int:
    """Re-check derivations with Coq, line by line, where coqc is installed.

    Exit codes: 0 theorem and all steps re-checked, 2 some are not, 4 bad input or no coqc.
    """
    if bool(targets) == everything:
        raise BadInput("name the derivations to certify, or say --all; `mlekl list` shows the names")
    coq = find_coq()
    found = _certificates(targets or [])
    compiled_library(coq)
    made = [(name, coq_file(certificate)) for name, certificate in tracked(found, len(found))]
    # Coq does the work in processes of its own, so threads are enough to have one on each core.
    codes: list[int] = []
    with ThreadPoolExecutor(cpu_count() or 1) as pool:
        for results in pool.map(lambda batch: checked(batch, coq), batches(made)):
            codes += [_report(result, coq, steps=steps) for result in results]
    if len(codes) > 1:
        print(f"\n{codes.count(PROVED)} of {len(codes)} derivations re-checked whole by Coq {coq.version}.")
    return worst(codes)


def batches(made: list[tuple[str, CoqFile]]) -> list[list[tuple[str, CoqFile]]]:
    """Files in groups of about as many lines as are worth one start of Coq."""
    out: list[list[tuple[str, CoqFile]]] = [[]]
    for name, file in made:
        if out[-1] and sum(f.lines for _, f in out[-1]) + file.lines > LINES:
            out.append([])
        out[-1].append((name, file))
    return out


def checked(batch: list[tuple[str, CoqFile]], coq: Coq) -> list[tuple[str, CoqFile, str]]:
    """Check some files in one run; when Coq refuses, each alone, to say which and why."""
    try:
        recheck([made for _, made in batch], coq)
    except CoqError as error:
        if len(batch) > 1:
            return [result for one in batch for result in checked([one], coq)]
        return [(*batch[0], str(error))]
    return [(name, made, "") for name, made in batch]


def _certificates(targets: list[str]) -> list[tuple[str, Certificate]]:
    """The certificate of each target."""
    files = [t for t in targets if t.endswith(".json")]
    out = [(f, _read(Path(f))) for f in files]
    named = [t for t in targets if t not in files]
    for derivation in find_all(named) if named or not targets else []:
        certificate = prove(derivation).certificate
        if certificate is None:
            raise BadInput(
                f"{derivation.name} is not proved; `mlekl prove {derivation.name}` says what is missing"
            )
        out.append((derivation.name, certificate))
    return out


def _read(path: Path) -> Certificate:
    try:
        return read(path.read_text(encoding="utf-8"))
    except CertificateError as error:
        raise BadInput(f"{path}, line {error.line}: {error}") from None
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput(f"{path} cannot be read: {error}") from None


def _report(result: tuple[str, CoqFile, str], coq: Coq, *, steps: bool) -> int:
    name, made, error = result
    if error:
        complain(f"{name}: {error}")
        return BAD_INPUT
    print(_said(name, made, coq))
    if steps and made.carried:
        print(f"  re-checked: step {', '.join(made.carried)}")
    for label, why in made.missing:
        print(f"  step {label} is not re-checked: {why}")
    if made.why:
        print(f"  the theorem is not re-checked: {made.why}")
    if made.theorem and made.vacuous:
        print(f"  that the hypotheses can be met is not re-checked: {made.vacuous}")
    return PROVED if made.theorem and not made.missing else UNPROVED


def _said(name: str, made: CoqFile, coq: Coq) -> str:
    every = len(made.carried) + len(made.missing)
    by = f"re-checked by Coq {coq.version}"
    if made.theorem and not made.missing:
        return f"{name}: {by}: the theorem and {every} steps, {made.lines} lines"
    if not made.carried and not made.theorem:
        return f"{name}: not re-checked by Coq"
    what = "the theorem and " if made.theorem else ""
    return f"{name}: {by} in part: {what}{len(made.carried)} of {every} steps, {made.lines} lines"
