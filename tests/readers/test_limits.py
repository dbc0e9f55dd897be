"""Lines that say to what a sequence tends."""

from __future__ import annotations

import pytest

from mlekl_symbolic.readers.latex.check import Verdict, check_latex

TRUE = (
    r"\frac{1}{n} \xrightarrow{p} 0",
    r"\frac{1}{n} \to 0",
    r"\frac{n + 1}{n} \to 1 \quad (n \to \infty)",
    r"\frac{2 n + 1}{3 n - 5} \xrightarrow{n \to \infty} \frac23",
    r"\lim_{n \to \infty} \frac{n}{n + 1} = 1",
    r"1 = \lim_{n \to \infty} \left( 1 + \frac{1}{n} \right)^3",
    r"\log\left( 1 + \frac{c}{n} \right) \to 0, \quad n \to \infty",
    r"\exp(c / n) \to 1",
    r"\frac{\sigma^2}{n \epsilon^2} \to 0",
    r"\frac{a N + b}{N} \to a",
    r"\frac{c}{n^3} \to 0",
)
FALSE = (
    r"\frac{1}{n} \to 1",
    r"\frac{n + 1}{n} \to 2 \quad (n \to \infty)",
    r"\frac{2 n + 1}{3 n - 5} \xrightarrow{n \to \infty} \frac13",
    r"\lim_{n \to \infty} \frac{n}{n + 1} = 0",
    r"\lim_{n \to \infty} n = 0",
    r"\lim_{n \to \infty} \frac{n^2}{n} = 1",
    r"(-1)^n \to 1",
    r"\log\left( \frac{1}{n} \right) \to 0",
    r"\frac{1}{1/n} \to 0",
    r"\log\left( 1 + \frac{c}{n} \right) \to c",
    r"n \log\left( 1 + \frac{1}{n} \right) \to 0",
    r"\frac{a N + b}{N} \to b",
    r"\frac{n}{N} \to 0",
    r"\frac{1}{n} \to \frac{1}{n}",
    r"\sum_{i=1}^n \frac{1}{n} \to 0",
    r"\left( 1 + \frac{1}{n} \right)^n \to 1",
)
HIDING = (
    r"\frac{\hat\theta}{n} \to 0",
    r"\frac{\bar x}{n} \to 0",
    r"\frac{a_n}{n} \to 0",
    r"\frac{p_n(x)}{n} \to 0",
    r"\frac{H(p_n)}{n} \to 0",
    r"\frac{L(\theta)}{n} \to 0",
    r"\frac{f(n)}{n} \to 0",
    r"\frac{\theta^{(n)}}{n} \to 0",
    r"\frac{1}{N} \sum_{i=1}^N \log P(x_i | \hat\theta) \to \sum_x p(x) \log P(x | \hat\theta)",
    r"\frac{1}{N} \sum_{i=1}^N \log \hat p(x_i) \to E_{x \sim p}[\log \hat p(x)]",
    r"\frac{1}{N} \sum_{i=1}^N \log q_N(x_i) \to E_{x \sim p}[\log q_N(x)]",
)
"""What may depend on the index without showing it, or shows it in a subscript."""
UNREADABLE = (
    (r"\frac{1}{x} \to 0", "E227"),
    (r"\frac{k}{n} \to 0", "E227"),
    (r"\lim_{x \to \infty} \frac{1}{x} = 0", "E233"),
    (r"\frac{1}{n} \xrightarrow{d} 0", "E233"),
    (r"\lim_{n \to \infty} \frac{1}{n} = \frac{1}{n}", "E234"),
)

