"""Members of known families, which stand for densities when integrals are evaluated."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from functools import lru_cache
from typing import TypeAlias

import flint

from mlekl_symbolic.oracle.integration import BITS, INFINITY, ONE, ZERO, Number, number

Function: TypeAlias = Callable[..., Number]


class Family(Enum):
    """What the densities are members of, and where these live."""

    NORMAL = "normal"
    EXPONENTIAL = "exponential"
    BETA = "Beta"

    @property
    def ends(self) -> tuple[Number, Number]:
        """The interval on which the members live."""
        if self is Family.NORMAL:
            return -INFINITY, INFINITY
        return ZERO, (INFINITY if self is Family.EXPONENTIAL else ONE)


@dataclass(frozen=True, slots=True)
class Member:
    """A density of a family.

    Attributes
    ----------
    family
        Which family.
    parameters
        Mean and deviation, rate, or the two exponents plus one.
    """

    family: Family
    parameters: tuple[Fraction, ...]

    def __str__(self) -> str:
        first, *more = map(str, self.parameters)
        match self.family:
            case Family.NORMAL:
                return f"N({first}, {more[0] if '/' not in more[0] else f'({more[0]})'}²)"
            case Family.EXPONENTIAL:
                return f"Exp({first})"
            case Family.BETA:
                return f"Beta({first}, {more[0]})"

    def at(self, x: Number) -> Number:
        """The value of the density, which is 0 outside the interval on which it lives."""
        return self.density()(x)

    def density(self) -> Function:
        """The density as a function, for more values than one."""
        a, *b = map(number, self.parameters)
        match self.family:
            case Family.NORMAL:
                return normal(a, b[0])
            case Family.EXPONENTIAL:
                return lambda x: a * (-a * x).exp() if x >= ZERO else ZERO
            case Family.BETA:
                total = beta(*self.parameters)
                first, second = a - 1, b[0] - 1
                return lambda x: x**first * (1 - x) ** second / total if ZERO <= x <= ONE else ZERO


def normal(mean: Number, deviation: Number) -> Function:
    """The density of a normal law."""
    total = deviation * (2 * flint.arb.pi()).sqrt()

    def density(x: Number) -> Number:
        scaled = (x - mean) / deviation
        return (-scaled * scaled / 2).exp() / total

    return density


@lru_cache(maxsize=64)
def beta(a: Fraction, b: Fraction) -> Number:
    """Euler's integral of the first kind."""
    with flint.ctx.workprec(BITS):
        return number(a).gamma() * number(b).gamma() / number(a + b).gamma()
