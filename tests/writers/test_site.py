"""The site: links between its pages lead somewhere, and only the script that is in a page may run."""

import hashlib
import re
from base64 import b64encode
from html import escape
from pathlib import Path
from xml.etree import ElementTree

import pytest

from mlekl_symbolic.checks.codes import ALL, kind
from mlekl_symbolic.proof import library
from mlekl_symbolic.proof.run import theorem
from mlekl_symbolic.rules.rulebook import RULES, Rule
from mlekl_symbolic.writers.page import Figure
from mlekl_symbolic.writers.site import Diagnostic, site
from mlekl_symbolic.writers.site.graph import citation_graph
from mlekl_symbolic.writers.site.rules import TESTS
from mlekl_symbolic.writers.site.shell import LISTS
from tests.rules.test_truth import APART

NAMES = ("gibbs", "elbo", "variational_inference", "mle_as_kl")


FIGURES = {"gibbs": (Figure("A square", "four sides", '<svg viewBox="0 0 9 9"></svg>'),)}
DIAGNOSTICS = [Diagnostic(c.name, kind(c.name), c.title, c.meaning, c.remedy) for c in ALL.values()]
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def pages() -> dict[str, str]:
    made = site([theorem(library()[n]) for n in NAMES], lambda n: FIGURES.get(n, ()), DIAGNOSTICS)
    return {n: p.decode() for n, p in made.items()}


def test_there_is_a_page_for_each_derivation_and_three_lists(pages: dict[str, str]) -> None:
    assert pages.keys() == {*(f"{n}.html" for n in NAMES), *LISTS}
    assert all(f'href="{n}.html"' in pages["index.html"] for n in NAMES)
    assert all(f'id="{n}"' in pages["rules.html"] for n in RULES)


def test_links_lead_to_pages_of_the_site(pages: dict[str, str]) -> None:
    for text in pages.values():
        for target in re.findall(r'href="([^"]+)"', text):
            page, _, place = target.partition("#")
            assert not page or page in pages
            assert not place or f'id="{place}"' in (pages[page] if page else text)


@pytest.mark.parametrize("name", LISTS)
def test_the_policy_lets_exactly_the_script_run_that_is_there(pages: dict[str, str], name: str) -> None:
    scripts = re.findall("<script>(.*?)</script>", pages[name], re.S)
    digests = [b64encode(hashlib.sha256(s.encode()).digest()).decode() for s in scripts]
    assert re.findall("'sha256-([^']+)'", pages[name]) == digests
    assert len(digests) == 1


def test_pictures_are_on_the_pages_they_belong_to(pages: dict[str, str]) -> None:
    assert [n for n, text in pages.items() if "<figcaption>A square." in text] == ["gibbs.html"]


def test_every_code_is_explained_once(pages: dict[str, str]) -> None:
    page = pages["errors.html"]
    assert re.findall(r'<article class="entry" id="(\w+)">', page) == [d.code for d in DIAGNOSTICS]
    said = page.replace("<code>", "`").replace("</code>", "`")
    assert all(escape(d.meaning) in said and escape(d.remedy) in said for d in DIAGNOSTICS)


def test_every_rule_says_what_it_asks_for_and_where_it_is_tested(pages: dict[str, str]) -> None:
    entries = re.findall(r'<article class="entry" id="(\w+)">(.*?)</article>', pages["rules.html"], re.S)
    assert [name for name, _ in entries] == [r.name for r in sorted(RULES.values(), key=_place)]
    for name, entry in entries:
        rule = RULES[name]
        assert ("Conditions:" in entry) is bool(rule.claim.where)
        assert (f"Mathlib <code>{escape(rule.lean)}<" in entry) is bool(rule.lean)
        assert "Used in" in entry or "Not used yet." in entry
        (tests,) = re.findall(r"Tested [^<]*<code>([^<]*)</code>", entry)
        assert (ROOT / tests).is_file()


def test_words_of_a_rule_that_only_repeat_its_formula_are_left_out(pages: dict[str, str]) -> None:
    assert RULES["delta_comm"].statement not in pages["rules.html"]
    assert "log(a/a) = 0, also for a = 0." in pages["rules.html"]
    assert "log(a b) = log a + log b, for positive a and b." in pages["rules.html"]


def _place(rule: Rule) -> tuple[str, str]:
    return rule.subject, rule.name


def test_the_subjects_that_no_world_decides_have_tests_of_their_own() -> None:
    assert set(TESTS) == set(APART)


def test_the_index_is_small_and_looks_as_before(pages: dict[str, str]) -> None:
    index = pages["index.html"]
    assert all('<mo stretchy="false">' not in page for page in pages.values())
    # Each further derivation takes about two kilobytes.
    assert len(index.encode()) < 50_000


def test_names_in_a_summary_are_formulas_and_the_graph_says_its_direction(pages: dict[str, str]) -> None:
    texts = re.sub("<code>.*?</code>|<math.*?</math>|<[^>]*>", "", pages["index.html"].split("<main>")[1])
    assert not re.search(r"\b[A-Z]_[a-z]\b", texts)
    assert "A line runs from a result on the left to one on the right that cites it." in texts


def test_the_graph_has_each_name_and_each_citation_once() -> None:
    cites = {"a": [], "b": ["a"], "c": ["a", "b"], "alone": []}
    root = ElementTree.fromstring(citation_graph(cites, {n: f"{n}.html" for n in cites}))
    assert sorted(e.text or "" for e in root.iter("text")) == ["a", "b", "c"]
    assert len(list(root.iter("path"))) == 3
    left = {e[1].text: float(e[0].attrib["x"]) for e in root.iter("a")}
    assert left["a"] < left["b"] < left["c"]
