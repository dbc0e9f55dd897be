"""Checking one document inside limits of time and memory; whatever it holds, there is a result."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from hashlib import sha256
from pathlib import Path
from time import monotonic

from sympy import Basic

from mlekl_symbolic.checks import codes
from mlekl_symbolic.checks.limits import TimeIsUp, holding, possible, within
from mlekl_symbolic.checks.lines import Placed, line_record, unchecked
from mlekl_symbolic.checks.options import SECONDS, Options
from mlekl_symbolic.checks.records import DocumentRecord, LineRecord, Message, Page, Region, message
from mlekl_symbolic.checks.texts import Texts, documents, followed
from mlekl_symbolic.language import Distinct, Distribution, Sample, to_kernel
from mlekl_symbolic.proof.differences import difference
from mlekl_symbolic.readers.latex.check import Checked, Setting, Verdict, after, anew, check_step, prepared
from mlekl_symbolic.readers.latex.diagnostics import Diagnostic, ReadError
from mlekl_symbolic.readers.latex.documents import Document
from mlekl_symbolic.readers.latex.elaborate.lines import Step
from mlekl_symbolic.readers.latex.patience import patience
from mlekl_symbolic.readers.latex.source import LARGEST_FILE, Source, texts

STANDARD_INPUT = "<stdin>"
READING_SECONDS = 20.0
"""How long reading a document may take, besides what its size allows."""
SECONDS_PER_MEGABYTE = 15.0
SOON = 0.05
"""The least time that looking for an unlikely assumption gets."""


def check_path(path: str | os.PathLike[str], options: Options | None = None) -> DocumentRecord:
    """The results on one file.

    In a thread that is not the main one, where time cannot be kept, the work is done by a process of its own.

    Parameters
    ----------
    path
        The file.
    options
        How it is checked.
    """
    chosen, name = options or Options(), os.fspath(path)
    if not possible():
        return _apart(name, chosen)
    try:
        with Path(name).open("rb") as file:
            # Not asked for its size first: a device has none and never ends.
            data = file.read(LARGEST_FILE + 1)
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or str(error)
        return _failed(name, "", chosen, codes.UNOPENED, f"the file cannot be opened: {why}")
    if len(data) > LARGEST_FILE:
        return _failed(name, "", chosen, "E217", f"the file has more than {LARGEST_FILE} bytes")
    return check_bytes(name, data, chosen)


def check_bytes(name: str, data: bytes, options: Options | None = None) -> DocumentRecord:
    """The results on a document that is at hand; ``name`` is what positions are prefixed with."""
    chosen = options or Options()
    digest = sha256(data).hexdigest()
    try:
        with holding(chosen.megabytes):
            return _checked(name, data, digest, chosen)
    except ReadError as error:
        return _failed(
            name,
            digest,
            chosen,
            error.diagnostic.code,
            error.diagnostic.message,
            data[: error.diagnostic.span[0]],
        )
    except (TimeIsUp, MemoryError, Exception) as error:
        return _failed(name, digest, chosen, *_why(error))


def _failed(
    name: str, digest: str, options: Options, code: str, text: str, before: bytes = b""
) -> DocumentRecord:
    """The record of a document that cannot be read, with the place after the bytes ``before``."""
    line, column = before.count(b"\n") + 1, len(before) - before.rfind(b"\n")
    region = Region(name, 0, line, column, line, column)
    return DocumentRecord(name, digest, options.fingerprint, (), (message(code, text, region),))


def _apart(name: str, options: Options) -> DocumentRecord:
    """The results on a file, from a process of its own."""
    ran = subprocess.run(
        [sys.executable, "-m", "mlekl_symbolic.checks"],
        input=pickle.dumps((name, options)),
        capture_output=True,
        check=False,
    )
    if ran.returncode:
        return _failed(name, "", options, codes.LOST, f"the process ended with code {ran.returncode}")
    made = pickle.loads(ran.stdout)
    assert isinstance(made, DocumentRecord)
    return made


def _checked(name: str, data: bytes, digest: str, options: Options) -> DocumentRecord:
    with within(READING_SECONDS + SECONDS_PER_MEGABYTE * len(data) / 2**20):
        sources = texts(name, data, options.kind)
        read = followed(sources, Path(name)) if options.follow else Texts(tuple(sources))
        found = documents(read, options.notation)
    lines: list[LineRecord] = []
    problems = [_problem(source, why) for source, why in read.refused]
    for document in found:
        outside = [d for d in document.problems if (document.source.name, d.span) not in read.followed]
        problems.extend(_problem(document.source, d) for d in outside)
        lines.extend(_Lines(document, options).records())
    pages = tuple(_page(s) for s in read.sources) if options.illustrated else ()
    return DocumentRecord(name, digest, options.fingerprint, tuple(lines), tuple(problems), pages)


def _problem(source: Source, found: Diagnostic) -> Message:
    return Placed(source).message(found)


def _page(source: Source) -> Page:
    region = Placed(source).region((0, 0))
    return Page(region.path, region.cell, source.text)


class _Lines:
    """The lines of one text, checked one after the other; what interrupts one leaves the others alone."""

    def __init__(self, document: Document, options: Options) -> None:
        self._document = document
        self._options = options
        self._place = Placed(document.source)
        self._allowed = READING_SECONDS + SECONDS_PER_MEGABYTE * len(document.source.text) / 2**20
        with within(self._allowed):
            self._setting, self.steps = prepared(self._document)

    def _begin(self) -> None:
        """Start with an empty script of proofs: an interruption leaves the old one in an unknown state."""
        with within(self._allowed):
            self._setting, self.steps = anew(self._document, self._setting)

    def records(self) -> Iterator[LineRecord]:
        """The results, in order."""
        for n in range(len(self.steps)):
            yield self._record(n)

    def _record(self, n: int) -> LineRecord:
        started = monotonic()
        step = self.steps[n]
        try:
            with within(self._options.seconds), patience(max(1.0, self._options.seconds / SECONDS)):
                found = check_step(self._setting, step)
            record = line_record(self._place, found, self._options)
        except (TimeIsUp, MemoryError, Exception) as error:
            found = Checked(step, Verdict.UNDECIDED)
            record = unchecked(self._place, step, *_why(error))
            self._begin()
        else:
            if found.verdict in (Verdict.REFUTED, Verdict.UNDECIDED):
                left = self._options.seconds - (monotonic() - started)
                record = self._completed(record, found, max(SOON, left))
        self._setting = after(self._setting, found)
        return record

    def _completed(self, record: LineRecord, found: Checked, seconds: float) -> LineRecord:
        """The record of a line that is not proved with what it lacks, as far as the time allows."""
        try:
            with within(seconds):
                return self._place.completed(
                    record, _unlikely(self._setting, found), _gap(self._setting, found)
                )
        except (TimeIsUp, MemoryError, Exception):
            self._begin()
            return record


def _why(error: BaseException) -> tuple[str, str]:
    """The code and the words for what interrupted a line or a document."""
    match error:
        case TimeIsUp():
            return codes.TIME, "it took longer than it may"
        case MemoryError():
            return codes.MEMORY, "it needed more memory than it may"
        case _:
            return codes.FAULT, f"the checker failed with {type(error).__name__}: {str(error)[:200]}"


def _unlikely(setting: Setting, found: Checked) -> tuple[Distinct, ...]:
    """That the observations are distinct, when the line is proved with it."""
    step: Step = found.step
    assert step.left is not None
    assert step.right is not None
    samples = step.left.atoms(Sample) | step.right.atoms(Sample)
    supposed = tuple(Distinct(sample) for sample in sorted(samples, key=str))
    if not supposed:
        return ()
    with ExitStack() as inside:
        for statement in supposed:
            inside.enter_context(setting.workspace.supposing(statement))
        again = check_step(setting, step)
    return supposed if again.verdict in (Verdict.PROVED, Verdict.ASSUMING) else ()


def _gap(setting: Setting, found: Checked) -> Basic | None:
    """Right side minus left side of an equation that is refuted."""
    step = found.step
    if (
        found.verdict is not Verdict.REFUTED
        or step.relation != "="
        or step.left is None
        or step.right is None
    ):
        return None
    left, right = to_kernel(step.left), to_kernel(step.right)
    known = step.left.atoms(Distribution) | step.right.atoms(Distribution)
    workspace = setting.workspace
    with ExitStack() as inside:
        for statement in found.assumptions:
            inside.enter_context(workspace.supposing(statement))
        names = sorted(known, key=str)
        return difference(workspace.prover, left, right, workspace.context, names, workspace.vocabulary)
