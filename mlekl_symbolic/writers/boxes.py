"""Boxes of text that stand side by side on a base line or above one another."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache


@dataclass(frozen=True, slots=True)
class Box:
    """Lines of text of which one, counted from 0, stands on the base line."""

    lines: tuple[str, ...]
    base: int = 0

    @property
    def width(self) -> int:
        """The number of columns."""
        return columns(self.lines[0]) if len(self.lines) == 1 else max(map(columns, self.lines))

    @property
    def below(self) -> int:
        """The number of lines below the base line."""
        return len(self.lines) - self.base - 1


@lru_cache(maxsize=4096)
def columns(text: str) -> int:
    """How many columns a line of text takes: combining accents take none."""
    return len(text) - sum(map(_combines, text)) if not text.isascii() else len(text)


@cache
def _combines(sign: str) -> bool:
    return unicodedata.combining(sign) > 0


def padded(text: str, width: int) -> str:
    """``text`` with blanks after it up to ``width`` columns."""
    return text + " " * (width - columns(text))


def centred(text: str, width: int) -> str:
    """``text`` in the middle of ``width`` columns."""
    left = (width - columns(text)) // 2
    return padded(" " * left + text, width)


def beside(*boxes: Box) -> Box:
    """Boxes from left to right on one base line."""
    up = max([b.base for b in boxes])
    down = max([b.below for b in boxes])
    if up == down == 0:
        return Box(("".join([b.lines[0] for b in boxes]),))
    lines: list[list[str]] = [[] for _ in range(up + down + 1)]
    for b in boxes:
        shift, width = up - b.base, b.width
        for n, line in enumerate(lines):
            inside = 0 <= n - shift < len(b.lines)
            line.append(padded(b.lines[n - shift], width) if inside else " " * width)
    return Box(tuple(map("".join, lines)), up)


def stacked(boxes: tuple[Box, ...], base: int) -> Box:
    """Boxes from top to bottom, centred, on the base line of number ``base``."""
    width = max(b.width for b in boxes)
    line = sum(len(b.lines) for b in boxes[:base]) + boxes[base].base
    return Box(tuple(centred(text, width) for b in boxes for text in b.lines), line)


_TALL = {
    "(": "⎛⎜⎝", ")": "⎞⎟⎠", "[": "⎡⎢⎣", "]": "⎤⎥⎦", "{": "⎧⎨⎩", "}": "⎫⎬⎭", "|": "│││",
}  # fmt: skip


def fenced(left: str, body: Box, right: str) -> Box:
    """A box between delimiters of its height."""
    return beside(_delimiter(left, body), body, _delimiter(right, body))


def _delimiter(sign: str, body: Box) -> Box:
    height = len(body.lines)
    if height == 1:
        return Box((sign,))
    top, middle, bottom = tuple(_TALL[sign])
    inner = [middle] * (height - 2)
    if sign in "{}" and height > 2:
        inner = ["⎪"] * (height - 2)
        inner[(height - 3) // 2] = middle
    return Box((top, *inner, bottom), body.base)
