"""Values to try for a variable, simplest first, each with a weight that says how simple it is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from fractions import Fraction
from functools import lru_cache
from itertools import islice, permutations, product
from math import prod
from typing import TypeAlias

from mlekl_symbolic.refute.domains import (
    NATURALS,
    REALS,
    Domain,
    Finite,
    Interval,
    Steps,
    Table,
    Value,
)
from mlekl_symbolic.refute.values import Number, Rational, tidy

Key: TypeAlias = tuple[Number, ...]
Weighted: TypeAlias = tuple[tuple[int, Value], ...]

MOST_CANDIDATES = 150
MOST_RESTS = 12
"""How many step functions are tried with another value than 0 outside their steps."""


def _half(n: int) -> Fraction:
    return Fraction(n, 2)


LETTERS: Weighted = (
    (0, Finite((0,))), (2, Finite((0, 1))), (4, Finite((0, 1, 2))), (5, Finite(())), (9, NATURALS),
)  # fmt: skip
SEVERAL_LETTERS: Weighted = (*LETTERS[:2], (3, Finite((1,))), (4, Finite((1, 2))), *LETTERS[2:])
"""For alphabets that are compared with one another, and so may be disjoint."""
PARAMETERS: Weighted = (
    (0, Finite((1,))), (2, Finite((1, 2))), (4, Finite((1, 2, 3))), (5, Finite(())), (9, NATURALS),
)  # fmt: skip
NUMBER_SETS: Weighted = (
    (0, Finite((1,))), (1, Finite((_half(1),))), (2, Finite((1, 2))), (2, Finite((0, 1))),
    (2, Finite((Fraction(1, 3), _half(1)))), (3, Finite((-1, 1))), (4, Finite((1, 2, 3))),
    (4, Finite((Fraction(1, 3), _half(1), Fraction(2, 3)))), (5, Finite(())), (9, REALS),
)  # fmt: skip

REGIONS: Weighted = (
    (0, Interval(0, 1)), (1, REALS), (2, Interval(0, 2)), (3, Interval(0)), (5, Finite((0, 1))),
    (6, Finite(())),
)  # fmt: skip
"""For sets that are integrated over."""

COUNTS: Weighted = ((0, 1), (1, 2), (3, 3), (4, 0), (7, -1), (8, _half(1)), (9, _half(3)))
NUMBERS: Weighted = (
    (0, 1), (1, 2), (2, 0), (2, _half(1)), (3, -1), (3, 3), (4, Fraction(1, 3)), (5, -2), (5, Fraction(2, 3)),
    (6, _half(3)), (6, _half(-1)), (7, 5), (7, Fraction(1, 4)),
)  # fmt: skip
TRUTHS: Weighted = ((0, True), (1, False))
CODES: Weighted = ((0, 0), (1, 1), (2, 2))

PATTERNS: tuple[tuple[int, tuple[Rational, ...]], ...] = (
    (0, (1,)), (1, (1, 2)), (1, (2, 1)), (2, (_half(1),)), (2, (2,)), (2, (1, 0)), (2, (0, 1)), (2, (0,)),
    (3, (-1,)), (3, (1, -1)), (3, (-1, 1)), (3, (2, 3, 5, 7)), (4, (3, 1, 2)), (5, (1, 1, 2)),
    (4, (_half(1), Fraction(1, 3), Fraction(1, 5))), (5, (0, 2, -1)), (5, (-2, 3, _half(1))), (6, (0, -1)),
)  # fmt: skip
"""Values of a function at consecutive places, repeated as often as needed."""


def of_elements(elements: Sequence[Number]) -> Weighted:
    """One of the given elements, the first being the simplest."""
    return tuple(enumerate(elements))


def words(places: Sequence[Key], letters: Sequence[Number]) -> Weighted:
    """All tables from ``places`` to ``letters``, those with early letters first."""
    arity = len(places[0]) if places else 1
    ranked = islice(product(range(len(letters)), repeat=len(places)), 8 * MOST_CANDIDATES)
    chosen = sorted(ranked, key=sum)[:MOST_CANDIDATES]
    return tuple(
        (sum(w), Table(arity, {p: letters[k] for p, k in zip(places, w, strict=True)})) for w in chosen
    )


@lru_cache(maxsize=32)
def rows(size: int) -> tuple[tuple[int, tuple[Rational, ...]], ...]:
    """Masses of ``size`` letters: nonnegative first, with sum 1, the simplest first."""
    if size <= 1:
        return ((0, (1,) * size),)
    parts: list[tuple[int, tuple[int, ...]]] = [(0, (1,) * size)]
    spread: list[tuple[int, tuple[int, ...]]] = [
        (1, (1, 2)),
        (2, (1, 3)),
        (3, (1, 4)),
        (3, (2, 3)),
        (4, (1, 9)),
        (8, (2, -1)),
    ]
    if size == 3:
        spread = [(2, (1, 1, 2)), (3, (1, 2, 3)), (4, (1, 1, 3)), (5, (1, 4, 5)), (8, (1, 1, -1))]
    if size > 3:
        spread = [(2, (1,) * (size - 1) + (2,)), (3, tuple(range(1, size + 1)))]
    zeros = [(min(size, 3) - 1, (1,) * (size - k) + (0,) * k) for k in range(size - 1, 0, -1)]
    for weight, part in [*zeros, *spread]:
        parts += [(weight, p) for p in _rearranged(part)]
    parts.sort(key=lambda pair: pair[0])
    return tuple((w, tuple(tidy(Fraction(n, sum(p))) for n in p)) for w, p in parts)


def _rearranged(part: tuple[int, ...]) -> Iterable[tuple[int, ...]]:
    return dict.fromkeys(islice(permutations(part), 24))


def masses(heads: Sequence[Key], letters: Sequence[Number], least: Number | None) -> Weighted:
    """Tables that are a distribution on ``letters`` for each of the ``heads``.

    Parameters
    ----------
    heads
        The leading arguments; ``((),)`` for a function of the letter alone.
    least
        1 when masses must be positive, 0 when they must not be negative, None when neither.
    """
    allowed = [(w, r) for w, r in rows(len(letters)) if _signs(r, least)]
    count = len(heads)
    breadth = max(2, int(MOST_CANDIDATES ** (1 / max(count, 1))))
    chosen = sorted(product(allowed[:breadth], repeat=count), key=lambda rs: sum(w for w, _ in rs))
    arity = len(heads[0]) + 1 if heads else 1
    out: list[tuple[int, Value]] = []
    for rs in chosen[:MOST_CANDIDATES]:
        entries = {
            (*head, letter): mass
            for head, (_, row) in zip(heads, rs, strict=True)
            for letter, mass in zip(letters, row, strict=True)
        }
        out.append((sum(w for w, _ in rs), Table(arity, entries)))
    return tuple(out)


def steps(arity: int, heads: Sequence[Key], regions: Sequence[Domain], least: Number | None) -> Weighted:
    """Step functions with simple values on the pieces of the first of some regions."""
    out: list[tuple[int, Value]] = []
    for extra, breaks in _breaks(regions):
        pieces = range(len(breaks) - 1)
        tables = functions(arity, [(*h, k) for h in heads for k in pieces], least)
        made = [(w + extra, _stepped(arity, heads, breaks, table, 1)) for w, table in tables]
        out += made
        for more, rest in ((4, 1), (5, -1)):
            if _signs((rest,), least):
                out += [(w + more, _outside(f, rest)) for w, f in made[:MOST_RESTS]]
    return tuple(out)


def densities(arity: int, heads: Sequence[Key], regions: Sequence[Domain], least: Number | None) -> Weighted:
    """Step functions whose integral is 1 for each of the ``heads``."""
    out: list[tuple[int, Value]] = []
    for extra, breaks in _breaks(regions):
        unit = Fraction(breaks[1] - breaks[0])
        tables = masses(heads, range(len(breaks) - 1), least)
        out += [(w + extra, _stepped(arity, heads, breaks, table, 1 / unit)) for w, table in tables]
    return tuple(out)


def _breaks(regions: Sequence[Domain]) -> tuple[tuple[int, tuple[Rational, ...]], ...]:
    """Where step functions may jump: two pieces, or three, of one length."""
    low, high = next(((d.low, d.high) for d in regions if isinstance(d, Interval)), (0, None))
    start: Rational = low if isinstance(low, int | Fraction) else 0
    length = high - start if isinstance(high, int | Fraction) else None
    return tuple(
        (extra, tuple(tidy(start + Fraction(length or count) * Fraction(k, count)) for k in range(count + 1)))
        for extra, count in ((0, 2), (3, 3))
    )


def _stepped(
    arity: int, heads: Sequence[Key], breaks: Sequence[Rational], table: Value, factor: Rational
) -> Steps:
    """A table of the values on the pieces as a step function."""
    assert isinstance(table, Table)
    pieces = range(len(breaks) - 1)
    rows = tuple((h, (*(_times(table.entries[(*h, k)], factor) for k in pieces), 0)) for h in heads)
    return Steps(tuple(breaks), rows, arity=arity)


def _outside(f: Steps, rest: Rational) -> Steps:
    """The same step function with another value outside its steps."""
    return replace(f, rows=tuple((h, (*values[:-1], rest)) for h, values in f.rows))


def _times(value: Number, factor: Rational) -> Rational:
    assert isinstance(value, int | Fraction)
    return tidy(Fraction(value) * factor)


def _signs(values: Iterable[Rational], least: Number | None) -> bool:
    return all(least is None or v > 0 or (least == 0 and v == 0) for v in values)


def functions(arity: int, places: Sequence[Key], least: Number | None) -> Weighted:
    """Tables with simple values; ``least`` as for `masses`."""
    out: dict[Table, int] = {}
    for weight, pattern in PATTERNS:
        values = [pattern[k % len(pattern)] for k in range(len(places))]
        if _signs(values, least):
            out.setdefault(Table(arity, dict(zip(places, values, strict=True))), weight)
    return tuple((w, t) for t, w in out.items())


def places(domains: Sequence[Sequence[Number]]) -> list[Key]:
    """All arguments a function of several variables can be asked for, at most a hundred."""
    while prod(map(len, domains)) > 100:
        domains = [d[: max(1, len(d) - 1)] for d in domains]
    return list(product(*domains))


def sample_of(domain: Domain) -> tuple[Number, ...]:
    """The elements of a finite set, or a few elements of another."""
    return domain.elements if isinstance(domain, Finite) else domain.probes()[:4]
