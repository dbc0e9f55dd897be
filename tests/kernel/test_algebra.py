"""Traces of elementary algebra: they replay, they are sound, and false equations have none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

import pytest
from hypothesis import assume, given, reject, settings
from hypothesis import strategies as st

from mlekl_symbolic.kernel.algebra import (
    EQUATIONS,
    FORGETFUL,
    LAWS,
    numeral,
    premise_number,
    replay,
    rewritten,
)
from mlekl_symbolic.kernel.certificate import Certificate
from mlekl_symbolic.kernel.check import check
from mlekl_symbolic.kernel.lines import CheckError, Line, MicroStep
from mlekl_symbolic.kernel.microsteps import micro_steps
from mlekl_symbolic.kernel.ring import TooLarge, canonical, ring_equal
from mlekl_symbolic.kernel.terms import App, Bind, Bound, Num, Term, Var, substitute
from mlekl_symbolic.kernel.theory import Theory
from mlekl_symbolic.kernel.traces import with_algebra

A, B, C, X = Var("a"), Var("b"), Var("c"), Var("x")
RANGE = App("range", (Num(1), Num(2)))


def plus(*parts: Term) -> Term:
    out = parts[0]
    for p in parts[1:]:
        out = App("+", (out, p))
    return out


def times(*parts: Term) -> Term:
    out = parts[0]
    for p in parts[1:]:
        out = App("*", (out, p))
    return out


def log(t: Term) -> Term:
    return App("log", (t,))


def over(a: Term, b: Term) -> Term:
    return App("/", (a, b))


def power(a: Term, n: int) -> Term:
    return App("^", (a, Num(n)))


def add_up(body: Term) -> Term:
    return Bind("sum", RANGE, body)


def value(t: Term, bound: tuple[Fraction, ...] = (), **free: Fraction) -> Fraction:
    """An interpretation with exact rationals that shares no code with the kernel's arithmetic."""
    match t:
        case Var(name):
            return free[name]
        case Bound(index):
            return bound[index]
        case Num(x):
            return x
        case Bind("sum", _, body):
            return sum((value(body, (Fraction(k), *bound), **free) for k in (1, 2)), Fraction(0))
        case App(head, args):
            x, *rest = (value(a, bound, **free) for a in args)
            y = rest[0] if rest else Fraction(0)
            match head:
                case "+":
                    return x + y
                case "-":
                    return x - y
                case "*":
                    return x * y
                case "/":
                    return x / y if y else Fraction(0)
                case "neg":
                    return -x
                case "delta":
                    return Fraction(x == y)
                case "log":  # any function will do
                    return x * x * Fraction(2, 3) + x
                case "^" if y.denominator == 1:
                    return x**y.numerator if x or y >= 0 else Fraction(0)
    raise AssertionError(t)


numbers = st.fractions(min_value=-3, max_value=3, max_denominator=3)
exponents = st.integers(0, 4).map(Fraction)
worlds = st.fixed_dictionaries({**dict.fromkeys("abcx", numbers), "n": exponents})


def terms(depth: int, binders: int = 0) -> st.SearchStrategy[Term]:
    leaves = st.one_of(
        st.sampled_from((A, B, C, *map(Bound, range(binders)))),
        st.sampled_from((0, 1, -1, 2, Fraction(1, 2), Fraction(-3, 5))).map(Num),
    )
    if not depth:
        return leaves
    below = st.deferred(lambda: terms(depth - 1, binders))
    heads = st.sampled_from(("+", "-", "*", "/", "delta", "+", "*", "/"))
    return st.one_of(
        leaves,
        st.builds(lambda h, a, b: App(h, (a, b)), heads, below, below),
        st.builds(lambda h, a: App(h, (a,)), st.sampled_from(("neg", "log")), below),
        st.builds(power, below, st.integers(-2, 3)),
        st.deferred(lambda: terms(depth - 1, min(binders + 1, 2))).map(add_up) if binders < 2 else leaves,
    )


