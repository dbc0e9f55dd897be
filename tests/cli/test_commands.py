"""The commands on the standard derivations, as a user meets them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from mlekl_symbolic.cli.commands.prove import Engine
from mlekl_symbolic.proof.library import library
from mlekl_symbolic.writers.pdf import ENGINES
from tests.cli.conftest import Run


def test_list(mlekl: Run) -> None:
    ran = mlekl("list")
    assert ran.code == 0
    assert [line.split()[0] for line in ran.out.splitlines()] == list(library())
    records = [json.loads(line) for line in mlekl("list", "--json").out.splitlines()]
    claims = {record["name"]: record["claims"] for record in records}
    assert "A19" in claims["mle_as_kl"]
    assert claims["markov"] == []
    assert [r["name"] for r in records] == list(library())
    assert all(r["title"] and r["summary"] for r in records)


def test_prove_prints_a_compact_view(mlekl: Run) -> None:
    ran = mlekl("prove", "mle_as_kl")
    assert (ran.code, ran.err) == (0, "")
    first, *_, last = ran.out.splitlines()
    assert first == "mle_as_kl: proved"
    assert last.endswith("kernel lines checked.")
    assert all(line == line.rstrip() for line in ran.out.splitlines())
    assert list(Path().iterdir()) == []


def test_prove_writes_what_is_asked_for(mlekl: Run) -> None:
    ran = mlekl("prove", "mle_as_kl", "--to", "pdf, TEX,json", "--out", "a/b")
    assert (ran.code, ran.err) == (0, "")
    folder = Path("a/b")
    assert {p.name for p in folder.iterdir()} == {"mle_as_kl.pdf", "mle_as_kl.tex", "mle_as_kl.json"}
    assert (folder / "mle_as_kl.pdf").read_bytes().startswith(b"%PDF-")
    assert all(str(p) in ran.out for p in folder.iterdir())


def test_equal_runs_write_equal_bytes(mlekl: Run) -> None:
    for folder in ("one", "two"):
        assert mlekl("prove", "mle_as_kl", "--to", "tex,txt,json,typ", "--out", folder).code == 0
    for path in Path("one").iterdir():
        assert path.read_bytes() == (Path("two") / path.name).read_bytes()
        assert str(Path.cwd()).encode() not in path.read_bytes()


def test_engines_are_those_of_the_writer() -> None:
    assert {e.value for e in Engine} == set(ENGINES)


def test_a_missing_engine_is_said_plainly(mlekl: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    ran = mlekl("prove", "mle_as_kl", "--to", "pdf", "--engine", "tectonic")
    assert ran.code == 4
    assert "tectonic is not installed or not on the PATH" in ran.err
    assert not Path("output").exists()


def test_json_of_a_proved_derivation(mlekl: Run) -> None:
    found = json.loads(mlekl("prove", "mle_as_kl", "--json", "--to", "txt").out)
    assert (found["name"], found["verdict"], found["message"]) == ("mle_as_kl", "proved", "")
    assert found["written"] == [str(Path("output/mle_as_kl.txt"))]
    assert all(s["outcome"]["kernel_lines"] > 0 for s in found["steps"])
    assert {"A01", "A19"} <= set(found["claims"])
    assert "settled here: A01," in Path("output/mle_as_kl.txt").read_text("utf-8")


def certificate(mlekl: Run) -> Path:
    assert mlekl("prove", "mle_as_kl", "--to", "json", "--out", ".").code == 0
    return Path("mle_as_kl.json")


def test_verify(mlekl: Run) -> None:
    path = certificate(mlekl)
    ran = mlekl("verify", str(path))
    assert (ran.code, ran.err) == (0, "")
    done = subprocess.run(
        [sys.executable, "-m", "mlekl_symbolic.kernel", str(path)], capture_output=True, text=True
    )
    assert (done.returncode, done.stdout) == (0, ran.out)


@pytest.mark.parametrize(
    ("old", "new", "code", "said"),
    [
        ('{"line":"symm"', '{"line":"refl"', 2, "does not check"),
        ('"conclusion"', '"conclusions"', 4, "not a certificate"),
        ('"version":2', '"version":1', 4, "has version 1 and this program reads version 2: make it again"),
    ],
)
def test_verify_refuses(mlekl: Run, old: str, new: str, code: int, said: str) -> None:
    path = certificate(mlekl)
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    ran = mlekl("verify", str(path))
    assert ran.code == code
    assert said in ran.err


def test_verify_refuses_a_hypothesis_that_is_not_listed(mlekl: Run) -> None:
    path = certificate(mlekl)
    *lines, end, close = path.read_text(encoding="utf-8").splitlines()
    record = json.loads(end)
    assert record["hypotheses"]
    record["hypotheses"] = []
    path.write_text("\n".join([*lines, json.dumps(record), close]) + "\n", encoding="utf-8")
    ran = mlekl("verify", str(path))
    assert ran.code == 2
    assert "rests on a hypothesis that is not listed" in ran.err


@pytest.mark.parametrize("step", ["1", "1.1", "2.1"])
def test_explain(mlekl: Run, step: str) -> None:
    ran = mlekl("explain", "mle_as_kl", step)
    assert (ran.code, ran.err) == (0, "")
    numbers = [int(line.split()[0]) for line in ran.out.splitlines()]
    assert numbers == sorted(set(numbers))
    assert all(" ⊢ " in line or line.split()[-1] for line in ran.out.splitlines())


def test_explain_the_definition_step(mlekl: Run) -> None:
    ran = mlekl("explain", "mle_as_kl", "1")
    assert "define" in ran.out
    assert "⊢ kl(" in ran.out


@pytest.mark.parametrize("step", ["0", "99", "1.99", "one"])
def test_explain_a_step_that_is_not_there(mlekl: Run, step: str) -> None:
    ran = mlekl("explain", "mle_as_kl", step)
    assert ran.code == 4
    assert f"has no step {step}: its steps are 1 to " in ran.err


def program(*arguments: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """Run ``mlekl`` in a process of its own, as a shell does."""
    command = [sys.executable, "-m", "mlekl_symbolic.cli", *arguments]
    return subprocess.run(command, capture_output=True, env=os.environ | environment)


def test_a_terminal_without_unicode_gets_question_marks_and_no_traceback() -> None:
    done = program("prove", "mle_as_kl", PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert done.returncode == 0
    assert done.stderr == b""
    assert done.stdout.isascii()


def test_a_closed_pipe_is_no_error() -> None:
    command = f"{sys.executable} -m mlekl_symbolic.cli prove mle_as_kl | head -c 5"
    done = subprocess.run(command, shell=True, capture_output=True)
    assert done.stderr == b""


def test_every_standard_derivation_is_as_expected(mlekl: Run) -> None:
    ran = mlekl("prove", "--all", "--json")
    found = {r["name"]: r["verdict"] for r in map(json.loads, ran.out.splitlines())}
    assert found == dict.fromkeys(library(), "proved")
    assert ran.code == 0
