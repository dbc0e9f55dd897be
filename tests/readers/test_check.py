"""Documents with true and false lines: no false line passes, and what is assumed is said."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from mlekl_symbolic.proof.outcome import Proved, Refuted
from mlekl_symbolic.readers.latex.check import Checked, Report, Verdict, check_latex

PROVED, ASSUMING, REFUTED = Verdict.PROVED, Verdict.ASSUMING, Verdict.REFUTED
UNDECIDED, UNREADABLE, DEFINITION = Verdict.UNDECIDED, Verdict.UNREADABLE, Verdict.DEFINITION
FALSE = json.loads((Path(__file__).parents[1] / "data" / "false_open.json").read_text(encoding="utf-8"))[
    "steps"
]
NOTATION = "% mlekl: p, q: pmf on X; a, b: scalar\n"
FIRST_TEXT = r"""
% mlekl: P_theta: model on X over Theta; x_i: sample of size N on X; P_data: empirical of x
\begin{align}
  D_{KL}(P_{\text{data}} \| P_\theta)
  &= \sum_x P_{\text{data}}(x) \log \frac{P_{\text{data}}(x)}{P_\theta(x)} \\
  &= \sum_x \left( \frac{1}{N} \sum_{i=1}^N \delta(x - x_i) \right)
     \log \frac{\frac{1}{N} \sum_{j=1}^N \delta(x - x_j)}{P_\theta(x)} \\
  &= \frac{1}{N} \sum_{i=1}^N \log \frac{1/N}{P_\theta(x_i)} \\
  &= \frac{1}{N} \sum_{i=1}^N \left[ \log 1 - \log N - \log P_\theta(x_i) \right]
