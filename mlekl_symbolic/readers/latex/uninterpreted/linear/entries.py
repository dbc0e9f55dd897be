"""The parts of a line with vectors and matrices in it: each is what stands at one place of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from typing import Any

from mlekl_symbolic.language import (
    Delta,
    Derivative,
    Divide,
    Equal,
    Exp,
    ForAll,
    Log,
    Minus,
    NotEqual,
    Power,
    Range,
    SetExpression,
    Statement,
    Sum,
    Times,
    Variable,
    number,
)
from mlekl_symbolic.readers.latex import surface as s
from mlekl_symbolic.readers.latex.show import shown
from mlekl_symbolic.readers.latex.uninterpreted.depending import depends
from mlekl_symbolic.readers.latex.uninterpreted.keys import Bound, holders, names, skeleton
from mlekl_symbolic.readers.latex.uninterpreted.laws import limit
from mlekl_symbolic.readers.latex.uninterpreted.linear.kinds import (
    DETERMINANTS,
    TRACES,
    is_identity,
    is_inverse,
    is_symmetric,
    size_of,
)
from mlekl_symbolic.readers.latex.uninterpreted.linear.shapes import (
    NUMBER,
    ONE,
    MisfitError,
    Shape,
    Shapes,
    UnsettledError,
    is_inner,
)
from mlekl_symbolic.readers.latex.uninterpreted.survey import Survey
from mlekl_symbolic.readers.latex.uninterpreted.terms import Terms

Place = tuple[Any, Any]
"""A row and a column, each None where there is only one."""
NOWHERE: Place = (None, None)
_MINUS_ONE = s.Terms((s.Signed("-", s.Number("1")),))
_BY_PLACES = (s.Terms, s.Big, s.Mean, s.Integral, s.Derivative)
"""What is a vector or a matrix place by place when what stands in it is."""
_PLACES = ("i", "j", "k", "l", "r", "s", "u", "v")
_HIDING = frozenset(("f", "g", "h", "F", "G", "H", "J", "L", "l", "ell", "LL"))
"""Letters that mean a function even where they stand without an argument."""


class Entries(Terms):
    """Gives the parts of one line their meaning at one place of each.

    Attributes
    ----------
    granted
        What authors leave unsaid of matrices: that they have inverses.
    symmetric
        That matrices are symmetric, as the search uses it best, each with how one says it.
    required
        What the reading of inverses and determinants itself rests on.
    """

    def __init__(self, survey: Survey, shapes: Shapes) -> None:
        super().__init__(survey)
        self.shapes = shapes
        self.at: Place = NOWHERE
        self.granted: dict[Statement, None] = {}
        self.symmetric: dict[Statement, Statement] = {}
        self.required: dict[Statement, None] = {}
        self._moved: tuple[s.Name, Place, Variable] | None = None
        self._along: set[Any] = set()
        self._inverses: dict[Any, Statement] = {}
        self._numbers: dict[str, int] = {}
        self._count = 0
        self._fixed: dict[str, tuple[Any, Any, Any]] = {}
        self._shapes: dict[int, tuple[s.Node, Shape]] = {}

    # Places.

    def dimension(self, side: str) -> SetExpression:
        """The places along a side."""
        root = self.shapes.root(side)
        size = self.shapes.sizes.get(root)
        if size is not None:
            return Range(1, self.natural(size))
        number = self._numbers.setdefault(root, len(self._numbers))
        return self.finite_set(f"D{'′' * number}")

    def shape(self, node: s.Node) -> Shape:
        """The shape of a part; what stands only in arguments is a number."""
        known = self._shapes.get(id(node))
        if known is None:
            try:
                known = node, self.shapes.of(node)
            except (MisfitError, UnsettledError):
                known = node, NUMBER
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
        if self.at != NOWHERE and self.shape(node) == NUMBER:
            return self.entry(node, NOWHERE, bound)
        return super().expression(node, bound)

    def matrix(self, node: s.Node) -> bool:
        """Whether a part is no number."""
        return self.shape(node) != NUMBER

    # Meaning.

    def meant(self, node: s.Node, bound: Bound) -> Any:
        """A part as a number of the language, at the present place of it."""
        match node:
            case s.Transpose(body):
                return self.entry(body, (self.at[1], self.at[0]), bound)
            case s.Name() if is_identity(node):
                if size_of(node) in bound:
                    self.refuse(node)
                return Delta(*self.at)
            case s.Name() if self._moved is not None and node == self._moved[0]:
                return self._shifted(node, bound)
            case s.Factors(factors) if any(self.matrix(f.body) for f in factors):
                return self._product(factors, bound)
            case s.Apply() if node.function.letter in TRACES:
                return self._trace(node.groups[0][0], bound)
            case s.Apply() if node.function.letter == "diag":
                item = node.groups[0][0]
                if not self.matrix(item):
                    return self.expression(item, bound)
                return Times(Delta(*self.at), self.entry(item, (self.at[0], None), bound))
            case s.Norm() | s.Power(s.Norm()):
                return self._norm(node, bound)
            case s.Power(base, exponent) if self.matrix(base):
                if is_inverse(node):
                    if self._moves(base):
                        self.refuse(node)
                    return self._inverse(base, bound)
                assert isinstance(exponent, s.Number)
                return self._product([s.Joined("", base)] * int(exponent.digits), bound)
            case s.Fraction(top, bottom) if self.matrix(top):
                return Divide(self.expression(top, bound), self.expression(bottom, bound))
            case s.Scripted(s.Number("0"), _):
                return number(0)
            case s.Absolute(body) if self.matrix(body):
                return self._determinant(body, bound)
            case s.Apply() if node.function.letter in DETERMINANTS:
                return self._determinant(node.groups[0][0], bound)
            case s.Gradient(variables, body, order):
                found = variables or ((self.shapes.usual,) if self.shapes.usual else ())
                if order or len(found) != 1:
                    self.refuse(node)
                return self._slope(node, found[0], body, bound)
            case s.Derivative(_, (variable,), body) if self.matrix(variable):
                return self._slope(node, variable, body, bound)
        if self.matrix(node) and not isinstance(node, _BY_PLACES):
            self.refuse(node)
        return super().meant(node, bound)

    def unknown(self, node: s.Node, bound: Bound) -> Any:
        """A part as an unknown number, or an unknown function of the bound variables and its place."""
        if self._moves(node):
            return self._followed(node, bound, None)
        places = [x for x in self.at if x is not None]
        if not places:
            return super().unknown(node, bound)
        return self._unknown_entry(node, places, bound)

    def _unknown_entry(self, node: s.Node, places: Sequence[Any], bound: Bound) -> Any:
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
            self._grant_symmetric(node, function, bound)
        return function(*used, *places)

    def _grant_symmetric(self, node: s.Node, function: Any, bound: Bound) -> None:
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

    # Products.

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
            if inner:
                shape = NUMBER
            else:
                shape = here if len(chain) == 1 else (shape[0], here[1])
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
        return self._chain(self._paired(parts), at, bound)

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

    def _chain(self, groups: Sequence[Sequence[s.Expression]], at: Place, bound: Bound) -> Any:
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
            self.entry(part, where, bound) if is_inverse(part) else self._whole(part, where, bound)
            for part, where in zip(group, sides, strict=True)
        )
        return Sum(Times(one, other), *self.limits((place,)))

    def _whole(self, node: s.Expression, at: Place, bound: Bound) -> Any:
        """What stands at a place of a matrix, which is not multiplied out where it has an inverse."""
        if isinstance(node, s.Factors | s.Terms) and not self._moves(node):
            return self._unknown_entry(node, at, bound)
        return self.entry(node, at, bound)

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
        if norm.kind not in (None, s.Number("2")) or not self._is_column(norm.body):
            self.refuse(node)
        row = self.place(self.shape(norm.body)[0])
        value = self.entry(norm.body, (row, None), bound)
        return Sum(Power(value, number(2)), *self.limits((row,)))

    def _is_column(self, node: s.Node) -> bool:
        rows, columns = self.shape(node)
        return rows != ONE and columns == ONE

    # Inverses.

    def _inverse(self, base: s.Expression, bound: Bound) -> Any:
        """The inverse of a square matrix, which is granted to be one from both sides."""
        match base:
            case s.Power(body, _) if is_inverse(base):
                self._require_inverse(body, bound)
                return self.expression(body, bound)
            case s.Transpose(body):
                return self.entry(s.Power(body, _MINUS_ONE, span=base.span), (self.at[1], self.at[0]), bound)
            case s.Name() if is_identity(base):
                return Delta(*self.at)
            case s.Factors(factors):
                return self._inverse_of_product(base, factors, bound)
        self._require_inverse(base, bound, needed=False)
        return self._inverse_entry(base, self.at, bound)

    def _inverse_entry(self, base: s.Expression, at: Place, bound: Bound) -> Any:
        """What stands at a place of the inverse of a matrix that is no product."""
        if self._moves(base):
            self.refuse(base)
        used = holders(base, bound)
        key = skeleton(s.Power(base, _MINUS_ONE, span=base.span), bound, lettered=False)
        new = (key, len(used) + 2) not in self.functions
        function = self.function(key, len(used) + 2)
        if new and isinstance(base, s.Name) and is_symmetric(base):
            self._grant_symmetric_inverse(base, function, bound)
        return function(*used, *at)

    def _grant_symmetric_inverse(self, base: s.Name, function: Any, bound: Bound) -> None:
        self._grant_symmetric(base, function, bound)

    def _inverse_of_product(self, base: s.Factors, factors: Sequence[s.Joined], bound: Bound) -> Any:
        """The inverse of a product of numbers and square matrices."""
        matrices = [f.body for f in factors if self.matrix(f.body)]
        shapes = [self.shape(m) for m in matrices]
        if any(rows != columns for rows, columns in shapes) or any(f.by == "/" for f in factors):
            self._require_inverse(base, bound, needed=False)
            return self._inverse_entry(base, self.at, bound)
        made: Any = self._chain(
            [[s.Power(m, _MINUS_ONE, span=m.span)] for m in reversed(matrices)], self.at, bound
        ) if len(matrices) > 1 else self._inverse(matrices[0], bound)  # fmt: skip
        for matrix in matrices:
            self._require_inverse(matrix, bound)
        for factor in factors:
            if not self.matrix(factor.body):
                value = self.entry(factor.body, NOWHERE, bound)
                self._require(_nonzero(value))
                made = Divide(made, value)
        return made

    def _require(self, claim: Statement) -> None:
        limits = [limit(v, o) for v, o in self.over.items() if v in claim.free_symbols]
        self.required.setdefault(ForAll(claim, *limits) if limits else claim)

    def _require_inverse(self, base: s.Expression, bound: Bound, *, needed: bool = True) -> None:
        """That a matrix has an inverse: granted, and listed in any case where the reading rests on it."""
        while isinstance(base, s.Transpose) or is_inverse(base):
            base = base.body if isinstance(base, s.Transpose) else base.base  # type: ignore[union-attr]
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
            matrix = self._whole(base, other if left else one, bound)
            inverse = self._inverse_entry(base, one if left else other, bound)
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

    # Determinants.

    def _determinant(self, node: s.Expression, bound: Bound) -> Any:
        """The determinant of a matrix: that of its factors, as far as those are square."""
        rows, _ = self.shape(node)
        match node:
            case s.Name() if is_identity(node):
                return number(1)
            case s.Transpose(body):
                return self._determinant(body, bound)
            case s.Power(base, _) if is_inverse(node):
                self._require_inverse(base, bound)
                return Divide(number(1), self._determinant(base, bound))
            case s.Fraction(top, bottom):
                return Divide(self._determinant(top, bound), self._power_of(bottom, rows, bound))
            case s.Factors(factors) if all(f.by != "/" for f in factors) and all(
                self._is_square(f.body) for f in factors
            ):
                made: Any = None
                for f in factors:
                    large = self.matrix(f.body)
                    value = self._determinant(f.body, bound) if large else self._power_of(f.body, rows, bound)
                    made = value if made is None else Times(made, value)
                return made
        before, self.at = self.at, NOWHERE
        try:
            return self.unknown(s.Absolute(node, span=node.span), bound)
        finally:
            self.at = before

    def _is_square(self, node: s.Node) -> bool:
        rows, columns = self.shape(node)
        return rows == columns

    def _power_of(self, node: s.Expression, side: str, bound: Bound) -> Any:
        """A positive number to the power that is the length of a side."""
        value = self.entry(node, NOWHERE, bound)
        self._require(value > 0)
        over = self.dimension(side)
        place = self.place(side)
        size = over.args[1] if isinstance(over, Range) else Sum(number(1), *self.limits((place,)))
        return Exp(Times(size, Log(value)))

    # Derivatives.

    def _slope(self, node: s.Node, variable: s.Expression, body: s.Expression, bound: Bound) -> Any:
        """A derivative by one entry of a vector or a matrix: along the line on which only it changes."""
        outer, inside = self._moved, set(names(body))
        if not isinstance(variable, s.Name) or variable in bound:
            self.refuse(node)
        if variable not in inside or self.matrix(body) or self._hides(body, variable):
            self.refuse(node)
        if outer is not None and outer[0] in inside:
            self.refuse(node)
        step = self.bound_variable(s.Name("t"))
        self._moved = (variable, self.at, step)
        try:
            made = self.entry(body, NOWHERE, bound)
        finally:
            self._moved = outer
        fixed = sorted({shown(n) for n in inside if n != variable and n not in self.survey.applied})
        if fixed:
            self.infer(f"independent of {shown(variable)}: {', '.join(fixed)}", node.span)
        self._smooth(made, step, number(0))
        return Derivative(made, (step, number(0)))

    def _hides(self, body: s.Node, variable: s.Name) -> bool:
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

    def _shifted(self, node: s.Name, bound: Bound) -> Any:
        """An entry of what is differentiated by, on the line along which one entry changes."""
        assert self._moved is not None
        _, place, step = self._moved
        value = self._unknown_entry(node, [x for x in self.at if x is not None], bound)
        for here, there in zip(self.at, place, strict=True):
            if here is not None:
                step = Times(step, Delta(here, there))
        return value + step

    def mass(self, node: s.Apply, bound: Bound) -> Any:
        """The mass that an application of a law stands for, on the line along which one entry changes."""
        if not self._moves(node):
            return super().mass(node, bound)
        moved, self._moved = self._moved, None
        try:
            value = super().mass(node, bound)
        finally:
            self._moved = moved
        return self._followed(node, bound, value)

    def _moves(self, node: s.Node) -> bool:
        """Whether a part has in it what is differentiated by."""
        return self._moved is not None and self._moved[0] in set(names(node))

    def _followed(self, node: s.Node, bound: Bound, value: Any) -> Any:
        """A part that depends on what is differentiated by, as a function along the line.

        Where the line begins it has the value that it has elsewhere.
        """
        assert self._moved is not None
        moved, self._moved = self._moved, None
        try:
            return self._follow(node, bound, value, moved)
        finally:
            self._moved = moved

    def _follow(self, node: s.Node, bound: Bound, value: Any, moved: tuple[s.Name, Place, Variable]) -> Any:
        variable, place, step = moved
        exact = self._exactly(node, bound, moved)
        if exact is not None:
            return exact
        used = holders(node, bound)
        head = s.Apply(s.Name("along"), ((skeleton(node, bound, lettered=False), variable),))
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

    def _exactly(self, node: s.Node, bound: Bound, moved: tuple[s.Name, Place, Variable]) -> Any:
        """An inverse or a determinant on the line along which one entry of the matrix changes, or None.

        These are the Sherman–Morrison formula and the matrix determinant lemma.
        """
        variable, (row, column), step = moved
        is_determinant = node == s.Absolute(variable)
        if not is_determinant and not (is_inverse(node) and _base(node) == variable):
            return None
        if not self._is_square(variable):
            return None
        self._require_inverse(variable, bound)
        inverse = partial(self._inverse_entry, variable, bound=bound)
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


def _inverts(one: s.Power, others: Sequence[s.Node]) -> bool:
    """Whether a factor is written as the inverse of others."""
    if not is_inverse(one):
        return False
    base = one.base
    whole = [f.body for f in base.factors] if isinstance(base, s.Factors) else [base]
    return whole == list(others)


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


def _nonzero(value: Any) -> Statement:
    return NotEqual(value, 0)
