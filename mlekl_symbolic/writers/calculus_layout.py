"""How derivatives look: ``d/dt``, the formula, and the point below brackets where it is not ``t``."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sympy import Basic, Symbol

from mlekl_symbolic.language import calculus
from mlekl_symbolic.writers.layout import (
    Fence,
    Fraction,
    Juxtaposition,
    Layout,
    Number,
    Relation,
    Script,
    Text,
    Upright,
    row,
)

Inner = Callable[[Basic], Layout]


def derivative(node: calculus.Derivative, factor: Inner, inner: Inner, small: Inner) -> Layout:
    """``d/dt f(t)``, or ``d/dt [f(t)]`` with the point below.

    Parameters
    ----------
    factor
        The layout of a formula that stands after a factor.
    inner
        The layout of any other formula.
    small
        The layout of the point, which is written small.
    """
    variable, body, at = _read(node)
    order = 1
    while isinstance(body, calculus.Derivative) and (nested := calculus.at_its_own_point(body)) is not None:
        if nested[0] != variable:
            break
        order, body = order + 1, nested[1]
    sign = _operator(inner(variable), order)
    if at is None:
        return row(sign, Juxtaposition(), factor(body))
    where = row(inner(variable), Relation("="), small(at))
    return row(sign, Juxtaposition(), Script(Fence("[", inner(body), "]"), where))


def _read(node: calculus.AtPoint) -> tuple[Symbol, Any, Any]:
    """The variable to show, the body in it, and the point unless it is the variable."""
    own = calculus.at_its_own_point(node)
    return (node.variable, node.body, node.point) if own is None else (*own, None)


def _operator(variable: Layout, order: int) -> Layout:
    d = Upright("d")
    if order == 1:
        return Fraction(d, row(d, variable))
    power = Number(str(order))
    return Fraction(Script(d, None, power), row(d, Script(variable, None, power)))


def differentiable(node: calculus.Differentiable, inner: Inner) -> Layout:
    """A formula and the point at which it has a derivative."""
    variable, body, at = _read(node)
    where = inner(variable) if at is None else row(inner(variable), Relation("="), inner(at))
    return row(inner(body), Text("is differentiable at"), where)


def has_derivative(node: calculus.HasDerivative, inner: Inner) -> Layout:
    """A formula, its derivative, and the point."""
    variable, body, at = _read(node)
    where = inner(variable) if at is None else row(inner(variable), Relation("="), inner(at))
    return row(inner(body), Text("has the derivative"), inner(node.value), Text("at"), where)
