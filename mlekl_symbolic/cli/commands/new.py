"""``mlekl new NAME``."""

from __future__ import annotations

import keyword
from importlib.resources import files
from pathlib import Path
from typing import Annotated

import typer

from mlekl_symbolic.cli.console import say
from mlekl_symbolic.cli.exits import BadInput


def run(name: Annotated[str, typer.Argument(metavar="NAME", help="What the derivation is called.")]) -> int:
    """Write NAME.py, a commented derivation that proves as it stands, to start from."""
    path = Path(name if name.endswith(".py") else f"{name}.py")
    if not path.stem.isidentifier() or keyword.iskeyword(path.stem):
        raise BadInput(
            f"{path.stem!r} cannot be the name of a derivation: use letters, digits and underscores"
        )
    template = files("mlekl_symbolic.cli").joinpath("template.py.txt").read_text(encoding="utf-8")
    try:
        with path.open("x", encoding="utf-8") as stream:
            stream.write(template.replace("NAME", path.stem))
    except FileExistsError:
        raise BadInput(f"{path} exists already and is left as it is; choose another name") from None
    except OSError as error:
        raise BadInput(f"{path}: cannot be written: {error.strerror}") from None
    say(f"{path}\nProve it with: mlekl prove {path}")
    return 0
