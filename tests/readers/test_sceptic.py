"""Documents in which a line would follow if a name meant two things, or hid on what it depends."""

from __future__ import annotations

import pytest

from mlekl_symbolic.readers.latex.check import Verdict, check_latex

PROVED = (Verdict.PROVED, Verdict.ASSUMING)


def verdicts(*lines: str) -> list[Verdict]:
    text = "\n\n".join(f"\\[ {line} \\]" for line in lines)
    return [made.verdict for made in check_latex(text).lines]


LAST_IS_FALSE = {
    "a letter of a law that is a vector": ("q = A x", r"\nabla_x (q^\top x) = q"),
    "a letter of a law that is a number": ("p = x^2", r"\frac{d}{dx} (p x) = p"),
    "a letter of a law in partial derivatives": ("q = x^2", r"\frac{\partial}{\partial x} (q x) = q"),
    "a function without its argument": (
        r"\mu(\theta) = \theta^2", r"\frac{\partial}{\partial \theta} (\mu \theta) = \mu",
    ),
    "a function without its argument, through another": (
        "v = u + 1", "u(x) = x^2", r"\frac{d}{dx} (x v) = v",
    ),
    "what varies is given by what is held": ("x = 2 y", r"\frac{d}{dx} (x y) = y"),
    "an equation that could be solved": ("x^2 = u", r"\frac{d}{dx} (u x) = u"),
    "a product that is one": ("x y = 1", r"\frac{d}{dx} (x y) = y"),
    "a sum that is one": ("p + q = 1", r"\frac{d}{dp} (p q) = q"),
    "a sum over entries of which one varies": (
        r"m = \sum_{i=1}^n w_i x_i", r"\frac{\partial}{\partial w_j} (m w_j) = m",
    ),
    "a product with a vector of which one entry varies": (
        r"\hat{y} = w^\top x", r"\frac{\partial}{\partial w_j} (\hat{y} w_j) = \hat{y}",
    ),
    "an inverse that has a name": (
        r"\Sigma^{-1} = \Lambda", r"\nabla_\Lambda \mathrm{tr}(\Sigma \Lambda) = \Sigma",
    ),
    "a multiple of a letter": ("2 u = x", r"\frac{d}{dx} (u x) = u"),
    "a logarithm of a letter": (r"\log u = x", r"\frac{d}{dx} (u x) = u"),
    "a derivative says it": (r"\frac{du}{dx} = a", r"\frac{d}{dx} e^{u x} = u e^{u x}"),
    "a partial derivative says it": (
        r"\frac{\partial u}{\partial x} = 1", r"\frac{\partial}{\partial x} (u x) = u",
    ),
    "an approximation says it": (r"u \approx x^2", r"\frac{d}{dx} (u x) = u"),
    "a variable in two cases": ("Y = X^2", r"\mathbb{E}_{x \sim p}[x Y] = Y \mathbb{E}_{x \sim p}[x]"),
    "what is drawn, on the other side": ("f(x) = u", r"\mathbb{E}_{x \sim p}[u] = u"),
    "a difference that is zero": ("u - x = 0", r"\sum_x u p(x) = u"),
    "a value of a random variable without a letter": ("c = f(x)", r"\mathbb{E}_p[c] = c"),
    "an entropy under its letter": (
        r"H = -\sum_x p_\theta(x) \log p_\theta(x)",
        r"\arg\max_\theta (g(\theta) - H) = \arg\max_\theta g(\theta)",
    ),
    "a functional of another law": (
        r"\mathcal{L}(q) = \mathbb{E}_{z \sim q}\left[\log \frac{p(x,z)}{q(z)}\right]",
        r"\mathcal{L}(r) = \mathbb{E}_{z \sim q}\left[\log \frac{p(x,z)}{q(z)}\right]",
    ),
    "a functional of another function": (
        r"J(f) = \sum_x p(x) f(x)", r"J(g) = \sum_x p(x) f(x)",
    ),
    "a function of all entries": ("f(x) = x_1 + x_2", "f(y) = x_1 + x_2"),
    "definitions in a circle": ("a := b", "b := a + 1", "a = a + 1"),
    "a claim that is not true in general": (
        "d = e + 1", "a = b + c^2", "b + c^2 = b + d^2", "a - e = b + d^2 - e",
    ),
    "a bound letter that has a value": ("x = 0", r"\int_0^1 x \, dx = 0"),
    "a letter that is drawn and has a value": ("x = 0", r"\mathbb{E}_{x \sim p}[x] = 0"),
    "what grows and has a value": ("n = 5", r"\lim_{n \to \infty} \frac{1}{n} = \frac{1}{5}"),
    "a function that has a value somewhere": (
        r"g(\theta) = 0", r"\arg\max_\theta (f(\theta) + g(\theta)) = \arg\max_\theta f(\theta)",
    ),
    "a derivative that is zero somewhere": ("f'(x) = 0", "f'(y) = 0"),
    "a value of a function in a mean": ("f(x) = 0", r"\sum_x p(x) f(x) = 0"),
    "a new value of a letter": (r"\theta = \theta - \eta g", r"\eta g = 0"),
    "a divergence without arguments, of two": (
        r"D_{KL}(P \| Q) = \sum_x p(x) \log \frac{p(x)}{q(x)}", r"D_{KL}(Q \| P) = D_{KL}",
    ),
    "the chain rule where there are two ways": (
        r"\frac{\partial L}{\partial x} = \frac{\partial L}{\partial u} \frac{\partial u}{\partial x}"
        r" + \frac{\partial L}{\partial v} \frac{\partial v}{\partial x}",
        r"\frac{\partial L}{\partial x} = \frac{\partial L}{\partial u} \frac{\partial u}{\partial x}",
    ),
}  # fmt: skip


