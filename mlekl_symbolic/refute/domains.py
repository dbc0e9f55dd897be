"""Sets and functions as values: finite sets by their elements, infinite ones by membership.

Nothing is ever claimed about the whole of an infinite set by looking at some of its elements.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import islice, product
from typing import TypeAlias

from mlekl_symbolic.kernel.terms import Var
from mlekl_symbolic.refute.values import ClosedForm, Number, Rational, Unknown, below, same

PROBES: tuple[Number, ...] = (1, 0, 2, -1, Fraction(1, 2), 3, Fraction(-1, 2), Fraction(1, 3))
MOST_PROBES = 64
PARTS = (Fraction(1, 2), Fraction(1, 3), Fraction(2, 3), Fraction(1, 4), Fraction(3, 4))


@dataclass(frozen=True, slots=True)
class Finite:
    """The set of the given numbers, which are pairwise different."""

    elements: tuple[Number, ...]

    def contains(self, value: Number) -> bool:
        """Whether ``value`` is an element; raises `Unknown` when that cannot be decided."""
        return any(same(value, e) for e in self.elements)

    def listed(self) -> tuple[Number, ...] | None:
        """All elements."""
        return self.elements

    def probes(self) -> tuple[Number, ...]:
        """Some elements: here, all."""
        return self.elements


@dataclass(frozen=True, slots=True)
class Interval:
    """An infinite interval of reals; an end that is None is at infinity, closed ends belong to it."""

    low: Number | None = None
    high: Number | None = None
    closed: bool = field(default=False, kw_only=True)

    def contains(self, value: Number) -> bool:
        """Whether ``value`` lies in the interval; raises `Unknown` when that cannot be decided."""
        if self.closed:
            assert self.low is not None
            assert self.high is not None
            return not below(value, self.low) and not below(self.high, value)
        above = self.low is None or below(self.low, value)
        return above and (self.high is None or below(value, self.high))

    def listed(self) -> None:
        """None: there are infinitely many elements."""
        return

    def probes(self) -> tuple[Number, ...]:
        """Some elements."""
        low, high = self.low, self.high
        if low is None:
            return PROBES
        if isinstance(low, ClosedForm) or isinstance(high, ClosedForm):
            return ()
        if high is None:
            return tuple(low + step for step in (1, 2, Fraction(1, 2), 3))
        inner = tuple(low + (high - low) * part for part in PARTS)
        return (low, high, *inner) if self.closed else inner

    def beyond(self, avoid: frozenset[Number]) -> Number:
        """An element outside ``avoid``; raises `Unknown` when the ends are not rational."""
        low, high = self.low, self.high
        if isinstance(low, ClosedForm) or isinstance(high, ClosedForm):
            raise Unknown("an interval has an irrational end")
        start = Fraction(0 if low is None else low)
        width = Fraction(1 if high is None else high - start)
        return next(v for k in range(2, len(avoid) + 3) if (v := start + width / k) not in avoid)


@dataclass(frozen=True, slots=True)
class Integral:
    """The integers, or those from ``low`` on."""

    low: int | None = None

    def contains(self, value: Number) -> bool:
        """Whether ``value`` is such an integer; raises `Unknown` when that cannot be decided."""
        if isinstance(value, ClosedForm):
            raise Unknown("an irrational-looking number may be an integer")
        return value.denominator == 1 and (self.low is None or value >= self.low)

    def listed(self) -> None:
        """None: there are infinitely many elements."""
        return

    def probes(self) -> tuple[Number, ...]:
        """Some elements."""
        return (1, 0, 2, 3) if self.low is not None else (1, 0, 2, -1, 3)

    def beyond(self, avoid: frozenset[Number]) -> Number:
        """An element outside ``avoid``."""
        return next(v for v in range(len(avoid) + 1) if v not in avoid)


@dataclass(frozen=True, slots=True, eq=False)
class Filtered:
    """The elements of an infinite set that satisfy a predicate: finite or not, nobody knows."""

    base: Infinite
    predicate: Callable[[Number], bool]

    def contains(self, value: Number) -> bool:
        """Whether ``value`` is an element; raises `Unknown` when that cannot be decided."""
        return self.base.contains(value) and self.predicate(value)

    def listed(self) -> tuple[Number, ...]:
        """Raise `Unknown`."""
        raise Unknown("it is not known which elements of an infinite set satisfy a condition")

    def probes(self) -> tuple[Number, ...]:
        """Some elements, perhaps none."""
        return tuple(v for v in self.base.probes() if decided(self.predicate, v))


Infinite: TypeAlias = Interval | Integral | Filtered
Domain: TypeAlias = Finite | Interval | Integral | Filtered

REALS = Interval()
NATURALS = Integral(0)
INTEGERS = Integral()


def decided(predicate: Callable[[Number], bool], value: Number) -> bool:
    """Whether ``predicate`` certainly holds of ``value``."""
    try:
        return predicate(value)
    except Unknown:
        return False


def finite(elements: Iterable[Number]) -> Finite:
    """The set of ``elements``; raises `Unknown` when two of them may or may not be equal."""
    kept: dict[Number, None] = {}
    for e in elements:
        if e in kept:
            continue
        irrational = isinstance(e, ClosedForm) or any(isinstance(k, ClosedForm) for k in kept)
        if not (irrational and any(same(e, k) for k in kept)):
            kept[e] = None
    return Finite(tuple(kept))


def equal_sets(a: Domain, b: Domain) -> bool:
    """Whether two sets have the same elements; raises `Unknown` when that cannot be decided."""
    if isinstance(a, Finite) and isinstance(b, Finite):
        return all(b.contains(e) for e in a.elements) and all(a.contains(e) for e in b.elements)
    if a == b:
        return True
    for one, other in ((a, b), (b, a)):
        if any(decided(lambda v, o=other: not o.contains(v), e) for e in one.probes()):  # type: ignore[misc]
            return False
    if (a.listed() is None) != (b.listed() is None):
        return False
    raise Unknown("two infinite sets could not be told apart")


class Table:
    """A function of reals given by finitely many values at rational places, and 0 elsewhere."""

    __slots__ = ("arity", "entries")
    arity: int
    entries: Mapping[tuple[Number, ...], Number]

    def __init__(self, arity: int, entries: Mapping[tuple[Number, ...], Number]) -> None:
        self.arity = arity
        self.entries = entries

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Table) and self.arity == other.arity and self.entries == other.entries

    def __hash__(self) -> int:
        return hash((self.arity, frozenset(self.entries.items())))

    def __repr__(self) -> str:
        return f"Table({self.arity}, {self.entries!r})"

    def at(self, key: tuple[Number, ...]) -> Number:
        """The value at ``key``; raises `Unknown` when ``key`` may or may not be in the table."""
        found = self.entries.get(key)
        if found is not None:
            return found
        if any(isinstance(k, ClosedForm) for k in key):
            for entry, value in self.entries.items():
                if all(same(a, b) for a, b in zip(entry, key, strict=True)):
                    return value
        return 0

    def same_as(self, other: Table) -> bool:
        """Whether the two are the same function."""
        keys = self.entries.keys() | other.entries.keys()
        return all(same(self.at(k), other.at(k)) for k in keys)


class Recorder(Table):
    """A table that remembers which of its values were asked for."""

    __slots__ = ("asked",)
    asked: dict[tuple[Number, ...], Number]

    def __init__(self, table: Table) -> None:
        super().__init__(table.arity, table.entries)
        self.asked = {}

    def at(self, key: tuple[Number, ...]) -> Number:
        """The value at ``key``, remembered."""
        value = super().at(key)
        self.asked[key] = value
        return value


@dataclass(frozen=True, slots=True)
class Steps:
    """A function that is constant between some points, in its last argument, and outside them.

    Attributes
    ----------
    breaks
        The points, in order.
    rows
        For some values of the other arguments, the values between the points and then the one outside
        them; for all others it is 0.
    arity
        The number of arguments.
    """

    breaks: tuple[Rational, ...]
    rows: tuple[tuple[tuple[Number, ...], tuple[Rational, ...]], ...]
    arity: int = 1

    def at(self, key: tuple[Number, ...]) -> Number:
        """The value at ``key``; a point belongs to the piece after it."""
        *head, x = key
        row = next((values for known, values in self.rows if _same_key(known, tuple(head))), (0,))
        for k, value in enumerate(row[:-1]):
            if not below(x, self.breaks[k]) and below(x, self.breaks[k + 1]):
                return value
        return row[-1]


@dataclass(frozen=True, slots=True)
class Cylinder:
    """A function that depends on some of its arguments only.

    Attributes
    ----------
    base
        The function of those arguments.
    places
        Which they are, counted from 0.
    arity
        The number of all arguments.
    """

    base: Table
    places: tuple[int, ...]
    arity: int

    def at(self, key: tuple[Number, ...]) -> Number:
        """The value at ``key``."""
        return self.base.at(tuple([key[k] for k in self.places]))


def _same_key(a: tuple[Number, ...], b: tuple[Number, ...]) -> bool:
    return all(same(x, y) for x, y in zip(a, b, strict=True))


@dataclass(frozen=True, slots=True, eq=False)
class Rule:
    """A function given by how to compute it."""

    arity: int
    compute: Callable[[tuple[Number, ...]], Number]

    def at(self, key: tuple[Number, ...]) -> Number:
        """The value at ``key``."""
        return self.compute(key)


Function: TypeAlias = Table | Rule | Steps | Cylinder
Value: TypeAlias = Number | Domain | Function | bool
World: TypeAlias = Mapping[Var, Value]


def equal_functions(f: Function, g: Function) -> bool:
    """Whether two functions are the same; raises `Unknown` when that cannot be decided."""
    if isinstance(f, Table) and isinstance(g, Table):
        return f.same_as(g)
    keys = [k for h in (f, g) if isinstance(h, Table) for k in h.entries]
    numbers = dict.fromkeys((*(n for k in keys for n in k), *PROBES[:3]))
    keys += islice(product(numbers, repeat=f.arity), MOST_PROBES)
    if any(decided(lambda _, k=k: not same(f.at(k), g.at(k)), 0) for k in keys):  # type: ignore[misc]
        return False
    raise Unknown("two functions could not be told apart")
