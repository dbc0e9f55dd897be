"""Names that lead elsewhere, or that steer a terminal or a browser."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from mlekl_symbolic import replay
from mlekl_symbolic.checks import Options, check_path
from mlekl_symbolic.checks.one import check_bytes
from mlekl_symbolic.checks.page import checked_page
from mlekl_symbolic.checks.records import DocumentRecord
from mlekl_symbolic.checks.results import as_json
from mlekl_symbolic.checks.text import document_report, line_report
from mlekl_symbolic.cli.app import invoke
from mlekl_symbolic.kernel import __main__ as kernel

SECRET = "\\[ 12345 = 12345 \\]\n"
GOOD = "\\[ 1 = 1 \\]\n"


def said(record: DocumentRecord) -> str:
    return "\n".join([*as_json(record), checked_page([record])])


@pytest.fixture
def folder(tmp_path):
    """A folder with a document, beside a file that is none of its business."""
    (tmp_path / "secret.tex").write_text(SECRET, encoding="utf-8")
    inside = tmp_path / "paper"
    inside.mkdir()
    (inside / "part.tex").write_text("\\[ 777 = 777 \\]\n", encoding="utf-8")
    (inside / "link.tex").symlink_to(tmp_path / "secret.tex")
    (inside / "loop.tex").symlink_to(inside / "loop.tex")
    (inside / "up").symlink_to(tmp_path)
    os.mkfifo(inside / "pipe.tex")
    return inside


@pytest.mark.parametrize(
    "name",
    [
        "../secret", "../secret.tex", "{parent}/secret.tex", "link", "up/secret", "part/../../secret",
        "./../secret",
        "loop", "pipe", "a" * 5000, "", ".", "..", "/", "/dev/zero", "/dev/stdin", "|cat ../secret.tex",
        "$HOME/secret", "~/secret", "part\u202e", "file:///etc/passwd", "..\\secret",
        "\\jobname", "%2e%2e/secret",
    ],
)  # fmt: skip
def test_an_inclusion_leads_nowhere_else(folder, name):
    path = folder / "paper.tex"
    named = name.replace("{parent}", str(folder.parent))
    path.write_text(f"\\input{{{named}}}\n{GOOD}", encoding="utf-8")
    record = check_path(path, Options(follow=True, illustrated=True, seconds=5))
    assert "12345" not in said(record)
    assert [line.code for line in record.lines] == ["V501"]


def test_an_inclusion_beside_the_document_is_followed(folder):
    path = folder / "paper.tex"
    path.write_text(f"\\input{{part}}\n{GOOD}", encoding="utf-8")
    assert len(check_path(path, Options(follow=True)).lines) == 2
    assert len(check_path(path, Options()).lines) == 1


def test_a_name_that_is_no_text_is_checked_and_remembered(tmp_path):
    named = os.fsdecode(os.fsencode(tmp_path) + b"/a\xff.tex")
    Path(named).write_text(GOOD, encoding="utf-8")
    out = tmp_path / "results.jsonl"
    arguments = ["check", named, "--workers", "1", "--out", str(out), "--html", str(tmp_path / "page.html")]
    assert invoke(arguments) == 0
    rows = [json.loads(row) for row in out.read_text("ascii").splitlines()]
    assert [(row["kind"], row["path"]) for row in rows] == [("line", named), ("document", named)]
    assert invoke([*arguments, "--resume"]) == 0
    assert len(out.read_text("ascii").splitlines()) == 2


SCRIPT = "<script>alert(1)</script>"
MARKUP = [
    f"\\[ x = x \\text{{{SCRIPT}}} \\]\n",
    f"% mlekl: {SCRIPT} real\n\\[ x = y \\]\n",
    f"{SCRIPT}\n\n\\[ x^2 = x \\]\n\n{SCRIPT}\n",
    f"\\begin{{align}} x &= y \\tag{{\"'><img src=x onerror=alert(1)>}} \\end{{align}} {SCRIPT}\n",
    f"$$ a = b $$ [link](javascript:alert(1)) {SCRIPT} <!-- -->\n",
    "\\[ \\href{javascript:alert(1)}{x} = x \\]\n",
]


@pytest.mark.parametrize("text", MARKUP)
@pytest.mark.parametrize("kind", ["tex", "md"])
def test_a_page_about_a_document_has_no_markup_of_its_own(text, kind):
    record = check_bytes(f"{SCRIPT}\"'.{kind}", (text + GOOD).encode(), Options(illustrated=True))
    page = checked_page([record])
    assert page.count("<script") == checked_page(
        [check_bytes("x.tex", GOOD.encode(), Options(illustrated=True))]
    ).count("<script")
    assert "<img src=x" not in page
    assert 'href="javascript' not in page


def test_a_file_name_does_not_steer_the_terminal(tmp_path, capsys):
    path = tmp_path / "\x1b[2J\u202ex.tex"
    path.write_text(GOOD + "\\[ x = 1 \\]\n", encoding="utf-8")
    record = check_path(path)
    shown = "\n".join([*map(line_report, record.lines), document_report(record)])
    assert "\x1b" not in shown
    assert "\u202e" not in shown
    odd = tmp_path / "\x1b[2J\u202e\nx.json"
    for write in (None, "[\n]\n"):
        if write is not None:
            odd.write_text(write, encoding="utf-8")
        assert kernel.main([str(odd)]) == replay.replay(odd) == invoke(["verify", str(odd)]) == 4
        seen = capsys.readouterr().err
        assert "\x1b" not in seen
        assert "\u202e" not in seen
        assert len(seen.splitlines()) == 3


def test_a_path_that_is_none_is_refused(capsys):
    for name in ("a\0b", "x" * 5000):
        assert kernel.main([name]) == replay.replay(Path(name)) == 4
    assert "Traceback" not in capsys.readouterr().err


@pytest.mark.parametrize(
    "option",
    [("--workers", "9999999999"), ("--memory", "9" * 20), ("--time-limit", "1e30"), ("--time-limit", "nan")],
)
def test_a_limit_that_is_none_is_refused(tmp_path, capsys, option):
    path = tmp_path / "a.tex"
    path.write_text(GOOD, encoding="utf-8")
    assert invoke(["check", str(path), *option]) == 4
    assert f"'{option[0]}'" in capsys.readouterr().err
