"""Plain numbers, plain SymPy and our expressions on either side of every operator."""

import operator
import sys
from fractions import Fraction
from typing import Any

import pytest
import sympy
from sympy import Rational, Symbol

from mlekl_symbolic.language import (
    And,
    Divide,
    Expression,
    ForAll,
    LanguageError,
    Less,
    Log,
    Minus,
    Negative,
    Plus,
    Power,
    Statement,
    Sum,
    Times,
    lift_statement,
    log,
    number,
)
from tests.language.objects import N, P, X, a, c, data, f, i, j, p, score, theta, x

b = Symbol("b", positive=True)
OTHERS = [
    2,
    Fraction(1, 2),
    Rational(1, 3),
    sympy.Integer(4),
    b,
    sympy.log(2),
    sympy.log(b),
    b + 1,
    2 * b,
    b**2,
    a,
]
OPERATORS = {
    operator.add: Plus,
    operator.sub: Minus,
    operator.mul: Times,
    operator.truediv: Divide,
    operator.pow: Power,
}


@pytest.mark.parametrize("other", OTHERS, ids=str)
@pytest.mark.parametrize("operation", OPERATORS, ids=lambda o: o.__name__)
@pytest.mark.parametrize("ours", [a, score, p(a), f(c)], ids=str)
def test_every_operator_builds_its_node(operation: Any, other: Any, ours: Any) -> None:
    kind = OPERATORS[operation]
    if isinstance(other, Fraction) and operation is operator.pow:
        other = Rational(1, 2)  # Python itself turns Fraction ** anything into a float
    left, right = operation(ours, other), operation(other, ours)
    assert type(left) is type(right) is kind
    assert left == kind(ours, other)
    assert right == kind(other, ours)
    assert left != right or other == ours


@pytest.mark.parametrize(
    ("made", "text"),
    [
        (1 / N * score, "1/N*Sum(log(P[theta](x[i])), (i, 1, N))"),
        (Rational(1, 2) * score, "Rational(1, 2)*Sum(log(P[theta](x[i])), (i, 1, N))"),
        (b * score, "b*Sum(log(P[theta](x[i])), (i, 1, N))"),
        (sympy.log(2) + score, "log(2) + Sum(log(P[theta](x[i])), (i, 1, N))"),
        (score - sympy.log(b) / 2, "Sum(log(P[theta](x[i])), (i, 1, N)) - log(b)/2"),
        (-a, "-a"),
        (+a, "a"),
        (abs(a), "Abs(a)"),
        (a * 1, "a*1"),
        (a + 0, "a + 0"),
        (a - a, "a - a"),
        (a / a, "a/a"),
        (log(b), "log(b)"),
        (log(2 * b), "log(2*b)"),
    ],
)
def test_nothing_is_evaluated(made: Expression, text: str) -> None:
    assert str(made) == text


def test_a_plain_function_of_ours_is_lifted_when_it_is_mixed() -> None:
    assert sympy.log(p(a)) + c == Plus(Log(p(a)), c)


@pytest.mark.parametrize("wrong", [0.5, sympy.Float(0.5), "1/2", None, True, 1j, sympy.I, X, p, x])
@pytest.mark.parametrize("operation", OPERATORS, ids=lambda o: o.__name__)
def test_what_is_not_exact_mathematics_is_refused(operation: Any, wrong: Any) -> None:
    with pytest.raises(LanguageError):
        operation(a, wrong)


@pytest.mark.parametrize("operation", [operator.add, operator.sub, operator.mul, operator.truediv])
def test_floats_are_refused_on_the_left_too(operation: Any) -> None:
    with pytest.raises(LanguageError, match="floating-point"):
        operation(0.5, score)


@pytest.mark.skipif(sys.version_info >= (3, 13), reason="Python 3.13 keeps the fraction")
def test_a_fraction_that_python_turned_into_a_float_is_refused() -> None:
    with pytest.raises(LanguageError, match="floating-point"):
        Fraction(1, 2) ** score


@pytest.mark.skipif(sys.version_info < (3, 13), reason="Python made it a float before 3.13")
def test_a_fraction_as_a_base_stays_exact() -> None:
    assert Fraction(1, 2) ** score == number(Fraction(1, 2)) ** score


def test_pythons_sum_says_what_to_write() -> None:
    with pytest.raises(LanguageError, match=r"write Sum\(f\(a\), \(a, X\)\)"):
        sum([p(a), p(c)])
    with pytest.raises(LanguageError, match="cannot be looped over"):
        sum(p(k) for k in X)
    with pytest.raises(LanguageError, match="cannot be looped over"):
        sum(p(k) for k in x)


@pytest.mark.parametrize(
    ("made", "text"),
    [
        (a < b, "a < b"),
        (a <= 2, "a <= 2"),
        (a > sympy.log(2), "a > log(2)"),
        (score >= Rational(1, 2), "Sum(log(P[theta](x[i])), (i, 1, N)) >= Rational(1, 2)"),
        (b < score, "b < Sum(log(P[theta](x[i])), (i, 1, N))"),
        (sympy.log(2) <= score, "log(2) <= Sum(log(P[theta](x[i])), (i, 1, N))"),
        (sympy.Integer(0) < score, "0 < Sum(log(P[theta](x[i])), (i, 1, N))"),
    ],
)
def test_comparisons(made: object, text: str) -> None:
    lifted = lift_statement(made)
    assert isinstance(lifted, Statement)
    assert str(lifted) == text


def test_a_comparison_of_sympys_is_a_statement_wherever_one_is_wanted() -> None:
    assert ForAll(b < p(a), (a, X)) == ForAll(Less(b, p(a)), (a, X))
    assert And(b < score, a < c) == And(Less(b, score), a < c)
    with pytest.raises(LanguageError, match="already evaluated"):
        ForAll(b > 0, (a, X))


def test_statements_have_no_truth_value() -> None:
    with pytest.raises(LanguageError, match="no truth value"):
        bool(a < c)
    with pytest.raises(LanguageError, match="no truth value"):
        assert 0 < a < 1


@pytest.mark.parametrize("wrong", [i, (i,), (i, 1, N, 2), "i", (X, i), (1, 1, N), None])
def test_limits_are_checked(wrong: object) -> None:
    with pytest.raises(LanguageError, match="write"):
        Sum(f(i), wrong)
    with pytest.raises(LanguageError, match="needs a limit"):
        Sum(f(i))


def test_nested_limits_put_the_first_innermost() -> None:
    assert Sum(f(i), (i, 1, 2), (j, 1, 3)) == Sum(Sum(f(i), (i, 1, 2)), (j, 1, 3))
    assert Sum(f(i), (i, 1, 2), (j, 1, 3)) != Sum(f(i), (j, 1, 3), (i, 1, 2))


def test_negation_is_a_node() -> None:
    assert -P[theta](a) == Negative(P[theta](a))
    assert -data(a) != data(a)