closed = terms(4).filter(lambda t: t.level == 0 and t.size < 120)


def places(t: Term, path: tuple[int, ...] = ()) -> Iterator[tuple[int, ...]]:
    """The paths of all numbers in a term."""
    if t.sort == "real":
        yield path
    parts = t.args if isinstance(t, App) else (t.domain, t.body) if isinstance(t, Bind) else ()
    for k, p in enumerate(parts):
        yield from places(p, (*path, k))


def traced(a: Term, b: Term, equations: Sequence[tuple[Term, Term]] = ()) -> tuple[MicroStep, ...]:
    """A trace, tried at once."""
    try:
        steps = micro_steps(a, b, equations)
    except TooLarge:
        reject()
    assert replay(a, steps, equations) is b
    return steps


# The laws -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("law", sorted(EQUATIONS))
@given(world=worlds)
@settings(max_examples=60)
def test_every_law_holds_for_all_numbers_also_zero(law: str, world: dict[str, Fraction]) -> None:
    left, right = EQUATIONS[law]
    assert value(left, **world) == value(right, **world)


@given(a=numbers, b=numbers, n=st.integers(0, 4))
def test_numeral_gives_the_value(a: Fraction, b: Fraction, n: int) -> None:
    for t in (
        plus(Num(a), Num(b)), times(Num(a), Num(b)), over(Num(a), Num(b)), power(Num(a), n),
        App("-", (Num(a), Num(b))), App("neg", (Num(a),)),
    ):  # fmt: skip
        assert numeral(t) is Num(value(t))


@pytest.mark.parametrize("n", [Num(-1), Num(Fraction(1, 2)), B, plus(Num(1), Num(1))])
def test_the_laws_of_powers_are_about_natural_numerals(n: Term) -> None:
    """``0^(−1 + 1)`` is 1, and ``0 · 0^(−1)`` is 0."""
    for law, (left, right) in EQUATIONS.items():
        if law in ("pow_succ", "pow_neg"):
            for start, forward in ((left, True), (right, False)):
                here = replay(_with(start, Num(3)), (MicroStep(law, (), forward),))
                assert here is _with(right if forward else left, Num(3))
                with pytest.raises(CheckError, match="does not apply"):
                    replay(_with(start, n), (MicroStep(law, (), forward),))


def _with(t: Term, n: Term) -> Term:
    return substitute(t, {Var("n"): n})


def test_a_law_forgets_exactly_when_its_right_side_lacks_a_variable() -> None:
    forgets = {law for law, (left, right) in EQUATIONS.items() if left.free - right.free}
    assert forgets == FORGETFUL - {"numeral"}
    assert all(right.free <= left.free for left, right in EQUATIONS.values())
    assert {*EQUATIONS, "numeral"} == LAWS


@pytest.mark.parametrize(
    "t",
    [
        power(Num(2), 100_000),
        power(Num(2), -1),
        power(Num(2), 1_330),
        times(Num(10**399), Num(10)),
        plus(Num(Fraction(1, 10**300)), Num(Fraction(1, 3**300))),
        over(A, Num(2)),
        App("^", (Num(2), Num(Fraction(1, 2)))),
    ],
)
def test_arithmetic_on_literals_is_that_and_not_too_much(t: Term) -> None:
    assert numeral(t) is None


@pytest.mark.parametrize("law", ["use", "use01", "use1x", "use٣", "use-1", "add_comm", "use1234567"])
def test_what_does_not_name_a_premise(law: str) -> None:
    assert premise_number(law) is None


# Traces of true equations -------------------------------------------------------------------------


@given(closed)
def test_every_term_reaches_what_the_kernel_calls_its_canonical_form(t: Term) -> None:
    goal = canonical(t)
    assume(ring_equal(t, goal))  # a power with a computed exponent is an atom in one and not in the other
    steps = traced(t, goal)
    assert steps == micro_steps(t, goal)
    if steps:
        line = Line("ring", terms=(t, goal), algebra=steps)
        assert check([line], Theory())[0].proposition is App("=", (t, goal))


