"""Brackets, signs and names, decided once for every format."""

from __future__ import annotations

import pytest
from sympy import Basic, Rational, Symbol, sin

from mlekl_symbolic.language.binders import ArgMax, ArgMin, Product, Sum
from mlekl_symbolic.language.distributions import KL, CrossEntropy, H, LogLikelihood, MassFunction, Tabulated
from mlekl_symbolic.language.expressions import (
    Divide,
    Expression,
    FunctionSymbol,
    Letter,
    Negative,
    Plus,
    Power,
    Times,
    delta,
    exp,
    log,
    variables,
)
from mlekl_symbolic.language.probability import Indicator
from mlekl_symbolic.language.relations import (
    And,
    Distinct,
    Equal,
    Finite,
    ForAll,
    Iff,
    Implies,
    Member,
    Not,
    NotEqual,
    Statement,
)
from mlekl_symbolic.language.sets import (
    Alphabet,
    FiniteSet,
    Interval,
    Naturals,
    Range,
    Reals,
    SetExpression,
    Singleton,
)
from mlekl_symbolic.writers.builder import layout
from mlekl_symbolic.writers.errors import UnknownNodeError
from mlekl_symbolic.writers.latex import latex
from mlekl_symbolic.writers.typst import typst
from mlekl_symbolic.writers.unicode import one_line
from tests.writers.samples import THETA, N, X, a, i, p, p_hat, q, theta, x

b, c = variables("b c")
f = FunctionSymbol("f")
LIKELIHOOD = Sum(log(q(x[i])), (i, 1, N))
CAT = Letter("cat", 0)

LINES = [
    (Equal(KL(p_hat, q), -H(p_hat) - 1 / N * LIKELIHOOD),
     "D_KL(P_data ‖ P_θ) = −H(P_data) − (1/N) Σ_{i=1}^N log P_θ(x_i)"),
    (Sum(p_hat(a) * log(p_hat(a) / q(a)), (a, X)), "Σ_{a∈𝒳} P_data(a) log (P_data(a)/P_θ(a))"),
    (ArgMin(-1 / N * LIKELIHOOD, (theta, THETA)), "argmin_{θ∈Θ} (−(1/N) Σ_{i=1}^N log P_θ(x_i))"),
    (ArgMax(a + b, (a, Range(1, N))), "argmax_{a∈{1, …, N}} (a + b)"),
    (Power(Rational(-2), a), "(−2)^a"),
    (Power(Negative(a), b), "(−a)^b"),
    (Negative(Power(a, b)), "−a^b"),
    (Times(Rational(2), Rational(3)), "2·3"),
    (Times(Rational(10), Power(Rational(2), a)), "10·2^a"),
    (Times(a, Rational(2)), "a·2"),
    (Times(Rational(2), a), "2 a"),
    (Times(Rational(2), Rational(1, 2)), "2·(1/2)"),
    (a * (b + c), "a·(b + c)"),
    (f(b + c), "f(b + c)"),
    ((a + b) * (b + c), "(a + b) (b + c)"),
    (a - (b - c), "a − (b − c)"),
    (a - b - c, "a − b − c"),
    (a + (b - c), "a + b − c"),
    (a + -b, "a + (−b)"),
    (a - -b, "a − (−b)"),
    (Plus(a, Rational(-1)), "a + (−1)"),
    (-(a + b), "−(a + b)"),
    (Negative(-a), "−(−a)"),
    (a * -b, "a·(−b)"),
    (Divide(a, Divide(b, c)), "a/(b/c)"),
    (Divide(Divide(a, b), c), "(a/b)/c"),
    (Divide(a + b, b * c), "(a + b)/(b c)"),
    (Divide(a, b) ** 2, "(a/b)^2"),
    (a ** (b / c), "a^{b/c}"),
    (Power(Power(a, b), c), "(a^b)^c"),
    (Power(a, Power(b, c)), "a^{b^c}"),
    (log(a + b), "log(a + b)"),
    (log(a * b), "log(a b)"),
    (log(a) * b, "(log a) b"),
    (a * log(b), "a log b"),
    (log(a) ** 2, "(log a)^2"),
    (log(a**2), "log(a^2)"),
    (log(log(a)), "log(log a)"),
    (log(-a), "log(−a)"),
    (log(Product(q(x[i]), (i, 1, N))), "log Π_{i=1}^N P_θ(x_i)"),
    (log(Sum(a, (a, X))), "log(Σ_{a∈𝒳} a)"),
    (exp(a) ** 2, "(exp(a))^2"),
    (abs(a - b), "|a − b|"),
    (abs(a) * b * abs(c), "|a| b |c|"),
    (abs(a * abs(b) * c), "|(a |b| c)|"),
    (abs(log(abs(a) + b)), "|log(|a| + b)|"),
    (Sum(a, (a, X)) * b, "(Σ_{a∈𝒳} a) b"),
    (Sum(a * b, (a, X)), "Σ_{a∈𝒳} a b"),
    (Sum(a + b, (a, X)), "Σ_{a∈𝒳} (a + b)"),
    (Sum(a, (a, X)) + b, "Σ_{a∈𝒳} a + b"),
    (Sum(-a, (a, X)), "Σ_{a∈𝒳} (−a)"),
    (delta(a, x[i]), "δ_{a, x_i}"),
    (x[i + 1], "x_{i + 1}"),
    (q(CAT), "P_θ(‘cat’)"),
    (CrossEntropy(p_hat, q), "H(P_data, P_θ)"),
    (LogLikelihood(q, x), "ℓ(P_θ; x)"),
    (ForAll(q(x[i]) > 0, (i, 1, N), (theta, THETA)), "P_θ(x_i) > 0 for all i = 1, …, N and all θ ∈ Θ"),
    (Distinct(x), "x_1, …, x_N are pairwise distinct"),
    (Finite(X), "𝒳 is finite"),
    (And(a > 0, Implies(b > 0, c >= 0)), "a > 0 and (b > 0 ⟹ c ≥ 0)"),
    (Implies(And(a > 0, b < 0), c <= 0), "a > 0 and b < 0 ⟹ c ≤ 0"),
    (Implies(Implies(a > 0, b > 0), c > 0), "(a > 0 ⟹ b > 0) ⟹ c > 0"),
    (Iff(a > 0, ForAll(b > 0, (b, X))), "a > 0 ⟺ (b > 0 for all b ∈ 𝒳)"),
    (Equal(a > 0, b > 0), "a > 0 ⟺ b > 0"),
    (Not(NotEqual(a, 0)), "a = 0"),
    (Member(N, Naturals()), "N ∈ ℕ"),
    (Member(a, Interval.open(0, 1)), "a ∈ (0, 1)"),
    (Member(a, Interval.closed(0, 1)), "a ∈ [0, 1]"),
    (Member(a, Interval.above(0)), "a ∈ (0, ∞)"),
    (Member(a, Singleton(a, b)), "a ∈ {a, b}"),
    (Reals(), "ℝ"),
    (Range(1, N), "{1, …, N}"),
    (FiniteSet("X_1"), "𝒳_1"),
    (Alphabet("B", "u v"), "ℬ"),
    (MassFunction("p_hat", X)(a), "p̂(a)"),
    (Tabulated("r", Alphabet("B", "u v"), (a, b))(CAT), "r(‘cat’)"),
    (p, "P"),
    (x, "x"),
]  # fmt: skip


