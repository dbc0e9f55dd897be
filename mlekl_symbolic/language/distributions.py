"""Distributions on finite alphabets, samples and the quantities made of them.

Every distribution is its mass function: ``p(a)`` is the mass of the letter ``a``. Entropies and
divergences are in nats.
"""

from __future__ import annotations

from typing import Any

from sympy import Basic, Expr, Symbol

from mlekl_symbolic.language.binders import Binds, limit
from mlekl_symbolic.language.errors import LanguageError
from mlekl_symbolic.language.expressions import Expression, Letter, as_expression
from mlekl_symbolic.language.sets import Alphabet, SetExpression
from mlekl_symbolic.language.written import Written


class Distribution(Written, Basic):
    """A distribution on ``over``, known by its mass function; call it on a letter."""

    __slots__ = ()
    continuous = False
    """Whether its values are those of a density, to be integrated, and no masses, to be summed."""

    @property
    def over(self) -> SetExpression:
        """The alphabet."""
        raise LanguageError(f"{self} has no alphabet")

    def __call__(self, letter: object) -> Mass:
        return Mass(self, letter)  # type: ignore[no-any-return]


class Mass(Expression):
    """``p(a)``: the mass that a distribution gives to a letter."""

    __slots__ = ()

    def __new__(cls, distribution: Distribution, letter: object) -> Any:
        return Basic.__new__(cls, distribution, as_expression(letter))

    @property
    def distribution(self) -> Distribution:
        """The distribution."""
        return self.args[0]  # type: ignore[no-any-return]

    @property
    def letter(self) -> Expr:
        """The letter."""
        return self.args[1]


class MassFunction(Distribution):
    """A distribution known by name only."""

    __slots__ = ("name",)
    _named = ("name",)
    name: str

    def __new__(cls, name: str, over: SetExpression) -> Any:
        made = Basic.__new__(cls, over)
        made.name = name
        return made

    def _hashable_content(self) -> tuple[object, ...]:
        return (self.name, *self.args)

    @property
    def over(self) -> SetExpression:
        """The alphabet."""
        return self.args[0]  # type: ignore[no-any-return]


class Model(Written, Basic):
    """A parametric family of distributions; ``p[theta]`` is a member, ``p[theta](a)`` a mass."""

    __slots__ = ("name",)
    _named = ("name",)
    name: str
    continuous = False

    def __new__(cls, name: str, parameters: SetExpression, over: SetExpression) -> Any:
        made = Basic.__new__(cls, parameters, over)
        made.name = name
        return made

    def _hashable_content(self) -> tuple[object, ...]:
        return (self.name, *self.args)

    @property
    def parameters(self) -> SetExpression:
        """The parameter set."""
        return self.args[0]  # type: ignore[no-any-return]

    @property
    def over(self) -> SetExpression:
        """The alphabet."""
        return self.args[1]  # type: ignore[no-any-return]

    def __getitem__(self, parameter: object) -> ModelMember:
        return ModelMember(self, parameter)  # type: ignore[no-any-return]


class ModelMember(Distribution):
    """The member ``p[theta]`` of a model."""

    __slots__ = ()

    def __new__(cls, model: Model, parameter: object) -> Any:
        return Basic.__new__(cls, model, as_expression(parameter))

    @property
    def model(self) -> Model:
        """The family."""
        return self.args[0]  # type: ignore[no-any-return]

    @property
    def parameter(self) -> Expr:
        """The parameter."""
        return self.args[1]

    @property
    def over(self) -> SetExpression:
        """The alphabet."""
        return self.model.over

    @property
    def continuous(self) -> bool:  # type: ignore[override]
        """Whether the members of the family have densities."""
        return self.model.continuous


class Tabulated(Distribution):
    """A distribution on an explicit alphabet, given by its masses in the order of the letters."""

    __slots__ = ("name",)
    _named = ("name",)
    name: str

    def __new__(cls, name: str, over: Alphabet, masses: tuple[object, ...]) -> Any:
        if len(masses) != len(over.letters):
            raise LanguageError(f"{name} needs {len(over.letters)} masses and was given {len(masses)}")
        made = Basic.__new__(cls, over, *map(as_expression, masses))
        made.name = name
        return made

    def _hashable_content(self) -> tuple[object, ...]:
        return (self.name, *self.args)

    @property
    def over(self) -> SetExpression:
        """The alphabet."""
        return self.args[0]  # type: ignore[no-any-return]

    @property
    def func(self) -> Any:
        """What rebuilds the distribution from its alphabet and masses."""
        return lambda over, *masses: Tabulated(self.name, over, masses)

    def __getnewargs__(self) -> tuple[Any, ...]:
        return (self.name, self.args[0], self.args[1:])

    @property
    def table(self) -> tuple[tuple[Letter, Expr], ...]:
        """Letters with their masses."""
        return tuple(zip(self.args[0].args, self.args[1:], strict=True))


