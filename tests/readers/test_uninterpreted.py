"""Lines of which parts stand for anything: what is proved holds whatever they are, and nothing false is."""

from __future__ import annotations

import pytest

from mlekl_symbolic.readers.latex.check import Checked, Verdict, check_latex

PROVED, ASSUMING, REFUTED = Verdict.PROVED, Verdict.ASSUMING, Verdict.REFUTED


def line(latex: str) -> Checked:
    """The verdict on the last line of a text."""
    return check_latex(f"$$ {latex} $$").lines[-1]


TRUE = {
    "an expectation that names no law is linear": (
        r"\mathbb{E}[g(X) - h(X)]"
        r" = \mathbb{E}[g(X)] - \mathbb{E}[h(X)]"
    ),
    "a constant leaves an expectation": r"\mathbb{E}[a U] = a \mathbb{E}[U]",
    "a conditional expectation is linear": (
        r"\mathbb{E}[V + W \mid Y]"
        r" = \mathbb{E}[V \mid Y] + \mathbb{E}[W \mid Y]"
    ),
    "an expectation over two letters": (
        r"\mathbb{E}_{q_u(u) q_v(v)}[\log f(u, v) + \log c] = "
        r"\mathbb{E}_{q_u(u) q_v(v)}[\log f(u, v)] + \mathbb{E}_{q_u(u) q_v(v)}[\log c]"
    ),
    "a joint density": (
        r"\int p(u, v) \log \frac{p(u, v)}{r(u)} \, du"
        r" = \int p(u, v) \log p(u, v) \, du - \int p(u, v) \log r(u) \, du"
    ),
    "Bayes' rule inside an integral": (
        r"D_{KL}(q(h|x) \| p(h|x)) = \log p(x) + D_{KL}(q(h|x) \| p(h)) - \int q(h|x) \log p(x|h) \, dh"
    ),
    "masses of events": r"\frac{p(x, y=1)}{p(y=1)} \cdot p(y=1) = p(x|y=1) p(y=1)",
    "a family of joint laws": r"\log p(x, u|\theta) = \log p(u|x,\theta) + \log p(x|\theta)",
    "the score": r"\nabla_\theta \log p(x|\theta) = \frac{\nabla_\theta p(x|\theta)}{p(x|\theta)}",
    "a derivative that is carried out": (
        r"\frac{\partial}{\partial z} \frac{1}{1 + e^{-z}}"
        r" = (1 + e^{-z})^{-2} e^{-z}"
    ),
    "a second gradient": (
        r"2 \nabla^2_\theta f(\theta, x) - \nabla^2_\theta f(\theta, x)"
        r" = \nabla^2_\theta f(\theta, x)"
    ),
    "an evidence that does not change the optimum": (
        r"\arg\max_\theta \frac{p(D|\theta) p(\theta)}{p(D)} = \arg\max_\theta p(D|\theta) p(\theta)"
    ),
    "values of optima": r"\min_\theta [f(\theta, x) g(y|x)] = \min_\theta [g(y|x) f(\theta, x)]",
    "transposes stay together": (
        r"\log |V| + (y - \mu)^T V^{-1} (y - \mu)"
        r" = (y - \mu)^T V^{-1} (y - \mu) + \log |V|"
    ),
    "matrices stay what they are": (
        r"2 \begin{pmatrix} a & b \\ c & d \end{pmatrix} - \begin{pmatrix} a & b \\ c & d \end{pmatrix}"
        r" = \begin{pmatrix} a & b \\ c & d \end{pmatrix}"
    ),
    "an iteration or a power": r"Q(\theta^{t}) + \theta^{t-1} = \theta^{t-1} + Q(\theta^{t})",
    "a root": r"\log \sqrt{2 \pi \sigma^2} = \frac{1}{2} \log (2 \pi \sigma^2)",
    "a logarithm before fractions": r"\log \frac{1}{2} \frac{f(x)}{g(x)} = \log \frac{f(x)}{g(x)} - \log 2",
    "braces around an integrand": (
        r"\int { q(u|x) \log { \frac{q(u|x)}{r(u)} } du }"
        r" = - \int { q(u|x) \log { \frac{r(u)}{q(u|x)} } du }"
    ),
    "a capital letter for the law of a density": r"KL(P \| Q) = \sum_{x} p(x) \log \frac{p(x)}{q(x)}",
    "a divergence from a mixture": (
        r"D_{JS}(p_a \| p_b) = \frac12 D_{KL}(p_a \| \frac{p_a + p_b}{2})"
        r" + \frac12 D_{KL}(p_b \| \frac{p_a + p_b}{2})"
    ),
    "a divergence of densities is not negative": r"\int p(y|a) \log \frac{p(y|a)}{q(y|a)} \, dy \ge 0",
    "Jensen's inequality for densities": (
        r"\log \int q(t) \frac{p(y,t)}{q(t)} \, dt \ge \int q(t) \log \frac{p(y,t)}{q(t)} \, dt"
    ),
    "a mixture has a small divergence": (
        r"\mathrm{H}[r, \lambda q_1 + (1-\lambda) q_2]"
        r" \le \lambda \mathrm{H}[r, q_1] + (1-\lambda) \mathrm{H}[r, q_2]"
    ),
    "information": r"I(X;Y) = H(X) - H(X|Y)",
    "information and joint entropy": r"I(X,Y) = H(X) + H(Y) - H(X,Y)",
    "the chain rule of entropies": r"H(U,V) = H(U|V) + H(V)",
}  # fmt: skip
FALSE = {
    "a sign": r"\mathbb{E}[g(X) - h(X)] = \mathbb{E}[g(X)] + \mathbb{E}[h(X)]",
    "what is random does not leave an expectation": r"\mathbb{E}[X U] = X \mathbb{E}[U]",
    "nor does it factorise": r"\mathbb{E}[X U] = \mathbb{E}[X] \mathbb{E}[U]",
    "conditions count": r"\mathbb{E}[f(X) \mid Y] = \mathbb{E}[f(X)]",
    "two factors are two laws": (
        r"\mathbb{E}_{q_u(u) q_v(v)}[\log q_u(u)] = \mathbb{E}_{q_u(u) q_v(v)}[\log q_v(v)]"
    ),
    "entries of what is drawn are drawn": r"\mathbb{E}_{x_{0:T} \sim q}[\log p(x_T)] = \log p(x_T)",
    "bold and plain entries too": r"\mathbb{E}_{\mathbf{z} \sim q}[\log f(z_1|y)] = \log f(z_1|y)",
    "laws are told apart by letters": r"\mathbb{E}_{p(x,y)}[\log p(x)] = \mathbb{E}_{p(x,y)}[\log p(y)]",
    "Bayes' rule upside down": (
        r"D_{KL}(q(h|x) \| p(h|x)) = \log p(x) + D_{KL}(q(h|x) \| p(h)) + \int q(h|x) \log p(x|h) \, dh"
    ),
    "the wrong marginal": r"\log p(x, u|\theta) = \log p(u|x,\theta) + \log p(u|\theta)",
    "a logarithm of an integral": r"\int \log p(x,y) \, dx = \log \int p(x,y) \, dx",
    "the score upside down": (
        r"\nabla_\theta \log p(x|\theta)"
        r" = \frac{p(x|\theta)}{\nabla_\theta p(x|\theta)}"
    ),
    "a law at a point is its law at all points": r"\nabla_\theta p(x|\theta) = 0",
    "a prior matters": r"\arg\max_\theta p(D|\theta) p(\theta) = \arg\max_\theta p(D|\theta)",
    "two parameters": r"\arg\max_{\theta,\phi} p(D|\theta) p(\phi) = \arg\max_{\theta,\phi} p(D|\theta)",
    "optima are not additive": (
        r"\max_\theta [f(\theta,x) + g(\theta|x)]"
        r" = \max_\theta f(\theta,x) + \max_\theta g(\theta|x)"
    ),
    "infima are not strict": r"\inf_\theta f(\theta|x) < \inf_\theta [f(\theta|x) + 1]",
    "matrices do not commute": r"A^T B = B A^T",
    "nor in the middle of a product": r"x^T y z = y z^T x",
    "nor with an inverse": r"\Sigma^{-1} \mu \mu^T \Sigma = \mu \mu^T",
    "nor in rows": (
        r"\begin{pmatrix} a \\ b \end{pmatrix} \begin{pmatrix} c & d \end{pmatrix}"
        r" = \begin{pmatrix} c & d \end{pmatrix} \begin{pmatrix} a \\ b \end{pmatrix}"
    ),
    "nor in bold": r"\mathbf{A} \mathbf{B} = \mathbf{B} \mathbf{A}",
    "scripts that a sum binds": r"\sum_t x^t = T x^t",
    "scripts at brackets that a sum binds": (
        r"\sum_{j=1}^n (\mathrm{softmax}(o))_j"
        r" = n (\mathrm{softmax}(o))_j"
    ),
    "iterations are no powers": r"\theta^{t-1} \theta = \theta^{t} + 1",
    "roots are not additive": r"\sqrt{u + v} = \sqrt{u} + \sqrt{v}",
    "an unknown command may be an operator": r"\foo (u + v) = \foo u + \foo v",
    "a sum of conditional masses over what is given": r"\sum_x \sum_y p(x|y) = 1",
    "ranges of integration": r"\int_0^1 f(x|y) \, dx = \int_0^2 f(x|y) \, dx",
    "a divergence of densities is not positive": r"\int p(y|a) \log \frac{p(y|a)}{q(y|a)} \, dy \le 0",
    "Jensen's inequality the other way": (
        r"\log \int q(t) \frac{p(y,t)}{q(t)} \, dt \le \int q(t) \log \frac{p(y,t)}{q(t)} \, dt"
    ),
    "information with the wrong entropy": r"I(X;Y) = H(Y) - H(X|Y)",
    "conditional entropies differ": r"H(U|V) = H(V|U)",
    "the chain rule with the wrong entropy": r"H(U,V) = H(U|V) + H(U)",
    "a sum beside an integral over one letter": r"\int f(x|a) \, dx + \sum_x f(x|b) = \int f(x|a) \, dx",
    "variances are not additive": r"\mathrm{Var}(U + V) = \mathrm{Var}(U) + \mathrm{Var}(V)",
}  # fmt: skip


