"""The error of drawing a picture."""

from __future__ import annotations


class PictureError(Exception):
    """A picture cannot be drawn; ``str`` is the whole message."""
