"""``mlekl check FILE|FOLDER|PATTERN|-…``."""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from enum import StrEnum
from importlib.metadata import version
from pathlib import Path
from typing import Annotated

import typer

from mlekl_symbolic.checks.options import MEGABYTES, SECONDS, Options
from mlekl_symbolic.checks.page import checked_page
from mlekl_symbolic.checks.records import VERDICTS, DocumentRecord
from mlekl_symbolic.checks.results import Results, as_json
from mlekl_symbolic.checks.sarif import sarif
from mlekl_symbolic.checks.selection import Selection
from mlekl_symbolic.checks.text import document_report, line_report, summary
from mlekl_symbolic.cli.checking import Request, Tally, counted, documents, executor_of, records
from mlekl_symbolic.cli.console import complain, say, say_verdict, tracked
from mlekl_symbolic.cli.exits import BadInput
from mlekl_symbolic.writers.files import replace_file

_COLOURS = {"V501": "proved", "V502": "gaps", "V503": "refuted", "V504": "unproved", "V505": "unproved"}


def run(
    targets: Annotated[
        list[str], typer.Argument(metavar="FILE|FOLDER|PATTERN|-…", help="Documents; - is standard input.")
    ],
    notation: Annotated[
        str,
        typer.Option(metavar="FILE.toml|PRESET", help="What names stand for; else the nearest mlekl.toml."),
    ] = "",
    kind: Annotated[str, typer.Option(metavar="latex|markdown", help="What standard input is.")] = "latex",
    follow: Annotated[
        bool, typer.Option("--follow", help="Check what \\input names in the same folder.")
    ] = False,
    max_size: Annotated[int, typer.Option(min=0, help="Report proved lines with more kernel lines.")] = 0,
    select: Annotated[str, typer.Option(metavar="CODES", help="Report these only, such as V503,W.")] = "",
    ignore: Annotated[str, typer.Option(metavar="CODES", help="Do not report these, such as N.")] = "",
    as_objects: Annotated[bool, typer.Option("--json", help="Print one JSON object for each line.")] = False,
    as_sarif: Annotated[bool, typer.Option("--sarif", help="Print SARIF 2.1.0.")] = False,
    html: Annotated[Path | None, typer.Option(metavar="FILE", help="Write an annotated page.")] = None,
    out: Annotated[
        Path | None, typer.Option(metavar="FILE.jsonl", help="Append the results to a file.")
    ] = None,
    resume: Annotated[bool, typer.Option("--resume", help="Skip what the file of results has.")] = False,
    workers: Annotated[
        int, typer.Option(min=0, max=256, help="How many processes; 0 for all processors.")
    ] = 0,
    executor: Annotated[str, typer.Option(metavar="dask://HOST:PORT", help="A cluster that checks.")] = "",
    time_limit: Annotated[float, typer.Option(min=0.01, max=86_400, help="Seconds for each line.")] = SECONDS,
    memory: Annotated[
        int, typer.Option(min=0, max=1_000_000, help="Megabytes for each process; 0 for no limit.")
    ] = MEGABYTES,
) -> int:
    """Check the derivations in documents that others wrote, line by line.

    Exit codes: 0 all lines proved, 1 one is refuted, 2 one is undecided or cannot be read, 3 all are
    proved and some only under assumptions or with warnings, 4 nothing could be read.
    """
    if as_objects and as_sarif:
        raise BadInput("say --json or --sarif, not both")
    if kind not in ("latex", "markdown"):
        raise BadInput(f"there is no kind {kind!r}: there are latex and markdown")
    kept = _results(out, resume=resume, follow=follow)
    options = Options(
        seconds=time_limit,
        megabytes=memory,
        max_size=max_size,
        follow=follow,
        illustrated=html is not None,
        kind=kind,
    )
    paths = documents(targets)
    request = Request(tuple(paths), options, notation, executor_of(executor), workers or os.cpu_count() or 1)
    tally = Tally(_selection(select, ignore))
    form = Form.objects if as_objects else Form.sarif if as_sarif else Form.text
    output = _Output(form, html, kept, tally.chosen)
    found = counted(records(request, tally, kept), tally)
    for record in tracked(found, len(paths), "checking"):
        output.add(record)
    output.end(len(paths), tally)
    return tally.code


class Form(StrEnum):
    """What standard output gets."""

    text = "text"
    objects = "json"
    sarif = "sarif"


@dataclass(slots=True)
class _Output:
    """Where results go while they come, and what is written at the end."""

    form: Form
    html: Path | None
    kept: Results | None
    chosen: Selection
    together: list[DocumentRecord] = field(default_factory=list)

    def add(self, record: DocumentRecord) -> None:
        """Report one document."""
        if self.kept is not None:
            _keep(self.kept, record)
        shown = self.chosen.of_document(record)
        if self.form is Form.objects:
            print("\n".join(as_json(shown)), flush=True)
        elif self.form is Form.text:
            _report(shown, record)
        if self.form is Form.sarif or self.html is not None:
            self.together.append(shown)

    def end(self, documents: int, tally: Tally) -> None:
        """Write what is about all documents together."""
        if self.form is Form.sarif:
            print(sarif(self.together, self.chosen, version("mlekl_symbolic")), end="")
        elif self.form is Form.text and documents > 1:
            lines = sum(n for code, n in tally.counts.items() if code in VERDICTS)
            say(f"{documents} documents, {summary(tally.counts, lines)}")
        if self.html is not None:
            _write(self.html, self.together)


def _keep(kept: Results, record: DocumentRecord) -> None:
    try:
        kept.add(record)
    except OSError as error:
        raise BadInput(f"{kept.path}: cannot be written: {error.strerror}") from None


def _selection(select: str, ignore: str) -> Selection:
    try:
        return Selection.parse(select, ignore)
    except ValueError as error:
        raise BadInput(str(error)) from None


def _results(out: Path | None, *, resume: bool, follow: bool) -> Results | None:
    if out is None:
        if resume:
            raise BadInput("--resume needs --out with the file of results")
        return None
    if resume and follow:
        raise BadInput("--resume does not see changes in files that are followed: leave out --follow")
    try:
        if resume:
            return Results.resumed(out)
        if out.exists() and out.stat().st_size:
            raise BadInput(f"{out} has results already: say --resume to go on with it, or remove it")
        out.touch()
    except OSError as error:
        raise BadInput(f"{out}: cannot be used: {error.strerror}") from None
    except ValueError as error:
        raise BadInput(str(error)) from None
    return Results(out)


def _report(record: DocumentRecord, everything: DocumentRecord) -> None:
    for line in record.lines:
        if line.code in _COLOURS:
            say_verdict(line_report(line) + "\n", _COLOURS[line.code])
        else:
            say(line_report(line) + "\n")
    say(document_report(record, everything))


def _write(path: Path, found: Sequence[DocumentRecord]) -> None:
    try:
        replace_file(path, checked_page(found).encode(errors="replace"))
    except OSError as error:
        raise BadInput(f"{path}: cannot be written: {error.strerror}") from None
    with suppress(BrokenPipeError):
        complain(f"{path} written")
