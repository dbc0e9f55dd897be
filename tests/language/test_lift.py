"""Plain SymPy becomes an expression as written, in SymPy's own order."""

import pytest
import sympy
from hypothesis import given, settings
from hypothesis import strategies as st
from sympy import (
    Eq,
    Function,
    Ge,
    Gt,
    IndexedBase,
    KroneckerDelta,
    Le,
    Lt,
    Ne,
    Rational,
    Symbol,
    symbols,
)

from mlekl_symbolic.language import (
    Divide,
    Equal,
    LanguageError,
    Minus,
    Negative,
    Plus,
    Power,
    Statement,
    Times,
    assumptions_of,
    lift,
    lift_statement,
    lower,
    plain,
)
from tests.language.objects import EXPRESSIONS

a, b, c, i, n = symbols("a b c i n")
f = Function("f")
x = IndexedBase("x")


@pytest.mark.parametrize(
    ("ordinary", "text"),
    [
        (a, "a"),
        (sympy.Integer(3), "3"),
        (Rational(-1, 2), "Rational(-1, 2)"),
        (a + b, "a + b"),
        (a - b, "a - b"),
        (b - a, "-a + b"),
        (-a, "-a"),
        (-2 * a, "-(2*a)"),
        (a - 2 * b, "a - 2*b"),
        (a - 3, "a - 3"),
        (a / b, "a/b"),
        (1 / a, "1/a"),
        (a / 2, "a/2"),
        (2 * a / 3, "2*a/3"),
        (a * b / (c * n), "a*b/(c*n)"),
        (a**2, "a**2"),
        (a**-2, "1/a**2"),
        (a**b, "a**b"),
        (a**-b, "a**(-b)"),
        (sympy.sqrt(a), "a**Rational(1, 2)"),
        (a / b**2, "a/b**2"),
        (sympy.log(a), "log(a)"),
        (sympy.exp(-a), "exp(-a)"),
        (sympy.E, "exp(1)"),
        (sympy.Abs(a), "Abs(a)"),
        (f(a), "f(a)"),
        (x[i], "x(i)"),
        (KroneckerDelta(a, b), "delta(a, b)"),
        (sympy.Sum(x[i], (i, 1, n)) / n, "Sum(x(i), (i, 1, n))/n"),
        (sympy.Sum(f(i), (i, sympy.Range(1, 4))), "Sum(f(i), (i, 1, 3))"),
        (sympy.Sum(a * i, (i, 1, 2), (a, 1, n)), "Sum(Sum(a*i, (i, 1, 2)), (a, 1, n))"),
        (sympy.Product(f(i), (i, 1, n)), "Product(f(i), (i, 1, n))"),
        (-sympy.log(a / b), "-log(a/b)"),
    ],
)
def test_lifts_as_sympy_prints_it(ordinary: sympy.Expr, text: str) -> None:
    assert plain(lift(ordinary)) == text


@pytest.mark.parametrize("node", EXPRESSIONS.values(), ids=list(EXPRESSIONS))
def test_what_is_ours_stays_as_it_is(node: sympy.Expr) -> None:
    assert lift(node) is node


@pytest.mark.parametrize(
    ("node", "advice"),
    [
        (sympy.Float(0.5), "Rational"),
        (sympy.oo, "finite sets"),
        (-sympy.oo, "finite sets"),
        (sympy.zoo, "not a real number"),
        (sympy.nan, "not a real number"),
        (sympy.EulerGamma, "EulerGamma"),
        (sympy.I, "ImaginaryUnit"),
        (sympy.sin(a), "sin"),
        (sympy.Piecewise((a, a > 0), (b, True)), "by cases"),
        (sympy.Sum(x[i], (i, 1, sympy.oo)), "finite sets"),
        (sympy.Sum(x[i], (i, 5, 1)), "backwards"),
        (sympy.Integral(a, a), "Integral"),
        (KroneckerDelta(a, b, (1, 3)), "alone"),
        (a * sympy.Float(2), "Rational"),
        (a + sympy.Dummy("a"), "placeholder"),
        (a + sympy.Wild("w"), "placeholder"),
        (Symbol("z", imaginary=True) + a, "real number"),
        (Symbol("M", commutative=False) + a, "real number"),
        (sympy.MatrixSymbol("M", 2, 2), "MatrixSymbol"),
        (sympy.Derivative(x[1] ** 2, x[1]), "no symbol"),
    ],
)
def test_everything_else_is_refused_with_advice(node: object, advice: str) -> None:
    with pytest.raises(LanguageError, match=advice):
        lift(node)


@pytest.mark.parametrize(
    ("ordinary", "text"),
    [
        (Eq(a, b), "Equal(a, b)"),
        (Ne(a, b), "NotEqual(a, b)"),
        (Lt(a, b), "a < b"),
        (Le(a, b), "a <= b"),
        (Gt(a, b), "a > b"),
        (Ge(a, b), "a >= b"),
        (sympy.And(Lt(a, b), Lt(b, c)), "And(a < b, b < c)"),
        (sympy.Implies(Lt(a, b), Ne(a, b)), "Implies(a < b, NotEqual(a, b))"),
        (sympy.Equivalent(Lt(a, b), Gt(c, 0)), "Iff(c > 0, a < b)"),
    ],
)
def test_relations(ordinary: sympy.Basic, text: str) -> None:
    lifted = lift_statement(ordinary)
    assert isinstance(lifted, Statement)
    assert str(lifted) == text
    assert lift_statement(lifted) is lifted


