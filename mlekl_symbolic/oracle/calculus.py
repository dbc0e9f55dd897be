"""Where an objective is largest on an interval, and whether a function keeps its sign there, by SymPy.

A function is cut at the zeros of its derivative into pieces on which it is monotone. What cannot be cut,
because the derivative is no quotient of polynomials, is not decided here.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

import sympy
from sympy import Expr, Rational, S, Symbol

from mlekl_symbolic.oracle.opinion import InexpressibleError
from mlekl_symbolic.oracle.zero import opened, sign_of

PROBES = 12
"""Into how many parts an interval is cut to look at a function there."""


@dataclass(frozen=True, slots=True)
class Span:
    """An interval of reals; an end may be infinite.

    Attributes
    ----------
    low, high
        The ends.
    closed
        ``"["`` when the ends belong to it, else ``"("``.
    """

    low: Expr
    high: Expr
    closed: str = "("

    def holds(self, point: Expr) -> bool | None:
        """Whether a number is in the interval; None when that is open."""
        signs = [sign_of(d) for d in self.distances(point)]
        least = 0 if self.closed == "[" else 1
        if any(s is not None and s < least for s in signs):
            return False
        return None if None in signs else True

    def probes(self) -> tuple[Expr, ...]:
        """Some rational points inside."""
        low = -S(2) if self.low is S.NegativeInfinity else self.low
        width = 4 if self.high is S.Infinity else self.high - low
        return tuple(low + width * Rational(k, PROBES) for k in range(1, PROBES))

    def distances(self, point: Expr) -> tuple[Expr, ...]:
        """How far a point is above the finite low end and below the finite high end."""
        above = () if self.low is S.NegativeInfinity else (point - self.low,)
        below = () if self.high is S.Infinity else (self.high - point,)
        return above + below


@dataclass(frozen=True, slots=True)
class Pieces:
    """The monotone pieces of a function on an interval.

    Attributes
    ----------
    cuts
        Where the derivative is zero, in order.
    slopes
        The sign of the derivative on each of the pieces between the cuts and the ends.
    """

    cuts: tuple[Expr, ...]
    slopes: tuple[int, ...]


def pieces(function: Expr, of: Symbol, span: Span) -> Pieces:
    """The monotone pieces of a function.

    Raises
    ------
    InexpressibleError
        When SymPy cannot find the zeros of the derivative.
    """
    top = sympy.fraction(sympy.together(sympy.diff(function, of)))[0]
    if sympy.expand(top) == 0:
        return Pieces((), (0,))
    if not top.is_polynomial(of) or top.free_symbols - {of}:
        raise InexpressibleError(f"the zeros of the derivative of {function} are not known")
    roots = dict.fromkeys(sympy.Poly(top, of).real_roots())
    cuts = tuple(r for r in roots if all(sign_of(d) == 1 for d in span.distances(r)))
    places = (span.low, *cuts, span.high)
    slope = sympy.diff(function, of)
    slopes = tuple(sign_of(slope.xreplace({of: _between(a, b)})) for a, b in pairwise(places))
    if None in slopes:
        raise InexpressibleError(f"the sign of the derivative of {function} is not known")
    return Pieces(cuts, slopes)  # type: ignore[arg-type]


def _between(low: Expr, high: Expr) -> Expr:
    """A rational number strictly between two reals."""
    if low is S.NegativeInfinity:
        return S.Zero if high is S.Infinity else sympy.floor(high) - 1
    if high is S.Infinity:
        return sympy.floor(low) + 1
    middle = (low + high) / 2
    return middle if middle.is_Rational else sympy.nsimplify(middle.evalf(20), rational=True)


def maximisers(function: Expr, of: Symbol, span: Span) -> tuple[Expr, ...]:
    """All points of an interval at which a function is largest, perhaps none.

    Raises
    ------
    InexpressibleError
        When SymPy cannot tell.
    """
    found = pieces(function, of, span)
    if 0 in found.slopes:
        raise InexpressibleError(f"{function} is constant, so that everything is optimal")
    peaks = [
        c
        for c, before, after in zip(found.cuts, found.slopes, found.slopes[1:], strict=False)
        if before > after
    ]
    rising = found.slopes[-1] > 0
    falling = found.slopes[0] < 0
    if span.closed == "[":
        peaks += [span.low] * falling + [span.high] * rising
    elif (rising or falling) and peaks:
        raise InexpressibleError(f"whether {function} is larger at a peak or at an end is not known")
    if not peaks:
        return ()
    return best(peaks, [opened(function.xreplace({of: p})) for p in peaks])


def best(points: Iterable[Expr], scores: Iterable[Expr]) -> tuple[Expr, ...]:
    """The points with the largest score.

    Raises
    ------
    InexpressibleError
        When two scores cannot be compared.
    """
    out: list[tuple[Expr, Expr]] = []
    for point, score in zip(points, scores, strict=True):
        sign = sign_of(opened(score - out[0][1])) if out else 1
        if sign is None:
            raise InexpressibleError(f"which of {score} and {out[0][1]} is larger is not known")
        out = [(point, score)] if sign > 0 else [*out, (point, score)] if sign == 0 else out
    return tuple(p for p, _ in out)


def never_above(function: Expr, of: Symbol, span: Span, least: int) -> bool:
    """Whether a function is below zero on all of an interval: ``least`` 1 for strictly, else 0.

    Raises
    ------
    InexpressibleError
        When SymPy cannot tell.
    """
    found = pieces(function, of, span)
    inside = [-function.xreplace({of: c}) for c in found.cuts]
    ends = [-sympy.limit(function, of, e, d) for e, d in ((span.low, "+"), (span.high, "-"))]
    signs = [_sign(v) for v in inside], [_sign(v) for v in ends]
    at_ends = least if span.closed == "[" or found.slopes == (0,) else 0
    return all(s >= least for s in signs[0]) and all(s >= at_ends for s in signs[1])


def _sign(value: Expr) -> int:
    if value.is_infinite and value.is_extended_real:
        return 1 if value.is_extended_positive else -1
    sign = sign_of(opened(value))
    if sign is None:
        raise InexpressibleError(f"the sign of {value} is not known")
    return sign
