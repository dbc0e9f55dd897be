"""Attempts to prove something false: each is refused at the line where it goes wrong.

Every attack stands beside a neighbour that is right and is accepted, so that a kernel that refuses
everything fails here too.
"""

from __future__ import annotations

import pytest

from mlekl_symbolic.kernel.lines import CheckError, Line
from mlekl_symbolic.kernel.terms import App, Bind, Bound, Num, SortError, Term, Var, close_binder, lam
from mlekl_symbolic.kernel.theory import Axiom, Definition, Theory, TheoryError
from tests.kernel.scripts import (
    FALSE,
    REALS,
    THEORY,
    TRUE,
    A,
    B,
    assume,
    at,
    eq,
    every,
    f,
    g,
    le,
    lt,
    member,
    no,
    num,
    op,
    p,
    proved,
    q,
    r,
    refl,
    s,
    some,
    span,
    t,
    total,
    x,
    y,
    z,
)

EMPTY = span(1, 0)


def congr(use: int, whole: Term, path: tuple[int, ...], *names: Var) -> Line:
    return Line("congr", (use,), (whole,), path=path, variables=names)


def anything_in_the_empty_set(conclusion: Term) -> tuple[Line, ...]:
    """Six lines, the last of which proves ``x ∈ 1..0 ⊢ conclusion``."""
    by = ((x, x), (s, num(1)), (t, num(0)))
    return (
        assume(member(x, EMPTY)),
        Line("axiom", (0,), name="le_of_range", instance=by),
        Line("axiom", (0,), name="range_le", instance=by),
        Line("linear", (1, 2), (lt(num(0), num(0)), Num(1), Num(1))),
        Line("axiom", (3,), name="ne_of_lt", instance=((s, num(0)), (t, num(0)))),
        refl(num(0)),
        Line("contradiction", (5, 4), (conclusion,)),
    )


def swapped_mp() -> tuple[Line, ...]:
    return (assume(App("imp", (p, q))), assume(q), Line("mp", (0, 1)))


SHADOWED = total(y, A, total(x, A, op("+", x, y)))

