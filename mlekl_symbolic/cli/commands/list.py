"""``mlekl list``."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from mlekl_symbolic.cli.console import say
from mlekl_symbolic.proof.library import library


def run(
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object for each derivation.")] = False,
) -> int:
    """List the standard derivations."""
    shelf = library()
    width = max(map(len, shelf), default=0)
    for name, derivation in shelf.items():
        if as_json:
            record = {"name": name, "title": derivation.title, "summary": derivation.summary}
            more = {"sources": derivation.sources, "claims": derivation.claims}
            print(json.dumps(record | more, ensure_ascii=False))
        else:
            say(f"{name:<{width}}  {derivation.title}")
    return 0
