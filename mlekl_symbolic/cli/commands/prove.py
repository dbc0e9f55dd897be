"""``mlekl prove NAME|FILE…``."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from mlekl_symbolic.cli.console import complain, say_verdict, tracked
from mlekl_symbolic.cli.exits import BAD_INPUT, OF_VERDICT, BadInput, worst
from mlekl_symbolic.cli.pages import Request, put
from mlekl_symbolic.cli.processes import mapped
from mlekl_symbolic.cli.record import error_record, record
from mlekl_symbolic.cli.targets import find_all, prove
from mlekl_symbolic.proof.citing import led_to
from mlekl_symbolic.proof.derivation import Derivation
from mlekl_symbolic.proof.records import Theorem
from mlekl_symbolic.proof.run import is_run
from mlekl_symbolic.proof.verdict import GAPS, PROVED, verdict
from mlekl_symbolic.writers.errors import WriterError
from mlekl_symbolic.writers.report import compact, failures, unneeded

LATEX, FRAGMENT = "tex", "fragment"


class Engine(StrEnum):
    """What makes the PDF."""

    auto = "auto"
    typst = "typst"
    latexmk = "latexmk"
    pdflatex = "pdflatex"
    lualatex = "lualatex"
    tectonic = "tectonic"


def run(
    targets: Annotated[
        list[str] | None,
        typer.Argument(metavar="[NAME|FILE]…", help="Standard derivations by name, or your own files."),
    ] = None,
    everything: Annotated[bool, typer.Option("--all", help="Prove every standard derivation.")] = False,
    to: Annotated[
        str, typer.Option(metavar="FORMATS", help="Formats to write, such as pdf,tex,txt,json.")
    ] = "",
    out: Annotated[Path, typer.Option(metavar="DIR", help="The folder to write to.")] = Path("output"),
    engine: Annotated[Engine, typer.Option(help="What makes the PDF.")] = Engine.typst,
    pictures: Annotated[
        bool, typer.Option("--pictures", help="Put pictures into the pages that have some.")
    ] = False,
    fragment: Annotated[
        bool, typer.Option("--fragment", help="Write LaTeX to paste into a paper, in place of a whole file.")
    ] = False,
    asks: Annotated[
        bool,
        typer.Option(
            "--second-opinion", help="Ask SymPy about each step, for the HTML page; this takes long."
        ),
    ] = False,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print one JSON object for each derivation.")
    ] = False,
    workers: Annotated[
        int, typer.Option(min=0, max=256, help="How many processes; 0 for all processors.")
    ] = 0,
) -> int:
    """Prove derivations, check them with the kernel, and write their pages.

    Exit codes: 0 proved, 1 refuted, 2 not proved, 3 proved up to declared gaps, 4 bad input.
    """
    if bool(targets) == everything:
        raise BadInput("name the derivations to prove, or say --all; `mlekl list` shows the names")
    request = Request.parse(_pasted(to) if fragment else to, out, engine, pictures=pictures, asks=asks)
    found = find_all(targets or [])
    one = partial(_one, request=request, as_json=as_json)
    results = mapped(one, found, heavy=_length, workers=workers, known=is_run, parts=led_to)
    return worst([_printed(result, as_json=as_json) for result in tracked(results, len(found))])


def _pasted(to: str) -> str:
    """The formats with a fragment in place of LaTeX."""
    others = [name for name in to.split(",") if name.strip().lower() != LATEX]
    return ",".join((*others, FRAGMENT))


@dataclass(frozen=True, slots=True)
class _Result:
    """What is printed of a derivation: its ``verdict`` is empty when it could not be run or written."""

    said: str
    verdict: str
    code: int


def _length(derivation: Derivation) -> int:
    """How long the file of a derivation is: long ones take long."""
    try:
        return Path(derivation.location.file).stat().st_size
    except OSError:
        return 0


def _one(derivation: Derivation, *, request: Request, as_json: bool) -> _Result:
    try:
        theorem = prove(derivation)
        found = verdict(theorem)
        written = put(theorem, request)
        said = (
            json.dumps(record(theorem, written), ensure_ascii=False) if as_json else _said(theorem, written)
        )
    except (BadInput, WriterError) as error:
        message = f"{derivation.name}: {error}" if isinstance(error, WriterError) else str(error)
        said = json.dumps(error_record(derivation.name, message), ensure_ascii=False) if as_json else message
        return _Result(said, "", BAD_INPUT)
    return _Result(said, found, OF_VERDICT[found])


def _printed(result: _Result, *, as_json: bool) -> int:
    if as_json:
        print(result.said)
    elif result.verdict:
        say_verdict(result.said, result.verdict)
    else:
        complain(result.said)
    return result.code


def _said(theorem: Theorem, written: Sequence[Path]) -> str:
    found = verdict(theorem)
    head = f"{theorem.name}: {found}"
    paths = "".join(f"\n  {p}" for p in written)
    if found == PROVED:
        idle = unneeded(theorem)
        return head + (f"\n{idle}" if idle else "") + paths if written else compact(theorem)
    drafts = f"\n\nDrafts, marked as such on the page:{paths}" if written else ""
    return f"{compact(theorem) if found == GAPS else head}\n\n{failures(theorem)}{drafts}"
