"""Lines that rest on what a document defines: tables, functions at other arguments, normalising constants."""

from __future__ import annotations

import pytest

from mlekl_symbolic.readers.latex.check import Checked, Verdict, check_latex

HOLDS = (Verdict.PROVED, Verdict.ASSUMING)
TABLE = (
    r"p(x) = \left\{ \begin{array}{ll} 1/6 \; , & \text{if} \; x = 0 \\ 1/3 \; , & \text{if} \; x = 1 \\"
    r" 1/2 \; , & \text{if} \; x = 2 \end{array} \right."
)
FLAT = r"q(x) = \frac{1}{3}"
REWARD = r"r(x, y) = \beta \log \frac{g(y)}{f(y)} + \beta \log Z(x)"
LAW = r"p(x) = \frac{1}{Z} f(x)"
CONDITIONAL = r"p(y|x) = \frac{1}{W(x)} f(y,x)"


def last(*lines: str) -> Checked:
    """The verdict on the last of some displays."""
    return check_latex("\n\n".join(f"$$ {line} $$" for line in lines)).lines[-1]


TRUE = {
    "a divergence by a table": (
        TABLE, FLAT,
        r"\sum_{x \in \mathcal{X}} p(x) \log \frac{p(x)}{q(x)} ="
        r" \frac{1}{6} \log \frac{1}{2} + \frac{1}{3} \log 1 + \frac{1}{2} \log \frac{3}{2}",
    ),
    "a mean by a table": (TABLE, r"\sum_{x} p(x) x = \frac43"),
    "a table with cases": (
        r"p(x) = \begin{cases} 1/4 & x = 1 \\ 3/4 & x = 2 \end{cases}",
        r"\sum_{x} p(x) x^2 = \frac{13}{4}",
    ),
    "a function at other arguments": (
        REWARD,
        r"r(x, y_1) - r(x, y_2)"
        r" = \beta \log \frac{g(y_1)}{f(y_1)} - \beta \log \frac{g(y_2)}{f(y_2)}",
    ),
    "a normalising constant": (LAW, r"Z = \sum_x f(x)"),
    "a normalising constant for each condition": (CONDITIONAL, r"W(x) = \sum_{y} f(y,x)"),
    "a normal density by its name": (
        r"\log \prod_{i=1}^n \mathcal{N}(y_i; a + b x_i, \sigma^2) = -\frac{n}{2} \log(2\pi)"
        r" - \frac{n}{2} \log (\sigma^2) - \frac{1}{2 \sigma^2} \sum_{i=1}^n (y_i - a - b x_i)^2",
    ),
    "a normal density after a bar": (
        r"\log \mathcal{N}(y | m, s^2) = -\frac{1}{2} \log(2\pi s^2) - \frac{1}{2 s^2} (y-m)^2",
    ),
    "the slope of a likelihood by vectors": (
        r"\frac{d L(\mu)}{d \mu} = \sum_{i=1}^n \left( \Sigma^{-1} y_i - \Sigma^{-1} \mu \right)",
        r"\frac{d L(\hat\mu)}{d \mu} = 0_p",
        r"0_p = \sum_{i=1}^n \left( \Sigma^{-1} y_i - \Sigma^{-1} \hat\mu \right)",
    ),
    "a covariance": (
        r"\mathrm{tr}(\Sigma^{-1} \mathrm{E}[(x-\mu) (x-\mu)^\mathrm{T}]) = \mathrm{tr}(\Sigma^{-1} \Sigma)",
    ),
    "a power that is no index": (
        r"\left\langle \frac{n}{2} - \frac{1}{2} \ln(y^n |\Lambda|) \right\rangle_{p(y)} = \frac{n}{2}"
        r" - \frac{1}{2} \ln|\Lambda| - \left\langle \frac{n}{2} \ln y \right\rangle_{p(y)}",
    ),
    "a divergence without arguments": (
        r"D_{KL}(P \| Q) := \sum_x P(x) \log \frac{P(x)}{Q(x)}",
        r"D_{KL}(R \| S) = \sum_x R(x) \log \frac{R(x)}{S(x)}",
        r"D_{KL} \geq 0",
    ),
    "an entropy as a mean": (r"\mathrm{h}(X) = - \mathrm{E}\left[ \ln p(x) \right]",),
    "the entropy of a law with its variable below": (
        r"\mathrm{H}(X) = - \sum_{x \in \mathcal{X}} p(x) \log_b p(x)",
        r"\mathrm{H}(X) = - \sum_{x \in \mathcal{X}} f_X(x) \log_2 f_X(x)",
    ),
    "a joint entropy, the first letter inside": (
        r"\mathrm{h}(Z) = - \int_{\mathcal{Z}} p(z) \ln p(z) dz",
        r"\mathrm{h}(X,Y) = - \int_0^\infty \int_{\mathbb{R}^n} p(x,y) \ln p(x,y) dx dy",
    ),
}  # fmt: skip

