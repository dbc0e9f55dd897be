"""Judging lines between statements: true in the same worlds, at the same points."""

from __future__ import annotations

import sympy
from sympy import Expr, Symbol

from mlekl_symbolic.language import Relation, Statement
from mlekl_symbolic.oracle.opinion import Agrees, Disagrees, InexpressibleError, NotExpressible, Opinion
from mlekl_symbolic.oracle.statements import truth
from mlekl_symbolic.oracle.view import View
from mlekl_symbolic.oracle.zero import ratio_sign

_FLIPPED = {"<": ">", ">": "<", "<=": ">=", ">=": "<="}


def same_truth(view: View, lhs: Statement, rhs: Statement) -> Opinion:
    """Whether two statements hold in the same cases."""
    left, right = truth(lhs, view.world, {}), truth(rhs, view.world, {})
    if left is not None and right is not None:
        if left is right:
            return Agrees(1)
        if not view.points():
            return view.undecided()
        return Disagrees(str(view.world), f"left is {left}, right is {right}")
    if isinstance(lhs, Relation) and isinstance(rhs, Relation):
        gaps = _gaps(view, lhs, rhs)
        if gaps and _one_condition(view, lhs.sign, rhs.sign, *gaps):
            return Agrees(1)
        found = _same_roots(view, *gaps) if gaps and lhs.sign == rhs.sign == "=" else None
        if found is not None:
            return found
    return _at_points(view, lhs, rhs)


def holds(view: View, claim: Statement, _claim: Statement) -> Opinion:
    """Whether a statement is true in a world, else at all points of it that the hypotheses allow."""
    verdict = truth(claim, view.world, {})
    if verdict:
        return Agrees(1)
    points = view.points()
    if verdict is False and points:
        return Disagrees(str(view.world), "the statement is false")
    for point in points:
        found = truth(claim, view.world, point)
        if found is None:
            return NotExpressible(f"SymPy cannot decide {claim} at {dict(point)}")
        if not found:
            where = ", ".join(f"{s} = {v}" for s, v in point.items())
            return Disagrees(f"{view.world}, {where}", "the statement is false")
    return Agrees(1, len(points)) if points else view.undecided()


def _gaps(view: View, lhs: Relation, rhs: Relation) -> tuple[Expr, Expr] | None:
    """Left minus right of both comparisons, when they compare numbers."""
    if not all(isinstance(side, Expr) for side in (*lhs.args, *rhs.args)):
        return None
    left, right = (view.value(s.lhs) - view.value(s.rhs) for s in (lhs, rhs))
    return left, right


def _one_condition(view: View, left_sign: str, right_sign: str, left: Expr, right: Expr) -> bool:
    """Whether two comparisons are the same one, up to a factor of known sign."""
    sign = ratio_sign(left, right, view.world)
    if not sign:
        return False
    if left_sign in ("=", "!="):
        return right_sign == left_sign
    return right_sign == (left_sign if sign > 0 else _FLIPPED.get(left_sign))


def _same_roots(view: View, left: Expr, right: Expr) -> Opinion | None:
    """Whether two equations have the same solutions for some unknown; None when SymPy cannot solve them."""
    unknowns = sorted((s for s in left.free_symbols & right.free_symbols if isinstance(s, Symbol)), key=str)
    for unknown in unknowns:
        try:
            roots = [_roots(view, gap, unknown) for gap in (left, right)]
        except NotImplementedError:
            continue
        if not roots[0] and not roots[1]:
            continue
        if roots[0] == roots[1]:
            return Agrees(1)
        for point in view.points(*roots[0], *roots[1]):
            left_values, right_values = ({r.xreplace(point) for r in found} for found in roots)
            extra = {r for r in left_values ^ right_values if view.allows({**point, unknown: r})}
            if extra:
                where = f"{view.world}, {unknown} = {min(extra, key=str)}"
                return Disagrees(where, "this solves one of the equations only")
    return None


def _roots(view: View, gap: Expr, unknown: Symbol) -> set[Expr]:
    """The solutions that the hypotheses do not exclude."""
    found = {sympy.cancel(r) for r in sympy.solve(gap, unknown)}
    return {r for r in found if view.allows({unknown: r})}


def _at_points(view: View, lhs: Statement, rhs: Statement) -> Opinion:
    """The comparison at rational points: telling only when the statements are seen to hold and to fail."""
    seen = set()
    points = view.points()
    for point in points:
        try:
            left, right = truth(lhs, view.world, point), truth(rhs, view.world, point)
        except InexpressibleError:
            break
        if left is not None and right is not None and left is not right:
            where = ", ".join(f"{s} = {v}" for s, v in point.items())
            return Disagrees(f"{view.world}, {where}", f"left is {left}, right is {right}")
        seen |= {left, right}
    if seen == {True, False}:
        return Agrees(1, len(points))
    return NotExpressible(f"SymPy cannot decide {lhs} in the world {view.world}")
