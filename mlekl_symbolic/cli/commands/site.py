"""``mlekl site``."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import Annotated

import typer

from mlekl_symbolic.checks.codes import ALL, kind
from mlekl_symbolic.cli.console import complain, say, tracked
from mlekl_symbolic.cli.exits import OF_VERDICT, BadInput, worst
from mlekl_symbolic.cli.targets import find_all, prove
from mlekl_symbolic.pictures.pages import figures_of
from mlekl_symbolic.proof.verdict import verdict
from mlekl_symbolic.writers.files import replace_file
from mlekl_symbolic.writers.page import Figure
from mlekl_symbolic.writers.site import Diagnostic, site


def run(
    targets: Annotated[
        list[str] | None,
        typer.Argument(metavar="[NAME|FILE]…", help="Derivations; all standard ones when none is named."),
    ] = None,
    out: Annotated[Path, typer.Option(metavar="DIR", help="The folder to write to.")] = Path("site"),
) -> int:
    """Write a folder of pages: all derivations with their pictures, what cites what, rules, errors.

    Open its index.html, from disk. Pictures need the extra `plots`.

    Exit codes are those of `prove`.
    """
    found = find_all(targets or [])
    _made(out)
    theorems = [prove(d) for d in tracked(found, len(found))]
    drawn = find_spec("matplotlib") is not None
    if not drawn:
        complain("note: pages have no pictures: pip install '.[plots]' in a copy of the project")
    pages = site(theorems, figures_of if drawn else _no_figures, _diagnostics())
    try:
        for name, page in pages.items():
            replace_file(out / name, page)
    except OSError as error:
        raise BadInput(f"{out}: cannot be written to: {error.strerror}") from None
    say(f"{out / 'index.html'}: {len(theorems)} derivations, {len(pages)} pages")
    return worst([OF_VERDICT[verdict(t)] for t in theorems])


def _made(folder: Path) -> None:
    """See to the folder before minutes of work are done for it."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise BadInput(f"{folder}: cannot be written to: {error.strerror}") from None


def _no_figures(_name: str) -> tuple[Figure, ...]:
    return ()


def _diagnostics() -> tuple[Diagnostic, ...]:
    return tuple(
        Diagnostic(c.name, kind(c.name), c.title, c.meaning, c.remedy)
        for c in sorted(ALL.values(), key=lambda c: c.name)
    )
