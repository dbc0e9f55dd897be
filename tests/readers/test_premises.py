"""Derivatives, chains, means, inequalities and conditions: what lines rest on, and what they must not."""

from __future__ import annotations

import pytest

from mlekl_symbolic.readers.latex.check import Checked, Verdict, check_latex

HOLDS = (Verdict.PROVED, Verdict.ASSUMING)
LOSS = r"R(a, b, s^2) = \frac{1}{s^2} \sum_{i=1}^n (u_i - a - b v_i)^2"
SLOPE = r"\frac{d R(a, b, s^2)}{d a} = - \frac{2}{s^2} \sum_{i=1}^n (u_i - a - b v_i)"
FLAT = r"\frac{d R(\hat a, \hat b, \hat s^2)}{d a} = 0"
SUMS = r"t = \sum_{i=1}^n u_i + \sum_{i=1}^n v_i"
ODDS = r"\hat r = \frac{1}{1 + e^{-w}}"
SCORE = r"g(\theta) = \nabla_\theta \log p(x | \theta)"
WHOLE = r"\int_{x \in X} k_\alpha(x) dx = 1"
RULES = (
    r"\frac{\partial J}{\partial r} = \frac{1 - t}{1 - r} - \frac{t}{r}",
    r"\frac{\partial r}{\partial w} = r (1 - r)",
)


def last(*lines: str) -> Checked:
    """The verdict on the last of some displays."""
    return check_latex("\n\n".join(f"$$ {line} $$" for line in lines)).lines[-1]


TRUE = {
    "a gradient by another value": (
        r"\nabla_{\theta'} E_{p(x|\theta)}[\log p(x|\theta) - \log p(x|\theta')]"
        r" = - \nabla_{\theta'} E_{p(x|\theta)}[\log p(x|\theta')]",
    ),
    "an optimum beside another value": (
        r"\arg\min_\theta \int p(x|\theta^*) [\log p(x|\theta^*) - \log p(x|\theta)] dx"
        r" = \arg\min_\theta \int p(x|\theta^*) [- \log p(x|\theta)] dx",
    ),
    "two derivatives under an integral": (r"\int \frac{\partial^2}{\partial a^2} p(x|a) dx = 0",),
    "derivatives of an integral": (
        r"\nabla_{\theta'} \int p(x|\theta) \nabla_{\theta'} \log p(x|\theta') dx"
        r" = \int p(x|\theta) \nabla_{\theta'}^2 \log p(x|\theta') dx",
    ),
    "a quotient with a derivative": (
        r"\frac{\partial}{\partial a} \left[\frac{\frac{\partial}{\partial a} p(x|a)}{p(x|a)}\right]"
        r" = \frac{\frac{\partial^2}{\partial a^2} p(x|a)}{p(x|a)}"
        r" - \left(\frac{\frac{\partial}{\partial a} p(x|a)}{p(x|a)}\right)^2",
    ),
    "a gradient is a partial derivative": (r"\nabla_w K = \frac{\partial K}{\partial w}",),
    "what sums to one": (WHOLE, r"\int \frac{\partial}{\partial \alpha} k_\alpha(x) dx = 0"),
    "what sums to one, twice": (WHOLE, r"\int \frac{\partial^2}{\partial \alpha^2} k_\alpha(x) dx = 0"),
    "a name for the score": (
        SCORE, r"E_{p(x|\theta)}[g(\theta)] = E_{p(x|\theta)}[\nabla_\theta \log p(x|\theta)]",
    ),
    "slopes that lines state": (
        *RULES, r"\frac{\partial J}{\partial r} \frac{\partial r}{\partial w} = (1 - t) r - t (1 - r)",
    ),
    "a derivative of what a line spells out": (LOSS, SLOPE),
    "a derivative at another value": (
        LOSS, r"\frac{d R(\hat a, b, s^2)}{d b} = - \frac{2}{s^2} \sum_{i=1}^n v_i (u_i - \hat a - b v_i)",
    ),
    "a slope that is zero": (
        LOSS, SLOPE, FLAT, r"0 = - \frac{2}{\hat s^2} \sum_{i=1}^n (u_i - \hat a - \hat b v_i)",
    ),
    "a mean": (
        SUMS, r"\sum_{i=1}^n (u_i - \bar u) = 0",
    ),
    "two means": (
        SUMS, r"\sum_{i=1}^n (u_i - \bar u) (v_i - \bar v) = \sum_{i=1}^n u_i v_i - n \bar u \bar v",
    ),
    "an inequality turned round": (
        r"0 \le \mathrm{KL}(q \| p)", r"\mathrm{KL}(q \| p) = a(y) - b(y)",
        r"0 \le a(y) - b(y)", r"b(y) \le a(y)",
    ),
    "a Hessian by what stands below it": (
        r"\text{H}_{\log p(x|\theta)} - b = \nabla^2 \log p(x|\theta) - b",
    ),
    "the Hessian of what is one": (r"\text{H}_{\int p(x|\theta) dx} + c = \text{H}_{1} + c",),
    "a derivative by a square": (
        r"\frac{d}{d \sigma^2} \left[ \frac{n}{2} \log \sigma^2 + \frac{c}{2 \sigma^2} \right]"
        r" = \frac{n}{2 \sigma^2} - \frac{c}{2 (\sigma^2)^2}",
    ),
    "a number by its logarithm": (r"\log w_k = a - b k", r"w_k = e^{a - b k}"),
    "the log sum inequality": (
        r"\sum_{i=1}^m u_i \log \frac{u_i}{v_i}"
        r" \ge \left(\sum_{i=1}^m u_i\right) \log \frac{\sum_{i=1}^m u_i}{\sum_{i=1}^m v_i}",
    ),
    "what a name stands for": (
        r"\alpha_{best} := \arg\max_\alpha q(y | \alpha)", r"\arg\max_\alpha q(y | \alpha) = \alpha_{best}",
    ),
    "a law that is not named beside a divergence": (
        r"\nabla_{b'} \mathrm{KL}[q(y|b) \| q(y|b')] = - \nabla_{b'} E[\log q(y|b')]",
    ),
    "a step before": (
        r"\int q(y|b) \nabla_b \log \frac{q(y|b)}{q(y|b_t)} dy = \int q(y|b) \nabla_b \log q(y|b) dy",
    ),
    "the score has mean zero": (r"\int q(y|b) \nabla_b \log q(y|b) dy = 0",),
    "the usual bound": (
        r"\log p(x) \ge \sum_z q(z|x) \log \frac{p(x, z)}{q(z|x)}",
        r"\log p(x) - \mathrm{ELBO} = \mathrm{KL}(q(z|x) \| p(z|x))",
    ),
}  # fmt: skip

