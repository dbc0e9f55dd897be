"""Many documents: pools, executors, results that stream, and runs that are cut off."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from mlekl_symbolic.checks import DocumentRecord, Options, check_documents, check_path
from mlekl_symbolic.checks import many as module
from mlekl_symbolic.checks.results import Results, as_json

TRUE = "\\[ (a + b)^2 = a^2 + 2 a b + b^2 \\]\n"
FALSE = "\\[ (a + b)^2 = a^2 + b^2 \\]\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three documents: a true one, one that is no text, and a false one."""
    (tmp_path / "a.tex").write_text(TRUE, "utf-8")
    (tmp_path / "b.tex").write_bytes(b"\0\1")
    (tmp_path / "c.tex").write_text(FALSE, "utf-8")
    return tmp_path


def said(records: Iterator[DocumentRecord]) -> list[list[str]]:
    return [[m.code for m in r.problems] + [line.code for line in r.lines] for r in records]


EXPECTED = [["V501"], ["E219"], ["V503"]]


def test_in_this_process(folder: Path) -> None:
    assert said(check_documents(sorted(folder.iterdir()), workers=1)) == EXPECTED


def test_by_a_pool_of_processes(folder: Path) -> None:
    assert said(check_documents(sorted(folder.iterdir()), workers=2)) == EXPECTED


def test_by_threads_that_cannot_keep_time_themselves(folder: Path) -> None:
    with ThreadPoolExecutor(2) as executor:
        assert said(check_documents(sorted(folder.iterdir()), executor=executor)) == EXPECTED


def test_by_a_dask_cluster(folder: Path) -> None:
    distributed = pytest.importorskip("distributed")
    settings = {"n_workers": 1, "threads_per_worker": 1, "processes": True, "dashboard_address": None}
    with distributed.LocalCluster(**settings) as cluster, distributed.Client(cluster) as client:
        executor = client.get_executor(pure=False)
        assert said(check_documents(sorted(folder.iterdir()), executor=executor)) == EXPECTED


def end_process(path: str, options: Options) -> DocumentRecord:
    """What a crash looks like: the process is gone on one of the documents."""
    if path.endswith("b.tex"):
        os._exit(9)
    return check_path(path, options)


def test_a_process_that_dies_takes_no_other_document_with_it(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "check_path", end_process)
    assert said(check_documents(sorted(folder.iterdir()), workers=2)) == [["V501"], ["E305"], ["V503"]]


def test_an_executor_that_fails_is_reported(folder: Path) -> None:
    executor = ThreadPoolExecutor(1)
    with executor:
        found = said(check_documents([folder / "a.tex", folder / "\0"], executor=executor))
    assert found == [["V501"], ["E304"]]


def test_a_missing_file_is_reported(tmp_path: Path) -> None:
    (record,) = check_documents([tmp_path / "none.tex"], workers=1)
    assert [m.code for m in record.problems] == ["E304"]


def test_a_file_of_results_grows_by_whole_documents(folder: Path) -> None:
    results = Results(folder / "out.jsonl")
    records = [check_path(p) for p in sorted(folder.glob("*.tex"))]
    for record in records:
        results.add(record)
    rows = results.path.read_text("utf-8").splitlines()
    assert rows == [row for record in records for row in as_json(record)]
    again = Results.resumed(results.path)
    for record in records:
        found = again.counts(record.path, Options())
        assert found == (dict(record.counts) if record.digest else None)


def test_what_was_cut_off_is_taken_away(folder: Path) -> None:
    results = Results(folder / "out.jsonl")
    first, last = check_path(folder / "a.tex"), check_path(folder / "c.tex")
    results.add(first)
    whole = results.path.read_bytes()
    results.add(last)
    data = results.path.read_bytes()
    for cut in (len(whole) + 1, len(whole) + 40, len(data) - 1):
        results.path.write_bytes(data[:cut])
        again = Results.resumed(results.path)
        assert results.path.read_bytes() == whole
        assert again.counts(first.path, Options()) is not None
        assert again.counts(last.path, Options()) is None


def test_a_document_that_changed_is_not_done(folder: Path) -> None:
    path = folder / "a.tex"
    results = Results(folder / "out.jsonl")
    results.add(check_path(path))
    again = Results.resumed(results.path)
    assert again.counts(str(path), Options()) is not None
    assert again.counts(str(path), Options(max_size=1)) is None
    path.write_text(FALSE, "utf-8")
    assert again.counts(str(path), Options()) is None


def test_another_file_is_not_taken_for_results(tmp_path: Path) -> None:
    path = tmp_path / "other.jsonl"
    path.write_text('{"a": 1}\n', "utf-8")
    with pytest.raises(ValueError, match="no result of mlekl check"):
        Results.resumed(path)
    assert path.read_text("utf-8") == '{"a": 1}\n'


def test_results_survive_kill(tmp_path: Path) -> None:
    """The program is killed in the middle; what it wrote is whole, and another run finishes it."""
    book, out = tmp_path / "book", tmp_path / "out.jsonl"
    book.mkdir()
    for n in range(40):
        rows = "".join(f"\\[ (a + {n})^2 + {m} = a^2 + {2 * n} a + {n * n + m} \\]\n" for m in range(30))
        (book / f"{n:02}.tex").write_text(rows, "utf-8")
    command = [
        sys.executable,
        "-m",
        "mlekl_symbolic.cli",
        "check",
        str(book),
        "--workers",
        "1",
        "--out",
        str(out),
    ]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as running:
        deadline = time.monotonic() + 30
        while running.poll() is None and time.monotonic() < deadline:
            if out.exists() and out.read_bytes().count(b'"kind": "document"') >= 2:
                break
            time.sleep(0.01)
        os.kill(running.pid, signal.SIGKILL)
    before = out.read_bytes()
    done = before.count(b'"kind": "document"')
    assert 2 <= done < 40
    ran = subprocess.run([*command, "--resume"], capture_output=True, check=False)
    assert ran.returncode == 0
    after = out.read_bytes()
    assert after.startswith(before[: before.rfind(b"\n") + 1])
    objects = [json.loads(row) for row in after.splitlines()]
    finished = [o["path"] for o in objects if o["kind"] == "document"]
    assert sorted(finished) == sorted(str(p) for p in book.iterdir())
    assert ran.stdout.count(b": V501 proved") == 30 * (40 - done)