@given(closed, st.data())
def test_terms_that_laws_lead_to_have_a_trace(t: Term, data: st.DataObject) -> None:
    other = t
    for _ in range(4):
        step = data.draw(
            st.builds(
                MicroStep,
                st.sampled_from(sorted(set(EQUATIONS) - FORGETFUL)),
                st.sampled_from(list(places(other))),
                st.booleans(),
            )
        )
        try:
            other = replay(other, (step,))
        except CheckError:
            continue
    assume(ring_equal(t, other))
    traced(t, other)
    traced(other, t)


@given(closed, closed)
def test_the_trace_of_an_equation_with_a_premise(t: Term, r: Term) -> None:
    for left in (A, log(A), App("-", (A, B)), add_up(Bound(0))):
        start = plus(times(t, left), over(r, plus(left, B)), log(left))
        known = [(Num(7), Num(8)), (left, r)]
        end = plus(times(t, r), over(r, plus(r, B)), log(left))
        if ring_equal(start, end, known):
            steps = traced(start, end, known)
            assert left is r or "use1" in {s.law for s in steps} or ring_equal(start, end)


SQUARE = plus(power(A, 2), times(A, B), power(B, 2))


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (times(App("-", (A, B)), SQUARE), App("-", (power(A, 3), power(B, 3)))),
        (power(plus(A, B, Num(1)), 2), plus(SQUARE, times(A, B), times(Num(2), plus(A, B)), Num(1))),
        (times(plus(A, B), plus(C, App("neg", (C,)))), Num(0)),
        (plus(App("-", (SQUARE, SQUARE)), C), C),
        (plus(A, B, C, X, Num(1), A, *(App("neg", (t,)) for t in (B, C, X, Num(1)))), times(Num(2), A)),
        (App("-", (times(plus(A, B), plus(A, B)), times(plus(B, A), plus(A, B)))), Num(0)),
        (
            power(plus(times(Num(2), A), times(Num(4), B)), -2),
            over(power(plus(A, times(Num(2), B)), -2), Num(4)),
        ),
        (over(C, over(over(C, plus(A, B)), C)), times(C, over(Num(1), C), plus(A, B), C)),
    ],
)
def test_identities_of_the_schoolbook(left: Term, right: Term) -> None:
    traced(left, right)
    traced(right, left)


def test_a_premise_is_used_where_its_left_side_stands_as_it_is_written() -> None:
    known = [(log(plus(A, B)), C)]
    steps = micro_steps(times(Num(2), log(plus(A, B))), plus(C, C), known)
    assert replay(times(Num(2), log(plus(A, B))), steps, known) is plus(C, C)
    assert not ring_equal(times(Num(2), log(plus(B, A))), plus(C, C), known)
    with pytest.raises(CheckError):
        micro_steps(times(Num(2), log(plus(B, A))), plus(C, C), known)


def test_steps_below_binders_rewrite_the_body_in_place() -> None:
    body = App("delta", (Bound(0), A))
    left, right = (
        add_up(times(body, log(Bound(0)))),
        add_up(times(log(Bound(0)), App("delta", (A, Bound(0))))),
    )
    steps = micro_steps(left, right)
    assert replay(left, steps) is right
    assert all(s.path[0] == 1 for s in steps)


def test_only_the_places_that_differ_are_touched() -> None:
    big = power(plus(A, B, C), 5)
    assert micro_steps(plus(big, times(A, B)), plus(big, times(B, A))) == (MicroStep("mul_comm", (1,)),)
    assert micro_steps(big, big) == ()


