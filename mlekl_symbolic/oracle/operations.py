"""Arithmetic as the kernel has it, on numbers with many digits: everything is total."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import flint
from sympy import Basic

from mlekl_symbolic.language import distributions, expressions, integrals
from mlekl_symbolic.oracle.integration import ZERO, Number, is_zero


class NoNumber(Exception):
    """Something has no number here; the message says what."""


def unfolded(node: distributions.Functional) -> Basic:
    """A divergence or an entropy as the integral that it is by definition."""
    x = expressions.Variable("§x")
    log, over = expressions.log, node.over
    match node:
        case distributions.KL(args=(p, q)):
            return integrals.Integral(p(x) * log(p(x) / q(x)), (x, over))
        case distributions.CrossEntropy(args=(p, q)):
            return -integrals.Integral(p(x) * log(q(x)), (x, over))
        case distributions.Entropy(args=(p,)):
            return -integrals.Integral(p(x) * log(p(x)), (x, over))
    raise NoNumber(f"{node} has no formula")


def _power(a: Number, n: Number) -> Number:
    """The power as the kernel has it: 0 for a broken power of what is not positive, and for ``1/0``."""
    exponent = float(n)
    if (a.mid() <= 0 and not exponent.is_integer()) or (is_zero(a) and exponent < 0):
        return ZERO
    return a ** int(exponent) if exponent.is_integer() else a**n


OPERATIONS: Mapping[type[Basic], Callable[..., Number]] = {
    expressions.Plus: lambda a, b: a + b,
    expressions.Minus: lambda a, b: a - b,
    expressions.Times: lambda a, b: a * b,
    expressions.Negative: lambda a: -a,
    expressions.Divide: lambda a, b: ZERO if is_zero(b) else a / b,
    expressions.Power: _power,
    expressions.Log: lambda a: a.mid().log() if a.mid() > 0 else ZERO,
    expressions.Exp: lambda a: a.exp(),
    expressions.Abs: abs,
    expressions.Delta: lambda a, b: flint.arb(int(a.mid() == b.mid())),
}
"""What each node does with the numbers below it."""
