"""Pages as LaTeX: where a page, a line or a table may break."""

from __future__ import annotations

import re

from mlekl_symbolic.proof.records import Judgement
from mlekl_symbolic.readers.latex.check import Verdict, check_latex
from mlekl_symbolic.writers.document import document_of
from mlekl_symbolic.writers.layout import Identifier, Number, Relation
from mlekl_symbolic.writers.page import Calculation, Code, Line, Mark, Paragraph, Part, Proof, Reviewed, Table
from mlekl_symbolic.writers.tex_document import LINE, tex_parts, tex_source
from tests.writers import samples

A = Identifier("a")
STEP = Line("1", "=", Number("1"), ("algebra",), Mark.CHECKED)


def _tex(*parts: Part) -> str:
    return tex_parts(parts, LINE)


def _chain(*reasons: str) -> Calculation:
    lines = (Line(str(n), "=", Number("1"), (why,), Mark.CHECKED) for n, why in enumerate(reasons, 1))
    return Calculation(("So",), A, tuple(lines))


def test_a_table_has_its_head_on_every_page() -> None:
    table = _tex(Table(("Step", "Rests on"), ((("1",), ("all",)),), "rL"))
    assert re.search(r"Rests on.*\\midrule\\endhead\n", table)


def test_a_column_of_names_may_break() -> None:
    row = (("words",), ("true",), (Code("consistency_on_a_finite_alphabet"),))
    shape = _tex(Table(("", "", ""), (row,), "Lll"))
    first = shape.splitlines()[0]
    assert first.count(r"\raggedright") == 2
    assert first.count("}l>") == 1
    assert sum(map(float, re.findall(r"p\{([\d.]+)", first))) <= 0.6


def test_the_formula_of_a_claim_stays_in_its_paragraph() -> None:
    claim = Reviewed("A02", Judgement.TRUE, ("Words.",), Relation("="), ("Because.",), ())
    inside = re.search(r"\\begin\{mlreviewed\}(.*)\\end\{mlreviewed\}", _tex(claim), re.S)
    assert inside
    assert r"\begin{align*}" in inside[1]
    assert "\n\n" not in inside[1]


def test_a_chain_without_words_begins_no_paragraph() -> None:
    assert _tex(Calculation((), A, (STEP,))).startswith("\\mlwordless\n\\begin{align*}")
    assert r"\mlwordless" not in _tex(_chain("algebra"))


def test_the_box_stays_with_the_last_chain() -> None:
    proof = _tex(Proof("Proof", (Paragraph(("Let.",)), _chain("algebra")), Mark.CHECKED))
    assert re.search(r"Let\.\n\n\\mlkeep\nSo\n.*\\end\{align\*\}\n\\mlqed$", proof, re.S)
    assert r"\mlkeep" not in _tex(Proof("Derivation", (_chain("algebra"),), Mark.GAP))


def test_a_long_reason_stands_beside_its_line_only_in_few_lines() -> None:
    assert r"\mlwhy" in _tex(_chain("word " * 10))
    assert r"\mlabove" in _tex(_chain("word " * 60))


def test_a_step_is_referred_to_by_its_number() -> None:
    assert r"\tag*{\mltag{\mlchecked}{1}}\label{step:1}" in _tex(_chain("algebra"))


def test_a_page_can_be_checked_again() -> None:
    report = check_latex(tex_source(document_of(samples.theorem())))
    assert report.problems == ()
    assert report.count(Verdict.PROVED) >= len(samples.theorem().steps)
