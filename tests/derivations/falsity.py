"""How it is known that a changed line is false, or why that cannot be known: kept in files, looked up again.

Main definitions
----------------
`known_to_be_false`
    How a changed line is known to be false.
`still_false`
    Whether what was found once is so.
`Silent`
    Why nothing is known.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cache
from itertools import islice
from typing import TypeAlias, assert_never

from sympy import Basic, Integer

from mlekl_symbolic.kernel.terms import App, Bind, Term
from mlekl_symbolic.kernel.theory import Theory
from mlekl_symbolic.language import Converges, ForAll, LanguageError, Naturals, Statement
from mlekl_symbolic.oracle import Disagrees
from mlekl_symbolic.oracle.exact import ExactWorld, agrees, exact_worlds
from mlekl_symbolic.oracle.opinion import InexpressibleError
from mlekl_symbolic.oracle.statements import truth
from mlekl_symbolic.oracle.steps import Case
from mlekl_symbolic.oracle.worlds import names_of
from mlekl_symbolic.refute.calculus import check_formulas
from mlekl_symbolic.refute.domains import World
from mlekl_symbolic.refute.evaluate import Evaluator, unfolded
from mlekl_symbolic.refute.search import Budget, _introduced, trial
from mlekl_symbolic.refute.values import Unknown
from mlekl_symbolic.refute.worlds import conjuncts
from tests.derivations.examples import ALIKE
from tests.derivations.neighbours import Neighbour, Written, contrary
from tests.derivations.wider import sought

BUDGET = Budget(simple=40, random=20, steps=60_000)
QUICK = Budget(simple=20, random=0, steps=5_000)
"""For worlds that are given but for a few variables."""
INFINITE = ("reals", "naturals", "integers", "ioo", "icc", "ioi")
"""The sets that have infinitely many elements."""
MOST_SIZE = 200
"""Of so many nodes the hypotheses of a line may be that SymPy is asked about."""
MOST_WORLDS = 4
"""How many exact worlds of SymPy's are looked at."""
MOST_STEPS = 2_000_000
"""How many nodes of terms may be visited to see that a world does what it is kept for."""
MEMBERS = 5
"""At so many natural numbers SymPy is asked whether what a hypothesis says of all of them holds."""


@dataclass(frozen=True, slots=True)
class InWorld:
    """All hypotheses of the line hold in a small world, exactly, and the changed line does not."""

    world: World


@dataclass(frozen=True, slots=True)
class FromReasons:
    """All that the proof of the line rests on holds in a small world, exactly, and the changed line does not.

    This tells a changed inference to be false where the hypotheses in force hold in no world looked at, as
    below a supposition that is to be contradicted.
    """

    world: World


@dataclass(frozen=True, slots=True)
class BySymPy:
    """SymPy finds the changed line false where it finds the hypotheses true.

    Attributes
    ----------
    place
        In which of its exact worlds; None when it is found false with symbols.
    """

    place: int | None


@dataclass(frozen=True, slots=True)
class Contrary:
    """The changed line contradicts the line: both hold only where the hypotheses contradict each other."""


class Silent(Enum):
    """Why fewer than five changes of a line are known to be false; the first that applies is the one."""

    SUPPOSED = "a supposition that holds in no world looked at, as when it is to be contradicted"
    LIMIT = "a limit over all sequences, in the line or in a hypothesis"
    INTEGRAL = "an integral, in the line or in a hypothesis, of functions that are not constant on steps"
    INFINITE = "a statement about every element of an infinite set, in the line or in a hypothesis"
    UNTOLD = "no world looked at tells the others from the line"


Found: TypeAlias = InWorld | FromReasons | BySymPy | Contrary


def known_to_be_false(line: Written, neighbour: Neighbour) -> tuple[InWorld | None, bool]:
    """A world in which a changed line fails, and whether it could be decided in any."""
    theory, facts, seen = line.workspace.prover.engine.theory, line.context.facts, False
    budget, example = BUDGET, line.workspace._example
    for known in (example, *ALIKE.get(line.name, ())):
        found = trial(neighbour.goal(), facts, theory, budget=budget, known=known)
        if found.counterexample is not None:
            return InWorld(found.counterexample.world), True
        seen, budget = seen or found.evaluated > 0, QUICK
    return None, seen


def known_after_long(line: Written, neighbour: Neighbour) -> InWorld | None:
    """A world in which a changed line fails, looked for widely."""
    theory = line.workspace.prover.engine.theory
    try:
        world, _ = sought(neighbour.goal(), line.context.facts, theory, 1_500, 400_000)
    except (Unknown, RecursionError):
        return None
    return None if world is None else InWorld(world)


def known_from_reasons(line: Written, neighbour: Neighbour) -> FromReasons | None:
    """A world for what the proof of a line rests on in which a changed line fails."""
    theory = line.workspace.prover.engine.theory
    found = trial(neighbour.goal(), line.rests, theory, budget=BUDGET).counterexample
    return None if found is None else FromReasons(found.world)


def doubted(line: Written, neighbour: Neighbour) -> BySymPy | None:
    """Where SymPy finds a changed line false; it is not asked where the hypotheses are long."""
    if sum(f.size for f in line.context.facts) > MOST_SIZE:
        return None
    for place in range(MOST_WORLDS):
        if _disagrees(line, neighbour, place):
            return BySymPy(place)
    no_world = _worlds(line.left, line.right, line.givens).at(0) is None
    return BySymPy(None) if no_world and _symbolically(line, neighbour) else None


