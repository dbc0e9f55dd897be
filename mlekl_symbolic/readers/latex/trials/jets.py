"""Exact numbers with derivatives: polynomials in infinitesimals whose squares are zero.

A value is a number, or a `Jet` when something is differentiated. What the arithmetic of the kernel makes
zero, such as ``x/0``, is `Undefined` here: a line is never refuted by a value that its author cannot mean.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import count
from typing import TypeAlias

from mlekl_symbolic.refute import values as v
from mlekl_symbolic.refute.values import Number

_EMPTY: frozenset[int] = frozenset()
MOST_DERIVATIVES = 3


class Undefined(Exception):
    """The value of an expression does not exist, or is none that can be found exactly."""


@dataclass(frozen=True, slots=True)
class Jet:
    """A number plus infinitesimals: the coefficient of each product of them."""

    parts: Mapping[frozenset[int], Number]


Value: TypeAlias = Number | Jet
_names = count()


def fresh() -> int:
    """A new infinitesimal."""
    return next(_names)


def moved(a: Value, epsilon: int) -> Value:
    """``a`` plus an infinitesimal."""
    return add(a, Jet({frozenset((epsilon,)): 1}))


def slope(a: Value, epsilon: int) -> Value:
    """The coefficient of an infinitesimal."""
    if not isinstance(a, Jet):
        return 0
    return _tidy({k - {epsilon}: c for k, c in a.parts.items() if epsilon in k})


def base(a: Value) -> Number:
    """A value without its infinitesimals."""
    return a.parts.get(_EMPTY, 0) if isinstance(a, Jet) else a


def number(a: Value) -> Number:
    """A value that must not have infinitesimals."""
    if isinstance(a, Jet):
        raise Undefined("a derivative stands where only a number can")
    return a


def _parts(a: Value) -> Mapping[frozenset[int], Number]:
    return a.parts if isinstance(a, Jet) else {_EMPTY: a}


def _tidy(parts: dict[frozenset[int], Number]) -> Value:
    kept = {k: c for k, c in parts.items() if c != 0}
    if not kept:
        return 0
    if len(kept) == 1 and _EMPTY in kept:
        return kept[_EMPTY]
    return Jet(kept)


def add(a: Value, b: Value) -> Value:
    """``a + b``."""
    if not isinstance(a, Jet) and not isinstance(b, Jet):
        return v.add(a, b)
    out = dict(_parts(a))
    for k, c in _parts(b).items():
        out[k] = v.add(out.get(k, 0), c)
    return _tidy(out)


def multiply(a: Value, b: Value) -> Value:
    """``a b``."""
    if not isinstance(a, Jet) and not isinstance(b, Jet):
        return v.multiply(a, b)
    out: dict[frozenset[int], Number] = {}
    for k, c in _parts(a).items():
        for m, d in _parts(b).items():
            if not k & m:
                out[k | m] = v.add(out.get(k | m, 0), v.multiply(c, d))
    return _tidy(out)


def negate(a: Value) -> Value:
    """``-a``."""
    return multiply(-1, a)


def subtract(a: Value, b: Value) -> Value:
    """``a - b``."""
    return add(a, negate(b))


def _series(a: Value, derivative: Callable[[Number, int], Number]) -> Value:
    """A smooth function of a value, from its derivatives at the number."""
    at = base(a)
    out: Value = derivative(at, 0)
    if not isinstance(a, Jet):
        return out
    small = _tidy({k: c for k, c in a.parts.items() if k})
    power, factor = small, 1
    for n in range(1, MOST_DERIVATIVES + 1):
        if power == 0:
            return out
        factor *= n
        out = add(out, multiply(v.divide(derivative(at, n), factor), power))
        power = multiply(power, small)
    if power != 0:
        raise Undefined("too many derivatives")
    return out


def taylor(a: Value, coefficients: Callable[[int], Number]) -> Value:
    """A function with given derivatives at the number of ``a``."""
    return _series(a, lambda _, n: coefficients(n))


def inverse(a: Value) -> Value:
    """``1 / a``."""
    if v.is_zero(base(a)):
        raise Undefined("a denominator is zero")
    return _series(a, lambda at, n: v.divide((-1) ** n * _factorial(n), v.power(at, n + 1)))


def divide(a: Value, b: Value) -> Value:
    """``a / b``."""
    if not isinstance(a, Jet) and not isinstance(b, Jet) and not v.is_zero(b):
        return v.divide(a, b)
    return multiply(a, inverse(b))


def log(a: Value) -> Value:
    """The logarithm."""
    if v.sign(base(a)) <= 0:
        raise Undefined("a logarithm of what is not positive")
    if not isinstance(a, Jet):
        return v.log(a)
    return _series(
        a,
        lambda at, n: v.divide((-1) ** (n - 1) * _factorial(n - 1), v.power(at, n)) if n else v.log(at),
    )


def exp(a: Value) -> Value:
    """The exponential."""
    return _series(a, lambda at, _: v.exp(at))


def power(a: Value, e: Value) -> Value:
    """``a ^ e``."""
    if isinstance(e, Jet):
        return exp(multiply(e, log(a)))
    if isinstance(e, int) and not isinstance(a, Jet):
        if e < 0 and v.is_zero(a):
            raise Undefined("a denominator is zero")
        return v.power(a, e)
    if isinstance(e, int) and e >= 0:
        out: Value = 1
        for _ in range(e):
            out = multiply(out, a)
        return out
    if v.sign(base(a)) < 0 or (v.sign(base(a)) == 0 and (isinstance(a, Jet) or v.sign(e) <= 0)):
        raise Undefined("a power of what is not positive")

    def derivative(at: Number, n: int) -> Number:
        factor: Number = 1
        for k in range(n):
            factor = v.multiply(factor, v.subtract(e, k))
        return v.multiply(factor, v.power(at, v.subtract(e, n)))

    return _series(a, derivative)


def absolute(a: Value) -> Value:
    """``|a|``."""
    where = v.sign(base(a))
    if where == 0 and isinstance(a, Jet):
        raise Undefined("an absolute value has no derivative at zero")
    return negate(a) if where < 0 else a


def _factorial(n: int) -> int:
    return 1 if n < 2 else n * _factorial(n - 1)
