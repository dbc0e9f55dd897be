"""Derivatives and integrals, by SymPy's own calculus."""

from __future__ import annotations

import sympy
from sympy import Expr, S, Symbol

from mlekl_symbolic.language import calculus, expressions, integrals, sets
from mlekl_symbolic.oracle.evaluate import value
from mlekl_symbolic.oracle.opinion import InexpressibleError, Silence
from mlekl_symbolic.oracle.world import World

_LONGEST = 60
"""How many operations an integrand may have: SymPy's integration can take minutes."""


@value.register
def _(_node: expressions.Pi, _world: World) -> Expr:
    return sympy.pi


@value.register
def _(node: calculus.Derivative, world: World) -> Expr:
    t = Symbol(f"{node.variable.name}′", real=True)
    body = value(node.body, world.binding(node.variable.name, t))
    return sympy.diff(body, t).xreplace({t: value(node.point, world)})


def integral(body: Expr, over: Symbol, region: sets.SetExpression, world: World) -> Expr:
    """The integral of an expression over the reals or an interval.

    Raises
    ------
    InexpressibleError
        When SymPy does not find it.
    """
    match region:
        case sets.Reals():
            ends = (S.NegativeInfinity, S.Infinity)
        case sets.Interval(kind="ioi", args=(low,)):
            ends = (value(low, world), S.Infinity)
        case sets.Interval(args=(low, high)):
            ends = (value(low, world), value(high, world))
        case _:
            raise InexpressibleError(f"{region} is an unknown set of reals", Silence.DENSITY)
    integrand = sympy.expand(sympy.expand_log(body, force=True))
    if integrand.count_ops() > _LONGEST:
        raise InexpressibleError(f"the integrand {integrand} is too long", Silence.UNDECIDED)
    found = sympy.integrate(integrand, (over, *ends))
    if found.has(sympy.Integral) or not found.is_finite:
        raise InexpressibleError(f"SymPy does not integrate {integrand}", Silence.UNDECIDED)
    return sympy.expand(found)


@value.register
def _(node: integrals.Integral, world: World) -> Expr:
    x = Symbol(f"{node.variable.name}′", **_signs(node.domain))
    return integral(value(node.body, world.binding(node.variable.name, x)), x, node.domain, world)


def _signs(region: sets.SetExpression) -> dict[str, bool]:
    positive = isinstance(region, sets.Interval) and region.args[0].is_nonnegative
    return {"positive": True} if positive else {"real": True}
