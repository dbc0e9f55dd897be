"""Judging lines between sets of optimisers: do both objectives order any two parameters alike?"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

import sympy
from sympy import Expr, Symbol

from mlekl_symbolic.language import ArgMin, Interval, NamedSet, SetExpression
from mlekl_symbolic.language.binders import SolutionSet
from mlekl_symbolic.language.relations import Member
from mlekl_symbolic.oracle.evaluate import elements, generic, is_enumerable, value
from mlekl_symbolic.oracle.opinion import Agrees, InexpressibleError, NotExpressible, Opinion, worst
from mlekl_symbolic.oracle.statements import truth
from mlekl_symbolic.oracle.view import View
from mlekl_symbolic.oracle.world import Point, World
from mlekl_symbolic.oracle.zero import opened, ratio_sign, sign_of


def same_solutions(view: View, lhs: SolutionSet, rhs: SolutionSet) -> Opinion:
    """Whether two optimisation problems have the same solutions.

    For any two parameters the differences of the objectives must have one sign, or opposite signs when a
    minimum is compared with a maximum. A positive objective may be replaced by its logarithm.
    """
    if lhs.domain != rhs.domain:
        raise InexpressibleError(f"{lhs.domain} and {rhs.domain} are different sets of parameters")
    sense = 1 if isinstance(lhs, ArgMin) is isinstance(rhs, ArgMin) else -1
    pairs = combinations(_candidates(view.world, lhs.domain), 2)
    found = [_same_order(view, lhs, rhs, pair, sense) for pair in pairs]
    merged = worst(found) if found else Agrees(1)
    return Agrees(1, merged.points) if isinstance(merged, Agrees) else merged


def _candidates(world: World, domain: SetExpression) -> tuple[Expr, ...]:
    """All parameters of a finite set, or two that stand for any two."""
    if is_enumerable(domain):
        return elements(domain, world)
    return generic(domain, "θ′"), generic(domain, "θ″")


def _same_order(
    view: View, lhs: SolutionSet, rhs: SolutionSet, pair: tuple[Expr, Expr], sense: int
) -> Opinion:
    first, second = ([_objective(view.world, s, parameter) for parameter in pair] for s in (lhs, rhs))
    for left in _differences(*first):
        for right in _differences(*second):
            sign = ratio_sign(left, right, view.world)
            if sign is not None and sign in (0, sense):
                return Agrees(1)
    left, right = (opened(a - b) for a, b in (first, second))
    points = view.points(left, right, where=lambda point: _inside(view.world, lhs.domain, pair, point))
    for point in points:
        signs = [sign_of(d.xreplace(point)) for d in (left, right)]
        if None in signs:
            return NotExpressible(f"SymPy cannot find the sign of a difference of {lhs.body} in {view.world}")
        if signs[0] != sense * (signs[1] or 0):
            # Only where parameters are arbitrary does one misplaced pair give other optimisers.
            if isinstance(lhs.domain, NamedSet):
                return view.refuted(point, left)
            return NotExpressible("the objectives order some parameters differently, which decides nothing")
    return Agrees(1, len(points)) if points else view.undecided()


def _objective(world: World, problem: SolutionSet, parameter: Expr) -> Expr:
    return value(problem.body, world.binding(problem.variable.name, parameter))


def _differences(first: Expr, second: Expr) -> Iterator[Expr]:
    """Expressions with the sign of ``first − second``."""
    yield opened(first - second)
    if first.is_positive and second.is_positive:
        yield opened(sympy.log(first) - sympy.log(second))


def _inside(world: World, domain: SetExpression, pair: tuple[Expr, Expr], point: Point) -> bool:
    """Whether a point puts both parameters into their set, where that can fail."""
    if not isinstance(domain, Interval):
        return True
    t = Symbol("t")
    return all(truth(Member(t, domain), world.binding("t", p), point) for p in pair)
