"""Ways to choose exact numbers for what a small world leaves open.

A way need not respect the hypotheses: whatever it chooses is kept only where every hypothesis holds.
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sympy import Expr, Integer, Rational, S

_VALUES = tuple(Rational(p, q) for p, q in ((0, 1), (1, 1), (2, 1), (3, 1), (1, 2), (3, 2), (-1, 1), (-1, 2)))
_POSITIVE = tuple(Rational(p, q) for p, q in ((1, 1), (2, 1), (3, 1), (1, 2), (1, 3), (3, 2), (5, 2)))

_ANY_SIZE = tuple(
    Rational(p, q) for p, q in ((1, 40), (1, 12), (1, 6), (1, 3), (1, 1), (3, 2), (3, 1), (6, 1))
)


@dataclass(frozen=True, slots=True)
class Design:
    """Positive masses and any numbers, each drawn by itself.

    Attributes
    ----------
    seed
        What the draws depend on.
    sizes
        The numbers of letters of the finite sets.
    laws
        The distributions of random letters.
    """

    seed: int
    sizes: Mapping[str, int]
    laws: frozenset[str] = frozenset()

    def draw(self, what: object) -> random.Random:
        """A source of chance for one thing."""
        return random.Random(f"{self.seed} {what}")

    def weights(self, family: str, letters: Sequence[Expr]) -> list[Expr]:
        """What the masses of one distribution are proportional to."""
        return [Integer(self.draw((family, k)).randint(1, 6)) for k in range(len(letters))]

    def count(self, name: str, args: Sequence[Expr]) -> int:
        """The value of a function that says how many outcomes there are."""
        return self.draw((name, *args)).randint(1, 3)

    def value(self, name: str, args: Sequence[Expr]) -> Expr:
        """The value of any other function."""
        return self.draw((name, *args)).choice(_VALUES)

    def letter(self, name: str, args: Sequence[Expr], letters: Sequence[Expr]) -> Expr:
        """The value of a function whose values are letters."""
        return self.draw((name, *args)).choice(list(letters))

    def number(self, name: str) -> Expr:
        """The value of a real variable."""
        return self.draw(name).choice(_VALUES)

    def positive(self, name: str) -> Expr:
        """The value of a variable that must be positive."""
        return self.draw(name).choice(_POSITIVE)


class Positive(Design):
    """Positive masses and nonnegative values."""

    __slots__ = ()

    def value(self, name: str, args: Sequence[Expr]) -> Expr:
        """A positive value."""
        return self.draw((name, *args)).choice(_POSITIVE)


class CommonZeros(Positive):
    """Masses that are zero at the same letters, and nonnegative values."""

    __slots__ = ()

    def weights(self, family: str, letters: Sequence[Expr]) -> list[Expr]:
        """Zero at some letters but one."""
        spared = self.draw("spared").randrange(len(letters))
        kept = [k == spared or self.draw(("zero", k)).random() < 0.5 for k in range(len(letters))]
        return [
            w if keep else S.Zero for w, keep in zip(Design.weights(self, family, letters), kept, strict=True)
        ]


class OwnZeros(Design):
    """Masses that are zero here and there."""

    __slots__ = ()

    def weights(self, family: str, letters: Sequence[Expr]) -> list[Expr]:
        """Zero at some letters but one."""
        found = [Integer(self.draw((family, k)).choice((0, 0, 1, 2, 3))) for k in range(len(letters))]
        return found if any(found) else [S.One, *found[1:]]


class Uniform(Design):
    """Equal masses, and constant functions."""

    __slots__ = ()

    def weights(self, family: str, letters: Sequence[Expr]) -> list[Expr]:
        """All the same."""
        return [S.One] * len(letters)

    def value(self, name: str, args: Sequence[Expr]) -> Expr:
        """The same everywhere."""
        return self.positive(name)


class Near(Positive):
    """Masses that differ little, and numbers of any size."""

    __slots__ = ()

    def weights(self, family: str, letters: Sequence[Expr]) -> list[Expr]:
        """Nearly the same."""
        return [Integer(self.draw((family, k)).randint(20, 21)) for k in range(len(letters))]

    def number(self, name: str) -> Expr:
        """Small or large."""
        return self.positive(name)

    def positive(self, name: str) -> Expr:
        """Small or large."""
        return self.draw(name).choice(_ANY_SIZE)


class Frame(Design):
    """Uncorrelated random variables of one mean and one variance: the rows of an orthogonal matrix.

    The squares of its first row are the masses; its other rows, divided by the first, have mean zero and
    variance one.
    """

    __slots__ = ()

    def _rows(self, size: int) -> list[list[Expr]]:
        """A rational reflection without a zero in the first row."""
        for turn in range(20):
            source = self.draw(("frame", size, turn))
            normal = [source.randint(1, 3) for _ in range(size)]
            square = sum(n * n for n in normal)
            rows = [
                [Rational((square if i == j else 0) - 2 * a * b, square) for j, b in enumerate(normal)]
                for i, a in enumerate(normal)
            ]
            if all(rows[0]):
                return rows
        return [[S.One] * size for _ in range(size)]

    def weights(self, family: str, letters: Sequence[Expr]) -> list[Expr]:
        """The squares of the first row."""
        return [r**2 for r in self._rows(len(letters))[0]]

    def count(self, name: str, args: Sequence[Expr]) -> int:
        """One more outcome than variables."""
        return int(args[0]) + 1

    def value(self, name: str, args: Sequence[Expr]) -> Expr:
        """The variable whose index is the last argument but one, at the outcome that is the last."""
        match args:
            case [size, index, outcome] if size.is_Integer:
                count = int(size) + 1
            case [index, outcome] if self.sizes:
                count = max(self.sizes.values())
            case [outcome] if self.sizes:
                index, count = S.One, max(self.sizes.values())
            case _:
                return Design.value(self, name, args)
        rows = self._rows(count)
        if not (outcome.is_Integer and 1 <= outcome <= count and index.is_Integer and 1 <= index < count):
            return S.Zero
        row = rows[int(index)][int(outcome) - 1] / rows[0][int(outcome) - 1]
        return self.number("the mean") + self.positive("the deviation") * row


class Products(Near):
    """Independent letters: an outcome is a word, a random variable one of its letters."""

    __slots__ = ()

    def _letters(self) -> int:
        return min(self.sizes.values(), default=2)

    def _digit(self, outcome: Expr, index: Expr) -> int:
        return int((int(outcome) - 1) // self._letters() ** (int(index) - 1) % self._letters())

    def weights(self, family: str, letters: Sequence[Expr]) -> list[Expr]:
        """The products of the masses of letters; all distributions on letters are the same."""
        base = [Integer(self.draw(k).randint(1, 3)) for k in range(self._letters())]
        if len(letters) == len(base):
            return (
                base if family.endswith("]") or "true" in family else Positive.weights(self, family, letters)
            )
        out = []
        for outcome in map(Integer, range(1, len(letters) + 1)):
            weight, length = S.One, 0
            while self._letters() ** length < len(letters):
                length += 1
                weight *= base[self._digit(outcome, Integer(length))]
            out.append(weight)
        return out

    def count(self, name: str, args: Sequence[Expr]) -> int:
        """All words of a length."""
        return int(self._letters() ** int(args[0]))

    def letter(self, name: str, args: Sequence[Expr], letters: Sequence[Expr]) -> Expr:
        """One letter of the word."""
        if len(args) < 2 or not all(a.is_Integer for a in args):
            return Design.letter(self, name, args, letters)
        return letters[self._digit(args[-1], args[-2]) % len(letters)]


class Sure(Near):
    """Random letters that are always the first one."""

    __slots__ = ()

    def weights(self, family: str, letters: Sequence[Expr]) -> list[Expr]:
        """All mass at one letter, for the distributions of random letters."""
        if family in self.laws:
            return [S.One, *[S.Zero] * (len(letters) - 1)]
        return Near.weights(self, family, letters)

    def letter(self, name: str, args: Sequence[Expr], letters: Sequence[Expr]) -> Expr:
        """The first letter."""
        return letters[0]


DESIGNS: tuple[type[Design], ...] = (
    Positive,
    CommonZeros,
    Design,
    Uniform,
    Near,
    Frame,
    OwnZeros,
    Products,
    Sure,
)
