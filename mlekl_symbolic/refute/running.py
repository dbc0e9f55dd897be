"""One evaluation of a compiled term: the world, the values of bound variables and the steps left."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, TypeAlias

from mlekl_symbolic.kernel.terms import Term, Var
from mlekl_symbolic.refute.domains import Value, World
from mlekl_symbolic.refute.values import ClosedForm, Number, Unknown

SEALED = ClosedForm({})
"""Stands for a number that nothing is known of; to read it is to fail."""


class Run:
    """One evaluation: the world, the values of bound variables and the steps left."""

    __slots__ = ("cache", "stack", "steps", "world")

    def __init__(self, world: World, steps: int) -> None:
        self.world = world
        self.stack: list[Number] = []
        self.steps = [steps]
        self.cache: dict[Term, Any] = {}

    def spend(self, cost: int) -> None:
        """Use up steps."""
        self.steps[0] -= cost
        if self.steps[0] < 0:
            raise Unknown("the evaluation took too many steps")

    def below(self, *bound: Number) -> Run:
        """The same evaluation below binders, to be continued after this one has left them."""
        inner = Run(self.world, 0)
        inner.stack, inner.steps, inner.cache = [*self.stack, *bound], self.steps, self.cache
        return inner


Code: TypeAlias = Callable[[Run], Any]


def look_up(world: World, var: Var) -> Value:
    """What a world says of a variable; raises `Unknown` when it says nothing."""
    try:
        return world[var]
    except KeyError:
        raise Unknown(f"the world says nothing about {var.name}") from None


def each(run: Run, body: Code, elements: Iterable[Number], cost: int) -> Iterable[Any]:
    """The values of ``body``, a term of size ``cost``, at the elements, in order."""
    stack = run.stack
    for e in elements:
        run.spend(cost)
        stack.append(e)
        value = body(run)
        stack.pop()
        yield value