@pytest.mark.parametrize("name", TRUE)
def test_true(name: str) -> None:
    made = line(TRUE[name])
    assert made.verdict in (PROVED, ASSUMING), (made.step.left, made.step.right, made.step.diagnostics)
    assert not made.step.refusals


@pytest.mark.parametrize("name", FALSE)
def test_false(name: str) -> None:
    assert line(FALSE[name]).verdict not in (PROVED, ASSUMING)


def test_what_is_taken_for_granted_is_said() -> None:
    made = line(TRUE["an expectation that names no law is linear"])
    assert any(d.code == "N129" and d.message == "random: X" for d in made.step.diagnostics)
    made = line(TRUE["the score"])
    assert any("Differentiable" in str(a) for a in made.assumptions)


def test_lines_may_rest_on_what_the_document_says_names_stand_for() -> None:
    stated = r"$$ m(x) = \frac{1}{2} f(x|a) + \frac{1}{2} f(x|b) $$"
    follows = r"$$ \log (2 m(x)) - h(x|y) = \log (f(x|a) + f(x|b)) - h(x|y) $$"
    wrong = follows.replace("f(x|a) + f(x|b)", "f(x|a) - f(x|b)")
    assert check_latex(follows).lines[-1].verdict not in (PROVED, ASSUMING)
    made = check_latex(f"{stated}\n{follows}").lines[-1]
    assert made.verdict is ASSUMING
    assert made.assumptions
    assert check_latex(f"{stated}\n{wrong}").lines[-1].verdict not in (PROVED, ASSUMING)


def test_an_equation_may_follow_from_others_whatever_their_sides_are() -> None:
    known = r"$$ F[q] = \mathbb{E}[a|b]^\dagger $$ $$ F[q] = \Xi_{u:v} $$"
    made = check_latex(f"{known} $$ \\Xi_{{u:v}} = \\mathbb{{E}}[a|b]^\\dagger $$").lines[-1]
    assert made.verdict not in (PROVED, ASSUMING) or made.assumptions
    other = check_latex(f"{known} $$ \\Xi_{{u:w}} = \\mathbb{{E}}[a|b]^\\dagger $$").lines[-1]
    assert other.verdict not in (PROVED, ASSUMING)


def test_a_definition_that_contradicts_itself_proves_nothing() -> None:
    made = check_latex(r"$$ w(x) = w(x) + 1 $$ $$ \log h(x|y) = \log h(y|x) $$").lines[-1]
    assert made.verdict not in (PROVED, ASSUMING)
