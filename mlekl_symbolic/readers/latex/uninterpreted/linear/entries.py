"""The parts of a line with vectors and matrices in it: each is what stands at one place of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from mlekl_symbolic.language import (
    Delta,
    Divide,
    Exp,
    FunctionSymbol,
    Log,
    Negative,
    Pi,
    Plus,
    Power,
    Sum,
    Times,
    as_expression,
    number,
)
from mlekl_symbolic.readers.latex import surface as s
from mlekl_symbolic.readers.latex.roles import DENSITIES
from mlekl_symbolic.readers.latex.show import shown
from mlekl_symbolic.readers.latex.uninterpreted.derivatives import is_at_another
from mlekl_symbolic.readers.latex.uninterpreted.draws import HIDDEN
from mlekl_symbolic.readers.latex.uninterpreted.functionals import averaged
from mlekl_symbolic.readers.latex.uninterpreted.keys import Bound, Held
from mlekl_symbolic.readers.latex.uninterpreted.linear.kinds import (
    DETERMINANTS,
    MINUS_ONE,
    TRACES,
    is_identity,
    is_inverse,
    size_of,
)
from mlekl_symbolic.readers.latex.uninterpreted.linear.normals import normal
from mlekl_symbolic.readers.latex.uninterpreted.linear.places import NOWHERE, Place
from mlekl_symbolic.readers.latex.uninterpreted.linear.shapes import NUMBER, ONE, Shape, is_inner
from mlekl_symbolic.readers.latex.uninterpreted.linear.slopes import Slopes

_BY_PLACES = (s.Terms, s.Big, s.Mean, s.Integral, s.Derivative)
"""What is a vector or a matrix place by place when what stands in it is."""


class Entries(Slopes):
    """Gives the parts of one line their meaning at one place of each."""

    def meant(self, node: s.Node, bound: Bound) -> Any:  # noqa: C901 - one case for each node
        """A part as a number of the language, at the present place of it."""
        match node:
            case s.Transpose(body):
                return self.entry(body, (self.at[1], self.at[0]), bound)
            case s.Name() if is_identity(node):
                if size_of(node) in bound:
                    self.refuse(node)
                return Delta(*self.at)
            case s.Name() if self.moved is not None and node == self.moved[0]:
                return self.shifted(node, bound)
            case s.Matrix(rows):
                return self._written(rows, bound)
            case s.Factors(factors) if any(self.matrix(f.body) for f in factors):
                return self._product(factors, bound)
            case s.Apply() if node.function.letter in TRACES:
                return self._trace(node.groups[0][0], bound)
            case s.Apply() if node.function.letter == "diag":
                item = node.groups[0][0]
                return Times(Delta(*self.at), self.entry(item, (self.at[0], None), bound))
            case s.Apply() if (parts := normal(node)) is not None and self.matrix(parts[2]):
                return self._density(*parts, bound)
            case s.Norm() | s.Power(s.Norm()):
                return self._norm(node, bound)
            case s.Power(base, exponent) if self.matrix(base):
                if is_inverse(node):
                    if self.moves(base):
                        self.refuse(node)
                    return self.inverse(base, bound)
                assert isinstance(exponent, s.Number)
                return self._product([s.Joined("", base)] * int(exponent.digits), bound)
            case s.Fraction(top, bottom) if self.matrix(top):
                return Divide(self.expression(top, bound), self.expression(bottom, bound))
            case s.Scripted(s.Number("0"), _):
                return number(0)
            case s.Absolute(body) if self.matrix(body):
                return self.determinant(body, bound)
            case s.Apply() if node.function.letter in DETERMINANTS:
                return self.determinant(node.groups[0][0], bound)
            case s.Gradient(variables, body, order):
                found = variables or ((self.shapes.usual,) if self.shapes.usual else ())
                if order or len(found) != 1 or (not variables and is_at_another(body, found[0])):
                    self.refuse(node)
                return self.slope(node, found[0], body, bound)
            case s.Derivative(_, (variable,), body) if self.matrix(variable):
                return self.slope(node, variable, body, bound)
        if self.matrix(node) and not isinstance(node, _BY_PLACES):
            self.refuse(node)
        return super().meant(node, bound)

    def _product(self, factors: Sequence[s.Joined], bound: Bound) -> Any:
        """A product at the present place of it: sums over the places inside of it."""
        outside, out = self.at, None
        for run in self._runs(factors):
            by = run[0].by if len(run) == 1 and not self.matrix(run[0].body) else ""
            shape = self._run_shape(run)
            value = self._run(run, NOWHERE if shape == NUMBER else outside, bound)
            out = value if out is None else (Divide if by == "/" else Times)(out, value)
        return out

    def _runs(self, factors: Sequence[s.Joined]) -> list[list[s.Joined]]:
        """The factors in groups that are numbers, of which the last group may be none."""
        out: list[list[s.Joined]] = []
        chain: list[s.Joined] = []
        shape: Shape = NUMBER
        for factor in factors:
            here = self.shape(factor.body)
            if here == NUMBER:
                out.append([factor])
                continue
            inner = bool(chain) and is_inner(factor, shape, here)
            chain.append(factor)
            shape = NUMBER if inner else here if len(chain) == 1 else (shape[0], here[1])
            if shape == NUMBER:
                out.append(chain)
                chain = []
        return [*out, chain] if chain else out

    def _run_shape(self, run: Sequence[s.Joined]) -> Shape:
        return self.shapes.product(run)

    def _run(self, run: Sequence[s.Joined], at: Place, bound: Bound) -> Any:
        parts = [f.body for f in run]
        if len(parts) == 1:
            return self.entry(parts[0], at, bound)
        if len(parts) == 2 and is_inner(run[1], *(self.shape(p) for p in parts)):
            parts = [s.Transpose(parts[0], span=parts[0].span), parts[1]]
        return self.chain(self._paired(parts), at, bound)

    def _paired(self, parts: Sequence[s.Expression]) -> list[list[s.Expression]]:
        """Factors in groups, in which each inverse stands together with what it is the inverse of."""
        out: list[list[s.Expression]] = []
        at = 0
        while at < len(parts):
            for size in range(len(parts) - at, 1, -1):
                first, *_, last = run = parts[at : at + size]
                if isinstance(first, s.Power) and _inverts(first, run[1:]):
                    out.append([first, first.base])
                    break
                if isinstance(last, s.Power) and _inverts(last, run[:-1]):
                    out.append([last.base, last])
                    break
            else:
                size = 1
                out.append([parts[at]])
            at += size
        return out

    def chain(self, groups: Sequence[Sequence[s.Expression]], at: Place, bound: Bound) -> Any:
        """A product of groups of factors that fit together, at a place."""
        inner = [self.place(self.shape(group[-1])[1]) for group in groups[:-1]]
        made: Any = None
        for group, row, column in zip(groups, [at[0], *inner], [*inner, at[1]], strict=True):
            if len(group) == 1:
                value = self.entry(group[0], (row, column), bound)
            else:
                value = self._pair(group, (row, column), bound)
            made = value if made is None else Times(made, value)
        for variable in reversed(inner):
            if variable is not None:
                made = Sum(made, *self.limits((variable,)))
        return made

    def _pair(self, group: Sequence[s.Expression], at: Place, bound: Bound) -> Any:
        """An inverse times what it is the inverse of, or the other way round."""
        place = self.place(self.shape(group[0])[1])
        sides = (at[0], place), (place, at[1])
        one, other = (
            self.entry(part, where, bound) if is_inverse(part) else self.whole(part, where, bound)
            for part, where in zip(group, sides, strict=True)
        )
        return Sum(Times(one, other), *self.limits((place,)))

    def _mean(self, node: s.Mean, bound: Bound) -> Any:
        """An expectation; where several letters stand below it without a law, these are random."""
        letters = [u for u in node.under if isinstance(u, s.Name) and u.letter not in DENSITIES]
        if len(letters) < 2 or len(letters) < len(node.under) or node.given or HIDDEN in bound:
            return super()._mean(node, bound)
        held, made = self.bind(HIDDEN, self.set_of(HIDDEN), [node.body], bound)
        together = {u: Held(held.variable, held.over, whole=False) for u in letters}
        name = s.Name(f"law of {', '.join(map(shown, letters))}", "word")
        inner = {**made, **together}
        weight = self.mass(s.Apply(name, ((HIDDEN,),), span=node.span), inner)
        return averaged(self.expression(node.body, inner), [weight], [held])

    def _density(self, point: s.Expression, mean: s.Expression, spread: s.Expression, bound: Bound) -> Any:
        """A normal density, whose covariance has an inverse and a positive determinant."""
        away = s.Terms((s.Signed("", point), s.Signed("-", mean)), span=point.span)
        inverse = s.Power(spread, MINUS_ONE, span=spread.span)
        factors = (s.Joined("", x) for x in (s.Transpose(away, span=point.span), inverse, away))
        form = self.entry(s.Factors(tuple(factors), span=point.span), NOWHERE, bound)
        whole = self.determinant(spread, bound)
        for factor in whole.args if isinstance(whole, Times | Divide) else (whole,):
            if not isinstance(factor, Exp) and factor.free_symbols | factor.atoms(FunctionSymbol):
                self.require(as_expression(factor) > 0)
        side, _ = self.shape(spread)
        constant = Times(self.length(side), Log(Times(number(2), Pi())))
        self.infer("a normal density", point.span)
        return Exp(Negative(Divide(Plus(Plus(constant, Log(whole)), form), number(2))))

    def _written(self, rows: Sequence[Sequence[s.Expression]], bound: Bound) -> Any:
        """What stands at a place of a matrix that is written entry by entry."""
        made: Any = None
        places = self.at
        for row, items in enumerate(rows, 1):
            for column, item in enumerate(items, 1):
                value = self.entry(item, NOWHERE, bound)
                for place, here in zip(places, (row, column), strict=True):
                    if place is not None:
                        value = Times(Delta(place, number(here)), value)
                made = value if made is None else Plus(made, value)
        return made

    def _trace(self, body: s.Expression, bound: Bound) -> Any:
        if not self.matrix(body):
            return self.entry(body, NOWHERE, bound)
        row = self.place(self.shape(body)[0])
        return Sum(self.entry(body, (row, row), bound), *self.limits((row,)))

    def _norm(self, node: s.Node, bound: Bound) -> Any:
        """The square of a Euclidean norm; a norm without a square stands for any number."""
        if not (isinstance(node, s.Power) and node.exponent == s.Number("2")):
            self.refuse(node)
        norm = node.base
        assert isinstance(norm, s.Norm)
        if norm.kind not in (None, s.Number("2")):
            self.refuse(node)
        if not self.matrix(norm.body):
            return Power(self.entry(norm.body, NOWHERE, bound), number(2))
        if not self._is_column(norm.body):
            self.refuse(node)
        row = self.place(self.shape(norm.body)[0])
        value = self.entry(norm.body, (row, None), bound)
        return Sum(Power(value, number(2)), *self.limits((row,)))

    def _is_column(self, node: s.Node) -> bool:
        rows, columns = self.shape(node)
        return rows != ONE and columns == ONE


def _inverts(one: s.Power, others: Sequence[s.Node]) -> bool:
    """Whether a factor is written as the inverse of others."""
    if not is_inverse(one):
        return False
    base = one.base
    whole = [f.body for f in base.factors] if isinstance(base, s.Factors) else [base]
    return whole == list(others)
