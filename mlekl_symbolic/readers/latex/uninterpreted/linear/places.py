"""The places of vectors and matrices, and what stands at them."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from typing import Any

from mlekl_symbolic.language import (
    Divide,
    Equal,
    ForAll,
    Range,
    SetExpression,
    Statement,
    Variable,
    number,
)
from mlekl_symbolic.readers.latex import surface as s
from mlekl_symbolic.readers.latex.show import shown
from mlekl_symbolic.readers.latex.uninterpreted.keys import Bound, holders, names, skeleton
from mlekl_symbolic.readers.latex.uninterpreted.laws import limit
from mlekl_symbolic.readers.latex.uninterpreted.linear.kinds import is_symmetric
from mlekl_symbolic.readers.latex.uninterpreted.linear.shapes import (
    NUMBER,
    ONE,
    MisfitError,
    Shape,
    Shapes,
    UnsettledError,
)
from mlekl_symbolic.readers.latex.uninterpreted.survey import Survey
from mlekl_symbolic.readers.latex.uninterpreted.terms import Terms

Place = tuple[Any, Any]
"""A row and a column, each None where there is only one."""
NOWHERE: Place = (None, None)
Moved = tuple[s.Name, Place, Variable]
"""What is differentiated by, the place of the entry that changes, and how far it has changed."""
_UNKNOWN: Shape = ("?", "?")
_SETS = ("D", "E", "G", "U", "V", "W")
_PLACES = ("i", "j", "k", "l", "r", "s", "u", "v")


class Places(Terms, ABC):
    """Gives the parts of one line that are no products their meaning at one place of each.

    Attributes
    ----------
    shapes
        The shapes of the parts.
    at
        The place at which parts are read.
    symmetric
        That matrices are symmetric, as the search uses it best, each with how one says it.
    """

    def __init__(self, survey: Survey, shapes: Shapes) -> None:
        super().__init__(survey)
        self.shapes = shapes
        self.at: Place = NOWHERE
        self.symmetric: dict[Statement, Statement] = {}
        self.moved: Moved | None = None
        self._numbers: dict[str, int] = {}
        self._count = 0
        self._fixed: dict[str, tuple[Any, Any, Any]] = {}
        self._shapes: dict[int, tuple[s.Node, Shape]] = {}

    @abstractmethod
    def followed(self, node: s.Node, bound: Bound, value: Any) -> Any:
        """A part that depends on what is differentiated by, as a function along the line."""

    def dimension(self, side: str) -> SetExpression:
        """The places along a side."""
        root = self.shapes.root(side)
        size = self.shapes.sizes.get(root)
        if size is not None:
            last = number(int(size.digits)) if isinstance(size, s.Number) else self.natural(size)
            made: SetExpression = Range(1, last)
            return made
        place = self._numbers.setdefault(root, len(self._numbers))
        return self.finite_set(_SETS[place] if place < len(_SETS) else f"D{place}")

    def shape(self, node: s.Node) -> Shape:
        """The shape of a part; it is not known of what stands only in arguments."""
        known = self._shapes.get(id(node))
        if known is None:
            try:
                known = node, self.shapes.of(node)
            except (MisfitError, UnsettledError):
                known = node, _UNKNOWN
            self._shapes[id(node)] = known
        return known[1]

    def place(self, side: str) -> Any:
        """A new variable for a place along a side; None where there is only one."""
        if self.shapes.root(side) == ONE:
            return None
        free = next((x for x in _PLACES if x not in self._taken), None)
        while free is None or free in self._taken:
            self._count += 1
            free = f"i{self._count}"
        made = self.bound_variable(s.Name(free))
        self.over[made] = self.dimension(side)
        return made

    def fixed_places(self, side: str) -> tuple[Any, Any, Any]:
        """Three variables along a side for what is said of all places of it."""
        root = self.shapes.root(side)
        if root not in self._fixed:
            self._fixed[root] = self.place(root), self.place(root), self.place(root)
        return self._fixed[root]

    def limits(self, variables: Iterable[Any]) -> list[tuple[Any, ...]]:
        """Variables with the sets they run over."""
        return [limit(v, self.over[v]) for v in variables if v is not None]

    def entry(self, node: s.Node, at: Place, bound: Bound) -> Any:
        """What stands at a place of a part."""
        before, self.at = self.at, at
        try:
            return self.expression(node, bound)
        finally:
            self.at = before

    def expression(self, node: s.Node, bound: Bound) -> Any:
        """A part as a number: what stands at the present place of it."""
        if self.at != NOWHERE and self.shape(node) in (NUMBER, _UNKNOWN):
            return self.entry(node, NOWHERE, bound)
        return super().expression(node, bound)

    def matrix(self, node: s.Node) -> bool:
        """Whether a part is no number."""
        return self.shape(node) != NUMBER

    def unknown(self, node: s.Node, bound: Bound) -> Any:
        """A part as an unknown number, or an unknown function of the bound variables and its place."""
        if self.moves(node):
            return self.followed(node, bound, None)
        places = [x for x in self.at if x is not None]
        if not places:
            return super().unknown(node, bound)
        return self.unknown_entry(node, places, bound)

    def unknown_entry(self, node: s.Node, places: Sequence[Any], bound: Bound) -> Any:
        if isinstance(node, s.Unreadable | s.Infinity | s.Matrix | s.Number):
            self.refuse(node)
        used = holders(node, bound)
        if isinstance(node, s.Name):
            held = bound.get(node)
            key: s.Node = s.Apply(s.Name("entry"), ((node,),)) if held is not None and held.whole else node
            key = skeleton(node, bound, lettered=False) if key is node else key
        else:
            self.parts.setdefault(shown(node))
            key = skeleton(node, bound, lettered=False)
        arity = len(used) + len(places)
        new = (key, arity) not in self.functions
        function = self.function(key, arity)
        if new and isinstance(node, s.Name) and len(places) == 2 and is_symmetric(node):
            self.grant_symmetric(node, function, bound)
        return function(*used, *places)

    def grant_symmetric(self, node: s.Node, function: Any, bound: Bound) -> None:
        """Let it be granted that an unknown matrix is symmetric: half the sum of one and its transpose."""
        rows, columns = self.shape(node)
        if rows != columns:
            return
        used = holders(node, bound)
        half = self.home.function(self.unused(f"half of {function.name}"), arity=len(used) + 2)
        row, column, _ = self.fixed_places(rows)
        at, turned = (*used, row, column), (*used, column, row)
        limits = [*(limit(v, o) for v, o in used.items()), *self.limits((row, column))]
        made = ForAll(Equal(function(*at), Divide(half(*at) + half(*turned), number(2))), *limits)
        self.symmetric[made] = ForAll(Equal(function(*at), function(*turned)), *limits)

    def whole(self, node: s.Expression, at: Place, bound: Bound) -> Any:
        """What stands at a place of a matrix, which is not multiplied out where it has an inverse."""
        if isinstance(node, s.Factors | s.Terms) and not self.moves(node):
            value = self.unknown_entry(node, at, bound)
            self.parts.pop(shown(node), None)
            return value
        return self.entry(node, at, bound)

    def moves(self, node: s.Node) -> bool:
        """Whether a part has in it what is differentiated by."""
        return self.moved is not None and self.moved[0] in set(names(node))