class TabulatedMember(Tabulated):
    """The member ``q[theta]`` of a family on an explicit alphabet."""

    __slots__ = ("model", "parameter")
    model: TabulatedModel
    parameter: Expr

    def __new__(cls, model: TabulatedModel, parameter: object) -> Any:
        at = as_expression(parameter)
        masses = tuple(m.xreplace({model.parameter: at}) for m in model.masses)
        made = Basic.__new__(cls, model.over, *masses)
        made.name, made.model, made.parameter = model.name, model, at
        return made

    def _hashable_content(self) -> tuple[object, ...]:
        return (self.model, self.parameter)

    @property
    def func(self) -> Any:
        """What rebuilds the member from its alphabet and masses."""
        return lambda *_: TabulatedMember(self.model, self.parameter)

    def __getnewargs__(self) -> tuple[Any, ...]:
        return (self.model, self.parameter)

    def _xreplace(self, rule: Any) -> tuple[Any, bool]:
        if self in rule:
            return rule[self], True
        model, in_model = self.model._xreplace(rule)
        parameter, in_parameter = self.parameter._xreplace(rule)
        return (TabulatedMember(model, parameter), True) if in_model or in_parameter else (self, False)


class TabulatedModel(Model):
    """A family on an explicit alphabet, given by its masses as expressions of the parameter."""

    __slots__ = ()

    def __new__(
        cls,
        name: str,
        parameters: SetExpression,
        over: Alphabet,
        parameter: Symbol,
        masses: tuple[object, ...],
    ) -> Any:
        if len(masses) != len(over.letters):
            raise LanguageError(f"{name} needs {len(over.letters)} masses and was given {len(masses)}")
        made = Basic.__new__(cls, parameters, over, parameter, *map(as_expression, masses))
        made.name = name
        return made

    @property
    def func(self) -> Any:
        """What rebuilds the family from its parts."""
        return lambda parameters, over, parameter, *masses: TabulatedModel(
            self.name, parameters, over, parameter, masses
        )

    def __getnewargs__(self) -> tuple[Any, ...]:
        return (self.name, *self.args[:3], self.args[3:])

    @property
    def parameter(self) -> Symbol:
        """The variable in which the masses are written."""
        return self.args[2]

    @property
    def masses(self) -> tuple[Expr, ...]:
        """The masses, in the order of the letters."""
        return self.args[3:]  # type: ignore[no-any-return]

    @property
    def free_symbols(self) -> set[Basic]:
        """The variables that are free in the masses, other than the parameter."""
        return set().union(*(m.free_symbols for m in self.masses)) - {self.parameter}

    def _xreplace(self, rule: Any) -> tuple[Any, bool]:
        inner = {old: new for old, new in rule.items() if self.parameter not in old.free_symbols}
        for old, new in inner.items():
            if self.parameter in getattr(new, "free_symbols", ()) and any(m.has(old) for m in self.masses):
                raise LanguageError(
                    f"{new} cannot replace {old} in the masses of {self}: {self.parameter} is its parameter; "
                    "give the parameter another name"
                )
        return super()._xreplace(inner)  # type: ignore[no-any-return]

    def __getitem__(self, parameter: object) -> Any:
        return TabulatedMember(self, parameter)


class Sample(Written, Basic):
    """Observations ``x[1], …, x[N]`` in an alphabet."""

    __slots__ = ("name",)
    _named = ("name",)
    name: str

    def __new__(cls, name: str, size: object, over: SetExpression) -> Any:
        made = Basic.__new__(cls, as_expression(size), over)
        made.name = name
        return made

    def _hashable_content(self) -> tuple[object, ...]:
        return (self.name, *self.args)

    @property
    def size(self) -> Expr:
        """The number of observations."""
        return self.args[0]

    @property
    def over(self) -> SetExpression:
        """The alphabet."""
        return self.args[1]  # type: ignore[no-any-return]

    def __getitem__(self, index: object) -> Observation:
        return Observation(self, index)  # type: ignore[no-any-return]

    def __iter__(self) -> Any:
        raise LanguageError(f"{self.name} cannot be looped over: write Sum(f({self.name}[i]), (i, 1, N))")


