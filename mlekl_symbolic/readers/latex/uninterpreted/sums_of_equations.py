"""An equation that is a sum of multiples of others, with numbers as factors."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from sympy import Basic

from mlekl_symbolic.kernel.ring import Monomial, Polynomial, polynomial
from mlekl_symbolic.kernel.terms import REAL, App, Num, Term
from mlekl_symbolic.language import Equal, Statement, to_kernel
from mlekl_symbolic.proof.outcome import Proved
from mlekl_symbolic.proof.workspace import Workspace
from mlekl_symbolic.search.prover import GIVEN_UP

MOST = 10
"""How many equations are added up."""


def by_sum(workspace: Workspace, left: Basic, right: Basic, facts: Sequence[Statement]) -> Proved | None:
    """A proof of an equation from several that are supposed, as the sum of multiples of them."""
    a, b = to_kernel(left), to_kernel(right)
    context = workspace.context
    said = [t for f in facts if isinstance(f, Equal) and (t := to_kernel(f)) in context.facts]
    known = [t for t in said if isinstance(t, App) and t.args[0].sort == REAL][:MOST]
    if a.sort != REAL or len(known) < 2:
        return None
    try:
        goal = _difference(workspace, a, b)
        factors = combination(goal, [_difference(workspace, f.args[0], f.args[1]) for f in known])
        if factors is None:
            return None
        line = _line(workspace, a, b, [(known[n], c) for n, c in factors.items()])
    except GIVEN_UP:
        return None
    return None if line is None else workspace.proved(line)


def _difference(workspace: Workspace, a: Term, b: Term) -> Polynomial:
    return polynomial(workspace.prover.normaliser.normal(App("-", (a, b)), workspace.context).right)


def _line(workspace: Workspace, a: Term, b: Term, used: Sequence[tuple[App, Fraction]]) -> int | None:
    """A line that proves ``a = b``: ``b`` and the differences of the equations, which vanish one by one."""
    normal, engine = workspace.prover.normaliser, workspace.prover.engine
    steps = [b]
    for fact, factor in used:
        difference = App("*", (Num(factor), App("-", fact.args)))
        steps.append(App("+", (steps[-1], difference)))
    out = normal.equal(a, steps[-1], workspace.context)
    if out is None:
        return None
    for (fact, _), whole, rest in zip(reversed(used), reversed(steps), reversed(steps[:-1]), strict=False):
        moved = engine.at(whole, (1, 1, 0), engine.equation(engine.assume(fact)))
        out = engine.then(engine.then(out, moved), engine.ring(moved.right, rest))
    return out.line


def combination(goal: Polynomial, others: Sequence[Polynomial]) -> dict[int, Fraction] | None:
    """The numbers by which others have to be multiplied so that they add up to a polynomial, if there are."""
    rows: list[tuple[Monomial, dict[Monomial, Fraction], dict[int, Fraction]]] = []
    for number, other in enumerate(others):
        rest, made = _reduced(other, rows)
        if rest:
            rows.append((next(iter(rest)), rest, {**{n: -c for n, c in made.items()}, number: Fraction(1)}))
    rest, made = _reduced(goal, rows)
    return {n: c for n, c in sorted(made.items()) if c} if not rest and made else None


def _reduced(
    wanted: Polynomial, rows: Sequence[tuple[Monomial, Mapping[Monomial, Fraction], Mapping[int, Fraction]]]
) -> tuple[dict[Monomial, Fraction], dict[int, Fraction]]:
    """What is left of a polynomial when rows are taken off, and how often each equation was taken off."""
    rest = dict(wanted)
    made: dict[int, Fraction] = {}
    for lead, row, by in rows:
        factor = rest.get(lead, Fraction(0)) / row[lead]
        if factor:
            for mono, c in row.items():
                rest[mono] = rest.get(mono, Fraction(0)) - factor * c
            for n, c in by.items():
                made[n] = made.get(n, Fraction(0)) + factor * c
    return {m: c for m, c in rest.items() if c}, made