@pytest.mark.parametrize("given", [True, False, sympy.true, sympy.false])
def test_an_evaluated_relation_is_refused(given: object) -> None:
    with pytest.raises(LanguageError, match="already evaluated"):
        lift_statement(given)


@pytest.mark.parametrize("given", [a, 3, "a < b", None])
def test_no_statement(given: object) -> None:
    with pytest.raises(LanguageError):
        lift_statement(given)


def test_a_relation_of_numbers_that_sympy_left_alone_is_lifted() -> None:
    assert lift_statement(Eq(a, a, evaluate=False)) == Equal(a, a)


@pytest.mark.parametrize(
    ("assumptions", "stated"),
    [
        ({}, []),
        ({"real": True}, []),
        ({"positive": True}, ["0 < s"]),
        ({"nonnegative": True}, ["0 <= s"]),
        ({"negative": True}, ["s < 0"]),
        ({"nonpositive": True}, ["s <= 0"]),
        ({"nonzero": True}, ["NotEqual(s, 0)"]),
        ({"integer": True}, ["Member(s, Integers())"]),
        (
            {"integer": True, "nonnegative": True},
            ["Member(s, Integers())", "Member(s, Naturals())", "0 <= s"],
        ),
        ({"integer": True, "positive": True}, ["Member(s, Integers())", "Member(s, Naturals())", "0 < s"]),
        ({"even": True}, ["Member(s, Integers())"]),
        ({"prime": True}, ["Member(s, Integers())", "Member(s, Naturals())", "0 < s"]),
    ],
)
def test_what_symbols_assume_is_stated(assumptions: dict[str, bool], stated: list[str]) -> None:
    s = Symbol("s", **assumptions)
    assert [str(t) for t in assumptions_of(lift(s + 1))] == stated


def test_assumptions_come_in_the_order_of_names_and_for_free_symbols_only() -> None:
    t, s, k = symbols("t s k", positive=True)
    assert [str(u) for u in assumptions_of(lift(t + s))] == ["0 < s", "0 < t"]
    assert assumptions_of(lift(sympy.Sum(k, (k, 1, 3)))) == []
    assert [str(u) for u in assumptions_of(lift(k * sympy.Sum(k, (k, 1, 3))))] == ["0 < k"]
    assert [str(u) for u in assumptions_of(lift(sympy.Sum(sympy.Sum(k * s, (s, 1, k)), (k, 1, t))))] == [
        "0 < t"
    ]
    assert [str(u) for u in assumptions_of(lift(sympy.Sum(s, (k, 1, k))))] == ["0 < k", "0 < s"]


leaves = st.sampled_from([a, b, c, *map(sympy.Integer, (-2, -1, 1, 2, 3)), Rational(1, 2), Rational(-2, 3)])
ordinary_trees = st.recursive(
    leaves,
    lambda sub: st.one_of(
        st.tuples(sub, sub).map(lambda t: t[0] + t[1]),
        st.tuples(sub, sub).map(lambda t: t[0] * t[1]),
        st.tuples(sub, st.sampled_from([-2, -1, 2, 3]))
        .filter(lambda t: t[0] != 0)
        .map(lambda t: t[0] ** t[1]),
        sub.map(sympy.exp),
        st.tuples(sub).map(lambda t: f(*t)),
        sub.map(lambda t: sympy.Sum(t * x[i], (i, 1, n))),
    ),
    max_leaves=7,
).filter(lambda t: not t.has(sympy.I, sympy.zoo, sympy.nan))


@settings(max_examples=200, deadline=None)
@given(ordinary_trees)
def test_lowering_gives_back_what_was_lifted(tree: sympy.Expr) -> None:
    back = lower(lift(tree)).replace(lambda u: u.func == Function("x"), lambda u: x[u.args[0]])
    assert back == tree or sympy.simplify(back - tree) == 0


@settings(max_examples=100, deadline=None)
@given(st.permutations([a, -b, 2 * c, a * b, 1 / a, f(a), sympy.log(b)]))
def test_the_order_does_not_depend_on_how_a_sum_was_built(terms: list[sympy.Expr]) -> None:
    expected = lift(sympy.Add(a, -b, 2 * c, a * b, 1 / a, f(a), sympy.log(b)))
    assert lift(sympy.Add(*terms)) == expected
    assert lift(sympy.Mul(*terms[:3])) == lift(sympy.Mul(*reversed(terms[:3])))


def test_false_neighbours_differ() -> None:
    assert lift(a - b) != lift(b - a)
    assert lift(a / b) != lift(b / a)
    assert lift(a / b) == Divide(a, b)
    assert lift(a - b) == Minus(a, b)
    assert lift(-(a**2)) == Negative(Power(a, 2))
    assert lift(2 * a + b) == Plus(Times(2, a), b)
