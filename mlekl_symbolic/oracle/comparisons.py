"""Judging lines between numbers: equal on symbolic worlds, or in order."""

from __future__ import annotations

from collections.abc import Callable

from sympy import Expr

from mlekl_symbolic.oracle.opinion import Agrees, NotExpressible, Opinion
from mlekl_symbolic.oracle.view import View
from mlekl_symbolic.oracle.zero import sign_of, vanishes

ORDERS: dict[str, Callable[[int], bool]] = {
    "<=": lambda s: s >= 0,
    "<": lambda s: s > 0,
    ">=": lambda s: s <= 0,
    ">": lambda s: s < 0,
}
"""What the sign of right minus left must be."""


def same_value(view: View, lhs: Expr, rhs: Expr) -> Opinion:
    """Whether the difference of two numbers is zero."""
    difference = view.value(rhs) - view.value(lhs)
    if vanishes(difference, view.world):
        return Agrees(1)
    for point in view.points(difference):
        if sign_of(difference.xreplace(point)) in (1, -1):
            return view.refuted({}, difference)
    return NotExpressible(f"SymPy cannot decide whether {difference} is zero in the world {view.world}")


def ordered(relation: str) -> Callable[[View, Expr, Expr], Opinion]:
    """The judge of an inequality: by SymPy's knowledge of signs, else at rational points."""
    holds = ORDERS[relation]

    def judge(view: View, lhs: Expr, rhs: Expr) -> Opinion:
        difference = view.value(rhs) - view.value(lhs)
        sign = 0 if vanishes(difference, view.world) else sign_of(difference)
        if sign is not None and holds(sign):
            return Agrees(1)
        points = view.points(difference)
        for point in points:
            found = sign_of(difference.xreplace(point))
            if found is None:
                return NotExpressible(f"SymPy cannot find the sign of {difference} at {dict(point)}")
            if not holds(found):
                return view.refuted(point, difference)
        return Agrees(1, len(points)) if points else view.undecided()

    return judge
