"""What is the same everywhere: known without knowing where, so that infinite sets do no harm."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from mlekl_symbolic.kernel.terms import App, Bind, Bound, Num, Term
from mlekl_symbolic.refute import values as v
from mlekl_symbolic.refute.running import SEALED, Code, Run
from mlekl_symbolic.refute.values import Number, Unknown


def value_at(run: Run, body: Code, cost: int, *elements: Number) -> Any:
    """The value of ``body`` below binders at some elements, or None when it is unknown."""
    depth = len(run.stack)
    run.spend(cost)
    run.stack.extend(elements)
    try:
        return body(run)
    except Unknown:
        return None
    finally:
        del run.stack[depth:]


def is_known(function: Callable[[Number], Number]) -> bool:
    """Whether a value is known without knowing where it is taken, so that it is the same everywhere."""
    try:
        function(SEALED)
    except Unknown:
        return False
    return True


def limit_of(t: Bind) -> Term | None:
    """What tends to 0, below three binders, where a statement says that something does."""
    match t:
        case Bind(
            "all",
            App("ioi", (Num(zero),)),
            Bind(
                "ex",
                App("naturals", ()),
                Bind(
                    "all",
                    App("naturals", ()),
                    App("imp", (App("<=", (first, last)), App("<", (App("abs", (difference,)), bound)))),
                ),
            ),
        ) if zero == 0 and (first, last, bound) == (Bound(1), Bound(0), Bound(2)):
            return difference
    return None


def tends(difference: Code, cost: int, otherwise: Code) -> Code:
    """Whether a difference tends to 0: one that is the same at all places does if it is 0."""

    def decide(run: Run) -> bool:
        constant = value_at(run, difference, cost, SEALED, SEALED, SEALED)
        return bool(otherwise(run)) if constant is None else v.same(constant, 0)

    return decide
