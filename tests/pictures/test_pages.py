"""Pictures in pages: every format takes them, and a page without them stays as it was."""

from __future__ import annotations

import importlib
import re

import pytest

from mlekl_symbolic.pictures import drawing
from mlekl_symbolic.pictures.errors import PictureError
from mlekl_symbolic.pictures.pages import BELOW, figures_of
from mlekl_symbolic.writers.formats import write
from mlekl_symbolic.writers.page import Figure
from tests.writers import samples

DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M 1 1 L 8 8"/></svg>'
FIGURE = Figure("50% & <more> #1 $x_y$ \\ {z}", 'a line "from" $1 to #2 & <3>', DRAWING)


@pytest.mark.parametrize("name", ["html", "typ", "tex", "txt"])
def test_a_page_with_a_picture(name: str) -> None:
    plain = write(samples.theorem(), name).decode()
    pictured = write(samples.theorem(), name, figures=(FIGURE,)).decode()
    assert write(samples.theorem(), name, figures=()).decode() == plain
    assert len(pictured) > len(plain)
    lines = iter(pictured.splitlines())
    assert all(line in lines for line in plain.splitlines())


def test_html_holds_the_drawing_as_it_is() -> None:
    page = write(samples.theorem(), "html", figures=(FIGURE,)).decode()
    assert f"<figure>\n{DRAWING}\n<figcaption>" in page
    assert "&lt;more&gt;" in page
    assert "<more>" not in page


@pytest.mark.parametrize("name", ["tex", "txt"])
def test_formats_without_pictures_tell_them(name: str) -> None:
    page = write(samples.theorem(), name, figures=(FIGURE,)).decode()
    assert "Picture: 50" in page
    assert DRAWING not in page


def test_the_pdf_holds_the_picture_and_its_alternative_text() -> None:
    typst = importlib.import_module("typst")
    source = write(samples.theorem(), "typ", figures=(FIGURE,))
    shown = typst.compile(source, format="svg", ignore_system_fonts=True)
    pages = shown if isinstance(shown, list) else [shown]
    assert any(b"<image" in page for page in pages)
    made = write(samples.theorem(), "pdf", figures=(FIGURE,))
    assert made != write(samples.theorem(), "pdf")
    assert made == write(samples.theorem(), "pdf", figures=(FIGURE,))


def test_the_figures_of_a_derivation() -> None:
    pytest.importorskip("matplotlib", reason="the extra `plots` is not installed")
    (figure,) = figures_of("categorical")
    assert figure.title.endswith(BELOW)
    assert figure.svg.startswith("<svg ")
    assert not re.search(r"<script|https?://(?!www\.w3\.org)", figure.svg)
    assert "\n   *{" not in figure.svg
    assert figures_of("gibbs") == ()


def test_a_derivation_without_pictures_needs_no_library(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(name: str) -> object:
        raise ImportError(name)

    monkeypatch.setattr(drawing, "import_module", refuse)
    drawing.inline_svg.cache_clear()
    assert figures_of("gibbs") == ()
    with pytest.raises(PictureError, match="needs matplotlib"):
        figures_of("categorical")
