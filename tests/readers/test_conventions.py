"""Conventions of notation in the second reading: each is said, and none makes a false line true."""

from __future__ import annotations

import pytest

from mlekl_symbolic.readers.latex.check import Checked, Verdict, check_latex

HOLDS = (Verdict.PROVED, Verdict.ASSUMING)
SCORE = r"\mathbb{E}_{p(x|\theta)}[\nabla \log p(x|\theta)]"
WEIGHED = r"\int \nabla \log p(x|\theta) \, p(x|\theta) \, dx"
QUOTIENT = r"\int \frac{\nabla p(x|\theta)}{p(x|\theta)} p(x|\theta) \, dx"


def lines(*formulas: str) -> tuple[Checked, ...]:
    """The verdicts on some displays."""
    return check_latex("\n\n".join(f"$$ {formula} $$" for formula in formulas)).lines


TRUE = {
    "a letter that is drawn in the other case": r"H(P,Q) = E_{X \sim P}[-\log Q(x)]",
    "a letter that is drawn in another font": (
        r"D_{KL}(q(\mathbf{h}|v) \| p(\mathbf{h}|v))"
        r" = E_{\mathrm{h} \sim q}[\log \frac{q(\mathbf{h}|v)}{p(\mathbf{h}|v)}]"
    ),
    "outcomes that are numbered": (
        r"-\sum_{i=1}^n p(x_i) \log q(x_i) = H(p) + \sum_{i=1}^n p(x_i) \log \frac{p(x_i)}{q(x_i)}"
    ),
    "a divergence over numbered outcomes": (
        r"D_{KL}(p \| q) + H(p) = -\sum_{j=1}^m p(a_j) \log q(a_j)"
    ),
    "an integral without a differential": (
        r"\int p(x) \log \frac{p(x)}{q(x)} = \int p(x) \log p(x) - \int p(x) \log q(x)"
    ),
    "laws with their variables below": (
        r"I(X;Y) = \sum_{x,y} p_{XY}(x,y) \log \frac{p_{X|Y}(x|y)}{p_X(x)}"
    ),
    "a double bar for a condition": r"p(z \| x) p(x) = p(x, z)",
    "a sum from a condition on": r"\sum_{t > 1}^T 2 a_t = 2 \sum_{t=2}^T a_t",
    "a derivative at a point": r"\frac{d}{dx} x^3 \Big|_{x=2} = 12",
    "a delimited part at a point": (
        r"a \left. \frac{d f(x)}{dx} \right|_{x=0} = \frac{d}{dx} a f(x) \bigg\rvert_{x=0}"
    ),
    "the score at a point": (
        r"\nabla_\theta \log p(x;\theta)|_{\theta=\theta^*}"
        r" = \frac{\nabla_\theta p(x;\theta)|_{\theta=\theta^*}}{p(x;\theta)|_{\theta=\theta^*}}"
    ),
    "a constant with a full stop": (
        r"\arg\max_\theta f(\theta|x) + \mathrm{const.} = \arg\max_\theta f(\theta|x)"
    ),
    "an optimum over laws": r"\arg\min_q D_{KL}(p \| q) = \arg\max_q \int p(x) \log q(x) dx",
    "a function without its argument in a sum": (
        r"\int g(x) \log \frac{f(x)}{f + g(x)} dx = \int g(x) \log \frac{f(x)}{f(x) + g(x)} dx"
    ),
    "laws of a divergence under other letters": (
        r"\mathbb{E}_f [\log g(X; \theta)]"
        r" = \mathbb{E}_f [\log f(X; \theta)] - D_{KL}(f(X; \theta), g(X; \theta))"
    ),
    "an integral inside a gradient": (
        r"\nabla_t \int p(x|\theta) \nabla_t \log p(x|t) \, dx"
        r" = \nabla_t \int p(x|\theta) \frac{\nabla_t p(x|t)}{p(x|t)} \, dx"
    ),
    "parameters are not random": (
        r"E[\frac{\partial}{\partial \theta} \log p(x|\theta)]"
        r" = E[\frac{1}{p(x|\theta)} \frac{\partial}{\partial \theta} p(x|\theta)]"
    ),
    "an interval": r"\frac{p(x|a)}{p(x|a) + q(x|a)} \in [0, 1]",
    "a sign before an optimum": (
        r"-\sup_\theta [f(\theta|x) - g(\theta|x)] = \inf_\theta [g(\theta|x) - f(\theta|x)]"
    ),
    "a divergence from a product of laws": (
        r"D_{KL}(p(x,y) \| p(x) p(y)) = \sum_{x,y} p(x,y) \log \frac{p(x,y)}{p(x) p(y)}"
    ),
    "a double integral without differentials": (
        r"D_{KL}(p(x,y) \| p(x) p(y)) = -\iint p(x,y) \log \frac{p(x) p(y)}{p(x,y)}"
    ),
    "a softmax": r"\mathrm{softmax}(\mathbf{o})_j \sum_{k=1}^n \exp(o_k) = \exp(o_j)",
    "a bracket with a draw below it": (
        r"{\left[ f(z_i|a) + b \right]}_{z_i \sim q(z)} = [f(z_i|a)]_{z_i \sim q(z)} + b"
    ),
    "a letter that is drawn, and integrated in another font": (
        r"E_{z \sim q}[\log q(\mathbf{z}|x)] = \int q(\mathbf{z}|x) \log q(\mathbf{z}|x) \, d\mathbf{z}"
    ),
    "braces around a sign": r"{\int} (f(x|a) + g(x|a)) dx = {\int} (g(x|a) + f(x|a)) dx",
}  # fmt: skip
FALSE = {
    "an interval that is too short": r"\frac{p(x|a)}{p(x|a) + q(x|a)} \in [0, \frac{1}{2}]",
    "an interval of something else": r"p(x|a) + q(x|a) \in [0, 1]",
    "what is below one half of an interval": r"- p(x|a) \in [0, 1]",
    "a sign before the same optimum": r"-\sup_\theta f(\theta|x) = \sup_\theta -f(\theta|x)",
    "no sign before an optimum": r"\sup_\theta f(\theta|x) = \inf_\theta f(\theta|x)",
    "a divergence from a product the other way": (
        r"D_{KL}(p(x,y) \| p(x) p(y)) = \sum_{x,y} p(x) p(y) \log \frac{p(x) p(y)}{p(x,y)}"
    ),
    "a divergence from a product is not zero": r"D_{KL}(p(x,y) \| p(x) p(y)) = 0",
    "another entry of a softmax": r"\mathrm{softmax}(o)_i \sum_{k=1}^n \exp(o_k) = \exp(o_j)",
    "a softmax of something else": r"\mathrm{softmax}(u)_j \sum_{k=1}^n \exp(o_k) = \exp(o_j)",
    "a bracket with a draw is no bracket": r"[f(z|a)^2]_{z \sim q} = ([f(z|a)]_{z \sim q})^2",
    "a draw and another variable": (
        r"E_{z \sim q}[\log q(\mathbf{z}|x)] = \int \log q(\mathbf{z}|x) \, d\mathbf{z}"
    ),
    "a free letter is not drawn": r"E_{x \sim p}[\log q(X|a)] = \log q(X|a)",
    "two letters are not one": r"E_{X \sim p}[(X - x)^2 f(x|a)] = 0",
    "two expectations": r"E_{x \sim p}[f(X|a)] = E_{y \sim p}[f(X|a)]",
    "outcomes and their law": r"H(p) = -\sum_{i=1}^n p(x_i) \log q(x_i)",
    "a sample is no list of outcomes": r"H(p) = -\frac{1}{n} \sum_{i=1}^n \log p(x_i)",
    "some outcomes only": r"H(p) = -\sum_{i=2}^n p(x_i) \log p(x_i)",
    "a divergence the other way": r"D_{KL}(p \| q) = \sum_{i=1}^n q(x_i) \log \frac{q(x_i)}{p(x_i)}",
    "an integral of one term": r"\int p(x) f(x|a) + c = \int (p(x) f(x|a) + c) dx",
    "laws of two variables": r"\sum_x p_X(x) \log p_X(x) = \sum_x p_X(x) \log p_Y(x)",
    "laws of two variables without a joint law": (
        r"\sum_x p_X(x) \log p_X(x) = \sum_y p_Y(y) \log p_Y(y)"
    ),
    "laws of two variables with a joint law": (
        r"\sum_{x,y} p_{XY}(x,y) \log p_X(x) = \sum_{x,y} p_{XY}(x,y) \log p_Y(y)"
    ),
    "another letter is not what is drawn": r"E_{u \sim q}[\log q(h|a)] = \sum_h q(h|a) \log q(h|a)",
    "a list with dots is no comment": r"a \text{ and } b_1, \ldots, b_n = a",
    "a law beside the law of a variable": r"\sum_x p_X(x) \log \frac{p_X(x)}{p(x)} = 0",
    "what is given counts": r"p_{X|Y}(x|y) p_X(x) = p_{X,Y}(x,y)",
    "a double bar is no division": r"p(z \| x) = p(z) p(x)",
    "the first term counts": r"\sum_{t > 1}^T a_t = \sum_{t=1}^T a_t",
    "at another point": r"\frac{d}{dx} x^3 \Big|_{x=2} = 3 x^2",
    "a letter does not depend in secret": r"L|_{\theta=0} = L",
    "products of which one part is evaluated": r"x f(x)|_{x=0} = 0",
    "a point of one part": (
        r"\nabla_\theta \log p(x;\theta)|_{\theta=t}"
        r" = \frac{\nabla_\theta p(x;\theta)|_{\theta=t}}{p(x;\theta)}"
    ),
    "an optimum over laws the other way": (
        r"\arg\min_q D_{KL}(p\|q) = \arg\min_q \sum_x p(x) \log q(x)"
    ),
    "an optimum over laws of something else": r"\arg\min_q D_{KL}(p\|q) = \arg\min_q D_{KL}(q\|p)",
    "a function is not its values": (
        r"\int g(x) \log \frac{f(x)}{f + g(x)} dx = \int g(x) \log \frac{f(x)}{g(x)} dx"
    ),
    "a hidden law may depend on the parameter": (
        r"\nabla_\theta E[\log p(x|\theta)] = E[\nabla_\theta \log p(x|\theta)]"
    ),
    "second gradients are no first ones": r"\nabla^2_\theta f(x|\theta) = \nabla_\theta f(x|\theta)",
    "an operand is taken in one way": (
        r"\sum_x p(x) \log \frac{p(x)}{u(x)} u(x) = \sum_x p(x) \log p(x)"
    ),
    "an operand is not taken as it suits": r"\int \log f(x|a) g(x|a) dx = \int g(x|a) \log f(x|a) dx",
}  # fmt: skip


