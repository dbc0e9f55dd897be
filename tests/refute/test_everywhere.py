"""What is the same everywhere can be decided on infinite sets; what is not stays unknown or fails."""

from __future__ import annotations

import pytest

from mlekl_symbolic.kernel.terms import App, Num, Term, Var, close_binder
from mlekl_symbolic.refute.domains import NATURALS, REALS, Cylinder, Filtered, Finite, Interval, Table
from mlekl_symbolic.refute.evaluate import Evaluator
from mlekl_symbolic.refute.values import Unknown
from tests.refute.worlds_for_tests import THEORY, at

t, s, i, N = (Var(name) for name in "tsiN")
f, x = Var("f", "fun1"), Var("x", "fun1")
A = Var("A", "set")
DATA = App("range", (Num(1), N))
EMPTY, ONE = {N: 0, x: Table(1, {}), f: Table(1, {})}, {N: 1, x: Table(1, {(1,): 3}), f: Table(1, {(3,): 1})}
DOMAINS = (REALS, NATURALS, Interval(0, 1), Interval(0), Interval(0, 1, closed=True))


def app(head: str, *args: Term | int) -> Term:
    return App(head, tuple(a if isinstance(a, Term) else Num(a) for a in args))


def bind(head: str, domain: Term, body: Term, var: Var = t) -> Term:
    return close_binder(head, var, domain, body)


def value(term: Term, world):
    return Evaluator(THEORY).value(term, world)


LOSS = bind("sum", DATA, app("^", app("-", at(x, i), t), 2), i)


@pytest.mark.parametrize("domain", DOMAINS)
@pytest.mark.parametrize("head", ["argmin", "argmax"])
def test_every_place_is_an_optimum_of_a_constant(head, domain):
    best = bind(head, A, LOSS)
    assert value(app("in", next(iter(domain.probes())), best), {**EMPTY, A: domain}) is True
    assert value(app("=", best, app("finset", 1)), {**EMPTY, A: domain}) is False


def test_what_is_no_constant_is_still_unknown():
    best = bind("argmin", A, LOSS)
    with pytest.raises(Unknown):
        value(app("=", best, app("finset", 3)), {**ONE, A: NATURALS})
    assert value(app("in", 2, best), {**ONE, A: NATURALS}) is False


def test_outside_the_set_there_is_no_optimum():
    assert value(app("in", -1, bind("argmin", A, LOSS)), {**EMPTY, A: NATURALS}) is False


def test_a_place_that_is_read_anywhere_is_no_constant():
    hidden = app("+", LOSS, app("*", app("-", t, t), 5))
    with pytest.raises(Unknown):
        value(app("in", 1, bind("argmin", A, hidden)), {**EMPTY, A: NATURALS})
    inner = bind("sum", app("finset", 1, 2), app("*", s, t), s)
    with pytest.raises(Unknown):
        value(app("in", 0, bind("argmin", A, inner)), {**EMPTY, A: NATURALS})
    through = bind("argmin", app("finset", 0, 1), app("*", s, t), s)
    with pytest.raises(Unknown):
        value(app("in", 1, bind("argmin", A, app("card", through))), {**EMPTY, A: REALS})


def test_a_claim_in_which_the_place_does_not_matter():
    said = bind("all", A, app("imp", app("<", t, 0), app("=", LOSS, 0)))
    assert value(said, {**EMPTY, A: REALS}) is True
    assert value(bind("all", A, app("<", LOSS, 0)), {**EMPTY, A: REALS}) is False
    assert value(bind("ex", A, app("=", LOSS, 0)), {**EMPTY, A: REALS}) is True
    with pytest.raises(Unknown):
        value(bind("all", A, app("<=", 0, app("^", t, 2))), {**EMPTY, A: REALS})


def test_of_a_set_that_may_be_empty_nothing_is_said_to_exist():
    empty = Filtered(NATURALS, lambda n: n < 0)
    for head, wanted in (("all", app("=", 0, 1)), ("ex", app("=", 0, 0))):
        with pytest.raises(Unknown):
            value(bind(head, A, wanted), {A: empty})
    assert value(bind("all", A, app("=", 0, 0)), {A: empty}) is True


def test_zero_times_anything_is_zero():
    unknown = app("card", bind("setof", A, app("<", t, 5)))
    assert value(app("*", 0, unknown), {A: NATURALS}) == 0
    for first in (app("log", 2), Num(1), app("-", app("log", 2), app("log", 2))):
        if value(first, {}) != 0:
            with pytest.raises(Unknown):
                value(app("*", first, unknown), {A: NATURALS})
    for wholly in (app("*", unknown, app("-", 2, 2)), app("/", 0, unknown), app("/", unknown, 0)):
        assert value(wholly, {A: NATURALS}) == 0
    for partly in (app("/", 1, unknown), app("/", unknown, 1), app("+", 0, unknown), app("^", unknown, 0)):
        with pytest.raises(Unknown):
            value(partly, {A: NATURALS})
    with pytest.raises(Unknown):
        value(app("*", unknown, 1), {A: NATURALS})


