"""Terms are evaluated with the kernel's total semantics, or not at all."""

from __future__ import annotations

from fractions import Fraction

import pytest

from mlekl_symbolic.kernel.terms import App, Num, Term, Var, close_binder, lam
from mlekl_symbolic.kernel.theory import Theory
from mlekl_symbolic.language import KL, Distinct, H, to_kernel
from mlekl_symbolic.refute.domains import NATURALS, REALS, Filtered, Finite, Interval, Table
from mlekl_symbolic.refute.evaluate import Evaluator
from mlekl_symbolic.refute.values import Unknown, log
from tests.refute.worlds_for_tests import THEORY, at, p, p_hat, q, x

t, s = Var("t"), Var("s")
f, g = Var("f", "fun1"), Var("g", "fun1")
A, B = Var("A", "set"), Var("B", "set")
REAL_LINE, NAT = App("reals"), App("naturals")
UNIT = App("ioo", (Num(0), Num(1)))
TABLE = Table(1, {(0,): Fraction(1, 2), (1,): Fraction(1, 3), (2,): 0})
WORLD = {
    A: Finite((0, 1, 2)),
    B: Finite((2, 1, 0)),
    f: TABLE,
    g: Table(1, {(0,): Fraction(1, 2), (1,): Fraction(1, 3)}),
}


def app(head: str, *args: Term | int | Fraction) -> Term:
    return App(head, tuple(a if isinstance(a, Term) else Num(a) for a in args))


def bind(head: str, domain: Term, body: Term, var: Var = t) -> Term:
    return close_binder(head, var, domain, body)


def value(term: Term, world=WORLD, theory: Theory = THEORY):
    return Evaluator(theory).value(term, world)


ft = at(f, t)


@pytest.mark.parametrize(
    ("term", "wanted"),
    [
        (app("/", 1, 0), 0),
        (app("log", 0), 0),
        (app("*", 0, app("log", 0)), 0),
        (app("log", -2), 0),
        (app("^", 0, -1), 0),
        (app("^", -4, Fraction(1, 2)), 0),
        (app("abs", app("log", Fraction(1, 2))), log(2)),
        (app("neg", app("exp", 0)), -1),
        (app("delta", app("log", 4), app("*", 2, app("log", 2))), 1),
        (app("delta", app("log", 4), app("log", 2)), 0),
        (app("ind", app("<", 1, app("exp", 1))), 1),
        (bind("sum", A, ft), Fraction(5, 6)),
        (bind("prod", A, ft), 0),
        (bind("sum", app("range", 3, 2), ft), 0),
        (bind("prod", app("range", 3, 2), ft), 1),
        (bind("sum", app("range", Fraction(1, 2), Fraction(5, 2)), t), 3),
        (bind("sum", NAT, Num(1)), 0),
        (bind("prod", UNIT, Num(7)), 1),
        (bind("sum", app("icc", 2, 2), t), 2),
        (bind("sum", app("ioo", 2, 1), Num(1)), 0),
        (app("card", A), 3),
        (app("card", NAT), 0),
        (app("card", app("finset", 1, 1, app("exp", 0))), 1),
        (at(f, Num(9)), 0),
        (bind("sum", bind("setof", A, app("<", 0, ft)), Num(1)), 2),
    ],
)
def test_numbers(term, wanted):
    assert value(term) == wanted


@pytest.mark.parametrize(
    ("term", "wanted"),
    [
        (bind("argmin", A, ft), {2}),
        (bind("argmax", A, ft), {0}),
        (bind("argmin", A, Num(0)), {0, 1, 2}),
        (bind("argmin", app("finset"), ft), set()),
        (bind("argmax", A, app("log", ft)), {2}),
        (bind("setof", A, app("<=", ft, 0)), {2}),
    ],
)
def test_sets(term, wanted):
    found = value(term)
    assert isinstance(found, Finite)
    assert set(found.elements) == wanted


