"""Whether a statement holds in a small world, straight from what an author wrote."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import singledispatch
from itertools import combinations
from typing import Any, TypeAlias

import sympy
from sympy import Basic, Expr, Integer, S, Symbol
from sympy.core.function import AppliedUndef

from mlekl_symbolic.language import infinite, probability, relations, sets
from mlekl_symbolic.language.binders import ArgMin, Binds, SolutionSet
from mlekl_symbolic.oracle import calculus
from mlekl_symbolic.oracle.evaluate import elements, generic, is_enumerable, is_listed, mass, mean, value
from mlekl_symbolic.oracle.opinion import InexpressibleError, Silence
from mlekl_symbolic.oracle.world import Point, World
from mlekl_symbolic.oracle.zero import opened, sign_of, vanishes

Truth: TypeAlias = bool | None
"""Whether a statement holds; None when that depends on what a world leaves open."""


@singledispatch
def truth(node: Basic, _world: World, _point: Point) -> Truth:
    """Whether a statement holds in a world, at a point of it; None when that depends on the point.

    Raises
    ------
    InexpressibleError
        When the statement is of a kind that is unknown here.
    """
    raise InexpressibleError(f"{node} of type {type(node).__name__} cannot be decided on small worlds")


def _gap(node: relations.Relation, world: World, point: Point) -> Expr:
    gap = value(node.lhs, world) - value(node.rhs, world)
    return gap.xreplace(point) if point else gap


@truth.register
def _(node: relations.Equal, world: World, point: Point) -> Truth:
    if isinstance(node.lhs, relations.Statement):
        return _equivalent(truth(node.lhs, world, point), truth(node.rhs, world, point))
    if isinstance(node.lhs, sets.SetExpression):
        return same_elements(solutions(node.lhs, world, point), solutions(node.rhs, world, point))
    gap = _gap(node, world, point)
    if vanishes(gap, world):
        return True
    return False if gap.is_zero is False or sign_of(gap) else None


@truth.register
def _(node: relations.NotEqual, world: World, point: Point) -> Truth:
    return _negated(truth(relations.Equal(node.lhs, node.rhs), world, point))


def _ordered(holds: Callable[[int], bool]) -> Callable[[Any, World, Point], Truth]:
    def decide(node: relations.Relation, world: World, point: Point) -> Truth:
        sign = sign_of(_gap(node, world, point))
        return None if sign is None else holds(sign)

    return decide


truth.register(relations.Less, _ordered(lambda s: s < 0))
truth.register(relations.LessEqual, _ordered(lambda s: s <= 0))
truth.register(relations.Greater, _ordered(lambda s: s > 0))
truth.register(relations.GreaterEqual, _ordered(lambda s: s >= 0))


def span(domain: sets.SetExpression, world: World, point: Point) -> calculus.Span:
    """The interval that a set is in a world."""
    if isinstance(domain, sets.Reals):
        return calculus.Span(S.NegativeInfinity, S.Infinity)
    low, *high = (value(e, world).xreplace(point) for e in domain.args)
    return calculus.Span(low, high[0] if high else S.Infinity, "[" if domain.kind == "icc" else "(")


@truth.register
def _(node: relations.Member, world: World, point: Point) -> Truth:
    element, of = value(node.args[0], world).xreplace(point), node.args[1]
    match of:
        case sets.Reals():
            return element.is_real  # type: ignore[no-any-return]
        case sets.Integers():
            return element.is_integer  # type: ignore[no-any-return]
        case sets.Naturals():
            return _both((element.is_integer, element.is_nonnegative))
        case sets.Interval():
            return span(of, world, point).holds(element)
        case SolutionSet():
            return _optimal(element, of, world, point)
        case sets.SetExpression() if is_listed(of, world):
            found = elements(of, world)
            return True if element in found else False if element.is_Number else None
        case sets.NamedSet():
            return True
    raise InexpressibleError(f"{node} cannot be decided on small worlds")


def _scores(problem: SolutionSet, world: World, point: Point, where: Iterable[Expr]) -> list[Expr]:
    """What is to be made large, at some parameters."""
    name, sense = problem.variable.name, -1 if isinstance(problem, ArgMin) else 1
    return [sense * value(problem.body, world.binding(name, e)).xreplace(point) for e in where]


def solutions(of: sets.SetExpression, world: World, point: Point) -> tuple[Expr, ...]:
    """The elements of a finite set, or of a set of optimisers.

    Raises
    ------
    InexpressibleError
        When SymPy cannot find them.
    """
    if not isinstance(of, SolutionSet):
        return elements(of, world)
    if is_listed(of.domain, world):
        found = elements(of.domain, world)
        return calculus.best(found, _scores(of, world, point, found))
    if isinstance(of.domain, sets.Interval | sets.Reals):
        t = generic(of.domain, "t")
        return calculus.maximisers(_scores(of, world, point, [t])[0], t, span(of.domain, world, point))
    raise InexpressibleError(
        f"the optimisers over {of.domain} are not known on small worlds", Silence.INFINITE
    )


def same_elements(left: tuple[Expr, ...], right: tuple[Expr, ...]) -> Truth:
    """Whether two finite sets have the same elements."""
    found = [_includes(a, b) for a, b in ((left, right), (right, left))]
    return _both(found)


def _includes(whole: tuple[Expr, ...], part: tuple[Expr, ...]) -> Truth:
    verdicts = []
    for e in part:
        signs = [sign_of(sympy.cancel(e - w)) for w in whole]
        verdicts.append(True if 0 in signs else None if None in signs else False)
    return _both(verdicts)


def _optimal(element: Expr, problem: SolutionSet, world: World, point: Point) -> Truth:
    """Whether a parameter is optimal: not when a better one is seen, else by finding all that are."""
    domain = problem.domain
    if truth(relations.Member(Symbol("t"), domain), world.binding("t", element), point) is False:
        return False
    if isinstance(domain, sets.Interval | sets.Reals):
        own, *others = _scores(problem, world, point, (element, *span(domain, world, point).probes()))
        if any(sign_of(opened(s - own)) == 1 for s in others):
            return False
    return same_elements((element,), tuple(e for e in solutions(problem, world, point) if e == element))


@truth.register
def _(node: relations.Finite, _world: World, _point: Point) -> Truth:
    return True if is_enumerable(node.args[0]) else None


@truth.register
def _(node: relations.Distinct, world: World, _point: Point) -> Truth:
    return all(a != b for a, b in combinations(world.data[node.args[0].name], 2))


@truth.register
def _(node: relations.ForAll, world: World, point: Point) -> Truth:
    return _quantified(node, world, point)


def _quantified(node: Binds, world: World, point: Point) -> Truth:
    name, domain = node.variable.name, node.domain
    if is_listed(domain, world):
        cases = elements(domain, world)
        return _both(truth(node.body, world.binding(name, e), point) for e in cases)
    if isinstance(domain, sets.Interval | sets.Reals):
        found = _throughout(node.body, name, domain, world, point)
        if found is not None:
            return found
    try:
        open_case = truth(node.body, world.binding(name, generic(domain, name)), point)
    except InexpressibleError as reason:
        kind = Silence.INFINITE if reason.kind is Silence.NO_FORM else reason.kind
        raise InexpressibleError(str(reason), kind) from None
    return True if open_case else None


_WHEN_BELOW = {"<=": (1, 0), "<": (1, 1), ">=": (-1, 0), ">": (-1, 1)}


def _throughout(
    body: relations.Statement, name: str, domain: sets.Interval, world: World, point: Point
) -> Truth:
    """Whether a statement holds on a whole interval; None when that is not found out here."""
    over = span(domain, world, point)
    simple = isinstance(body, relations.Relation)
    for probe in over.probes() if simple else over.probes()[::2]:
        if truth(body, world.binding(name, probe), point) is False:
            return False
    if not simple or body.sign not in _WHEN_BELOW:
        return None
    turn, least = _WHEN_BELOW[body.sign]
    t = generic(domain, "t")
    gap = turn * opened(_gap(body, world.binding(name, t), point))
    if gap.free_symbols - {t}:
        return None
    try:
        return calculus.never_above(gap, t, over, least)
    except (InexpressibleError, NotImplementedError):
        return None


@truth.register
def _(node: relations.Exists, world: World, point: Point) -> Truth:
    return _negated(truth(relations.ForAll(relations.Not(node.body), node.args[1]), world, point))


@truth.register
def _(node: probability.Converges, world: World, point: Point) -> Truth:
    name = node.variable.name
    n = Symbol(name, integer=True, positive=True)
    if any(isinstance(s, probability.Draws) for s in node.body.atoms(probability.Draws)):
        raise InexpressibleError(f"{node} speaks of every sequence of probability spaces", Silence.LIMIT)
    try:
        body = value(node.body, world.binding(name, n)).xreplace(point)
    except InexpressibleError as reason:
        raise InexpressibleError(str(reason), Silence.LIMIT) from None
    if body.atoms(AppliedUndef):
        raise InexpressibleError(f"{node} speaks of an unknown sequence", Silence.LIMIT)
    return _vanishing(sympy.limit(body, n, S.Infinity) - value(node.limit, world).xreplace(point), world)


def _vanishing(gap: Expr, world: World) -> Truth:
    return True if vanishes(gap, world) else False if sign_of(gap) else None


def _negated(verdict: Truth) -> Truth:
    return None if verdict is None else not verdict


def _both(verdicts: Iterable[Truth]) -> Truth:
    found = tuple(verdicts)
    return False if False in found else None if None in found else True


def _equivalent(a: Truth, b: Truth) -> Truth:
    return None if a is None or b is None else a is b


@truth.register
def _(node: relations.And, world: World, point: Point) -> Truth:
    return _both(truth(s, world, point) for s in node.args)


@truth.register
def _(node: relations.Not, world: World, point: Point) -> Truth:
    return _negated(truth(node.args[0], world, point))


@truth.register
def _(node: relations.Implies, world: World, point: Point) -> Truth:
    given, then = (truth(s, world, point) for s in node.args)
    return True if given is False or then is True else None if given is None or then is None else False


@truth.register
def _(node: relations.Iff, world: World, point: Point) -> Truth:
    return _equivalent(*(truth(s, world, point) for s in node.args))


def _one_if(event: relations.Statement, world: World) -> Expr:
    holds = truth(event, world, {})
    if holds is None:
        raise InexpressibleError(f"whether {event} holds is open on a symbolic world", Silence.UNDECIDED)
    return Integer(holds)


@value.register
def _(node: probability.Indicator, world: World) -> Expr:
    return _one_if(node.args[0], world)


@value.register
def _(node: probability.Probability, world: World) -> Expr:
    return mean(node, world, lambda here: _one_if(node.body, here))


@truth.register
def _(node: infinite.InfiniteDivergence, world: World, point: Point) -> Truth:
    if node.kind:
        raise InexpressibleError(f"{node} speaks of a density", Silence.DENSITY)
    p, q = node.args
    gaps = [
        _both((_positive(mass(p, k, world), point), _negated(_positive(mass(q, k, world), point))))
        for k in elements(p.over, world)
    ]
    return _negated(_both(_negated(g) for g in gaps))


def _positive(value: Expr, point: Point) -> Truth:
    sign = sign_of(value.xreplace(point))
    return None if sign is None else sign > 0
