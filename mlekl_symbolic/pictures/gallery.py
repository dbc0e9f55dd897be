"""Which pictures there are; a module of this package declares one and it is found."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from typing import Any

from mlekl_symbolic import pictures as here
from mlekl_symbolic.pictures.errors import PictureError

Draw = Callable[[Any], None]
"""Draws on an empty matplotlib figure."""


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture.

    Attributes
    ----------
    name, title
        What it is called, for the command line and for people.
    shows
        The derivations it belongs to, by name.
    example
        What is drawn, in a sentence: a page may use the letters of the picture for other things.
    alt
        What a reader who cannot see it should know.
    size
        Width and height in inches.
    draw
        Draws it.
    """

    name: str
    title: str
    shows: tuple[str, ...]
    example: str
    alt: str
    size: tuple[float, float]
    draw: Draw


_PICTURES: dict[str, Picture] = {}


def picture(
    name: str, *, title: str, shows: tuple[str, ...], example: str, alt: str,
    size: tuple[float, float] = (6.4, 4.0),
) -> Callable[[Draw], Draw]:  # fmt: skip
    """Declare the function that draws a picture; the parameters are the attributes of `Picture`.

    Raises
    ------
    ValueError
        When there is a picture of that name already.
    """

    def declare(draw: Draw) -> Draw:
        if name in _PICTURES:
            raise ValueError(f"there are two pictures called {name}")
        _PICTURES[name] = Picture(name, title, shows, example, alt, size, draw)
        return draw

    return declare


@cache
def _discovered() -> tuple[str, ...]:
    names = sorted(m.name for m in pkgutil.iter_modules(here.__path__))
    for name in names:
        importlib.import_module(f"{here.__name__}.{name}")
    return tuple(names)


def pictures() -> dict[str, Picture]:
    """All pictures by name."""
    _discovered()
    return dict(sorted(_PICTURES.items()))


def pictures_of(derivation: str) -> tuple[Picture, ...]:
    """The pictures that belong to a derivation."""
    return tuple(p for p in pictures().values() if derivation in p.shows)


def find_pictures(name: str) -> tuple[Picture, ...]:
    """The picture of that name, or those of the derivation of that name.

    Raises
    ------
    PictureError
        When there is none, with the names that come close.
    """
    known = pictures()
    found = (known[name],) if name in known else pictures_of(name)
    if not found:
        close = get_close_matches(name, {*known, *(d for p in known.values() for d in p.shows)}, n=1)
        hint = f"did you mean {close[0]}?" if close else f"there are {', '.join(known)}"
        raise PictureError(f"there is no picture {name!r}, and no derivation of that name has one: {hint}")
    return found
