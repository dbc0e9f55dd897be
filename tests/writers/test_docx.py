"""Word files: formulas are Word's own, nothing a page says is lost, and every link leads somewhere."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from xml.etree.ElementTree import Element, fromstring

import pytest

from mlekl_symbolic.proof.records import Theorem
from mlekl_symbolic.writers.document import document_of
from mlekl_symbolic.writers.docx_document import docx_source
from mlekl_symbolic.writers.formats import write
from mlekl_symbolic.writers.layout import (
    Big,
    Binary,
    Fence,
    Fraction,
    Identifier,
    Layout,
    Number,
    Operator,
    Relation,
    Row,
    Script,
    Text,
    row,
)
from mlekl_symbolic.writers.omml import displayed, flowing, formula
from mlekl_symbolic.writers.page import Calculation, Part, Proof
from tests.writers import samples

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_NAMES = 'xmlns:w="{}" xmlns:m="{}"'.format(_W.strip("{}"), _M.strip("{}"))
SAMPLES = [samples.theorem, samples.long_theorem, samples.hostile_theorem]
A, B, X = Identifier("a"), Identifier("b"), Identifier("x")


def _file(theorem: Theorem) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(write(theorem, "docx")))


def _read(math: str) -> Element:
    return fromstring(f"<root {_NAMES}>{math}</root>")


def _shown(math: str) -> str:
    """The signs of a formula, without those that are not seen."""
    return re.sub(r"\s|\N{WORD JOINER}", "", "".join(t.text or "" for t in _read(math).iter(f"{_M}t")))


@pytest.mark.parametrize("make", SAMPLES)
def test_every_part_is_well_formed_and_named_by_another(make: Callable[[], Theorem]) -> None:
    made = _file(make())
    assert made.testzip() is None
    parts = {name: made.read(name).decode() for name in made.namelist()}
    for content in parts.values():
        fromstring(content)
    targets = re.findall(r'Target="([^"]*)"', parts["_rels/.rels"])
    targets += [f"word/{t}" for t in re.findall(r'Target="([^"]*)"', parts["word/_rels/document.xml.rels"])]
    types = re.findall(r'PartName="/([^"]*)"', parts["[Content_Types].xml"])
    assert sorted(targets) == sorted(types)
    assert {*targets} | {"[Content_Types].xml", "_rels/.rels", "word/_rels/document.xml.rels"} == {*parts}


@pytest.mark.parametrize("make", SAMPLES)
def test_styles_are_there_and_links_lead_somewhere(make: Callable[[], Theorem]) -> None:
    made = _file(make())
    styles = {s.get(f"{_W}styleId") for s in fromstring(made.read("word/styles.xml")).iter(f"{_W}style")}
    page = fromstring(made.read("word/document.xml"))
    used = {e.get(f"{_W}val") for kind in ("pStyle", "rStyle") for e in page.iter(f"{_W}{kind}")}
    assert used <= styles
    places = [e.get(f"{_W}name") for e in page.iter(f"{_W}bookmarkStart")]
    assert len({*places}) == len(places)
    assert all(re.fullmatch(r"[A-Za-z]\w{0,39}", name or "") for name in places)
    assert {e.get(f"{_W}anchor") for e in page.iter(f"{_W}hyperlink")} <= {*places}


@pytest.mark.parametrize("make", SAMPLES)
def test_chains_are_tables_whose_rows_are_as_wide_as_they(make: Callable[[], Theorem]) -> None:
    document = document_of(make())
    page = fromstring(docx_source(document))
    tables = list(page.iter(f"{_W}tbl"))
    assert len(tables) >= sum(map(_chains, document.parts)) > 0
    for table in tables:
        columns = [int(c.get(f"{_W}w") or 0) for c in table.iter(f"{_W}gridCol")]
        for line in table.iter(f"{_W}tr"):
            cells = list(line.iter(f"{_W}tcPr"))
            spans = [e.get(f"{_W}val") for c in cells for e in c.iter(f"{_W}gridSpan")]
            assert len(cells) + sum(int(s or 1) - 1 for s in spans) == len(columns)
            assert sum(int(c[0].get(f"{_W}w") or 0) for c in cells) == sum(columns)
        assert all(len(list(c.iter(f"{_W}p"))) for c in table.iter(f"{_W}tc"))


def _chains(part: Part) -> int:
    return sum(map(_chains, part.blocks)) if isinstance(part, Proof) else isinstance(part, Calculation)


def test_equal_pages_give_equal_bytes() -> None:
    assert write(samples.theorem(), "docx") == write(samples.theorem(), "docx")


def test_labels_stand_beside_their_marks() -> None:
    page = "".join(fromstring(docx_source(document_of(samples.theorem()))).itertext())
    assert "✓ (1)" in page
    assert "Every step has been checked by the kernel." in page


def test_a_sum_holds_the_product_behind_it_and_nothing_more() -> None:
    q = row(Identifier("q"), Fence("(", X, ")"))
    summed = row(Big("∑", row(X, Relation("∈"), A)), B, Binary("·"), q, Binary("+"), A)
    (nary,) = _read(formula(summed)).iter(f"{_M}nary")
    body = nary.find(f"{_M}e")
    assert body is not None
    assert "".join(body.itertext()) == "b·q(x)"
    assert _shown(formula(summed)) == "x∈ab·q(x)+a"


@pytest.mark.parametrize(
    "node",
    [
        Big("∑", A),
        row(Big("∑", A), Relation("="), B),
        Script(A, B, X),
        Fraction(A, Number("2")),
        Fence("{", Fraction(A, B), "}"),
        Fence("|", A, "|"),
        row(Operator("log"), A, Text("for all"), B),
    ],
)
def test_no_place_is_empty_but_what_is_hidden(node: Layout) -> None:
    page = _read(formula(node))
    hidden = {e for n in page.iter(f"{_M}nary") if n.iter(f"{_M}supHide") for e in n.iter(f"{_M}sup")}
    for kind in ("e", "num", "den", "sub", "sup", "lim"):
        assert all(len(e) for e in page.iter(f"{_M}{kind}") if e not in hidden)


def test_bars_are_brackets_and_not_signs() -> None:
    page = _read(formula(Fence("|", A, "|")))
    assert [e.get(f"{_M}val") for e in page.iter(f"{_M}begChr")] == ["|"]
    assert "|" not in "".join(page.itertext())


def test_long_formulas_may_be_broken_and_short_ones_not() -> None:
    short = row(A, Relation("="), B)
    long = Row((*(x for _ in range(12) for x in (A, Binary("+"))), B))
    assert len(flowing(short)) == 1
    assert len(flowing(long)) == 13
    assert "".join(map(_shown, flowing(long))) == "a+" * 12 + "b"
    assert displayed(short).count("<m:oMath>") == 1
