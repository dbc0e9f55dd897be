"""Numerical integration by the double-exponential rule, on binary numbers whose exponents never run out."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from fractions import Fraction
from functools import lru_cache
from itertools import pairwise
from typing import Any, TypeAlias

import flint
import mpmath
from mpmath.calculus.quadrature import TanhSinh

BITS = 80
"""How many binary digits are computed with."""
ENOUGH = 1e-14
"""An estimated error below which nothing is refined any more."""
DEGREES = 6
"""How often the places are doubled at most."""

Number: TypeAlias = Any
"""A ``flint.arb``, of which only the middle counts."""
ZERO, ONE = flint.arb(0), flint.arb(1)
INFINITY = math.inf
_RULE = TanhSinh(mpmath.mp)


@lru_cache(maxsize=4096)
def number(value: Fraction) -> Number:
    """A rational number."""
    with flint.ctx.workprec(BITS):
        return flint.arb(flint.fmpq(value.numerator, value.denominator))


def is_zero(value: Number) -> bool:
    """Whether a number is 0, or too small to be told from it."""
    return bool(value.mid() == 0)


def integrate(f: Callable[[Number], Number], ends: Sequence[Number]) -> Number:
    """The integral of ``f`` from the first of ``ends``, which may be infinite, to the last, cut at all."""
    total = ZERO
    for low, high in pairwise(ends):
        sums: list[Number] = []
        for degree in range(1, DEGREES + 1):
            step = math.ldexp(1, -degree)
            before = sums[-1] / (2 * step) if sums else ZERO
            new = sum((w * f(x) for x, w in _nodes(_key(low), _key(high), degree)), ZERO)
            sums.append(((before + new) * step).mid())
            if degree > 1 and _error(sums) <= ENOUGH:
                break
        total += sums[-1]
    return total


def _error(sums: Sequence[Number]) -> float:
    """An estimate from the last three sums; each doubling of the places doubles the correct digits."""
    first = abs(float(sums[-1] - sums[-2]))
    if len(sums) == 2:
        return first
    second = abs(float(sums[-1] - sums[-3]))
    if first == 0 or second == 0:
        return 0.0
    near, far = math.log10(first), math.log10(second)
    return float(10 ** min(0.0, max(near**2 / far if far < 0 else 0.0, 2 * near, -BITS)))


def _key(end: Number) -> tuple[int, int] | float:
    if isinstance(end, float):
        return end
    mantissa, exponent = end.mid().man_exp()
    return int(mantissa), int(exponent)


@lru_cache(maxsize=256)
def _nodes(
    low: tuple[int, int] | float, high: tuple[int, int] | float, degree: int
) -> tuple[tuple[Number, Number], ...]:
    """The places and weights that a degree adds."""
    with mpmath.workprec(BITS):
        a, b = (mpmath.mpf(e) if isinstance(e, float) else mpmath.ldexp(*e) for e in (low, high))
        return tuple((_read(x), _read(w)) for x, w in _RULE.get_nodes(a, b, degree, BITS))


def _read(value: Any) -> Number:
    sign, man, exp, _ = value._mpf_
    return flint.arb((-int(man) if sign else int(man), int(exp)))
