"""Pictures as parts of a page."""

from __future__ import annotations

from mlekl_symbolic.pictures.drawing import inline_svg
from mlekl_symbolic.pictures.gallery import pictures_of
from mlekl_symbolic.writers.page import Figure

BELOW = "A picture is no part of the proof"
"""What the words below a picture end with: pages say what has been checked."""


def figures_of(derivation: str) -> tuple[Figure, ...]:
    """The pictures that belong to a derivation, drawn, for the page of its theorem.

    Raises
    ------
    mlekl_symbolic.pictures.errors.PictureError
        When there are some and matplotlib is not installed.
    """
    return tuple(
        Figure(f"{p.title}. {p.example} {BELOW}", p.alt, inline_svg(p)) for p in pictures_of(derivation)
    )