@pytest.mark.parametrize("name", TRUE)
def test_true(name: str) -> None:
    (made,) = lines(TRUE[name])
    assert made.verdict in HOLDS, (made.step.left, made.step.right, made.step.diagnostics)
    assert not made.step.refusals


@pytest.mark.parametrize("name", FALSE)
def test_false(name: str) -> None:
    assert lines(FALSE[name])[-1].verdict not in HOLDS


SAID = {
    "a letter that is drawn in the other case": "X and x are one variable",
    "a letter that is drawn in another font": "what is drawn as h is bf:h",
    "outcomes that are numbered": "the outcomes are x[i] for i = 1, …, n",
    "an integral without a differential": (
        "the integral goes over the one letter that it can, to the end of the product"
    ),
    "laws with their variables below": "p[X](x) is read as p(x), by its arguments",
    "a double bar for a condition": "the double bar is read as |",
    "a sum from a condition on": "the condition below is read as where the range begins",
    "a function without its argument in a sum": "f is f(x) beside a function of x",
}  # fmt: skip


@pytest.mark.parametrize("name", SAID)
def test_what_was_decided_is_said(name: str) -> None:
    (made,) = lines(TRUE[name])
    assert SAID[name] in {d.message for d in made.step.diagnostics}


def test_the_lines_around_say_how_far_an_operand_reaches() -> None:
    one, two = lines(f"{SCORE} = {WEIGHED}", f"{WEIGHED} = {QUOTIENT}")
    assert one.verdict in HOLDS
    assert two.verdict in HOLDS
    assert any(d.code == "N102" for d in two.step.diagnostics)
    # Neither says so alone.
    assert lines(f"{SCORE} = {WEIGHED}")[-1].verdict not in HOLDS
    assert lines(f"{WEIGHED} = {QUOTIENT}")[-1].verdict not in HOLDS