def test_a_long_list_is_sorted_in_few_steps() -> None:
    names = [Var(f"v{k:02}") for k in range(64)]
    for op in (plus, times):
        assert len(traced(op(*reversed(names)), op(*names))) < 64 * 12
        assert len(traced(op(*names), op(names[0], op(*names[1:])))) < 64 * 7


def test_what_would_be_too_long_has_no_trace() -> None:
    many = [Var(f"v{k:03}") for k in range(200)]
    for left, right in ((times(*[A] * 400), power(A, 400)), (plus(*many[::2], *many[1::2]), plus(*many))):
        with pytest.raises(TooLarge):
            micro_steps(left, right)
    line = Line("ring", terms=(power(A, 400), times(power(A, 200), power(A, 200))))
    with pytest.raises(TooLarge, match=r"proof line 0 \(ring\): the power"):
        with_algebra(Certificate("t", "T", (), (), (line,), 0))


# False neighbours ---------------------------------------------------------------------------------


@given(closed)
def test_false_equations_have_no_trace(t: Term) -> None:
    for other in (plus(t, Num(1)), plus(t, X), plus(times(t, X), log(X))):
        with pytest.raises((CheckError, TooLarge)):
            micro_steps(t, other)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (times(A, over(Num(1), A)), Num(1)),
        (over(A, A), Num(1)),
        (power(power(A, -1), -1), over(Num(1), A)),
        (App("-", (A, B)), App("-", (B, A))),
        (log(times(A, B)), plus(log(A), log(B))),
        (add_up(times(A, Bound(0))), times(A, add_up(Bound(0)))),
        (power(plus(A, B), 2), plus(power(A, 2), power(B, 2))),
    ],
)
def test_what_is_not_algebra_has_no_trace(left: Term, right: Term) -> None:
    with pytest.raises(CheckError, match="different normal forms"):
        micro_steps(left, right)


def mutants(steps: tuple[MicroStep, ...], k: int) -> Iterator[tuple[MicroStep, ...]]:
    """The traces in which something about step ``k`` is wrong."""
    s, before, after = steps[k], steps[:k], steps[k + 1 :]
    yield before + after
    yield (*before, s, s, *after)
    yield (*before, s._replace(forward=not s.forward), *after)
    yield (*before, s._replace(path=(*s.path, 0)), *after)
    yield (*before, s._replace(path=s.path[:-1]), *after)
    if s.path:
        yield (*before, s._replace(path=(*s.path[:-1], 1 - s.path[-1])), *after)
    yield (*before, s._replace(term=Num(5) if s.term is None else plus(s.term, Num(1))), *after)
    for law in ("add_comm", "mul_comm", "add_zero", "mul_zero", "numeral", "use0", "no_such_law"):
        yield (*before, s._replace(law=law), *after)
    if after:
        yield (*before, after[0], s, *after[1:])


@given(closed, st.data(), worlds)
@settings(max_examples=60)
def test_a_wrong_micro_step_is_refused_or_harmless(
    t: Term, data: st.DataObject, world: dict[str, Fraction]
) -> None:
    goal = canonical(t)
    assume(ring_equal(t, goal))
    steps = traced(t, goal)
    assume(steps)
    for wrong in mutants(steps, data.draw(st.integers(0, len(steps) - 1))):
        try:
            end = replay(t, wrong)
        except CheckError:
            continue
        assert value(end, **world) == value(t, **world)
        line = Line("ring", terms=(t, goal), algebra=wrong)
        if end is not goal and wrong:
            with pytest.raises(CheckError, match="do not lead"):
                check([line], Theory())


def test_most_wrong_micro_steps_are_refused() -> None:
    t = over(App("-", (times(A, plus(B, Num(2))), times(Num(2), A))), times(Num(3), B))
    goal = times(over(Num(1), B), times(A, times(Num(Fraction(1, 3)), B)))
    steps, refused, harmless = micro_steps(t, goal), 0, 0
    for k in range(len(steps)):
        for wrong in mutants(steps, k):
            try:
                assert replay(t, wrong) is goal
                harmless += 1
            except (CheckError, AssertionError):
                refused += 1
    assert refused > 5 * harmless > 0


