"""``mlekl plot NAME…``."""

from __future__ import annotations

from difflib import get_close_matches
from pathlib import Path
from typing import Annotated

import typer

from mlekl_symbolic.cli.console import say
from mlekl_symbolic.cli.exits import BadInput
from mlekl_symbolic.pictures.drawing import FORMATS, drawn
from mlekl_symbolic.pictures.errors import PictureError
from mlekl_symbolic.pictures.gallery import find_pictures, pictures
from mlekl_symbolic.writers.files import replace_file


def run(
    names: Annotated[
        list[str] | None,
        typer.Argument(metavar="[NAME]…", help="Pictures, or derivations that have some."),
    ] = None,
    everything: Annotated[bool, typer.Option("--all", help="Draw every picture.")] = False,
    to: Annotated[str, typer.Option(metavar="FORMATS", help="Formats to write: svg, pdf, png.")] = "svg",
    out: Annotated[Path, typer.Option(metavar="DIR", help="The folder to write to.")] = Path("output"),
) -> int:
    """Draw pictures of what derivations say; without a name, list them.

    Drawing needs the extra `plots`: pip install '.[plots]' in a copy of the project.
    """
    if names and everything:
        raise BadInput("name the pictures to draw, or say --all, but not both")
    if not names and not everything:
        width = max(map(len, pictures()))
        say("\n".join(f"{p.name:<{width}}  {p.title} ({', '.join(p.shows)})" for p in pictures().values()))
        return 0
    formats = _formats(to)
    try:
        chosen = [p for name in (names or pictures()) for p in find_pictures(name)]
        made = {f"{p.name}.{f}": drawn(p, f) for p in dict.fromkeys(chosen) for f in formats}
    except PictureError as error:
        raise BadInput(str(error)) from None
    try:
        out.mkdir(parents=True, exist_ok=True)
        for name, content in made.items():
            replace_file(out / name, content)
    except OSError as error:
        raise BadInput(f"{out}: cannot be written to: {error.strerror}") from None
    say("\n".join(str(out / name) for name in made))
    return 0


def _formats(to: str) -> tuple[str, ...]:
    names = tuple(dict.fromkeys(part.strip().lower() for part in to.split(",") if part.strip()))
    for name in names:
        if name not in FORMATS:
            close = get_close_matches(name, FORMATS, n=1)
            hint = f"did you mean {close[0]}?" if close else f"there are {', '.join(FORMATS)}"
            raise BadInput(f"a picture cannot be written as {name!r}: {hint}")
    if not names:
        raise BadInput(f"say what to write: --to {', '.join(FORMATS)}")
    return names