@pytest.mark.parametrize(("node", "expected"), LINES, ids=[line for _, line in LINES])
def test_one_line(node: Basic, expected: str) -> None:
    assert one_line(node) == expected


def test_no_two_of_these_look_alike() -> None:
    lines = [one_line(node) for node, _ in LINES]
    assert len(set(lines)) == len(lines)


LATEX = [
    (KL(p_hat, q), r"D_{\mathrm{KL}}(P_{\mathrm{data}}\,\Vert\,P_{\theta})"),
    (-1 / N * LIKELIHOOD, r"-\frac{1}{N}\sum_{i = 1}^{N}\log P_{\theta}(x_{i})"),
    (Sum(a, (a, X)) * b, r"\biggl(\sum_{a \in \mathcal{X}}a\biggr)\,b"),
    ((a / b) ** 2, r"\left(\frac{a}{b}\right)^{2}"),
    (Divide(Divide(a, b), c), r"\frac{a/b}{c}"),
    (ArgMin(a, (a, X)), r"\operatorname*{arg\,min}_{a \in \mathcal{X}}a"),
    (abs(a), r"\lvert a\rvert "),
    (MassFunction("p_hat", X)(a), r"\hat{p}(a)"),
    (q(CAT), r"P_{\theta}(\mathsf{cat})"),
    (Symbol("x_1"), "x_{1}"),
    (Symbol("a'"), r"a^{\prime}"),
]


@pytest.mark.parametrize(("node", "expected"), LATEX, ids=[line for _, line in LATEX])
def test_latex(node: Basic, expected: str) -> None:
    assert latex(layout(node)) == expected


def test_typst_uses_code_points() -> None:
    assert typst(layout(Sum(theta, (theta, THETA)))) == "∑_(θ ∈ Θ) θ"


class Strange(Expression):
    __slots__ = ()


class StrangeSet(SetExpression):
    __slots__ = ()


class StrangeClaim(Statement):
    __slots__ = ()


@pytest.mark.parametrize(
    "node",
    [Strange(a), a + Strange(b), sin(a), Sum(a, (a, StrangeSet())), StrangeSet(), StrangeClaim(), Basic()],
)
def test_an_unknown_node_is_an_error(node: Basic) -> None:
    with pytest.raises(UnknownNodeError, match="has no notation"):
        layout(node)


def test_an_indicator_after_a_number_is_no_further_digit() -> None:
    event = Indicator(a > 0)
    assert one_line(2 * event) == "2·1{a > 0}"
    assert one_line(theta * event) == "θ 1{a > 0}"
    assert latex(layout(2 * event)) == r"2 \cdot \mathbf{1}\{a > 0\}"
    assert typst(layout(theta * event)).endswith(r"thin bb(1) lr(size: #1em, \{ a \> 0 \})")
