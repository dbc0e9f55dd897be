"""When is a difference zero, and when are two differences of one sign: SymPy's own judgement."""

from __future__ import annotations

import sympy
from sympy import Expr, Symbol, expand, expand_log

from mlekl_symbolic.oracle.world import World

_DIGITS = 30
_SIMPLIFIED, _CANCELLED = 30, 200
"""How many operations an expression may have that simplify or cancel is called for: they can take minutes."""
_TINY = sympy.Float("1e-20", _DIGITS)


def opened(value: Expr) -> Expr:
    """``value`` multiplied out, with the logarithms of products, quotients and powers opened."""
    return expand(expand_log(value, force=True, factor=True))


def vanishes(difference: Expr, world: World) -> bool:
    """Whether SymPy finds that a difference is zero, given that masses sum to one."""
    if difference.is_number:
        return sign_of(difference) == 0
    first = opened(difference)
    if first == 0:
        return True
    normal = _normalised(first, world)
    if normal == 0:
        return True
    point = next(world.points([difference], 1))
    if sign_of(difference.xreplace(point)) != 0:
        return False
    if normal.count_ops() > _CANCELLED:
        return False
    return bool(sympy.cancel(normal) == 0 or _simplifies_to_zero(normal))


def _simplifies_to_zero(value: Expr) -> bool:
    return bool(value.count_ops() <= _SIMPLIFIED and sympy.simplify(value) == 0)


def _normalised(value: Expr, world: World) -> Expr:
    """The last mass of every distribution replaced by one minus the others, outside logarithms."""
    logs = {log: Symbol(f"log {k}", real=True) for k, log in enumerate(value.atoms(sympy.log))}
    last = {family[-1]: 1 - sum(family[:-1]) for family in world.masses.values()}
    return expand(value.xreplace(logs).xreplace(last)).xreplace({s: log for log, s in logs.items()})


def sign_of(value: Expr) -> int | None:
    """-1, 0 or 1 when SymPy knows the sign of a value, else None."""
    if value.is_Rational:
        return int(value.p > 0) - int(value.p < 0)
    if not value.is_number:
        known = ((value.is_zero, 0), (value.is_positive, 1), (value.is_negative, -1))
        return next((sign for holds, sign in known if holds), None)
    number = value.evalf(_DIGITS)
    if not number.is_real:
        return None
    if abs(number) < _TINY:
        return 0 if opened(value) == 0 or _simplifies_to_zero(value) else None
    return 1 if number > 0 else -1


def ratio_sign(above: Expr, below: Expr, world: World) -> int | None:
    """The sign of the quotient of two differences when it is everywhere the same; 0 when both vanish."""
    zeros = vanishes(above, world), vanishes(below, world)
    if any(zeros):
        return 0 if all(zeros) else None
    top, bottom = (_normalised(opened(v), world) for v in (above, below))
    parts, wanted = top.as_coefficients_dict(), bottom.as_coefficients_dict()
    term = min(wanted, key=sympy.default_sort_key)
    if term in parts and expand(top - parts[term] / wanted[term] * bottom) == 0:
        return sign_of(parts[term] / wanted[term])
    if top.count_ops() + bottom.count_ops() > _CANCELLED:
        return None
    sign = sign_of(sympy.factor(sympy.cancel(top / bottom)))
    return sign or None
