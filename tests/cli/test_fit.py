"""``mlekl fit`` as a user meets it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Run

pytest.importorskip("pyarrow", reason="the extra `data` is not installed")

PETS = "id,pet\n1,cat\n2,dog\n3,cat\n4,cat\n5,dog\n"


@pytest.fixture
def pets(mlekl: Run) -> Run:
    """Runs one command beside a table of pets."""
    Path("pets.csv").write_text(PETS)
    return mlekl


def test_the_fit_is_printed(pets: Run) -> None:
    ran = pets("fit", "pets.csv", "--column", "pet")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("fit_pet: proved\npets.csv, column pet: 5 values\n")
    for part in (
        "cat        3       3/5  0.6",
        "entropy of the data         0.673012 nats",
        "divergence at the estimate  0",
    ):
        assert part in ran.out
    assert ran.out.endswith("kernel lines checked.\n")
    assert "((3/5) log (3/5) + (2/5) log (2/5))" in ran.out


def test_the_fit_of_one_parameter(pets: Run) -> None:
    ran = pets("fit", "pets.csv", "--column", "pet", "--family", "bernoulli")
    assert (ran.code, ran.err) == (0, "")
    assert "argmin_{θ∈(0, 1)} D_KL(P_data ‖ Q_θ) = {3/5}" in ran.out


def test_every_format_is_written(pets: Run) -> None:
    ran = pets("fit", "pets.csv", "--column", "pet", "--to", "pdf,tex,txt,html,json", "--out", "a")
    assert (ran.code, ran.err) == (0, "")
    assert {p.name for p in Path("a").iterdir()} == {
        f"fit_pet.{e}" for e in ("pdf", "tex", "txt", "html", "json")
    }
    assert pets("verify", "a/fit_pet.json").code == 0


def test_json(pets: Run) -> None:
    found = json.loads(pets("fit", "pets.csv", "--column", "pet", "--json").out)
    assert found["verdict"] == "proved"
    assert found["data"]["counts"] == {"cat": 3, "dog": 2}
    assert found["data"]["frequencies"] == {"cat": "3/5", "dog": "2/5"}
    assert found["data"]["left_out"] == 0


def test_rows_without_a_value(pets: Run) -> None:
    Path("pets.csv").write_text(PETS + "6,\n")
    ran = pets("fit", "pets.csv", "--column", "pet")
    assert (ran.code, ran.out) == (4, "")
    assert "1 of 6 rows have no value in the column 'pet'" in ran.err
    ran = pets("fit", "pets.csv", "--column", "pet", "--missing", "drop")
    assert ran.code == 0
    assert "5 values; rows without a value, left out: 1" in ran.out
    assert "1 row without a value was left out." in ran.out


def test_values_that_may_stand_for_none(pets: Run) -> None:
    Path("pets.csv").write_text(PETS + "6,NA\n")
    ran = pets("fit", "pets.csv", "--column", "pet")
    assert ran.code == 0
    assert (
        ran.err
        == "note: the value 'NA' is counted like any other; if it stands for no value, empty its cells\n"
    )


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("pets.csv",), "--column"),
        (("pets.csv", "--column", "pets"), "did you mean 'pet'"),
        (("nowhere.csv", "--column", "pet"), "nowhere.csv: cannot be read: No such file"),
        (
            ("pets.csv", "--column", "pet", "--family", "gauss"),
            "there is no family 'gauss': there are bernoulli",
        ),
        (("pets.csv", "--column", "id", "--family", "bernoulli"), "holds 5 different values"),
        (("pets.csv", "--column", "pet", "--to", "pfd"), "there is no format 'pfd': did you mean pdf?"),
        (("pets.csv", "--column", "pet", "--missing", "no"), "--missing"),
    ],
)
def test_bad_input(pets: Run, arguments: tuple[str, ...], said: str) -> None:
    ran = pets("fit", *arguments)
    assert (ran.code, ran.out) == (4, "")
    assert said in ran.err
    assert "Traceback" not in ran.err


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="peak memory is asked of Linux")
def test_a_million_rows_take_neither_a_call_each_nor_much_memory(tmp_path: Path) -> None:
    (tmp_path / "short.csv").write_text("id,pet\n12345678,cat\n12345679,dog\n")
    (tmp_path / "long.csv").write_text("id,pet\n" + "12345678,cat\n12345679,dog\n" * 500_000)
    measured = (
        "import sys; from mlekl_symbolic.cli.app import invoke; events = [];"
        "invoke([*sys.argv[1:2], 'short.csv', *sys.argv[3:]]);"
        "sys.setprofile(lambda _, event, __: events.append(0) if event == 'call' else None);"
        "code = invoke(sys.argv[1:]); sys.setprofile(None);"
        "peak = next(line for line in open('/proc/self/status') if line.startswith('VmHWM'));"
        "print(len(events), peak.split()[1], file=sys.stderr); sys.exit(code)"
    )
    done = subprocess.run(
        [sys.executable, "-c", measured, "fit", "long.csv", "--column", "pet"],
        cwd=tmp_path, capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    calls, kilobytes = done.stderr.split()[-2:]
    assert int(calls) < 500_000
    assert int(kilobytes) < 300_000
