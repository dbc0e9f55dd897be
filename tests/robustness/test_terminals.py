"""Terminals without UTF-8, without colour, without width."""

from __future__ import annotations

import re

import pytest

from tests.robustness.processes import ran

ENVIRONMENTS = {
    "locale C": {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    "ASCII": {"PYTHONIOENCODING": "ascii"},
    "Latin-1": {"PYTHONIOENCODING": "latin-1", "LC_ALL": "C"},
    "NO_COLOR": {"NO_COLOR": "1"},
    "a colour asked for": {"FORCE_COLOR": "1"},
    "no terminal": {"TERM": "dumb"},
    "a narrow one": {"COLUMNS": "20", "LINES": "5"},
    "an odd width": {"COLUMNS": "wide"},
    "no home": {"HOME": "/nonexistent", "XDG_CACHE_HOME": "/nonexistent"},
}
FALSE = "\\[ a + b = a b \\]\n"
COMMANDS = {
    "prove": (("prove", "mle_as_kl"), 0),
    "list": (("list",), 0),
    "check": (("check", "x.tex"), 1),
    "an error": (("prove", "mle_as_lk"), 4),
    "help": (("check", "--help"), 0),
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    made = tmp_path_factory.mktemp("terminal")
    (made / "x.tex").write_text(FALSE, encoding="utf-8")
    return made


@pytest.fixture(scope="module")
def plain(folder):
    few = ("prove", "check")
    return {name: ran(*COMMANDS[name][0], cwd=folder, PYTHONIOENCODING="utf-8").stdout for name in few}


@pytest.mark.parametrize(
    ("name", "where"),
    [*(("prove", where) for where in ENVIRONMENTS), ("check", "locale C"), ("check", "a narrow one")],
)
def test_the_outcome_is_the_same_everywhere(folder, plain, name, where):
    words, code = COMMANDS[name]
    done = ran(*words, cwd=folder, **ENVIRONMENTS[where])
    assert done.returncode == code
    assert done.stderr == b""
    assert b"\x1b" not in done.stdout
    wanted = plain[name].decode()
    if where in ("locale C", "ASCII"):
        assert done.stdout.isascii()
        assert done.stdout.decode() == re.sub(r"[^\x00-\x7f]", "?", wanted)
    elif where != "Latin-1":
        assert done.stdout.decode() == wanted


@pytest.mark.parametrize("name", ["list", "an error", "help"])
def test_other_commands_manage_too(folder, name):
    words, code = COMMANDS[name]
    done = ran(*words, cwd=folder, **ENVIRONMENTS["locale C"], COLUMNS="20")
    assert done.returncode == code
    assert b"Traceback" not in done.stderr + done.stdout
    assert b"\x1b" not in done.stderr + done.stdout


def test_pages_and_results_are_utf8_whatever_the_terminal(folder):
    for name, where in (("c", "locale C"), ("plain", "NO_COLOR")):
        words = ("prove", "mle_as_kl", "--to", "txt,html,json", "--out", name)
        assert ran(*words, cwd=folder, **ENVIRONMENTS[where]).returncode == 0
        words = ("check", "x.tex", "--out", f"{name}.jsonl", "--html", f"{name}.html")
        assert ran(*words, cwd=folder, **ENVIRONMENTS[where]).returncode == 1
    for page in (folder / "c").iterdir():
        assert page.read_bytes() == (folder / "plain" / page.name).read_bytes()
    assert (folder / "c.jsonl").read_bytes() == (folder / "plain.jsonl").read_bytes()
    assert (folder / "c.html").read_bytes() == (folder / "plain.html").read_bytes()