def test_all_of_an_infinite_set_compared_with_the_values_of_a_table():
    counted = bind("sum", DATA, app("delta", t, at(x, i)), i)
    agree = bind("all", A, app("=", counted, at(f, t)))
    assert value(agree, {**ONE, A: NATURALS}) is True
    assert value(agree, {**ONE, f: Table(1, {(3,): 1, (4,): 1}), A: NATURALS}) is False
    assert value(agree, {**ONE, f: Table(1, {}), A: NATURALS}) is False
    assert value(agree, {**ONE, f: Table(1, {}), A: Finite((0, 1))}) is True
    itself = bind("all", A, app("=", app("delta", t, at(x, t)), 0))
    with pytest.raises(Unknown):
        value(itself, {x: Table(1, {(0,): 1, (1,): 3, (2,): 1, (3,): 1}), A: NATURALS})


def test_values_outside_a_table_are_compared_too():
    differs = bind("all", A, app("=", app("delta", t, at(x, N)), 0))
    assert value(differs, {N: 7, x: Table(1, {(1,): 3}), A: NATURALS}) is False
    assert value(differs, {N: 7, x: Table(1, {(7,): -1}), A: NATURALS}) is True


def converges(body: Term, limit: Term | int) -> Term:
    """That what is said of ``s`` tends to a limit, as the definition has it."""
    close = app("<", app("abs", app("-", body, limit)), t)
    from_there = bind("all", app("naturals"), app("imp", app("<=", i, s), close), s)
    return bind("all", app("ioi", 0), bind("ex", app("naturals"), from_there, i), t)


g = Var("g", "fun1")


@pytest.mark.parametrize("limit", [0, 2, -1])
def test_what_is_constant_tends_to_itself_alone(limit):
    two = {g: Cylinder(Table(0, {(): 2}), (), 1)}
    assert value(converges(at(g, s), limit), two) is (limit == 2)
    assert value(app("not", converges(at(g, s), limit)), two) is (limit != 2)


def test_what_is_not_constant_may_tend_to_anything():
    for body in (app("/", 1, s), at(f, s), app("-", s, s), t, i):
        with pytest.raises(Unknown):
            value(converges(body, 0), EMPTY)


def test_a_statement_that_looks_like_a_limit_is_none():
    close = app("<", app("abs", app("-", N, 1)), t)
    turned = bind("all", app("naturals"), app("imp", app("<=", s, i), close), s)
    with pytest.raises(Unknown):
        value(bind("all", app("ioi", 0), bind("ex", app("naturals"), turned, i), t), EMPTY)
    near = bind("all", app("naturals"), app("imp", app("<=", i, s), close), s)
    with pytest.raises(Unknown):
        value(bind("all", app("ioi", 3), bind("ex", app("naturals"), near, i), t), EMPTY)


def test_sums_over_a_set_that_is_not_known():
    unknown = bind("setof", A, app("<", t, 5))
    world = {A: NATURALS}
    assert value(bind("sum", unknown, app("-", 3, 3), s), world) == 0
    assert value(bind("prod", unknown, app("/", 3, 3), s), world) == 1
    for head, body in (("sum", 1), ("prod", 0), ("prod", 2), ("sum", s), ("prod", s)):
        with pytest.raises(Unknown):
            value(bind(head, unknown, body if isinstance(body, Term) else Num(body), s), world)


def test_what_is_said_of_all_elements_of_a_set_that_is_not_known():
    for_all = bind("all", app("naturals"), bind("all", app("range", 1, s), app("=", N, 0), i), s)
    assert value(for_all, EMPTY) is True
    nowhere = bind("ex", app("naturals"), bind("ex", app("range", 1, s), app("=", N, 5), i), s)
    assert value(nowhere, EMPTY) is False
    some = bind("all", app("naturals"), bind("ex", app("range", 1, s), app("=", N, 0), i), s)
    assert value(some, EMPTY) is False


def test_a_function_of_some_of_its_arguments():
    h = Var("h", "fun2")
    of_second = {h: Cylinder(Table(1, {(4,): 7}), (1,), 2)}
    both = App("@", (h, s, i))
    assert value(App("@", (h, Num(9), Num(4))), of_second) == 7
    assert value(App("@", (h, Num(4), Num(9))), of_second) == 0
    same = bind("all", app("naturals"), app("=", App("@", (h, s, Num(4))), 7), s)
    assert value(same, of_second) is True
    with pytest.raises(Unknown):
        value(bind("all", app("naturals"), app("<=", 0, both), i), {**of_second, s: 1})
