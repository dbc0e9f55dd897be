"""Random true steps: a random term, and the same after random moves that keep its value."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sympy import Expr, Symbol

from mlekl_symbolic.language import ForAll, NotEqual, Sum, delta, log, number
from mlekl_symbolic.language.binders import Sum as SumNode
from mlekl_symbolic.language.expressions import Delta, Divide, Log, Minus, Negative, Plus, Times, Variable
from mlekl_symbolic.proof.outcome import Proved, Refuted
from tests.search.world import N, X, Y, f, g, h, u, v, verdict, w, x

GIVEN = (
    u > 0,
    v > 0,
    NotEqual(w, 0),
    *(ForAll(fun(Variable("a")) > 0, (Variable("a"), over)) for fun in (f, g) for over in (X, Y)),
)
DOMAINS = (X, Y, None)
quickly = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def _leaf(draw: st.DrawFn, bound: tuple[tuple[Variable, object], ...]) -> Expr:
    leaves: list[Expr] = [u, v, w, number(draw(st.integers(1, 4))), log(u), log(u / v), log(u**2 * v)]
    for name, over in bound:
        if over is None:
            leaves += [h(name, u), delta(x[name], u)]
        else:
            leaves += [f(name), g(name), log(f(name)), log(f(name) / g(name)), h(name, v), delta(name, u)]
        leaves += [h(name, other) for other, _ in bound]
    return draw(st.sampled_from(leaves))


@st.composite
def terms(draw: st.DrawFn, depth: int = 3, bound: tuple[tuple[Variable, object], ...] = ()) -> Expr:
    """An expression of sums, products, quotients, logarithms and deltas."""
    kind = draw(st.sampled_from(["leaf", "+", "-", "*", "*", "/", "sum", "sum"])) if depth else "leaf"
    if kind == "leaf":
        return _leaf(draw, bound)
    if kind == "sum":
        name, over = Variable("abcdei"[len(bound)]), draw(st.sampled_from(DOMAINS))
        body = draw(terms(depth - 1, (*bound, (name, over))))
        return Sum(body, (name, 1, N)) if over is None else Sum(body, (name, over))
    left, right = (draw(terms(depth - 1, bound)) for _ in range(2))
    match kind:
        case "+":
            return left + right
        case "-":
            return left - right
        case "*":
            return left * right
    return left / draw(st.sampled_from([u, v, w, u * v]))


def _moved(draw: st.DrawFn, t: Expr) -> Expr:
    """``t`` rewritten at random at its head; the value stays what it was under `GIVEN`."""
    turn = draw(st.booleans())
    match t:
        case Plus(args=(a, b)):
            return b + a if turn else a - (-b)
        case Minus(args=(a, b)):
            return -b + a if turn else -(b - a)
        case Times(args=(a, Plus(args=(b, c)))):
            return a * b + c * a if turn else (c + b) * a
        case Times(args=(SumNode() as s, a)) if s.variable not in a.free_symbols:
            return type(s)(a * s.body, s.limits[0]) if turn else a * s
        case Times(args=(a, b)):
            return b * a if turn else -(a * -b)
        case Divide(args=(a, b)):
            return 1 / b * a if turn else (a * w) / (w * b)
        case Negative(args=(a,)):
            return number(-1) * a
        case Log(args=(Divide(args=(a, b)),)):
            return log(a) - log(b) if turn else -log(b / a)
        case Log(args=(a,)):
            return log(a**2) / 2 if turn else -log(1 / a)
        case Delta(args=(a, b)):
            return delta(b, a) if turn else delta(a, b) * delta(b, a)
        case SumNode():
            return _moved_sum(draw, t)
    return t * w / w if turn else (t + u) - u


def _moved_sum(draw: st.DrawFn, t: SumNode) -> Expr:
    match t.body:
        case Plus(args=(a, b)) if draw(st.booleans()):
            return SumNode(a, t.limits[0]) + SumNode(b, t.limits[0])
        case SumNode() as inner if t.variable not in inner.limits[0].free_symbols and draw(st.booleans()):
            return SumNode(SumNode(inner.body, t.limits[0]), inner.limits[0])
    new = Variable(draw(st.sampled_from(["k", "m", "y"])))
    name, *ends = t.limits[0]
    if new.name in {symbol.name for symbol in t.body.atoms(Symbol)}:
        return t
    if len(ends) == 2 and draw(st.booleans()):
        return SumNode(t.body.xreplace({name: new - 2}), (new, ends[0] + 2, ends[1] + 2))
    return SumNode(t.body.xreplace({name: new}), (new, *ends))


@st.composite
def rewritten(draw: st.DrawFn, t: Expr) -> Expr:
    """``t`` with moves made at random places, from the inside out."""
    if isinstance(t, SumNode):
        t = SumNode(draw(rewritten(t.body)), t.limits[0])
    elif isinstance(t, Plus | Minus | Times | Divide | Negative):
        t = type(t)(*(draw(rewritten(a)) for a in t.args))
    return _moved(draw, t) if draw(st.booleans()) else t


@st.composite
def steps(draw: st.DrawFn) -> tuple[Expr, Expr]:
    """A term and the same term rewritten."""
    t = draw(terms())
    return t, draw(rewritten(t))


@quickly
@given(steps())
def test_a_random_true_step_is_proved(step: tuple[Expr, Expr]) -> None:
    left, right = step
    assert isinstance(verdict(left, right, GIVEN), Proved), f"{left} = {right}"


@quickly
@given(steps(), st.sampled_from([number(1), number(-1), u, v]))
def test_a_random_false_step_is_refuted(step: tuple[Expr, Expr], error: Expr) -> None:
    left, right = step
    assert isinstance(verdict(left, right + error, GIVEN), Refuted), f"{left} = {right} + {error}"
