"""Small worlds: what every name of a derivation stands for, with probabilities left symbolic.

The letters of a named set of ``k`` elements are 1, …, ``k``; a sample is a tuple of letters. The masses
of a distribution are positive symbols that sum to one.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction

from sympy import Expr, Function, Integer, Rational, Symbol
from sympy.core.function import AppliedUndef

from mlekl_symbolic.language import Alphabet, FiniteSet, SetExpression
from mlekl_symbolic.oracle.opinion import InexpressibleError

Point = Mapping[Expr, Expr]
"""Exact values for symbols that a world leaves open."""


@dataclass(frozen=True, slots=True)
class World:
    """What the names of a derivation stand for.

    Attributes
    ----------
    names
        The values of variables: integers for sizes, indices and letters, symbols for the rest.
    sizes
        The numbers of letters of the named finite sets.
    data
        The observations of every sample: letters, or symbols for real observations.
    parameters
        The elements of the named parameter sets, where a world says which they are.
    masses
        The symbols that are the masses of one distribution, by its text; filled as they are met.
    """

    names: Mapping[str, Expr]
    sizes: Mapping[str, int]
    data: Mapping[str, tuple[object, ...]]
    parameters: Mapping[str, tuple[Expr, ...]] = field(default_factory=dict)
    masses: dict[str, tuple[Symbol, ...]] = field(default_factory=dict, compare=False)

    def __str__(self) -> str:
        parts = [f"{n} = {v}" for n, v in self.names.items() if v.is_Integer]
        parts += [f"{n} = {{{', '.join(map(str, range(1, k + 1)))}}}" for n, k in self.sizes.items()]
        parts += [f"{n} = {{{', '.join(map(str, of))}}}" for n, of in self.parameters.items()]
        parts += [f"{n} = ({', '.join(map(str, letters))})" for n, letters in self.data.items()]
        return ", ".join(parts) or "every world"

    def binding(self, name: str, value: Expr) -> World:
        """The same world with one variable bound; the masses met are shared."""
        return replace(self, names={**self.names, name: value})

    def letters(self, of: SetExpression) -> tuple[int, ...]:
        """The letters of an alphabet.

        Raises
        ------
        InexpressibleError
            When the set is not a finite alphabet.
        """
        match of:
            case FiniteSet(name=name) if name in self.sizes:
                return tuple(range(1, self.sizes[name] + 1))
            case Alphabet(letters=letters):
                return tuple(letter.code for letter in letters)
        raise InexpressibleError(f"{of} is not a finite alphabet")

    def mass(self, of: str, over: Sequence[Expr], letter: Expr) -> Expr:
        """The positive symbol that is the mass of a letter under the distribution called ``of``."""
        place = _place(letter, over)
        if place is None:
            raise InexpressibleError(f"{of} is taken at {letter}, which is none of {over}")
        if of not in self.masses:
            self.masses[of] = tuple(Symbol(f"{of}({k})", positive=True) for k in over)
        return self.masses[of][place]

    def applied(self, name: str, args: tuple[Expr, ...]) -> Expr:
        """The value of a function known by name: itself, applied to the values of its arguments."""
        return Function(name, real=True)(*args)

    def points(self, values: Iterable[Expr], how_many: int) -> Iterator[Point]:
        """Rational values for everything open in ``values``, the same on every run."""
        symbols: set[Expr] = set()
        for value in values:
            symbols |= value.free_symbols | value.atoms(AppliedUndef)
        for seed in range(how_many):
            yield self._point(symbols, seed)

    def _point(self, symbols: set[Expr], seed: int) -> Point:
        point: dict[Expr, Expr] = {}
        for s in sorted(symbols, key=str):
            draw = random.Random(f"{seed} {s}")
            if s.is_integer:
                point[s] = Integer(draw.randint(1, 4))
            else:
                sign = 1 if s.is_nonnegative or draw.random() < 0.7 else -1
                point[s] = sign * _fraction(draw)
        for family in self.masses.values():
            weights = [_fraction(random.Random(f"{seed} {s}")) for s in family]
            point |= {s: w / sum(weights) for s, w in zip(family, weights, strict=True)}
        return point


def _place(letter: Expr, over: Sequence[Expr]) -> int | None:
    """Where a letter stands; letters that are 1, 2, … stand where they say, and need not be looked for."""
    if letter.is_Integer and 1 <= letter <= len(over) and over[int(letter) - 1] == letter:
        return int(letter) - 1
    return over.index(letter) if letter in over else None


def _fraction(draw: random.Random) -> Rational:
    value = Fraction(draw.randint(1, 12), draw.randint(1, 12))
    return Rational(value.numerator, value.denominator)
