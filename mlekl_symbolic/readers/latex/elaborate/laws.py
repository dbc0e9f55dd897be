"""Laws of several variables: joint masses, conditionals, marginals, and how they hang together."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from mlekl_symbolic.language import (
    Equal,
    ForAll,
    FunctionSymbol,
    Implies,
    MassFunction,
    Model,
    SetExpression,
    Statement,
    Sum,
    Variable,
)
from mlekl_symbolic.proof.records import Origin
from mlekl_symbolic.readers.latex import surface as s
from mlekl_symbolic.readers.latex.elaborate.cast import Cast, variable_name
from mlekl_symbolic.readers.latex.roles import key


@dataclass(frozen=True, slots=True)
class Law:
    """A mass of some variables, given others.

    Attributes
    ----------
    stem
        The name of the distribution.
    points
        The letters of what it is the mass of.
    given
        The letters of what is given.
    """

    stem: str
    points: tuple[str, ...]
    given: tuple[str, ...]

    @property
    def called(self) -> str:
        """Its name in the language."""
        return f"{self.stem}_{''.join(self.points)}" + (f"|{''.join(self.given)}" if self.given else "")


class Laws(Cast):
    """The laws of a document, each under one name, and the rules between laws of one name."""

    def law(self, name: s.Name, points: list[s.Expression], given: list[s.Expression]) -> Law:
        """The law of an application, without its parameters."""
        stem = variable_name(s.Name(name.letter, name.style, name.marks))
        parameters = [*name.indices, *name.upper]
        for item in given:
            if (
                isinstance(item, s.Name)
                and self.is_parameter(item.letter)
                and item.letter not in self.usage.letters
            ):
                parameters.append(item)
        rest = [g for g in given if g not in parameters]
        for parameter in parameters:
            if not isinstance(parameter, s.Name | s.Number):
                self.refuse("E233", f"the parameter of {stem} is no name", name)
            if isinstance(parameter, s.Name) and parameter.letter in self.usage.optimised:
                self.refuse("E233", f"a family of joint laws {stem} is not checked yet", name)
            label = parameter.digits if isinstance(parameter, s.Number) else variable_name(parameter)
            stem = f"{stem}_{label}"
        made = Law(stem, self._letters(points), self._letters(rest))
        letters = (*made.points, *made.given)
        if len(letters) > 1 and any(map(self.is_continuous, letters)):
            self.refuse("E233", "joint densities are not checked yet", name)
        return made

    def _letters(self, items: list[s.Expression]) -> tuple[str, ...]:
        out = []
        for item in items:
            if not isinstance(item, s.Name):
                self.refuse("E233", "masses of events are not checked yet", item)
            out.append(item.letter.lower())
        if len(set(out)) < len(out):
            self.refuse("E233", "a joint law of several observations is not checked yet", items[0])
        return tuple(out)

    def joint(self, law: Law, node: s.Name) -> FunctionSymbol:
        """The mass function of a joint law, or of one with several conditions."""
        arity = len(law.points) + len(law.given)
        new = law.called not in self._made
        made = self.function(law.called, arity, node)
        if new:
            self.laws[law] = made
            variables = [Variable(c) for c in (*law.points, *law.given)]
            limits = [(v, self.alphabet(v.name)) for v in reversed(variables)]
            self.home.workspace.give(ForAll(made(*variables) >= 0, *limits), "", Origin.SETTING, law.called)
            self.infer("N121", f"{law.called} is the mass of {law.points} given {law.given}", node.span)
        return made

    def conditional(self, law: Law, node: s.Name) -> Model:
        """The law of one variable given another."""
        made = self.model(law.called, self.alphabet(law.given[0]), self.alphabet(law.points[0]), node)
        self.laws.setdefault(law, made)
        return made

    def marginal(self, law: Law, node: s.Name) -> MassFunction:
        """The law of one variable."""
        lone = len(self.usage.first.get(key(node), set()) & self.usage.together) < 2
        made = self.mass_function(law.stem if lone else law.called, self.alphabet(law.points[0]), node)
        self.laws.setdefault(law, made)
        return made

    laws: dict[Law, FunctionSymbol | Model | MassFunction]
    rules: list[Statement]
    priors: dict[str, tuple[FunctionSymbol, SetExpression]]

    def is_prior(self, point: s.Name) -> bool:
        """Whether a distribution that is applied to a name is one of parameters."""
        return self.is_parameter(point.letter) and point.letter.lower() not in self.usage.letters

    def prior(self, name: s.Name, point: s.Name) -> FunctionSymbol:
        """The density of a parameter, of which only its sign is known."""
        stem = variable_name(s.Name(name.letter, name.style, name.marks))
        called = f"{stem}_{point.letter}"
        made = self.function(called, 1, name)
        if called not in self.priors:
            self.priors[called] = made, self.parameters(point.letter)
            variable, over = Variable("t"), self.priors[called][1]
            self.home.workspace.give(
                ForAll(made(variable) >= 0, (variable, over)), "", Origin.SETTING, called
            )
            self.infer("N121", f"{called} is the prior density of {point.letter}", name.span)
        return made

    def settle(self) -> None:
        """Find how the laws of one name hang together: products, margins, Bayes."""
        for stem in sorted({law.stem for law in self.laws}):
            mine = [law for law in self.laws if law.stem == stem]
            letters = sorted({c for law in mine for c in (*law.points, *law.given)})
            for one, other in combinations(letters, 2):
                self._settle_pair(stem, one, other)

    def _mass(self, stem: str, points: tuple[str, ...], given: tuple[str, ...] = ()) -> Any:
        """The mass of some variables as a term, or None when the document has no such law."""
        law = Law(stem, points, given)
        made = self.laws.get(law)
        at = [Variable(c) for c in (*points, *given)]
        if made is None and len(points) == 2 and (swapped := self.laws.get(Law(stem, points[::-1], ()))):
            return swapped(*reversed(at)) if isinstance(swapped, FunctionSymbol) else None
        match made:
            case FunctionSymbol():
                return made(*at)
            case Model():
                return made[at[1]](at[0])
            case MassFunction():
                return made(at[0])
        return None

    def _settle_pair(self, stem: str, one: str, other: str) -> None:
        a, b = Variable(one), Variable(other)
        limits: tuple[tuple[Variable, SetExpression], ...] = (
            (b, self.alphabet(other)),
            (a, self.alphabet(one)),
        )
        joint = self._mass(stem, (one, other))
        products: list[Any] = []
        quotients: list[tuple[Any, Any]] = []
        for x, y in ((one, other), (other, one)):
            conditional, marginal = self._mass(stem, (x,), (y,)), self._mass(stem, (y,))
            if conditional is not None and marginal is not None:
                products.append(conditional * marginal)
                quotients.append((conditional, marginal))
        if joint is not None:
            products.insert(0, joint)
        self.rules.extend(ForAll(Equal(left, right), *limits) for left, right in combinations(products, 2))
        for conditional, marginal in quotients:
            for product in products:
                if not product.has(conditional):
                    ratio = Implies(marginal > 0, Equal(conditional, product / marginal))
                    self.rules.append(ForAll(ratio, *limits))
        for product in products:
            for (x, over), (y, summed) in (limits, limits[::-1]):
                marginal = self._mass(stem, (x.name,))
                if marginal is not None and not product.atoms(MassFunction) & marginal.atoms(MassFunction):
                    self.rules.append(ForAll(Equal(marginal, Sum(product, (y, summed))), (x, over)))

    def positive(self) -> Iterator[Statement]:
        """That no joint mass and no prior density is zero."""
        t = Variable("t")
        for prior, over in self.priors.values():
            yield ForAll(prior(t) > 0, (t, over))
        for law, made in self.laws.items():
            if isinstance(made, FunctionSymbol):
                at = [Variable(c) for c in (*law.points, *law.given)]
                yield ForAll(made(*at) > 0, *((v, self.alphabet(v.name)) for v in reversed(at)))
