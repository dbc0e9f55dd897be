"""Lines that theorems decide: Shannon's inequalities, bounds on tails, equivalences, a pair of coins."""

from __future__ import annotations

import pytest

from mlekl_symbolic.readers.latex.check import Checked, Verdict, check_latex

HOLDS = (Verdict.PROVED, Verdict.ASSUMING)
DIVERGENCE = r"D_{KL}(P \| Q) := \sum_x P(x) \log \frac{P(x)}{Q(x)}"
MEAN = r"\left|\frac{1}{n}\sum_{i=1}^n X_i - \mu\right|"


def checked(*lines: str) -> tuple[Checked, ...]:
    """The verdicts on some displays."""
    return check_latex("\n\n".join(f"$$ {line} $$" for line in lines)).lines


ENTROPIES = (
    r"H(X|Y) \leq H(X)",
    r"H(X,Y) \leq H(X) + H(Y)",
    r"H(X) \leq H(X,Y)",
    r"I(X;Y|Z) \geq 0",
    r"I(X;Y) \leq H(Y)",
    r"I(X;Y,Z) \geq I(X;Y)",
    r"H(U) - H(U|W) \leq H(U) - H(U|V,W)",
    r"h(X|Y) \leq h(X)",
)
NO_ENTROPIES = (
    r"h(X) \leq h(X,Y)",
    r"h(X|Y) \geq 0",
    r"H(X) \leq H(X|Y)",
    r"H(X,Y) \leq H(X)",
    r"H(X,Y) \geq H(X) + H(Y)",
    r"I(X;Y|Z) \leq I(X;Y)",
    r"I(X;Y) \leq I(X;Y|Z)",
    r"I(X;Y) \leq h(X)",
    r"H(X|Y,Z) \geq H(X|Z)",
    r"H(X|Y) < H(X)",
    r"H(X|Y=y) \leq H(X)",
    r"H(x|y) \leq H(x)",
    r"H(X,Y,Z) \leq H(X,Y) + H(Y,Z) - H(X)",
)


@pytest.mark.parametrize("line", ENTROPIES)
def test_shannon(line: str) -> None:
    (found,) = checked(line)
    assert found.verdict in HOLDS
    assert any("Shannon" in d.message for d in found.step.diagnostics)


@pytest.mark.parametrize("line", NO_ENTROPIES)
def test_no_inequality_of_shannon(line: str) -> None:
    assert checked(line)[-1].verdict not in HOLDS


TAILS = (
    r"P(|X - \mu| \geq \epsilon) \leq \frac{\sigma^2}{\epsilon^2}",
    r"P(|X - \mu| \geq k\sigma) \leq \frac{1}{k^2}",
    r"\Pr(|X - \mathbb{E}[X]| \geq \epsilon) \leq \frac{\mathrm{Var}(X)}{\epsilon^2}",
    r"P(X \geq a) \leq \frac{E[X]}{a}",
    rf"P({MEAN} \geq \epsilon) \leq \frac{{\sigma^2}}{{n\epsilon^2}}",
    rf"P({MEAN} \geq i) \leq \frac{{\sigma^2}}{{n i^2}}",
)
NO_TAILS = (
    r"P(|X - \mu| \geq k\sigma^2) \leq \frac{1}{k^2}",
    r"P(|X - \mu| \geq \epsilon) \leq \frac{\sigma^2}{\epsilon}",
    r"P(|X - \mu| \geq \epsilon) \leq \frac{\sigma}{\epsilon^2}",
    r"P(|X - \mu| \geq \epsilon) \leq \frac{\mathrm{Var}(Y)}{\epsilon^2}",
    r"P(|X - \mu| \leq \epsilon) \leq \frac{\sigma^2}{\epsilon^2}",
    r"P(X \geq a) \leq \frac{E[Y]}{a}",
    r"P(X \geq a) \leq \frac{E[X]}{a^2}",
    rf"P({MEAN} \geq \epsilon) \leq \frac{{\sigma^2}}{{n^2\epsilon^2}}",
    rf"P({MEAN} \geq \epsilon) \leq \frac{{\sigma^2}}{{n\epsilon}}",
    r"P\left(\left|\sum_{i=1}^n X_i - \mu\right| \geq \epsilon\right) \leq \frac{\sigma^2}{n\epsilon^2}",
    r"P\left(\left|\frac{1}{n}\sum_{i=1}^m X_i - \mu\right| \geq \epsilon\right)"
    r" \leq \frac{\sigma^2}{n\epsilon^2}",
)


