"""A wider search for worlds than the refuter's, for those who have time.

It tries more numbers, letters outside the alphabet, masses below zero, and what equations determine.

Main definitions
----------------
`sought`
    A world in which some hypotheses hold and a statement does not.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from random import Random
from typing import cast

from mlekl_symbolic.kernel.terms import App, Bind, Bound, Term, Var
from mlekl_symbolic.kernel.theory import Theory
from mlekl_symbolic.refute import candidates as c
from mlekl_symbolic.refute.calculus import check_formulas
from mlekl_symbolic.refute.domains import Finite, Steps, Table, Value, World
from mlekl_symbolic.refute.evaluate import Evaluator, unfolded
from mlekl_symbolic.refute.roles import Role
from mlekl_symbolic.refute.search import _introduced
from mlekl_symbolic.refute.values import Number, Unknown, tidy
from mlekl_symbolic.refute.worlds import Worlds, conjuncts

SIZES = (1, 2, 3, 0, 4, Fraction(3, 2), Fraction(1, 2), -1)
TRIES = 6
"""How many values are tried for one variable before a world is given up."""
LOW = -3
"""The least number a function takes where no hypothesis speaks of its sign."""


@dataclass(frozen=True, slots=True)
class Equation:
    """What a variable is equal to, at all elements of the sets that its arguments range over."""

    variable: Var
    places: tuple[Term, ...]
    value: Term


class WiderWorlds(Worlds):
    """Worlds at random, of more kinds than those that the refuter tries."""

    outsiders = bold = False
    equations: Sequence[Equation] = ()

    def _ordered(self, goal: Term) -> tuple[Var, ...]:
        """As the refuter's, but what an equation determines comes after what it is determined by."""
        first = super()._ordered(goal)
        self.equations = [found for h in self.hypotheses if (found := _equation(h)) is not None]
        late = {e.variable for e in self.equations}
        return (*(v for v in first if v not in late), *(v for v in first if v in late))

    def random(self, source: Random) -> World | None:
        """One world at random, or None when none was found in a few attempts."""
        self.outsiders, self.bold = source.random() < 0.5, source.random() < 0.3
        world: dict[Var, Value] = {}
        if not self.admissible(world, 0):
            return None
        for depth, var in enumerate(self.order, start=1):
            for _ in range(TRIES):
                value = self._any(var, world, source)
                if value is None:
                    return None
                world[var] = value
                if self.admissible(world, depth):
                    break
            else:
                return None
        return world

    def _least(self, var: Var) -> Number | None:
        """As the refuter's; a bold world tries values that a hypothesis seems to exclude."""
        return None if self.bold else super()._least(var)

    def _any(self, var: Var, world: World, source: Random) -> Value | None:
        """A value for a variable; None when there is none to try."""
        for equation in self.equations:
            if equation.variable is var and source.random() < 0.9:
                found = self._solved(equation, world)
                if found is not None:
                    return found
        if var.sort.startswith("fun"):
            return self._function(var, world, source)
        role = self.roles.of(var)
        if var.sort == "real" and role.counts and source.random() < 0.8:
            return tidy(Fraction(source.choice(SIZES)))
        if var.sort == "real" and role.numeric and source.random() < 0.4:
            return tidy(Fraction(source.randint(-4, 8), source.choice((1, 1, 2, 3, 4, 10))))
        options = self.choices(var, world)
        return source.choice(options)[1] if options else None

    def _solved(self, equation: Equation, world: World) -> Value | None:
        """What an equation makes of a variable, where all the others are known."""
        value, places = equation.value, equation.places
        if not value.free <= world.keys():
            return None
        try:
            if not places:
                return self.evaluator.value(value, world)
            names = [Var(f"_{k}", "real") for k in range(len(places))]
            body = _filled(value, [*reversed(names)], 0)
            entries: dict[tuple[Number, ...], Number] = {}
            for key in product(*(self._elements(d, world) for d in places)):
                told = {**world, **dict(zip(names, key, strict=True))}
                entries[key] = cast(Number, self.evaluator.value(body, told))
        except Unknown:
            return None
        return Table(len(places), entries)

    def _elements(self, t: Term, world: World) -> tuple[Number, ...]:
        domain = self.evaluator.value(t, world)
        if not isinstance(domain, Finite):
            raise Unknown("an equation is about an infinite set")
        return domain.elements

    def _letters(self, role: Role, world: World) -> list[Number]:
        """The places at which a function has values, perhaps one outside the alphabet."""
        return self._with_outsider(self._places(role, world)) if role.sets else [*self._places(role, world)]

    def _with_outsider(self, known: Sequence[Number]) -> list[Number]:
        more = next(n for n in range(len(known) + 1) if n not in known)
        return [*known, more] if self.outsiders else [*known]

    def _function(self, var: Var, world: World, source: Random) -> Value | None:
        signature, options = self.roles.signature(var), self.choices(var, world)
        integrated = signature.arguments[-1].root().integrated
        if options and (integrated or source.random() < 0.3):
            value = source.choice(options)[1]
            free = isinstance(value, Steps) and var not in self.facts.masses and source.random() < 0.6
            return self._other_steps(var, cast(Steps, value), source) if free else value
        if integrated:
            return None
        keys = c.places([self._letters(role.root(), world) for role in signature.arguments])
        result, arity = self.roles.of(var), len(signature.arguments)
        if not result.numeric:
            letters = self._with_outsider(self._individuals(result, world) or (0, 1, 2))
            return Table(arity, {k: source.choice(letters) for k in keys})
        alike = [x for v, x in world.items() if v.sort == var.sort and self.roles.of(v).numeric]
        if alike and source.random() < 0.15:
            return source.choice(alike)
        low = LOW if (least := self._least(var)) is None else int(cast(int, least))
        home = self._domain(self.facts.masses[var], world) if var in self.facts.masses else None
        if not isinstance(home, Finite):
            scale = source.choice((1, 1, 2, 3, 4))
            return Table(arity, {k: tidy(Fraction(source.randint(low, 5), scale)) for k in keys})
        return _masses(arity, keys, home, low, source)