def still_false(line: Written, neighbour: Neighbour, found: Found) -> bool:
    """Whether a changed line is false where it was found to be."""
    match found:
        case InWorld(world):
            theory = line.workspace.prover.engine.theory
            return fails_in(world, neighbour.goal(), line.context.facts, theory)
        case FromReasons(world):
            theory = line.workspace.prover.engine.theory
            return fails_in(world, neighbour.goal(), line.rests, theory)
        case Contrary():
            return neighbour.goal() in {c.goal() for c in contrary(line)}
        case BySymPy(None):
            return _symbolically(line, neighbour)
        case BySymPy(int(place)):
            return _disagrees(line, neighbour, place)


def fails_in(world: World, goal: Term, facts: Sequence[Term], theory: Theory) -> bool:
    """Whether all hypotheses hold in a world, decided exactly, and a statement does not."""
    hypotheses = [unfolded(h, theory) for h in facts]
    claim = _introduced(unfolded(goal, theory), hypotheses)
    evaluator = Evaluator(theory, MOST_STEPS)
    try:
        for h in conjuncts(hypotheses):
            check_formulas(h)
        return all(evaluator.holds(h, world) for h in hypotheses) and not evaluator.holds(claim, world)
    except (Unknown, KeyError):
        return False


class _Worlds:
    """Exact worlds in which all hypotheses of a line hold, by SymPy; made when they are asked for."""

    def __init__(self, left: Basic, right: Basic, givens: tuple[Statement, ...]) -> None:
        self._givens = givens
        self._more = _made(left, right, givens)
        self._known: list[ExactWorld] = []
        self._sound: dict[int, bool] = {}

    def at(self, place: int) -> ExactWorld | None:
        """One of them, or None when there are not so many."""
        try:
            self._known += islice(self._more, max(place + 1 - len(self._known), 0))
        except (InexpressibleError, LanguageError):
            return None
        return self._known[place] if place < len(self._known) else None

    def is_sound(self, place: int) -> bool:
        """Whether the hypotheses hold in one of them for the first natural numbers too."""
        if place not in self._sound:
            world = self._known[place]
            self._sound[place] = all(_holds_for_the_first(g, world) for g in self._givens)
        return self._sound[place]


def _made(left: Basic, right: Basic, givens: tuple[Statement, ...]) -> Iterator[ExactWorld]:
    yield from exact_worlds(names_of([left, right], givens), givens)


@cache
def _worlds(left: Basic, right: Basic, givens: tuple[Statement, ...]) -> _Worlds:
    return _Worlds(left, right, givens)


def _disagrees(line: Written, neighbour: Neighbour, place: int) -> bool:
    """Whether SymPy finds a changed line false in one of its exact worlds."""
    worlds = _worlds(line.left, line.right, line.givens)
    world = worlds.at(place)
    try:
        fails = (
            world is not None and agrees(world, neighbour.relation, neighbour.left, neighbour.right) is False
        )
        return fails and worlds.is_sound(place)
    except (InexpressibleError, ArithmeticError, NotImplementedError, RecursionError):
        return False


def _symbolically(line: Written, neighbour: Neighbour) -> bool:
    """Whether SymPy finds a changed line false with symbols for the numbers."""
    case = Case([line.left, line.right], line.givens)
    return isinstance(case._symbolic(neighbour.relation, neighbour.left, neighbour.right), Disagrees)


def _holds_for_the_first(given: Statement, world: ExactWorld) -> bool:
    """Whether a hypothesis about all natural numbers holds for the first of them.

    A world of SymPy's is asked for it only at those that have a name.
    """
    match given:
        case ForAll(body=Converges()) | Converges():
            return True
        case ForAll(domain=Naturals(), body=body, variable=variable):
            bound = (world.binding(variable.name, Integer(k)) for k in range(MEMBERS))
            return all(_holds_for_the_first(body, each) for each in bound)
    return truth(given, world, {}) is True


def reason(line: Written, false: int) -> Silent:
    """Why so few changes of a line are known to be false."""
    return next(why for why in Silent if _applies(why, line, false))


def _applies(why: Silent, line: Written, false: int) -> bool:
    match why:
        case Silent.SUPPOSED:
            return not false and any(f in line.context.facts for f in line.workspace.supposed)
        case Silent.LIMIT:
            return _is_about(line, "converges")
        case Silent.INTEGRAL:
            return _is_about(line, "integral", "integrable", "ae")
        case Silent.INFINITE:
            return _is_over_infinite_sets(line)
        case Silent.UNTOLD:
            return True
    assert_never(why)


def _said(line: Written) -> Iterator[Term]:
    theory = line.workspace.prover.engine.theory
    said = Neighbour("", line.left, line.relation, line.right).goal()
    for p in (said, *line.context.facts):
        yield from _parts(p)
        yield from _parts(theory.unfold(p) or p)


def _parts(t: Term) -> Iterator[Term]:
    yield t
    match t:
        case App(_, args):
            for a in args:
                yield from _parts(a)
        case Bind(_, domain, body):
            yield from _parts(domain)
            yield from _parts(body)


def _is_about(line: Written, *heads: str) -> bool:
    return any(isinstance(t, App | Bind) and t.head in heads for t in _said(line))


def _is_over_infinite_sets(line: Written) -> bool:
    domains = (t.domain for t in _said(line) if isinstance(t, Bind))
    return any(isinstance(d, App) and d.head in INFINITE for d in domains)