FALSE = {
    "a gradient by the value itself": (
        r"\nabla_{\theta} E_{p(x|\theta)}[\log p(x|\theta) - \log p(x|\theta')]"
        r" = - \nabla_{\theta} E_{p(x|\theta)}[\log p(x|\theta')]",
    ),
    "a slope at another value": (r"\nabla_\theta \log p(x | \theta^*) = 0",),
    "a slope at an estimate": (r"\frac{d f(\hat\beta)}{d \beta} = 0",),
    "a slope at a number": (r"\frac{d f(\beta_0)}{d \beta} = 0",),
    "a gradient by a vector": (r"\nabla_\beta (\beta_0 \beta_1) = 0",),
    "an expectation without a law": (
        r"\nabla_{\theta'} E[\log p(x|\theta)] = 0",
    ),
    "an optimum beside itself": (
        r"\arg\min_\theta \int p(x|\theta) [\log p(x|\theta) - \log q(x|\theta)] dx"
        r" = \arg\min_\theta \int p(x|\theta) [- \log q(x|\theta)] dx",
    ),
    "a mean beside a letter": (r"\frac{d}{d x} (x \bar x) = \bar x",),
    "the fitted value of another": (r"\frac{d}{d y_1} (y_1 \hat y_2) = \hat y_2",),
    "a fitted value": (r"\frac{d}{d y} (y \hat y) = \hat y",),
    "two derivatives of a logarithm": (r"\int p(x|a) \frac{\partial^2}{\partial a^2} \log p(x|a) dx = 0",),
    "a quotient with a sign": (
        r"\frac{\partial}{\partial a} \left[\frac{\frac{\partial}{\partial a} p(x|a)}{p(x|a)}\right]"
        r" = \frac{\frac{\partial^2}{\partial a^2} p(x|a)}{p(x|a)}"
        r" + \left(\frac{\frac{\partial}{\partial a} p(x|a)}{p(x|a)}\right)^2",
    ),
    "a gradient is no other derivative": (r"\nabla_w K = \frac{\partial K}{\partial v}",),
    "what may not sum to one": (r"\int \frac{\partial}{\partial \alpha} k_\alpha(x) dx = 0",),
    "another function sums to one": (WHOLE, r"\int \frac{\partial}{\partial \alpha} l_\alpha(x) dx = 0"),
    "one integral is zero": (
        r"\int a h_a(x) dx = 1", r"\int \frac{\partial}{\partial a} h_a(x) dx = 0",
    ),
    "a part of the integral": (
        WHOLE, r"\int_0^1 \frac{\partial}{\partial \alpha} k_\alpha(x) dx = 0",
    ),
    "the score is no constant": (SCORE, r"E_{p(x|\theta)}[g(\theta)] = g(\theta)"),
    "a name that depends": (ODDS, r"\frac{d}{d w} (w \hat r) = \hat r"),
    "a name that depends, partially": (ODDS, r"\frac{\partial}{\partial w} (w \log \hat r) = \log \hat r"),
    "a name that depends through another": (
        ODDS, r"c = 1 - \hat r", r"\frac{d}{d w} (w c) = c",
    ),
    "a name that depends on what is drawn": (r"m = b x", r"\int m p(x) dx = m"),
    "a name that depends on what is summed over": (r"m = b x", r"\sum_x m p(x) = m"),
    "slopes that lines do not state": (
        *RULES, r"\frac{\partial J}{\partial r} \frac{\partial r}{\partial w} = (1 - t) r + t (1 - r)",
    ),
    "the chain rule in the wrong order": (
        r"\frac{\partial J}{\partial w} = \frac{\partial J}{\partial r} \frac{\partial w}{\partial r}",
    ),
    "the wrong slope of what a line spells out": (
        LOSS, r"\frac{d R(a, b, s^2)}{d a} = \frac{2}{s^2} \sum_{i=1}^n (u_i - a - b v_i)",
    ),
    "a slope by what it does not depend on": (LOSS, r"\frac{d R(\hat a, \hat b, s^2)}{d a} = 0"),
    "a slope that is zero elsewhere": (
        LOSS, SLOPE, FLAT, r"0 = - \frac{2}{s^2} \sum_{i=1}^n (u_i - a - b v_i)",
    ),
    "a slope that is not said to be zero": (
        LOSS, SLOPE, r"0 = - \frac{2}{\hat s^2} \sum_{i=1}^n (u_i - \hat a - \hat b v_i)",
    ),
    "zero at an estimate is zero nowhere else": (r"f(\hat x) = 0", r"\sum_x f(x) = 0"),
    "a mean of squares": (SUMS, r"\sum_{i=1}^n u_i^2 = n \bar u^2"),
    "a mean of others": (SUMS, r"\sum_{i=1}^n u_i = n \bar v"),
    "a mean of fewer": (r"t = \sum_{i=2}^n u_i", r"\sum_{i=2}^n u_i = n \bar u"),
    "a mean that a line defines": (
        r"\bar u = \frac{2}{n} \sum_{i=1}^n u_i", r"\sum_{i=1}^n (u_i - \bar u) = 0",
    ),
    "what a mean is": (SUMS, r"\bar u = \frac{1}{n} \sum_{i=1}^n u_i"),
    "an inequality turned the wrong way": (
        r"0 \le \mathrm{KL}(q \| p)", r"\mathrm{KL}(q \| p) = a(y) - b(y)", r"a(y) \le b(y)",
    ),
    "an inequality of a divergence is no equation": (
        r"0 \le \mathrm{KL}(q \| p)", r"\mathrm{KL}(q \| p) = a(y) - b(y)", r"b(y) = a(y)",
    ),
    "an inequality is no equation": (r"a(x) \le b(x)", r"a(x) = b(x)"),
    "an inequality does not continue": (r"a(x) \le b(x)", r"b(x) = c(x)", r"a(x) = c(x)"),
    "an inequality is no strict one": (r"a(x) \le b(x)", r"a(x) < b(x)"),
    "an inequality in a sum": (r"a(x) \le b(x)", r"a(x) + c(x) = b(x) + c(x)"),
    "a Hessian is not zero": (r"\text{H}_{\log p(x|\theta)} = \text{H}_{1}",),
    "a letter with an index is no Hessian": (r"\text{H}_{1} = 0",),
    "a derivative by a square beside the root": (r"\frac{d}{d \sigma^2} \log \sigma = \frac{1}{\sigma}",),
    "a derivative by a square, not halved": (
        r"\frac{d}{d \sigma^2} \frac{1}{2 \sigma^2} = - \frac{1}{\sigma^3}",
    ),
    "a number by another logarithm": (r"\log w_k = a - b k", r"w_k = e^{a + b k}"),
    "a number by a logarithm to a base": (r"\log_2 w_k = a - b k", r"w_k = e^{a - b k}"),
    "the log sum inequality the other way": (
        r"\sum_{i=1}^m u_i \log \frac{u_i}{v_i}"
        r" \le \left(\sum_{i=1}^m u_i\right) \log \frac{\sum_{i=1}^m u_i}{\sum_{i=1}^m v_i}",
    ),
    "what another name stands for": (
        r"\alpha_{best} := \arg\max_\alpha q(y | \alpha)", r"\arg\min_\alpha q(y | \alpha) = \alpha_{best}",
    ),
    "optima beside a line": (r"q(y) = r(y)", r"\arg\max_a f(a) = \arg\max_a g(a)"),
    "what a line only claims": (r"q(y) = r(y)", r"r(y) = q(y)"),
    "a law that is not named beside two divergences": (
        r"\mathrm{KL}[r(y) \| q(y)] = \mathrm{KL}[q(y) \| r(y)]",
        r"\mathrm{KL}[q(y) \| r(y)] = E[\log q(y)] - E[\log r(y)]",
    ),
    "the other law beside a divergence": (
        r"\nabla_{b'} \mathrm{KL}[q(y|b') \| q(y|b)] = - \nabla_{b'} E[\log q(y|b)]",
    ),
    "a part of a mixture": (
        r"\int q(y|b) \nabla_b \log \frac{q(y|b)}{q(y|b_k)} dy = \int q(y|b) \nabla_b \log q(y|b) dy",
    ),
    "the score of another law": (r"\int r(y|b) \nabla_b \log q(y|b) dy = 0",),
    "the usual bound from below": (
        r"\log p(x) \ge \sum_z q(z|x) \log \frac{p(x, z)}{q(z|x)}",
        r"\log p(x) + \mathrm{ELBO} = \mathrm{KL}(q(z|x) \| p(z|x))",
    ),
    "what the usual bound is": (
        r"\log p(x) \ge \sum_z q(z|x) \log \frac{p(x, z)}{q(z|x)}",
        r"\mathrm{ELBO} = \log p(x)",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", TRUE)
def test_true(name: str) -> None:
    made = last(*TRUE[name])
    assert made.verdict in HOLDS, (made.step.left, made.step.right, made.step.diagnostics)


@pytest.mark.parametrize("name", FALSE)
def test_false(name: str) -> None:
    made = last(*FALSE[name])
    assert made.verdict not in HOLDS, (made.step.left, made.step.right, made.assumptions)


def test_a_condition_for_a_slope_is_listed() -> None:
    made = last(*TRUE["a slope that is zero"])
    assert made.verdict is Verdict.ASSUMING
    assert any("dR/da" in str(a) for a in made.assumptions)


def test_a_name_may_be_defined_at_a_square() -> None:
    assert last(r"T(a, \sigma^2) = \log p(y | a, \sigma^2)").verdict is Verdict.DEFINITION
    assert last(r"T(a, 2 \sigma) = \log p(y | a, \sigma^2)").verdict is not Verdict.DEFINITION
