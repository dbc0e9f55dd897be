"""The objects of one line: numbers, functions, sets and laws, each under the text it stands for."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from mlekl_symbolic.language import FiniteSet, FunctionSymbol, SetExpression, Variable
from mlekl_symbolic.proof.objects import Objects
from mlekl_symbolic.proof.records import Origin
from mlekl_symbolic.readers.latex import surface as s
from mlekl_symbolic.readers.latex.diagnostics import Diagnostic, Span
from mlekl_symbolic.readers.latex.elaborate.cast import variable_name
from mlekl_symbolic.readers.latex.show import shown

LONGEST = 40
"""How long the name of a part may be before it is numbered instead."""


def is_part(over: SetExpression) -> bool:
    """Whether a set is one of those that `Names.part` makes."""
    return isinstance(over, FiniteSet) and str(over).startswith("{")


class Names:
    """Objects that are made when first met, with names that nobody else has.

    Attributes
    ----------
    home
        Where they are declared.
    notices
        What was taken for granted, each once.
    free
        The numbers that the line is about.
    functions
        The functions that the line is about.
    """

    def __init__(self) -> None:
        self.home = Objects()
        self.notices: list[Diagnostic] = []
        self.free: dict[s.Node, Variable] = {}
        self.functions: dict[tuple[s.Node, int], FunctionSymbol] = {}
        self._taken: set[str] = set()
        self._sets: dict[str, SetExpression] = {}

    def infer(self, message: str, span: Span, code: str = "N129") -> None:
        """Note what was taken for granted, once."""
        if all(n.message != message for n in self.notices):
            self.notices.append(Diagnostic(code, message, span))

    def unused(self, called: str) -> str:
        """A name that nothing else has, as near as possible to one."""
        stem = called if len(called) <= LONGEST else f"{called[: LONGEST - 3]}…"
        out, number = stem, 1
        while out in self._taken:
            number += 1
            out = f"{stem}'{number}"
        self._taken.add(out)
        return out

    def reserve(self, names: Iterable[s.Name]) -> None:
        """Keep the names of a line from being given to bound variables."""
        self._taken.update(variable_name(n) for n in names)

    def bound_variable(self, name: s.Name) -> Variable:
        """A new variable for a bound name."""
        out = name.letter
        while out in self._taken:
            out += "'"
        self._taken.add(out)
        return Variable(out)

    def natural(self, node: s.Name) -> Variable:
        """A name as a natural number, which is not zero."""
        if node not in self.free:
            self.free[node] = self.home.natural(self._own(node))
            self.infer(f"{shown(node)} is a natural number and not zero", node.span, "N121")
        return self.free[node]

    def real(self, node: s.Node) -> Variable:
        """A part that is one unknown number."""
        if node not in self.free:
            self.free[node] = self.home.real(self._own(node))
        return self.free[node]

    def function(self, node: s.Node, arity: int) -> FunctionSymbol:
        """A part that is one unknown function of bound variables; ``node`` is its skeleton."""
        if (node, arity) not in self.functions:
            self.functions[node, arity] = self.home.function(self._own(node), arity=arity)
        return self.functions[node, arity]

    def _own(self, node: s.Node) -> str:
        plain = isinstance(node, s.Name) and not node.indices and not node.upper
        called = variable_name(node) if plain and isinstance(node, s.Name) else shown(node)
        if plain and called not in {str(v) for v in self.free.values()} | {
            f.name for f in self.functions.values()
        }:
            self._taken.add(called)
            return called
        return self.unused(called)

    def finite_set(self, called: str) -> SetExpression:
        """The finite set of a name."""
        key = f"finite {called}"
        if key not in self._sets:
            self._sets[key] = self.home.finite_set(self.unused(called))
        return self._sets[key]

    def part(self, name: s.Name, domain: s.Expression) -> SetExpression:
        """A finite set that may be a part of what a letter stands for: no law sums to one on it."""
        made = self.finite_set(f"{{{shown(name)} ∈ {shown(domain)}}}")
        self.infer(f"{shown(name)} runs over the finite set {shown(domain)}", name.span, "N120")
        return made

    def any_set(self, called: str) -> SetExpression:
        """The set of a name, of which nothing is known."""
        key = f"any {called}"
        if key not in self._sets:
            self._sets[key] = self.home.parameter_set(self.unused(called))
        return self._sets[key]

    def region(self, called: str) -> SetExpression:
        """The set of reals of a name."""
        key = f"region {called}"
        if key not in self._sets:
            self._sets[key] = self.home.region(self.unused(called))
        return self._sets[key]

    def give(self, statement: Any, about: str) -> None:
        """Add what belongs to an object by its nature."""
        self.home.workspace.give(statement, "", Origin.SETTING, about)
