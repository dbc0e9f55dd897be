"""Several processes say and write what one does, in the same order."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from mlekl_symbolic.cli import processes
from mlekl_symbolic.cli.exits import BadInput
from mlekl_symbolic.cli.processes import mapped

NAMES = ("log_sum_of_two", "mle_as_kl", "jensen_for_log", "gibbs")


@pytest.fixture
def copied(monkeypatch: pytest.MonkeyPatch) -> None:
    """What runs the tests may have threads, which the work here does not need."""
    monkeypatch.setattr(processes, "can_be_copied", lambda: True)


def _squared(number: int) -> tuple[int, int]:
    time.sleep(0.02 * (number % 2))
    return number * number, os.getpid()


def _ended(number: int) -> int:
    if number == 1:
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def _failing(number: int) -> int:
    if number == 2:
        raise ValueError("two")
    return number


def _itself(number: int) -> int:
    return number


@pytest.mark.usefixtures("copied")
@pytest.mark.parametrize("workers", [1, 2, 3])
def test_results_come_in_the_order_of_the_items(workers: int) -> None:
    found = list(mapped(_squared, range(7), heavy=_itself, workers=workers))
    assert [square for square, _ in found] == [n * n for n in range(7)]
    assert (os.getpid() in {process for _, process in found}) is (workers == 1)


def test_what_a_process_knows_it_does_first(monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[int] = []
    taken = multiprocessing.get_context("fork").Array("b", [0, 0, 0, 1, 0])
    job = processes._Job(done.append, (4, 3, 2, 1, 0), taken, lambda n: n == 1 and 4 in done, [()] * 5, [])
    monkeypatch.setattr(processes, "_given", [job])
    assert [processes._do_one() for _ in range(4)] == [(n, None, None) for n in (4, 1, 2, 0)]
    assert done == [4, 1, 2, 0]
    assert list(taken) == [1] * 5


def test_what_has_parts_that_another_process_has_met_comes_last(monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[int] = []
    taken = multiprocessing.get_context("fork").Array("b", 4)
    met = [0, -1, os.getpid()]
    job = processes._Job(done.append, (3, 2, 1, 0), taken, lambda _: False, [(0, 2), (2,), (0, 1), (1,)], met)
    monkeypatch.setattr(processes, "_given", [job])
    assert [processes._do_one()[0] for _ in range(4)] == [1, 0, 3, 2]
    assert met == [os.getpid(), -1, os.getpid()]


def test_one_item_needs_no_other_process() -> None:
    assert list(mapped(_squared, [3], heavy=_itself, workers=2)) == [(9, os.getpid())]


def test_a_process_with_threads_does_everything_itself() -> None:
    end = threading.Event()
    thread = threading.Thread(target=end.wait)
    thread.start()
    try:
        assert {process for _, process in mapped(_squared, range(4), heavy=_itself, workers=2)} == {
            os.getpid()
        }
    finally:
        end.set()
        thread.join()


@pytest.mark.usefixtures("copied")
def test_a_process_that_is_ended_is_said_to_be() -> None:
    with pytest.raises(BadInput, match="ended from outside; with --workers 1"):
        list(mapped(_ended, range(4), heavy=_itself, workers=2))


@pytest.mark.usefixtures("copied")
def test_an_error_is_the_same_in_another_process() -> None:
    results = mapped(_failing, range(4), heavy=_itself, workers=2)
    assert [next(results), next(results)] == [0, 1]
    with pytest.raises(ValueError, match="two"):
        next(results)


def test_pages_and_words_do_not_depend_on_the_number_of_processes(tmp_path: Path) -> None:
    said, pages = [], []
    for workers in ("1", "2"):
        command = ["prove", *NAMES, "--to", "txt,html,json,pdf", "--out", "pages", "--workers", workers]
        folder = tmp_path / workers
        folder.mkdir()
        ran = subprocess.run(
            [sys.executable, "-m", "mlekl_symbolic.cli", *command],
            cwd=folder, capture_output=True, text=True, check=True,
        )  # fmt: skip
        said.append(ran.stdout)
        pages.append({p.name: p.read_bytes() for p in (folder / "pages").iterdir()})
    assert said[0] == said[1]
    assert [line.split(":")[0] for line in said[0].splitlines() if ":" in line] == list(NAMES)
    assert pages[0] == pages[1]
    assert len(pages[0]) == 4 * len(NAMES)
