"""Exit codes, the same for every command."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

PROVED: Final = 0
REFUTED: Final = 1
UNPROVED: Final = 2
GAPS: Final = 3
BAD_INPUT: Final = 4
INTERRUPTED: Final = 130
"""What shells use for a program that was stopped with Ctrl-C."""

OF_VERDICT: Mapping[str, int] = {"proved": PROVED, "refuted": REFUTED, "unproved": UNPROVED, "gaps": GAPS}
"""The exit code of a derivation with that verdict."""

_ORDER = (PROVED, GAPS, UNPROVED, REFUTED, BAD_INPUT)


def worst(codes: Iterable[int]) -> int:
    """The code of several derivations together: that of the worst of them."""
    return max(codes, key=_ORDER.index, default=PROVED)


class BadInput(Exception):
    """Something the user gave cannot be used; ``str`` is the whole message."""
