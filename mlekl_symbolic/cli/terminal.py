"""Colour and progress bars, for when a person is looking; `mlekl_symbolic.cli.console` decides that."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from typing import TextIO, TypeVar

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

Item = TypeVar("Item")


def console(stream: TextIO) -> Console:
    """A terminal that prints text as it is: nothing is wrapped, marked up or highlighted."""
    return Console(file=stream, soft_wrap=True, highlight=False, markup=False, emoji=False)


def show(text: str, style: str, stream: TextIO) -> None:
    """Print ``text`` in a style; colour is left out when ``NO_COLOR`` is set."""
    screen = console(stream)
    with screen.capture() as drawn:
        screen.print(text, style=style)
    stream.write(drawn.get())


def tracked(items: Iterable[Item], count: int, doing: str, stream: TextIO) -> Iterator[Item]:
    """``items`` one by one, with a bar that vanishes at the end."""
    columns = (TextColumn(doing), BarColumn(), MofNCompleteColumn())
    # Rich would otherwise send what is printed to the bar's stream, even when that is another one.
    together = sys.stdout.isatty()
    bar = Progress(*columns, console=console(stream), transient=True, redirect_stdout=together)
    with bar as progress:
        yield from progress.track(items, total=count)
