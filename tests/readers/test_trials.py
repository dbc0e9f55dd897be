"""Lines tried in small worlds: what is false is refuted, and nothing that is true."""

from __future__ import annotations

from fractions import Fraction

import pytest

from mlekl_symbolic.proof.outcome import Refuted
from mlekl_symbolic.readers.latex import surface as s
from mlekl_symbolic.readers.latex.check import Checked, Verdict, check_latex
from mlekl_symbolic.readers.latex.trials import jets
from mlekl_symbolic.readers.latex.trials.jets import Undefined


def last(text: str) -> Checked:
    """The last line with a relation."""
    return [c for c in check_latex(text).lines if c.step.line.relation][-1]


def codes(checked: Checked) -> set[str]:
    """The codes of what is said of a line."""
    return {d.code for d in checked.step.diagnostics}


CHAIN = r"\quad (X \to Y \to Z)"
TWINS = [
    # The gradient of an expectation whose law depends on the parameter.
    (
        r"\nabla_\theta \sum_x p(x|\theta) q(x) = \sum_x q(x) \nabla_\theta p(x|\theta)",
        r"\nabla_\theta \sum_x p(x|\theta) q(x) = \sum_x p(x|\theta) \nabla_\theta q(x)",
    ),
    # The value of a minimum, and not only its place.
    (
        r"\min_\theta D_{KL}(q \| p_\theta) = \min_\theta \left[ H(q, p_\theta) - H(q) \right]",
        r"\min_\theta D_{KL}(q \| p_\theta) = \min_\theta H(q, p_\theta)",
    ),
    # Chebyshev: X deviates by k standard deviations, and by epsilon.
    (r"P(|X - \mu| \ge k \sigma) \le \frac{1}{k^2}", r"P(|X - \mu| \ge k \sigma^2) \le \frac{1}{k^2}"),
    (
        r"P(|\bar X_n - \mu| \ge \epsilon) \le \frac{\sigma^2}{n \epsilon^2}",
        r"P(|\bar X_n - \mu| \ge \epsilon) \le \frac{\sigma^2}{n \epsilon}",
    ),
    # A Markov chain beside the line.
    (rf"I(X;Z) \le I(X;Y) {CHAIN}", rf"I(X;Z) \ge I(X;Y) {CHAIN}"),
    # The place of an optimum over a number.
    (
        r"\arg\max_t \left[ 3 \log t + 2 \log(1 - t) \right] = \frac{3}{5}",
        r"\arg\max_t \left[ 3 \log t + 2 \log(1 - t) \right] = \frac{2}{5}",
    ),
    # Total variation and the constant in front of it.
    (r"TV(P, Q) \le \sqrt{\frac12 KL(P \| Q)}", r"TV(P, Q) \le \frac12 KL(P \| Q)"),
    # A family of joint laws.
    (
        r"\log p_\theta(x) = \log \sum_z p_\theta(x, z)",
        r"\log p_\theta(x) = \sum_z \log p_\theta(x, z)",
    ),
    # The entries of a softmax.
    (
        r"\partial_{u_j} \log \sum_k e^{u_k} = \mathrm{softmax}(u)_j",
        r"\partial_{u_j} \log \sum_k e^{u_k} = 1 - \mathrm{softmax}(u)_j",
    ),
    # Densities, whose integrals are sums over a small set.
    (
        r"\int p(x) \log \frac{p(x)}{q(x)} \, dx = H(p, q) - H(p)",
        r"\int p(x) \log \frac{p(x)}{q(x)} \, dx = H(p, q) - H(q)",
    ),
    # A normal density in full.
    (
        r"\log \mathcal{N}(a; b, c^2) = -\frac12 \log(2 \pi c^2) - \frac{(a - b)^2}{2 c^2}",
        r"\log \mathcal{N}(a; b, c^2) = -\frac12 \log(2 \pi c) - \frac{(a - b)^2}{2 c^2}",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("right", "wrong"), TWINS)
def test_the_false_twin_is_refuted_and_the_true_one_is_not(right: str, wrong: str) -> None:
    assert last(rf"\[ {right} \]").verdict is not Verdict.REFUTED
    found = last(rf"\[ {wrong} \]")
    assert found.verdict is Verdict.REFUTED
    assert isinstance(found.outcome, Refuted)
    assert found.outcome.witness.left != found.outcome.witness.right


@pytest.mark.parametrize(("right", "wrong"), TWINS)
def test_nothing_is_said_against_the_true_twin(right: str, wrong: str) -> None:
    assert wrong != right
    assert "W403" not in codes(last(rf"\[ {right} \]"))


BAYES = [
    (r"p(z | x) \propto p(x | z) p(z)", r"p(z | x) \propto p(x | z)"),
    (r"p(z | x) \propto p(x, z)", r"p(z | x) \propto p(z)"),
    (r"\frac{p(z | x)}{p(x | z)} = \frac{p(z)}{p(x)}", r"\frac{p(z | x)}{p(x | z)} = \frac{p(x)}{p(z)}"),
]


@pytest.mark.parametrize(("right", "wrong"), BAYES)
def test_conditional_laws_of_one_name_hang_together(right: str, wrong: str) -> None:
    assert last(rf"\[ {right} \]").verdict is not Verdict.REFUTED
    assert "W403" not in codes(last(rf"\[ {right} \]"))
    found = last(rf"\[ {wrong} \]")
    assert found.verdict is Verdict.REFUTED or "W403" in codes(found)


def test_what_a_law_is_proportional_to_may_define_it() -> None:
    found = last(r"\[ q(z) \propto e^{f(z)} \]")
    assert found.verdict is not Verdict.REFUTED
    assert "W403" not in codes(found)


BESIDE = [
    r"KL(p \| q) = 0 \quad \text{if } p = q",
    r"H(p) + a^2 = H(p) + a^3 \quad \text{where } a = 1",
    r"H(p) = H(q) \quad (p = q)",
]


@pytest.mark.parametrize("line", BESIDE)
def test_a_line_with_a_condition_beside_it_is_not_called_false(line: str) -> None:
    found = last(rf"\[ {line} \]")
    assert found.verdict is not Verdict.REFUTED
    (said,) = [d.message for d in found.step.diagnostics if d.code == "W403"]
    assert said.startswith("without the condition beside it")


CONDITIONS = [
    # What a law is, said in words before.
    r"\[ p(x, z) = p(x) p(z) \]",
    r"\[ \mathbb{E}_{x \sim q}[g(x)] = 3 \]",
    # An independence of which the text has spoken.
    r"\[ \log p(y | x, z) = \log p(y | z) \]",
    # A stationary point.
    r"\[ \sum_x q(x) a(x) + \lambda = 0 \]",
]


@pytest.mark.parametrize("text", CONDITIONS)
def test_a_condition_is_not_called_false(text: str) -> None:
    found = last(text)
    assert found.verdict is not Verdict.REFUTED
    assert "W403" in codes(found)


SILENT = [
    # The line says what a name stands for.
    r"\[ F := \mathbb{E}_{p(x|\theta)}[(\nabla_\theta \log p(x|\theta))^2] \]",
    # One letter for all observations and for one of them.
    r"\[ \log p(X | \theta) = \sum_{i=1}^N \log p(x_i | \theta) \]",
    # Masses that do not add up on the letters of the small world.
    r"\[ q(x) = 1/3 \] \[ H(q) = \log 3 \]",
]


@pytest.mark.parametrize("text", SILENT)
def test_nothing_is_said_where_nothing_is_known(text: str) -> None:
    found = last(text)
    assert found.verdict is not Verdict.REFUTED
    assert "W403" not in codes(found)


def test_a_definition_is_used_in_later_lines() -> None:
    start = r"\[ m(x) := \frac12 p(x) + \frac12 q(x) \]"
    right = r"\[ \sum_x m(x) f(x) = \frac12 \sum_x p(x) f(x) + \frac12 \sum_x q(x) f(x) \]"
    wrong = right.replace(r"\frac12 \sum_x q", r"\sum_x q")
    assert last(start + right).verdict is not Verdict.REFUTED
    assert "W403" not in codes(last(start + right))
    assert "W403" in codes(last(start + wrong)) or last(start + wrong).verdict is Verdict.REFUTED


def test_a_law_that_is_defined_is_no_longer_any_law() -> None:
    start = "% mlekl: p, u: pmf on X\n\n" + r"\[ u(x) := \frac{1}{|\mathcal{X}|} \]"
    assert last(start + r"\[ H(p) = \log |\mathcal{X}| - KL(p \| u) \]").verdict is not Verdict.REFUTED
    assert last(start + r"\[ H(p) = \log |\mathcal{X}| + KL(p \| u) \]").verdict is Verdict.REFUTED


def test_the_witness_names_what_it_rests_on() -> None:
    found = last(r"\[ \min_\theta D_{KL}(q \| p_\theta) = \min_\theta H(q, p_\theta) \]").outcome
    assert isinstance(found, Refuted)
    assert any(name.startswith("q(") for name, _ in found.witness.values)


@pytest.mark.parametrize(("line", "is_false"), [(r"\log 2 = 0.693", False), (r"\log 2 = 0.694", True)])
def test_a_rounded_number_is_a_warning(line: str, *, is_false: bool) -> None:
    found = last(rf"\[ {line} \]")
    assert (found.verdict is Verdict.REFUTED) is is_false
    assert ("W413" in codes(found)) is not is_false


class TestJets:
    """Derivatives by infinitesimals."""

    @pytest.mark.parametrize(
        ("made", "first", "second"),
        [
            (lambda a: jets.multiply(a, a), 6, 2),
            (jets.inverse, Fraction(-1, 9), Fraction(2, 27)),
            (jets.log, Fraction(1, 3), Fraction(-1, 9)),
            (lambda a: jets.power(a, 3), 27, 18),
            (lambda a: jets.absolute(jets.negate(a)), 1, 0),
        ],
    )
    def test_derivatives_at_three(self, made: object, first: object, second: object) -> None:
        assert callable(made)
        one, two = jets.fresh(), jets.fresh()
        value = made(jets.moved(jets.moved(3, one), two))
        assert jets.slope(jets.slope(value, one), two) == second
        assert jets.base(jets.slope(value, one)) == first

    @pytest.mark.parametrize(
        "made", [lambda: jets.log(0), lambda: jets.divide(1, 0), lambda: jets.power(-1, Fraction(1, 2))]
    )
    def test_junk_is_undefined_and_no_number(self, made: object) -> None:
        assert callable(made)
        with pytest.raises(Undefined):
            made()

    def test_a_derivative_is_no_number(self) -> None:
        with pytest.raises(Undefined):
            jets.number(jets.moved(1, jets.fresh()))


def test_surface_trees_are_values_of_dictionaries() -> None:
    assert {s.Name("x", span=(1, 2)): 1}[s.Name("x", span=(3, 4))] == 1
