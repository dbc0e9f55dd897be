"""Small worlds that are made while a line is evaluated in them, the simplest first."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from itertools import pairwise, product
from random import Random

from mlekl_symbolic.readers.latex.trials.jets import MOST_DERIVATIVES, Undefined
from mlekl_symbolic.refute.values import Number, divide, multiply, show, tidy

Point = tuple[Number, ...]
MOST_POINTS = 64


@dataclass(slots=True)
class World:
    """A small world: whatever is asked for is chosen once, and remembered.

    Attributes
    ----------
    source
        Where choices come from.
    simple
        Whether all masses are equal and all numbers are small.
    size
        How many observations, times and so on there are.
    letters
        What the alphabet of a letter is when nothing else is known.
    chain
        The letters that form a Markov chain, in order.
    chosen
        What was chosen, by a name that a reader understands.
    """

    source: Random
    simple: bool
    size: int
    letters: Point = (0, 1)
    chain: tuple[str, ...] = ()
    chosen: dict[str, Number] = field(default_factory=dict)
    _laws: dict[tuple[object, ...], dict[Point, tuple[Number, ...]]] = field(default_factory=dict)
    _families: dict[str, Point] = field(default_factory=dict)
    _functions: dict[tuple[object, ...], tuple[Number, ...]] = field(default_factory=dict)

    def one_of(self, name: str, options: Point) -> Number:
        """One of some numbers."""
        if name not in self.chosen:
            self.chosen[name] = options[0] if self.simple else self.source.choice(options)
        return self.chosen[name]

    def share(self, name: str) -> Number:
        """A number between 0 and 1."""
        return self.one_of(name, tuple(Fraction(a, b) for a, b in ((1, 2), (1, 3), (1, 4), (2, 3), (2, 5))))

    def positive(self, name: str) -> Number:
        """A positive number."""
        return self.one_of(name, (Fraction(1, 2), 2, 3, Fraction(1, 3), Fraction(3, 2), 5))

    def part(self, family: str, name: str, place: int) -> Number:
        """One of several positive numbers that together are 1."""
        if family not in self._families:
            weights = [1 if self.simple else self.source.randint(1, 4) for _ in range(self.size)]
            self._families[family] = tuple(divide(w, sum(weights)) for w in weights)
        self.chosen[name] = self._families[family][place - 1]
        return self.chosen[name]

    def coefficients(self, name: tuple[object, ...]) -> tuple[Number, ...]:
        """The value and the derivatives of a function at a point; its value lies between 0 and 1."""
        if name not in self._functions:
            value = Fraction(self.source.randint(1, 6), 7)
            more = tuple(tidy(Fraction(self.source.randint(-3, 3), 2)) for _ in range(MOST_DERIVATIVES))
            self._functions[name] = (tidy(value), *more)
        return self._functions[name]

    def law(
        self,
        name: tuple[object, ...],
        sets: tuple[Point, ...],
        title: str,
        letters: tuple[str, ...],
        given: str = "",
    ) -> dict[Point, tuple[Number, ...]]:
        """A law on a product of finite sets: its masses with their derivatives.

        Parameters
        ----------
        name
            Which law it is.
        sets
            The values of what it is a law of.
        title, letters, given
            How a reader calls it, what it is a law of, and given what.
        """
        found = self._laws.get((name, sets))
        if found is None:
            places = list(product(*sets))
            if len(places) > MOST_POINTS:
                raise Undefined("the law has too many points")
            found = self._laws[(name, sets)] = self._chained(places, letters) or self._new(places)
            self._say(title, letters, given, found)
        return found

    def _say(
        self, title: str, letters: tuple[str, ...], given: str, table: dict[Point, tuple[Number, ...]]
    ) -> None:
        behind = f" | {given}" if given else ""
        if len({row[0] for row in table.values()}) == 1:
            mass = next(iter(table.values()))[0]
            self.chosen[f"{title}({', '.join(letters)}{behind})"] = mass
            return
        for place, row in table.items():
            at = ", ".join(f"{c} = {show(p)}" for c, p in zip(letters, place, strict=True))
            self.chosen[f"{title}({at}{behind})"] = row[0]

    def _chained(
        self, places: list[Point], letters: tuple[str, ...]
    ) -> dict[Point, tuple[Number, ...]] | None:
        """A law of a Markov chain, from the law of its first letter and of each given the one before."""
        order = [letters.index(c) for c in self.chain if c in letters]
        if len(order) < 3 or len(order) < len(letters):
            return None
        values = list(dict.fromkeys(p for place in places for p in place))
        first = self._new([(a,) for a in values])
        steps = [{a: self._new([(b,) for b in values]) for a in values} for _ in order[1:]]
        out: dict[Point, tuple[Number, ...]] = {}
        for place in places:
            mass = first[(place[order[0]],)][0]
            for step, (i, j) in zip(steps, pairwise(order), strict=True):
                mass = multiply(mass, step[place[i]][(place[j],)][0])
            out[place] = (mass, *(0 for _ in range(MOST_DERIVATIVES)))
        return out

    def _new(self, places: list[Point]) -> dict[Point, tuple[Number, ...]]:
        weights = [1 if self.simple else self.source.randint(1, 4) for _ in places]
        rows = [[divide(w, sum(weights)) for w in weights]]
        for _ in range(MOST_DERIVATIVES):
            slopes: list[Number] = [Fraction(self.source.randint(-2, 2), 5) for _ in places[1:]]
            rows.append([tidy(-sum(map(Fraction, slopes), Fraction(0))), *slopes])  # type: ignore[arg-type]
        return {place: tuple(row[n] for row in rows) for n, place in enumerate(places)}

    def said(self) -> list[tuple[str, str]]:
        """What was chosen, in words that a reader understands."""
        return [(name, show(value)) for name, value in self.chosen.items()]
