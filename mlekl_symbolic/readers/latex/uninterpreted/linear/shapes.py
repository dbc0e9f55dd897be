"""How many rows and columns the parts of a line have, so far as it must be known to multiply them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from mlekl_symbolic.readers.latex import surface as s
from mlekl_symbolic.readers.latex.elaborate.usage import is_functional
from mlekl_symbolic.readers.latex.roles import DENSITIES
from mlekl_symbolic.readers.latex.uninterpreted.linear.kinds import (
    DETERMINANTS,
    TRACES,
    Kind,
    Stem,
    is_identity,
    is_inverse,
    size_of,
    stem,
)
from mlekl_symbolic.readers.latex.uninterpreted.linear.normals import normal
from mlekl_symbolic.readers.latex.vectors import OF_MATRICES

ONE = "1"
Shape = tuple[str, str]
"""The number of rows and the number of columns, each under a name."""
NUMBER: Shape = (ONE, ONE)
LARGEST = 4
"""How many rows and columns a matrix may have that is written entry by entry."""


class MisfitError(Exception):
    """Parts of a line do not fit together."""


class UnsettledError(Exception):
    """The shapes cannot be known before the kind of a letter is."""

    def __init__(self, of: Stem) -> None:
        super().__init__(of)
        self.stem = of


@dataclass(slots=True)
class Shapes:
    """The shapes of the parts of a line when its letters are of given kinds.

    Attributes
    ----------
    kinds
        The kinds of the letters.
    usual
        What gradients are taken by that do not say so.
    sizes
        The name of the size of a side, for each that has one.
    squares
        The sides of square matrices.
    used
        The letters that stand for vectors and matrices.
    above
        For sides that are as long as others, under which name those are known.
    """

    kinds: Mapping[Stem, Kind]
    usual: s.Name | None = None
    sizes: dict[str, s.Name | s.Number] = field(default_factory=dict)
    squares: set[str] = field(default_factory=set)
    used: dict[s.Name, Kind] = field(default_factory=dict)
    above: dict[str, str] = field(default_factory=dict)
    _loose: set[str] = field(default_factory=set)

    # Sides that are equal.

    def root(self, side: str) -> str:
        """The name under which a side is known."""
        while side in self.above:
            side = self.above[side]
        return side

    def join(self, one: str, other: str) -> None:
        """Let two sides be equally long.

        Raises
        ------
        MisfitError
            When one of them is 1 and the other is the side of a vector or a matrix.
        """
        one, other = self.root(one), self.root(other)
        if one == other:
            return
        if other == ONE or (one != ONE and other not in self._loose and one in self._loose):
            one, other = other, one
        if one == ONE and other not in self._loose:
            raise MisfitError
        sizes = {self.sizes[x] for x in (one, other) if x in self.sizes}
        if len(sizes) > 1:
            raise MisfitError
        if sizes:
            self.sizes[one] = sizes.pop()
        self.above[other] = one

    def same(self, one: Shape, other: Shape) -> Shape:
        """Let two parts have one shape."""
        self.join(one[0], other[0])
        self.join(one[1], other[1])
        return self.root(one[0]), self.root(one[1])

    def is_number(self, node: s.Node) -> bool:
        """Whether a part is a number."""
        return self.of(node) == NUMBER

    def of(self, node: s.Node) -> Shape:
        """The shape of a part.

        Raises
        ------
        MisfitError
            When its parts do not fit together.
        UnsettledError
            When it depends on the kind of a letter that is not known.
        """
        rows, columns = self._of(node)
        return self.root(rows), self.root(columns)

    def _of(self, node: s.Node) -> Shape:  # noqa: C901 - one case for each node
        match node:
            case s.Number() | s.Indicator() | s.Infinity():
                return NUMBER
            case s.Norm(body):
                self.of(body)
                return NUMBER
            case s.Kronecker(left, right):
                return self.numbers(left, right)
            case s.Name():
                return self._name(node)
            case s.Transpose(s.Number()):  # A bold 1 may be a vector of ones.
                raise MisfitError
            case s.Transpose(body):
                rows, columns = self.of(body)
                return columns, rows
            case s.Matrix(rows):
                return self._written(rows)
            case s.Terms(terms):
                return self.all([t.body for t in terms])
            case s.Factors(factors):
                return self.product(factors)
            case s.Fraction(top, bottom):
                self.number(bottom)
                return self.of(top)
            case s.Power(base, exponent):
                return self._power(node, base, exponent)
            case s.Apply():
                return self._apply(node)
            case s.Absolute(body):
                self.square(self.of(body))
                return NUMBER
            case s.Big(sign, limits, body):
                return self._big(sign, limits, body)
            case s.Mean(body) | s.Integral(body):
                return self.of(body)
            case s.Derivative(_, variables, body):
                return self._derived(variables, body)
            case s.Gradient(variables, body, order):
                return self._gradient(variables, body, order)
            case s.Call(_, operand) | s.Root(operand) | s.Optimum(_, _, operand):
                self.number(operand)
                return NUMBER
            case s.Scripted(s.Number(digits), ("_", _)) if digits in ("0", "1"):
                return self._zero(node)
        if any(isinstance(n, s.Transpose | s.Matrix) for n in s.walk(node)):
            raise MisfitError
        return NUMBER

    def _big(self, sign: str, limits: s.Limits | None, body: s.Expression) -> Shape:
        if isinstance(limits, s.Between):
            self.numbers(limits.low, limits.high)
        return self.of(body) if sign == "∑" else self.numbers(body)

    def _written(self, rows: Sequence[Sequence[s.Expression]]) -> Shape:
        """The shape of a matrix that is written entry by entry."""
        if not rows or len(rows) > LARGEST or {len(r) for r in rows} - set(range(1, LARGEST + 1)):
            raise MisfitError
        if len({len(r) for r in rows}) > 1 or any(isinstance(i, s.Dots) for r in rows for i in r):
            raise MisfitError
        self.numbers(*(i for r in rows for i in r))
        return self._length(len(rows)), self._length(len(rows[0]))

    def _length(self, length: int) -> str:
        if length == 1:
            return ONE
        side = f"length {length}"
        self.sizes.setdefault(self.root(side), s.Number(str(length)))
        return side

    def _zero(self, node: s.Node) -> Shape:
        made = f"rows of {node.span}", f"columns of {node.span}"
        self._loose |= set(made)
        return made

    def all(self, nodes: Sequence[s.Node]) -> Shape:
        """The shape that several parts have in common; a lone zero has any."""
        shape: Shape | None = None
        for node in nodes:
            if isinstance(node, s.Number) and node.digits == "0":
                continue
            here = self.of(node)
            shape = here if shape is None else self.same(shape, here)
        return NUMBER if shape is None else shape

    def number(self, node: s.Node) -> None:
        """Require that a part is a number."""
        self.same(self.of(node), NUMBER)

    def numbers(self, *nodes: s.Node) -> Shape:
        """Require that parts are numbers, and give the shape of these."""
        for node in nodes:
            self.number(node)
        return NUMBER

    def square(self, shape: Shape) -> str:
        """Require that a part is square, and give its side."""
        self.join(*shape)
        root = self.root(shape[0])
        if root != ONE:
            self.squares.add(root)
        return root

    def letter(self, name: s.Name) -> Shape:
        """The shape of what a letter stands for."""
        of = stem(name)
        kind = self.kinds.get(of)
        if kind is None:
            raise UnsettledError(of)
        if kind is Kind.NUMBER:
            return NUMBER
        self.used[name] = kind
        # Letters with the same indices may be as long as each other or not; nothing is taken for granted
        # of two with different numbers or letters below them, except of members of one family.
        own = tuple(i.digits for i in name.indices if isinstance(i, s.Number))
        side = f"{of[:2]}{own}"
        return (f"{side}r", ONE if kind is Kind.COLUMN else f"{side}c")

    def _name(self, node: s.Name) -> Shape:
        if node.letter in OF_MATRICES:
            raise MisfitError
        if not is_identity(node):
            return self.letter(node)
        size = size_of(node)
        side = f"size {size}"
        if size is not None:
            self.sizes.setdefault(self.root(side), size)
        return side, side

    def _power(self, node: s.Node, base: s.Expression, exponent: s.Expression) -> Shape:
        self.number(exponent)
        shape = self.of(base)
        if shape == NUMBER:
            return shape
        if is_inverse(node) or (isinstance(exponent, s.Number) and exponent.digits in ("2", "3")):
            self.square(shape)
            return shape
        raise MisfitError

    def _apply(self, node: s.Apply) -> Shape:
        name = node.function
        if name.letter in TRACES | DETERMINANTS:
            if len(node.groups) != 1 or len(node.groups[0]) != 1:
                raise MisfitError
            self.square(self.of(node.groups[0][0]))
            return NUMBER
        if name.letter == "diag":
            (item,) = node.groups[0] if len(node.groups[0]) == 1 else (None,)
            if item is None:
                raise MisfitError
            rows, columns = self.of(item)
            self.join(columns, ONE)
            if rows == ONE:
                raise MisfitError
            return rows, rows
        parts = normal(node)
        if parts is not None:
            point, mean, spread = parts
            rows, columns = self.all((point, mean))
            self.join(columns, ONE)
            self.same(self.of(spread), (rows, rows))
            self.square((rows, rows))
            return NUMBER
        for item in (i for group in node.groups for i in group if not isinstance(i, s.Name)):
            self.of(item)
        if name.letter in OF_MATRICES:
            raise MisfitError
        if name.letter in DENSITIES or name.style == "cal" or is_functional(name) or node.bars:
            return NUMBER
        return self.letter(name)

    def _derived(self, variables: Sequence[s.Expression], body: s.Expression) -> Shape:
        inside = self.of(body)
        for variable in variables:
            by = self.of(variable)
            if by != NUMBER:
                if inside != NUMBER or len(variables) > 1:
                    raise MisfitError
                return by
        return inside

    def _gradient(self, variables: Sequence[s.Expression], body: s.Expression, order: str) -> Shape:
        self.number(body)
        by = variables or ((self.usual,) if self.usual is not None else ())
        if len(by) != 1:
            raise MisfitError
        side, columns = self.of(by[0])
        if side == ONE or order not in ("", "2") or (order and columns != ONE):
            raise MisfitError
        return (side, side) if order else (side, columns)

    # Products.

    def product(self, factors: Sequence[s.Joined]) -> Shape:
        """The shape of a product."""
        shape = NUMBER
        for factor in factors:
            here = self.of(factor.body)
            if factor.by == "/":
                self.same(here, NUMBER)
                continue
            if shape == NUMBER or here == NUMBER:
                shape = here if shape == NUMBER else shape
            elif is_inner(factor, shape, here):
                self.join(shape[0], here[0])
                shape = NUMBER
            else:
                if factor.by == "×":
                    raise MisfitError
                self.join(shape[1], here[0])
                shape = shape[0], here[1]
            shape = self.root(shape[0]), self.root(shape[1])
        return shape


def is_inner(factor: s.Joined, before: Shape, here: Shape) -> bool:
    """Whether a dot stands between two columns, as in ``w · x``."""
    return factor.by == "·" and before[1] == here[1] == ONE and ONE not in (before[0], here[0])
