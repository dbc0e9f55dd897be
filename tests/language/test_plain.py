"""Every object prints on one line, as the source that builds it."""

import ast
import copy
import pickle
from collections.abc import Callable
from typing import Any

import pytest
import sympy
from hypothesis import given, settings
from hypothesis import strategies as st
from sympy import Basic, Rational, Symbol

from mlekl_symbolic import language
from mlekl_symbolic.language import (
    Alphabet,
    Divide,
    Expression,
    Interval,
    LanguageError,
    Minus,
    Negative,
    Plus,
    Power,
    TabulatedModel,
    Times,
    Variable,
    lower,
    plain,
    variables,
)
from mlekl_symbolic.language.written import Written
from tests.language.objects import EVERYTHING, N, P, X, a, bias, c, data, f, i, p, pets, score, theta, x

NAMES = {"a": a, "c": c, "i": i}


@pytest.mark.parametrize("text", EVERYTHING)
def test_prints_as_it_is_written(text: str) -> None:
    node = EVERYTHING[text]
    assert str(node) == repr(node) == text
    assert sympy.sstr(node) == text


@pytest.mark.parametrize("text", EVERYTHING)
def test_copies_are_equal_and_independent_objects(text: str) -> None:
    node = EVERYTHING[text]
    for made in (pickle.loads(pickle.dumps(node)), copy.deepcopy(node), node.func(*node.args)):
        assert made == node
        assert hash(made) == hash(node)
        assert str(made) == text


def test_no_two_objects_are_equal() -> None:
    assert len(set(EVERYTHING.values())) == len(EVERYTHING)


def _nodes(of: type[Any]) -> list[type[Any]]:
    return [k for s in of.__subclasses__() for k in (s, *_nodes(s))]


ABSTRACT = {"Notation", "Expression", "SetExpression", "Statement", "Relation", "Connective", "Functional"}
ABSTRACT |= {"Distribution", "Draws", "SolutionSet"}


@pytest.mark.parametrize(
    "kind", sorted({k for k in _nodes(Written) if k.__module__.startswith(language.__name__)}, key=str)
)
def test_no_kind_of_node_is_without_a_plain_form(kind: type[Any]) -> None:
    if kind.__name__ not in ABSTRACT:
        assert plain.dispatch(kind) is not plain.dispatch(object)


def test_an_unknown_node_raises() -> None:
    class Mystery(Expression):
        __slots__ = ()

    with pytest.raises(LanguageError, match="Mystery has no plain form"):
        str(Mystery(a))
    with pytest.raises(LanguageError, match="Mystery has no plain form"):
        str(a + Mystery(a))


def test_inside_a_plain_sympy_expression_brackets_are_kept() -> None:
    assert str(sympy.Mul(2, a + c, evaluate=False)) == "2*(a + c)"


trees = st.recursive(
    st.sampled_from([a, c, i, Rational(2), Rational(-3), Rational(1, 2), Rational(-1, 2)]),
    lambda sub: st.one_of(
        st.builds(Negative, sub), *(st.builds(k, sub, sub) for k in (Plus, Minus, Times, Divide, Power))
    ),
    max_leaves=8,
)
OPERATORS: dict[type[ast.AST], Callable[..., Basic]] = {
    ast.Add: Plus,
    ast.Sub: Minus,
    ast.Mult: Times,
    ast.Div: Divide,
    ast.Pow: Power,
}


def build(node: ast.AST) -> Basic:
    """What Python source means here, by Python's own grammar."""
    match node:
        case ast.Expression(body=body):
            return build(body)
        case ast.BinOp(left, op, right):
            return OPERATORS[type(op)](build(left), build(right))
        case ast.UnaryOp(op=ast.USub(), operand=ast.Constant(value=int() as n)):
            return Rational(-n)
        case ast.UnaryOp(op=ast.USub(), operand=inner):
            return Negative(build(inner))
        case ast.Call(func=ast.Name(id="Rational"), args=parts):
            return Rational(*map(build, parts))
        case ast.Constant(value=int() as n):
            return Rational(n)
        case ast.Name(id=name):
            return NAMES[name]
    raise AssertionError(ast.dump(node))


@settings(max_examples=300, deadline=None)
@given(trees)
def test_the_text_says_exactly_how_it_is_grouped(tree: Basic) -> None:
    text = plain(tree)
    made = build(ast.parse(text, mode="eval"))
    unsigned = text.replace("-(2)", "-2").replace("-(3)", "-3")
    assert made == tree or plain(made) == unsigned


def test_bound_variables_are_left_alone() -> None:
    assert str(score.subs(i, 3)) == str(score)
    assert str(score.subs({theta: 2, N: 5})) == "Sum(log(P[2](x[i])), (i, 1, 5))"
    assert score.free_symbols == {theta, N}
    assert str(score.xreplace({X: Alphabet("Y", "u v")})).startswith("Sum(log(P[theta]")


def test_the_parameter_of_a_family_is_bound_in_its_masses() -> None:
    assert bias[theta].subs(theta, c) == bias[c]
    assert bias.subs(theta, c) is bias
    assert bias[theta].free_symbols == {theta}
    assert bias.free_symbols == set()
    shifted = TabulatedModel("C", Interval.open(0, 1), pets, theta, (theta * c, 1 - theta * c))
    assert shifted.subs(c, 1).masses[0] == theta * 1
    with pytest.raises(LanguageError, match="theta is its parameter"):
        shifted.subs(c, theta)


def test_no_variable_is_captured() -> None:
    with pytest.raises(
        LanguageError, match=r"i cannot replace theta in .* give the bound variable another name"
    ):
        score.subs(theta, i)
    assert str(score.subs(theta, Variable("eta"))) == "Sum(log(P[eta](x[i])), (i, 1, N))"


def test_a_variable_is_the_plain_symbol_of_its_name() -> None:
    assert a == Symbol("a")
    assert Symbol("a") == a
    assert hash(a) == hash(Symbol("a"))
    assert a + c == Symbol("a") + c
    assert a != Symbol("a", positive=True)
    assert a != c
    assert a != "a"


@pytest.mark.parametrize("node", [p(a), f(a), x[i], P[theta](a), data(a)])
def test_what_is_opaque_to_sympy_is_not_lost(node: Expression) -> None:
    assert lower(node) == node.doit()
    assert sympy.log(node).args[0] == node


def test_variables_are_read_from_one_text() -> None:
    assert variables("a, c i") == (a, c, i)
