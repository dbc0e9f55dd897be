"""How long the second reading of a line searches before it gives up.

The limits are of processor time, and above what most lines take that are found at all. Whoever gives a
line more time gives it more here, too.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from time import process_time

_FACTOR: ContextVar[float] = ContextVar("patience", default=1.0)


@contextmanager
def patience(factor: float) -> Iterator[None]:
    """Multiply the limits, for what is done inside.

    Parameters
    ----------
    factor
        By how much; 1 is what a line is given by default.
    """
    token = _FACTOR.set(factor)
    try:
        yield
    finally:
        _FACTOR.reset(token)


def is_over(begun: float, seconds: float) -> bool:
    """Whether more processor time has passed since ``begun`` than a limit allows."""
    return process_time() - begun > seconds * _FACTOR.get()