ATTACKS: dict[str, tuple[Line, ...]] = {
    # congr
    "congr: a hypothesis about the bound variable stays": (
        assume(eq(x, num(1))),
        congr(0, total(x, A, x), (1,), x),
    ),
    "congr: the opened name is free in the term": (
        refl(x),
        congr(0, total(y, A, op("+", x, y)), (1, 1), x),
    ),
    "congr: two binders under one name": (refl(op("+", x, x)), congr(0, SHADOWED, (1, 1), x, x)),
    "congr: names left over": (refl(A), congr(0, total(x, A, x), (0,), x)),
    "congr: a binder without a name": (refl(x), congr(0, total(x, A, x), (1,))),
    "congr: not the left side": (assume(eq(s, t)), congr(0, op("+", t, t), (0,))),
    "congr: path past the arguments": (refl(s), congr(0, op("+", s, s), (2,))),
    "congr: negative path": (assume(eq(s, t)), congr(0, op("+", x, s), (-1,))),
    "congr: a bound variable for a letter of another sort": (
        refl(f),
        congr(0, total(x, A, at(f, x)), (1, 0), f),
    ),
    "congr: another domain than that of the binder": (
        *anything_in_the_empty_set(eq(x, num(5))),
        congr(6, total(x, B, x), (1,), x),
    ),
    "congr: something that is not an equation": (assume(lt(s, t)), congr(0, op("+", s, s), (0,))),
    # quantifiers
    "gen: the variable is free in a hypothesis": (
        assume(eq(x, num(0))),
        Line("gen", (0,), (REALS,), variables=(x,)),
    ),
    "gen: the variable is free in its own domain": (
        refl(x),
        Line("gen", (0,), (App("range", (num(0), x)),), variables=(x,)),
    ),
    "gen: another domain than the one assumed": (
        assume(member(x, A)),
        Line("gen", (0,), (B,), variables=(x,)),
    ),
    "gen: a function variable": (refl(f), Line("gen", (0,), (A,), variables=(f,))),
    "gen: no variable": (refl(x), Line("gen", (0,), (A,))),
    "spec: another set": (
        assume(every(x, A, lt(num(0), x))),
        assume(member(y, B)),
        Line("spec", (0, 1)),
    ),
    "spec: an existence claim": (
        assume(some(x, A, lt(num(0), x))),
        assume(member(y, A)),
        Line("spec", (0, 1)),
    ),
    "exists: another witness": (
        assume(member(y, A)),
        assume(lt(num(0), x)),
        Line("exists", (0, 1), (some(x, A, lt(num(0), x)),)),
    ),
    "exists: of a universal claim": (
        assume(member(y, A)),
        assume(lt(num(0), y)),
        Line("exists", (0, 1), (every(x, A, lt(num(0), x)),)),
    ),
    "choose: the witness occurs in the conclusion": (
        assume(some(x, A, lt(num(0), x))),
        assume(lt(num(0), y)),
        Line("choose", (0, 1), variables=(y,)),
    ),
    "choose: the witness occurs in another hypothesis": (
        assume(some(x, A, lt(num(0), x))),
        assume(eq(y, num(2))),
        Line("linear", (1,), (le(num(0), num(0)), Num(0))),
        Line("choose", (0, 2), variables=(y,)),
    ),
    "choose: the witness is named like a free variable of the claim": (
        assume(some(x, A, eq(x, y))),
        refl(z),
        Line("choose", (0, 1), variables=(y,)),
    ),
    # substitution
    "inst: a variable twice": (refl(x), Line("inst", (0,), instance=((x, s), (x, t)))),
    "inst: another sort": (refl(x), Line("inst", (0,), instance=((x, A),))),
    "inst: a loose bound variable": (
        assume(every(y, A, eq(x, y))),
        Line("inst", (0,), instance=((x, Bound(0)),)),
    ),
    "assume: a loose bound variable": (assume(eq(Bound(0), num(1))),),
    "refl: a loose bound variable": (refl(Bound(0)),),
    "assume: a number": (assume(x),),
    # axioms
    "axiom: unknown": (Line("axiom", name="modus_falsus"),),
    "axiom: a condition left out": (Line("axiom", name="ne_of_lt", instance=((s, x), (t, y))),),
    "axiom: the wrong condition": (
        assume(lt(y, x)),
        Line("axiom", (0,), name="ne_of_lt", instance=((s, x), (t, y))),
    ),
    "axiom: too many conditions": (
        assume(lt(x, y)),
        Line("axiom", (0, 0), name="ne_of_lt", instance=((s, x), (t, y))),
    ),
    "axiom: a metavariable left open": (
        assume(lt(x, t)),
        Line("axiom", (0,), name="ne_of_lt", instance=((s, x),)),
    ),
    "axiom: a metavariable twice": (
        assume(lt(x, y)),
        Line("axiom", (0,), name="ne_of_lt", instance=((s, x), (t, y), (t, y))),
    ),
    "axiom: a variable that is none of its own": (
        assume(lt(x, y)),
        Line("axiom", (0,), name="ne_of_lt", instance=((s, x), (t, y), (z, y))),
    ),
    "define: not defined": (Line("define", terms=(App("triple", (x,)),)),),
    "define: another number of arguments": (Line("define", terms=(App("double", (x, y)),)),),
    "define: another sort of argument": (Line("define", terms=(App("double", (A,)),)),),
    "define: another sort": (Line("define", terms=(App("double", (x,), "prop"),)),),
    # logic
    "mp: backwards": swapped_mp(),
    "eq_mp: backwards": (assume(eq(p, q)), assume(q), Line("eq_mp", (0, 1))),
    "iff: not the converse": (
        assume(App("imp", (p, q))),
        assume(App("imp", (q, r))),
        Line("iff", (0, 1)),
    ),
    "trans: the middles differ": (assume(eq(s, t)), assume(eq(x, y)), Line("trans", (0, 1))),
    "trans: opposite directions": (assume(lt(s, t)), assume(member(t, A)), Line("trans", (0, 1))),
    "symm: of a comparison": (assume(lt(s, t)), Line("symm", (0,))),
    "left: of a disjunction": (assume(App("or", (p, q))), Line("left", (0,))),
    "cases: different conclusions": (
        assume(App("or", (p, q))),
        assume(p),
        assume(q),
        Line("cases", (0, 1, 2)),
    ),
    "contradiction: of different things": (
        assume(p),
        assume(no(q)),
        Line("contradiction", (0, 1), (FALSE,)),
    ),
    "not_intro: without a contradiction": (assume(p), Line("not_intro", (0,), (p,))),
    "an unknown inference": (Line("believe", terms=(FALSE,)),),
    "a line that is not there yet": (Line("symm", (0,)),),
    "a line before the first": (refl(x), Line("symm", (-1,))),
    # arithmetic
    "ring: cancelling": (Line("ring", terms=(op("/", x, x), num(1))),),
    "ring: cancelling in a product": (Line("ring", terms=(op("/", op("*", x, y), x), y)),),
    "ring: an inverse of a sum": (
        Line("ring", terms=(op("/", num(1), op("+", x, y)), op("+", op("/", num(1), x), op("/", num(1), y)))),
    ),
    "ring: a negative power times the positive one": (
        Line("ring", terms=(op("*", op("^", x, num(-1)), x), num(1))),
    ),
    "ring: dividing by zero": (Line("ring", terms=(op("/", x, num(0)), x)),),
    "ring: a fractional power": (
        Line("ring", terms=(op("*", *(op("^", x, App("/", (num(1), num(2)))),) * 2), x)),
    ),
    "ring: delta of the same": (Line("ring", terms=(App("delta", (x, x)), num(1))),),
    "ring: the right side is read by premises": (
        assume(eq(y, num(1))),
        Line("ring", (0,), (num(1), y)),
    ),
    "ring: an equation is used backwards": (assume(eq(y, x)), Line("ring", (0,), (x, y))),
    "ring: an equation between sets": (assume(eq(A, B)), Line("ring", (0,), (x, x))),
    "ring: a number and a set": (Line("ring", terms=(x, A)),),
    "ring: sets that differ": (Line("ring", terms=(A, B)),),
    "ring: a comparison as a premise": (assume(lt(x, y)), Line("ring", (0,), (x, y))),
    "ring: sum and product over a set": (
        Line("ring", terms=(total(x, A, x), close_binder("prod", x, A, x))),
    ),
    "ring: below another binder": (
        Line("ring", terms=(total(x, A, total(y, B, x)), total(x, A, total(y, B, y)))),
    ),
    "ring: a loose bound variable": (Line("ring", terms=(Bound(0), Bound(0))),),
    "linear: a negative multiplier": (
        assume(lt(x, y)),
        Line("linear", (0,), (lt(y, x), Num(-1))),
    ),
    "linear: a zero multiplier": (
        assume(lt(x, y)),
        Line("linear", (0,), (lt(s, s), Num(0))),
    ),
    "linear: strict from weak": (assume(le(x, y)), Line("linear", (0,), (lt(x, y), Num(1)))),
    "linear: falling short": (assume(lt(x, y)), Line("linear", (0,), (lt(op("+", x, num(1)), y), Num(1)))),
    "linear: a term left": (assume(lt(x, y)), Line("linear", (0,), (lt(x, op("+", y, z)), Num(1)))),
    "linear: a multiplier that is no number": (assume(lt(x, y)), Line("linear", (0,), (lt(x, y), s))),
    "linear: a premise that is no comparison": (
        assume(member(x, A)),
        Line("linear", (0,), (lt(x, x), Num(1))),
    ),
    "linear: an equation of sets": (assume(eq(A, B)), Line("linear", (0,), (lt(x, x), Num(1)))),
    "linear: an equation as the goal": (assume(lt(x, y)), Line("linear", (0,), (eq(x, y), Num(1)))),
    "linear: nothing given": (Line("linear", terms=(lt(x, x),)),),
    "decide: false": (Line("decide", terms=(lt(num(1), num(0)),)),),
    "decide: the other side of a range": (Line("decide", terms=(member(num(4), span(1, 3)),)),),
    "decide: a fraction in a range": (Line("decide", terms=(member(Num("5/2"), span(1, 3)),)),),
    "decide: an end of an open interval": (
        Line("decide", terms=(member(num(1), App("ioo", (num(1), num(2)))),)),
    ),
    "decide: minus one is natural": (Line("decide", terms=(member(num(-1), App("naturals")),)),),
    "decide: different names": (Line("decide", terms=(no(eq(x, y)),)),),
    "decide: the negation of what is unknown": (Line("decide", terms=(no(lt(num(1), num(0))),)),),
    "decide: false itself": (Line("decide", terms=(FALSE,)),),
    "decide: an infinite set": (Line("decide", terms=(App("finite", (REALS,)),)),),
    "enumerate: names that may be equal": (Line("enumerate", terms=(total(z, App("finset", (x, y)), z),)),),
    "enumerate: an element twice": (
        Line("enumerate", terms=(total(z, App("finset", (num(1), num(1))), z),)),
    ),
    "enumerate: an existence claim": (Line("enumerate", terms=(some(z, span(1, 2), lt(z, z)),)),),
    "enumerate: solutions": (Line("enumerate", terms=(close_binder("argmin", z, span(1, 2), z),)),),
    "enumerate: a range to a variable": (Line("enumerate", terms=(total(z, App("range", (num(1), x)), z),)),),
    "enumerate: an interval": (Line("enumerate", terms=(total(z, App("icc", (num(1), num(2))), z),)),),
    "enumerate: a million terms": (Line("enumerate", terms=(total(z, span(1, 1_000_000), z),)),),
}


