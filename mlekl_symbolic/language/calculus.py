"""Derivatives of functions of one real variable, as numbers and as statements.

The variable that is differentiated by is bound; the point stands beside it, as in
``Derivative(theta**2, (theta, 3))``. ``Derivative(theta**2, theta)`` is the derivative at ``theta`` itself.
"""

from __future__ import annotations

from typing import Any

from sympy import Basic, Expr, Symbol, Tuple, preorder_traversal

from mlekl_symbolic.language.binders import Binds
from mlekl_symbolic.language.distributions import ByFormula, Tabulated, TabulatedModel
from mlekl_symbolic.language.errors import LanguageError
from mlekl_symbolic.language.expressions import Expression, Variable, as_expression
from mlekl_symbolic.language.relations import Statement
from mlekl_symbolic.language.sets import Reals, SetExpression


def _at(body: Expr, given: object, what: str) -> tuple[Expr, Tuple]:
    """The body and the variable with its point; a variable alone is the point too."""
    match tuple(given) if isinstance(given, Tuple) else given:
        case Symbol() as point:
            if _is_named_with(body, point):
                raise LanguageError(
                    f"a distribution in {body} is written with {point}: differentiate the formula itself, "
                    f"or name another point as in {what}(f(t), (t, x))"
                )
            bound = Variable(point.name + "'")
            while bound in body.atoms(Symbol):
                bound = Variable(bound.name + "'")
            return body.xreplace({point: bound}), Tuple(bound, point)
        case (Symbol() as var, point):
            return body, Tuple(var, as_expression(point))
    raise LanguageError(f"{given!r} is no point: write {what}(f(t), (t, x)), or {what}(f(t), t) at t itself")


def _is_named_with(body: Basic, variable: Symbol) -> bool:
    """Whether a named distribution is written with a variable, which cannot be renamed then."""
    named = (ByFormula, Tabulated, TabulatedModel)
    return any(type(n) in named and variable in n.free_symbols for n in preorder_traversal(body))


class AtPoint(Binds):
    """What nodes share that speak of a function near a point."""

    __slots__ = ()

    @property
    def point(self) -> Expr:
        """Where the derivative is taken."""
        return self.args[1].args[1]

    @property
    def domain(self) -> SetExpression:
        """The real numbers."""
        return Reals()


class Derivative(AtPoint, Expression):
    """``Derivative(f(t), (t, x))``: the derivative of ``f`` at ``x``.

    It is a number for every ``f`` and ``x``, but nothing is known of it where ``f`` has no derivative.
    """

    __slots__ = ()

    def __new__(cls, body: object, at: object) -> Any:
        return Basic.__new__(cls, *_at(as_expression(body), at, "Derivative"))


class Differentiable(AtPoint, Statement):
    """``Differentiable(f(t), (t, x))``: ``f`` has a derivative at ``x``."""

    __slots__ = ()

    def __new__(cls, body: object, at: object) -> Any:
        return Basic.__new__(cls, *_at(as_expression(body), at, "Differentiable"))


class HasDerivative(AtPoint, Statement):
    """``HasDerivative(f(t), (t, x), d)``: ``f`` has a derivative at ``x``, and it is ``d``."""

    __slots__ = ()

    def __new__(cls, body: object, at: object, value: object = None) -> Any:
        match tuple(at) if isinstance(at, Tuple) else at:
            case (var, point, given) if value is None:
                at, value = (var, point), given
        if value is None:
            raise LanguageError("HasDerivative needs a value: write HasDerivative(f(t), (t, x), d)")
        inner, where = _at(as_expression(body), at, "HasDerivative")
        return Basic.__new__(cls, inner, Tuple(*where, as_expression(value)))

    @property
    def value(self) -> Expr:
        """The derivative."""
        return self.args[1].args[2]


def at_its_own_point(node: AtPoint) -> tuple[Symbol, Any] | None:
    """The variable and the body where the point can be written for the bound variable, else None.

    ``d/dt f(t)`` at ``t = x`` is then read as ``d/dx f(x)``.
    """
    point = node.point
    if not isinstance(point, Symbol):
        return None
    if point == node.variable:
        return point, node.body
    if point.name in {s.name for s in node.body.atoms(Symbol)} or _is_named_with(node.body, node.variable):
        return None
    return point, node.body.xreplace({node.variable: point})
