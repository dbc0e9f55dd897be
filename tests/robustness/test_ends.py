"""Killed, interrupted, crowded, full: what is on the disk is whole, and what is said is one line."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
from contextlib import suppress
from pathlib import Path
from time import sleep

import pytest

from mlekl_symbolic.cli.app import invoke
from tests.robustness.processes import FEW, command, ended, files, ran, started, when

LINES = "".join(f"\\[ x + {n} = {n} + x \\]\n\n" for n in range(12))
FORMATS = "html,tex,txt,json"


@pytest.fixture(scope="module")
def pages(tmp_path_factory) -> dict[str, bytes]:
    """What the commands below write when nothing comes between."""
    folder = tmp_path_factory.mktemp("whole")
    assert ran("prove", *FEW, "--to", FORMATS, "--out", "out", cwd=folder).returncode == 0
    return dict(files(folder / "out"))


@pytest.fixture
def papers(tmp_path) -> Path:
    """A folder of documents."""
    folder = tmp_path / "papers"
    folder.mkdir()
    for n in range(8):
        (folder / f"p{n}.tex").write_text(LINES, encoding="utf-8")
    return folder


@pytest.mark.parametrize("written", [1, 14])
def test_killed_while_it_proves_it_leaves_whole_files_only(tmp_path, pages, written):
    out = tmp_path / "out"
    running = started("prove", *FEW, "--to", FORMATS, "--out", "out", cwd=tmp_path)
    when(lambda: len(files(out)) >= written, running)
    code, _, _ = ended(running, signal.SIGKILL)
    assert code in (-signal.SIGKILL, 0)
    assert len(found := files(out)) >= written
    assert all(content == pages[name] for name, content in found.items())
    assert ran("prove", *FEW, "--to", FORMATS, "--out", "out", cwd=tmp_path).returncode == 0
    assert files(out) == pages


@pytest.mark.parametrize("documents", [1, 4])
def test_killed_while_it_checks_it_goes_on_where_it_was(tmp_path, papers, documents):
    kept = tmp_path / "results.jsonl"
    arguments = ("check", str(papers), "--out", str(kept), "--json", "--workers", "1")
    running = started(*arguments, cwd=tmp_path)
    when(lambda: kept.exists() and kept.read_bytes().count(b'"kind": "document"') >= documents, running)
    ended(running, signal.SIGKILL)
    rows = kept.read_bytes().split(b"\n")
    assert all(json.loads(row) for row in rows[:-1])
    with kept.open("ab") as stream:
        stream.write(b'{"schema": 1, "kind": "li')
    assert ran(*arguments, "--resume", cwd=tmp_path).returncode == 0
    found = [json.loads(row) for row in kept.read_text(encoding="utf-8").splitlines()]
    names = [row["path"] for row in found if row["kind"] == "document"]
    assert sorted(names) == sorted(str(p) for p in papers.iterdir())
    assert sum(row["kind"] == "line" for row in found) == 8 * 12


@pytest.mark.parametrize(
    ("arguments", "moment"),
    [
        (("prove", "--all", "--to", "txt,json", "--out", "out"), "out/argmax_limit_exchange.json"),
        (("check", "papers", "--out", "results.jsonl", "--workers", "2"), "results.jsonl"),
        (("verify", "pipe.json"), "pipe.json"),
    ],
    ids=["prove", "check", "verify"],
)
def test_interrupted_it_says_so_in_one_line(tmp_path, papers, arguments, moment):
    for n in range(8, 30):
        (papers / f"p{n}.tex").write_text(LINES, encoding="utf-8")
    os.mkfifo(tmp_path / "pipe.json")
    running = started(*arguments, cwd=tmp_path)
    held: list[int] = []

    def come_so_far() -> bool:
        # A pipe can be opened for writing, without waiting, once somebody reads from it.
        if arguments[0] != "verify":
            return (tmp_path / moment).exists()
        with suppress(OSError):
            held.append(os.open(tmp_path / moment, os.O_WRONLY | os.O_NONBLOCK))
            # What comes between opening and reading is heard by Python after the reading only.
            sleep(0.5)
        return bool(held)

    when(come_so_far, running)
    code, _, err = ended(running, signal.SIGINT)
    assert code == 130
    assert err.decode().strip().splitlines() == ["mlekl: interrupted"]
    assert not list((tmp_path / "out").glob(".*"))
    for pipe in held:
        os.close(pipe)


def test_two_at_once_write_the_same_whole_files(tmp_path, pages):
    running = [started("prove", *FEW, "--to", FORMATS, "--out", "out", cwd=tmp_path) for _ in range(2)]
    for each in running:
        out, err = each.communicate(timeout=100)
        assert (each.returncode, err) == (0, b""), out
    assert files(tmp_path / "out") == pages
    assert {p.name for p in (tmp_path / "out").iterdir()} == set(pages)


def test_two_at_once_append_whole_documents(tmp_path, papers):
    kept = tmp_path / "results.jsonl"
    arguments = ("check", str(papers), "--out", str(kept), "--resume", "--json", "--workers", "1")
    running = [started(*arguments, cwd=tmp_path) for _ in range(2)]
    for each in running:
        each.communicate(timeout=100)
        assert each.returncode == 0
    found = [json.loads(row) for row in kept.read_text(encoding="utf-8").splitlines()]
    names = {row["path"] for row in found if row["kind"] == "document"}
    assert len(names) == 8


FULL = """
import resource, signal
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (4000, 4000))
"""


def test_a_full_disk_is_said_in_one_line_and_leaves_nothing(tmp_path):
    done = ran("prove", "mle_as_kl", "--to", "json", "--out", "out", cwd=tmp_path, program=FULL)
    assert done.returncode == 4
    assert b"cannot be written" in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert list((tmp_path / "out").iterdir()) == []


def test_a_full_disk_keeps_the_old_page(tmp_path):
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "mle_as_kl.json").write_bytes(b"old")
    assert (
        ran("prove", "mle_as_kl", "--to", "json", "--out", "out", cwd=tmp_path, program=FULL).returncode == 4
    )
    assert {p.name: p.read_bytes() for p in (tmp_path / "out").iterdir()} == {"mle_as_kl.json": b"old"}


def test_a_full_disk_stops_a_check_in_one_line(tmp_path, papers):
    kept = tmp_path / "results.jsonl"
    arguments = ("check", str(papers), "--out", str(kept), "--workers", "1")
    done = ran(*arguments, "--json", cwd=tmp_path, program=FULL)
    assert done.returncode == 4
    assert b"cannot be written" in done.stderr
    assert b"Traceback" not in done.stderr
    assert ran(*arguments, "--json", "--resume", cwd=tmp_path).returncode == 0
    rows = kept.read_text(encoding="utf-8").splitlines()
    assert sum(json.loads(row)["kind"] == "document" for row in rows) == 8


@pytest.mark.parametrize(
    "arguments",
    [
        ("prove", "cross_entropy", "--to", "txt", "--out", "/proc/nowhere"),
        ("prove", "cross_entropy", "--to", "txt", "--out", "file"),
        ("prove", "cross_entropy", "--to", "txt", "--out", "file/below"),
        ("check", "papers", "--out", "/proc/results.jsonl"),
        ("check", "papers/p0.tex", "--workers", "1", "--html", "/proc/page.html"),
        ("check", "papers/p0.tex", "--workers", "1", "--html", "papers"),
        ("new", "/proc/mine"),
        ("site", "--out", "/proc/site"),
        ("plot", "common_optimum", "--out", "/proc/pictures"),
    ],
)
@pytest.mark.usefixtures("papers")
def test_a_folder_that_cannot_be_written_to_is_said_in_one_line(tmp_path, monkeypatch, capsys, arguments):
    (tmp_path / "file").write_bytes(b"")
    monkeypatch.chdir(tmp_path)
    assert invoke(arguments) == 4
    assert len(capsys.readouterr().err.strip().splitlines()) == 1
    assert (tmp_path / "file").read_bytes() == b""


def test_a_reader_that_goes_away_is_no_error(tmp_path):
    running = subprocess.Popen(
        command("prove", "mle_as_kl", "cross_entropy"),
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert running.stdout is not None
    assert running.stderr is not None
    running.stdout.close()
    killer = threading.Timer(60, running.kill)
    killer.start()
    with running.stderr as errors:
        assert errors.read() == b""
    assert running.wait() == 0
    killer.cancel()


def test_the_kernel_whose_reader_goes_away_says_nothing_and_does_not_vouch(tmp_path):
    folder = Path(__file__).parents[2] / "output"
    command = [sys.executable, "-m", "mlekl_symbolic.kernel", *map(str, sorted(folder.glob("*.json")))]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=tmp_path) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.close()
        assert running.stderr.read() == b""
    assert running.returncode == 4
