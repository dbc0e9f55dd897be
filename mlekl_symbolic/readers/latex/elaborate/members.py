"""Distributions: which one a name, an application or a mixture stands for."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from typing import Any

from sympy import Basic

from mlekl_symbolic.language import ByFormula, Distribution, Minus, SetExpression, Variable
from mlekl_symbolic.readers.latex import surface as s
from mlekl_symbolic.readers.latex.elaborate.cast import variable_name
from mlekl_symbolic.readers.latex.elaborate.laws import Law, Laws
from mlekl_symbolic.readers.latex.elaborate.usage import DISTRIBUTED
from mlekl_symbolic.readers.latex.notation import Kind
from mlekl_symbolic.readers.latex.roles import key

Bound = Mapping[str, Variable]
"""The variables that are bound where a node stands, by the names the document gives them."""


class Members(Laws, ABC):
    """The distributions of a document.

    Attributes
    ----------
    free
        The variables that are free in what was translated since the last reset, with their sets.
    divergences
        The distributions of the divergences that were written out.
    at
        The letter at which distributions are evaluated, inside a mixture.
    mixtures
        The mixtures by their masses.
    weights
        The numbers that weigh the parts of mixtures.
    """

    free: dict[str, tuple[Variable, SetExpression]]
    divergences: dict[tuple[Distribution, Distribution], None]
    at: Variable | None = None
    mixtures: dict[Basic, Distribution]
    weights: set[Variable]

    @abstractmethod
    def expression(self, node: s.Node, bound: Bound) -> Any:
        """A node as a number of the language."""

    def point(self, called: str, node: s.Name, bound: Bound) -> Any:
        """A free letter as a point of its alphabet."""
        other = next((b for b in bound if b != called and b.lower() == called.lower()), None)
        if other is not None:
            self.refuse("E232", f"{other} is bound and {called} is free: are they one variable?", node)
        whole = node.letter.isupper() or node.style in ("bf", "vec")
        if whole and node.letter.lower() in {x.lower() for x in self.usage.indexed}:
            self.refuse("E231", f"is {called} one observation or all of them?", node)
        variable = Variable(called)
        self.free[called] = (variable, self.alphabet(node.letter))
        return variable

    def mass_of(self, node: s.Apply, bound: Bound) -> Any:
        """The mass that an application of a distribution stands for."""
        points = list(node.groups[0])
        given = [i for g in node.groups[1:] for i in g]
        if len(points) == 1 and not given and isinstance(points[0], s.Name) and self.is_prior(points[0]):
            return self.prior(node.function, points[0])(self.expression(points[0], bound))
        lone = len(points) == 1 and not isinstance(points[0], s.Chain) and not self._conditions(given)
        if lone and not self.is_joint(node.function):
            return self.member(node.function, given, points[0], bound)(self.expression(points[0], bound))
        law = self.law(node.function, points, given)
        if len(law.points) == 1 and not law.given:
            return self.marginal(law, node.function)(self.expression(points[0], bound))
        if len(law.points) == 1 and len(law.given) == 1:
            at = self._given(law, given, bound)
            return self.conditional(law, node.function)[at](self.expression(points[0], bound))
        rest = [g for g in given if isinstance(g, s.Name) and g.letter.lower() in law.given]
        arguments = [self.expression(a, bound) for a in (*points, *rest)]
        return self.joint(law, node.function)(*arguments)

    def is_joint(self, name: s.Name) -> bool:
        """Whether the document uses a name for laws of several variables."""
        return any(len(points) + len(given) > 1 for points, given in self.usage.laws.get(key(name), ()))

    def _conditions(self, given: list[s.Expression]) -> bool:
        """Whether anything is given that is no parameter."""
        return any(
            not isinstance(g, s.Name)
            or g.letter.lower() in self.usage.letters
            or not self.is_parameter(g.letter)
            for g in given
        )

    def _given(self, law: Law, given: list[s.Expression], bound: Bound) -> Any:
        return next(
            self.expression(g, bound)
            for g in given
            if isinstance(g, s.Name) and g.letter.lower() == law.given[0]
        )

    def distribution(self, node: s.Node, bound: Bound) -> Distribution:
        """A node as a distribution: named, of a family, mixed, or applied to its variable."""
        if isinstance(node, s.Name):
            declared = self.declared(node)
            if declared is not None and declared.kind not in DISTRIBUTED:
                self.refuse("E234", f"{variable_name(node)} is declared and is no distribution", node)
            return self.member(node, [], None, bound)
        if isinstance(node, s.Apply) and self.is_distribution(node.function):
            given = [i for g in node.groups[1:] for i in g]
            points = list(node.groups[0])
            lone = len(points) == 1 and isinstance(points[0], s.Name) and not self._conditions(given)
            if lone and not self.is_joint(node.function):
                return self.member(node.function, given, points[0], bound)
            law = self.law(node.function, points, given)
            if len(law.points) == 1 and not law.given:
                return self.marginal(law, node.function)
            if len(law.points) == 1 and len(law.given) == 1:
                return self.conditional(law, node.function)[self._given(law, given, bound)]
            self.refuse("E233", "a joint distribution is not checked yet", node)
        if isinstance(node, s.Terms | s.Factors | s.Fraction):
            return self._mixture(node, bound)
        raise self.refusal("E234", "a distribution is needed here", node)

    def _mixture(self, node: s.Terms | s.Factors | s.Fraction, bound: Bound) -> Distribution:
        """The distribution with the mass that a formula of distributions has at each letter."""
        letter = next(Variable(c) for c in ("a", "b", "c", "a'") if c not in bound)
        back, self.at = self.at, letter
        mass = self.expression(node, bound)
        self.at = back
        over = {d.over for d in mass.atoms(Distribution)}
        if len(over) != 1:
            self.refuse("E234", "a distribution is needed here", node)
        called = f"M_{len(self.mixtures) + 1}"
        for part in mass.atoms(Minus):
            if part.args[0] == 1 and isinstance(part.args[1], Variable):
                self.weights.add(part.args[1])
        made: Distribution = self.mixtures.setdefault(mass, ByFormula(called, (letter, over.pop()), mass))
        return made

    def member(
        self, name: s.Name, given: list[s.Expression], point: s.Node | None, bound: Bound
    ) -> Distribution:
        """The distribution that a name with its parameters stands for."""
        if self.is_empirical(name):
            return self.empirical(name)
        letters = self.usage.first.get(key(name), set())
        if isinstance(point, s.Name):
            letters = {point.letter.lower()}
        over = self.alphabet(min(letters, default="x"))
        stem = variable_name(s.Name(name.letter, name.style, name.marks))
        if self.is_joint(name):
            return self._only_law(name, letters, bound)
        parameters = [*name.indices, *name.upper, *given]
        if not parameters or len(parameters) > 1:
            law = self.law(name, [s.Name(min(letters, default="x"))], given)
            return self.marginal(law, name)
        return self._family(stem, name, parameters[0], over, bound)

    def _only_law(self, name: s.Name, letters: set[str], bound: Bound) -> Distribution:
        """The law that a name without its arguments stands for, when the document has only one such."""
        found = {
            law for law in self.usage.laws.get(key(name), ()) if len(law[0]) == 1 and set(law[0]) <= letters
        }
        if len(found) != 1:
            self.refuse("E231", f"which law is {variable_name(name)} here?", name, "Write its arguments.")
        points, given = found.pop()
        law = self.law(name, [s.Name(points[0])], [s.Name(g) for g in given])
        if not law.given:
            return self.marginal(law, name)
        if len(law.given) > 1:
            self.refuse("E233", "a law with several conditions is not checked yet", name)
        self.infer("N121", f"{variable_name(name)} is the law given {law.given[0]}", name.span)
        at = bound.get(law.given[0]) or self.point(law.given[0], s.Name(law.given[0], span=name.span), bound)
        return self.conditional(law, name)[at]

    def _family(
        self, stem: str, name: s.Name, at: s.Expression, over: SetExpression, bound: Bound
    ) -> Distribution:
        if isinstance(at, s.Number):
            return self.mass_function(f"{stem}_{at.digits}", over, name)
        if not isinstance(at, s.Name):
            self.refuse("E233", f"the parameter of {stem} is no name", name)
        declared = self.declared(s.Name(name.letter, name.style, name.marks))
        if not self.is_parameter(at.letter) and (declared is None or declared.kind is not Kind.MODEL):
            if at.letter in self.usage.together:
                family = self.model(f"{stem}_{at.letter}", self.alphabet(at.letter), over, name)
                return family[self.expression(at, bound)]
            return self.mass_function(f"{stem}_{variable_name(at)}", over, name)
        space = declared.parameters if declared is not None and declared.kind is Kind.MODEL else ""
        parameters = self.named_set(space, finite=False) if space else self.parameters(at.letter)
        called = variable_name(at)
        if called not in bound:
            self.free[called] = (Variable(called), parameters)
        return self.model(stem, parameters, over, name)[bound.get(called, Variable(called))]
