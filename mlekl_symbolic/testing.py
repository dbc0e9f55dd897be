"""For tests of one's own: does this step follow?

>>> from mlekl_symbolic.testing import assert_step
>>> from sympy import Symbol
>>> a = Symbol("a")
>>> assert_step((a + 1) ** 2, a**2 + 2 * a + 1)
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

from sympy import Basic

from mlekl_symbolic.language import Statement, as_expression, assumptions_of
from mlekl_symbolic.language.sets import SetExpression
from mlekl_symbolic.proof import prove as _prove
from mlekl_symbolic.proof.outcome import Outcome, Proved
from mlekl_symbolic.proof.records import Location, Step
from mlekl_symbolic.writers.report import failure

__all__ = ["assert_step", "prove"]


def prove(lhs: object, relation: str, rhs: object, *, given: Sequence[Statement] = ()) -> Outcome:
    """What is known about ``lhs relation rhs``.

    Parameters
    ----------
    lhs, rhs
        Expressions, sets or statements of the language, plain SymPy expressions, or exact numbers.
        What plain symbols assume (``positive=True`` and so on) counts as given.
    relation
        ``=``, ``<=``, ``<``, ``>=``, ``>`` or ``iff``.
    given
        Hypotheses it may rest on.

    Raises
    ------
    mlekl_symbolic.language.LanguageError
        When a side cannot be read as an expression of the language.
    """
    return _outcome(_side(lhs), relation, _side(rhs), given)


def assert_step(lhs: object, rhs: object, *, relation: str = "=", given: Sequence[Statement] = ()) -> None:
    """Do nothing when ``lhs relation rhs`` is proved; the parameters are those of `prove`.

    Raises
    ------
    AssertionError
        When it is not, with what ``mlekl prove`` would print: both sides, the counterexample or
        what is missing, and what to do.
    mlekl_symbolic.language.LanguageError
        When a side cannot be read as an expression of the language.
    """
    __tracebackhide__ = True
    left, right = _side(lhs), _side(rhs)
    outcome = _outcome(left, relation, right, given)
    if not isinstance(outcome, Proved):
        caller = sys._getframe(1)
        where = Location(caller.f_code.co_filename, caller.f_lineno)
        raise AssertionError("\n" + failure(Step(0, relation, left, right, (), (), outcome, where)))


def _side(given: object) -> Basic:
    side: Basic = given if isinstance(given, Statement | SetExpression) else as_expression(given)
    return side


def _outcome(left: Basic, relation: str, right: Basic, given: Sequence[Statement]) -> Outcome:
    return _prove(left, relation, right, given=(*given, *assumptions_of(left, right)))
