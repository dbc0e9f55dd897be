"""How derivatives look: the variable that is written, the point, the order."""

import pytest

from mlekl_symbolic.language import (
    KL,
    Derivative,
    Differentiable,
    FiniteSet,
    FunctionSymbol,
    HasDerivative,
    MassFunction,
    Model,
    NamedSet,
    Sum,
    log,
    variables,
)
from mlekl_symbolic.writers.builder import layout
from mlekl_symbolic.writers.latex import latex
from mlekl_symbolic.writers.typst import typst
from mlekl_symbolic.writers.unicode import drawn, one_line

a, k, n, t, x, theta = variables("a k n t x theta")
f = FunctionSymbol("f")
X, Theta = FiniteSet("X"), NamedSet("Theta")
p, q = MassFunction("P", X), Model("Q", Theta, X)
twice = Derivative(Derivative(f(t), t), (t, 0))
SHOWN = {
    "(d/dθ) f(θ)": Derivative(f(theta), theta),
    "(d/dx) f(x)": Derivative(f(t), (t, x)),
    "(d/dt) [f(t)]_{t=0}": Derivative(f(t), (t, 0)),
    "(d/dt) [f(t) x]_{t=x}": Derivative(f(t) * x, (t, x)),
    "(d/dθ) D_KL(P ‖ Q_θ)": Derivative(KL(p, q[theta]), theta),
    "(d/dθ) (k log θ + n)": Derivative(k * log(theta) + n, theta),
    "(d^2/dt^2) [f(t)]_{t=0}": twice,
    "(d^2/dx^2) f(x)": Derivative(Derivative(f(t), t), (t, x)),
    "(d^3/dx^3) f(x)": Derivative(Derivative(Derivative(f(x), x), x), x),
    "(d/dt) [(d/dx) (f(x) t)]_{t=0}": Derivative(Derivative(f(x) * t, x), (t, 0)),
    "n (d/dx) f(x)": n * Derivative(f(t), (t, x)),
    "((d/dx) f(x)) n": Derivative(f(t), (t, x)) * n,
    "−(d/dx) f(x)": -Derivative(f(t), (t, x)),
    "(d/dx) f(x) − ((d/dx) f(x)) n": Derivative(f(x), x) - Derivative(f(x), x) * n,
    "(d/dx) Σ_{a∈𝒳} P(a) f(x)": Derivative(Sum(p(a) * f(t), (a, X)), (t, x)),
    "f(t) is differentiable at t = 0": Differentiable(f(t), (t, 0)),
    "f(x) is differentiable at x": Differentiable(f(t), (t, x)),
    "f(x) has the derivative n at x": HasDerivative(f(t), (t, x), n),
}


@pytest.mark.parametrize("text", SHOWN)
def test_in_one_line(text):
    assert one_line(SHOWN[text]) == text


def test_in_latex():
    assert latex(layout(Derivative(f(theta), theta))) == r"\frac{\mathrm{d}}{\mathrm{d}\theta}f(\theta)"
    assert latex(layout(twice)) == r"\frac{\mathrm{d}^{2}}{\mathrm{d}t^{2}}[f(t)]_{t = 0}"
    tall = latex(layout(Derivative(Sum(p(a) * f(t), (a, X)), (t, 0))))
    assert r"\biggl[" in tall
    assert r"\biggr]_{t = 0}" in tall


def test_in_typst_the_d_stands_close():
    assert typst(layout(Derivative(f(theta), theta))).startswith("frac(upright(d), upright(d) θ) ")


def test_in_two_dimensions():
    assert drawn(layout(Derivative(f(theta), theta))) == (" d", "──── f(θ)", " dθ")


def test_what_differs_looks_different():
    nodes = [
        *SHOWN.values(),
        Derivative(f(t), (t, 1)),
        Derivative(f(t) + n, (t, x)),
        Derivative(f(t), (t, x)) + n,
    ]
    assert len({one_line(node) for node in nodes}) == len(nodes)