MEANS = (
    r"\frac{1}{N} \sum_{i=1}^N \log q(x_i) \xrightarrow{p} E_{x \sim p}[\log q(x)]",
    r"\frac{1}{N} \sum_{i=1}^N \log q(x_i) \to -H(p, q)",
    r"-\frac{1}{N} \sum_{i=1}^N \log q(x_i) \to H(p, q)",
    r"\frac{\sum_{i=1}^N \log P(x_i | \theta)}{N} \xrightarrow{P} \sum_x p(x) \log P(x | \theta)",
)
NO_MEANS = (
    r"\frac{1}{N} \sum_{i=1}^N \log q(x_i) \to E_{x \sim p}[\log q(x)] + 1",
    r"\frac{1}{N} \sum_{i=1}^N \log q(x_i) \to E_{x \sim p}[\log p(x)]",
    r"\frac{1}{N} \sum_{i=1}^N \log q(x_i) \to H(p, q)",
    r"\sum_{i=1}^N \log q(x_i) \to E_{x \sim p}[\log q(x)]",
    r"\frac{1}{M} \sum_{i=1}^N \log q(x_i) \to E_{x \sim p}[\log q(x)]",
    r"\frac{1}{N} \sum_{i=1}^N \log q(x_1) \to E_{x \sim p}[\log q(x)]",
    r"\frac{1}{N} \sum_{i=1}^N i \log q(x_i) \to E_{x \sim p}[\log q(x)]",
    r"\frac{1}{N} \sum_{i=1}^N \log q(x_i) \xrightarrow{a.s.} E_{x \sim p}[\log q(x)]",
    r"\frac{1}{N} \prod_{i=1}^N q(x_i) \to E_{x \sim p}[q(x)]",
)


def only(formula: str):
    """The verdict on a text of one line."""
    (line,) = check_latex(rf"\[ {formula} \]").lines
    return line


@pytest.mark.parametrize("formula", TRUE)
def test_a_limit_is_proved(formula):
    assert only(formula).verdict is Verdict.PROVED


@pytest.mark.parametrize("formula", FALSE)
def test_another_limit_is_not(formula):
    assert only(formula).verdict in (Verdict.UNDECIDED, Verdict.UNREADABLE)


@pytest.mark.parametrize(("formula", "code"), UNREADABLE)
def test_what_does_not_say_what_grows_is_not_read(formula, code):
    line = only(formula)
    assert line.verdict is Verdict.UNREADABLE
    assert code in [d.code for d in line.step.diagnostics]


@pytest.mark.parametrize("formula", HIDING)
def test_what_may_depend_on_the_index_is_not_taken_as_constant(formula):
    assert only(formula).verdict in (Verdict.UNDECIDED, Verdict.UNREADABLE)


@pytest.mark.parametrize("said", [r"c = n^2", r"n^2 = c", r"c \ge n", r"c(x) = n x"])
def test_what_another_line_says_of_the_index_is_not_constant(said):
    last = check_latex(rf"\[ c > 0 \] \[ {said} \] \[ \frac{{c}}{{n}} \to 0 \]").lines[-1]
    assert last.verdict in (Verdict.UNDECIDED, Verdict.UNREADABLE)


def test_what_is_taken_as_constant_is_named():
    said = [
        d.message for d in only(r"\frac{\sigma^2}{n \epsilon^2} \to 0").step.diagnostics if d.code == "N142"
    ]
    assert said == ["epsilon, sigma: read as the same for every n"]


def test_the_limit_that_was_found_is_named():
    said = [d.message for d in only(r"\frac{n + 1}{n} \to 2").step.diagnostics if d.code == "W420"]
    assert said == ["it tends to 1"]


def test_a_condition_in_brackets_is_no_line():
    assert [c.verdict for c in check_latex(r"\[ a + b = b + a \quad (a > 0) \]").lines] == [Verdict.PROVED]


@pytest.mark.parametrize("formula", MEANS)
def test_a_mean_of_observations_tends_to_the_expectation_in_probability(formula):
    line = only(formula)
    assert line.verdict is Verdict.ASSUMING
    assert "N141" in [d.code for d in line.step.diagnostics]
    # One expectation, one variance, and no two correlated.
    assert len(line.assumptions) == 3


@pytest.mark.parametrize("formula", NO_MEANS)
def test_it_tends_to_nothing_else(formula):
    assert only(formula).verdict in (Verdict.UNDECIDED, Verdict.UNREADABLE, Verdict.REFUTED)
