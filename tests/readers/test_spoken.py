"""Conditions in the running text: lines may rest on them, and none is false where they do not hold."""

from __future__ import annotations

import pytest

from mlekl_symbolic.readers.latex.check import Checked, Verdict, check_latex
from mlekl_symbolic.readers.latex.spoken import condition

ASSUMING, REFUTED, OPEN = Verdict.ASSUMING, Verdict.REFUTED, Verdict.UNDECIDED


def only(text: str) -> Checked:
    (line,) = check_latex(text).lines
    return line


@pytest.mark.parametrize(
    ("text", "line", "assumed"),
    [
        ("Let $x > 1$.", "x^2 > x", {"x > 1"}),
        (r"Assume that \(x \geq 1\) and $y \ge 1$.", "xy \\ge x", {"x >= 1", "y >= 1"}),
        ("For all $a, b > 0$ we have", "(a + b)^2 > a^2", {"a > 0", "b > 0"}),
        (r"Let $0 \le \lambda \leq 1$.", r"\lambda^2 \le \lambda", {"0 <= lambda", "lambda <= 1"}),
        (r"Let $t \in (0, 1]$.", "t^2 \\le t", {"t > 0", "t <= 1"}),
        (r"Let $\varepsilon > \frac{4}{2}$.", r"\varepsilon > 1", {"epsilon > 2"}),
        ("Let $x > 1$.\n\nWe come to the point.", "x^2 > x", {"x > 1"}),
    ],
)
def test_a_line_may_rest_on_what_the_text_supposes(text: str, line: str, assumed: set[str]) -> None:
    found = only(f"{text} \\[ {line} \\]")
    assert found.verdict is ASSUMING
    assert {str(a) for a in found.assumptions} == assumed
    assert only(f"\\[ {line} \\]").verdict in (REFUTED, OPEN)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Let $x > 1$.", "x^2 < x"),
        ("Let $a, b \\ge 0$.", "(a + b)^2 \\le a^2 + b^2"),
        (r"Let $0 < \theta < 1$.", r"\log \theta + \log(1 - \theta) = \log(\theta + 1 - \theta)"),
        ("Let $n \\ge 1$.", "\\sum_{k=1}^n k = n^2"),
        ("Let $p(x) > 0$ for all $x \\in \\mathcal{X}$.", "H(p) = \\sum_x p(x) \\log p(x)"),
    ],
)
def test_a_line_that_is_false_where_they_hold_is_refuted(text: str, line: str) -> None:
    assert only(f"{text} \\[ {line} \\]").verdict is REFUTED


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Let $n \\in \\mathbb{N}$.", "n^2 \\ge n"),
        ("Let $x^2 > 4$.", "x > 1"),
        ("Hence $x > 1$.", "x^2 > x"),
        ("We see that $x > 1$.", "x^2 > x"),
        ("Unless $x > 1$,", "x^2 \\le x"),
        ("Except for $x > 1$,", "x^2 \\le x"),
        ("Let $x > 1$ and $x < 0$.", "x = x + 1"),
    ],
)
def test_what_cannot_be_used_only_keeps_a_line_from_being_called_false(text: str, line: str) -> None:
    assert only(f"{text} \\[ {line} \\]").verdict is OPEN


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        (r"\[ x^2 > x, \] where $x > 1$.", ASSUMING),
        (r"$$x^2 > x$$ whenever $x > 1$.", ASSUMING),
        (r"\[ x^2 > x. \] Let $x > 1$.", REFUTED),
        ("\\[ x^2 > x \\]\n\nLet $x > 1$.", REFUTED),
        ("Let $y > 1$. \\[ x^2 > x \\]", REFUTED),
    ],
)
def test_after_a_line_they_stand_in_its_sentence(text: str, verdict: Verdict) -> None:
    assert only(text).verdict is verdict


@pytest.mark.parametrize("text", ["Let $x < 0$.", "Let $x \\le 0$."])
def test_what_is_assumed_does_not_contradict_the_text(text: str) -> None:
    line = "\\[ \\sqrt{x^2} = x \\]"
    assert only(f"{text} {line}").verdict is not ASSUMING
    for other in ("", "Let $x > -1$.", text.replace("x", "y")):
        assert only(f"{other} {line}").verdict is ASSUMING


def test_the_nearest_paragraph_counts() -> None:
    lines = check_latex("Let $x < 0$. \\[ x^2 > 0 \\]\n\nLet $x > 0$. \\[ x^3 > 0 \\]").lines
    assert [str(*line.assumptions) for line in lines] == ["x < 0", "x > 0"]


@pytest.mark.parametrize(
    "formula",
    [
        "x",
        "p(x) > 0",
        r"x \in \mathcal{X}",
        r"\theta \in \Theta",
        "i = 1, \\dots, N",
        "1 > 0",
        "\\sum_i p_i = 1",
        ">",
        "$",
    ],
)
def test_what_is_no_condition_on_letters(formula: str) -> None:
    found = condition(formula)
    assert found is None or not found[1]


@pytest.mark.parametrize(
    "formula", ["x > " + "9" * 5000, "x > 1/0", "x < \\frac{1}{0}", "," * 500 + "<", "x \\in [1"]
)
def test_odd_formulas_do_no_harm(formula: str) -> None:
    found = condition(formula)
    assert found is None or not found[0]
