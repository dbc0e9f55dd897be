"""Slips that show in a line: each is seen where it is, and not in its right twin."""

from __future__ import annotations

import pytest

from mlekl_symbolic.readers.latex.check import check_latex


def codes(text: str) -> set[str]:
    """The codes of what is said of any line of a text."""
    return {d.code for c in check_latex(text).lines for d in c.step.diagnostics}


CASES = [
    (
        "W404",
        r"\[ \frac1N \sum_{i=1}^N \log p(x_i) = \mathbb{E}_{x \sim q}[\log p(x)] \]",
        r"\[ \frac1N \sum_{i=1}^N \log p(x_i) \approx \mathbb{E}_{x \sim q}[\log p(x)] \]",
    ),
    (
        "W404",
        r"\[ \arg\max_\theta \lim_{n \to \infty} \frac1n \sum_{i=1}^n \log p(x_i | \theta) "
        r"= \arg\max_\theta \log p(x | \theta) \]",
        r"\[ \arg\max_\theta \lim_{n \to \infty} \frac1n \sum_{i=1}^n \log p(x_i | \theta) "
        r"= \arg\max_\theta \mathbb{E}_{x \sim q}[\log p(x | \theta)] \]",
    ),
    (
        "W405",
        r"\[ \mathbb{E}_{x \sim q}[f(x)] \approx \frac{1}{L} \sum_{l=0}^{L} f(x_l) \]",
        r"\[ \mathbb{E}_{x \sim q}[f(x)] \approx \frac{1}{L} \sum_{l=1}^{L} f(x_l) \]",
    ),
    ("W405", r"\[ r^\top r = \frac1n \sum_{i=1}^n r_i^2 \]", r"\[ r^\top r = \sum_{i=1}^n r_i^2 \]"),
    (
        "W406",
        r"\[ \theta^* = \max_\theta L(\theta) \]",
        r"\[ \theta^* = \arg\max_\theta L(\theta) \]",
    ),
    ("W407", r"\[ a + b \Rightarrow a - b \]", r"\[ a = b \Rightarrow a - b = 0 \]"),
    (
        "W408",
        r"\[ c = a + b \] \[ c = a b \]",
        r"\[ c = a + b \] \[ c = b + a \]",
    ),
    (
        "W409",
        r"\[ u = \frac{a + b}{c} \] \[ v = \frac{a + b}{c} \]",
        r"\[ u = \frac{a + b}{c} \] \[ v = \frac{a - b}{c} \]",
    ),
    (
        "W410",
        r"\[ r_k = \frac{w_k q(x | \theta_k)}{\sum_{j=1}^K w_j q(x | \theta_k)} \]",
        r"\[ r_k = \frac{w_k q(x | \theta_k)}{\sum_{j=1}^K w_j q(x | \theta_j)} \]",
    ),
    (
        "W411",
        r"\[ L(w) \approx L(v) + \nabla_v L(v)^\top (w - v) + (w - v)^\top A (w - v) \]",
        r"\[ L(w) \approx L(v) + \nabla_v L(v)^\top (w - v) + \frac12 (w - v)^\top A (w - v) \]",
    ),
    (
        "W412",
        r"\[ \log \phi(y) = a - \frac12 \left( \frac{y - m}{\sigma^2} + \log \sigma^2 \right) \]",
        r"\[ \log \phi(y) = a - \frac12 \left( \frac{(y - m)^2}{\sigma^2} + \log \sigma^2 \right) \]",
    ),
    (
        "W412",
        r"\[ \log \phi(y) = a - \frac{1}{2 \sigma^2 (y - m)^2} \]",
        r"\[ \log \phi(y) = a - \frac{1}{2 \sigma^2} (y - m)^2 \]",
    ),
]


@pytest.mark.parametrize(("code", "wrong", "right"), CASES)
def test_the_slip_is_seen_and_its_twin_is_silent(code: str, wrong: str, right: str) -> None:
    assert code in codes(wrong)
    assert code not in codes(right)


def test_a_quantity_with_several_formulas_is_no_slip() -> None:
    assert "W408" not in codes(r"\[ H(p) = \log 2 \] \[ H(p) = \log 3 \]")
