"""Inverses and determinants of matrices."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import Any

from mlekl_symbolic.language import (
    Delta,
    Divide,
    Equal,
    Exp,
    ForAll,
    Log,
    Minus,
    NotEqual,
    Range,
    Statement,
    Sum,
    Times,
    number,
)
from mlekl_symbolic.readers.latex import surface as s
from mlekl_symbolic.readers.latex.show import shown
from mlekl_symbolic.readers.latex.uninterpreted.keys import Bound, holders, skeleton
from mlekl_symbolic.readers.latex.uninterpreted.laws import limit
from mlekl_symbolic.readers.latex.uninterpreted.linear.kinds import (
    MINUS_ONE,
    is_identity,
    is_inverse,
    is_symmetric,
)
from mlekl_symbolic.readers.latex.uninterpreted.linear.places import NOWHERE, Place, Places
from mlekl_symbolic.readers.latex.uninterpreted.linear.shapes import Shapes
from mlekl_symbolic.readers.latex.uninterpreted.survey import Survey


class Inverses(Places, ABC):
    """Gives inverses and determinants their meaning.

    Attributes
    ----------
    granted
        What authors leave unsaid of matrices: that they have inverses.
    required
        What the reading of inverses and determinants itself rests on.
    """

    def __init__(self, survey: Survey, shapes: Shapes) -> None:
        super().__init__(survey, shapes)
        self.granted: dict[Statement, None] = {}
        self.required: dict[Statement, None] = {}
        self._inverses: dict[Any, Statement] = {}

    @abstractmethod
    def chain(self, groups: Sequence[Sequence[s.Expression]], at: Place, bound: Bound) -> Any:
        """A product of groups of factors that fit together, at a place."""

    def inverse(self, base: s.Expression, bound: Bound) -> Any:
        """The inverse of a square matrix, which is granted to be one from both sides."""
        match base:
            case s.Power(body, _) if is_inverse(base):
                self.require_inverse(body, bound)
                return self.expression(body, bound)
            case s.Transpose(body):
                return self.entry(s.Power(body, MINUS_ONE, span=base.span), (self.at[1], self.at[0]), bound)
            case s.Name() if is_identity(base):
                return Delta(*self.at)
            case s.Factors(factors):
                return self._inverse_of_product(base, factors, bound)
        self.require_inverse(base, bound, needed=False)
        return self.inverse_entry(base, self.at, bound)

    def inverse_entry(self, base: s.Expression, at: Place, bound: Bound) -> Any:
        """What stands at a place of the inverse of a matrix that is no product."""
        if self.moves(base):
            self.refuse(base)
        used = holders(base, bound)
        key = skeleton(s.Power(base, MINUS_ONE, span=base.span), bound, lettered=False)
        new = (key, len(used) + 2) not in self.functions
        function = self.function(key, len(used) + 2)
        if new and isinstance(base, s.Name) and is_symmetric(base):
            self.grant_symmetric(base, function, bound)
        return function(*used, *at)

    def _inverse_of_product(self, base: s.Factors, factors: Sequence[s.Joined], bound: Bound) -> Any:
        """The inverse of a product of numbers and square matrices."""
        matrices = [f.body for f in factors if self.matrix(f.body)]
        shapes = [self.shape(m) for m in matrices]
        if any(rows != columns for rows, columns in shapes) or any(f.by == "/" for f in factors):
            self.require_inverse(base, bound, needed=False)
            return self.inverse_entry(base, self.at, bound)
        made: Any = self.chain(
            [[s.Power(m, MINUS_ONE, span=m.span)] for m in reversed(matrices)], self.at, bound
        ) if len(matrices) > 1 else self.inverse(matrices[0], bound)  # fmt: skip
        for matrix in matrices:
            self.require_inverse(matrix, bound)
        for factor in factors:
            if not self.matrix(factor.body):
                value = self.entry(factor.body, NOWHERE, bound)
                self.require(NotEqual(value, 0))
                made = Divide(made, value)
        return made

    def require(self, claim: Statement) -> None:
        limits = [limit(v, o) for v, o in self.over.items() if v in claim.free_symbols]
        self.required.setdefault(ForAll(claim, *limits) if limits else claim)

    def require_inverse(self, base: s.Expression, bound: Bound, *, needed: bool = True) -> None:
        """That a matrix has an inverse: granted, and listed in any case where the reading rests on it."""
        while isinstance(base, s.Transpose) or is_inverse(base):
            base = _under(base)
        if isinstance(base, s.Name) and is_identity(base):
            return
        rows, _ = self.shape(base)
        used = holders(base, bound)
        for left in (True, False):
            key = (skeleton(base, bound, lettered=False), left)
            if key in self._inverses:
                self._grant(self._inverses[key], needed)
                continue
            row, column, inner = self.fixed_places(rows)
            one, other = (row, inner), (inner, column)
            matrix = self.whole(base, other if left else one, bound)
            inverse = self.inverse_entry(base, one if left else other, bound)
            product = Sum(Times(*((inverse, matrix) if left else (matrix, inverse))), *self.limits((inner,)))
            limits = [*(limit(v, o) for v, o in used.items()), *self.limits((row, column))]
            claim = ForAll(Equal(product, Delta(row, column)), *limits)
            self._inverses[key] = claim
            self._grant(claim, needed)
        self.infer(f"{shown(base)} has an inverse", base.span)

    def _grant(self, claim: Statement, needed: bool) -> None:  # noqa: FBT001
        self.granted.setdefault(claim)
        if needed:
            self.required.setdefault(claim)

    def determinant(self, node: s.Expression, bound: Bound) -> Any:
        """The determinant of a matrix: that of its factors, as far as those are square."""
        rows, _ = self.shape(node)
        match node:
            case s.Name() if is_identity(node):
                return number(1)
            case s.Transpose(body):
                return self.determinant(body, bound)
            case s.Matrix(rows=((a, b), (c, d))):
                ((w, x), (y, z)) = ([self.entry(i, NOWHERE, bound) for i in r] for r in ((a, b), (c, d)))
                return Minus(Times(w, z), Times(x, y))
            case s.Power(base, _) if is_inverse(node):
                self.require_inverse(base, bound)
                return Divide(number(1), self.determinant(base, bound))
            case s.Fraction(top, bottom):
                return Divide(self.determinant(top, bound), self._power_of(bottom, rows, bound))
            case s.Factors(factors) if all(f.by != "/" for f in factors) and all(
                self.is_square(f.body) for f in factors
            ):
                made: Any = None
                for f in factors:
                    large = self.matrix(f.body)
                    value = self.determinant(f.body, bound) if large else self._power_of(f.body, rows, bound)
                    made = value if made is None else Times(made, value)
                return made
        whole = s.Absolute(node, span=node.span)
        before, self.at = self.at, NOWHERE
        try:
            return self.unknown(whole, bound)
        finally:
            self.at = before
            self.parts.pop(shown(whole), None)
            self.infer(f"{shown(whole)} is a determinant", node.span)

    def is_square(self, node: s.Node) -> bool:
        rows, columns = self.shape(node)
        return rows == columns

    def _power_of(self, node: s.Expression, side: str, bound: Bound) -> Any:
        """A positive number to the power that is the length of a side."""
        value = self.entry(node, NOWHERE, bound)
        self.require(value > 0)
        return Exp(Times(self.length(side), Log(value)))

    def length(self, side: str) -> Any:
        """How many places there are along a side."""
        over = self.dimension(side)
        if isinstance(over, Range):
            return over.args[1]
        return Sum(number(1), *self.limits((self.place(side),)))


def _under(node: s.Node) -> Any:
    """What is transposed or inverted."""
    assert isinstance(node, s.Transpose | s.Power)
    return node.body if isinstance(node, s.Transpose) else node.base
