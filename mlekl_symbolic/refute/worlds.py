"""Small worlds in which given hypotheses hold, the simplest first.

The hypotheses guide which values are tried; whatever guided the choice, a world is handed out only
when every hypothesis has been evaluated in it and found true.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from heapq import heappop, heappush
from random import Random
from typing import cast

from mlekl_symbolic.kernel.terms import App, Term, Var
from mlekl_symbolic.refute import candidates as c
from mlekl_symbolic.refute.candidates import Weighted
from mlekl_symbolic.refute.domains import Domain, Finite, Steps, Table, Value, World
from mlekl_symbolic.refute.evaluate import Evaluator
from mlekl_symbolic.refute.roles import Facts, Role, Roles, facts
from mlekl_symbolic.refute.values import Number, Unknown, tidy

ATTEMPTS = 8
"""How many values a random world tries for one variable before it starts again."""


class Worlds:
    """The small worlds for some statements.

    Parameters
    ----------
    goal, hypotheses
        Propositions in which definitions are unfolded.
    evaluator
        Decides the hypotheses.
    steps
        When the evaluator has visited so many nodes, there are no more worlds.

    Attributes
    ----------
    roles
        What the variables are for.
    order
        The variables, in the order in which values are chosen.
    """

    def __init__(self, goal: Term, hypotheses: Sequence[Term], evaluator: Evaluator, steps: int) -> None:
        self.evaluator = evaluator
        self.steps = steps
        self.hypotheses = tuple(dict.fromkeys(conjuncts(hypotheses)))
        self.roles = Roles()
        for statement in (goal, *self.hypotheses):
            self.roles.read(statement)
        self.facts: Facts = facts(self.hypotheses)
        self.order = self._ordered(goal)
        self._checks = self._scheduled()
        self._memo: dict[tuple[Var, tuple[Value | None, ...]], Weighted] = {}

    def _ordered(self, goal: Term) -> tuple[Var, ...]:
        """Sets, then counts, then other individuals, then samples, then other functions."""
        found = goal.free.union(*(h.free for h in self.hypotheses))

        def rank(v: Var) -> tuple[int, bool, str]:
            role = self.roles.of(v)
            match v.sort:
                case "set":
                    kind = 0
                case "real":
                    kind = 1 if role.counts else 2
                case _:
                    kind = 4 if role.numeric else 3
            return (kind, v not in goal.free, v.name)

        return tuple(sorted(found, key=rank))

    def _scheduled(self) -> tuple[tuple[Term, ...], ...]:
        """The hypotheses that can be decided once each variable has its value."""
        place = {v: n for n, v in enumerate(self.order, start=1)}
        slots: list[list[Term]] = [[] for _ in range(len(self.order) + 1)]
        for h in sorted(self.hypotheses, key=lambda h: h.size):
            slots[max((place[v] for v in h.free), default=0)].append(h)
        return tuple(map(tuple, slots))

    @property
    def exhausted(self) -> bool:
        """Whether the evaluator has worked as much as it may."""
        return self.evaluator.spent >= self.steps

    def admissible(self, world: World, depth: int) -> bool:
        """Whether the hypotheses about the first ``depth`` variables certainly hold."""
        self.evaluator.spent += len(self.order)
        try:
            return all(self.evaluator.holds(h, world) for h in self._checks[depth])
        except Unknown:
            return False

    def satisfies(self, world: World) -> bool:
        """Whether every hypothesis certainly holds in a complete world."""
        return all(self.admissible(world, depth) for depth in range(len(self._checks)))

    def smallest(self) -> Iterator[tuple[int, World]]:
        """All worlds made of the values tried, by weight; equally heavy ones by the first variables."""
        start: tuple[int, tuple[int, ...], tuple[Value, ...]] = (0, (), ())
        heap = [start]
        while heap and not self.exhausted:
            weight, ranks, chosen = heappop(heap)
            depth = len(chosen)
            world = dict(zip(self.order, chosen, strict=False))
            if not self.admissible(world, depth):
                continue
            if depth == len(self.order):
                yield weight, world
                continue
            for rank, (extra, value) in enumerate(self.choices(self.order[depth], world)):
                heappush(heap, (weight + extra, (*ranks, rank), (*chosen, value)))

    def random(self, source: Random) -> World | None:
        """One world at random, or None when none was found in a few attempts."""
        world: dict[Var, Value] = {}
        if not self.admissible(world, 0):
            return None
        for depth, var in enumerate(self.order, start=1):
            options = self.choices(var, world)
            for _ in range(ATTEMPTS):
                if not options:
                    return None
                world[var] = self._drawn(var, options, source)
                if self.admissible(world, depth):
                    break
            else:
                return None
        return world

    def _drawn(self, var: Var, options: Weighted, source: Random) -> Value:
        """One of the values, the simple ones more often; a table perhaps with other numbers."""
        value = options[int(len(options) * source.random() ** 1.5)][1]
        if isinstance(value, Steps) and var not in self.facts.masses and source.random() < 0.5:
            return self._other_steps(var, value, source)
        if not isinstance(value, Table) or not self.roles.of(var).numeric or source.random() < 0.5:
            return value
        least = self._least(var)
        low = 1 if least == 1 else 0 if least == 0 else -2
        if var not in self.facts.masses:
            return Table(
                value.arity,
                {
                    k: tidy(Fraction(source.randint(low, 5), source.choice((1, 1, 2, 3))))
                    for k in value.entries
                },
            )
        shares: dict[tuple[Number, ...], int] = {k: source.randint(max(low, 0), 6) for k in value.entries}
        totals: dict[tuple[Number, ...], int] = {}
        for k, n in shares.items():
            totals[k[:-1]] = totals.get(k[:-1], 0) + n
        if not all(totals.values()):
            return value
        return Table(value.arity, {k: tidy(Fraction(n, totals[k[:-1]])) for k, n in shares.items()})

    def _other_steps(self, var: Var, value: Steps, source: Random) -> Steps:
        """A step function with other numbers, and perhaps not 0 outside its steps."""
        low = max(-2, -2 if (least := self._least(var)) is None else int(cast(int, least)))
        rows = tuple(
            (h, (*(source.randint(low, 3) for _ in row[1:]), source.choice((max(low, 0), max(low, -1), 1))))
            for h, row in value.rows
        )
        return Steps(value.breaks, rows, value.arity)

    def choices(self, var: Var, world: World) -> Weighted:
        """The values to try for ``var``, given those of the variables before it."""
        key = (var, tuple(world.get(v) for v in self.order if v.sort in ("set", "real")))
        if key not in self._memo:
            self._memo[key] = tuple(sorted(self._choices(var, world), key=lambda pair: pair[0]))
        return self._memo[key]

    def _choices(self, var: Var, world: World) -> Weighted:
        role = self.roles.of(var)
        match var.sort:
            case "set":
                if role.integrated:
                    return c.REGIONS
                if role.numeric:
                    return c.NUMBER_SETS
                if self.roles.parameter(role):
                    return c.PARAMETERS
                return c.SEVERAL_LETTERS if len(role.sets) > 1 else c.LETTERS
            case "real":
                return self._numbers(var, role, world)
            case "prop":
                return c.TRUTHS
        return self._tables(var, role, world)

    def _numbers(self, var: Var, role: Role, world: World) -> Weighted:
        homes = [
            h.args[1] for h in self.hypotheses if isinstance(h, App) and h.head == "in" and h.args[0] is var
        ]
        for home in homes:
            domain = self._domain(home, world)
            if isinstance(domain, Finite):
                return c.of_elements(domain.elements)
        if role.counts:
            return c.COUNTS
        if homes or role.numeric:
            known = [d for home in homes if (d := self._domain(home, world)) is not None]
            probes = c.of_elements(known[0].probes()) if known else ()
            return tuple(dict.fromkeys((*c.NUMBERS, *probes)))
        if not role.sets:
            return c.CODES
        known_letters = self._individuals(role, world)
        outsider = next(n for n in range(len(known_letters) + 1) if n not in known_letters)
        return (*c.of_elements(known_letters), (6, outsider))

    def _domain(self, t: Term, world: World) -> Domain | None:
        try:
            return cast(Domain, self.evaluator.value(t, world))
        except Unknown:
            return None

    def _individuals(self, role: Role, world: World) -> tuple[Number, ...]:
        """What is known to play a role in a world that is only partly chosen."""
        out: dict[Number, None] = {}
        for t in role.sets:
            if (domain := self._domain(t, world)) is not None:
                out.update(dict.fromkeys(c.sample_of(domain)))
        out.update((cast(Number, world[v]), None) for v in role.variables if v in world)
        out.update((tidy(n.value), None) for n in role.literals)
        return tuple(out)

    def _places(self, role: Role, world: World) -> tuple[Number, ...]:
        known = self._individuals(role, world)
        return known if known or role.sets else (0, 1)

    def _least(self, var: Var) -> Number | None:
        known = self.facts
        return 1 if var in known.positive else 0 if var in known.nonnegative else None

    def _tables(self, var: Var, result: Role, world: World) -> Weighted:
        signature = self.roles.signature(var)
        if signature.arguments[-1].root().integrated:
            return self._steps(var, world)
        domains = [self._places(role.root(), world) for role in signature.arguments]
        if var in self.facts.masses:
            alphabet = self._domain(self.facts.masses[var], world)
            if isinstance(alphabet, Finite):
                return c.masses(c.places(domains[:-1]), alphabet.elements, self._least(var))
        places = c.places(domains)
        if not result.numeric:
            return c.words(places, self._individuals(result, world) or (0, 1, 2))
        return c.functions(len(domains), places, self._least(var))

    def _steps(self, var: Var, world: World) -> Weighted:
        """Step functions on the set that a function of a real variable is integrated over."""
        *others, last = self.roles.signature(var).arguments
        heads = c.places([self._places(role.root(), world) for role in others])
        known = [self.facts.masses[var]] if var in self.facts.masses else last.root().sets
        regions = [d for t in known if (d := self._domain(t, world)) is not None]
        made = c.densities if var in self.facts.masses else c.steps
        return made(len(others) + 1, heads, regions, self._least(var))


def conjuncts(hypotheses: Sequence[Term]) -> Iterator[Term]:
    """The propositions, with conjunctions taken apart."""
    for h in hypotheses:
        match h:
            case App("and", (a, b)):
                yield from conjuncts((a, b))
            case _:
                yield h
