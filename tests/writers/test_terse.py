"""Formulas in fewer elements show the same signs in the same order."""

from __future__ import annotations

import re

import pytest

from mlekl_symbolic.proof import library
from mlekl_symbolic.proof.run import theorem
from mlekl_symbolic.writers.behind import behind_steps
from mlekl_symbolic.writers.document import document_of
from mlekl_symbolic.writers.html_document import html_page
from mlekl_symbolic.writers.mathfont import SLANTED, needed
from mlekl_symbolic.writers.mathml import light
from mlekl_symbolic.writers.terse import terse

FORMULAS = {
    "<math><mi>a</mi><mo>∈</mo><mi>𝒜</mi></math>": "<i>𝑎 ∈ 𝒜</i>",
    "<math><msub><mi>x</mi><mrow><mi>n</mi><mo>,</mo><mi>i</mi></mrow></msub></math>": (
        "<i>𝑥<sub>𝑛, 𝑖</sub></i>"
    ),
    '<math><mo form="infix">−</mo><mi>ε</mi></math>': "<i>\N{NO-BREAK SPACE}− 𝜀</i>",
    '<math><mo form="prefix">−</mo><mn>1</mn></math>': "<i>−1</i>",
    '<math display="block"><mi>log</mi><mo lspace="0" rspace=".167em">⁡</mo><mn>2</mn></math>': (
        "<math display=block><mi>log\N{THIN SPACE}2</mi></math>"
    ),
    "<math><mfrac><mn>1</mn><mrow><mn>2</mn><mi>n</mi></mrow></mfrac><mo>+</mo><mi>b</mi></math>": (
        "<math><mfrac><mn>1</mn><mi>2𝑛</mi></mfrac><mi>\N{NO-BREAK SPACE}+ 𝑏</mi></math>"
    ),
}
KEPT = (
    "<math><mrow><mo>(</mo><mfrac><mi>a</mi><mi>b</mi></mfrac><mo>)</mo></mrow></math>",
    "<math><mo>−</mo><mfrac><mi>a</mi><mi>b</mi></mfrac></math>",
    "<math><munder><mo>∑</mo><mi>a</mi></munder><mi>b</mi></math>",
    "<math><mover accent=true><mi>θ</mi><mo>^</mo></mover></math>",
)
"""Brackets that grow, a sign in front of which there is nothing, limits and accents need their elements."""


@pytest.mark.parametrize(("formula", "short"), FORMULAS.items())
def test_signs_that_need_no_element_of_their_own_share_one(formula: str, short: str) -> None:
    assert terse(formula) == short


@pytest.mark.parametrize("formula", KEPT)
def test_other_formulas_stay(formula: str) -> None:
    assert terse(formula) == formula


def test_words_are_not_changed() -> None:
    words = '<p id="a">x="y" &lt;math&gt;</p><pre>a="b" c</pre><a href="#step-1" title="two words">1</a>'
    assert (
        terse(words)
        == '<p id=a>x="y" &lt;math&gt;</p><pre>a="b" c</pre><a href=#step-1 title="two words">1</a>'
    )


@pytest.mark.parametrize("name", ["gibbs", "categorical", "weak_law", "gaussian_prior_is_ridge"])
def test_a_page_keeps_its_signs_and_its_font(name: str) -> None:
    found = theorem(library()[name])
    document, behind = document_of(found), behind_steps(found)
    long = html_page(document, behind)
    short = html_page(document, behind, lambda body: terse(light(body)))
    assert len(short) < len(long)
    assert _signs(short) == _signs(long)
    assert set(needed(short)) == set(needed(long))


def _signs(page: str) -> str:
    """Everything that a page shows, without spaces."""
    slanted = re.sub("<mi>(.)</mi>", lambda m: SLANTED.get(m[1], m[1]), page.partition("<body>")[2])
    return re.sub(r"\s|⁡", "", re.sub("<[^>]*>", "", slanted))
