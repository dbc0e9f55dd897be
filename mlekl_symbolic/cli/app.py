"""The program ``mlekl``: finds the command, runs it and turns every error into one message."""

from __future__ import annotations

import gc
import io
import os
import pkgutil
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Annotated

import typer

from mlekl_symbolic.cli import commands
from mlekl_symbolic.cli.exits import BAD_INPUT, INTERRUPTED, BadInput
from mlekl_symbolic.kernel.lines import CheckError
from mlekl_symbolic.writers.errors import WriterError

PROGRAM = "mlekl"
OBJECTS = 2_000_000
"""How many objects are made before garbage is looked for."""


def command_names() -> list[str]:
    """The names of all commands."""
    return sorted(module.name for module in pkgutil.iter_modules(commands.__path__))


def _print_version(wanted: bool) -> None:  # noqa: FBT001
    if wanted:
        # Taking a fiftieth of a second, this is imported only when it is asked for.
        print(f"{PROGRAM} {import_module('importlib.metadata').version('mlekl_symbolic')}")
        raise typer.Exit


def _program(
    *,
    _version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Symbolic derivations for likelihood and Kullback-Leibler divergence, each line checked.

    Exit codes: 0 proved, 1 refuted, 2 not proved, 3 proved up to declared gaps, 4 bad input.
    """


def build(names: Sequence[str]) -> typer.Typer:
    """The program with some of its commands; only their modules are imported."""
    app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
    app.callback()(_program)
    for name in names:
        app.command(name)(import_module(f"{commands.__name__}.{name}").run)
    return app


def invoke(arguments: Sequence[str]) -> int:
    """Run one command and return its exit code."""
    names = command_names()
    app = build([arguments[0]] if arguments and arguments[0] in names else names)
    try:
        code = app(list(arguments) or ["--help"], prog_name=PROGRAM, standalone_mode=False)
    except typer.TyperException as error:
        print(f"{PROGRAM}: {error.format_message()}\n`{PROGRAM} --help` shows the commands.", file=sys.stderr)
        return BAD_INPUT
    except (BadInput, CheckError, WriterError) as error:
        print(f"{PROGRAM}: {error}", file=sys.stderr)
        return BAD_INPUT
    except (typer.Abort, KeyboardInterrupt):
        code = INTERRUPTED
    except SystemExit as error:
        # Typer ends with 1, which means refuted here, when the reader of the output has gone away.
        if isinstance(error.__context__, BrokenPipeError):
            raise error.__context__ from None
        raise
    if code == INTERRUPTED:
        print(f"{PROGRAM}: interrupted", file=sys.stderr)
    return code if arguments else BAD_INPUT


def main() -> None:
    """Entry point of the console script."""
    # Looking for garbage after every few hundred objects would take a third of the program's time.
    gc.set_threshold(OBJECTS)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    try:
        code = invoke(sys.argv[1:])
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 0
    gc.freeze()
    sys.exit(code)
