"""How integrals, densities and known laws look in every format."""

import pytest

from mlekl_symbolic.language import (
    KL,
    AlmostEverywhere,
    Density,
    Equal,
    Expectation,
    Exponential,
    ForAll,
    FunctionSymbol,
    Gaussian,
    Iff,
    InfiniteDivergence,
    Integrable,
    Integral,
    Interval,
    MassFunction,
    NamedSet,
    Pi,
    Reals,
    variables,
)
from mlekl_symbolic.writers.builder import layout
from mlekl_symbolic.writers.latex import latex
from mlekl_symbolic.writers.typst import typst
from mlekl_symbolic.writers.unicode import one_line, picture

x, y, mu, sigma, theta = variables("x y mu sigma theta")
f, g = FunctionSymbol("f"), FunctionSymbol("g")
S, R = NamedSet("S"), Reals()
p, q = Density("p", R), Density("q", R)
normal = Gaussian(mu, sigma)

LATEX = {
    Integral(f(x), (x, R)): r"\int_{\mathbb{R}}f(x)\,\mathrm{d}x",
    Integral(f(x), (x, S)): r"\int_{\mathcal{S}}f(x)\,\mathrm{d}x",
    Integral(f(x), (x, 0, 1)): r"\int_{0}^{1}f(x)\,\mathrm{d}x",
    Integral(f(x), (x, mu, sigma)): r"\int_{(\mu, \sigma)}f(x)\,\mathrm{d}x",
    Integral(f(x), (x, Interval.closed(2, 1))): r"\int_{[2, 1]}f(x)\,\mathrm{d}x",
    Integral(f(x), (x, Interval.above(0))): r"\int_{0}^{\infty}f(x)\,\mathrm{d}x",
    Integral(f(x) + g(x), (x, R)): r"\int_{\mathbb{R}}(f(x) + g(x))\,\mathrm{d}x",
    Integral(f(x), (x, R)) * 2: r"\biggl(\int_{\mathbb{R}}f(x)\,\mathrm{d}x\biggr) \cdot 2",
    2 * Integral(f(x), (x, R)): r"2\int_{\mathbb{R}}f(x)\,\mathrm{d}x",
    Integral(
        f(x) * g(y), (x, 0, 1), (y, R)
    ): r"\int_{\mathbb{R}}\int_{0}^{1}f(x)\,g(y)\,\mathrm{d}x\,\mathrm{d}y",
    KL(normal, Gaussian(0, 1)): r"D_{\mathrm{KL}}(\mathcal{N}(\mu, \sigma^{2})\,\Vert\,\mathcal{N}(0, 1))",
    normal(x): r"\mathcal{N}(x; \mu, \sigma^{2})",
    Exponential(2)(x): r"\mathrm{Exp}(x; 2)",
    Pi() * x: r"\pi\,x",
    InfiniteDivergence(MassFunction("P", R), q): r"D_{\mathrm{KL}}(P\,\Vert\,q) = \infty",
    Expectation(x, (x, normal)): r"\mathbb{E}_{x \sim \mathcal{N}(\mu, \sigma^{2})}[x]",
}


@pytest.mark.parametrize("node", LATEX, ids=str)
def test_latex(node):
    assert latex(layout(node)) == LATEX[node]


UNICODE = {
    Integral(f(x), (x, R)): "∫_{ℝ} f(x) dx",
    Integral(f(x), (x, 0, 1)): "∫_{0}^1 f(x) dx",
    Integrable(f(x), (x, S)): "f(x) is integrable over x ∈ 𝒮",
    AlmostEverywhere(Equal(f(x), 0), (x, S)): "f(x) = 0 for almost all x ∈ 𝒮",
    ForAll(Integrable(f(x) * theta, (x, S)), (theta, R)): "f(x) θ is integrable over x ∈ 𝒮 for all θ ∈ ℝ",
    Iff(Equal(KL(p, q), 0), AlmostEverywhere(Equal(p(x), q(x)), (x, R))): (
        "D_KL(p ‖ q) = 0 ⟺ (p(x) = q(x) for almost all x ∈ ℝ)"
    ),
}


@pytest.mark.parametrize("node", UNICODE, ids=str)
def test_one_line(node):
    assert one_line(node) == UNICODE[node]


def test_typst():
    assert typst(layout(Integral(f(x), (x, R)))) == "∫_(bb(R)) f lr(size: #1em, \\( x \\)) thin upright(d) x"


def test_picture():
    lines = picture(layout(Integral(f(x), (x, R)))).lines
    assert [line.rstrip() for line in lines] == ["⌠ f(x) dx", "⌡", "ℝ"]
