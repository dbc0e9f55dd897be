"""HTML pages: one file, no scripts, no network, links that lead somewhere."""

import re
from html.parser import HTMLParser
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mlekl_symbolic.proof import library
from mlekl_symbolic.proof.records import Theorem
from mlekl_symbolic.proof.run import theorem
from mlekl_symbolic.writers.formats import write
from mlekl_symbolic.writers.layout import Text, Upright, row
from mlekl_symbolic.writers.mathml import displayed

VOID = {"meta", "br", "mspace"}
NAMES = ("mle_as_kl", "seed_gap", "gibbs", "likelihood_of_iid")


class _Page(HTMLParser):
    """What a page consists of; `feed` fails when an element is closed in the wrong place."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.targets: list[str] = []
        self.elements: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(tag)
        if tag not in VOID:
            self.open.append(tag)
        for name, value in attrs:
            assert not name.startswith("on"), "an event handler"
            if name == "id":
                self.ids.append(value or "")
            if name == "href":
                self.targets.append(value or "")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        self.elements.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def _read(name: str) -> tuple[Theorem, str, _Page]:
    found = theorem(library()[name])
    text = write(found, "html").decode()
    page = _Page()
    page.feed(text)
    assert not page.open
    return found, text, page


@pytest.mark.parametrize("name", NAMES)
def test_a_page_is_whole_and_needs_nothing_else(name: str) -> None:
    _, text, page = _read(name)
    assert "script" not in page.elements
    assert not re.search(r"https?://|url\((?!data:)|@import", text)
    assert "default-src 'none'" in text
    assert len(text.encode()) < 150_000


@pytest.mark.parametrize("name", NAMES)
def test_every_link_leads_to_one_place(name: str) -> None:
    _, _, page = _read(name)
    assert len(set(page.ids)) == len(page.ids)
    assert page.targets
    assert {t.removeprefix("#") for t in page.targets} <= set(page.ids)


@pytest.mark.parametrize("name", NAMES)
def test_every_step_opens_and_shows_its_rules_and_kernel_lines(name: str) -> None:
    found, text, page = _read(name)
    assert page.elements.count("details") == len(found.steps) + len(found.refutations)
    assert page.elements.count("summary") == page.elements.count("details")
    assert text.count("Kernel lines.") == len(found.steps)


@given(st.text(max_size=20))
def test_any_words_become_text(words: str) -> None:
    element = ElementTree.fromstring(displayed(row(Upright(words), Text(words))))
    assert {e.tag for e in element.iter()} <= {"math", "mrow", "mi", "mtext", "mspace"}
