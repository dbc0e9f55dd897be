"""Exact integrals of functions that are polynomials piece by piece.

Step functions, polynomials in the variable, and what is made of them have such pieces, with ends that can
be read off the term. On each of them the integral is that of the polynomial through enough of its values,
which is exact. Nothing else is integrated: its integral is `Unknown`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from itertools import pairwise
from typing import Any

from mlekl_symbolic.kernel.terms import App, Bind, Bound, Num, Term, Var, open_binder, reals
from mlekl_symbolic.refute import values as v
from mlekl_symbolic.refute.domains import Domain, Filtered, Finite, Integral, Interval, Steps
from mlekl_symbolic.refute.values import ClosedForm, Number, Rational, Unknown

MOST_PIECES = 64
LARGEST_DEGREE = 8
CONSTANT = (
    "^", "log", "exp", "abs", "delta", "=", "<", "<=", "and", "or", "imp", "not", "ind", "true", "false",
)  # fmt: skip
"""Of constants these make constants; of polynomials they make something else."""
ENDS = ("ioo", "icc", "ioi", "finset")


@dataclass(frozen=True, slots=True)
class Plan:
    """Where the pieces of a body may end, and of which degree it is on each of them.

    Attributes
    ----------
    functions
        The functions that are looked up at the variable.
    points
        What the variable is compared with.
    degree
        No piece is a polynomial of a higher degree.
    """

    functions: frozenset[Var]
    points: tuple[Term, ...]
    degree: int


class _Opaque(Exception):
    """A body whose pieces cannot be read off."""


def plan(body: Term) -> Plan | None:
    """The pieces of a body below one binder, or None when they cannot be read off."""
    reader = _Reader()
    try:
        degree = reader.degree(body, 0)
    except _Opaque:
        return None
    if degree > LARGEST_DEGREE:
        return None
    return Plan(frozenset(reader.functions), tuple(reader.points), degree)


class _Reader:
    """Reads a term below a binder, whose variable is bound ``depth`` binders up."""

    def __init__(self) -> None:
        self.functions: dict[Var, None] = {}
        self.points: dict[Term, None] = {}

    def degree(self, t: Term, depth: int) -> int:
        """Of which degree ``t`` is on each piece; raises `_Opaque` when that cannot be read off."""
        if not mentions(t, depth):
            return 0
        if self._looked_up(t, depth) or self._compared(t, depth):
            return 0
        match t:
            case Bound():
                return 1
            case App("+" | "-" | "neg", args):
                return max(self.degree(a, depth) for a in args)
            case App("*", (a, b)):
                return self.degree(a, depth) + self.degree(b, depth)
            case App("/", (a, b)):
                return self.degree(a, depth) + self.constant(b, depth)
            case App("^", (a, Num(n))) if n.denominator == 1 and n >= 0:
                return self.degree(a, depth) * n.numerator
            case App(head, args) if head in CONSTANT:
                return max(self.constant(a, depth) for a in args)
            case Bind("sum" | "integral", domain, inner) if not mentions(domain, depth):
                return self.degree(inner, depth + 1)
            case Bind("prod" | "all" | "ex", domain, inner) if not mentions(domain, depth):
                return self.constant(inner, depth + 1)
        raise _Opaque

    def constant(self, t: Term, depth: int) -> int:
        """0 for what is constant on each piece; raises `_Opaque` for anything else."""
        if self.degree(t, depth):
            raise _Opaque
        return 0

    def _looked_up(self, t: Term, depth: int) -> bool:
        match t:
            case App("@", (Var() as f, *others, last)) if last is Bound(depth):
                if any(mentions(o, depth) for o in others):
                    raise _Opaque
                self.functions[f] = None
                return True
        return False

    def _compared(self, t: Term, depth: int) -> bool:
        here = Bound(depth)
        match t:
            case App("delta" | "=" | "<" | "<=", (a, b)) if a is here or b is here:
                others: tuple[Term, ...] = (b if a is here else a,)
            case App("in", (a, App(head, ends))) if a is here and head in ENDS:
                others = ends
            case _:
                return False
        for other in others:
            seen = outside(other, depth)
            if seen is None:
                raise _Opaque
            self.points[seen] = None
        return True


def mentions(t: Term, depth: int) -> bool:
    """Whether the variable bound ``depth`` binders up occurs."""
    if t.level <= depth:
        return False
    match t:
        case Bound(index):
            return index == depth
        case App(_, args):
            return any(mentions(a, depth) for a in args)
        case Bind(_, domain, body):
            return mentions(domain, depth) or mentions(body, depth + 1)
    return False


def outside(t: Term, depth: int) -> Term | None:
    """``t`` as seen from outside ``depth + 1`` binders, or None when it depends on one of them."""
    marks = [Var(f"below {k}") for k in range(depth + 1)]
    for mark in marks:
        t = open_binder(Bind("sum", reals(), t), mark)
    return None if not t.free.isdisjoint(marks) else t


@dataclass(frozen=True, slots=True)
class Piece:
    """What lies between two ends; one that is None is at infinity."""

    low: Rational | None
    high: Rational | None

    def places(self, count: int) -> tuple[Rational, ...]:
        """So many places inside."""
        if self.low is None or self.high is None:
            if self.low is None:
                start: Rational = 0 if self.high is None else self.high
                return tuple(start - k for k in range(1, count + 1))
            return tuple(self.low + k for k in range(1, count + 1))
        width = Fraction(self.high - self.low)
        return tuple(v.tidy(self.low + width * Fraction(k, count + 1)) for k in range(1, count + 1))

    @property
    def width(self) -> Fraction | None:
        """How long it is; None when that is infinite."""
        return None if self.low is None or self.high is None else Fraction(self.high - self.low)


def pieces(over: Domain, breaks: Iterable[Number]) -> tuple[Piece, ...]:
    """The open pieces of a set between some points; none when the set has no length.

    Raises
    ------
    Unknown
        When the ends are not rational, or the set is not an interval.
    """
    match over:
        case Finite() | Integral():
            return ()
        case Filtered():
            raise Unknown("it is not known how long a set is")
        case Interval(low, high):
            inner = {_rational(b) for b in breaks}
            ends = [None if e is None else _rational(e) for e in (low, high)]
            first, last = ends
            kept = sorted(b for b in inner if (first is None or first < b) and (last is None or b < last))
            if len(kept) > MOST_PIECES:
                raise Unknown("a function has too many pieces")
            marks = [first, *kept, last]
            return tuple(Piece(a, b) for a, b in pairwise(marks))


def _rational(value: Number) -> Rational:
    if isinstance(value, ClosedForm):
        raise Unknown("a piece of a function ends at an irrational number")
    return value


@lru_cache(maxsize=LARGEST_DEGREE + 1)
def _weights(count: int) -> tuple[Fraction, ...]:
    """By what to multiply the values at the places of a piece of length 1, to integrate a polynomial."""
    places = [Fraction(k, count + 1) for k in range(1, count + 1)]
    out = []
    for k, place in enumerate(places):
        basis = [Fraction(1)]
        for j, other in enumerate(places):
            if j != k:
                basis = _times(basis, -other / (place - other), 1 / (place - other))
        out.append(sum((c / (n + 1) for n, c in enumerate(basis)), Fraction(0)))
    return tuple(out)


def _times(p: Sequence[Fraction], constant: Fraction, slope: Fraction) -> list[Fraction]:
    """A polynomial times ``constant + slope t``."""
    out = [Fraction(0)] * (len(p) + 1)
    for n, c in enumerate(p):
        out[n] += constant * c
        out[n + 1] += slope * c
    return out


def integral(parts: Iterable[Piece], degree: int, value: Callable[[Number], Number]) -> Number | None:
    """The integral of what is a polynomial on each of some pieces; None when it is not integrable."""
    total: Number = 0
    for part in parts:
        at = [value(x) for x in part.places(degree + 1)]
        if part.width is None:
            if not all(map(v.is_zero, at)):
                return None
            continue
        for weight, y in zip(_weights(degree + 1), at, strict=True):
            total = v.add(total, v.multiply(v.tidy(weight * part.width), y))
    return total


def almost_everywhere(parts: Iterable[Piece], degree: int, holds: Callable[[Number], Any]) -> bool:
    """Whether a statement holds on all pieces: an equation of polynomials does when it does often enough."""
    return all(bool(holds(x)) for part in parts for x in part.places(degree + 1))


def breaks_of(functions: Iterable[object]) -> set[Number]:
    """Where some step functions may jump.

    Raises
    ------
    Unknown
        When one of them is no step function.
    """
    out: set[Number] = set()
    for f in functions:
        if not isinstance(f, Steps):
            raise Unknown("a function is not known to be made of steps")
        out.update(f.breaks)
    return out
