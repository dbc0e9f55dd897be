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
from mlekl_symbolic.checks.options import Options
from mlekl_symbolic.checks.records import DocumentRecord, LineRecord, Message, Page, Region, message
from mlekl_symbolic.checks.texts import Texts, documents, followed
from mlekl_symbolic.language import Distinct, Sample, to_kernel
from mlekl_symbolic.readers.latex.check import Checked, Setting, Verdict, check_step, prepared
from mlekl_symbolic.readers.latex.diagnostics import Diagnostic, ReadError
from mlekl_symbolic.readers.latex.documents import Document
from mlekl_symbolic.readers.latex.elaborate.lines import Step
from mlekl_symbolic.readers.latex.source import LARGEST_FILE, Source, texts

STANDARD_INPUT = "<stdin>"
READING_SECONDS = 20.0
"""How long reading a document may take, besides what its size allows."""
SECONDS_PER_MEGABYTE = 15.0
SOON = 0.05
"""The least time that looking for an unlikely assumption gets."""
_LIMITS: dict[type[BaseException], tuple[str, str]] = {
    TimeIsUp: (codes.TIME, "it took longer than it may"),
    MemoryError: (codes.MEMORY, "it needed more memory than it may"),
}


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
        if Path(name).stat().st_size > LARGEST_FILE:
            return _failed(name, "", chosen, "E217", f"the file has more than {LARGEST_FILE} bytes")
        data = Path(name).read_bytes()
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or str(error)
        return _failed(name, "", chosen, codes.UNOPENED, f"the file cannot be opened: {why}")
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
    except (TimeIsUp, MemoryError) as error:
        return _failed(name, digest, chosen, *_LIMITS[type(error)])
    except Exception as error:
        return _failed(name, digest, chosen, codes.FAULT, _said(error))


def _failed(
    name: str, digest: str, options: Options, code: str, text: str, before: bytes = b""
) -> DocumentRecord:
    """The record of a document that cannot be read, with the place after the bytes ``before``."""
    line, column = before.count(b"\n") + 1, len(before) - before.rfind(b"\n")
    region = Region(name, 0, line, column, line, column)
    return DocumentRecord(name, digest, options.fingerprint, (), (message(code, text, region),))


def _said(error: Exception) -> str:
    return f"the checker failed with {type(error).__name__}: {str(error)[:200]}"


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
        lines.extend(_lines(document, options))
    pages = tuple(_page(s) for s in read.sources) if options.illustrated else ()
    return DocumentRecord(name, digest, options.fingerprint, tuple(lines), tuple(problems), pages)


def _problem(source: Source, found: Diagnostic) -> Message:
    return Placed(source).message(found)


def _page(source: Source) -> Page:
    region = Placed(source).region((0, 0))
    return Page(region.path, region.cell, source.text)


def _lines(document: Document, options: Options) -> Iterator[LineRecord]:
    place = Placed(document.source)
    allowed = READING_SECONDS + SECONDS_PER_MEGABYTE * len(document.source.text) / 2**20
    with within(allowed):
        setting, steps = prepared(document)
    for n in range(len(steps)):
        started = monotonic()
        spoilt = True
        try:
            with within(options.seconds):
                found = check_step(setting, steps[n])
            spoilt = False
            record = line_record(place, found, options)
        except (TimeIsUp, MemoryError) as error:
            record = unchecked(place, steps[n], *_LIMITS[type(error)])
        except Exception as error:
            record = unchecked(place, steps[n], codes.FAULT, _said(error))
        else:
            if found.verdict in (Verdict.REFUTED, Verdict.UNDECIDED):
                left = max(SOON, options.seconds - (monotonic() - started))
                try:
                    with within(left):
                        record = place.completed(record, _unlikely(setting, found), _gap(setting, found))
                except (TimeIsUp, MemoryError):
                    spoilt = True
        yield record
        if spoilt:
            with within(allowed):
                setting, steps = prepared(document)


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
    with ExitStack() as inside:
        for statement in found.assumptions:
            inside.enter_context(setting.workspace.supposing(statement))
        return setting.workspace.difference(to_kernel(step.left), to_kernel(step.right))
