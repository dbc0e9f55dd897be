"""The site: links between its pages lead somewhere, and only the script that is in a page may run."""

import hashlib
import re
from base64 import b64encode
from xml.etree import ElementTree

import pytest

from mlekl_symbolic.proof import library
from mlekl_symbolic.proof.run import theorem
from mlekl_symbolic.rules.rulebook import RULES
from mlekl_symbolic.writers.site import site
from mlekl_symbolic.writers.site.graph import citation_graph

NAMES = ("gibbs", "elbo", "variational_inference", "mle_as_kl")


@pytest.fixture(scope="module")
def pages() -> dict[str, str]:
    return {n: p.decode() for n, p in site([theorem(library()[n]) for n in NAMES]).items()}


def test_there_is_a_page_for_each_derivation_and_two_lists(pages: dict[str, str]) -> None:
    assert pages.keys() == {*(f"{n}.html" for n in NAMES), "index.html", "rules.html"}
    assert all(f'href="{n}.html"' in pages["index.html"] for n in NAMES)
    assert all(f'id="{n}"' in pages["rules.html"] for n in RULES)


def test_links_lead_to_pages_of_the_site(pages: dict[str, str]) -> None:
    for text in pages.values():
        for target in re.findall(r'href="([^"]+)"', text):
            page, _, place = target.partition("#")
            assert not page or page in pages
            assert not place or f'id="{place}"' in (pages[page] if page else text)


@pytest.mark.parametrize("name", ["index.html", "rules.html"])
def test_the_policy_lets_exactly_the_script_run_that_is_there(pages: dict[str, str], name: str) -> None:
    scripts = re.findall("<script>(.*?)</script>", pages[name], re.S)
    digests = [b64encode(hashlib.sha256(s.encode()).digest()).decode() for s in scripts]
    assert re.findall("'sha256-([^']+)'", pages[name]) == digests
    assert len(digests) == 1


def test_the_graph_has_each_name_and_each_citation_once() -> None:
    cites = {"a": [], "b": ["a"], "c": ["a", "b"], "alone": []}
    root = ElementTree.fromstring(citation_graph(cites, {n: f"{n}.html" for n in cites}))
    assert sorted(e.text or "" for e in root.iter("text")) == ["a", "b", "c"]
    assert len(list(root.iter("path"))) == 3
    left = {e[1].text: float(e[0].attrib["x"]) for e in root.iter("a")}
    assert left["a"] < left["b"] < left["c"]