@pytest.mark.parametrize("lines", LAST_IS_FALSE.values(), ids=LAST_IS_FALSE)
def test_false(lines: tuple[str, ...]) -> None:
    assert verdicts(*lines)[-1] not in PROVED


BEFORE = {
    k: v for k, v in LAST_IS_FALSE.items()
    if k != "a divergence without arguments, of two"
}  # fmt: skip


@pytest.mark.parametrize("lines", BEFORE.values(), ids=BEFORE)
def test_false_wherever_it_is_said(lines: tuple[str, ...]) -> None:
    *said, claim = lines
    assert verdicts(claim, *said)[0] not in PROVED


LAST_IS_TRUE = {
    "a letter of a law that does not vary": ("q = A b", r"\nabla_x (q^\top x) = q"),
    "a function with its argument": (
        r"\mu(\theta) = \theta^2",
        r"\frac{d}{d\theta} (\theta \mu(\theta)) = \mu(\theta) + \theta \frac{d}{d\theta} \mu(\theta)",
    ),
    "partial derivatives of a residual": ("A x = b", r"\nabla_x \|A x - b\|^2 = 2 A^\top (A x - b)"),
    "an entry that is another one": (
        "m = w_1 x", r"\frac{\partial}{\partial w_2} (m w_2) = m",
    ),
    "the mean of what is drawn": (
        r"\mu = \mathbb{E}[X]", r"\mathbb{E}[(X - \mu)^2] = \mathbb{E}[X^2] - 2 \mu \mathbb{E}[X] + \mu^2",
    ),
    "a function at another argument": ("f(x) = a x + b", "f(y) = a y + b"),
    "a claim that says what a name is": ("a = b + c^2", "b = d^2", "a - e = d^2 + c^2 - e"),
}  # fmt: skip


@pytest.mark.parametrize("lines", LAST_IS_TRUE.values(), ids=LAST_IS_TRUE)
def test_true(lines: tuple[str, ...]) -> None:
    assert verdicts(*lines)[-1] in PROVED


def test_a_law_that_is_twice_itself_is_no_hypothesis() -> None:
    *_, last = check_latex(r"\[ p(x) := 2 p(x) \]" "\n\n" r"\[ p(x) = 0 \]").lines
    assert last.verdict is not Verdict.PROVED


@pytest.mark.parametrize(
    "latex",
    [
        r"\frac{d}{d\theta} \log \theta = \frac{1}{\theta}",
        r"\frac{d^2}{d\theta^2} \log \theta = -\frac{1}{\theta^2}",
        r"\frac{\partial}{\partial \theta} (n \log \theta - s \theta) = \frac{n}{\theta} - s",
    ],
)
def test_what_is_derived_is_assumed_to_be_positive_where_it_is_derived(latex: str) -> None:
    (made,) = check_latex(f"\\[ {latex} \\]").lines
    assert made.verdict is Verdict.ASSUMING
    assert [str(a) for a in made.assumptions] == ["theta > 0"]


def test_both_ends_are_assumed_where_a_second_derivative_needs_them() -> None:
    latex = (
        r"\frac{\partial^2}{\partial \theta^2} (n \log \theta + m \log (1 - \theta))"
        r" = -\frac{n}{\theta^2} - \frac{m}{(1-\theta)^2}"
    )
    (made,) = check_latex(f"\\[ {latex} \\]").lines
    assert made.verdict is Verdict.ASSUMING
    assert all("Reals" not in str(a) for a in made.assumptions)


FALSE_OF_SOME_NUMBER = (
    r"\int_{-\infty}^\infty p(x) \log x \, dx = \int_{-\infty}^\infty p(x) \log \sqrt{x^2} \, dx",
    r"\int p(x) \log x^2 \, dx = 2 \int p(x) \log x \, dx + |a| - a",
    r"\int p(x) \log (x - m) \, dx = \frac{1}{2} \int p(x) \log (x - m)^2 \, dx",
    r"\frac{d}{d\theta} \log \theta = \frac{1}{\theta} + |a| - a",
)


@pytest.mark.parametrize("latex", FALSE_OF_SOME_NUMBER)
def test_nothing_is_assumed_of_all_numbers_that_is_false_of_some(latex: str) -> None:
    (made,) = check_latex(f"\\[ {latex} \\]").lines
    assert made.verdict not in PROVED
