"""Exact linear algebra over the monomials of comparisons."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from mlekl_symbolic.kernel.ring import Monomial, Polynomial, add, polynomial
from mlekl_symbolic.kernel.terms import App, Term


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