FALSE = {
    "a wrong value in a table": (
        TABLE, FLAT,
        r"\sum_{x \in \mathcal{X}} p(x) \log \frac{p(x)}{q(x)} ="
        r" \frac{1}{6} \log \frac{1}{2} + \frac{1}{3} \log 1 + \frac{1}{2} \log \frac{2}{3}",
    ),
    "a wrong mean": (TABLE, r"\sum_{x} p(x) x = \frac53"),
    "a part of a table": (TABLE, r"\sum_{x=0}^1 p(x) = 1"),
    "another law than that of a table": (TABLE, r"\sum_{x \in \mathcal{X}} r(x) x = \frac43"),
    "a sum over a part": (TABLE, r"\sum_{x \in A} p(x) x = \frac43"),
    "a table that says a value twice": (
        r"p(x) = \begin{cases} 1/4 & x = 1 \\ 3/4 & x = 1 \end{cases}", r"\sum_{x} p(x) x = 1",
    ),
    "arguments exchanged": (
        REWARD,
        r"r(x, y_1) - r(x, y_2)"
        r" = \beta \log \frac{g(y_2)}{f(y_1)} - \beta \log \frac{g(y_1)}{f(y_2)}",
    ),
    "other conditions do not cancel": (
        REWARD,
        r"r(x, y_1) - r(u, y_2)"
        r" = \beta \log \frac{g(y_1)}{f(y_1)} - \beta \log \frac{g(y_2)}{f(y_2)}",
    ),
    "a law at another letter": (r"p(x) = a x", r"p(y) = a y"),
    "a function that hides its letter": (r"f(x) = a x", r"g(x) = f", r"g(2) = g(3)"),
    "a function of what it lets depend": (r"m = a x", r"f(x) = b m", r"f(2) = f(3)"),
    "a bound letter is not replaced": (r"f(x) = \sum_{i=1}^n x i", r"f(i) = \sum_{i=1}^n i i"),
    "an entry is no argument": (r"f(y) = \sum_{i=1}^n y_i", r"f(z) = \sum_{i=1}^n y_i"),
    "another function below": (LAW, r"Z = \sum_x g(x)"),
    "a power below": (LAW, r"Z = \sum_x f(x)^2"),
    "a constant turned over": (LAW, r"Z = \frac{1}{\sum_x f(x)}"),
    "a sum over the condition": (CONDITIONAL, r"W(x) = \sum_{x} f(y,x)"),
    "a sum of half": (CONDITIONAL, r"W(x) = \frac{1}{2} \sum_{y} f(y,x)"),
    "a function that sums to nothing": (r"g(x) = \frac{1}{Z} f(x)", r"Z = \sum_x f(x)"),
    "the deviation for the variance": (
        r"\log \mathcal{N}(y; m, s) = -\frac{1}{2} \log(2\pi s^2) - \frac{1}{2 s^2} (y-m)^2",
    ),
    "half of the square": (
        r"\log \mathcal{N}(y; m, s^2) = -\frac{1}{2} \log(2\pi s^2) - \frac{1}{s^2} (y-m)^2",
    ),
    "a root of the deviation": (
        r"\mathcal{N}(y; m, s^2) = \frac{1}{\sqrt{2\pi s}} \exp\left(-\frac{1}{2 s^2} (y-m)^2\right)",
    ),
    "another covariance": (
        r"\mathrm{tr}(\Sigma^{-1} \mathrm{E}[(x-\mu) (x-\nu)^\mathrm{T}]) = \mathrm{tr}(\Sigma^{-1} \Sigma)",
    ),
    "twice the covariance": (
        r"\mathrm{tr}(\Sigma^{-1} \mathrm{E}[(x-\mu) (x-\mu)^\mathrm{T}]) ="
        r" 2\, \mathrm{tr}(\Sigma^{-1} \Sigma)",
    ),
    "a covariance is what the line says": (r"\mathrm{E}[(x-\mu) (x-\mu)^\mathrm{T}] = \Sigma",),
    "a power that is an index": (
        r"\left\langle \sum_{n=1}^N \ln(y^n a) \right\rangle_{p(y)} ="
        r" \left\langle \sum_{n=1}^N (n \ln y + \ln a) \right\rangle_{p(y)}",
    ),
    "a determinant of a multiple": (
        r"\sum_{i=1}^n \ln|y \Lambda| + \frac{n}{2} \ln(2\pi)"
        r" = n \ln(y^n |\Lambda|) + \frac{n}{2} \ln(2\pi)",
    ),
    "a divergence without arguments is no constant": (
        r"D_{KL}(P \| Q) := \sum_x P(x) \log \frac{P(x)}{Q(x)}",
        r"D_{KL}(R \| S) = \sum_x R(x) \log \frac{R(x)}{S(x)}",
        r"D_{KL} \geq 1",
    ),
    "one integral above 0 makes no law of positive numbers": (
        r"\mathbb{E}_{x \sim p}[|x|] = 2 \int_0^\infty x p(x) dx",
        r"\mathbb{E}_{x \sim p}[x] \geq 0",
    ),
    "a value that is no formula for all": (r"f(x) = 0", r"f(x) + f(y) + f(z) = f(y)"),
    "an entropy with the other sign": (r"\mathrm{h}(X) = \mathrm{E}\left[ \ln p(x) \right]",),
    "an entropy of another law": (r"\mathrm{h}(X) = - \mathrm{E}\left[ \ln q(x) \right]",),
    "an entropy of another letter": (r"\mathrm{h}(X) = - \mathrm{E}\left[ \ln p(y) \right]",),
    "the law of another variable": (
        r"\mathrm{H}(X) = - \sum_{x \in \mathcal{X}} f_Y(x) \log_2 f_Y(x)",
    ),
    "sums over two sets": (r"\sum_{y \in A} f(y) = \sum_{y \in B} f(y)",),
    "products over two sets": (r"\prod_{y \in A} f(y, u|v) = \prod_{y \in B} f(y, u|v)",),
    "a sum over a part is not the whole": (r"\sum_{y \in A} f(y, u|v) = \sum_{y} f(y, u|v)",),
    "a law has no mass one on a part": (
        r"\sum_{y \in A} q(y|x) + \sum_{y \in B} q(y|x) = 2",
    ),
    "a margin over a part": (
        r"\sum_{y \in \mathcal{Y}} p(x,y|z) = \sum_{y \in A} p(x,y|z)",
    ),
    "a joint entropy with a condition": (
        r"\mathrm{h}(Z) = - \int_{\mathcal{Z}} p(z) \ln p(z) dz",
        r"\mathrm{h}(X,Y) = - \int_0^\infty \int_{\mathbb{R}^n} p(x,y) \ln p(x|y) dx dy",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", TRUE)
def test_true(name: str) -> None:
    assert last(*TRUE[name]).verdict in HOLDS


@pytest.mark.parametrize("name", FALSE)
def test_false(name: str) -> None:
    assert last(*FALSE[name]).verdict not in HOLDS


def test_the_lines_of_a_table_are_listed() -> None:
    found = last(*TRUE["a divergence by a table"])
    assert len(found.assumptions) == 2


def test_a_brace_before_an_array_may_be_closed() -> None:
    closed = r"\left\{ \begin{array}{ll} 1/4 & x = 1 \\ 3/4 & x = 2 \end{array} \right\}"
    found = check_latex(f"$$ p(x) = {closed} $$").lines[-1]
    assert "cases" not in str(found.step.line.right)
