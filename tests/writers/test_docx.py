"""Word files: formulas are Word's own, and a missing pandoc is said plainly."""

from __future__ import annotations

import io
import re
import shutil
import zipfile

import pytest

from mlekl_symbolic.writers import docx_document
from mlekl_symbolic.writers.document import document_of
from mlekl_symbolic.writers.docx_document import pandoc, readable_by_pandoc, simple_html, with_pandoc
from mlekl_symbolic.writers.errors import EngineError
from mlekl_symbolic.writers.formats import write
from tests.writers import samples
from tests.writers.test_html import _Page


def _has_pandoc() -> bool:
    try:
        return bool(pandoc())
    except EngineError:
        return False


needs_pandoc = pytest.mark.skipif(not _has_pandoc(), reason="pandoc is not installed")


@pytest.mark.parametrize("make", [samples.theorem, samples.long_theorem, samples.hostile_theorem])
def test_the_page_for_pandoc_is_whole(make: object) -> None:
    page = _Page()
    text = simple_html(document_of(make()))  # type: ignore[operator]
    page.feed(text.replace("<col ", "<br ").replace("</col>", ""))
    assert not page.open
    assert len(set(page.ids)) == len(page.ids)
    assert {t.removeprefix("#") for t in page.targets} <= set(page.ids)


def test_a_missing_pandoc_is_said_plainly(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: None)
    monkeypatch.setattr(docx_document, "find_spec", lambda _: None)
    with pytest.raises(EngineError, match=r"needs pandoc, .* pip install '\.\[docx\]'"):
        write(samples.theorem(), "docx")


def test_a_pandoc_that_fails_is_said_plainly(monkeypatch: pytest.MonkeyPatch) -> None:
    program = shutil.which("false")
    if program is None:
        pytest.skip("there is no program that always fails")
    monkeypatch.setattr(docx_document, "pandoc", lambda: program)
    with pytest.raises(EngineError, match="pandoc did not accept the page: it said nothing"):
        with_pandoc("<p>page</p>")


SMALL = '<mo stretchy="false">'
SUM = "<munder><mo>∑</mo><mi>a</mi></munder>"
FENCED = '<mfenced open="{}" close="{}" separators="">{}<mtext /></mfenced>'


@pytest.mark.parametrize(
    ("written", "given"),
    [
        (f"<mi>f</mi>{SMALL}(</mo><mi>x</mi>{SMALL})</mo>", None),
        (f"{SUM}{SMALL}(</mo><mi>x</mi>{SMALL})</mo>", SUM + FENCED.format("(", ")", "<mi>x</mi>")),
        ("<mo>(</mo><mi>x</mi><mo>)</mo>", FENCED.format("(", ")", "<mi>x</mi>")),
        (f"{SMALL}|</mo><mi>x</mi>{SMALL}|</mo>", FENCED.format("|", "|", "<mi>x</mi>")),
        ("<mi>x</mi><mo>|</mo><mi>y</mi>", None),
        (f"<mi>x</mi>{SMALL}(</mo><mi>y</mi>", "<mi>x</mi>" + FENCED.format("(", "", "<mi>y</mi>")),
        (f"<mi>x</mi>{SMALL})</mo><mi>y</mi>", FENCED.format("", ")", "<mi>x</mi>") + "<mi>y</mi>"),
        (
            "<mo>(</mo><mi>x</mi><msup><mo>)</mo><mn>2</mn></msup>",
            f"<msup>{FENCED.format('(', ')', '<mi>x</mi>')}<mn>2</mn></msup>",
        ),
        ("<mi>𝒳</mi><mo>∈</mo><mi>ℝ</mi>", "<mtext>𝒳</mtext><mo>∈</mo><mtext>ℝ</mtext>"),
        (
            '<mo form="infix">+</mo><mi>x</mi>',
            '<mtext>\N{WORD JOINER}</mtext><mo form="infix">+</mo><mi>x</mi>',
        ),
    ],
)
def test_formulas_are_readable_by_pandoc(written: str, given: str | None) -> None:
    assert readable_by_pandoc(f"<math>{written}</math>") == f"<math>{given or written}</math>"


@needs_pandoc
def test_formulas_are_formulas_and_chains_are_tables() -> None:
    made = write(samples.theorem(), "docx")
    assert made == write(samples.theorem(), "docx")
    text = zipfile.ZipFile(io.BytesIO(made)).read("word/document.xml").decode()
    page = simple_html(document_of(samples.theorem()))
    assert text.count("<m:oMath>") == page.count("<math")
    assert text.count("<w:tbl>") == page.count("<table")
    assert re.search(r"✓ \(1\)", text)
    assert text.count("<w:cantSplit />") == text.count("<w:tr>") - text.count("<w:tblHeader")
