"""Random worlds for the metavariables of a rule, with nasty values on purpose.

They are drawn without looking at the rule, apart from its metavariables, so that they share nothing
with the search for counterexamples but the evaluation of terms.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from random import Random

from mlekl_symbolic.kernel.terms import App, Bind, Term, Var
from mlekl_symbolic.kernel.theory import Axiom
from mlekl_symbolic.refute.domains import (
    INTEGERS,
    NATURALS,
    REALS,
    Domain,
    Finite,
    Interval,
    Steps,
    Table,
    Value,
    World,
)
from mlekl_symbolic.refute.evaluate import Evaluator
from mlekl_symbolic.refute.values import Number, Rational, Unknown, log, tidy
from mlekl_symbolic.rules.rulebook import theory

NUMBERS: tuple[Number, ...] = (
    0, 0, 1, 1, -1, 2, 2, 3, -2, -3, Fraction(1, 2), Fraction(-1, 2), Fraction(3, 2), Fraction(1, 3), 5,
)  # fmt: skip
IRRATIONAL: tuple[Number, ...] = (log(2), log(Fraction(1, 3)))
INFINITE: tuple[Domain, ...] = (
    NATURALS,
    INTEGERS,
    REALS,
    Interval(0, 1),
    Interval(-1, 2, closed=True),
    Interval(1),
)
INTERVALS: tuple[Domain, ...] = (
    REALS, Interval(0, 1), Interval(-1, 2, closed=True), Interval(1), Interval(0),
    Interval(0, Fraction(1, 2)),
)  # fmt: skip
BREAKS: tuple[Rational, ...] = (-2, -1, Fraction(-1, 2), 0, Fraction(1, 3), Fraction(1, 2), 1, 2, 3)
POOLS: tuple[tuple[Number, ...], ...] = (
    NUMBERS, (1, 2, 3, Fraction(1, 2)), (0, 1, 2), (0,), (1,), (0, 0, 1), (-1, 1), (-1, -2, Fraction(-1, 3)),
)  # fmt: skip
"""What the values of a function are drawn from: signs of one kind, zeros, repetitions, anything."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A world in which all side conditions hold, and whether the conclusion does."""

    world: World
    holds: bool


def number(source: Random) -> Number:
    """A number: often 0 or negative, sometimes irrational."""
    return source.choice(IRRATIONAL) if source.random() < 0.05 else source.choice(NUMBERS)


def collection(source: Random) -> Domain:
    """A set: empty, of one element, small, or infinite."""
    if source.random() < 0.2:
        return source.choice(INFINITE)
    size = source.choice((0, 0, 1, 1, 2, 3, 4))
    return Finite(tuple(tidy(Fraction(n)) for n in source.sample(sorted(set(NUMBERS)), size)))


def function(source: Random, arity: int) -> Table:
    """A function that is not zero at a few places, or an injective one such as distinct letters."""
    places = sorted(set(NUMBERS))
    if arity == 1 and source.random() < 0.2:
        return Table(1, {(k,): n for n, k in enumerate(source.sample(places, len(places)))})
    pool = source.choice(POOLS)
    keys = [(k,) for k in places] if arity == 1 else [(k, m) for k in places for m in places]
    return Table(arity, {k: source.choice(pool) for k in keys if source.random() < 0.9})


def steps(source: Random, arity: int) -> Steps:
    """A step function, on pieces of different lengths, for some values of its other arguments."""
    breaks = tuple(sorted(source.sample(BREAKS, source.choice((2, 3, 4)))))
    pool = source.choice(POOLS)
    heads: list[tuple[Number, ...]] = [()] if arity == 1 else [(k,) for k in sorted(set(NUMBERS))]
    return Steps(breaks, tuple((h, row(source, breaks, pool)) for h in heads), arity)


def row(source: Random, breaks: Sequence[Rational], pool: Sequence[Number]) -> tuple[Rational, ...]:
    """The values between the breaks, and outside them, where they are mostly 0."""
    return (*(source.choice(pool) for _ in breaks[1:]), source.choice(pool) if source.random() < 0.3 else 0)


def region(source: Random) -> Domain:
    """A set to integrate over: mostly an interval, sometimes without length."""
    return collection(source) if source.random() < 0.2 else source.choice(INTERVALS)


def _integrates(t: Term) -> bool:
    match t:
        case Bind(head, domain, body):
            return head in ("integral", "integrable", "ae") or _integrates(domain) or _integrates(body)
        case App(_, args):
            return any(map(_integrates, args))
    return False


def integrates(axiom: Axiom) -> bool:
    """Whether an axiom is about integrals, so that its functions are step functions."""
    return any(map(_integrates, (axiom.conclusion, *(p for _, p in axiom.where))))


def measured(meta: Var, source: Random) -> Value:
    """What a metavariable of a rule about integrals stands for."""
    match meta.sort:
        case "set":
            return region(source)
        case "fun1" | "fun2":
            return steps(source, int(meta.sort[3:]))
    return value(meta, source)


def value(meta: Var, source: Random) -> Value:
    """What a metavariable stands for."""
    match meta.sort:
        case "real":
            return number(source)
        case "set":
            return collection(source)
        case "fun1":
            return function(source, 1)
        case "fun2":
            return function(source, 2)
        case "prop":
            return source.random() < 0.5
    raise AssertionError(meta)


def _members(axiom: Axiom) -> dict[Var, Var]:
    """The metavariables that a side condition puts into a set."""
    out: dict[Var, Var] = {}
    for _, p in axiom.where:
        match p:
            case App("in", (Var() as element, Var() as over)):
                out[element] = over
    return out


def worlds(axiom: Axiom, source: Random, count: int) -> Iterator[World]:
    """Worlds for the metavariables of a schema, in which its side conditions need not hold."""
    members, of = _members(axiom), measured if integrates(axiom) else value
    for _ in range(count):
        world: dict[Var, Value] = {m: of(m, source) for m in axiom.metas}
        for element, over in members.items():
            domain = world[over]
            elements = domain.probes() if not isinstance(domain, bool) and hasattr(domain, "probes") else ()
            if elements and source.random() < 0.7:
                world[element] = source.choice(elements)
        yield world


EVALUATOR = Evaluator(theory())


def decided(p: Term, world: World) -> bool | None:
    """Whether ``p`` holds in ``world``; None when that is unknown."""
    try:
        return EVALUATOR.holds(p, world)
    except Unknown:
        return None


def drawn(axiom: Axiom, seed: int, count: int) -> Iterator[Drawn]:
    """The worlds among ``count`` in which all conditions certainly hold and the conclusion is decided."""
    for world in worlds(axiom, Random(seed), count):
        if all(decided(p, world) for _, p in axiom.where):
            holds = decided(axiom.conclusion, world)
            if holds is not None:
                yield Drawn(world, holds)
