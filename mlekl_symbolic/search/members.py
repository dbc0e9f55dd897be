"""Membership of a number that is not written as the rules have it."""

from __future__ import annotations

from mlekl_symbolic.kernel.ring import canonical, polynomial, render
from mlekl_symbolic.kernel.terms import App, Num, Term
from mlekl_symbolic.search.engine import Context
from mlekl_symbolic.search.facts import Facts, fact_law

NUMBERS = ("naturals", "integers")
ONE = Num(1)


@fact_law("in")
def is_whole(facts: Facts, goal: App, context: Context) -> int | None:
    """A number is natural, or whole, when its simplest form is."""
    element, domain = goal.args
    if not isinstance(domain, App) or domain.head not in NUMBERS:
        return None
    member = App("in", (_simplest(element), domain))
    if member is goal or (line := facts.prove(member, context)) is None:
        return None
    return facts.engine.transport(line, facts.engine.ring(member, goal))


def _simplest(element: Term) -> Term:
    """The simplest form of a number, with ``n - 1`` where the rules have it so."""
    parts = polynomial(element)
    if parts.get(()) != -1 or len(parts) == 1:
        return canonical(element)
    return App("-", (render({m: c for m, c in parts.items() if m}), ONE))
