"""Kinds of input with a bug in what is tried, so that the watching of processes can be tested."""

from __future__ import annotations

import os
from collections import Counter
from dataclasses import dataclass
from random import Random

from benchmarks.fuzz.judged import Judged

BAD = b"7"


@dataclass(frozen=True, slots=True)
class Harmless:
    """Digits, of which none does harm."""

    unit: str = "digits"
    seconds: float = 1.0

    def draw(self, source: Random) -> bytes:
        """A digit; the first one drawn does no harm."""
        digit = str(source.randrange(10)).encode()
        return b"0" if source.getstate() == _AFTER_FIRST else digit

    def judge(self, case: bytes) -> Judged:
        """Count it."""
        if case == BAD:
            self.harm()
        return Judged(Counter({"tried": 1}), ("seven",) if case == BAD and self.is_false() else ())

    def harm(self) -> None:
        """What a bad digit does."""

    def is_false(self) -> bool:
        """Whether a bad digit is something false that is accepted."""
        return False


_first = Random(0)
_first.randrange(10)
_AFTER_FIRST = _first.getstate()


class False7(Harmless):
    """Seven is accepted and false."""

    __slots__ = ()

    def is_false(self) -> bool:
        """It is."""
        return True


class Crash(Harmless):
    """Seven raises."""

    __slots__ = ()

    def harm(self) -> None:
        """Raise."""
        raise LookupError("seven")


class Hang(Harmless):
    """Seven never ends, and swallows what would interrupt it."""

    __slots__ = ()

    def harm(self) -> None:
        """Go on."""
        while True:
            pass


class Death(Harmless):
    """Seven takes the process down."""

    __slots__ = ()

    def harm(self) -> None:
        """End the process."""
        os._exit(9)


class Greedy(Harmless):
    """Seven wants more memory than there is for it."""

    __slots__ = ()

    def harm(self) -> None:
        """Take it."""
        bytearray(2**40)
