"""What is assumed of all real numbers: of which it is needed, and whether it is true of some."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from typing import Any

from sympy import Basic

from mlekl_symbolic.kernel.terms import REAL, App, Bind, Num, Term, open_binder, text
from mlekl_symbolic.language import (
    Apply,
    Derivative,
    ForAll,
    Greater,
    GreaterEqual,
    Less,
    LessEqual,
    Mass,
    NotEqual,
    Reals,
    Statement,
)
from mlekl_symbolic.language.sets import Range

_COMPARISONS = (Greater, GreaterEqual, Less, LessEqual, NotEqual)
_SOME: tuple[Fraction | int, ...] = (-1000, -1, 0, Fraction(1, 1000), 1, 1000)
_LINES = ("reals", "ioi", "ioo", "icc")
MOST = 12
"""Of how many numbers a hypothesis is said at most."""


def where_derived(claims: Iterable[Statement], *sides: Basic) -> tuple[Statement, ...]:
    """Claims about what is differentiated by, said only of the points at which derivatives are taken.

    ``log θ`` has a derivative where ``θ > 0``: that ``θ' > 0`` for all real ``θ'`` is false. What is said of
    functions that are known by name only is left as it is.
    """
    points: dict[Any, set[Any]] = {}
    for side in sides:
        for node in side.atoms(Derivative):
            points.setdefault(node.variable, set()).add(node.point)
    if not points:
        return tuple(claims)
    return tuple(dict.fromkeys(made for claim in claims for made in _at(claim, points)))


def _at(claim: Statement, points: dict[Any, set[Any]]) -> Iterator[Statement]:
    limits, body = [], claim
    while isinstance(body, ForAll):
        limits.append((body.variable, body.domain))
        body = body.body
    if not isinstance(body, _COMPARISONS):
        yield claim
        return
    waiting, seen = [(body, dict(limits))], set()
    while waiting:
        here, over = waiting.pop()
        moved = [
            v for v in here.free_symbols
            if v in points and over.get(v, Reals()) == Reals() and not _is_unknown_at(here, v)
            and points[v] != {v}
        ]  # fmt: skip
        if not moved:
            used = [(v, o) for v, o in over.items() if v in here.free_symbols]
            yield ForAll(here, *(_limit(v, o) for v, o in used)) if used else here
            continue
        v = min(moved, key=str)
        rest = {u: o for u, o in over.items() if u != v}
        for point in points[v] - {v}:
            made = here.xreplace({v: point})
            if made not in seen:
                seen.add(made)
                waiting.append((made, rest))


def _limit(variable: Any, over: Any) -> tuple[Any, ...]:
    return (variable, *over.args) if isinstance(over, Range) else (variable, over)


def _is_unknown_at(claim: Basic, variable: Any) -> bool:
    """Whether a claim speaks of the value that a function has at a variable."""
    return any(variable in part.free_symbols for part in claim.atoms(Apply, Mass))


def said_of_some(hypotheses: Sequence[Term]) -> list[Term]:
    """What some hypotheses about all numbers of an interval say of a few of them.

    In a world with finitely many numbers ``x > 0`` may hold for all of them; it does not for real ones.
    """
    return [made for h in hypotheses for made in _instances(h)]


def _instances(t: Term) -> Iterator[Term]:
    if not (
        isinstance(t, Bind) and t.head == "all" and isinstance(t.domain, App) and t.domain.head in _LINES
    ):
        return
    if t.domain.free or _speaks_of_functions(t.body):
        return
    for point in _points(t)[:MOST]:
        made = open_binder(t, point)
        inner = list(_instances(made))
        yield from inner or [made]


def _points(t: Bind) -> list[Term]:
    """Some numbers of the domain of a binder, and names that it speaks of, which may be among them."""
    assert isinstance(t.domain, App)
    ends = [a.value for a in t.domain.args if isinstance(a, Num)]
    match t.domain.head:
        case "reals":
            names = sorted((v for v in t.body.free if v.sort == REAL), key=text)
            return [*map(Num, _SOME), *names]
        case "ioi" if len(ends) == 1:
            return [Num(ends[0] + Fraction(x)) for x in _SOME if x > 0]
        case "ioo" | "icc" if len(ends) == 2 and ends[0] < ends[1]:
            low, high = ends
            return [Num(low + (high - low) * Fraction(x, 1000)) for x in (1, 500, 999)]
    return []


def _speaks_of_functions(t: Term) -> bool:
    """Whether a statement speaks of functions, laws or sets that are known by name only."""
    return any(v.sort != REAL for v in t.free) or _has_binder_of_functions(t)


def _has_binder_of_functions(t: Term) -> bool:
    match t:
        case Bind("all", domain, body):
            return _has_binder_of_functions(domain) or _has_binder_of_functions(body)
        case Bind():
            return True
        case App(head, args):
            return head == "@" or any(map(_has_binder_of_functions, args))
    return False