class Observation(Expression):
    """``x[i]``."""

    __slots__ = ()

    def __new__(cls, sample: Sample, index: object) -> Any:
        return Basic.__new__(cls, sample, as_expression(index))

    @property
    def sample(self) -> Sample:
        """The sample."""
        return self.args[0]  # type: ignore[no-any-return]

    @property
    def index(self) -> Expr:
        """The index, from 1 to the size of the sample."""
        return self.args[1]


class Empirical(Distribution):
    """The empirical distribution of a sample: mass ``1/N`` for each observation."""

    __slots__ = ("name",)
    _named = ("name",)
    name: str

    def __new__(cls, name: str, sample: Sample) -> Any:
        made = Basic.__new__(cls, sample)
        made.name = name
        return made

    def _hashable_content(self) -> tuple[object, ...]:
        return (self.name, *self.args)

    @property
    def sample(self) -> Sample:
        """The sample."""
        return self.args[0]  # type: ignore[no-any-return]

    @property
    def over(self) -> SetExpression:
        """The alphabet."""
        return self.sample.over


class ByFormula(Binds, Distribution):
    """The distribution with the given mass at each letter: ``ByFormula("M", (a, X), mass)``.

    That the masses are nonnegative and sum to one is no part of it and is shown where it is needed.
    """

    __slots__ = ("name",)
    _named = ("name",)
    name: str

    def __new__(cls, name: str, letter: object, mass: object) -> Any:
        made = Basic.__new__(cls, as_expression(mass), limit(letter, name))
        if not isinstance(made.domain, SetExpression):
            raise LanguageError(f"the letters of {name} must come from a set")
        made.name = name
        return made

    def _hashable_content(self) -> tuple[object, ...]:
        return (self.name, *self.args)

    @property
    def func(self) -> Any:
        """What rebuilds the distribution from its mass and its letter."""
        return lambda mass, letter: ByFormula(self.name, letter, mass)

    def __getnewargs__(self) -> tuple[Any, ...]:
        return (self.name, self.args[1], self.args[0])

    @property
    def over(self) -> SetExpression:
        """The alphabet."""
        return self.domain

    @property
    def letter(self) -> Symbol:
        """The variable in which the mass is written."""
        return self.variable

    def at(self, letter: object) -> Expr:
        """The formula for the mass of a letter."""
        return self.body.xreplace({self.variable: as_expression(letter)})


class Functional(Expression):
    """A number made of distributions on one alphabet."""

    __slots__ = ()

    def __new__(cls, *distributions: Distribution) -> Any:
        for d in distributions:
            if not isinstance(d, Distribution):
                raise LanguageError(f"{cls.__name__} takes distributions and was given {d!r}")
        if len({d.over for d in distributions}) != 1:
            raise LanguageError(f"the arguments of {cls.__name__} live on different alphabets")
        if len({d.continuous for d in distributions}) != 1:
            raise LanguageError(f"{cls.__name__} does not compare masses with a density")
        return Basic.__new__(cls, *distributions)

    @property
    def over(self) -> SetExpression:
        """The common alphabet."""
        return self.args[0].over  # type: ignore[no-any-return]

    @property
    def continuous(self) -> bool:
        """Whether the distributions have densities."""
        return self.args[0].continuous  # type: ignore[no-any-return]


class KL(Functional):
    """``KL(p, q)``: the Kullback-Leibler divergence of ``p`` from ``q``, in nats."""

    __slots__ = ()


class Entropy(Functional):
    """``H(p)``: the entropy of ``p``, in nats."""

    __slots__ = ()


class CrossEntropy(Functional):
    """``H(p, q)``: the cross-entropy of ``q`` relative to ``p``, in nats."""

    __slots__ = ()


def H(p: Distribution, q: Distribution | None = None) -> Entropy | CrossEntropy:
    """The entropy ``H(p)`` or the cross-entropy ``H(p, q)``, in nats."""
    return Entropy(p) if q is None else CrossEntropy(p, q)  # type: ignore[no-any-return]


class LogLikelihood(Expression):
    """``LogLikelihood(q, x)``: the sum of ``log q(x[i])`` over the sample, in nats."""

    __slots__ = ()

    def __new__(cls, distribution: Distribution, sample: Sample) -> Any:
        if not isinstance(distribution, Distribution) or not isinstance(sample, Sample):
            raise LanguageError("LogLikelihood takes a distribution and a sample")
        return Basic.__new__(cls, distribution, sample)
