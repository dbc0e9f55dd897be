"""Work on many things by several processes, with the results in the order of the things."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import traceback
from collections.abc import Callable, Collection, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from mlekl_symbolic.cli.exits import BadInput

Item = TypeVar("Item")
Result = TypeVar("Result")

_THREADS = "RAYON_NUM_THREADS"
"""What tells Typst how many threads it may have."""
_TASKS = Path("/proc/self/task")


class _Job(NamedTuple):
    """What a process knows of the work: how one item is done, and which are in hand or done already.

    Of each item it knows the parts, by their numbers, and of each part which process has met it first.
    """

    work: Callable[[int], Any]
    order: Sequence[int]
    taken: Any
    known: Callable[[int], bool]
    parts: Sequence[Collection[int]]
    met: Any


_given: list[_Job] = []


def _never(_: object) -> bool:
    return False


def _nothing(_: object) -> Collection[str]:
    return ()


def mapped(
    work: Callable[[Item], Result],
    items: Sequence[Item],
    *,
    heavy: Callable[[Item], int],
    workers: int,
    known: Callable[[Item], bool] = _never,
    parts: Callable[[Item], Collection[str]] = _nothing,
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
    known
        Whether this process has done most of the work on an item in passing: it is left to this process
        then, as long as there are others for the rest.
    parts
        What the work on an item has parts in common with others by: a process does a part only once, so it
        leaves alone, as long as it can, what has parts that another process has met.
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
    context = multiprocessing.get_context("fork")
    order = sorted(range(len(items)), key=lambda n: -heavy(items[n]))
    taken = context.Array("b", len(items))
    numbers: dict[str, int] = {}
    shared = [[numbers.setdefault(p, len(numbers)) for p in parts(item)] for item in items]
    met = context.Array("i", len(numbers))
    job = _Job(lambda n: work(items[n]), order, taken, lambda n: known(items[n]), shared, met)
    pool = ProcessPoolExecutor(count, context, initializer=_begin, initargs=(job,))
    return _in_order(pool, [pool.submit(_do_one) for _ in items])


def can_be_copied() -> bool:
    """Whether a copy of this process would work: one of many threads has only one of them.

    Typst, once it has run, waits for its own.
    """
    return _TASKS.is_dir() and len(list(_TASKS.iterdir())) == 1


def _in_order(
    pool: ProcessPoolExecutor, futures: Sequence[Future[tuple[int, Any, Exception | None]]]
) -> Iterator[Any]:
    """The results by the numbers of their items; an error is raised where its result would stand."""
    waiting: dict[int, tuple[Any, Exception | None]] = {}
    following = 0
    try:
        for future in as_completed(futures):
            number, *found = future.result()
            waiting[number] = found[0], found[1]
            while following in waiting:
                result, error = waiting.pop(following)
                if error is not None:
                    raise error
                following += 1
                yield result
    except BrokenProcessPool:
        raise BadInput("a process was ended from outside; with --workers 1 there is one only") from None
    finally:
        pool.shutdown(cancel_futures=True)


def _begin(job: _Job) -> None:
    # Ctrl-C reaches every process of a terminal; the first one says so and stops the others.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.environ.setdefault(_THREADS, "1")
    _given.append(job)


def _do_one() -> tuple[int, Any, Exception | None]:
    """Do the next item, and say which it was."""
    job = _given[0]
    with job.taken.get_lock():
        free = [n for n in job.order if not job.taken[n]]
        number = next(filter(job.known, free), None)
        if number is None:
            number = min(free, key=lambda n: sum(job.met[p] not in (0, os.getpid()) for p in job.parts[n]))
        job.taken[number] = 1
        for p in job.parts[number]:
            job.met[p] = job.met[p] or os.getpid()
    try:
        return number, job.work(number), None
    except Exception as error:
        error.add_note(traceback.format_exc())
        return number, None, error
