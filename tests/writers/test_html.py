"""HTML pages: one file, no scripts, no network, links that lead somewhere."""

import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mlekl_symbolic.oracle import Agrees, Disagrees, NotExpressible, Opinion, Silence
from mlekl_symbolic.oracle.kept import kept_opinions
from mlekl_symbolic.proof import library
from mlekl_symbolic.proof.records import Theorem
from mlekl_symbolic.proof.run import theorem
from mlekl_symbolic.writers import html_document
from mlekl_symbolic.writers.behind import behind_steps, said
from mlekl_symbolic.writers.formats import write
from mlekl_symbolic.writers.layout import (
    Big,
    Binary,
    Fence,
    Fraction,
    Identifier,
    Juxtaposition,
    Number,
    Operator,
    Relation,
    Script,
    Text,
    Upright,
    row,
)
from mlekl_symbolic.writers.mathfont import FOLDER, PARTS, file_of, needed
from mlekl_symbolic.writers.mathml import broken, displayed, flowing, in_line, light
from mlekl_symbolic.writers.page import Formula
from mlekl_symbolic.writers.trace import lettered, place

FONTS = Path(html_document.__file__).parent / FOLDER
VOID = {"meta", "br", "mspace", "wbr"}
KERNEL = re.compile(r"<p>Kernel lines(?:; (\d+) more with <code>mlekl explain \w+ \d+</code>)?:")
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
    assert len(KERNEL.findall(text)) == len(found.steps)
    assert text.count("Second opinion: SymPy") == len(found.steps)


def test_the_second_opinion_is_the_one_that_is_kept() -> None:
    found = theorem(library()["gibbs"])
    kept = kept_opinions(found)
    assert set(kept) == {s.number for s in found.steps}
    page = write(found, "html").decode()
    assert all(said(o) in page for o in kept.values())
    assert "SymPy was not asked" not in page


def test_a_derivation_that_has_changed_shows_no_old_opinion() -> None:
    found = theorem(library()["gibbs"])
    other = replace(found, givens=found.givens[:-1])
    assert kept_opinions(other) == {}
    assert write(other, "html").decode().count("SymPy was not asked about this step.") == len(found.steps)
    renamed = replace(found, name="gibbs_again")
    assert kept_opinions(renamed) == {}
    asked = write(renamed, "html", opinions={1: Disagrees("a < b", "-1")}).decode()
    assert "SymPy finds a difference, -1, for a &lt; b." in asked
    assert asked.count("SymPy was not asked") == len(found.steps) - 1


@pytest.mark.parametrize(
    ("opinion", "words"),
    [
        (Agrees(1), "the same in 1 small world, with symbols for the numbers."),
        (Agrees(3, 1), "the same in 3 small worlds, comparing 1 exact number."),
        (NotExpressible("", Silence.DENSITY), "none here: an unknown density, of which no small world"),
    ],
)
def test_an_opinion_in_words(opinion: Opinion, words: str) -> None:
    assert words in said(opinion)


def test_rules_are_shown_with_what_their_letters_stand_for_and_what_meets_their_conditions() -> None:
    found = theorem(library()["gibbs"])
    assert found.certificate is not None
    (shown,) = [i for i in behind_steps(found)["2"].trace.instances if i.startswith("log_nonpos")]
    first, condition = shown.split("\n")
    assert first.startswith("log_nonpos  ?")
    assert re.search(r"\w+: ⊢ 0 ≤ 0, from \d+ \(decide\)", condition)


def test_a_page_that_would_be_too_large_shows_fewer_kernel_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    found = theorem(library()["gibbs"])
    whole = write(found, "html")
    monkeypatch.setattr(html_document, "MOST_BYTES", len(whole) - 1)
    shorter = write(found, "html")
    assert len(shorter) < len(whole)
    assert re.findall("<li>.*?</li>", shorter.decode(), re.S) == re.findall(
        "<li>.*?</li>", whole.decode(), re.S
    )
    monkeypatch.setattr(html_document, "MOST_BYTES", len(shorter) - 1)
    less = write(found, "html")
    assert len(less) < len(shorter)
    fewer, all_of_them = ([int(n or 0) for n in KERNEL.findall(page.decode())] for page in (less, whole))
    assert len(fewer) == len(all_of_them)
    assert sum(fewer) > sum(all_of_them)
    assert "… and" in less.decode()
    monkeypatch.setattr(html_document, "MOST_BYTES", 0)
    assert len(KERNEL.findall(write(found, "html").decode())) == len(found.steps)


def test_a_page_carries_the_parts_of_the_font_that_it_needs() -> None:
    assert needed("<math><mi>x</mi></math> 𝒳") == ("core",)
    assert needed("<math><mi>𝒳</mi></math>") == ("core", "script")
    assert needed("<math><mi>ℋ</mi><mi>r</mi></math>") == ("core", "more", "scripts")
    assert needed("<math><mo>±</mo></math>") == ("core", "less")
    assert needed("<math><mi>𝖺</mi><mi>Θ</mi></math>") == ("core", "sans")
    assert needed("<math><mi>Α</mi><mi>KM</mi></math>") == ("core", "rest")
    everything = "".join(PARTS.values())
    assert len(everything) == len({*everything})


