"""The report as text, JSON, SARIF and HTML."""

from __future__ import annotations

import json
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from mlekl_symbolic.checks.page import checked_page
from mlekl_symbolic.checks.records import Message
from mlekl_symbolic.checks.results import as_json
from mlekl_symbolic.checks.sarif import sarif
from mlekl_symbolic.checks.selection import Selection
from mlekl_symbolic.checks.text import document_report, line_report
from mlekl_symbolic.writers.html_document import style
from tests.checks.samples import TEXT, document

GOLDEN = Path(__file__).parent / "golden"


def text() -> str:
    """The report of a terminal."""
    record = document()
    return "\n".join([*(line_report(line) + "\n" for line in record.lines), document_report(record)]) + "\n"


def lines() -> str:
    """The report as JSON."""
    return "\n".join(as_json(document())) + "\n"


def log() -> str:
    """The report as SARIF."""
    return sarif([document()], Selection(), "1.2.3")


def page() -> str:
    """The report as HTML, without the style that all pages have."""
    page = checked_page([document()])
    return page.replace(style(page), "")


PRINTERS = {"txt": text, "jsonl": lines, "sarif": log, "html": page}


@pytest.mark.parametrize("name", PRINTERS)
def test_golden(name: str) -> None:
    assert PRINTERS[name]() == (GOLDEN / f"report.{name}").read_text("utf-8")


def test_no_line_of_text_ends_with_a_space() -> None:
    assert all(row == row.rstrip() for row in text().split("\n"))


LINE_FIELDS = {
    "schema", "kind", "path", "cell", "line", "column", "end_line", "end_column", "verdict", "code", "source",
    "left", "relation", "right", "reading", "assumptions", "counterexample", "difference", "missing", "size",
    "rules", "messages",
}  # fmt: skip
DOCUMENT_FIELDS = {
    "schema", "kind", "path", "sha256", "options", "lines", "counts", "first_bad", "problems", "questions",
}  # fmt: skip


def test_json_has_the_documented_fields() -> None:
    *found, last = map(json.loads, lines().splitlines())
    assert all(set(o) == LINE_FIELDS and o["schema"] == 1 and o["kind"] == "line" for o in found)
    assert set(last) == DOCUMENT_FIELDS
    assert (last["lines"], last["first_bad"]["line"]) == (6, 4)
    assert last["questions"] == [
        {"message": "T: function or product?", "remedy": "Declare `% mlekl: T: function`."}
    ]


def required(made: Any, fields: dict[str, type]) -> None:
    for name, kind in fields.items():
        assert isinstance(made[name], kind), name


def test_sarif_has_what_the_standard_requires() -> None:
    found = json.loads(log())
    required(found, {"$schema": str, "version": str, "runs": list})
    assert found["version"] == "2.1.0"
    (run,) = found["runs"]
    driver = run["tool"]["driver"]
    required(driver, {"name": str, "rules": list})
    rules = [r["id"] for r in driver["rules"]]
    assert len(set(rules)) == len(rules)
    assert run["columnKind"] == "unicodeCodePoints"
    for result in run["results"]:
        assert rules[result["ruleIndex"]] == result["ruleId"]
        assert result["level"] in {"none", "note", "warning", "error"}
        assert result["message"]["text"]
        place = result["locations"][0]["physicalLocation"]
        assert place["artifactLocation"]["uri"] == "notes/my%20text.tex"
        region = place["region"]
        start, end = (region["startLine"], region["startColumn"]), (region["endLine"], region["endColumn"])
        assert all(isinstance(n, int) and n >= 1 for n in (*start, *end))
        assert start <= end
    levels = {r["ruleId"]: r["level"] for r in run["results"]}
    assert levels == {
        "E220": "warning", "V502": "note", "N120": "note", "V503": "error", "W401": "warning", "V504": "note",
        "E206": "warning",
    }  # fmt: skip


def test_sarif_follows_the_selection() -> None:
    found = json.loads(sarif([document()], Selection(("V",), ("V504",)), "1"))
    assert [r["ruleId"] for r in found["runs"][0]["results"]] == ["V502", "V503"]


class Outline(HTMLParser):
    """What elements a page has, and whether they are closed in order."""

    EMPTY = frozenset({"meta", "br", "hr"})

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[str] = []

    def handle_starttag(self, tag: str, _attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append(tag)
        if tag not in self.EMPTY:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_html_is_well_formed_and_needs_nothing_else() -> None:
    made = checked_page([document()])
    outline = Outline()
    outline.feed(made)
    assert outline.open == []
    assert not {"script", "link", "img", "iframe"} & set(outline.seen)
    assert "default-src 'none'" in made
    for row in range(1, TEXT.count("\n") + 1):
        assert made.count(f'data-n="{row}"') == 1
    assert "<f>" not in made


def test_html_shows_signs_that_would_be_invisible() -> None:
    record = document()
    page = replace(record.pages[0], text=TEXT.replace("a &= b", "a\u202e &= b"))
    made = checked_page([replace(record, pages=(page,))])
    assert "\u202e" not in made
    assert "U+202E" in made


def test_html_speaks_in_sentences_and_names_files() -> None:
    record = document()
    line = replace(record.lines[0], size=1, messages=(_message("the command \\oint is not known here"),))
    made = checked_page([replace(record, path="/home/someone/notes.tex", lines=(line,))])
    assert " · 1 kernel line<" in made
    assert "The command \\oint is not known here. Write <code>\\frac</code>." in made
    assert "<h1>notes.tex</h1>" in made
    assert "/home/someone" not in made


def _message(words: str) -> Message:
    return replace(document().problems[0], code="E201", text=words, remedy="Write `\\frac`.")


def test_a_selection_leaves_out_lines_and_messages() -> None:
    record = document()
    chosen = Selection.parse("V503, n", "")
    made = chosen.of_document(record)
    assert [line.code for line in made.lines] == ["V502", "V503"]
    assert made.lines[1].messages == ()
    assert made.problems == ()
    assert Selection.parse("", "N").of_document(record).lines[1].messages == ()
    with pytest.raises(ValueError, match="no code begins with X"):
        Selection.parse("X", "")
