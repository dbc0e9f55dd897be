"""Exact linear algebra over the monomials of comparisons."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import lcm
from typing import NamedTuple

from mlekl_symbolic.kernel.ring import Monomial, Polynomial, add, polynomial
from mlekl_symbolic.kernel.terms import App, Term
from mlekl_symbolic.search.simplex import nonnegative_solution

MOST_COLUMNS = 80
ZERO = Fraction(0)


def gap(p: Term) -> Polynomial:
    """``b − a`` for a comparison of ``a`` with ``b``."""
    assert isinstance(p, App)
    return add(polynomial(p.args[1]), polynomial(p.args[0]), -1)


class Between(NamedTuple):
    """The numbers between two bounds; a strict bound is not among them, and None is no bound.

    A bound is a numerator and a positive denominator.
    """

    low: tuple[int, int] | None = None
    high: tuple[int, int] | None = None
    above: bool = False
    below: bool = False


UNBOUNDED, NOTHING = Between(), Between((1, 1), (0, 1))


def weighed(p: Polynomial) -> tuple[int, int]:
    """The constant of a polynomial and the sum of its other coefficients, times some positive number."""
    common, total, constant = 1, 0, 0
    for mono, c in p.items():
        n, d = c.as_integer_ratio()
        if common % d:
            more = lcm(common, d) // common
            common, total, constant = common * more, total * more, constant * more
        n *= common // d
        if mono:
            total += n
        else:
            constant = n
    return constant, total


def narrowed(between: Between, relation: str, weights: tuple[int, int]) -> Between:
    """The numbers for which, taken for every monomial, ``0 < p``, ``0 ≤ p`` or ``0 = p`` holds as well.

    Parameters
    ----------
    between
        The numbers so far.
    relation
        ``<``, ``<=`` or ``=``.
    weights
        What `weighed` says of ``p``.
    """
    constant, slope = weights
    strict = relation == "<"
    if not slope:
        holds = constant == 0 if relation == "=" else constant > 0 or (constant == 0 and not strict)
        return between if holds else NOTHING
    low, high, above, below = between
    n, d = bound = (-constant, slope) if slope > 0 else (constant, -slope)
    if slope > 0 or relation == "=":
        past = 1 if low is None else n * low[1] - low[0] * d
        if past > 0 or (past == 0 and strict):
            low, above = bound, strict
    if slope < 0 or relation == "=":
        short = 1 if high is None else high[0] * d - n * high[1]
        if short > 0 or (short == 0 and strict):
            high, below = bound, strict
    return Between(low, high, above, below)


def some(between: Between) -> bool:
    """Whether there is such a number."""
    low, high, above, below = between
    if low is None or high is None:
        return True
    room = high[0] * low[1] - low[0] * high[1]
    return room > 0 or (room == 0 and not (above or below))


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
    gaps = [gap(p) for p in given]
    related = _related(gaps, want)
    if any(m and not any(m in gaps[k] for k in related) for m in want):
        return None
    columns: list[tuple[int, int, Polynomial]] = []
    for k in related:
        p = given[k]
        assert isinstance(p, App)
        columns += [(k, sign, gaps[k]) for sign in ((1, -1) if p.head == "=" else (1,))]
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
