"""Finitely many elements of an infinite set that stand for all of it, below a quantifier."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from mlekl_symbolic.kernel.terms import App, Bind, Bound, Term, Var
from mlekl_symbolic.refute import pieces
from mlekl_symbolic.refute.domains import Filtered, Infinite, Interval, Steps, Table
from mlekl_symbolic.refute.pieces import mentions, outside
from mlekl_symbolic.refute.running import Code, Run, look_up
from mlekl_symbolic.refute.values import ClosedForm, Number


@dataclass(frozen=True, slots=True)
class Places:
    """Where a bound variable stands: at places of functions, and in equations with other terms.

    Attributes
    ----------
    keys
        Functions, and at which of their places it stands.
    compared
        Functions with whose values it is compared.
    partners
        The other terms it is compared with.
    """

    keys: frozenset[tuple[Var, int]]
    compared: frozenset[Var]
    partners: tuple[Code, ...]


def looked_up_only(body: Term, compiled: Callable[[Term], Code]) -> Places | None:
    """Where the bound variable stands, or None when it is used in another way too."""
    keys: set[tuple[Var, int]] = set()
    tables: set[Var] = set()
    partners: dict[Term, None] = {}

    def compare(other: Term, depth: int) -> bool:
        if (seen := outside(other, depth)) is not None:
            partners[seen] = None
            return True
        match other:
            case App("@", (Var() as f, *places)) if not any(mentions(p, depth) for p in places):
                tables.add(f)
                return True
        return False

    def visit(t: Term, depth: int) -> bool:
        if t.level <= depth:
            return True
        here = Bound(depth)
        match t:
            case Bound(index):
                return index != depth
            case App("@", (Var() as f, *places)):
                keys.update((f, k) for k, place in enumerate(places) if place is here)
                return all(place is here or visit(place, depth) for place in places)
            case App("=" | "delta", (a, b)) if a is here or b is here:
                return compare(b if a is here else a, depth)
            case App(_, args):
                return all(visit(a, depth) for a in args)
            case Bind(_, domain, inner):
                return visit(domain, depth) and visit(inner, depth + 1)
        raise AssertionError(t)

    if not visit(body, 0):
        return None
    return Places(frozenset(keys), frozenset(tables), tuple(map(compiled, partners)))


def representatives(run: Run, over: Infinite, places: Places | None) -> tuple[Number, ...] | None:
    """Finitely many elements that stand for all of an infinite set.

    A variable that is only looked up in tables and compared with some numbers cannot be told apart
    from another one that is none of the keys and numbers, so those and one more element are enough.
    The values of a table are such numbers, whatever it is looked up at.
    """
    if places is None or isinstance(over, Filtered):
        return None
    special: set[Number] = {partner(run) for partner in places.partners}
    stepped = False
    for f in places.compared:
        match look_up(run.world, f):
            case Table(entries=entries):
                special.update((0, *entries.values()))
            case _:
                return None
    for f, place in places.keys:
        match look_up(run.world, f):
            case Table(entries=entries):
                special.update(key[place] for key in entries)
            case Steps(breaks=breaks) as steps if place == steps.arity - 1:
                special.update(breaks)
                stepped = True
            case _:
                return None
    if any(isinstance(s, ClosedForm) for s in special):
        return None
    if stepped:
        if not isinstance(over, Interval):
            return None
        inside = (part.places(1)[0] for part in pieces.pieces(over, special))
        ends = (e for e in (over.low, over.high) if e is not None)
        return (*inside, *(s for s in (*special, *ends) if over.contains(s)))
    return (*(s for s in special if over.contains(s)), over.beyond(frozenset(special)))
