"""What a user names on the command line: standard derivations and files."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from mlekl_symbolic.cli.exits import BadInput
from mlekl_symbolic.proof.derivation import Derivation
from mlekl_symbolic.proof.errors import DerivationError
from mlekl_symbolic.proof.library import library, load_file
from mlekl_symbolic.proof.records import Theorem
from mlekl_symbolic.proof.run import theorem


def is_file(target: str) -> bool:
    """Whether ``target`` means a file: it ends in ``.py`` or has a folder in it."""
    return target.endswith(".py") or len(Path(target).parts) > 1


def find(target: str) -> list[Derivation]:
    """The derivations a name or a file stands for.

    Raises
    ------
    BadInput
        When there is none, with the whole message.
    """
    try:
        return load_file(target) if is_file(target) else [library().find(target)]
    except DerivationError as error:
        raise BadInput(str(error)) from None


def find_all(targets: Sequence[str]) -> list[Derivation]:
    """The derivations of several targets; of all standard derivations when ``targets`` is empty.

    Raises
    ------
    BadInput
        When a target means nothing, or two of them give derivations of one name.
    """
    found = [d for t in (targets or list(library())) for d in find(t)]
    names = [d.name for d in found]
    if twice := next((n for n in names if names.count(n) > 1), None):
        raise BadInput(f"two of these derivations are called {twice!r}; prove them one at a time")
    return found


def prove(derivation: Derivation) -> Theorem:
    """Run one derivation, unless it has been run before.

    Raises
    ------
    BadInput
        When its author has made a mistake in writing it, with the whole message.
    """
    try:
        return theorem(derivation)
    except DerivationError as error:
        raise BadInput(str(error)) from None
