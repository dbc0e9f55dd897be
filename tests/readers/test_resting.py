"""Lines that rest on the lines before them, and readings that only the second reading makes."""

from __future__ import annotations

import pytest

from mlekl_symbolic.readers.latex.check import Checked, Verdict, check_latex

HOLDS = (Verdict.PROVED, Verdict.ASSUMING)
NORMAL = r"p(z) = \frac{1}{\sqrt{2 \pi \sigma^2}} \exp\left(- \frac{(z - \mu)^2}{2 \sigma^2}\right)"


def last(*lines: str) -> Checked:
    """The verdict on the last of some displays."""
    return check_latex("\n\n".join(f"$$ {line} $$" for line in lines)).lines[-1]


TRUE = {
    "second moment of a normal law": (NORMAL, r"\mathbb{E}_p[(z - \mu)^2] = \sigma^2"),
    "second moment about another point": (NORMAL, r"\mathbb{E}_p[(z - a)^2] = \sigma^2 + (\mu - a)^2"),
    "mass of a normal law without a differential": (
        r"\int_{-\infty}^\infty p(x) dx = \int_{-\infty}^\infty p(x) dx",
        r"\int_{-\infty}^\infty \frac{1}{\sqrt{2\pi \sigma^2}}"
        r" \exp\left(-\frac{(x - \mu)^2}{2\sigma^2}\right)"
        r" = 1",
    ),
    "a mean of a sum": (
        r"E_{x \sim p}[a x^2 + b (x - c)^2] = a E_{x \sim p}[x^2] + b E_{x \sim p}[(x - c)^2]",
    ),
    "a definition used": (
        r"D(x) = \frac{p(x)}{2}",
        r"E_{x \sim p}[\log D(x)] = E_{x \sim p}[\log \frac{p(x)}{2}]",
    ),
    "a line that repeats the left side": (
        r"\mathrm{KL}[P || Q] = a (b + c)",
        r"\mathrm{KL}[P || Q] = a b + a c",
    ),
    "an equation divided by a number": (
        r"0 = \sum_{i=1}^n y_i - n a - b \sum_{i=1}^n x_i",
        r"a = \frac{1}{n} \sum_{i=1}^n y_i - b \frac{1}{n} \sum_{i=1}^n x_i",
    ),
    "an equation times a number": (
        r"0 = \frac{1}{s^2} \sum_{i=1}^n (y_i - a)", r"0 = \sum_{i=1}^n y_i - n a",
    ),
    "a bracket too many": (
        r"E_{x \sim q}[\log \frac{p(x))}{q(x)}] = E_{x \sim q}[\log p(x) - \log q(x)]",
    ),
    "a bracket that is never closed": (
        r"E_{x \sim q}[\log \frac{p(x}{q(x)}] = E_{x \sim q}[\log p(x) - \log q(x)]",
    ),
    "a star at a braced name": (
        r"E_{x \sim p}[\log { D }^{ * }(x)] = - E_{x \sim p}[\log \frac{1}{D^*(x)}]",
    ),
    "logarithms with one base": (r"\mathrm{KL}[p||q] = \sum_x p(x) \log_2 \frac{p(x)}{q(x)}",),
    "differential entropy of a law": (
        r"- \int q(t) \log q(t) dt = \mathrm{h}[q(t)]",
    ),
    "a divergence of two letters": (
        r"KL[q(u, v) || p(u, v)] = \iint q(u, v) \log \frac{q(u, v)}{p(u, v)} du dv",
    ),
    "a mean of logarithms is at most the logarithm": (
        r"\log p(x) \geq \sum_h q(h | x) \log \frac{p(x, h)}{q(h | x)}",
    ),
    "the divergence of densities has a sign": (r"\int p(y) \log \frac{q(y)}{p(y)} dy \leq 0",),
}  # fmt: skip

