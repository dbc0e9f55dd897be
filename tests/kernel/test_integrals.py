"""Integrals are numbers like others to the kernel: what holds almost everywhere says nothing of one place."""

import pytest

from mlekl_symbolic.kernel.lines import CheckError, Line
from mlekl_symbolic.kernel.terms import App, Bind, Num, SortError, close_binder
from mlekl_symbolic.kernel.theory import Definition, Theory, TheoryError
from tests.kernel.scripts import REALS, A, B, at, eq, f, g, member, num, p, proved, x, y

fx, gx = at(f, x), at(g, x)


def bind(head, body, over=A):
    return close_binder(head, x, over, body)


def test_sorts():
    assert bind("integral", fx).sort == "real"
    assert bind("integrable", fx).sort == "prop"
    assert bind("ae", eq(fx, gx)).sort == "prop"
    for head, body in (("integral", p), ("integrable", eq(fx, gx)), ("ae", fx)):
        with pytest.raises(SortError):
            bind(head, body)
    with pytest.raises(SortError):
        Bind("integral", x, num(1))
    assert App("pi").sort == "real"
    with pytest.raises(SortError):
        App("pi", (x,))


@pytest.mark.parametrize("head", ["integral", "integrable", "pi", "ae"])
def test_they_cannot_be_defined(head):
    with pytest.raises(TheoryError):
        Theory().define(Definition(head, (), num(0)))


ATTACKS = {
    "at one place, from almost everywhere": (
        Line("assume", terms=(bind("ae", eq(fx, gx)),)),
        Line("assume", terms=(member(y, A),)),
        Line("spec", (0, 1)),
    ),
    "almost everywhere, written out": (
        Line("enumerate", terms=(bind("ae", eq(fx, gx), App("finset", (num(1),))),)),
    ),
    "an integral over points, as a sum": (
        Line("enumerate", terms=(bind("integral", fx, App("finset", (num(1),))),)),
    ),
    "an integral is a sum": (Line("ring", terms=(bind("integral", fx), bind("sum", fx))),),
    "linearity for nothing": (
        Line(
            "ring",
            terms=(
                bind("integral", App("+", (fx, gx))),
                App("+", (bind("integral", fx), bind("integral", gx))),
            ),
        ),
    ),
    "a constant factor by arithmetic": (
        Line(
            "ring",
            terms=(bind("integral", App("*", (num(2), fx))), App("*", (num(2), bind("integral", fx)))),
        ),
    ),
    "another set": (Line("ring", terms=(bind("integral", fx), bind("integral", fx, B))),),
    "below an integral, from a fact about another set": (
        Line("assume", terms=(eq(fx, gx),)),
        Line("congr", (0,), (bind("integral", fx),), path=(1,), variables=(x,)),
    ),
    "pi is a number known by its digits": (Line("decide", terms=(App("<", (num(3), App("pi"))),)),),
}


@pytest.mark.parametrize("name", ATTACKS)
def test_an_attack_is_refused(name):
    *start, last = ATTACKS[name]
    if start:
        proved(*start)
    with pytest.raises(CheckError):
        proved(*start, last)


def test_equal_on_the_set_is_equal_under_the_integral():
    everywhere = close_binder("all", x, A, eq(fx, gx))
    sequent = proved(
        Line("assume", terms=(everywhere,)),
        Line("assume", terms=(member(x, A),)),
        Line("spec", (0, 1)),
        Line("congr", (2,), (bind("integral", fx),), path=(1,), variables=(x,)),
    )
    assert sequent.proposition is eq(bind("integral", fx), bind("integral", gx))
    assert sequent.hypotheses == {everywhere}


def test_bodies_are_brought_to_normal_form():
    twice = App("+", (fx, fx))
    same = bind("integral", App("*", (Num(2), fx)), REALS)
    assert proved(Line("ring", terms=(bind("integral", twice, REALS), same))).hypotheses == frozenset()
