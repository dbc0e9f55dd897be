"""Hypotheses that are equations, solved for something a symbolic world leaves open."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Literal, TypeAlias

import sympy
from sympy import Dummy, Expr, S, Symbol
from sympy.core.function import AppliedUndef

from mlekl_symbolic.language import And, Equal, ForAll, Implies, Naturals, SetExpression, Statement, Sum
from mlekl_symbolic.language.distributions import Mass
from mlekl_symbolic.oracle.evaluate import elements, is_listed, value
from mlekl_symbolic.oracle.opinion import InexpressibleError
from mlekl_symbolic.oracle.statements import truth
from mlekl_symbolic.oracle.world import Point, World

_LONGEST = 150
"""How many operations an equation may have in which solutions of others stand."""


Unknowns: TypeAlias = Literal["numbers", "anything"]
"""What equations are solved for: variables only, or masses and values of functions too."""


def solved(world: World, givens: Iterable[Statement], unknowns: Unknowns = "anything") -> Point:
    """What some symbols of a world must be, in terms of the others, for the hypotheses to hold.

    Every equation is used once, for a number that stands in it to the first power or only squared, else
    for a mass or a value of a function that stands in no other. What is left over is for a check.
    """
    gaps = [sympy.expand(g) for given in givens for g in _gaps(given, world)]
    seen = Counter(a for g in gaps for a in _atoms(g))
    found: dict[Expr, Expr] = {}
    for gap in gaps:
        rest = gap.xreplace(found)
        if rest.has(S.NaN, S.ComplexInfinity):
            continue
        if rest != gap:
            if rest.count_ops() > _LONGEST:
                continue
            rest = sympy.expand(sympy.numer(sympy.together(rest)))
        if rest == 0:
            continue
        step = _solution(rest, seen, unknowns)
        if step:
            found = {u: e.xreplace(step) for u, e in found.items()} | step
    return found


def _gaps(given: Statement, world: World) -> Iterator[Expr]:
    """Left minus right of the equations that a hypothesis amounts to."""
    try:
        match given:
            case Equal(args=(Sum(args=(Mass(), _)), _)):
                return  # that masses sum to one is built into how they are drawn
            case Equal() if isinstance(given.lhs, Expr):
                yield value(given.lhs, world) - value(given.rhs, world)
            case And():
                for part in given.args:
                    yield from _gaps(part, world)
            case Implies() if truth(given.args[0], world, {}) is True:
                yield from _gaps(given.args[1], world)
            case ForAll() if is_listed(given.domain, world) or isinstance(given.domain, Naturals):
                for e in _cases(given.domain, world):
                    yield from _gaps(given.body, world.binding(given.variable.name, e))
    except InexpressibleError:
        return


def _cases(domain: SetExpression, world: World) -> Iterable[Expr]:
    """The elements of a finite set; of the natural numbers those that a world names."""
    if isinstance(domain, Naturals):
        return {v for v in world.names.values() if v.is_Integer}
    return elements(domain, world)


def _atoms(gap: Expr) -> set[Expr]:
    return {a for a in gap.free_symbols | gap.atoms(AppliedUndef) if not a.is_integer}


def _solution(gap: Expr, seen: Counter[Expr], unknowns: Unknowns) -> dict[Expr, Expr]:
    """One symbol with its value, or nothing."""

    def is_mass(a: Expr) -> bool:
        return not isinstance(a, Symbol) or "(" in a.name

    for unknown in sorted(_atoms(gap), key=lambda a: (is_mass(a), str(a))):
        if is_mass(unknown) and (seen[unknown] > 1 or unknowns == "numbers"):
            continue
        u = Dummy(real=True)
        form = gap.xreplace({unknown: u})
        slope = sympy.diff(form, u)
        if not slope.has(u):
            return {unknown: -form.xreplace({u: S.Zero}) / slope}
        curve = sympy.cancel(slope / u)
        if not is_mass(unknown) and not curve.has(u):
            return {unknown: sympy.sqrt(-2 * form.xreplace({u: S.Zero}) / curve)}
    return {}