FALSE = {
    "twice the variance": (NORMAL, r"\mathbb{E}_p[(z - \mu)^2] = 2 \sigma^2"),
    "another point without the distance": (NORMAL, r"\mathbb{E}_p[(z - a)^2] = \sigma^2"),
    "the deviation instead of the variance": (NORMAL, r"\mathbb{E}_p[(z - \mu)^2] = \sigma"),
    "an exponent that does not fit the factor": (
        r"\int_{-\infty}^\infty \frac{1}{\sqrt{2\pi \sigma^2}}"
        r" \exp\left(-\frac{(x - \mu)^2}{2\tau^2}\right) dx"
        r" = 1",
    ),
    "an exponent without its half": (
        r"\int_{-\infty}^\infty \frac{1}{\sqrt{2\pi \sigma^2}}"
        r" \exp\left(-\frac{(x - \mu)^2}{\sigma^2}\right) dx"
        r" = 1",
    ),
    "an exponent with the wrong sign": (
        r"\int_{-\infty}^\infty \frac{1}{\sqrt{2\pi \sigma^2}}"
        r" \exp\left(\frac{(x - \mu)^2}{2\sigma^2}\right) dx"
        r" = 1",
    ),
    "a mean of a sum with a sign": (
        r"E_{x \sim p}[a x^2 + b (x - c)^2] = a E_{x \sim p}[x^2] - b E_{x \sim p}[(x - c)^2]",
    ),
    "a definition misused": (
        r"D(x) = \frac{p(x)}{2}",
        r"E_{x \sim p}[\log D(x)] = E_{x \sim p}[\log \frac{p(x)}{3}]",
    ),
    "a left side repeated wrongly": (r"\mathrm{KL}[P || Q] = a (b + c)", r"\mathrm{KL}[P || Q] = a b + c"),
    "an equation divided by a number on one side": (
        r"0 = \sum_{i=1}^n y_i - n a - b \sum_{i=1}^n x_i",
        r"a = \frac{1}{n} \sum_{i=1}^n y_i + b \frac{1}{n} \sum_{i=1}^n x_i",
    ),
    "an equation that follows from another": (r"0 = \sum_{i=1}^n y_i - n a", r"0 = \sum_{i=1}^n y_i - a"),
    "a bracket too many and a wrong sign": (
        r"E_{x \sim q}[\log \frac{p(x))}{q(x)}] = E_{x \sim q}[\log p(x) + \log q(x)]",
    ),
    "a star at a braced name and a wrong sign": (
        r"E_{x \sim p}[\log { D }^{ * }(x)] = E_{x \sim p}[\log \frac{1}{D^*(x)}]",
    ),
    "logarithms with two bases": (
        r"\sum_x p(x) \log_3 p(x) + \sum_x p(x) \log_2 \frac{p(x)}{q(x)}"
        r" = \mathrm{KL}[p||q] + \sum_x p(x) \log_3 p(x)",
    ),
    "entropy without its sign": (r"\int q(t) \log q(t) dt = \mathrm{h}[q(t)]",),
    "an entry of a vector is not constant": (r"\frac{\partial}{\partial w} w_1 = 0",),
    "a mean of logarithms is not at least the logarithm": (
        r"\log p(x) \leq \sum_h q(h | x) \log \frac{p(x, h)}{q(h | x)}",
    ),
    "the divergence of densities has another sign": (r"\int p(y) \log \frac{q(y)}{p(y)} dy \geq 0",),
    "an earlier equation read backwards": (
        r"\mathrm{KL}[p || q] = \int p(x) \log \frac{p(y)}{q(x)} dx",
        r"\int p(x) \log \frac{p(y)}{q(x)} dx = \int p(x) (\log p(x) - \log q(x)) dx",
    ),
    "what holds of a conditional law is said of a joint one": (r"\sum_z p(x, z) = 1",),
    "two values for one name": (r"x = 1", r"x = 2", r"x + y = 7"),
}  # fmt: skip


@pytest.mark.parametrize("name", TRUE)
def test_a_line_is_shown(name: str) -> None:
    """Each line is proved, by itself or assuming what the lines before it say."""
    assert last(*TRUE[name]).verdict in HOLDS


@pytest.mark.parametrize("name", FALSE)
def test_a_false_neighbour_is_not_shown(name: str) -> None:
    """A line that differs in one place is not proved."""
    assert last(*FALSE[name]).verdict not in HOLDS


def test_what_a_line_rests_on_is_listed() -> None:
    """The equation of an earlier line stands among the assumptions."""
    found = last(*TRUE["a line that repeats the left side"])
    assert found.verdict is Verdict.ASSUMING
    assert "KL" in str(found.assumptions)


def test_a_bracket_without_a_partner_is_noticed() -> None:
    """The report says that a bracket was left out or closed."""
    found = last(*TRUE["a bracket too many"])
    assert any("bracket" in d.message for d in found.step.diagnostics)


def test_a_new_name_is_a_definition() -> None:
    """A line that says what a new name stands for makes no claim; one about a known name does."""
    assert last(r"p(z) = \sqrt{z} e^{-z}").verdict is Verdict.DEFINITION
    assert last(r"E_{z \sim p}[z] = a", r"a = 2 b").verdict is not Verdict.DEFINITION
    assert last(r"I(X, Y) = H(X) + H(Y)").verdict is not Verdict.DEFINITION
