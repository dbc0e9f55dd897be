"""Derivatives and integrals, by SymPy's own calculus."""

from __future__ import annotations

import sympy
from sympy import Expr, S, Symbol

from mlekl_symbolic.language import calculus, expressions, integrals, sets
from mlekl_symbolic.oracle.evaluate import value
from mlekl_symbolic.oracle.opinion import InexpressibleError, Silence
from mlekl_symbolic.oracle.world import World


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
    integrand = sympy.expand(sympy.powsimp(sympy.expand(sympy.expand_log(body, force=True))))
    return sympy.expand(sum((_moment(term, over, ends) for term in sympy.Add.make_args(integrand)), S.Zero))


def _moment(term: Expr, over: Symbol, ends: tuple[Expr, Expr]) -> Expr:
    """The integral of ``c x^k e^(−A x² + B x + C)``: a moment of a normal or of an exponential law."""
    factor, rest = term.as_independent(over, as_Add=False)
    powers, exponent = S.One, S.Zero
    for part in sympy.Mul.make_args(rest):
        if isinstance(part, sympy.exp):
            exponent += part.args[0]
        else:
            powers *= part
    if not (powers.is_polynomial(over) and exponent.is_polynomial(over)):
        raise InexpressibleError(f"{term} is no moment that is known", Silence.UNDECIDED)
    degree = sympy.degree(powers, over) if powers.has(over) else 0
    curve = sympy.Poly(exponent, over).all_coeffs() if exponent.has(over) else [exponent]
    if len(curve) > 3:
        raise InexpressibleError(f"{term} is no moment that is known", Silence.UNDECIDED)
    square, slope, level = [S.Zero] * (3 - len(curve)) + curve
    if sympy.expand(powers - over**degree) != 0:
        raise InexpressibleError(f"{term} is no moment that is known", Silence.UNDECIDED)
    factor *= sympy.exp(level)
    if ends == (S.NegativeInfinity, S.Infinity) and square.is_negative:
        return factor * _normal(degree, -square, slope)
    if ends == (S.Zero, S.Infinity) and square == 0 and slope.is_negative:
        return factor * sympy.factorial(degree) / (-slope) ** (degree + 1)
    raise InexpressibleError(f"{term} is not integrated from {ends[0]} to {ends[1]}", Silence.UNDECIDED)


def _normal(degree: int, square: Expr, slope: Expr) -> Expr:
    """The integral of ``x^k e^(−A x² + B x)`` over the reals."""
    center, spread = slope / (2 * square), 1 / (2 * square)
    even = range(degree // 2 + 1)
    moments = (
        sympy.binomial(degree, 2 * j) * center ** (degree - 2 * j) * sympy.factorial2(2 * j - 1) * spread**j
        for j in even
    )
    return sympy.sqrt(sympy.pi / square) * sympy.exp(slope**2 / (4 * square)) * sum(moments, S.Zero)


@value.register
def _(node: integrals.Integral, world: World) -> Expr:
    x = Symbol(f"{node.variable.name}′", **_signs(node.domain))
    return integral(value(node.body, world.binding(node.variable.name, x)), x, node.domain, world)


def _signs(region: sets.SetExpression) -> dict[str, bool]:
    positive = isinstance(region, sets.Interval) and region.args[0].is_nonnegative
    return {"positive": True} if positive else {"real": True}
