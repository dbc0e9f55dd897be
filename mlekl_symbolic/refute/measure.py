"""Integrals, integrability and what holds almost everywhere, as code that runs in a world."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from mlekl_symbolic.kernel.terms import App, Bind, Term
from mlekl_symbolic.refute import pieces
from mlekl_symbolic.refute.running import Code, Run, each, look_up
from mlekl_symbolic.refute.values import Number, Unknown


def measured(t: Bind, domain: Code, body: Code, compile_: Callable[[Term], Code]) -> Code:
    """An integral, whether there is one, or whether something holds almost everywhere."""
    equation = isinstance(t.body, App) and t.body.head == "=" and t.body.args[0].sort == "real"
    parts = t.body.args if t.head == "ae" and equation and isinstance(t.body, App) else (t.body,)
    plans = [pieces.plan(part) for part in parts]
    known = [p for p in plans if p is not None]
    if len(known) < len(plans) or (t.head == "ae" and not equation and known[0].degree):
        return _unknown("a function is not known to be made of pieces")
    functions = frozenset().union(*(p.functions for p in known))
    points = [compile_(point) for p in known for point in p.points]
    degree, cost = max(p.degree for p in known), t.body.size

    def measure(run: Run) -> Any:
        breaks = pieces.breaks_of(look_up(run.world, f) for f in functions)
        split = pieces.pieces(domain(run), breaks.union(point(run) for point in points))

        def at(x: Number) -> Any:
            (value,) = each(run, body, (x,), cost)
            return value

        if t.head == "ae":
            return pieces.almost_everywhere(split, degree, at)
        total = pieces.integral(split, degree, at)
        return total is not None if t.head == "integrable" else total or 0

    return measure


def _unknown(why: str) -> Code:
    def code(_: Run) -> Any:
        raise Unknown(why)

    return code