@pytest.mark.parametrize("part", PARTS)
def test_the_files_have_the_signs_they_are_said_to_have(part: str) -> None:
    font = pytest.importorskip("fontTools.ttLib").TTFont(FONTS / file_of(part))
    assert {ord(c) for c in PARTS[part]} <= set(font.getBestCmap())


def test_formulas_of_a_page_take_few_bytes_and_say_the_same() -> None:
    log, x = Operator("log"), Identifier("x")
    total = Big("∑", row(Identifier("i"), Relation("="), Number("1")), None)
    shown = in_line(row(total, log, Fence("(", x, ")"), Fence("|", x, "|")), style="true")
    less = light(shown)
    assert less.startswith('<math class="d"><munder><mo>∑</mo>')
    assert "<mi>(</mi><mi>x</mi><mi>)</mi><mrow><mi>|</mi><mi>x</mi><mi>|</mi></mrow></math>" in less
    assert re.sub("<[^>]*>", "", less) == re.sub("<[^>]*>", "", shown)
    tall = in_line(Fence("(", Fraction(x, x), ")"))
    assert light(tall) == tall
    assert ".d{math-style:normal;}" in _read("gibbs")[1]


def test_brackets_that_do_not_grow_need_no_row_of_their_own_in_a_row() -> None:
    a, bracketed = Identifier("a"), Fence("(", Identifier("x"), ")")
    assert "mrow" not in in_line(row(a, bracketed))
    assert "mrow" in in_line(row(a, Fence("(", Fraction(a, a), ")")))
    assert "<mrow>" in in_line(Script(bracketed, None, a))


@given(st.text(max_size=20))
def test_any_words_become_text(words: str) -> None:
    element = ElementTree.fromstring(displayed(row(Upright(words), Text(words))))
    assert {e.tag for e in element.iter()} <= {"math", "mrow", "mi", "mtext", "mspace"}


def test_a_long_formula_may_go_on_in_another_line() -> None:
    terms = row(Upright("first"), *(p for n in range(20) for p in (Binary("+"), Upright(f"term{n}"))))
    shown = flowing(terms, style="true")
    parts = shown.split("<wbr>")
    assert len(parts) == 21
    for part in parts:
        ElementTree.fromstring(part)
    assert all('<mo form="infix">+</mo>' in part for part in parts[1:])
    plain = re.sub("<[^>]*>", "", shown)
    assert plain == re.sub("<[^>]*>", "", in_line(terms))
    short = row(Upright("a"), Binary("+"), Upright("b"))
    assert flowing(short) == in_line(short)
    assert broken(short) == displayed(short)
    assert broken(terms).startswith('<div class="display">')


def test_names_of_functions_keep_away_from_letters_and_not_from_brackets() -> None:
    log, a, b = Operator("log"), Identifier("a"), Identifier("b")
    space = '<mspace width=".167em"/>'
    assert in_line(row(a, log, b)).count(space) == 2
    assert in_line(row(a, Juxtaposition(), log, b)).count(space) == 2
    assert in_line(row(Fence("(", row(log, Fence("(", a, ")")), ")"))).count(space) == 0


def test_a_formula_that_no_page_has_room_for_goes_on_inside_its_brackets() -> None:
    x = row(*(Identifier("x"), Juxtaposition()) * 30, Identifier("x"))
    tall = Big("∑", Identifier("i"), None)
    wide = flowing(row(Identifier("f"), Fence("[", row(x, Relation("="), x), "]")))
    assert wide.count("<math") == 2
    assert "<mi>[</mi>" in wide
    grown = flowing(row(Identifier("f"), Fence("[", row(tall, x, Relation("="), x, tall), "]")))
    assert grown.count('<mo stretchy="true"') == 2
    assert (
        flowing(row(Identifier("f"), Fence("[", row(x.parts[0], Relation("="), x.parts[0]), "]"))).count(
            "<math"
        )
        == 1
    )


def test_labels_stand_in_the_order_of_their_numbers() -> None:
    assert sorted(["A10", "S2", "A2", "A1", "S10"], key=place) == ["A1", "A2", "A10", "S2", "S10"]


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("sigma·sigma·(1/sigma)", "σ·σ·(1/σ)"),
        ("theta_hat(n, omega)", "θ̂(n, ω)"),
        ("Q_theta", "Q_θ"),
        ("pi_pos, method, betas", "π_pos, method, betas"),
    ],
)
def test_greek_letters_of_kernel_terms(typed: str, shown: str) -> None:
    assert lettered(typed) == shown


def test_the_name_and_the_value_of_an_example_stay_together() -> None:
    shown = html_document.running((Formula(Identifier("P")), " = 1/2", " is so"))
    pair, rest = shown.replace("\N{NO-BREAK SPACE}", " ").split("</span>")
    assert pair == '<span class="pair"><math><mi>P</mi></math> = 1/2'
    assert rest == " is so"