@pytest.mark.parametrize(
    ("t", "step", "why"),
    [
        (App("<", (A, B)), MicroStep("add_zero", (), forward=False), "about numbers"),
        (plus(A, B), MicroStep("add_comm", (2,)), "leads nowhere"),
        (plus(A, B), MicroStep("add_comm", (-1,)), "leads nowhere"),
        (A, MicroStep("add_comm", (0,)), "leads nowhere"),
        (Num(0), MicroStep("zero_mul", (), forward=False), "does not apply"),
        (Num(4), MicroStep("numeral", (), forward=False), "does not apply"),
        (Num(0), MicroStep("zero_mul", (), forward=False, term=times(Num(1), A)), "does not apply"),
        (Num(0), MicroStep("zero_mul", (), forward=False, term=times(Num(0), Bound(0))), "its binder"),
        (
            add_up(Num(0)),
            MicroStep("zero_mul", (1,), forward=False, term=times(Num(0), Bound(1))),
            "its binder",
        ),
        (plus(A, B), MicroStep("add_comm", (), term=plus(B, A)), "does not apply"),
        (plus(A, B), MicroStep("add_comm", (), forward=False, term=plus(A, B)), "does not apply"),
        (A, MicroStep("use0", ()), "does not apply"),
        (B, MicroStep("use0", (), forward=False), "does not apply"),
        (power(A, 0), MicroStep("pow_succ", ()), "does not apply"),
        (power(A, 1), MicroStep("pow_neg", ()), "does not apply"),
        (times(A, power(A, -1)), MicroStep("pow_succ", (), forward=False), "does not apply"),
        (power(over(Num(2), A), 1), MicroStep("pow_neg", (), forward=False), "does not apply"),
    ],
)
def test_steps_that_do_not_apply(t: Term, step: MicroStep, why: str) -> None:
    with pytest.raises(CheckError, match=why):
        replay(t, (step,))


def test_a_premise_is_read_either_way() -> None:
    known = [(A, B)]
    assert rewritten(A, MicroStep("use0"), known) is B
    assert rewritten(B, MicroStep("use0", forward=False), known) is A
    assert rewritten(B, MicroStep("use0", forward=False, term=A), known) is A
    for here, step in (
        (B, MicroStep("use0")),
        (A, MicroStep("use0", forward=False)),
        (A, MicroStep("use1")),
        (B, MicroStep("use0", forward=False, term=C)),
        (A, MicroStep("use0", term=A)),
    ):
        with pytest.raises(CheckError):
            rewritten(here, step, known)


def test_a_law_read_back_may_be_told_what_it_makes() -> None:
    there = plus(B, A)
    assert replay(plus(A, B), (MicroStep("add_comm", (), forward=False, term=there),)) is there


def test_a_premise_between_things_of_two_sorts_is_no_premise() -> None:
    with pytest.raises(CheckError, match="takes"):
        replay(plus(A, B), (MicroStep("use0", (0,)),), [(A, RANGE)])


def test_a_trace_stands_for_the_comparison_of_normal_forms() -> None:
    looped = (MicroStep("add_comm"), MicroStep("add_comm"))
    for right in (C, plus(B, A)):
        with pytest.raises(CheckError, match="do not lead"):
            check([Line("ring", terms=(plus(A, B), right), algebra=looped)], Theory())
        with pytest.raises(CheckError, match="do not lead"):
            check([Line("ring", terms=(plus(A, B), right), algebra=())], Theory())
    check([Line("ring", terms=(plus(A, B), plus(B, A)))], Theory())
    check([Line("ring", terms=(plus(A, B), plus(B, A)), algebra=looped[:1])], Theory())
    large = power(plus(A, B), 65)
    check([Line("ring", terms=(large, large), algebra=())], Theory())
