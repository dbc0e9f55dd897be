"""What a kind of input is to the process that tries it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from random import Random
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Judged:
    """What came of one case.

    Attributes
    ----------
    counts
        How much was tried, under ``tried``, and what became of it.
    false
        What is false and was accepted, or true and refused as false.
    crashed
        Faults that the program caught itself.
    """

    counts: Counter[str]
    false: tuple[str, ...] = ()
    crashed: tuple[str, ...] = ()


class Kind(Protocol):
    """One kind of input.

    Attributes
    ----------
    unit
        What is counted as tried.
    seconds
        A case that takes more seconds of the processor hangs.
    """

    unit: str
    seconds: float

    def draw(self, source: Random) -> bytes:
        """A case, as it is saved when it fails."""
        ...

    def judge(self, case: bytes) -> Judged:
        """Try a case; what is raised is a crash."""
        ...
