"""One document: its files, cells and inclusions, what is assumed, and what is flagged."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from mlekl_symbolic.checks import Options, check_path
from mlekl_symbolic.checks import one as module
from mlekl_symbolic.checks.notations import notation_above, notation_of
from mlekl_symbolic.checks.one import check_bytes
from mlekl_symbolic.readers.latex.diagnostics import ReadError

LOGARITHM = b"% mlekl: a, b: scalar\n\\[ \\log(a b) = \\log a + \\log b \\]\n"


def test_side_conditions_are_listed() -> None:
    (line,) = check_bytes("x.tex", LOGARITHM).lines
    assert line.code == "V502"
    assert line.assumptions


def test_a_leap_is_flagged() -> None:
    text = (
        b"\\[ (a + b)^2 - (a - b)^2 = 4 a b \\]\n"
        b"\\[ \\sum_{x} p(x) \\log\\frac{p(x)}{q(x)} = H(p, q) - H(p) \\]\n"
    )
    plain = check_bytes("x.tex", text).lines
    assert all(line.size for line in plain)
    leaps = check_bytes("x.tex", text, Options(max_size=plain[0].size)).lines
    flagged = [[m.code for m in line.messages if m.code == "W402"] for line in leaps]
    assert flagged == [[], ["W402"]]


def test_the_place_is_that_of_the_side_that_is_wrong() -> None:
    text = b"\\begin{align}\n  a + b &= b + a \\\\\n  &= a - b\n\\end{align}\n"
    first, last = check_bytes("x.tex", text).lines
    assert (first.region.place, last.region.place) == ("x.tex:2:3", "x.tex:3:6")
    assert last.code == "V503"


def test_markdown_from_standard_input() -> None:
    text = b"```\n\\[ 1 = 2 \\]\n```\n$$ 1 = 1 $$\n"
    assert [line.code for line in check_bytes("<stdin>", text, Options(kind="markdown")).lines] == ["V501"]


def notebook(*cells: str) -> bytes:
    return json.dumps({"cells": [{"cell_type": "markdown", "source": c} for c in cells]}).encode()


def test_the_cells_of_a_notebook_share_their_notation(tmp_path: Path) -> None:
    path = tmp_path / "notes.ipynb"
    path.write_bytes(
        notebook(
            "<!-- mlekl: T: function -->\n\\newcommand{\\one}{1}", "text\n\n$$ T(x) + \\one = 1 + T(x) $$"
        )
    )
    record = check_path(path)
    (line,) = record.lines
    assert line.code == "V501"
    assert (line.region.path, line.region.cell, line.region.line) == (str(path), 2, 3)
    assert line.region.place == f"{path}#2:3:4"


def book(folder: Path) -> Path:
    (folder / "book" / "parts").mkdir(parents=True)
    main = folder / "book" / "main.tex"
    main.write_text(
        "\\input{macros}\n\\input{parts/one.tex}\n\\include{parts/one}\n\\input{../outside}\n\\input{none}\n"
        "\\[ T(x) + \\one = 1 + T(x) \\]\n",
        "utf-8",
    )
    (folder / "outside.tex").write_text("\\[ 1 = 2 \\]\n", "utf-8")
    (folder / "book" / "macros.tex").write_text("% mlekl: T: function\n\\newcommand{\\one}{1}\n", "utf-8")
    (folder / "book" / "parts" / "one.tex").write_text("\\input{main}\n\\[ \\one = 2 \\]\n", "utf-8")
    return main


def test_inclusions_are_reported_and_not_followed(tmp_path: Path) -> None:
    record = check_path(book(tmp_path))
    assert [m.code for m in record.problems] == ["E220"] * 5
    assert [line.code for line in record.lines] == ["V505"]


def test_inclusions_are_followed_inside_the_folder_only(tmp_path: Path) -> None:
    main = book(tmp_path)
    (main.parent / "link.tex").symlink_to(tmp_path / "outside.tex")
    with main.open("a", encoding="utf-8") as stream:
        stream.write("\\input{link}\n")
    record = check_path(main, Options(follow=True))
    places = [(Path(line.region.path).name, line.code) for line in record.lines]
    assert places == [("main.tex", "V501"), ("one.tex", "V503")]
    told = [(m.code, m.region.line) for m in record.problems]
    assert told == [("E220", 4), ("E220", 5), ("E220", 7)]
    assert [("outside of" in m.text) for m in record.problems] == [True, False, True]


def test_a_fault_of_the_checker_stops_no_other_line(monkeypatch: pytest.MonkeyPatch) -> None:
    real = module.check_step

    def faulty(setting: object, step: object) -> object:
        made = real(setting, step)  # type: ignore[arg-type]
        if made.step.line.span[0] < 10:
            raise KeyError("oops")
        return made

    monkeypatch.setattr(module, "check_step", faulty)
    first, last = check_bytes("x.tex", b"\\[ 1 = 1 \\]\n\\[ 2 = 2 \\]\n").lines
    assert (first.code, [m.code for m in first.messages], last.code) == ("V504", ["E303"], "V501")


def test_notations(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / "mlekl.toml").write_text('preset = "ml"\n[notation]\nT = "function"\n', "utf-8")
    found = notation_above(tmp_path / "deep")
    assert {"T", "P_data"} <= set(found.entries)
    assert notation_of(str(tmp_path / "mlekl.toml")) == found
    assert "T" not in notation_of("ml").entries
    with pytest.raises(ReadError, match="no preset"):
        notation_of("none")
    one, other = Options(notation=found).fingerprint, Options(notation=notation_of("ml")).fingerprint
    assert one != other
