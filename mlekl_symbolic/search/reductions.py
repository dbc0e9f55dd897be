"""Comparisons made simpler: a shared factor taken out, definitions opened."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import TYPE_CHECKING

from mlekl_symbolic.kernel.ring import UNIT, Monomial, Polynomial, render, render_monomial
from mlekl_symbolic.kernel.terms import App, Num, Term
from mlekl_symbolic.search.engine import CheckError, Context, Equation

if TYPE_CHECKING:
    from mlekl_symbolic.search.facts import Facts

ZERO = Num(0)


class Reductions:
    """Proves a comparison by way of a simpler one."""

    def __init__(self, facts: Facts) -> None:
        self.facts = facts
        self.engine = facts.engine

    def without_factor(self, goal: Term, context: Context, depth: int) -> int | None:
        """``c a ≤ c b`` from ``a ≤ b``, for a factor ``c`` that all terms of the gap share."""
        if not (isinstance(goal, App) and goal.head in ("<", "<=")):
            return None
        want = self.facts.order.gap(goal)
        shared = common(want) if len(want) > 1 else ()
        if not shared:
            return None
        factor, rest = render_monomial(shared, UNIT), divided(want, shared)
        low = render({m: -c for m, c in rest.items() if c < 0})
        high = render({m: c for m, c in rest.items() if c > 0})
        sign = self.facts.prove(App(goal.head, (ZERO, factor)), context, depth - 1)
        less = None if sign is None else self.facts.prove(App(goal.head, (low, high)), context, depth - 1)
        if sign is None or less is None:
            return None
        name = "mul_le_mul_left" if goal.head == "<=" else "mul_lt_mul_left"
        line = self.engine.rule(name, {"c": factor, "a": low, "b": high}, (sign, less))
        try:
            return self.engine.add("linear", line, terms=(goal, Num(1)))
        except CheckError:
            return None

    def of_definitions(self, goal: Term, context: Context, depth: int) -> int | None:
        """A comparison of what two defined constants stand for."""
        if not (isinstance(goal, App) and goal.head in ("<", "<=")):
            return None
        engine = self.engine
        left, right = (engine.unfold(a) or Equation(a, a) for a in goal.args)
        if not (left.changes or right.changes):
            return None
        line = self.facts.prove(App(goal.head, (left.right, right.right)), context, depth - 1)
        if line is None:
            return None
        if left.line is not None:
            line = engine.add("trans", left.line, line)
        back = engine.symm(right)
        return line if back.line is None else engine.add("trans", line, back.line)


def common(monomials: Iterable[Monomial]) -> Monomial:
    """The powers that all monomials of a polynomial share."""
    tables = [{a: (u, d) for a, u, d in m} for m in monomials]
    shared = []
    for a in tables[0]:
        up = min(t.get(a, (0, 0))[0] for t in tables)
        down = min(t.get(a, (0, 0))[1] for t in tables)
        if up or down:
            shared.append((a, up, down))
    return tuple(shared)


def divided(p: Polynomial, by: Monomial, number: Fraction = UNIT) -> Polynomial:
    """``p`` with powers that all its monomials share, and a number, taken out."""
    powers = {a: (u, d) for a, u, d in by}
    out: dict[Monomial, Fraction] = {}
    for mono, c in p.items():
        left = ((a, u - powers.get(a, (0, 0))[0], d - powers.get(a, (0, 0))[1]) for a, u, d in mono)
        out[tuple(m for m in left if m[1] or m[2])] = c / number
    return out
