"""``mlekl site``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from mlekl_symbolic.cli.console import say, tracked
from mlekl_symbolic.cli.exits import OF_VERDICT, BadInput, worst
from mlekl_symbolic.cli.targets import find_all, prove
from mlekl_symbolic.proof.verdict import verdict
from mlekl_symbolic.writers.files import replace_file
from mlekl_symbolic.writers.site import site


def run(
    targets: Annotated[
        list[str] | None,
        typer.Argument(metavar="[NAME|FILE]…", help="Derivations; all standard ones when none is named."),
    ] = None,
    out: Annotated[Path, typer.Option(metavar="DIR", help="The folder to write to.")] = Path("site"),
) -> int:
    """Write a folder of pages: all derivations, what cites what, and all rules; open its index.html.

    Exit codes are those of `prove`.
    """
    found = find_all(targets or [])
    theorems = [prove(d) for d in tracked(found, len(found))]
    pages = site(theorems)
    try:
        out.mkdir(parents=True, exist_ok=True)
        for name, page in pages.items():
            replace_file(out / name, page)
    except OSError as error:
        raise BadInput(f"{out}: cannot be written to: {error.strerror}") from None
    say(f"{out / 'index.html'}: {len(theorems)} derivations, {len(pages)} pages")
    return worst([OF_VERDICT[verdict(t)] for t in theorems])
