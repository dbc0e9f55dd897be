"""What the primitive constants of the kernel compute."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from mlekl_symbolic.refute import values as v
from mlekl_symbolic.refute.domains import INTEGERS, NATURALS, REALS, Domain, Finite, Interval
from mlekl_symbolic.refute.values import Number, Unknown

LARGEST_RANGE = 64


def _absolute(a: Number) -> Number:
    return v.negate(a) if v.sign(a) < 0 else a


def _card(d: Domain) -> Number:
    listed = d.listed()
    return 0 if listed is None else len(listed)


def _range(low: Number, high: Number) -> Domain:
    first, last = v.round_up(low), v.round_down(high)
    if last - first >= LARGEST_RANGE:
        raise Unknown("a range is too long")
    return Finite(tuple(range(first, last + 1)))


def _open(low: Number, high: Number) -> Domain:
    return Interval(low, high) if v.below(low, high) else Finite(())


def _closed(low: Number, high: Number) -> Domain:
    if v.below(low, high):
        return Interval(low, high, closed=True)
    return Finite((low,)) if v.same(low, high) else Finite(())


OPERATIONS: Mapping[str, Callable[..., Any]] = {
    "+": v.add,
    "-": v.subtract,
    "*": v.multiply,
    "/": v.divide,
    "neg": v.negate,
    "^": v.power,
    "log": v.log,
    "exp": v.exp,
    "abs": _absolute,
    "pi": lambda: v.PI,
    "delta": lambda a, b: int(v.same(a, b)),
    "ind": int,
    "card": _card,
    "finite": lambda d: d.listed() is not None,
    "range": _range,
    "ioo": _open,
    "icc": _closed,
    "ioi": lambda low: Interval(low),
    "naturals": lambda: NATURALS,
    "integers": lambda: INTEGERS,
    "reals": lambda: REALS,
    "in": lambda a, d: d.contains(a),
    "<": v.below,
    "<=": lambda a, b: not v.below(b, a),
    "not": lambda p: not p,
    "true": lambda: True,
    "false": lambda: False,
}
"""By name; ``=``, ``@``, ``finset`` and the connectives are compiled apart."""
