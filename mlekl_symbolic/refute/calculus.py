"""Derivatives of formulas, worked out exactly, with the conditions under which they are right.

Nothing here proves anything: it is for finding counterexamples. The conditions are open ones, such as
``a ≠ 0``: where they hold at a point they hold near it, so that derivatives may be taken again.
"""

from __future__ import annotations

from dataclasses import dataclass

from mlekl_symbolic.kernel.terms import App, Bind, Bound, Num, Term, open_binder
from mlekl_symbolic.refute.values import Unknown

ZERO, ONE = Num(0), Num(1)


@dataclass(frozen=True, slots=True)
class Slope:
    """A term with the value of a derivative, and propositions under which it is right."""

    value: Term
    conditions: tuple[Term, ...] = ()


def slope_at(f: Term, x: Term) -> Slope:
    """The derivative of ``f`` at ``x``.

    Raises
    ------
    Unknown
        When ``f`` is not a formula that can be differentiated here.
    """
    if not (isinstance(f, Bind) and f.head == "lam" and f.body.sort == "real"):
        raise Unknown("a function without a formula cannot be differentiated")
    made = _slope(f.body, 0)
    at = [open_binder(Bind("sum", f.domain, made.value), x)]
    at += [open_binder(Bind("all", f.domain, p), x) for p in made.conditions]
    return Slope(at[0], tuple(at[1:]))


def check_formulas(hypothesis: Term) -> None:
    """Refuse a hypothesis about the derivative of what is no formula: no world is known to meet it.

    Raises
    ------
    Unknown
        When ``hypothesis`` is one.
    """
    while isinstance(hypothesis, Bind) and hypothesis.head == "all":
        hypothesis = hypothesis.body
    match hypothesis:
        case App("differentiable" | "has_derivative", (f, x, *_)):
            slope_at(f, x)


def _depends(u: Term, k: int) -> bool:
    """Whether the variable bound ``k`` binders up occurs in ``u``."""
    if u.level <= k:
        return False
    match u:
        case Bound(index):
            return index == k
        case App(_, args):
            return any(_depends(a, k) for a in args)
        case Bind(_, domain, body):
            return _depends(domain, k) or _depends(body, k + 1)
    raise AssertionError(u)


def _slope(u: Term, k: int) -> Slope:
    """The derivative of ``u`` by the variable bound ``k`` binders up."""
    if not _depends(u, k):
        return Slope(ZERO)
    match u:
        case Bound():
            return Slope(ONE)
        case App("neg" | "+" | "-" as head, args):
            parts = [_slope(a, k) for a in args]
            return Slope(App(head, tuple(p.value for p in parts)), _all(parts))
        case App("*", (a, b)):
            one, other = _slope(a, k), _slope(b, k)
            return Slope(_plus(_times(one.value, b), _times(a, other.value)), _all([one, other]))
        case App("/", (a, b)):
            one, other = _slope(a, k), _slope(b, k)
            top = App("-", (_times(one.value, b), _times(a, other.value)))
            return Slope(App("/", (top, _times(b, b))), (*_all([one, other]), _differ(b, ZERO)))
        case App("^", (a, power)) if not _depends(power, k):
            return _power(a, power, k)
        case App("exp", (a,)):
            inner = _slope(a, k)
            return Slope(_times(u, inner.value), inner.conditions)
        case App("log", (a,)):
            inner = _slope(a, k)
            rate = _times(_sign(ZERO, a), App("/", (inner.value, a)))
            return Slope(rate, (*inner.conditions, _differ(a, ZERO)))
        case App("abs", (a,)):
            inner = _slope(a, k)
            sign = App("-", (_sign(ZERO, a), _sign(a, ZERO)))
            return Slope(_times(sign, inner.value), (*inner.conditions, _differ(a, ZERO)))
        case App("delta", (a, b)) | App("ind", (App("<" | "<=", (a, b)),)):
            return Slope(ZERO, (*_all([_slope(a, k), _slope(b, k)]), _differ(a, b)))
        case App("deriv", (f, x)):
            found = slope_at(f, x)
            again = _slope(found.value, k)
            return Slope(again.value, (*found.conditions, *again.conditions))
        case Bind("sum", domain, body) if not _depends(domain, k):
            inner = _slope(body, k + 1)
            each = tuple(Bind("all", domain, p) for p in inner.conditions)
            return Slope(Bind("sum", domain, inner.value), each)
    raise Unknown("a formula cannot be differentiated")


def _power(a: Term, power: Term, k: int) -> Slope:
    inner = _slope(a, k)
    lower = App("^", (a, App("-", (power, ONE))))
    rate = _times(_times(power, lower), inner.value)
    positive = App("<", (ZERO, a))
    whole = App("and", (App("in", (power, App("integers"))), _differ(a, ZERO)))
    natural = App("in", (power, App("naturals")))
    allowed = App("or", (natural, App("or", (positive, whole))))
    return Slope(rate, (*inner.conditions, allowed))


def _all(parts: list[Slope]) -> tuple[Term, ...]:
    return tuple(p for part in parts for p in part.conditions)


def _times(a: Term, b: Term) -> Term:
    return App("*", (a, b))


def _plus(a: Term, b: Term) -> Term:
    return App("+", (a, b))


def _differ(a: Term, b: Term) -> Term:
    return App("not", (App("=", (a, b)),))


def _sign(low: Term, high: Term) -> Term:
    """One where ``low < high``, else zero."""
    return App("ind", (App("<", (low, high)),))
