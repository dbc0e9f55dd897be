"""Formulas and what is said of their derivatives, by numbers of a hundred and eighty digits.

Derivatives are difference quotients from both sides. Nothing here differentiates a formula, so that
the rules for doing so are tried against something else. What is said of all elements of an infinite
set is looked at on a grid.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from functools import cache, reduce
from operator import mul
from random import Random

from mpmath import exp, log, mp, mpf

from mlekl_symbolic.kernel.terms import App, Bind, Bound, Num, Term, Var
from mlekl_symbolic.kernel.theory import constants

mp.prec = 420
ZERO = mpf(0)
CLOSE = mpf(10) ** -6
QUARTERS = 20
Place = tuple[mpf, ...]
Values = Callable[[mpf], mpf]


@cache
def number(t: Term, at: Place = ()) -> mpf:
    """The value of a term; a derivative that does not exist is 0, as in mathlib."""
    match t:
        case Num(v):
            return mpf(v.numerator) / v.denominator
        case Bound(k):
            return at[-1 - k]
        case App("deriv", (f, x)):
            found = slope(values_of(f, at), number(x, at), step(f))
            return ZERO if found is None else found
        case Bind("sum", domain, body):
            return sum((number(body, (*at, e)) for e in elements(domain, at)), ZERO)
        case App("ind", (p,)):
            return mpf(int(holds(p, at)))
        case App(head, args):
            return _OPERATIONS[head](*(number(a, at) for a in args))
    raise AssertionError(t)


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
        quotients.append((f(x + h) - here) / h)
    spread = max(quotients) - min(quotients)
    return None if spread > CLOSE * (1 + abs(quotients[-1])) else (quotients[-1] + quotients[-2]) / 2


def near(a: mpf, b: mpf) -> bool:
    """Whether two numbers agree as far as difference quotients can tell."""
    return bool(abs(a - b) <= 10 * CLOSE * (1 + abs(a)))


def elements(domain: Term, at: Place = ()) -> list[mpf]:
    """The elements of a finite set, or those points of a grid that lie in an infinite one."""
    match domain:
        case App("finset", args):
            return [number(a, at) for a in args]
        case App("icc" | "ioo", (low, high)):
            a, b = number(low, at), number(high, at)
            inner = [e for n in range(-QUARTERS, QUARTERS) if a < (e := mpf(n) / 4) < b]
            return inner if domain.head == "ioo" else [*dict.fromkeys([a, b] if a <= b else ()), *inner]
        case App("reals"):
            return [mpf(n) / 2 for n in range(-6, 7)]
        case App("ioi", (low,)):
            return [number(low, at) + mpf(n) / 4 for n in (1, 2, 4, 9)]
    raise AssertionError(domain)


@cache
def holds(p: Term, at: Place = ()) -> bool:
    """Whether a proposition is true, as far as numbers on a grid can tell."""
    match p:
        case App("has_derivative", (f, x, d)):
            found = slope(values_of(f, at), number(x, at), step(f))
            return found is not None and near(found, number(d, at))
        case App("differentiable", (f, x)):
            return slope(values_of(f, at), number(x, at), step(f)) is not None
        case App("not", (q,)):
            return not holds(q, at)
        case App("imp", (q, r)):
            return not holds(q, at) or holds(r, at)
        case App("=", (Bind() as problem, App("finset", (best,)))):
            return _only_optimum(problem, number(best, at))
        case App("=", (a, b)):
            return near(number(a, at), number(b, at))
        case App("<" | "<=" as sign, (a, b)):
            left, right = number(a, at), number(b, at)
            return bool(left < right if sign == "<" else left <= right or near(left, right))
        case App("in", (x, domain)):
            return _is_in(number(x, at), domain, at)
        case Bind("all", domain, body):
            return all(holds(body, (*at, e)) for e in elements(domain, at))
    raise AssertionError(p)


def _is_in(x: mpf, domain: Term, at: Place) -> bool:
    match domain:
        case App("naturals" | "integers" as head, _):
            return bool(x == int(x) and (head == "integers" or x >= 0))
        case App("icc" | "ioo" as head, ends):
            low, high = (number(e, at) for e in ends)
            return bool(low <= x <= high if head == "icc" else low < x < high)
        case App("ioi", (low,)):
            return bool(number(low, at) < x)
        case App("reals"):
            return True
    return x in elements(domain, at)


def _only_optimum(problem: Bind, best: mpf) -> bool:
    """Whether a point is in the set and better than every other point of the grid."""
    sign = 1 if problem.head == "argmin" else -1
    score = {e: sign * number(problem.body, (e,)) for e in {*elements(problem.domain), best}}
    return _is_in(best, problem.domain, ()) and all(score[best] < s for e, s in score.items() if e != best)


def formula(source: Random, depth: int) -> Term:
    """A formula in a variable ``t``."""
    if depth == 0 or source.random() < 0.15:
        constant = Num(Fraction(source.randint(-2, 3), source.randint(1, 2)))
        return Var("t") if source.random() < 0.7 else constant
    head = source.choice(("+", "-", "*", "/", "neg", "log", "exp", "abs", "^"))
    first = formula(source, depth - 1)
    if head == "^":
        return App("^", (first, Num(Fraction(source.randint(-2, 3)))))
    return App(head, (first, formula(source, depth - 1)) if head in "+-*/" else (first,))
