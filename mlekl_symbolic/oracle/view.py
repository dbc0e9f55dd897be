"""One small world as a judge sees it: values, points at which the hypotheses hold, disagreements."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from itertools import islice

from sympy import Basic, Expr

from mlekl_symbolic.language import Statement
from mlekl_symbolic.oracle.equations import solved
from mlekl_symbolic.oracle.evaluate import value
from mlekl_symbolic.oracle.opinion import Disagrees, NotExpressible
from mlekl_symbolic.oracle.statements import truth
from mlekl_symbolic.oracle.world import Point, World
from mlekl_symbolic.oracle.zero import opened

POINTS = 5
"""At how many rational points of a world numbers are compared where SymPy decides nothing symbolically."""
_TRIES, _FIRST = 60, 20


class View:
    """A world, the hypotheses of the derivation, and the values already found in it."""

    def __init__(self, world: World, givens: tuple[Statement, ...]) -> None:
        self.world = world
        self._givens = givens
        self._known: dict[Basic, Expr] = {}
        self._barren = False

    @cached_property
    def _equations(self) -> Point:
        return solved(self.world, self._givens)

    def value(self, node: Basic) -> Expr:
        """The value of a side of a line, with logarithms opened."""
        if node not in self._known:
            self._known[node] = opened(value(node, self.world).xreplace(self._equations))
        return self._known[node]

    def points(self, *values: Expr, where: Callable[[Point], bool] = lambda _: True) -> tuple[Point, ...]:
        """Points for the symbols in some values, at which the hypotheses and ``where`` hold."""
        if self._barren:
            return ()
        open_values = (*values, *self.world.names.values())
        admitted = [p for p in islice(self.world.points(open_values, _TRIES), _FIRST) if self._admits(p)]
        # Where an equation is assumed, no point drawn at random will ever satisfy it.
        self._barren = not admitted
        drawn = (p for p in self.world.points(open_values, _TRIES) if not self._barren and self._admits(p))
        return tuple(islice((p for p in drawn if where(p)), POINTS))

    def _admits(self, point: Point) -> bool:
        return all(truth(s, self.world, point) is True for s in self._givens)

    def allows(self, point: Point) -> bool:
        """Whether no hypothesis is false once some symbols have the given values."""
        return all(truth(s, self.world, point) is not False for s in self._givens)

    def refuted(self, point: Point, difference: Expr) -> Disagrees:
        """A disagreement at a point of the world."""
        where = [f"{s} = {v}" for s, v in point.items() if s in difference.free_symbols]
        return Disagrees(", ".join([str(self.world), *where]), str(difference))

    def undecided(self) -> NotExpressible:
        """The opinion when hypotheses leave no point to look at."""
        return NotExpressible(f"no point of the world {self.world} was found that satisfies the hypotheses")