@pytest.mark.parametrize("name", ATTACKS)
def test_an_attack_is_refused_at_its_last_line(name):
    *before, last = ATTACKS[name]
    if before:
        proved(*before)
    with pytest.raises(CheckError):
        proved(*before, last)


NEIGHBOURS: dict[str, tuple[tuple[Line, ...], Term]] = {
    "congr": (
        (
            *anything_in_the_empty_set(eq(x, num(5))),
            congr(6, total(x, EMPTY, x), (1,), x),
        ),
        eq(total(x, EMPTY, x), total(x, EMPTY, num(5))),
    ),
    "congr below two binders": (
        (refl(op("+", x, y)), congr(0, SHADOWED, (1, 1), y, x)),
        eq(SHADOWED, SHADOWED),
    ),
    "gen": (
        (assume(member(x, A)), Line("gen", (0,), (A,), variables=(x,))),
        every(x, A, member(x, A)),
    ),
    "choose": (
        (
            assume(some(x, A, lt(num(0), x))),
            assume(lt(num(0), y)),
            assume(member(y, A)),
            Line("exists", (2, 1), (some(x, A, lt(num(0), x)),)),
            Line("choose", (0, 3), variables=(y,)),
        ),
        some(x, A, lt(num(0), x)),
    ),
    "exists": (
        (
            assume(member(y, A)),
            assume(lt(num(0), y)),
            Line("exists", (0, 1), (some(x, A, lt(num(0), x)),)),
        ),
        some(x, A, lt(num(0), x)),
    ),
    "define": ((Line("define", terms=(App("double", (x,)),)),), eq(App("double", (x,)), op("+", x, x))),
    "mp": ((assume(App("imp", (p, q))), assume(p), Line("mp", (0, 1))), q),
    "ring": (
        (Line("ring", terms=(op("/", op("*", x, x), op("*", y, x)), op("*", op("/", x, y), op("/", x, x)))),),
        eq(op("/", op("*", x, x), op("*", y, x)), op("*", op("/", x, y), op("/", x, x))),
    ),
    "ring with a premise": (
        (assume(eq(y, num(1))), Line("ring", (0,), (op("*", y, x), x))),
        eq(op("*", y, x), x),
    ),
    "linear": (
        (
            assume(lt(x, y)),
            assume(eq(y, z)),
            Line("linear", (0, 1), (lt(x, op("+", z, num(1))), Num(1), Num(1))),
        ),
        lt(x, op("+", z, num(1))),
    ),
    "linear with an equation read backwards": (
        (assume(eq(y, x)), Line("linear", (0,), (le(x, y), Num(-1)))),
        le(x, y),
    ),
    "decide": ((Line("decide", terms=(member(num(3), span(1, 3)),)),), member(num(3), span(1, 3))),
    "enumerate": (
        (Line("enumerate", terms=(total(z, span(1, 2), at(f, z)),)),),
        eq(total(z, span(1, 2), at(f, z)), op("+", at(f, num(1)), at(f, num(2)))),
    ),
    "enumerate over nothing": (
        (Line("enumerate", terms=(every(z, EMPTY, FALSE),)),),
        eq(every(z, EMPTY, FALSE), TRUE),
    ),
}


