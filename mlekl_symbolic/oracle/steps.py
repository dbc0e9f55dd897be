"""SymPy's second opinion on the steps of a derivation.

Every step is evaluated in all small worlds that the hypotheses admit, with symbolic probabilities, and
SymPy must find that the two sides are the same. It shares no code with the kernel, the rules or the
search: what it reads is what the author wrote.

Main definitions
----------------
`second_opinion`
    The opinion on every step of a theorem.
`opinion`
    The opinion on one line.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import combinations
from typing import Any

import sympy
from sympy import Basic, Expr

from mlekl_symbolic.language import ArgMin, NamedSet, Relation, SetExpression, Statement
from mlekl_symbolic.language.binders import SolutionSet
from mlekl_symbolic.oracle.evaluate import elements, generic, is_enumerable, truth, value
from mlekl_symbolic.oracle.opinion import (
    Agrees,
    Disagrees,
    InexpressibleError,
    NotExpressible,
    Opinion,
    StepOpinion,
    worst,
)
from mlekl_symbolic.oracle.world import Point, World
from mlekl_symbolic.oracle.worlds import names_of, small_worlds
from mlekl_symbolic.oracle.zero import opened, ratio_sign, sign_of, vanishes
from mlekl_symbolic.proof.records import Theorem

POINTS = 5
"""At how many rational points of a world numbers are compared where SymPy decides nothing symbolically."""


def second_opinion(theorem: Theorem) -> tuple[StepOpinion, ...]:
    """SymPy's opinion on every step of every chain of a theorem, under its declared hypotheses.

    Parameters
    ----------
    theorem
        A finished derivation, proved or not.

    Returns
    -------
    tuple of StepOpinion
        One for each step, in order.
    """
    givens = tuple(g.statement for g in theorem.givens)
    lines = [side for s in theorem.steps for side in (s.lhs, s.rhs)]
    try:
        panel = Panel(lines, givens)
    except InexpressibleError as reason:
        return tuple(StepOpinion(s.number, NotExpressible(str(reason))) for s in theorem.steps)
    return tuple(StepOpinion(s.number, panel.opinion(s.relation, s.lhs, s.rhs)) for s in theorem.steps)


def opinion(relation: str, lhs: Basic, rhs: Basic, givens: Iterable[Statement] = ()) -> Opinion:
    """SymPy's opinion on one line ``lhs relation rhs`` under some hypotheses.

    Parameters
    ----------
    relation
        ``=``, ``<=``, ``<``, ``>=``, ``>`` or ``iff``.
    lhs, rhs
        Two numbers, two sets of optimisers, or two statements.
    givens
        The hypotheses; worlds in which one is false are left out.
    """
    try:
        return Panel([lhs, rhs], tuple(givens)).opinion(relation, lhs, rhs)
    except InexpressibleError as reason:
        return NotExpressible(str(reason))


class Panel:
    """The small worlds of one derivation, with the values already found in them."""

    def __init__(self, lines: Iterable[Basic], givens: tuple[Statement, ...]) -> None:
        self._givens = givens
        self._worlds = tuple(small_worlds(names_of(lines, givens), givens))
        self._known: dict[tuple[int, Basic], Expr] = {}

    def opinion(self, relation: str, lhs: Basic, rhs: Basic) -> Opinion:
        """The opinion on one line; the sides of a chain are evaluated once."""
        if not self._worlds:
            return NotExpressible("no small world satisfies the hypotheses")
        try:
            judge = _judge(relation, lhs, rhs)
            return worst(self._first_bad(judge, lhs, rhs))
        except InexpressibleError as reason:
            return NotExpressible(str(reason))

    def _first_bad(self, judge: Judge, lhs: Basic, rhs: Basic) -> Iterator[Opinion]:
        for k, world in enumerate(self._worlds):
            found = judge(View(self, k, world), lhs, rhs)
            yield found
            if isinstance(found, Disagrees):
                return

    def value(self, number: int, world: World, node: Basic) -> Expr:
        """The value of a side of a line in one world, with logarithms opened."""
        key = (number, node)
        if key not in self._known:
            self._known[key] = opened(value(node, world))
        return self._known[key]

    def admits(self, world: World, point: Point) -> bool:
        """Whether all hypotheses hold at a point of a world."""
        return all(truth(s, world, point) is True for s in self._givens)


class View:
    """One world as a judge sees it."""

    def __init__(self, panel: Panel, number: int, world: World) -> None:
        self._panel, self._number, self.world = panel, number, world

    def value(self, node: Basic) -> Expr:
        """The value of a side of a line."""
        return self._panel.value(self._number, self.world, node)

    def points(self, *values: Expr) -> tuple[Point, ...]:
        """Points at which the hypotheses hold, for the symbols in some values."""
        return tuple(p for p in self.world.points(values, POINTS) if self._panel.admits(self.world, p))

    def refuted(self, point: Point, difference: Expr) -> Disagrees:
        """A disagreement at a point of the world."""
        where = ", ".join(f"{s} = {v}" for s, v in point.items() if s in difference.free_symbols)
        return Disagrees(f"{self.world}{', ' if where else ''}{where}", str(difference))


Judge = Callable[[View, Any, Any], Opinion]

_SIGNS: dict[str, Callable[[int], bool]] = {
    "<=": lambda s: s >= 0,
    "<": lambda s: s > 0,
    ">=": lambda s: s <= 0,
    ">": lambda s: s < 0,
}


def _judge(relation: str, lhs: Basic, rhs: Basic) -> Judge:
    """How a line is judged, by its relation and by what its sides are.

    Raises
    ------
    InexpressibleError
        When SymPy has nothing to say about such lines.
    """
    if isinstance(lhs, Statement) and isinstance(rhs, Statement) and relation in ("=", "iff"):
        return _same_truth
    if isinstance(lhs, SolutionSet) and isinstance(rhs, SolutionSet) and relation == "=":
        return _same_solutions
    if isinstance(lhs, Expr) and isinstance(rhs, Expr):
        if relation == "=":
            return _same_value
        if relation in _SIGNS:
            return _ordered(_SIGNS[relation])
    raise InexpressibleError(f"SymPy cannot compare {lhs} and {rhs} by {relation}")


def _same_value(view: View, lhs: Expr, rhs: Expr) -> Opinion:
    difference = view.value(rhs) - view.value(lhs)
    if vanishes(difference, view.world):
        return Agrees(1)
    for point in view.points(difference):
        if sign_of(difference.xreplace(point)) in (1, -1):
            return view.refuted({}, sympy.simplify(difference))
    return NotExpressible(f"SymPy cannot decide whether {difference} is zero in the world {view.world}")


def _ordered(holds: Callable[[int], bool]) -> Judge:
    def judge(view: View, lhs: Expr, rhs: Expr) -> Opinion:
        difference = view.value(rhs) - view.value(lhs)
        sign = 0 if vanishes(difference, view.world) else sign_of(difference)
        if sign is not None:
            return Agrees(1) if holds(sign) else view.refuted({}, difference)
        points = view.points(difference)
        for point in points:
            found = sign_of(difference.xreplace(point))
            if found is None:
                return NotExpressible(f"SymPy cannot find the sign of {difference} at {dict(point)}")
            if not holds(found):
                return view.refuted(point, difference)
        return Agrees(1, len(points)) if points else _undecided(view)

    return judge


def _undecided(view: View) -> NotExpressible:
    return NotExpressible(f"no rational point of the world {view.world} was found to satisfy the hypotheses")


def _same_truth(view: View, lhs: Statement, rhs: Statement) -> Opinion:
    world = view.world
    left, right = truth(lhs, world, {}), truth(rhs, world, {})
    if left is not None and right is not None:
        return Agrees(1) if left is right else Disagrees(str(world), f"{left} is not {right}")
    if isinstance(lhs, Relation) and isinstance(rhs, Relation) and _one_condition(view, lhs, rhs):
        return Agrees(1)
    open_values = [view.value(side) for s in (lhs, rhs) for side in s.args if isinstance(side, Expr)]
    seen: set[bool | None] = set()
    points = view.points(*open_values)
    for point in points:
        left, right = truth(lhs, world, point), truth(rhs, world, point)
        if left is not None and right is not None and left is not right:
            return view.refuted(point, sum(open_values[:2]))
        seen |= {left, right}
    if seen == {True, False}:
        return Agrees(1, len(points))
    return NotExpressible(f"SymPy cannot decide the statement {lhs} in the world {world}")


def _one_condition(view: View, lhs: Relation, rhs: Relation) -> bool:
    """Whether two comparisons are the same one, up to a factor whose sign is known."""
    try:
        left, right = (view.value(s.lhs) - view.value(s.rhs) for s in (lhs, rhs))
    except InexpressibleError:
        return False
    sign = ratio_sign(left, right, view.world)
    if sign is None:
        return False
    if lhs.sign in ("=", "!="):
        return sign != 0 and rhs.sign == lhs.sign
    flipped = {"<": ">", ">": "<", "<=": ">=", ">=": "<="}
    return sign != 0 and rhs.sign == (lhs.sign if sign > 0 else flipped.get(lhs.sign))


def _same_solutions(view: View, lhs: SolutionSet, rhs: SolutionSet) -> Opinion:
    if lhs.domain != rhs.domain:
        raise InexpressibleError(f"{lhs.domain} and {rhs.domain} are different sets of parameters")
    sense = 1 if isinstance(lhs, ArgMin) is isinstance(rhs, ArgMin) else -1
    found = [
        _same_order(view, lhs, rhs, pair, sense) for pair in combinations(_candidates(view.world, lhs.domain), 2)
    ]
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
    """Whether two objectives order two parameters alike, or in opposite ways."""
    world = view.world
    values = [
        [value(s.body, world.binding(s.variable.name, parameter)) for parameter in pair] for s in (lhs, rhs)
    ]
    forms = [list(_differences(*sides)) for sides in values]
    for left in forms[0]:
        for right in forms[1]:
            sign = ratio_sign(left, right, world)
            if sign is not None and sign in (0, sense):
                return Agrees(1)
    left, right = forms[0][0], forms[1][0]
    points = view.points(left, right)
    for point in points:
        signs = [sign_of(d.xreplace(point)) for d in (left, right)]
        if None in signs:
            return NotExpressible(f"SymPy cannot find the sign of a difference of {lhs.body} in {world}")
        if signs[0] != sense * signs[1]:  # type: ignore[operator]
            if isinstance(lhs.domain, NamedSet) or is_enumerable(lhs.domain):
                return view.refuted(point, left)
            return NotExpressible("the objectives order some parameters differently, which decides nothing")
    return Agrees(1, len(points)) if points else _undecided(view)


def _differences(first: Expr, second: Expr) -> Iterator[Expr]:
    """Expressions with the sign of ``first − second``."""
    yield opened(first - second)
    if first.is_positive and second.is_positive:
        yield opened(sympy.log(first) - sympy.log(second))


