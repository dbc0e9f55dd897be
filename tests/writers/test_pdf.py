"""PDF files: the same for the same theorem, within the page, and honest about who made them."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import typst
from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

from mlekl_symbolic.proof.records import Theorem
from mlekl_symbolic.writers import pdf
from mlekl_symbolic.writers.document import document_of
from mlekl_symbolic.writers.errors import EngineError
from mlekl_symbolic.writers.tex_document import tex_source
from mlekl_symbolic.writers.typst_document import typst_source
from tests.writers import samples

THEOREMS = [samples.theorem, samples.long_theorem, samples.hostile_theorem]
needs_tex = pytest.mark.skipif(shutil.which("pdflatex") is None, reason="pdflatex is not installed")


@pytest.mark.parametrize("make", THEOREMS)
def test_equal_theorems_give_equal_bytes(make: Callable[[], Theorem]) -> None:
    first, second = pdf.make_pdf(make()), pdf.make_pdf(make())
    assert first.content.startswith(b"%PDF-")
    assert first == second
    assert first.engine_used == "typst"


def test_different_theorems_give_different_bytes() -> None:
    assert pdf.make_pdf(samples.theorem()).content != pdf.make_pdf(samples.theorem(samples.GAP)).content


@pytest.mark.parametrize("make", THEOREMS)
def test_typst_has_nothing_to_complain_of(make: Callable[[], Theorem]) -> None:
    source = typst_source(document_of(make())).encode()
    _, warnings = typst.compile_with_warnings(source, format="pdf", ignore_system_fonts=True)
    assert warnings == []


def test_an_unknown_engine_is_an_error() -> None:
    with pytest.raises(EngineError, match="there is no engine 'word'"):
        pdf.make_pdf(samples.theorem(), "word")


def test_a_missing_engine_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: None)
    with pytest.raises(EngineError, match="tectonic is not installed"):
        pdf.make_pdf(samples.theorem(), "tectonic")


def test_auto_falls_back_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: None)
    result = pdf.make_pdf(samples.theorem(), "auto")
    assert (result.engine_used, result.notes) == ("typst", ("no TeX is installed",))


@needs_tex
def test_auto_passes_over_a_tex_that_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "tex_source", lambda _: r"\documentclass{article}\begin{document}\wrong")
    monkeypatch.setattr(shutil, "which", lambda name: name if name == "pdflatex" else None)
    result = pdf.make_pdf(samples.theorem(), "auto")
    assert result.engine_used == "typst"
    assert "page.tex:1: Undefined control sequence" in result.notes[0]


@needs_tex
def test_a_slow_engine_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "TIMEOUT", 0.01)
    with pytest.raises(EngineError, match="pdflatex was stopped"):
        pdf.make_pdf(samples.theorem(), "pdflatex")


@needs_tex
def test_tex_pages_are_reproducible() -> None:
    first, second = (pdf.make_pdf(samples.theorem(), "pdflatex") for _ in range(2))
    assert first.content == second.content
    assert first.engine_used == "pdflatex"


@needs_tex
@pytest.mark.parametrize("make", THEOREMS)
def test_nothing_stands_outside_the_page(make: Callable[[], Theorem], tmp_path: Path) -> None:
    (tmp_path / "page.tex").write_text(tex_source(document_of(make())), "utf-8")
    command = ["pdflatex", "-interaction=nonstopmode", "-halt-on-error", "page.tex"]
    for _ in range(2):
        subprocess.run(command, cwd=tmp_path, capture_output=True, check=True)
    log = (tmp_path / "page.log").read_text("utf-8", "replace")
    assert [w for w in re.findall(r"Overfull \\[hv]box \(([\d.]+)pt", log) if float(w) > 2] == []
    assert "undefined" not in log.replace("undefined on input line 0", "")
    assert "Missing character" not in log


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext is not installed")
def test_every_number_is_on_the_page(tmp_path: Path) -> None:
    (tmp_path / "page.pdf").write_bytes(pdf.make_pdf(samples.theorem()).content)
    done = subprocess.run(["pdftotext", tmp_path / "page.pdf", "-"], capture_output=True, check=True)
    text = done.stdout.decode()
    assert all(f"({n})" in text for n in (*range(1, 9), "F1"))
    assert "Theorem" in text


def _read(theorem: Theorem) -> PdfReader:
    return PdfReader(io.BytesIO(pdf.make_pdf(theorem).content))


def _tags(element: Any) -> Iterator[Any]:
    """The elements of the structure tree."""
    element = element.get_object()
    if isinstance(element, DictionaryObject):
        yield element
        element = element.get("/K", [])
        element = element.get_object() if isinstance(element, IndirectObject) else element
    if isinstance(element, ArrayObject):
        for child in element:
            yield from _tags(child)


@pytest.mark.parametrize("make", THEOREMS)
def test_every_formula_is_told_in_words(make: Callable[[], Theorem]) -> None:
    root = _read(make()).trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en"
    formulas = [t for t in _tags(root["/StructTreeRoot"]) if t.get("/S") == "/Formula"]
    assert formulas
    assert all(str(f.get("/Alt", "")).strip() for f in formulas)


def test_the_words_are_those_of_plain_text() -> None:
    root = _read(samples.theorem()).trailer["/Root"]
    told = [str(t["/Alt"]) for t in _tags(root["/StructTreeRoot"]) if t.get("/S") == "/Formula"]
    assert "D_{KL}(P_{data} ‖ P_θ)" in " ".join(told).replace("_KL", "_{KL}").replace("_data", "_{data}")
    assert any("Σ" in words for words in told)
    assert not any("U+" in words for words in told)


def test_bookmarks_and_metadata() -> None:
    read = _read(samples.theorem())
    titles = [str(mark["/Title"]) for mark in read.outline]
    assert titles[:2] == ["Theorem", "Proof"]
    assert "What each step rests on" in titles
    assert read.metadata is not None
    assert read.metadata.title == samples.theorem().title
    assert read.metadata.subject == document_of(samples.theorem()).banner
    xmp = read.xmp_metadata
    assert xmp is not None
    packet = read.trailer["/Root"]["/Metadata"].get_object().get_data().decode()
    assert re.search(r"pdfaid:part[^0-9]*3", packet)
    assert re.search(r"pdfaid:conformance\W+A", packet)
    assert re.search(r"pdfuaid:part[^0-9]*1", packet)


def test_writers_do_not_import_an_engine() -> None:
    code = "import sys, mlekl_symbolic.writers.formats as f; f.formats(); sys.exit('typst' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
