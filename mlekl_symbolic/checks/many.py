"""Checking many documents: by a pool of processes, or by any executor."""

from __future__ import annotations

import gc
import multiprocessing
import os
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import Protocol, TypeAlias

from mlekl_symbolic.checks import codes
from mlekl_symbolic.checks.one import check_path
from mlekl_symbolic.checks.options import Options
from mlekl_symbolic.checks.records import DocumentRecord, message, whole

AHEAD = 8
"""How many documents for each worker are given out before the first result is taken."""
DOCUMENTS_PER_PROCESS = 100
"""After how many documents a process makes room for a new one."""
OBJECTS = 200_000
"""How many objects a process makes before it looks for garbage."""

Task: TypeAlias = tuple[str, Options]


def check_documents(
    paths: Iterable[str | os.PathLike[str]],
    options: Options | None = None,
    *,
    executor: Executor | None = None,
    workers: int | None = None,
) -> Iterator[DocumentRecord]:
    """The results on many files, in their order, as soon as they are there.

    What happens with one document never keeps the others from being checked.

    Parameters
    ----------
    paths
        The files.
    options
        How they are checked.
    executor
        What runs the work, such as a thread pool, or the executor of a Dask or Ray cluster that sees the
        same files; None for processes of this machine.
    workers
        How many processes; as many as there are processors unless given. With 1 all is done in this process.
    """
    chosen = options or Options()
    yield from check_tasks(((os.fspath(p), chosen) for p in paths), executor=executor, workers=workers)


def check_tasks(
    tasks: Iterable[Task], *, executor: Executor | None = None, workers: int | None = None
) -> Iterator[DocumentRecord]:
    """The results on many files, each with options of its own; see `check_documents`."""
    count = workers or os.cpu_count() or 1
    if executor is not None:
        yield from _streamed(tasks, _Given(executor), AHEAD * count)
    elif count == 1:
        for path, options in tasks:
            yield check_path(path, options)
    else:
        pool = _Pool(count)
        try:
            yield from _streamed(tasks, pool, AHEAD * count)
        finally:
            pool.close()


class _Runs(Protocol):
    def submit(self, task: Task) -> Future[DocumentRecord]: ...

    def result(self, task: Task, future: Future[DocumentRecord]) -> DocumentRecord: ...


def _streamed(tasks: Iterable[Task], runs: _Runs, window: int) -> Iterator[DocumentRecord]:
    """The results in the order of the tasks, with a bounded number of them under way."""
    waiting: deque[tuple[Task, Future[DocumentRecord]]] = deque()
    for task in tasks:
        waiting.append((task, runs.submit(task)))
        if len(waiting) >= window:
            yield runs.result(*waiting.popleft())
    while waiting:
        yield runs.result(*waiting.popleft())


def _lost(task: Task, why: str) -> DocumentRecord:
    path, options = task
    return DocumentRecord(path, "", options.fingerprint, (), (message(codes.LOST, why, whole(path)),))


class _Given:
    """An executor of the caller."""

    def __init__(self, executor: Executor) -> None:
        self._executor = executor

    def submit(self, task: Task) -> Future[DocumentRecord]:
        return self._executor.submit(check_path, *task)

    def result(self, task: Task, future: Future[DocumentRecord]) -> DocumentRecord:
        try:
            return future.result()
        except Exception as error:
            return _lost(task, f"the executor failed with {type(error).__name__}: {error}")


class _Pool:
    """Processes of this machine; one that dies takes no other document's results with it."""

    def __init__(self, workers: int) -> None:
        self._workers = workers
        self._executor = _processes(workers)

    def submit(self, task: Task) -> Future[DocumentRecord]:
        try:
            return self._executor.submit(check_path, *task)
        except BrokenProcessPool:
            self._executor.shutdown(wait=False, cancel_futures=True)
            self._executor = _processes(self._workers)
            return self._executor.submit(check_path, *task)

    def result(self, task: Task, future: Future[DocumentRecord]) -> DocumentRecord:
        try:
            return future.result()
        except BrokenProcessPool:
            return self._alone(task)

    def _alone(self, task: Task) -> DocumentRecord:
        """The results on a document that may have ended a process, in one of its own."""
        with _processes(1) as executor:
            try:
                return executor.submit(check_path, *task).result()
            except BrokenProcessPool:
                return _lost(task, "the process that checked it ended")

    def close(self) -> None:
        self._executor.shutdown(wait=True, cancel_futures=True)


def _processes(workers: int) -> ProcessPoolExecutor:
    methods = multiprocessing.get_all_start_methods()
    context = multiprocessing.get_context("forkserver" if "forkserver" in methods else "spawn")
    if "forkserver" in methods:
        context.set_forkserver_preload(["mlekl_symbolic.checks.one"])
    return ProcessPoolExecutor(
        workers, context, initializer=_begin, max_tasks_per_child=DOCUMENTS_PER_PROCESS
    )


def _begin() -> None:
    """Looking for garbage after every few hundred objects would take a third of a process's time."""
    gc.freeze()
    gc.set_threshold(OBJECTS)
