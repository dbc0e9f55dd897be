"""Hypotheses that bound a number, met by choosing the number between its bounds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import sympy
from sympy import Expr, Rational, S, Symbol

from mlekl_symbolic.language import And, ForAll, Implies, Statement
from mlekl_symbolic.language.relations import Relation
from mlekl_symbolic.oracle.designs import Design
from mlekl_symbolic.oracle.evaluate import elements, is_listed, value
from mlekl_symbolic.oracle.opinion import InexpressibleError
from mlekl_symbolic.oracle.statements import truth
from mlekl_symbolic.oracle.world import World
from mlekl_symbolic.oracle.zero import opened, sign_of

_SENSE = {"<=": 1, "<": 1, ">=": -1, ">": -1}


def between_bounds(world: World, givens: Iterable[Statement], design: Design) -> dict[Expr, Expr]:
    """Values for numbers that a world leaves open, such that inequalities which are linear in them hold.

    One number is chosen after the other: between its bounds when there are both, else at the one bound or
    a little beyond.
    """
    gaps = [gap for given in givens for gap in _gaps(given, world)]
    chosen: dict[Expr, Expr] = {}
    names = {s for gap in gaps for s in gap.free_symbols}
    shared = {n: sum(1 for g in gaps if n in g.free_symbols and len(g.free_symbols) > 1) for n in names}
    for name in sorted(names, key=lambda n: (shared[n], str(n))):
        found = _chosen(name, [g.xreplace(chosen) for g in gaps], design)
        if found is not None:
            chosen[name] = found
    return chosen


def _gaps(given: Statement, world: World) -> Iterator[Expr]:
    """Expressions that must not be positive."""
    try:
        match given:
            case Relation(sign=sign) if sign in _SENSE:
                yield _SENSE[sign] * opened(value(given.lhs, world) - value(given.rhs, world))
            case And():
                for part in given.args:
                    yield from _gaps(part, world)
            case Implies() if truth(given.args[0], world, {}) is True:
                yield from _gaps(given.args[1], world)
            case ForAll() if is_listed(given.domain, world):
                for e in elements(given.domain, world):
                    yield from _gaps(given.body, world.binding(given.variable.name, e))
    except InexpressibleError:
        return


def _chosen(name: Symbol, gaps: Iterable[Expr], design: Design) -> Expr | None:
    ends: Mapping[int, list[Expr]] = {1: [], -1: []}
    for gap in gaps:
        if gap.free_symbols != {name}:
            continue
        slope = sympy.diff(gap, name)
        sign = None if slope.free_symbols else sign_of(slope)
        if sign:
            ends[sign].append(-gap.xreplace({name: S.Zero}) / slope)
    high = sympy.Min(*ends[1]) if ends[1] else None
    low = sympy.ceiling(sympy.Max(*ends[-1]) * 12) / 12 if ends[-1] else None
    part = design.draw(("bound", name)).choice((S.Zero, Rational(1, 4), Rational(1, 2)))
    if high is None:
        return None if low is None else low + part + Rational(1, 12)
    if not high.is_Rational:
        return None
    return high - part * (abs(high) if low is None else high - low)
