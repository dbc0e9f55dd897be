"""The normal form of ring arithmetic never says more than what holds in every field with 1/0 = 0."""

from __future__ import annotations

from fractions import Fraction
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mlekl_symbolic.kernel.check import derive
from mlekl_symbolic.kernel.lines import CheckError, Line
from mlekl_symbolic.kernel.ring import TooLarge, canonical, polynomial, render, ring_equal
from mlekl_symbolic.kernel.terms import App, Num, Term, Var
from tests.kernel.scripts import THEORY, A, at, f, num, op, s, t, total, x, y

VALUES = (0, 0, 1, -1, 2, Fraction(1, 2), Fraction(-3, 2), 5)

leaves = st.one_of(st.sampled_from([s, t, x]), st.sampled_from([-2, -1, 0, 1, 2, Fraction(1, 2)]).map(Num))


def _grown(inner):
    two = st.tuples(inner, inner)
    return st.one_of(
        st.tuples(st.sampled_from("+-*/"), two).map(lambda made: App(*made)),
        inner.map(lambda a: App("neg", (a,))),
        st.tuples(inner, st.integers(-3, 3)).map(lambda made: App("^", (made[0], Num(made[1])))),
        two.map(lambda made: App("delta", made)),
    )


expressions = st.recursive(leaves, _grown, max_leaves=8)


def value(a: Term, world: dict[Var, Fraction]) -> Fraction:
    """The value of ``a`` with ``1/0 = 0``, in plain rational arithmetic."""
    match a:
        case Num(number):
            return number
        case Var():
            return world[a]
        case App("neg", (one,)):
            return -value(one, world)
        case App("^", (base, Num(n))):
            b = value(base, world)
            return b ** int(n) if b or n >= 0 else Fraction(0)
        case App(head, (one, other)):
            u, v = value(one, world), value(other, world)
            match head:
                case "+":
                    return u + v
                case "-":
                    return u - v
                case "*":
                    return u * v
                case "/":
                    return u / v if v else Fraction(0)
                case "delta":
                    return Fraction(u == v)
    raise AssertionError(a)


def worlds(seed: int, count: int) -> list[dict[Var, Fraction]]:
    source = Random(seed)
    return [{v: Fraction(source.choice(VALUES)) for v in (s, t, x)} for _ in range(count)]


WORLDS = worlds(0, 25)


@settings(max_examples=120, deadline=None)
@given(expressions)
def test_the_normal_form_has_the_same_value(a):
    normal = render(polynomial(a))
    for world in WORLDS:
        assert value(a, world) == value(normal, world)


@settings(max_examples=120, deadline=None)
@given(expressions, expressions)
def test_what_is_equal_by_ring_arithmetic_is_equal(a, b):
    if ring_equal(a, b):
        assert all(value(a, world) == value(b, world) for world in WORLDS)


@settings(max_examples=60, deadline=None)
@given(expressions, expressions, expressions)
def test_ring_arithmetic_knows_the_laws(a, b, c):
    laws = [
        (op("+", a, b), op("+", b, a)),
        (op("*", a, op("+", b, c)), op("+", op("*", a, b), op("*", a, c))),
        (op("/", a, b), op("*", a, op("/", num(1), b))),
        (op("/", op("*", s, a), op("*", s, t)), op("*", op("/", a, t), op("/", s, s))),
        (op("-", a, a), num(0)),
        (op("/", num(1), op("/", num(1), op("*", s, t))), op("*", t, s)),
    ]
    for left, right in laws:
        assert ring_equal(left, right)
        assert not ring_equal(left, op("+", right, num(1)))


@settings(max_examples=60, deadline=None)
@given(expressions, expressions)
def test_an_equation_that_is_used_is_used_from_left_to_right(a, b):
    replaced = op("+", op("*", b, b), s)
    assert ring_equal(op("+", op("*", at(f, t), at(f, t)), s), replaced, [(at(f, t), b)])
    for world in WORLDS:
        if value(x, world) == value(a, world) and ring_equal(op("*", x, t), b, [(x, a)]):
            assert value(op("*", x, t), world) == value(b, world)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (op("/", x, x), num(1)),
        (op("*", op("/", x, x), op("/", x, x)), num(1)),
        (op("/", op("+", x, y), op("+", x, y)), num(1)),
        (op("/", op("*", x, y), y), x),
        (op("^", x, num(0)), op("/", x, x)),
        (op("^", x, num(-1)), op("^", x, num(1))),
        (op("/", num(1), num(0)), num(1)),
        (op("/", num(1), op("-", x, x)), op("/", num(1), op("+", x, x))),
        (op("/", num(1), op("-", x, y)), op("/", num(1), op("-", y, x))),
        (App("log", (op("*", x, y),)), App("log", (op("+", x, y),))),
        (App("delta", (x, y)), App("delta", (x, op("+", y, num(1))))),
        (total(x, A, at(f, x)), total(x, A, at(f, op("+", x, num(1))))),
    ],
)
def test_what_need_not_be_equal_is_not_equal(left, right):
    assert not ring_equal(left, right)


def test_arithmetic_happens_below_binders_and_in_arguments():
    one = total(x, A, App("log", (op("+", x, y),)))
    assert canonical(one) is canonical(total(x, A, App("log", (op("+", y, x),))))
    assert canonical(one) is not canonical(total(x, A, App("log", (op("*", y, x),))))


POWER_TOWER = op("^", op("^", op("^", x, num(999)), num(999)), num(999))


@pytest.mark.parametrize(
    "huge",
    [
        op("^", x, Num(10**300)),
        op("^", num(2), Num(10**12)),
        op("^", Num("1/2"), Num(-(10**12))),
        op("^", op("+", x, y), num(1000)),
        op("^", op("+", op("+", x, y), op("+", s, t)), num(64)),
        POWER_TOWER,
        App("log", (POWER_TOWER,)),
        App("log", (op("^", Num(10**300), num(900)),)),
    ],
)
def test_what_is_too_large_is_refused_quickly(huge):
    with pytest.raises(CheckError):
        derive(Line("ring", terms=(huge, op("+", op("*", huge, x), y))), [], THEORY)


def test_a_large_power_that_can_be_written_is_fine():
    assert ring_equal(op("^", num(-1), Num(10**300)), num(1))
    assert ring_equal(op("^", num(1), Num(-(10**300))), num(1))
    with pytest.raises(TooLarge):
        polynomial(op("^", num(3), Num(10**300)))


def test_what_terms_are_read_as_cannot_be_changed_by_a_line():
    """A term keeps its polynomial; a line that took the constant out of it would make 1 - 0 equal to 0."""
    one, zero = Num(1), Num(0)
    difference = App("-", (one, zero))
    derive(Line("linear", terms=(App("<=", (zero, one)),)), (), THEORY)
    with pytest.raises(CheckError, match="different normal forms"):
        derive(Line("ring", terms=(difference, zero)), (), THEORY)
