"""What the checker prints can be read in one way only."""

from __future__ import annotations

import pytest

from mlekl_symbolic.kernel.show import show
from mlekl_symbolic.kernel.terms import App, Num, Var, lam
from tests.kernel.scripts import A, at, eq, every, f, lt, num, op, p, q, r, some, total, x, y, z


def imp(a, b):
    return App("imp", (a, b))


PAIRS = [
    (imp(imp(p, q), r), imp(p, imp(q, r))),
    (imp(every(x, A, p), q), every(x, A, imp(p, q))),
    (imp(some(x, A, p), q), some(x, A, imp(p, q))),
    (op("^", op("^", x, y), z), op("^", x, op("^", y, z))),
    (eq(eq(p, q), r), eq(p, eq(q, r))),
    (eq(eq(x, y), p), App("and", (eq(x, y), eq(y, x)))),
    (op("-", op("-", x, y), z), op("-", x, op("-", y, z))),
    (op("/", op("/", x, y), z), op("/", x, op("/", y, z))),
    (op("/", x, op("*", y, z)), op("*", op("/", x, y), z)),
    (op("*", op("+", x, y), z), op("+", x, op("*", y, z))),
    (App("neg", (op("+", x, y),)), op("+", App("neg", (x,)), y)),
    (op("^", num(-2), x), App("neg", (op("^", num(2), x),))),
    (op("^", Num("1/2"), x), op("/", num(1), op("^", num(2), x))),
    (op("*", total(x, A, x), y), total(x, A, op("*", x, y))),
    (op("+", total(x, A, x), y), total(x, A, op("+", x, y))),
    (op("-", y, num(-1)), op("-", op("-", y, num(1)), num(0))),
    (App("not", (App("and", (p, q)),)), App("and", (App("not", (p,)), q))),
    (every(x, A, App("and", (p, q))), App("and", (every(x, A, p), q))),
    (at(lam((x,), op("+", x, num(1))), y), lam((x,), at(f, y))),
    (total(x, A, total(y, A, op("-", x, y))), total(x, A, total(y, A, op("-", y, x)))),
]


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_different_terms_look_different(one, other):
    assert show(one) != show(other)


def test_a_bound_name_never_looks_like_a_free_one():
    free = Var("a")
    assert show(every(x, A, lt(x, free))) == "∀a′∈A, a′ < a"


def test_brackets_are_where_a_reader_expects_them():
    assert show(imp(imp(p, q), imp(q, r))) == "(p → q) → (q → r)"
    assert show(eq(op("*", op("+", x, num(1)), y), Num("1/2"))) == "(x + 1)·y = 1/2"
    assert show(eq(eq(x, y), lt(x, num(0)))) == "(x = y) = (x < 0)"