@pytest.mark.parametrize("name", NEIGHBOURS)
def test_what_is_right_is_accepted(name):
    lines, conclusion = NEIGHBOURS[name]
    assert proved(*lines).proposition is conclusion


def test_a_function_is_defined_everywhere():
    """Otherwise ``lam 1..0, x`` and ``lam 1..0, 5`` are equal by congruence and differ at 1."""
    with pytest.raises(SortError, match="defined everywhere"):
        Bind("lam", EMPTY, Bound(0))
    identity, five = lam((x,), x), lam((x,), num(5))
    with pytest.raises(CheckError, match="mentions the bound variable"):
        proved(*anything_in_the_empty_set(eq(x, num(5))), congr(6, identity, (1,), x))
    equal = (
        assume(eq(f, g)),
        congr(0, at(f, num(1)), (0,)),
        Line("inst", (1,), instance=((f, identity), (g, five))),
    )
    assert proved(*equal).proposition is eq(num(1), num(5))
    assert proved(*equal).hypotheses == {eq(identity, five)}


def test_replacing_reaches_the_hypotheses():
    sequent = proved(assume(lt(num(0), x)), Line("inst", (0,), instance=((x, num(-1)),)))
    assert sequent.hypotheses == {lt(num(0), num(-1))}


def test_replacing_is_simultaneous_and_captures_nothing():
    claim = every(y, A, op("<", x, y))
    sequent = proved(assume(claim), Line("inst", (0,), instance=((x, y), (y, x))))
    assert sequent.proposition is every(z, A, op("<", y, z))
    at_y = proved(
        assume(every(y, A, eq(at(f, y), x))), Line("inst", (0,), instance=((f, lam((z,), op("+", z, y))),))
    )
    assert at_y.proposition is every(z, A, eq(op("+", z, y), x))