def _masses(
    arity: int, keys: Sequence[tuple[Number, ...]], home: Finite, low: int, source: Random
) -> Table | None:
    """A function whose values on a set sum to one for each of the leading arguments; None for bad luck."""
    entries: dict[tuple[Number, ...], Number] = {}
    for head in dict.fromkeys(k[:-1] for k in keys):
        row = [k for k in keys if k[:-1] == head]
        shares = {k: source.randint(low, source.choice((1, 2, 6))) for k in row}
        total = sum(n for k, n in shares.items() if k[-1] in home.elements)
        if not total:
            return None
        entries |= {k: tidy(Fraction(n, total)) for k, n in shares.items()}
    return Table(arity, entries)


def _filled(t: Term, names: Sequence[Var], depth: int) -> Term:
    """A term with names for what is bound outside of it, the innermost first."""
    match t:
        case Bound(index) if index >= depth:
            return names[index - depth]
        case App(head, args):
            return App(head, tuple(_filled(a, names, depth) for a in args), t.sort)
        case Bind(head, domain, body):
            return Bind(head, _filled(domain, names, depth), _filled(body, names, depth + 1))
    return t


def _equation(h: Term) -> Equation | None:
    """A hypothesis as an equation for a variable, where it is one."""
    domains: list[Term] = []
    while isinstance(h, Bind) and h.head == "all" and h.domain.level == 0:
        domains.append(h.domain)
        h = h.body
    if not (isinstance(h, App) and h.head == "="):
        return None
    places = [Bound(k) for k in reversed(range(len(domains)))]
    for one, other in (h.args, h.args[::-1]):
        match one:
            case Var(sort="real") if not domains and one not in other.free:
                return Equation(one, (), other)
            case App("@", (Var() as f, *keys)) if domains and keys == places and f not in other.free:
                return Equation(f, tuple(domains), other)
    return None


def sought(
    goal: Term, hypotheses: Sequence[Term], theory: Theory, count: int, steps: int
) -> tuple[World | None, int]:
    """A world in which some hypotheses hold and a statement does not, and in how many it was decided.

    Parameters
    ----------
    count
        How many worlds at random are tried; they are always the same.
    steps
        How many nodes of terms all evaluations together may visit.
    """
    opened = [unfolded(h, theory) for h in hypotheses]
    for h in conjuncts(opened):
        check_formulas(h)
    claim = _introduced(unfolded(goal, theory), opened)
    made, source, decided = WiderWorlds(claim, opened, Evaluator(theory), steps), Random(0), 0
    for _ in range(count):
        world = None if made.exhausted else made.random(source)
        if world is None:
            continue
        try:
            holds = made.evaluator.holds(claim, world)
        except Unknown:
            continue
        decided += 1
        if not holds:
            return world, decided
    return None, decided
