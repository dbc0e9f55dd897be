"""From a picture to a file: vector formats without dates or chance, with alternative text."""

from __future__ import annotations

import io
from collections.abc import Mapping
from functools import cache
from html import escape
from importlib import import_module
from typing import Any

from mlekl_symbolic.pictures.errors import PictureError
from mlekl_symbolic.pictures.gallery import Picture
from mlekl_symbolic.pictures.slim import slim

FORMATS = ("svg", "pdf", "png")
"""What a picture can be written as."""
INK, QUIET, PAPER = "#1b1b1b", "#5f5f5f", "#ffffff"
BLUE, ORANGE, GREEN, PURPLE = "#0072b2", "#d55e00", "#007a5a", "#a3558a"
"""Colours that colour-blind readers tell apart, after M. Okabe and K. Ito; lines differ in style as well."""
_STYLE: Mapping[str, object] = {
    "font.family": "STIXGeneral",
    "mathtext.fontset": "stix",
    "font.size": 11.5,
    "axes.titlesize": 12.5,
    "axes.edgecolor": QUIET,
    "axes.labelcolor": INK,
    "axes.linewidth": 0.7,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.unicode_minus": True,
    "xtick.color": QUIET,
    "ytick.color": QUIET,
    "xtick.labelcolor": INK,
    "ytick.labelcolor": INK,
    "text.color": INK,
    "lines.linewidth": 1.8,
    "lines.solid_capstyle": "round",
    "contour.negative_linestyle": "solid",
    "figure.facecolor": PAPER,
    "axes.facecolor": PAPER,
    "figure.constrained_layout.use": True,
    "pdf.fonttype": 42,
    "svg.fonttype": "path",
    "svg.hashsalt": "mlekl_symbolic",
    "savefig.dpi": 200,
}


def matplotlib(module: str = "") -> Any:
    """``matplotlib``, or a module of it.

    Raises
    ------
    PictureError
        When it is not installed.
    """
    try:
        return import_module(f"matplotlib.{module}" if module else "matplotlib")
    except ImportError:
        raise PictureError(
            "drawing needs matplotlib, which is not installed: "
            "pip install '.[plots]' in a copy of the project"
        ) from None


def drawn(picture: Picture, format_name: str) -> bytes:
    """A picture as a file; equal versions of matplotlib give equal bytes.

    Parameters
    ----------
    format_name
        ``svg``, ``pdf`` or ``png``.

    Raises
    ------
    PictureError
        When there is no such format, or matplotlib is not installed.
    """
    if format_name not in FORMATS:
        raise PictureError(f"a picture cannot be written as {format_name!r}: there are {', '.join(FORMATS)}")
    base = matplotlib()
    stream = io.BytesIO()
    with base.rc_context({**base.rcParamsDefault, "backend": "agg", **_STYLE}):
        figure = matplotlib("figure").Figure(figsize=picture.size)
        picture.draw(figure)
        figure.savefig(stream, format=format_name, metadata=_metadata(picture, format_name))
    made = stream.getvalue()
    return _described(made.decode(), picture).encode() if format_name == "svg" else made


@cache
def inline_svg(picture: Picture) -> str:
    """A picture as an ``<svg>`` element to be put into a page, with its title and description.

    Raises
    ------
    PictureError
        When matplotlib is not installed.
    """
    whole = drawn(picture, "svg").decode()
    return whole[whole.index("<svg") :]


def _metadata(picture: Picture, format_name: str) -> dict[str, object]:
    match format_name:
        case "svg":
            return {"Date": None, "Creator": None, "Format": None, "Type": None}
        case "pdf":
            about = {"Title": picture.title, "Subject": picture.alt, "Creator": "mlekl_symbolic"}
            return {**about, "CreationDate": None, "Producer": None}
        case _:
            return {"Title": picture.title, "Description": picture.alt, "Software": None}


def _described(svg: str, picture: Picture) -> str:
    """The drawing with a title and a description that screen readers find, and identifiers of its own."""
    name = picture.name
    own = slim(svg, "".join(word[0] for word in name.split("_")))
    own = own.replace("*{stroke-", f".{name} *{{stroke-")
    head, tag, rest = own.partition("<svg ")
    attributes, close, body = rest.partition(">")
    labels = f'class="{name}" role="img" aria-labelledby="{name}-title {name}-alt" '
    words = (
        f'\n<title id="{name}-title">{escape(picture.title)}</title>'
        f'\n<desc id="{name}-alt">{escape(picture.alt)}</desc>'
    )
    return f"{head}{tag}{labels}{attributes}{close}{words}{body}"
