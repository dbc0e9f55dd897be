"""Distributions given by a formula for their mass."""

import pickle

from mlekl_symbolic.kernel.terms import App, Num, Var
from mlekl_symbolic.language import (
    ByFormula,
    Equal,
    FiniteSet,
    MassFunction,
    Sum,
    Variable,
    check_names,
    to_kernel,
)

X, a, b = FiniteSet("X"), Variable("a"), Variable("b")
P = MassFunction("P", X)
HALVED = ByFormula("M", (a, X), P(a) / 2)


def test_a_mass_is_the_formula_at_the_letter() -> None:
    assert to_kernel(HALVED(b)) is App("/", (App("@", (Var("P", "fun1"), Var("b"))), Num(2)))
    assert to_kernel(HALVED(b)) is not to_kernel(HALVED(a))


def test_its_letter_is_bound() -> None:
    assert HALVED.free_symbols == set()
    check_names(Equal(Sum(HALVED(a), (a, X)), HALVED(b)), frozenset({"b"}))


def test_replacing_reaches_the_formula_but_not_its_letter() -> None:
    Q = MassFunction("Q", X)
    assert HALVED.xreplace({P: Q}) == ByFormula("M", (a, X), Q(a) / 2)
    assert HALVED.xreplace({a: b}) == HALVED


def test_it_is_pickled_and_printed_by_its_name() -> None:
    assert pickle.loads(pickle.dumps(HALVED)) == HALVED
    assert str(HALVED(b)) == "M(b)"
