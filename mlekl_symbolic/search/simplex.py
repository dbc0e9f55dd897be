"""Nonnegative solutions of linear equations over the rationals, by the simplex method."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

ZERO = Fraction(0)


class Tableau:
    """Equations ``A x = b`` with ``x ≥ 0``, solved for a basis; Bland's rule keeps it from cycling."""

    def __init__(self, rows: Sequence[Sequence[Fraction]], right: Sequence[Fraction]) -> None:
        self.width = len(rows[0]) if rows else 0
        total = self.width + len(rows)
        self.rows: list[list[Fraction]] = []
        for k, (row, b) in enumerate(zip(rows, right, strict=True)):
            sign = -1 if b < 0 else 1
            helper = [Fraction(int(j == k)) for j in range(len(rows))]
            self.rows.append([*(sign * v for v in row), *helper, sign * b])
        self.basis = list(range(self.width, total))

    def feasible(self) -> bool:
        """Drive the helper variables out of the solution; False when that is impossible."""
        cost = [ZERO] * self.width + [Fraction(1)] * len(self.rows)
        self._minimise(cost, len(cost))
        if any(row[-1] for row, b in zip(self.rows, self.basis, strict=True) if b >= self.width):
            return False
        for k in range(len(self.rows)):
            if self.basis[k] >= self.width:
                column = next((j for j in range(self.width) if self.rows[k][j]), None)
                if column is not None:
                    self._pivot(k, column)
        return True

    def improve(self, favoured: Sequence[Fraction]) -> list[Fraction]:
        """A solution that makes the weighted sum of the variables positive, where there is one."""
        cost = [-w for w in favoured] + [ZERO] * len(self.rows)
        ray = self._minimise(cost, self.width)
        out = self.solution
        if ray is not None:
            out[ray] += 1
            for row, b in zip(self.rows, self.basis, strict=True):
                if b < self.width:
                    out[b] -= row[ray]
        return out

    @property
    def solution(self) -> list[Fraction]:
        """The values of the variables, helpers left out."""
        out = [ZERO] * self.width
        for row, b in zip(self.rows, self.basis, strict=True):
            if b < self.width:
                out[b] = row[-1]
        return out

    def _minimise(self, cost: Sequence[Fraction], usable: int) -> int | None:
        """Pivot until no variable lowers the cost; the variable of a ray when it has no bound."""
        while True:
            entering = next((j for j in range(usable) if self._reduced(cost, j) < 0), None)
            if entering is None:
                return None
            ratios = [
                (row[-1] / row[entering], self.basis[k], k)
                for k, row in enumerate(self.rows)
                if row[entering] > 0
            ]
            if not ratios:
                return entering
            self._pivot(min(ratios)[2], entering)

    def _reduced(self, cost: Sequence[Fraction], j: int) -> Fraction:
        return cost[j] - sum(
            (cost[b] * row[j] for row, b in zip(self.rows, self.basis, strict=True) if cost[b]), ZERO
        )

    def _pivot(self, k: int, column: int) -> None:
        lead = self.rows[k][column]
        self.rows[k] = [v / lead for v in self.rows[k]]
        for r, row in enumerate(self.rows):
            if r != k and (factor := row[column]):
                self.rows[r] = [v - factor * w for v, w in zip(row, self.rows[k], strict=True)]
        self.basis[k] = column


def nonnegative_solution(
    rows: Sequence[Sequence[Fraction]], right: Sequence[Fraction], favoured: Sequence[Fraction]
) -> list[Fraction] | None:
    """Some ``x ≥ 0`` with ``A x = b``, or None.

    Parameters
    ----------
    rows, right
        The equations.
    favoured
        Weights; when the weighted sum of ``x`` can be positive, it is.
    """
    tableau = Tableau(rows, right)
    if not tableau.feasible():
        return None
    return tableau.improve(favoured) if any(favoured) else tableau.solution
