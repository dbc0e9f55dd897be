"""Where a command's words go: results to standard output, complaints to standard error.

Colour appears only on a terminal and never when ``NO_COLOR`` is set; text is the same either way.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from typing import TypeVar

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

Item = TypeVar("Item")

STYLES = {"proved": "bold green", "gaps": "bold yellow", "unproved": "bold yellow", "refuted": "bold red"}


def _console(stderr: bool) -> Console:  # noqa: FBT001
    return Console(stderr=stderr, soft_wrap=True, highlight=False, markup=False, emoji=False)


def say(text: str, style: str = "") -> None:
    """Print ``text`` to standard output."""
    if sys.stdout.isatty():
        _console(stderr=False).print(text, style=style or None)
    else:
        print(text)


def complain(text: str, style: str = "") -> None:
    """Print ``text`` to standard error."""
    if sys.stderr.isatty():
        _console(stderr=True).print(text, style=style or None)
    else:
        print(text, file=sys.stderr)


def say_verdict(text: str, verdict: str) -> None:
    """Print ``text``, its first line in the colour of ``verdict``."""
    first, newline, rest = text.partition("\n")
    say(first, STYLES[verdict])
    if newline:
        say(rest)


def tracked(items: Iterable[Item], count: int) -> Iterator[Item]:
    """``items`` one by one, with a progress bar while standard error is a terminal."""
    if not sys.stderr.isatty() or count < 2:
        yield from items
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=_console(stderr=True), transient=True) as progress:
        task = progress.add_task("proving", total=count)
        for item in items:
            progress.update(task, description=str(item))
            yield item
            progress.advance(task)
