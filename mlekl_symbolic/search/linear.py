"""Exact linear algebra over the monomials of comparisons."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from mlekl_symbolic.kernel.ring import Monomial, Polynomial, add, polynomial
from mlekl_symbolic.kernel.terms import App, Term
from mlekl_symbolic.search.simplex import nonnegative_solution

MOST_COLUMNS = 80


def gap(p: Term) -> Polynomial:
    """``b − a`` for a comparison of ``a`` with ``b``."""
    assert isinstance(p, App)
    return add(polynomial(p.args[1]), polynomial(p.args[0]), -1)


def solve(columns: Sequence[Polynomial], goal: Polynomial) -> list[Fraction] | None:
    """Multipliers of the columns that give the goal up to its constant, by exact elimination.

    Columns that the elimination leaves free get the multiplier 0.
    """
    keys: list[Monomial] = [m for m in dict.fromkeys(k for c in (*columns, goal) for k in c) if m]
    rows = [[c.get(m, Fraction(0)) for c in columns] + [goal.get(m, Fraction(0))] for m in keys]
    pivots: list[tuple[int, int]] = []
    for column in range(len(columns)):
        start = len(pivots)
        pivot = next((r for r in range(start, len(rows)) if rows[r][column]), None)
        if pivot is None:
            continue
        rows[start], rows[pivot] = rows[pivot], rows[start]
        lead = rows[start][column]
        rows[start] = [v / lead for v in rows[start]]
        for r, row in enumerate(rows):
            if r != start and row[column]:
                factor = row[column]
                rows[r] = [v - factor * w for v, w in zip(row, rows[start], strict=True)]
        pivots.append((start, column))
    if any(row[-1] for row in rows[len(pivots) :]):
        return None
    out = [Fraction(0)] * len(columns)
    for row_number, column in pivots:
        out[column] = rows[row_number][-1]
    return out


def farkas(given: Sequence[Term], goal: Term) -> list[Fraction] | None:
    """Multipliers that make a comparison out of given ones, positive for inequalities, or None."""
    assert isinstance(goal, App)
    want = gap(goal)
    related = _related([gap(p) for p in given], want)
    columns: list[tuple[int, int, Polynomial]] = []
    for k in related:
        p = given[k]
        assert isinstance(p, App)
        columns += [(k, sign, gap(p)) for sign in ((1, -1) if p.head == "=" else (1,))]
    if len(columns) > MOST_COLUMNS:
        return None
    keys = list(dict.fromkeys(m for p in (want, *(c for _, _, c in columns)) for m in p if m))
    rows = [[sign * c.get(m, Fraction(0)) for _, sign, c in columns] + [Fraction(0)] for m in keys]
    rows.append([sign * c.get((), Fraction(0)) for _, sign, c in columns] + [Fraction(1)])
    strict = [Fraction(int(given[k].head == "<")) for k, _, _ in columns]  # type: ignore[attr-defined]
    favoured = [*strict, Fraction(1)] if goal.head == "<" else [Fraction(0)] * (len(columns) + 1)
    right = [want.get(m, Fraction(0)) for m in (*keys, ())]
    found = nonnegative_solution(rows, right, favoured)
    if found is None or (goal.head == "<" and not sum(v * w for v, w in zip(found, favoured, strict=True))):
        return None
    out = [Fraction(0)] * len(given)
    for (k, sign, _), value in zip(columns, found, strict=False):
        out[k] += sign * value
    return out


def _related(gaps: Sequence[Polynomial], want: Polynomial) -> list[int]:
    """The comparisons that share monomials with the goal, directly or through others."""
    reached, out = {m for m in want if m}, list[int]()
    while True:
        new = [k for k, g in enumerate(gaps) if k not in out and not reached.isdisjoint(g)]
        if not new:
            return sorted(out)
        out += new
        reached |= {m for k in new for m in gaps[k] if m}
