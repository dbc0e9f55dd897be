"""``mlekl check``: what is printed, what is written, and the exit codes."""

from __future__ import annotations

import io
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Run

TRUE = "\\[ (a + b)^2 = a^2 + 2 a b + b^2 \\]\n"
FALSE = "\\[ (a + b)^2 = a^2 + b^2 \\]\n"
ASSUMING = "\\[ \\log(a b) = \\log a + \\log b \\]\n"
QUESTION = "\\[ T(a b) + 1 = 1 + T(a b) \\]\n"


def put(name: str, text: str) -> str:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return name


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (TRUE, 0), (FALSE, 1), (QUESTION, 4), (TRUE + QUESTION, 2), (ASSUMING, 3), (FALSE + ASSUMING, 1),
        ("", 0), ("words", 0), ("\\begin{align} x", 4),
        (TRUE + "\\begin{align} x", 2), (TRUE + "\\input{x}", 0),
    ],
)  # fmt: skip
def test_exit_codes(mlekl: Run, text: str, code: int) -> None:
    ran = mlekl("check", put("x.tex", text))
    assert (ran.code, ran.err) == (code, "")


def test_a_report(mlekl: Run) -> None:
    ran = mlekl("check", put("x.tex", TRUE + FALSE))
    rows = ran.out.splitlines()
    assert rows[0] == "x.tex:1:4: V501 proved (1 kernel line)"
    assert "x.tex:2:4: V503 refuted" in rows
    assert any(row.startswith("  it fails at   ") for row in rows)
    assert rows[-1] == "x.tex: 2 lines: 1 proved, 1 refuted. The first line that is false: x.tex:2:4."
    assert "\x1b" not in ran.out


def test_questions_are_asked_together(mlekl: Run) -> None:
    ran = mlekl("check", put("x.tex", QUESTION + QUESTION.replace("T", "U") + QUESTION))
    _, asked = ran.out.split("Questions about the notation:\n")
    assert sum("declare" in row.lower() for row in asked.splitlines()) == 2
    put("n.toml", '[notation]\n"T, U" = "function"\n')
    assert mlekl("check", "x.tex", "--notation", "n.toml").code == 0
    put("mlekl.toml", '[notation]\n"T, U" = "function"\n')
    assert mlekl("check", "x.tex").code == 0


def test_a_notation_that_cannot_be_used(mlekl: Run) -> None:
    put("x.tex", TRUE)
    put("n.toml", "[notation]\nT = 3\n")
    for said in ("n.toml", "none.toml", "nopreset"):
        ran = mlekl("check", "x.tex", "--notation", said)
        assert ran.code == 4
        assert ran.err.startswith("mlekl: notation: ")


def test_json(mlekl: Run) -> None:
    ran = mlekl("check", put("x.tex", TRUE + FALSE), "--json")
    first, second, document = map(json.loads, ran.out.splitlines())
    assert (ran.code, first["code"], second["code"], document["kind"]) == (1, "V501", "V503", "document")
    assert document["counts"] == {"V501": 1, "V503": 1}


def test_sarif(mlekl: Run) -> None:
    ran = mlekl("check", put("x.tex", TRUE + FALSE), "--sarif")
    assert [r["ruleId"] for r in json.loads(ran.out)["runs"][0]["results"]] == ["V503"]
    assert mlekl("check", "x.tex", "--sarif", "--json").code == 4


def test_html(mlekl: Run) -> None:
    ran = mlekl("check", put("x.tex", TRUE + FALSE), "--html", "x.html")
    assert (ran.code, ran.err) == (1, "x.html written\n")
    page = Path("x.html").read_text("utf-8")
    assert page.count("<math") >= 4
    assert mlekl("check", "x.tex", "--html", "none/x.html").code == 4


def test_select_and_ignore_also_decide_the_exit_code(mlekl: Run) -> None:
    put("x.tex", FALSE + ASSUMING)
    assert mlekl("check", "x.tex", "--ignore", "V503").code == 3
    ran = mlekl("check", "x.tex", "--select", "V501")
    assert (ran.code, "V503" in ran.out) == (0, False)
    assert mlekl("check", "x.tex", "--select", "Q").code == 4
    assert mlekl("check", put("y.tex", QUESTION), "--select", "V503").code == 0
    assert mlekl("check", "none.tex", "--select", "V503").code == 4


