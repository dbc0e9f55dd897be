"""Where a command's words go: results to standard output, complaints to standard error.

Colour and progress appear only on a terminal, and colour never when ``NO_COLOR`` is set; the text
is the same either way. The module that draws them is imported only then.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from importlib import import_module
from typing import Any, TextIO, TypeVar

Item = TypeVar("Item")

STYLES = {"proved": "bold green", "gaps": "bold yellow", "unproved": "bold yellow", "refuted": "bold red"}


def _terminal() -> Any:
    return import_module("mlekl_symbolic.cli.terminal")


def _put(text: str, style: str, stream: TextIO) -> None:
    if style and stream.isatty():
        _terminal().show(text, style, stream)
    else:
        print(text, file=stream)


def say(text: str, style: str = "") -> None:
    """Print ``text`` to standard output."""
    _put(text, style, sys.stdout)


def complain(text: str, style: str = "") -> None:
    """Print ``text`` to standard error."""
    _put(text, style, sys.stderr)


def say_verdict(text: str, verdict: str) -> None:
    """Print ``text``, its first line in the colour of ``verdict``."""
    first, newline, rest = text.partition("\n")
    say(first, STYLES[verdict])
    if newline:
        say(rest)


def tracked(items: Iterable[Item], count: int, doing: str = "proving") -> Iterator[Item]:
    """``items`` one by one, with a progress bar while standard error is a terminal."""
    if count > 1 and sys.stderr.isatty():
        yield from _terminal().tracked(items, count, doing, sys.stderr)
    else:
        yield from items
