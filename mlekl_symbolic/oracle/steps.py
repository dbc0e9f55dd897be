"""SymPy's second opinion on the steps of a derivation.

Every step is evaluated in all small worlds that the hypotheses admit, with symbolic probabilities, and
SymPy must find that the two sides are the same. It shares no code with the kernel, the rules or the
search: what it reads is what the author wrote.

Main definitions
----------------
`second_opinion`
    The opinion on every step of a theorem.
`opinion`
    The opinion on one line.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from typing import Any, TypeAlias

from sympy import Basic, Expr

import mlekl_symbolic.oracle.analysis  # noqa: F401  (it says what derivatives and integrals are)
from mlekl_symbolic.language import Statement
from mlekl_symbolic.language.binders import SolutionSet
from mlekl_symbolic.oracle.comparisons import ORDERS, ordered, same_value
from mlekl_symbolic.oracle.conditions import holds, same_truth
from mlekl_symbolic.oracle.exact import ExactWorld, agrees, exact_worlds
from mlekl_symbolic.oracle.opinion import (
    Agrees,
    Disagrees,
    InexpressibleError,
    NotExpressible,
    Opinion,
    Silence,
    StepOpinion,
    worst,
)
from mlekl_symbolic.oracle.optimisers import same_solutions
from mlekl_symbolic.oracle.statements import truth
from mlekl_symbolic.oracle.view import View
from mlekl_symbolic.oracle.worlds import names_of, small_worlds
from mlekl_symbolic.proof.records import Theorem

Judge: TypeAlias = Callable[[View, Any, Any], Opinion]


def second_opinion(theorem: Theorem) -> tuple[StepOpinion, ...]:
    """SymPy's opinion on every step of every chain of a theorem, under its declared hypotheses.

    Parameters
    ----------
    theorem
        A finished derivation, proved or not.

    Returns
    -------
    tuple of StepOpinion
        One for each step, in order.
    """
    givens = (*(g.statement for g in theorem.givens), *theorem.fixed)
    lines = [side for s in theorem.steps for side in (s.lhs, s.rhs)]
    lines += [s for chain in theorem.chains for s in chain.supposed]
    cases: dict[tuple[Statement, ...], Case] = {}
    out: list[StepOpinion] = []

    def case(supposed: tuple[Statement, ...]) -> Case:
        if supposed not in cases:
            cases[supposed] = Case(lines, (*givens, *supposed))
        return cases[supposed]

    for chain in theorem.chains:
        for s in chain.steps:
            found = case(chain.supposed).opinion(s.relation, s.lhs, s.rhs)
            if isinstance(found, NotExpressible):
                sound = tuple(given for given in chain.supposed if not case(()).excludes(given))
                if sound != chain.supposed:
                    found = _unmet(case(sound).opinion(s.relation, s.lhs, s.rhs))
            out.append(StepOpinion(s.number, found))
    return tuple(out)


def _unmet(without: Opinion) -> Opinion:
    """The opinion on a line under a supposition that is never met: what it is without it."""
    if isinstance(without, Agrees):
        return without
    return NotExpressible("the supposition was seen to fail in every world looked at", Silence.UNMET)


def opinion(relation: str, lhs: Basic, rhs: Basic, givens: Iterable[Statement] = ()) -> Opinion:
    """SymPy's opinion on one line ``lhs relation rhs`` under some hypotheses.

    Parameters
    ----------
    relation
        ``=``, ``<=``, ``<``, ``>=``, ``>`` or ``iff``; ``claim`` for a statement shown as a whole, which
        is then both ``lhs`` and ``rhs``.
    lhs, rhs
        Two numbers, two sets of optimisers, or two statements.
    givens
        The hypotheses; worlds in which one is false are left out.
    """
    return Case([lhs, rhs], tuple(givens)).opinion(relation, lhs, rhs)


class Case:
    """The worlds of some lines under the same hypotheses.

    Parameters
    ----------
    lines
        Both sides of all lines.
    givens
        The hypotheses.
    """

    def __init__(self, lines: list[Basic], givens: tuple[Statement, ...]) -> None:
        self._names = names_of(lines, givens)
        self._givens = givens
        self._obstacle = Silence.NO_WORLD

    @cached_property
    def _views(self) -> tuple[View, ...]:
        return tuple(View(w, self._givens) for w in small_worlds(self._names, self._givens))

    @cached_property
    def _exact(self) -> tuple[ExactWorld, ...]:
        try:
            return tuple(exact_worlds(self._names, self._givens))
        except InexpressibleError as reason:
            self._obstacle = reason.kind
            return ()

    def opinion(self, relation: str, lhs: Basic, rhs: Basic) -> Opinion:
        """The opinion on one line: symbolic where that tells, else from exact worlds."""
        found = self._symbolic(relation, lhs, rhs)
        if not isinstance(found, NotExpressible) or found.kind in (Silence.LIMIT, Silence.DENSITY):
            return found
        if not self._exact:
            return NotExpressible(found.reason, self._obstacle)
        return _in_exact_worlds(self._exact, relation, lhs, rhs, found)

    def excludes(self, supposed: Statement) -> bool:
        """Whether a supposition is seen to fail in all exact worlds there are."""
        return bool(self._exact) and all(_fails(supposed, world) for world in self._exact)

    def _symbolic(self, relation: str, lhs: Basic, rhs: Basic) -> Opinion:
        try:
            judge = _judge(relation, lhs, rhs)
            if not self._views:
                return NotExpressible("no small world satisfies the hypotheses", Silence.NO_WORLD)
            return worst(_until_refuted(self._views, judge, lhs, rhs))
        except InexpressibleError as reason:
            return reason.opinion()
        except (ArithmeticError, NotImplementedError, RecursionError) as error:
            return NotExpressible(f"SymPy gives up with {type(error).__name__}: {error}")


def _fails(supposed: Statement, world: ExactWorld) -> bool:
    try:
        return truth(supposed, world, {}) is False
    except InexpressibleError:
        return False


def _in_exact_worlds(
    worlds: tuple[ExactWorld, ...], relation: str, lhs: Basic, rhs: Basic, symbolic: NotExpressible
) -> Opinion:
    """The opinion from exact worlds; the one from symbolic worlds, or a better reason, when none tells."""
    told, silent = 0, symbolic
    for world in worlds:
        try:
            verdict = agrees(world, relation, lhs, rhs)
        except InexpressibleError as reason:
            silent = reason.opinion()
            continue
        except (ArithmeticError, NotImplementedError, RecursionError):
            continue
        if verdict is False:
            return Disagrees(str(world), "the line does not hold there")
        told += verdict is True
    return Agrees(told, told) if told else silent


def _until_refuted(views: tuple[View, ...], judge: Judge, lhs: Basic, rhs: Basic) -> Iterator[Opinion]:
    """The opinions in one world after another, up to the first that is no agreement."""
    for view in views:
        found = judge(view, lhs, rhs)
        yield found
        if not isinstance(found, Agrees):
            return


def _judge(relation: str, lhs: Basic, rhs: Basic) -> Judge:
    """How a line is judged, by its relation and by what its sides are.

    Raises
    ------
    InexpressibleError
        When SymPy has nothing to say about such lines.
    """
    if isinstance(lhs, Statement) and isinstance(rhs, Statement):
        if relation == "claim":
            return holds
        if relation in ("=", "iff"):
            return same_truth
    if isinstance(lhs, SolutionSet) and isinstance(rhs, SolutionSet) and relation == "=":
        return same_solutions
    if isinstance(lhs, Expr) and isinstance(rhs, Expr):
        if relation == "=":
            return same_value
        if relation in ORDERS:
            return ordered(relation)
    raise InexpressibleError(f"SymPy cannot compare {lhs} and {rhs} by {relation}")
