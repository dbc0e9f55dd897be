"""Limits of time and memory inside one process.

Time is kept by a timer signal, which only the main thread of a process receives. What is interrupted is
left in an unknown state and has to be thrown away. Where the system has no such signal, or no limits of
memory, nothing is bounded.
"""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib import import_module
from pathlib import Path
from types import FrameType, ModuleType

AGAIN = 0.05
"""Seconds after which a signal is repeated that something has swallowed."""
MEGABYTE = 2**20
_resource: ModuleType | None = None
with suppress(ImportError):
    _resource = import_module("resource")


class TimeIsUp(BaseException):
    """The time is up; no `except Exception` on the way swallows it."""


def possible() -> bool:
    """Whether time can be kept here."""
    return threading.current_thread() is threading.main_thread()


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Raise `TimeIsUp` inside the ``with`` block once it has taken longer than it may."""

    armed = True

    def ring(_number: int, _frame: FrameType | None) -> None:
        if armed:
            raise TimeIsUp

    if not hasattr(signal, "setitimer"):
        yield
        return
    before, unraisable = signal.signal(signal.SIGALRM, ring), sys.unraisablehook

    def silent(found: sys.UnraisableHookArgs) -> None:
        # Python swallows what is raised while it collects an object, and the signal comes again.
        if found.exc_type is not TimeIsUp:
            unraisable(found)

    sys.unraisablehook = silent
    signal.setitimer(signal.ITIMER_REAL, seconds, AGAIN)
    try:
        try:
            yield
        finally:
            armed = False
    finally:
        # Reached even if the signal comes while the block is being left.
        armed = False
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
        sys.unraisablehook = unraisable


@contextmanager
def holding(megabytes: int) -> Iterator[None]:
    """Let Python raise `MemoryError` inside the ``with`` block when more than this is held.

    A process that holds nearly as much already may grow by a fifth of it.
    """
    if _resource is None or not megabytes:
        yield
        return
    soft, hard = _resource.getrlimit(_resource.RLIMIT_DATA)
    wanted = max(megabytes * MEGABYTE, _held() + megabytes * MEGABYTE // 5)
    lowest = min((n for n in (soft, hard) if n != _resource.RLIM_INFINITY), default=wanted)
    if lowest < wanted:
        yield
        return
    _resource.setrlimit(_resource.RLIMIT_DATA, (wanted, hard))
    try:
        yield
    finally:
        _resource.setrlimit(_resource.RLIMIT_DATA, (soft, hard))


def _held() -> int:
    """How many bytes of private data the process holds; 0 where the system does not say."""
    try:
        rows = Path("/proc/self/status").read_text("ascii").splitlines()
    except OSError:
        return 0
    return next((int(r.split()[1]) * 1024 for r in rows if r.startswith("VmData:")), 0)
