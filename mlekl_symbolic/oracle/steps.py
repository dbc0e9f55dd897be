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
from typing import Any, TypeAlias

from sympy import Basic, Expr

from mlekl_symbolic.language import Interval, Member, Naturals, Statement
from mlekl_symbolic.language.binders import SolutionSet
from mlekl_symbolic.oracle.comparisons import ORDERS, ordered, same_value
from mlekl_symbolic.oracle.conditions import holds, same_truth
from mlekl_symbolic.oracle.evaluate import is_enumerable
from mlekl_symbolic.oracle.opinion import (
    Disagrees,
    InexpressibleError,
    NotExpressible,
    Opinion,
    StepOpinion,
    worst,
)
from mlekl_symbolic.oracle.optimisers import same_solutions
from mlekl_symbolic.oracle.view import View
from mlekl_symbolic.oracle.worlds import names_of, small_worlds
from mlekl_symbolic.proof.records import Theorem

PATIENCE = 3
"""After how many worlds in which SymPy could not tell it is asked no more about a line."""
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
    givens = (*(g.statement for g in theorem.givens), *(m for m in theorem.fixed if _is_known(m)))
    lines = [side for s in theorem.steps for side in (s.lhs, s.rhs)]
    views: dict[tuple[Statement, ...], tuple[View, ...]] = {}
    out: list[StepOpinion] = []
    for chain in theorem.chains:
        try:
            if chain.supposed not in views:
                views[chain.supposed] = _views(lines, (*givens, *chain.supposed))
        except InexpressibleError as reason:
            out.extend(StepOpinion(s.number, NotExpressible(str(reason))) for s in chain.steps)
            continue
        there = views[chain.supposed]
        out.extend(StepOpinion(s.number, _opinion(there, s.relation, s.lhs, s.rhs)) for s in chain.steps)
    return tuple(out)


def _is_known(member: Member) -> bool:
    """Whether small worlds can say what a variable that is fixed ranges over."""
    return is_enumerable(member.args[1]) or isinstance(member.args[1], Interval | Naturals)


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
    try:
        return _opinion(_views([lhs, rhs], tuple(givens)), relation, lhs, rhs)
    except InexpressibleError as reason:
        return NotExpressible(str(reason))


def _views(lines: list[Basic], givens: tuple[Statement, ...]) -> tuple[View, ...]:
    return tuple(View(w, givens) for w in small_worlds(names_of(lines, givens), givens))


def _opinion(views: tuple[View, ...], relation: str, lhs: Basic, rhs: Basic) -> Opinion:
    if not views:
        return NotExpressible("no small world satisfies the hypotheses")
    try:
        return worst(_until_refuted(views, _judge(relation, lhs, rhs), lhs, rhs))
    except InexpressibleError as reason:
        return NotExpressible(str(reason))
    except (ArithmeticError, NotImplementedError, RecursionError) as error:
        return NotExpressible(f"SymPy gives up with {type(error).__name__}: {error}")


def _until_refuted(views: tuple[View, ...], judge: Judge, lhs: Basic, rhs: Basic) -> Iterator[Opinion]:
    undecided = 0
    for view in views:
        found = judge(view, lhs, rhs)
        yield found
        undecided += isinstance(found, NotExpressible)
        if isinstance(found, Disagrees) or undecided == PATIENCE:
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
