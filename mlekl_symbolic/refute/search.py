"""Counterexamples: a world in which all hypotheses hold and a claim does not.

Simple worlds are tried first, in order of weight, so that the first counterexample is the smallest
one made of the values tried; then worlds at random, whose counterexamples are shrunk. Everything a
counterexample rests on has been decided exactly or by disjoint balls; what is unknown never refutes.

Main definitions
----------------
`refute`
    A smallest counterexample, or None.
`find_counterexample_random`
    The same with the number of worlds in which the claim was really decided.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from random import Random

from mlekl_symbolic.kernel.terms import App, Bind, Term, Var, bound_name, fresh, open_binder
from mlekl_symbolic.kernel.theory import Theory
from mlekl_symbolic.refute.calculus import check_formulas
from mlekl_symbolic.refute.domains import Recorder, Table, Value, World
from mlekl_symbolic.refute.evaluate import Evaluator, unfolded
from mlekl_symbolic.refute.roles import Roles
from mlekl_symbolic.refute.values import Number, Unknown
from mlekl_symbolic.refute.worlds import Worlds, conjuncts

STEPS = 600_000
MOST_CHOICES = 6
"""How many values a variable takes that a known world says nothing about."""
MOST_SHRINKING = 150
"""How many worlds shrinking one counterexample may try."""


@dataclass(frozen=True, slots=True)
class Budget:
    """How long to look for a counterexample; the same budget always gives the same answer.

    Attributes
    ----------
    simple
        How many of the simplest worlds are tried.
    random
        How many worlds at random are tried after them.
    seed
        Fixes the random worlds.
    steps
        How many nodes of terms all evaluations together may visit, roughly two million a second.
    """

    simple: int = 300
    random: int = 300
    seed: int = 0
    steps: int = STEPS


@dataclass(frozen=True, slots=True)
class Counterexample:
    """A world in which every hypothesis holds and ``claim`` does not.

    Attributes
    ----------
    world
        The value of every free variable, those introduced for a leading ``∀`` included.
    claim
        What fails: the goal, with definitions unfolded, below its leading ``∀`` and ``→``; of a
        conjunction, the part that fails.
    left, right
        The values of its two sides, where it has two.
    asked
        The places at which each function was looked up while the two sides were computed.
    roles
        What the variables are for.
    """

    world: World
    claim: Term
    left: Value | None
    right: Value | None
    asked: Mapping[Var, tuple[tuple[Number, ...], ...]]
    roles: Roles


@dataclass(frozen=True, slots=True)
class Trial:
    """What a search saw.

    Attributes
    ----------
    counterexample
        A counterexample, if one was found.
    evaluated
        In how many worlds all hypotheses held and the claim was decided; unknown ones do not count.
    """

    counterexample: Counterexample | None
    evaluated: int


def refute(
    goal: Term,
    hypotheses: Sequence[Term],
    theory: Theory,
    *,
    budget: Budget | None = None,
    known: World | None = None,
) -> Counterexample | None:
    """A small world in which ``hypotheses`` hold and ``goal`` does not.

    Parameters
    ----------
    goal, hypotheses
        Propositions of the kernel.
    theory
        Where defined constants are looked up.
    budget
        How long to look.
    known
        A world in which the hypotheses are said to hold, which is tried when no other is left.

    Returns
    -------
    A counterexample, or None when none was found, which proves nothing.
    """
    return trial(goal, hypotheses, theory, budget=budget, known=known).counterexample


def trial(
    goal: Term,
    hypotheses: Sequence[Term],
    theory: Theory,
    *,
    budget: Budget | None = None,
    known: World | None = None,
) -> Trial:
    """As `refute`, with the number of worlds in which the goal was decided."""
    chosen = budget or Budget()
    try:
        hunt = _Hunt(goal, hypotheses, Evaluator(theory), chosen.steps, known or {})
    except (Unknown, RecursionError):
        return Trial(None, 0)
    found = hunt.first(world for _, world in islice(hunt.worlds.smallest(), chosen.simple))
    if found is None:
        found = hunt.first(hunt.drawn(Random(chosen.seed), chosen.random))
        if found is not None:
            found = hunt.shrunk(found)
    if found is None and known is not None:
        found = hunt.first(islice(hunt.extending(known, {}), chosen.simple))
    return Trial(None if found is None else hunt.counterexample(found), hunt.evaluated)


def find_counterexample_random(
    goal: Term, hypotheses: Sequence[Term], theory: Theory, seed: int, tries: int
) -> Trial:
    """Test ``goal`` in ``tries`` worlds, half of them simple and half at random.

    Returns
    -------
    A rigorous counterexample, if there is one, and the number of worlds in which the goal was
    decided: a test that passes should ask for more than none.
    """
    return trial(goal, hypotheses, theory, budget=Budget(tries - tries // 2, tries // 2, seed))


def holds_everywhere(goal: Term, hypotheses: Sequence[Term], theory: Theory, worlds: int = 200) -> int:
    """In how many small worlds ``goal`` was decided and found true.

    Raises
    ------
    AssertionError
        When it fails in one of them, or when it could be decided in none.
    """
    result = find_counterexample_random(goal, hypotheses, theory, 0, worlds)
    if result.counterexample is not None:
        raise AssertionError(f"{goal!r} fails in {result.counterexample.world}")
    if not result.evaluated:
        raise AssertionError(f"{goal!r} could be decided in none of {worlds} worlds")
    return result.evaluated


class _Hunt:
    """One search: the goal with its variables introduced, and the worlds for it."""

    def __init__(
        self, goal: Term, hypotheses: Sequence[Term], evaluator: Evaluator, steps: int, known: World
    ) -> None:
        theory = evaluator.theory
        opened = [unfolded(h, theory) for h in hypotheses]
        for h in conjuncts(opened):
            check_formulas(h)
        self.evaluator = evaluator
        self.goal = _introduced(unfolded(goal, theory), opened)
        self.aside, relevant = _separated(self.goal, tuple(conjuncts(opened)), evaluator, steps, known)
        self.worlds = Worlds(self.goal, relevant, evaluator, steps)
        self.evaluated = 0

    def drawn(self, source: Random, count: int) -> Iterator[World]:
        """Worlds at random."""
        for _ in range(count):
            if self.worlds.exhausted:
                return
            world = self.worlds.random(source)
            if world is not None:
                yield world

    def extending(self, known: World, prefix: World) -> Iterator[World]:
        """Worlds in which the variables of ``known`` have the values they have there."""
        if not self.worlds.admissible(prefix, len(prefix)):
            return
        if len(prefix) == len(self.worlds.order):
            yield prefix
            return
        var = self.worlds.order[len(prefix)]
        if var in known:
            yield from self.extending(known, {**prefix, var: known[var]})
            return
        for _, value in islice(self.worlds.choices(var, prefix), MOST_CHOICES):
            yield from self.extending(known, {**prefix, var: value})

    def fails(self, world: World) -> bool:
        """Whether the goal is certainly false in ``world``."""
        try:
            holds = self.evaluator.holds(self.goal, world)
        except Unknown:
            return False
        self.evaluated += 1
        return not holds

    def first(self, worlds: Iterator[World]) -> World | None:
        """The first world in which the goal fails."""
        return next(filter(self.fails, worlds), None)

    def shrunk(self, world: World) -> World:
        """A simpler world in which the goal fails: earlier variables get simpler values first."""
        left = MOST_SHRINKING
        order = self.worlds.order
        depth = 0
        while depth < len(order) and left > 0:
            prefix = {v: world[v] for v in order[:depth]}
            for _, value in self.worlds.choices(order[depth], prefix):
                if value == world[order[depth]] or left <= 0:
                    depth += 1
                    break
                tried = list(islice(self._completed({**prefix, order[depth]: value}, world), 12))
                left -= max(len(tried), 1)
                smaller = self.first(iter(tried))
                if smaller is not None:
                    world = smaller
                    depth += 1
                    break
            else:
                depth += 1
        return world

    def _completed(self, prefix: World, model: World) -> Iterator[World]:
        """Worlds that extend ``prefix``, as similar to ``model`` as the hypotheses allow."""
        depth = len(prefix)
        if not self.worlds.admissible(prefix, depth):
            return
        if depth == len(self.worlds.order):
            yield prefix
            return
        var = self.worlds.order[depth]
        options = [value for _, value in self.worlds.choices(var, prefix)]
        for value in (*_kept(model[var], options), *options[:4]):
            yield from self._completed({**prefix, var: value}, model)

    def counterexample(self, world: World) -> Counterexample:
        """The counterexample in ``world``, with the values of the two sides."""
        claim = self._failing(self.goal, world)
        recorders = {v: Recorder(f) for v, f in world.items() if isinstance(f, Table)}
        watched = {**world, **recorders}
        sides = _sides(claim)
        left: Value | None = None
        right: Value | None = None
        if sides is None:
            self.evaluator.holds(claim, watched)
        else:
            left, right = (self.evaluator.value(side, watched) for side in sides)
        asked = {v: tuple(r.asked) for v, r in recorders.items()}
        return Counterexample({**self.aside, **world}, claim, left, right, asked, self.worlds.roles)

    def _failing(self, claim: Term, world: World) -> Term:
        match claim:
            case App("and", (a, b)):
                return self._failing(b if self._true(a, world) else a, world)
        return claim

    def _true(self, claim: Term, world: World) -> bool:
        try:
            return self.evaluator.holds(claim, world)
        except Unknown:
            return True


def _introduced(goal: Term, hypotheses: list[Term]) -> Term:
    """The goal below its leading ``∀`` and ``→``, whose hypotheses are added to the list."""
    while True:
        match goal:
            case Bind("all", domain, _):
                taken = goal.free.union(*(h.free for h in hypotheses))
                var = fresh(bound_name(goal), taken)
                hypotheses.append(App("in", (var, domain)))
                goal = open_binder(goal, var)
            case App("imp", (premise, conclusion)):
                hypotheses.append(premise)
                goal = conclusion
            case _:
                return goal


def _separated(
    goal: Term, hypotheses: tuple[Term, ...], evaluator: Evaluator, steps: int, known: World
) -> tuple[World, tuple[Term, ...]]:
    """A world for the hypotheses that have nothing to do with the goal, and the other hypotheses."""
    reach, apart = set(goal.free), list(hypotheses)
    while linked := [h for h in apart if not h.free or not reach.isdisjoint(h.free)]:
        reach.update(*(h.free for h in linked))
        apart = [h for h in apart if h not in linked]
    if not apart:
        return {}, hypotheses
    mentioned = frozenset[Var]().union(*(h.free for h in apart))
    told = ({v: known[v] for v in mentioned},) if mentioned <= known.keys() else ()
    for world in chain((w for _, w in Worlds(App("true"), apart, evaluator, steps).smallest()), told):
        return world, tuple(h for h in hypotheses if h not in apart)
    raise Unknown("no world was found for the hypotheses")


def _kept(value: Value, options: Sequence[Value]) -> tuple[Value, ...]:
    """``value``, cut down to the places that are left, when it still fits."""
    if not isinstance(value, Table):
        return (value,) if value in options else ()
    for option in options:
        if isinstance(option, Table) and option.entries.keys() <= value.entries.keys():
            return (Table(value.arity, {k: value.entries[k] for k in option.entries}),)
    return ()


def _sides(claim: Term) -> tuple[Term, Term] | None:
    """The two sides of a relation or of its negation."""
    match claim:
        case App("not", (App("=" | "<" | "<=" | "in", _) as inner,)):
            return _sides(inner)
        case App("=" | "<" | "<=" | "in", (a, b)):
            return a, b
    return None
