"""Limits of time and memory."""

from __future__ import annotations

import resource
import signal
import threading
import time
from contextlib import suppress

import pytest

from mlekl_symbolic.checks.limits import TimeIsUp, holding, possible, within


def forever() -> None:
    while True:
        pass


def swallow_twice() -> None:
    for _ in range(2):
        with suppress(TimeIsUp):
            forever()
    forever()


def test_time_is_up() -> None:
    with pytest.raises(TimeIsUp), within(0.05):
        forever()


def test_a_signal_that_is_swallowed_comes_again() -> None:
    with pytest.raises(TimeIsUp), within(0.05):
        swallow_twice()


def test_nothing_is_left_behind() -> None:
    before = signal.getsignal(signal.SIGALRM)
    with within(10):
        pass
    with suppress(TimeIsUp), within(0.01):
        time.sleep(1)
    assert signal.getsignal(signal.SIGALRM) is before
    assert signal.getitimer(signal.ITIMER_REAL)[0] == 0


def test_time_is_kept_in_the_main_thread_only() -> None:
    seen: list[bool] = []
    thread = threading.Thread(target=lambda: seen.append(possible()))
    thread.start()
    thread.join()
    assert (possible(), seen) == (True, [False])


def test_memory_is_bounded() -> None:
    before = resource.getrlimit(resource.RLIMIT_DATA)
    with pytest.raises(MemoryError), holding(100):
        bytearray(2**31)
    assert resource.getrlimit(resource.RLIMIT_DATA) == before
    with holding(0):
        assert resource.getrlimit(resource.RLIMIT_DATA) == before
