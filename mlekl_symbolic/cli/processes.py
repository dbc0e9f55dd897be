"""Work on many things by several processes, with the results in the order of the things."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from typing import Any, TypeVar

from mlekl_symbolic.cli.exits import BadInput

Item = TypeVar("Item")
Result = TypeVar("Result")

_THREADS = "RAYON_NUM_THREADS"
"""What tells Typst how many threads it may have."""
_TASKS = Path("/proc/self/task")
_given: list[Callable[[int], Any]] = []


def mapped(
    work: Callable[[Item], Result],
    items: Sequence[Item],
    *,
    heavy: Callable[[Item], int],
    workers: int,
) -> Iterator[Result]:
    """The results of ``work``, in the order of ``items``, as soon as those before them are there.

    Processes are copies of this one, so that nothing is imported or read again; where this process
    cannot be copied, it does all of it.

    Parameters
    ----------
    work
        What is done with each; its results are sent between processes.
    heavy
        What is done first: the heavier it is, the longer it will take.
    workers
        How many processes; 0 for as many as there are processors.

    Raises
    ------
    BadInput
        When a process is ended from outside, as for want of memory.
    """
    count = min(workers or os.cpu_count() or 1, len(items))
    if count < 2 or not can_be_copied():
        return map(work, items)
    gc.freeze()
    pool = ProcessPoolExecutor(
        count,
        multiprocessing.get_context("fork"),
        initializer=_begin,
        initargs=(lambda n: work(items[n]),),
    )
    order = sorted(range(len(items)), key=lambda n: -heavy(items[n]))
    futures = {n: pool.submit(_do, n) for n in order}
    return _taken(pool, [futures[n] for n in range(len(items))])


def can_be_copied() -> bool:
    """Whether a copy of this process would work: one of many threads has only one of them.

    Typst, once it has run, waits for its own.
    """
    return _TASKS.is_dir() and len(list(_TASKS.iterdir())) == 1


def _taken(pool: ProcessPoolExecutor, futures: Sequence[Future[Result]]) -> Iterator[Result]:
    try:
        for future in futures:
            try:
                yield future.result()
            except BrokenProcessPool:
                raise BadInput(
                    "a process was ended from outside; with --workers 1 there is one only"
                ) from None
    finally:
        pool.shutdown(cancel_futures=True)


def _begin(work: Callable[[int], Any]) -> None:
    # Ctrl-C reaches every process of a terminal; the first one says so and stops the others.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.environ.setdefault(_THREADS, "1")
    _given.append(work)


def _do(number: int) -> Any:
    return _given[0](number)