def test_folders_and_patterns(mlekl: Run) -> None:
    put("d/a.tex", TRUE)
    put("d/b/c.md", "$$ 1 = 2 $$\n")
    put("d/.hidden/e.tex", FALSE)
    put("d/other.txt", FALSE)
    ran = mlekl("check", "d", "--workers", "1")
    assert (ran.code, ran.out.splitlines()[-1]) == (1, "2 documents, 2 lines: 1 proved, 1 refuted.")
    assert mlekl("check", "d/*.tex").code == 0
    assert mlekl("check", "d/**/*.md").code == 1
    assert mlekl("check", "e*.tex").code == 4
    Path("empty").mkdir()
    assert mlekl("check", "empty").code == 4


def test_one_bad_document_stops_no_other(mlekl: Run) -> None:
    put("a.tex", TRUE)
    Path("b.tex").write_bytes(b"\0")
    ran = mlekl("check", "none.tex", "b.tex", "a.tex", "--workers", "1")
    assert ran.code == 2
    assert "E304" in ran.out
    assert "E219" in ran.out
    assert "V501" in ran.out
    assert mlekl("check", "b.tex", "none.tex", "--workers", "1").code == 4


def test_resume(mlekl: Run) -> None:
    put("a.tex", TRUE)
    put("b.tex", FALSE)
    assert mlekl("check", "a.tex", "b.tex", "--workers", "1", "--out", "r.jsonl").code == 1
    before = Path("r.jsonl").read_bytes()
    assert mlekl("check", "a.tex", "b.tex", "--out", "r.jsonl").code == 4
    ran = mlekl("check", "a.tex", "b.tex", "--out", "r.jsonl", "--resume")
    assert ran.code == 1
    assert "a.tex" not in ran.out
    assert Path("r.jsonl").read_bytes() == before
    put("a.tex", ASSUMING)
    ran = mlekl("check", "a.tex", "b.tex", "--out", "r.jsonl", "--resume")
    assert "a.tex:1:4: V502" in ran.out
    assert Path("r.jsonl").read_bytes().startswith(before)
    assert mlekl("check", "a.tex", "--resume").code == 4
    assert mlekl("check", "a.tex", "--out", "r.jsonl", "--resume", "--follow").code == 4
    put("other", "words\n")
    assert mlekl("check", "a.tex", "--out", "other", "--resume").code == 4
    assert mlekl("check", "a.tex", "--out", "none/r.jsonl").code == 4


def test_standard_input(mlekl: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"$$ 1 = 2 $$\n")))
    ran = mlekl("check", "-", "--kind", "markdown")
    assert (ran.code, ran.out.split(" ")[0]) == (1, "<stdin>:1:4:")
    assert mlekl("check", "-", "--kind", "word").code == 4


def test_executors(mlekl: Run) -> None:
    put("a.tex", TRUE)
    ran = mlekl("check", "a.tex", "--executor", "ray://x")
    assert (ran.code, "dask://HOST:PORT" in ran.err) == (4, True)


def test_limits_are_options(mlekl: Run) -> None:
    put("x.tex", "\\[ (a+b+c+d+e+f+g+h)^{60} = (a+b+c+d+e+f+g+h)^{59} (a+b+c+d+e+f+g+h) \\]\n")
    ran = mlekl("check", "x.tex", "--time-limit", "0.1")
    assert (ran.code, "E301" in ran.out) == (2, True)
    put("y.tex", TRUE)
    assert mlekl("check", "y.tex", "--max-size", "1").code == 0


def test_explain_prints_the_page_of_a_code(mlekl: Run) -> None:
    ran = mlekl("explain", "E203")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("E203  brackets do not match")
    assert mlekl("explain", "v503").code == 0
    assert mlekl("explain", "E299").code == 4
    ran = mlekl("explain", "mle_as_kl")
    assert (ran.code, "name the step" in ran.err) == (4, True)


def test_a_program_that_reads_no_further_ends_it_quietly(tmp_path: Path) -> None:
    (tmp_path / "x.tex").write_text(TRUE * 300, "utf-8")
    command = [sys.executable, "-m", "mlekl_symbolic.cli", "check", "x.tex"]
    with subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.readline()
        running.stdout.close()
        assert running.stderr.read() == b""


HOOKS = Path(__file__).resolve().parents[2] / ".pre-commit-hooks.yaml"


@pytest.mark.parametrize(("number", "stopped"), [(0, [FALSE]), (1, [FALSE, TRUE + QUESTION])])
def test_the_hooks_stop_what_they_say(mlekl: Run, number: int, stopped: list[str]) -> None:
    entries = re.findall(r"^  entry: mlekl (.+)$", HOOKS.read_text("utf-8"), re.MULTILINE)
    command = entries[number].split()
    for text in (TRUE, FALSE, ASSUMING, TRUE + QUESTION):
        assert (mlekl(*command, put("x.tex", text)).code != 0) == (text in stopped)