\end{align}
\[ \arg\min_\theta D_{KL}(P_{\text{data}} \| P_\theta) = \arg\max_\theta \sum_{i=1}^N \log P_\theta(x_i) \]
"""
LOWER_BOUND = r"""
\[ \log p(x) = \log \sum_z p(x, z) = \log \sum_z q(z) \frac{p(x,z)}{q(z)} \]
\[ \log p(x) = \mathbb{E}_{q(z)}\left[\log \frac{p(x,z)}{q(z)}\right] + D_{KL}(q(z) \| p(z \mid x)) \]
\[ p(z \mid x) = \frac{p(x \mid z) p(z)}{p(x)} \]
"""


def line(latex: str, notation: str = NOTATION) -> Checked:
    """The verdict on one line."""
    (made,) = check_latex(notation + rf"\[ {latex} \]").lines
    return made


def verdicts(report: Report) -> list[Verdict]:
    """The verdicts of a report."""
    return [c.verdict for c in report.lines]


def test_the_first_text_is_wrong_where_the_data_repeat() -> None:
    report = check_latex(FIRST_TEXT, name="notes.tex")
    assert verdicts(report) == [PROVED, PROVED, REFUTED, ASSUMING, ASSUMING]
    bad = report.first_bad
    assert bad is not None
    assert report.document.source.place(bad.step.line.span) == "notes.tex:6:6"
    assert isinstance(bad.outcome, Refuted)
    assert "x = (a, a)" in str(bad.outcome.witness)


def test_a_lower_bound() -> None:
    assert verdicts(check_latex(LOWER_BOUND)) == [PROVED, ASSUMING, ASSUMING, ASSUMING]


@pytest.mark.parametrize(
    ("latex", "verdict"),
    [
        (r"(a+b)^2 = a^2 + 2 a b + b^2", PROVED),
        (r"(a+b)^2 = a^2 + b^2", REFUTED),
        (r"\log(a b) = \log a + \log b", ASSUMING),
        (r"\log(a + b) = \log a + \log b", REFUTED),
        (r"H(p, q) = D_{KL}(p \| q) + H(p)", ASSUMING),
        (r"H(p, q) = D_{KL}(q \| p) + H(p)", REFUTED),
        (r"D_{KL}(p \| q) = D_{KL}(q \| p)", REFUTED),
        (r"D_{KL}(p \| p) = 0", PROVED),
        (r"\mathbb{E}_{x \sim p}[\log p(x)] = - H(p)", PROVED),
        (r"\mathbb{E}_{x \sim p}[\log p(x)] = H(p)", REFUTED),
        (r"\sum_x p(x) = 1", PROVED),
        (r"\sum_x p(x) = 2", REFUTED),
        (r"p(x) = q(x)", REFUTED),
        (r"a \le a + 1", PROVED),
        (r"a \le a - 1", REFUTED),
        (r"a \approx b", UNREADABLE),
        (r"c = 2", DEFINITION),
        (r"D_{KL}(p \| q) \ge 0", ASSUMING),
        (r"0 \le D_{KL}(p \| q)", ASSUMING),
        (r"D_{KL}(p \| q) > 0", REFUTED),
        (r"D_{KL}(p \| q) \le 0", REFUTED),
        (r"H(p) - D_{KL}(p \| q) \le H(p)", ASSUMING),
        (r"\sum_x p(x) \log q(x) \le \log \sum_x p(x) q(x)", ASSUMING),
        (r"\sum_x p(x) \log q(x) \ge \log \sum_x p(x) q(x)", REFUTED),
        (r"\log \mathbb{E}_{x \sim p}[q(x)] \ge \mathbb{E}_{x \sim p}[\log q(x)]", ASSUMING),
    ],
)
def test_lines(latex: str, verdict: Verdict) -> None:
    assert line(latex).verdict is verdict


@pytest.mark.parametrize(
    "latex", [r"\log(-a^2) = 5", r"\frac{1}{0} = 3", r"\log(a - a) = b", r"\frac{a}{b - b} = 7"]
)
def test_nothing_follows_from_assumptions_that_cannot_hold(latex: str) -> None:
    assert line(latex).verdict not in (PROVED, ASSUMING)


def test_assumptions_are_listed() -> None:
    made = line(r"\log(a b) = \log a + \log b")
    assert [str(a) for a in made.assumptions] == ["a > 0", "b > 0"]
    assert made.size > 0
    assert isinstance(made.outcome, Proved)


@pytest.mark.parametrize(
    "text",
    [
        r"\[ D = 3 \] \[ D = 4 + m \]",
        r"\[ \log p(x) \ge L \]",
        r"\[ \tilde p(x) = p(x) \]",
        r"\[ q(x) = 1/3 \] \[ H(q) = \log 3 \]",
        r"\[ H(p) = \log n - D_{KL}(p \| u) \]",
    ],
)
def test_what_may_define_a_name_is_not_called_false(text: str) -> None:
    assert REFUTED not in verdicts(check_latex(text))


@pytest.mark.parametrize("notation", ["", NOTATION], ids=["bare", "declared"])
def test_no_false_line_of_other_authors_passes(notation: str) -> None:
    for case in FALSE:
        step = case["mutated"]
        report = check_latex(notation + rf"\[ {step['lhs']} {step['rel']} {step['rhs']} \]")
        assert not {PROVED, ASSUMING} & set(verdicts(report)), case["id"]


def test_one_bad_line_does_not_stop_the_rest() -> None:
    report = check_latex(
        NOTATION + r"\begin{align} a &= \foo \\ (a+b)^2 &= a^2 + b^2 \\ &= \bar \\ 1 &= 1 \end{align}"
    )
    assert verdicts(report) == [UNREADABLE, REFUTED, UNREADABLE, PROVED]
    assert report.count(UNREADABLE) == 2


@pytest.mark.parametrize(
    ("latex", "verdict"),
    [
        (r"-\frac{1}{N} \sum_{i=1}^N \log P_\theta(x_i) + \text{constant}", ASSUMING),
        (r"\text{const} - \frac{1}{N} \sum_i \log P_\theta(x_i)", ASSUMING),
        (r"\frac{1}{N} \sum_{i=1}^N \log P_\theta(x_i) + \text{constant}", REFUTED),
        (r"- \sum_{i=1}^N \log P_\theta(x_i) + const", REFUTED),
        (r"\text{constant}", REFUTED),
        (r"2 \cdot \text{constant}", UNREADABLE),
    ],
)
def test_a_constant_is_one_that_no_parameter_changes(latex: str, verdict: Verdict) -> None:
    notation = "% mlekl: P_theta: model on X over Theta; x_i: sample of size N on X; P_data: empirical of x\n"
    made = line(rf"D_{{KL}}(P_{{\text{{data}}}} \| P_\theta) = {latex}", notation)
    assert made.verdict is verdict
    assert verdict is UNREADABLE or "N124" in [d.code for d in made.step.diagnostics]


DENSITIES = "% mlekl: p, q: pmf\n"


@pytest.mark.parametrize(
    ("latex", "verdict"),
    [
        (r"D_{KL}(p \| q) = \int p(x) \log \frac{p(x)}{q(x)} \, dx", PROVED),
        (r"\int p(x) \, dx = 1", PROVED),
        (r"\mathbb{E}_{x \sim p}[\log q(x)] = \int p(x) \log q(x) \, dx", PROVED),
        (
            r"\int p(x) \log \frac{p(x)}{q(x)} \, dx = \int p(x) \log p(x) \, dx - \int p(x) \log q(x) \, dx",
            ASSUMING,
        ),
    ],
)
def test_densities(latex: str, verdict: Verdict) -> None:
    assert line(latex, DENSITIES).verdict is verdict


@pytest.mark.parametrize(
    "latex",
    [
        r"D_{KL}(p \| q) = \int p(x) \log \frac{q(x)}{p(x)} \, dx",
        r"\int p(x) \, dx = 2",
        r"\int p(x) \log p(x) \, dx = \sum_x p(x) \log p(x)",
    ],
)
def test_false_lines_about_densities_do_not_pass(latex: str) -> None:
    assert line(latex, DENSITIES).verdict not in (PROVED, ASSUMING)


@pytest.mark.parametrize(
    ("left", "right", "verdict"),
    [
        (
            r"p(\theta) \prod_{i=1}^N p(x_i \mid \theta)",
            r"\log p(\theta) + \sum_{i=1}^N \log p(x_i \mid \theta)",
            ASSUMING,
        ),
        (
            r"\log p(\theta) + \sum_{i=1}^N \log p(x_i \mid \theta)",
            r"\sum_{i=1}^N \log p(x_i \mid \theta)",
            REFUTED,
        ),
        (r"2 \sum_{i=1}^N \log p(x_i \mid \theta)", r"\sum_{i=1}^N \log p(x_i \mid \theta)", PROVED),
        (r"- \sum_{i=1}^N \log p(x_i \mid \theta)", r"\sum_{i=1}^N \log p(x_i \mid \theta)", REFUTED),
    ],
)
def test_estimates(left: str, right: str, verdict: Verdict) -> None:
    assert line(rf"\arg\max_\theta {left} = \arg\max_\theta {right}", "").verdict is verdict
