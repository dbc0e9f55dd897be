"""Whatever goes wrong with a case is counted once, and the case is saved."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from benchmarks.fuzz import record
from benchmarks.fuzz.__main__ import main
from benchmarks.fuzz.kinds import NAMES, kind
from benchmarks.fuzz.watch import Total, run
from tests.benchmarks.kinds import BAD

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="processes are watched as on Linux")


def watched(name: str, folder: Path, seconds: float = 0.6) -> Total:
    """A short run."""
    return run(f"tests.benchmarks.kinds:{name}", seconds=seconds, limit=0.6, seed=1, failures=folder)


def test_nothing_is_found_where_nothing_is_wrong(tmp_path: Path) -> None:
    total = watched("Harmless", tmp_path)
    assert total.counts["tried"] > 20
    assert total.failures == 0
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("name", "what"),
    [("False7", "false"), ("Crash", "crash"), ("Hang", "hang"), ("Death", "crash"), ("Greedy", "crash")],
)
def test_what_goes_wrong_is_counted_and_saved(name: str, what: str, tmp_path: Path) -> None:
    total = watched(name, tmp_path)
    found = {"false": total.false, "crash": total.crashes, "hang": total.hangs}
    assert found.pop(what) > 0
    assert set(found.values()) == {0}
    (saved,) = tmp_path.glob("*.case")
    assert saved.name.startswith(f"{name}-{what}")
    assert saved.read_bytes() == BAD
    assert saved.with_suffix(".txt").read_text(encoding="utf-8")


def test_a_process_that_cannot_start_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match="nothing_here"):
        watched("nothing_here", tmp_path)


def test_runs_are_added_up(tmp_path: Path) -> None:
    path = tmp_path / "record.json"
    one = Total(wall=60.0, cpu=30.0)
    one.counts.update({"tried": 1000, "unreadable": 900})
    record.add({"certificates": one}, path)
    record.add({"certificates": one}, path)
    kept = record.load(path)
    assert kept["certificates"]["counts"] == {"tried": 2000, "unreadable": 1800}
    row = next(r for r in record.table(kept).splitlines() if "certificates" in r and "2,000" in r)
    assert "| 0 | 0 | 0 | 2 min | 1 min | unreadable 1,800 |" in row
    assert record.table({}) == ""


@pytest.mark.parametrize("name", NAMES)
def test_a_case_that_is_saved_is_tried_again(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    if name in ("lines", "steps"):
        case = b'[1, 3, ["likelihood_of_iid"]]'
    elif name == "certificates":
        case = b'[0, ["likelihood_of_iid"]]\n[\n]\n'
    elif name == "arguments":
        case = b'[["list", "--no-such"], "", 1]'
    else:
        case = b"a.tex\n\\[ 1 + 1 = 2 \\]"
    saved = tmp_path / f"{name}-crash-0.case"
    saved.write_bytes(case)
    assert main(["--replay", str(saved)]) == 0
    assert "'tried': " in capsys.readouterr().out
    assert kind(name).seconds > 0
