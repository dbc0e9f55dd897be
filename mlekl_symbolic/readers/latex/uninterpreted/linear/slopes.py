"""Derivatives by vectors and matrices: along the lines on which one entry changes."""

from __future__ import annotations

from abc import ABC
from collections.abc import Iterator
from functools import partial
from typing import Any

from mlekl_symbolic.language import Delta, Derivative, Divide, Equal, ForAll, Minus, Times, number
from mlekl_symbolic.readers.latex import surface as s
from mlekl_symbolic.readers.latex.depending import depends
from mlekl_symbolic.readers.latex.show import shown
from mlekl_symbolic.readers.latex.uninterpreted.keys import Bound, holders, names, skeleton
from mlekl_symbolic.readers.latex.uninterpreted.laws import limit
from mlekl_symbolic.readers.latex.uninterpreted.linear.inverses import Inverses
from mlekl_symbolic.readers.latex.uninterpreted.linear.kinds import is_inverse
from mlekl_symbolic.readers.latex.uninterpreted.linear.places import NOWHERE, Moved, Place
from mlekl_symbolic.readers.latex.uninterpreted.linear.shapes import Shapes
from mlekl_symbolic.readers.latex.uninterpreted.survey import Survey

_HIDING = frozenset(("f", "g", "h", "F", "G", "H", "J", "L", "l", "ell", "LL"))
"""Letters that mean a function even where they stand without an argument."""


class Slopes(Inverses, ABC):
    """Gives derivatives by vectors and matrices their meaning."""

    def __init__(self, survey: Survey, shapes: Shapes) -> None:
        super().__init__(survey, shapes)
        self._along: set[Any] = set()

    def slope(self, node: s.Node, variable: s.Expression, body: s.Expression, bound: Bound) -> Any:
        """A derivative by one entry of a vector or a matrix: along the line on which only it changes."""
        outer, inside = self.moved, set(names(body))
        if not isinstance(variable, s.Name) or variable in bound:
            self.refuse(node)
        if variable not in inside or self.matrix(body) or self._may_hide(body, variable):
            self.refuse(node)
        if outer is not None and outer[0] in inside:
            self.refuse(node)
        step = self.bound_variable(s.Name("t"))
        self.moved = (variable, self.at, step)
        try:
            made = self.entry(body, NOWHERE, bound)
        finally:
            self.moved = outer
        fixed = sorted({shown(n) for n in inside if n != variable and n not in self.survey.applied})
        if fixed:
            self.infer(f"independent of {shown(variable)}: {', '.join(fixed)}", node.span)
        self._smooth(made, step, number(0))
        return Derivative(made, (step, number(0)))

    def _may_hide(self, body: s.Node, variable: s.Name) -> bool:
        """Whether a body may depend on a variable through a name that does not say so."""
        if depends(body, variable, self.hidden) or any(_draws_somehow(n) for n in s.walk(body)):
            return True
        for name in _bare(body):
            if name != variable and name.letter.lower() == variable.letter.lower():
                return True
            if name in self.survey.applied or name.style == "cal":
                return True
            if name.letter in _HIDING and name not in self.shapes.used:
                return True
        return False

    def shifted(self, node: s.Name, bound: Bound) -> Any:
        """An entry of what is differentiated by, on the line along which one entry changes."""
        assert self.moved is not None
        _, place, step = self.moved
        value = self.unknown_entry(node, [x for x in self.at if x is not None], bound)
        for here, there in zip(self.at, place, strict=True):
            if here is not None:
                step = Times(step, Delta(here, there))
        return value + step

    def mass(self, node: s.Apply, bound: Bound) -> Any:
        """The mass that an application of a law stands for, on the line along which one entry changes."""
        if not self.moves(node):
            return super().mass(node, bound)
        moved, self.moved = self.moved, None
        try:
            value = super().mass(node, bound)
        finally:
            self.moved = moved
        return self.followed(node, bound, value)

    def followed(self, node: s.Node, bound: Bound, value: Any) -> Any:
        """A part that depends on what is differentiated by, as a function along the line.

        Where the line begins it has the value that it has elsewhere.
        """
        assert self.moved is not None
        moved, self.moved = self.moved, None
        try:
            return self._follow(node, bound, value, moved)
        finally:
            self.moved = moved

    def _follow(self, node: s.Node, bound: Bound, value: Any, moved: Moved) -> Any:
        variable, place, step = moved
        exact = self._exactly(node, bound, moved)
        if exact is not None:
            return exact
        used = holders(node, bound)
        key: Any = skeleton(node, bound, lettered=False)
        head = s.Apply(s.Name("along"), ((key, variable),))
        at, begun = ([x for x in where if x is not None] for where in (self.at, place))
        function = self.function(head, len(used) + len(at) + len(begun) + 1)
        if function not in self._along:
            self._along.add(function)
            here, there = (tuple(map(self._likewise, where)) for where in (self.at, place))
            own = [x for x in (*here, *there) if x is not None]
            start = value if value is not None else self._unmoved(node, here, bound)
            limits = [*(limit(v, o) for v, o in used.items()), *self.limits(own)]
            self.give(ForAll(Equal(function(*used, *own, number(0)), start), *limits), function.name)
        return function(*used, *at, *begun, step)

    def _unmoved(self, node: s.Node, at: Place, bound: Bound) -> Any:
        before, self.at = self.at, at
        try:
            return self.unknown(node, bound)
        finally:
            self.at = before

    def _likewise(self, place: Any) -> Any:
        """Another variable for the places along the same side."""
        if place is None:
            return None
        made = self.bound_variable(s.Name("k"))
        self.over[made] = self.over[place]
        return made

    def _exactly(self, node: s.Node, bound: Bound, moved: Moved) -> Any:
        """An inverse or a determinant on the line along which one entry of the matrix changes, or None.

        These are the Sherman–Morrison formula and the matrix determinant lemma.
        """
        variable, (row, column), step = moved
        is_determinant = node == s.Absolute(variable)
        if not is_determinant and not (is_inverse(node) and _base(node) == variable):
            return None
        if not self.is_square(variable):
            return None
        self.require_inverse(variable, bound)
        inverse = partial(self.inverse_entry, variable, bound=bound)
        growth = number(1) + Times(step, inverse(at=(column, row)))
        if is_determinant:
            whole = self.unknown(node, bound)
            self.signed.append(whole > 0)
            self.infer("the matrix determinant lemma", node.span)
            return Times(whole, growth)
        self.infer("the Sherman–Morrison formula", node.span)
        product = Times(inverse(at=(self.at[0], row)), inverse(at=(column, self.at[1])))
        change = Times(step, product)
        return Minus(inverse(at=self.at), Divide(change, growth))


def _base(node: s.Node) -> s.Node:
    assert isinstance(node, s.Power)
    return node.base


def _bare(node: s.Node) -> Iterator[s.Name]:
    """The names in a node that are not applied to arguments."""
    if isinstance(node, s.Name):
        yield node
    for part in s.parts(node):
        if not (isinstance(node, s.Apply) and part is node.function):
            yield from _bare(part)


def _draws_somehow(node: s.Node) -> bool:
    """Whether a node is an expectation that does not say in full from which law it draws."""
    if not isinstance(node, s.Mean):
        return False
    laws = [u.domain if isinstance(u, s.Over) else u for u in node.under]
    return not laws or not all(isinstance(law, s.Apply) for law in laws)
