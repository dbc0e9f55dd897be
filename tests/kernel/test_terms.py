"""Terms: sorts, binding and replacement."""

from __future__ import annotations

import gc
import pickle

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mlekl_symbolic.kernel import interning
from mlekl_symbolic.kernel.terms import (
    App,
    Bind,
    Bound,
    Num,
    SortError,
    Term,
    Var,
    apply,
    close_binder,
    fresh,
    lam,
    open_binder,
    substitute,
)
from tests.kernel.scripts import A, at, eq, every, f, g, h, num, op, p, s, span, t, total, x, y, z

leaves = st.one_of(
    st.sampled_from([s, t, x, y]), st.integers(-2, 2).map(Num), st.just(at(f, x)), st.just(at(g, y))
)


def _grown(inner):
    two = st.tuples(inner, inner)
    return st.one_of(
        st.tuples(st.sampled_from("+-*/"), two).map(lambda made: App(*made)),
        inner.map(lambda a: at(f, a)),
        two.map(lambda made: at(h, *made)),
        st.tuples(st.sampled_from([x, y]), inner).map(lambda made: total(made[0], A, made[1])),
        st.tuples(st.sampled_from([x, y]), two).map(
            lambda made: total(made[0], App("range", (num(1), made[1][0])), made[1][1])
        ),
    )


reals = st.recursive(leaves, _grown, max_leaves=12)


@given(reals, st.sampled_from([x, y, s]))
def test_opening_undoes_closing(body, var):
    closed = close_binder("sum", var, A, body)
    assert var not in closed.free
    assert closed.level == 0
    assert open_binder(closed, var) is body


@given(reals, st.sampled_from([x, y]))
def test_the_name_of_a_bound_variable_does_not_matter(body, var):
    other = fresh("w", body.free)
    assert total(var, A, body) is total(other, A, substitute(body, {var: other}))


@given(reals, reals, reals)
def test_two_replacements_in_a_row_are_one(body, one, other):
    if y in one.free:
        one = substitute(one, {y: s})
    both = substitute(substitute(body, {x: one}), {y: other})
    assert both is substitute(body, {x: substitute(one, {y: other}), y: other})


@given(reals, reals)
def test_replacing_below_a_binder_is_replacing_in_the_opened_body(body, new):
    closed = total(x, A, body)
    assert isinstance(closed, Bind)
    other = fresh("w", body.free | new.free)
    inside = substitute(open_binder(closed, other), {y: new})
    assert substitute(closed, {y: new}) is total(other, A, inside)


@given(reals, reals)
def test_a_function_applied_is_its_body_with_the_argument(body, argument):
    function = lam((x,), body)
    assert apply(function, argument) is substitute(body, {x: argument})
    assert substitute(at(f, t), {f: function}) is substitute(body, {x: t})


@settings(max_examples=30)
@given(reals)
def test_equal_terms_are_one_object(body):
    copy = substitute(substitute(body, {x: z}), {z: x})
    assert copy is body


def test_a_function_whose_values_are_functions_is_reduced_as_far_as_it_goes():
    chosen = lam((x,), g)
    assert chosen.sort == "fun2"
    assert apply(chosen, s, t) is at(g, t)
    assert substitute(at(h, s, t), {h: chosen}) is at(g, t)
    assert apply(lam((x, y), op("-", x, y)), y, x) is op("-", y, x)


@pytest.mark.parametrize(
    "build",
    [
        lambda: App("+", (x,)),
        lambda: App("+", (x, A)),
        lambda: App("+", (x, x), "prop"),
        lambda: App("=", (x, A)),
        lambda: App("=", ()),
        lambda: App("=", (x,)),
        lambda: App("=", (x, x, x)),
        lambda: App("=", (x, x), "real"),
        lambda: App("in", (A, x)),
        lambda: App("and", (x, p)),
        lambda: App("@", (x, x)),
        lambda: App("@", (f, x, x)),
        lambda: App("@", (f,)),
        lambda: App("@", ()),
        lambda: App("finset", (A,)),
        lambda: App("true", (p,)),
        lambda: App("log", (x,), "set"),
        lambda: Bind("sum", x, Bound(0)),
        lambda: Bind("sum", A, p),
        lambda: Bind("all", A, x),
        lambda: Bind("lam", A, Bound(0)),
        lambda: Bind("lam", App("reals"), A),
        lambda: Bind("min", A, Bound(0)),
        lambda: close_binder("sum", f, A, x),
        lambda: open_binder(total(x, A, x), A),
        lambda: substitute(x, {x: A}),
        lambda: apply(lam((x,), x), x, x),
        lambda: apply(lam((x, y), x), x),
    ],
)
def test_ill_sorted_terms_cannot_be_built(build):
    with pytest.raises(SortError):
        build()


@pytest.mark.parametrize("index", [-1, True, 1.0, "0"])
def test_a_bound_variable_needs_a_natural_number(index):
    with pytest.raises(ValueError, match="no index"):
        Bound(index)


def test_terms_cannot_be_changed_or_pickled():
    with pytest.raises(AttributeError):
        x.name = "y"
    with pytest.raises(TypeError):
        pickle.dumps(x)


def test_names_sorts_and_kinds_keep_terms_apart():
    assert Var("A", "set") is A
    assert Var("A") is not A
    assert Var("1") is not num(1)
    assert App("c") is not Var("c")
    assert App("c", (), "set") is not App("c", (), "real")
    assert App("c", (x,)) is not App("c", (A,))
    assert eq(x, y) is not eq(y, x)
    assert span(1, 2) is not App("ioo", (num(1), num(2)))


def test_a_term_is_forgotten_when_nobody_holds_it_and_is_the_same_again():
    def made() -> Term:
        return every(Var("forgotten"), A, eq(at(f, Var("forgotten")), Var("held only here")))

    spelled = repr(made())
    gc.collect()
    assert repr(made()) == spelled
    assert made() is made()


def test_one_look_at_the_table_forgets_a_deep_term_with_all_its_parts():
    gc.collect()
    interning.sweep()
    before = len(interning.TABLE)
    deep = Var("deep")
    for number in range(500):
        deep = App("+", (deep, Num(number)))
    assert len(interning.TABLE) > before + 500
    del deep, number
    gc.collect()
    interning.sweep()
    assert len(interning.TABLE) <= before


def test_numbers_are_exact():
    assert Num("1/3") is Num("2/6")
    with pytest.raises(ValueError, match="NaN"):
        Num(float("nan"))