@pytest.mark.parametrize("line", TAILS)
def test_tails(line: str) -> None:
    (found,) = checked(line)
    assert found.verdict is Verdict.ASSUMING
    assert found.size


@pytest.mark.parametrize("line", NO_TAILS)
def test_no_bounds_on_tails(line: str) -> None:
    assert checked(line)[-1].verdict not in HOLDS


def test_the_mean_of_observations_is_bounded_where_these_are_uncorrelated() -> None:
    (found,) = checked(TAILS[4])
    assert len(found.assumptions) == 4


@pytest.mark.parametrize(
    "line",
    [
        r"D_{KL}(P\|Q) = 0 \iff P = Q",
        r"P = Q \iff D_{KL}(P\|Q) = 0",
        r"D_{KL}(P\|Q) = 0 \Leftrightarrow P(x) = Q(x)",
    ],
)
def test_a_divergence_is_zero_between_equal_laws(line: str) -> None:
    found = checked(DIVERGENCE, line)
    assert [c.verdict for c in found[1:]] == [Verdict.ASSUMING] * 2


@pytest.mark.parametrize(
    "line",
    [
        r"D_{KL}(P\|Q) = 1 \iff P = Q",
        r"D_{KL}(P\|Q) = 0 \iff P = R",
        r"D_{KL}(P\|Q) = 0 \iff P(x) = Q(y)",
        r"D_{KL}(P\|Q) = D_{KL}(Q\|P) \iff P = Q",
        r"H(P) = 0 \iff P = Q",
    ],
)
def test_other_equivalences_are_open(line: str) -> None:
    for half in checked(DIVERGENCE, line)[1:]:
        assert half.verdict in (Verdict.UNDECIDED, Verdict.UNREADABLE)


def test_a_later_line_does_not_rest_on_half_of_an_equivalence() -> None:
    found = checked(DIVERGENCE, r"D_{KL}(P\|Q) = 0 \iff P = Q", r"D_{KL}(P\|Q) + a = a")
    assert found[-1].verdict not in HOLDS


def test_a_divergence_is_not_symmetric() -> None:
    (found,) = checked(r"D_{KL}(P \| Q) \neq D_{KL}(Q \| P)")
    assert found.verdict is Verdict.PROVED
    assert any("two coins" in d.message for d in found.step.diagnostics)


@pytest.mark.parametrize(
    "lines",
    [
        (r"D_{KL}(P \| Q) \neq D_{KL}(P \| Q)",),
        (r"D_{KL}(P \| P) \neq D_{KL}(P \| P)",),
        (r"D_{KL}(P \| Q) \neq D_{KL}(P \| R)",),
        (r"D_{KL}(P \| Q) \neq 0",),
        (r"JSD(P \| Q) \neq JSD(Q \| P)",),
        (r"P(x) = Q(x)", r"D_{KL}(P \| Q) \neq D_{KL}(Q \| P)"),
        (r"q(x) = p(x)", r"D_{KL}(P \| Q) \neq D_{KL}(Q \| P)"),
    ],
)
def test_of_other_sides_nothing_is_known(lines: tuple[str, ...]) -> None:
    assert checked(*lines)[-1].verdict not in HOLDS


def test_the_steps_of_a_derivation_may_be_joined_by_equivalences() -> None:
    rows = r"\sum_{i=1}^n (x_i - m) = 0 \\ \Leftrightarrow & \sum_{i=1}^n x_i - n m = 0"
    found = check_latex(rf"\begin{{align}} & {rows} \end{{align}}").lines
    assert found[-1].verdict is Verdict.ASSUMING
