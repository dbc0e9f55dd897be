"""Words as they are printed, and where no line ends."""

from __future__ import annotations

import pytest

from mlekl_symbolic.writers.html_document import running
from mlekl_symbolic.writers.latex import text_latex
from mlekl_symbolic.writers.layout import Identifier
from mlekl_symbolic.writers.names import visible
from mlekl_symbolic.writers.page import Formula, Prose, StepLink
from mlekl_symbolic.writers.typography import FIRM, printed, typographic

WORDS = {
    "Markov's and Gibbs' inequality": "Markov’s and Gibbs’ inequality",
    "the Kullback-Leibler divergence": "the Kullback–Leibler divergence",
    "-log R is at most L": "−log R is at most L",
    "it tends to -∞": "it tends to −∞",
    "at least -1 (-N at most)": "at least −1 (−N at most)",
    "the matrix diag(y) - y y'": "the matrix diag(y) − y y’",
}
AS_THEY_ARE = ("cross-entropy", "L1-norm", "non-zero", "--all", "x-axis", "the rule 'one'"[:-1], "e-mail - ")


@pytest.mark.parametrize("words", WORDS)
def test_signs(words: str) -> None:
    assert typographic(words) == WORDS[words]
    assert typographic(WORDS[words]) == WORDS[words]


@pytest.mark.parametrize("words", AS_THEY_ARE)
def test_hyphens_and_opening_quotes_stay(words: str) -> None:
    assert typographic(words) == words


F = Formula(Identifier("x"))
PROSES: dict[Prose, Prose] = {
    ("algebra, by ", StepLink("6")): (f"algebra, by{FIRM}", StepLink("6")),
    (StepLink("5"), ", ", StepLink("6")): (StepLink("5"), ", ", StepLink("6")),
    (F, " = 1, m = 1"): (F, f"{FIRM}={FIRM}1, m{FIRM}={FIRM}1"),
    ("log 3 ≈ 0.236",): (f"log 3{FIRM}≈{FIRM}0.236",),
    ("(S3) ", F, ", (S4) ", F): (f"(S3){FIRM}", F, f", (S4){FIRM}", F),
    ("the mass p(j, v, c) of", F): (f"the mass p(j,{FIRM}v,{FIRM}c) of", F),
    ("where ", F, " holds"): ("where ", F, " holds"),
}


@pytest.mark.parametrize("prose", PROSES, ids=str)
def test_places_where_no_line_ends(prose: Prose) -> None:
    assert printed(prose) == PROSES[prose]


def test_a_firm_space_reaches_the_page() -> None:
    assert visible(f"by{FIRM} 1\n2") == f"by{FIRM} 1 2"
    assert text_latex(f"by{FIRM}1") == "by~1"
    assert running(("by ", StepLink("6"))) == f'by{FIRM}<a href="#step-6">(6)</a>'