def test_opening_with_a_term_that_has_the_name_of_a_binder_captures_nothing():
    claim = every(x, A, some(y, A, no(eq(x, y))))
    sequent = proved(assume(claim), assume(member(y, A)), Line("spec", (0, 1)))
    assert sequent.proposition is some(z, A, no(eq(y, z)))


def test_discharging_something_else_leaves_the_hypothesis():
    sequent = proved(assume(p), Line("discharge", (0,), (q,)))
    assert sequent.hypotheses == {p}


def test_cases_keep_the_hypotheses_of_the_other_case():
    sequent = proved(assume(App("or", (p, p))), assume(p), Line("cases", (0, 1, 1)))
    assert sequent.hypotheses == {App("or", (p, p))}
    sequent = proved(
        assume(App("or", (p, q))),
        assume(r),
        Line("cases", (0, 1, 1)),
    )
    assert sequent.hypotheses == {App("or", (p, q)), r}


@pytest.mark.parametrize(
    "definition",
    [
        Definition("log", (x,), x),
        Definition("+", (x, y), x),
        Definition("=", (x, y), TRUE),
        Definition("@", (f, x), x),
        Definition("sum", (x,), x),
        Definition("lam", (x,), x),
        Definition("finset", (x,), A),
        Definition("false", (), TRUE),
        Definition("double", (x,), op("*", num(3), x)),
        Definition("loop", (x,), op("+", App("loop", (x,)), num(1))),
        Definition("loose", (x,), Bound(0)),
        Definition("open", (x,), y),
        Definition("other_sort", (x,), total(z, Var("x", "set"), z)),
        Definition("twice", (x, x), x),
        Definition("used", (x,), num(0)),
        Definition("named", (x,), num(0)),
        Definition("3", (), num(4)),
        Definition("x + y", (), num(4)),
        Definition("ℝ", (), A),
        Definition("", (), num(4)),
    ],
    ids=lambda d: d.name,
)
def test_a_definition_that_could_prove_something_false_is_refused(definition):
    theory = THEORY.define(Definition("user", (x,), App("used", (x,))))
    theory = theory.extended([Axiom("about", (x,), (), eq(App("named", (x,)), num(1)))])
    with pytest.raises(TheoryError):
        theory.define(definition)
    assert theory.define(Definition("fine", (x,), x)).unfold(App("fine", (num(2),))) is num(2)


def test_definitions_cannot_be_recursive_through_each_other():
    theory = Theory().define(Definition("one", (), App("other", ())))
    with pytest.raises(TheoryError, match="before it is defined"):
        theory.define(Definition("other", (), op("+", App("one", ()), num(1))))


@pytest.mark.parametrize(
    "axiom",
    [
        lambda: Axiom("number", (x,), (), x),
        lambda: Axiom("loose", (), (), eq(Bound(0), num(1))),
        lambda: Axiom("open", (x,), (), eq(x, y)),
        lambda: Axiom("open condition", (x,), (("h", eq(x, y)),), eq(x, x)),
    ],
)
def test_an_axiom_that_is_not_a_schema_is_refused(axiom):
    with pytest.raises(TheoryError):
        axiom()


def test_two_axioms_of_one_name_are_refused():
    with pytest.raises(TheoryError, match="two axioms"):
        THEORY.extended([Axiom("ne_of_lt", (s, t), (), no(eq(s, t)))])
