"""Writing the pages of a derivation into a folder."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from inspect import signature
from os.path import exists, isdir
from pathlib import Path
from typing import Any

from mlekl_symbolic.cli.exits import BadInput
from mlekl_symbolic.oracle import second_opinion
from mlekl_symbolic.pictures.errors import PictureError
from mlekl_symbolic.pictures.pages import figures_of
from mlekl_symbolic.proof.records import Theorem
from mlekl_symbolic.proof.verdict import PROVED, verdict
from mlekl_symbolic.writers.files import replace_file
from mlekl_symbolic.writers.formats import Format, formats, write

CERTIFICATE = "json"
PDF = "pdf"


@dataclass(frozen=True, slots=True)
class Request:
    """Which formats to write, where, what makes the PDF, and what pages have besides the derivation.

    Attributes
    ----------
    pictures
        Whether pages have their pictures.
    asks
        Whether SymPy is asked about each step, for the pages that show what it says.
    """

    formats: tuple[str, ...]
    folder: Path
    engine: str
    pictures: bool = False
    asks: bool = False

    @classmethod
    def parse(
        cls, to: str, folder: Path, engine: str, *, pictures: bool = False, asks: bool = False
    ) -> Request:
        """A request from the options of the command line.

        Raises
        ------
        BadInput
            When a format is unknown or the folder cannot be one.
        """
        names = tuple(dict.fromkeys(part.strip().lower() for part in to.split(",") if part.strip()))
        known = tuple(formats())
        for name in names:
            if name not in known:
                close = get_close_matches(name, known, n=1)
                hint = f"did you mean {close[0]}?" if close else f"there are {', '.join(known)}"
                raise BadInput(f"there is no format {name!r}: {hint}")
        if names and exists(folder) and not isdir(folder):
            raise BadInput(f"{folder} is a file, not a folder to write to")
        return cls(names, folder, engine, pictures, asks)


def put(theorem: Theorem, request: Request) -> tuple[Path, ...]:
    """Write every page asked for, each whole or not at all, and return their paths.

    All pages are made before the first is written. The pages of a derivation that is not proved
    are drafts: ``NAME.draft.pdf`` and so on, so that no good page is replaced; they have no
    certificate.

    Raises
    ------
    WriterError
        When a page cannot be made.
    BadInput
        When the folder cannot be written to.
    """
    proved = verdict(theorem) == PROVED
    wanted = [formats()[name] for name in request.formats if proved or name != CERTIFICATE]
    stem = theorem.name if proved else f"{theorem.name}.draft"
    pages = _pages(theorem, stem, wanted, request)
    try:
        if pages:
            request.folder.mkdir(parents=True, exist_ok=True)
        for name, page in pages.items():
            replace_file(request.folder / name, page)
    except OSError as error:
        raise BadInput(f"{request.folder}: cannot be written to: {error.strerror}") from None
    return tuple(request.folder / name for name in pages)


def _pages(theorem: Theorem, stem: str, wanted: Sequence[Format], request: Request) -> dict[str, bytes]:
    """The pages by the names of their files; a format without pictures is written without them."""
    try:
        figures = figures_of(theorem.name) if request.pictures else ()
    except PictureError as error:
        raise BadInput(str(error)) from None
    extras: dict[str, Any] = {"figures": figures} if figures else {}
    if request.asks:
        extras["opinions"] = {o.number: o.opinion for o in second_opinion(theorem)}
    pages = {}
    for chosen in wanted:
        options: dict[str, Any] = {"engine": request.engine} if chosen.name == PDF else {}
        options |= {name: value for name, value in extras.items() if name in _taken(chosen)}
        pages[f"{stem}{chosen.suffix}"] = write(theorem, chosen.name, **options)
    return pages


@cache
def _taken(chosen: Format) -> frozenset[str]:
    """The names of the options of a format."""
    return frozenset(signature(chosen.write).parameters)