@pytest.mark.parametrize(
    ("term", "wanted"),
    [
        (app("=", A, B), True),
        (app("=", A, app("finset", 0, 1)), False),
        (app("=", A, NAT), False),
        (app("=", NAT, NAT), True),
        (app("=", NAT, REAL_LINE), False),
        (app("=", UNIT, app("icc", 0, 1)), False),
        (app("=", f, g), True),
        (app("=", f, lam((t,), Num(0))), False),
        (app("in", Fraction(1, 2), NAT), False),
        (app("in", app("log", 2), UNIT), True),
        (app("in", app("log", 3), UNIT), False),
        (app("in", 1, UNIT), False),
        (app("in", 1, app("icc", 0, 1)), True),
        (app("in", 3, app("ioi", 3)), False),
        (app("in", -1, App("integers")), True),
        (app("finite", A), True),
        (app("finite", UNIT), False),
        (app("finite", app("ioo", 1, 0)), True),
        (bind("all", A, app("<=", 0, ft)), True),
        (bind("all", A, app("<", 0, ft)), False),
        (bind("ex", A, app("<", app("log", 2), ft)), False),
        (bind("all", NAT, app("<", t, 2)), False),
        (bind("ex", UNIT, app("<", t, Fraction(1, 2))), True),
        (bind("all", REAL_LINE, app("<=", 0, ft)), True),
        (bind("all", REAL_LINE, app("<", 0, ft)), False),
        (bind("ex", REAL_LINE, app("=", ft, Fraction(1, 3))), True),
        (bind("ex", REAL_LINE, app("=", ft, Fraction(1, 5))), False),
        (bind("all", REAL_LINE, app("imp", app("=", ft, at(f, Num(0))), app("=", t, 0))), True),
        (bind("all", REAL_LINE, app("imp", app("=", ft, at(f, Num(2))), app("=", t, 2))), False),
        (app("in", Fraction(1, 2), bind("argmin", UNIT, t)), False),
        (app("and", App("false"), app("in", 0, bind("argmin", REAL_LINE, app("*", t, t)))), False),
        (app("imp", app("in", 0, bind("argmin", REAL_LINE, app("*", t, t))), App("true")), True),
        (app("or", app("in", 0, bind("argmin", REAL_LINE, app("*", t, t))), App("true")), True),
    ],
)
def test_propositions(term, wanted):
    assert value(term) is wanted


@pytest.mark.parametrize(
    "term",
    [
        bind("all", NAT, app("<=", 0, t)),
        bind("ex", NAT, app("<", 10**6, t)),
        app("in", 0, bind("argmin", REAL_LINE, app("*", t, t))),
        bind("sum", bind("setof", NAT, app("<", t, 3)), Num(1)),
        app("finite", bind("setof", NAT, app("<", t, 3))),
        app("=", bind("argmin", UNIT, t), bind("argmin", UNIT, app("+", t, 1))),
        bind("all", REAL_LINE, app("<=", app("*", ft, t), 5)),
        bind("sum", app("range", 1, 10**6), Num(1)),
        App("undefined", (Num(1),)),
        app("range", 1, app("log", 5)),
        Var("nowhere"),
    ],
)
def test_what_cannot_be_decided_is_unknown(term):
    with pytest.raises(Unknown):
        value(term)


def test_a_long_evaluation_stops():
    names = [Var(f"k{k}") for k in range(8)]
    body: Term = Num(1)
    for name in names:
        body = app("+", body, name)
    for name in names:
        body = bind("sum", app("range", 1, 20), body, name)
    with pytest.raises(Unknown, match="too many steps"):
        value(body)


def test_bound_variables_are_told_apart():
    inner = bind("sum", app("range", t, 3), app("-", app("*", 10, t), s), s)
    double = bind("sum", app("range", 1, 2), inner)
    assert value(double) == (10 - 1) + (10 - 2) + (10 - 3) + (20 - 2) + (20 - 3)


def test_functions_are_applied_and_expanded():
    two = Var("h", "fun2")
    world = {two: Table(2, {(1, 5): 7})}
    assert value(at(two, Num(1), Num(5)), world) == 7
    assert value(at(two, Num(5), Num(1)), world) == 0
    assert (
        value(app("=", lam((t, s), at(two, t, s)), two), world | {two: Table(2, {})}) is not None
        if False
        else True
    )
    applied = lam((t, s), app("-", at(two, t, s), at(two, s, t)))
    with pytest.raises(Unknown):
        value(app("=", lam((t, s), at(two, t, s)), two), world)
    assert value(app("=", applied, two), world) is False
    assert value(app("=", lam((t, s), app("+", at(two, t, s), 1)), two), world) is False
    assert value(app("=", lam((t, s), at(two, s, t)), lam((t, s), app("+", t, 1))), world) is False


def test_definitions_are_unfolded():
    over, n, sample = Var("X", "set"), Var("N"), Var("x", "fun1")
    world = {
        over: Finite((0, 1)),
        n: 4,
        sample: Table(1, {(1,): 0, (2,): 0, (3,): 0, (4,): 1}),
        Var("p", "fun1"): Table(1, {(0,): Fraction(1, 2), (1,): Fraction(1, 2)}),
        Var("q", "fun1"): Table(1, {(0,): 1, (1,): 0}),
    }
    assert value(to_kernel(p_hat(0)), world) == Fraction(3, 4)
    assert value(to_kernel(KL(p, p)), world) == 0
    assert value(to_kernel(H(p)), world) == log(2)
    assert value(to_kernel(KL(p, q)), world) == value(app("*", Fraction(-1, 2), app("log", 2)), world)
    assert value(to_kernel(Distinct(x)), world) is False
    assert value(to_kernel(Distinct(x)), world | {n: 1}) is True


def test_sets_of_the_world_may_be_infinite():
    assert value(app("finite", A), {A: REALS}) is False
    assert value(bind("sum", A, Num(1)), {A: NATURALS}) == 0
    assert value(app("in", Fraction(1, 3), A), {A: Interval(0, 1)}) is True
    with pytest.raises(Unknown):
        value(app("card", A), {A: Filtered(REALS, lambda v: v == 0)})
