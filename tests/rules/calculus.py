"""Formulas and what is said of their derivatives, by numbers of a hundred and eighty digits.

Derivatives are difference quotients from both sides. Nothing here differentiates a formula, so that
the rules for doing so are tried against something else. What is said of all elements of an infinite
set is looked at on a grid.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, reduce
from operator import mul

from mpmath import exp, log, mp, mpf

from mlekl_symbolic.kernel.terms import App, Bind, Bound, Num, Term
from mlekl_symbolic.kernel.theory import constants

mp.prec = 420
ZERO = mpf(0)
CLOSE = mpf(10) ** -6
PARTS = 6
Place = tuple[mpf, ...]
Values = Callable[[mpf], "mpf | None"]


@cache
def number(t: Term, at: Place = ()) -> mpf | None:
    """The value of a term; None where a derivative is asked for that does not exist."""
    match t:
        case Num(v):
            return mpf(v.numerator) / v.denominator
        case Bound(k):
            return at[-1 - k]
        case App("deriv", (f, x)):
            here = number(x, at)
            return None if here is None else slope(values_of(f, at), here, step(f))
        case Bind("sum", domain, body):
            return _joined(lambda *parts: sum(parts, ZERO), [number(body, (*at, e)) for e in elements(domain, at)])
        case App("ind", (p,)):
            return mpf(int(holds(p, at)))
        case App(head, args):
            return _joined(_OPERATIONS[head], [number(a, at) for a in args])
    raise AssertionError(t)


def _joined(operation: Callable[..., mpf], parts: list[mpf | None]) -> mpf | None:
    known = [p for p in parts if p is not None]
    return operation(*known) if len(known) == len(parts) else None


def _power(a: mpf, n: mpf) -> mpf:
    if n == int(n):
        whole = reduce(mul, [a] * abs(int(n)), mpf(1))
        return whole if n >= 0 else _divide(mpf(1), whole)
    return exp(n * log(a)) if a > 0 else ZERO


def _divide(a: mpf, b: mpf) -> mpf:
    return a / b if b else ZERO


_OPERATIONS: dict[str, Callable[..., mpf]] = {
    "+": lambda a, b: a + b,
    "-": lambda a, b: a - b,
    "*": lambda a, b: a * b,
    "/": _divide,
    "neg": lambda a: -a,
    "^": _power,
    "log": lambda a: log(a) if a > 0 else ZERO,
    "exp": exp,
    "abs": abs,
    "delta": lambda a, b: mpf(int(a == b)),
}


def values_of(f: Term, at: Place = ()) -> Values:
    """A function of one variable."""
    assert isinstance(f, Bind)
    assert f.head == "lam"
    return lambda s: number(f.body, (*at, s))


def step(f: Term) -> mpf:
    """How wide the quotients of a function are: much wider than those inside it."""
    return mpf(2) ** (-40 if "deriv" in constants((f,)) else -120)


def slope(f: Values, x: mpf, wide: mpf) -> mpf | None:
    """The derivative by difference quotients from both sides, or None where they do not agree."""
    quotients = []
    here = f(x)
    for h in (wide, -wide, wide / 64, -wide / 64):
        there = f(x + h)
        if here is None or there is None:
            return None
        quotients.append((there - here) / h)
    spread = max(quotients) - min(quotients)
    return None if spread > CLOSE * (1 + abs(quotients[-1])) else (quotients[-1] + quotients[-2]) / 2


def near(a: mpf | None, b: mpf | None) -> bool:
    """Whether two numbers are there and agree as far as difference quotients can tell."""
    return a is not None and b is not None and bool(abs(a - b) <= 10 * CLOSE * (1 + abs(a)))


def elements(domain: Term, at: Place = ()) -> list[mpf]:
    """The elements of a finite set, or those points of a grid that lie in an infinite one."""
    match domain:
        case App("finset", args):
            return [_known(number(a, at)) for a in args]
        case App("icc" | "ioo", (low, high)):
            a, b = _known(number(low, at)), _known(number(high, at))
            inner = [a + (b - a) * n / PARTS for n in range(1, PARTS)] if a < b else []
            return inner if domain.head == "ioo" else [*dict.fromkeys([a, b] if a <= b else ()), *inner]
        case App("reals"):
            return [mpf(n) / 2 for n in range(-6, 7)]
        case App("ioi", (low,)):
            return [_known(number(low, at)) + mpf(n) / 4 for n in (1, 2, 4, 9)]
    raise AssertionError(domain)


def _known(x: mpf | None) -> mpf:
    assert x is not None
    return x


@cache
def holds(p: Term, at: Place = ()) -> bool:
    """Whether a proposition is true, as far as numbers on a grid can tell."""
    match p:
        case App("has_derivative", (f, x, d)):
            return near(slope(values_of(f, at), _known(number(x, at)), step(f)), number(d, at))
        case App("differentiable", (f, x)):
            return slope(values_of(f, at), _known(number(x, at)), step(f)) is not None
        case App("not", (q,)):
            return not holds(q, at)
        case App("imp", (q, r)):
            return not holds(q, at) or holds(r, at)
        case App("=", (Bind() as problem, App("finset", (best,)))):
            return _only_optimum(problem, _known(number(best, at)))
        case App("=", (a, b)):
            return near(number(a, at), number(b, at))
        case App("<" | "<=" as sign, (a, b)):
            left, right = number(a, at), number(b, at)
            if left is None or right is None:
                return False
            return bool(left < right if sign == "<" else left <= right)
        case App("in", (x, domain)):
            return _is_in(_known(number(x, at)), domain, at)
        case Bind("all", domain, body):
            return all(holds(body, (*at, e)) for e in elements(domain, at))
    raise AssertionError(p)


def _is_in(x: mpf, domain: Term, at: Place) -> bool:
    match domain:
        case App("naturals" | "integers" as head, _):
            return bool(x == int(x) and (head == "integers" or x >= 0))
        case App("icc" | "ioo" as head, ends):
            low, high = (_known(number(e, at)) for e in ends)
            return bool(low <= x <= high if head == "icc" else low < x < high)
        case App("ioi", (low,)):
            return bool(_known(number(low, at)) < x)
        case App("reals"):
            return True
    return x in elements(domain, at)


def _only_optimum(problem: Bind, best: mpf) -> bool:
    """Whether a point is in the set and better than every other point of the grid."""
    sign = 1 if problem.head == "argmin" else -1
    score = {e: sign * _known(number(problem.body, (e,))) for e in {*elements(problem.domain), best}}
    return _is_in(best, problem.domain, ()) and all(score[best] < s for e, s in score.items() if e != best)