def test_words_with_dots_belong_to_no_formula() -> None:
    begin = r"\sum_z q(z) \log q(z) \text{by Jensen: } \log E_q[\ldots]"
    assert lines(rf"{begin} = - \sum_z q(z) \log \frac{{1}}{{q(z)}}")[-1].verdict in HOLDS
    assert lines(rf"{begin} = \sum_z q(z) \log \frac{{1}}{{q(z)}}")[-1].verdict not in HOLDS


def test_a_line_that_is_false_says_nothing_about_operands() -> None:
    one, two = lines(f"{SCORE} = {WEIGHED}", f"{WEIGHED} = {QUOTIENT} + 1")
    assert one.verdict not in HOLDS
    assert two.verdict not in HOLDS
    # What holds in two different ways does not hold in one.
    product = r"\sum_x p(x) \log f(x|a) g(x|a)"
    long = r"\sum_x p(x) \log f(x|a) + \sum_x p(x) \log g(x|a)"
    short = r"\sum_x p(x) g(x|a) \log f(x|a)"
    assert all(c.verdict not in HOLDS for c in lines(f"{long} = {product}", f"{product} = {short}"))


def test_a_line_that_holds_however_far_an_operand_reaches_is_proved() -> None:
    (made,) = lines(r"2 \log f(x|a) g(x|a) - \log f(x|a) g(x|a) = \log f(x|a) g(x|a)")
    assert made.verdict in HOLDS
    assert "it holds however far the operand reaches" in {d.message for d in made.step.diagnostics}


def test_sets_of_optimisers_are_compared_beside_equations() -> None:
    made = lines(
        r"g(\theta) = f(\theta|x)", r"\arg\max_\theta g(\theta) = \arg\max_\theta f(\theta|x) h(\theta|x)"
    )
    assert made[-1].verdict not in HOLDS
    made = lines(r"g(\theta) = f(\theta|x)", r"\arg\max_\theta g(\theta) = \arg\max_\theta f(\theta|x) + 1")
    assert made[-1].verdict in HOLDS
