"""Integrals over sets of reals, integrability, and what holds almost everywhere.

The measure is Lebesgue's. An integral is a number also where the integrand is not integrable, and then it
is 0, so every rule about integrals asks for integrability where it needs it.
"""

from __future__ import annotations

from typing import Any

import sympy
from sympy import Basic, Symbol, Tuple

from mlekl_symbolic.language.binders import Binds, limit
from mlekl_symbolic.language.errors import LanguageError
from mlekl_symbolic.language.expressions import Expression, as_expression
from mlekl_symbolic.language.relations import Statement, as_statement
from mlekl_symbolic.language.sets import Interval, Reals


def region(given: object, what: str) -> Tuple:
    """The checked form of ``(x, S)``, ``(x, a, b)``, ``(x, a, oo)`` or ``(x, -oo, oo)``.

    Raises
    ------
    LanguageError
        When it is anything else.
    """
    match tuple(given) if isinstance(given, Tuple) else given:
        case (Symbol() as var, low, high) if low == -sympy.oo and high == sympy.oo:
            return Tuple(var, Reals())
        case (Symbol() as var, low, high) if high == sympy.oo:
            return Tuple(var, Interval.above(low))
        case (Symbol() as var, low, high):
            if low == -sympy.oo:
                raise LanguageError(f"{what} runs from -oo to {high}: turn the variable round")
            return Tuple(var, Interval.open(low, high))
        case (Symbol(), _):
            return limit(given, what)
    raise LanguageError(f"{given!r} is no region for {what}: write (x, S), (x, a, b) or (x, -oo, oo)")


class Integral(Binds, Expression):
    """``Integral(f(x), (x, S))``: the integral of ``f`` over the set ``S``; 0 where there is none.

    As in SymPy, ``(x, a, b)`` and ``(x, -oo, oo)`` are regions too, and with several the first is the
    innermost. Unlike in SymPy, ``(x, a, b)`` is the set of all that lies between, which has no elements
    when ``b`` is the smaller one.
    """

    __slots__ = ()

    def __new__(cls, body: object, *regions: object) -> Any:
        if not regions:
            raise LanguageError("Integral needs a region: (x, S) for a set or (x, -oo, oo) for the reals")
        out: Basic = as_expression(body)
        for given in regions:
            out = Basic.__new__(cls, out, region(given, "Integral"))
        return out


class Integrable(Binds, Statement):
    """``Integrable(f(x), (x, S))``: ``f`` is measurable on ``S`` and ``|f|`` has a finite integral there."""

    __slots__ = ()

    def __new__(cls, body: object, over: object) -> Any:
        return Basic.__new__(cls, as_expression(body), region(over, "Integrable"))


class AlmostEverywhere(Binds, Statement):
    """``AlmostEverywhere(claim, (x, S))``: the claim holds for all ``x`` in ``S`` but a set of measure 0."""

    __slots__ = ()

    def __new__(cls, claim: object, over: object) -> Any:
        return Basic.__new__(cls, as_statement(claim), region(over, "AlmostEverywhere"))
