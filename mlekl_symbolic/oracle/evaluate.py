"""The value of an expression in a small world, straight from the objects an author wrote.

Nothing here knows the kernel, its rules or its terms: sums are added up, definitions are written out
once more, and what is unknown raises. A quotient by zero and the logarithm of what is not positive are zero.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, reduce, singledispatch
from typing import Any

import sympy
from sympy import Basic, Expr, Integer, Rational, S, Symbol

from mlekl_symbolic.language import (
    binders,
    densities,
    distributions,
    expressions,
    integrals,
    probability,
    sets,
)
from mlekl_symbolic.oracle.opinion import InexpressibleError, Silence
from mlekl_symbolic.oracle.world import World


@singledispatch
def value(node: Basic, _world: World) -> Expr:
    """The number that ``node`` is in a world.

    Raises
    ------
    InexpressibleError
        When the node has no value there that SymPy can hold.
    """
    raise InexpressibleError(f"{node} of type {type(node).__name__} has no value on small worlds")


@value.register
def _(node: Symbol, world: World) -> Expr:
    if node.name not in world.names:
        raise InexpressibleError(f"it is not known what {node.name} ranges over")
    return world.names[node.name]


value.register(expressions.Variable, value.dispatch(Symbol))


@value.register
def _(node: Rational, _world: World) -> Expr:
    return node


@value.register
def _(node: expressions.Letter, _world: World) -> Expr:
    return Integer(node.code)


def _divided(a: Expr, b: Expr) -> Expr:
    return S.Zero if b.is_zero or (not b.is_Number and sympy.expand(b) == 0) else a / b


def _logarithm(a: Expr) -> Expr:
    return S.Zero if a.is_nonpositive else sympy.log(a)


def _same(a: Expr, b: Expr) -> Expr:
    if a == b:
        return S.One
    if a.is_Number and b.is_Number:
        return S.Zero
    raise InexpressibleError(f"whether {a} and {b} are equal is open on a symbolic world")


def _power(a: Expr, n: Expr) -> Expr:
    if a.is_zero and n.is_negative:
        raise InexpressibleError("zero is raised to a negative power")
    return a**n


def _by(operation: Callable[..., Expr]) -> Callable[[Any, World], Expr]:
    return lambda node, world: operation(*(value(a, world) for a in node.args))


for _kind, _operation in {
    expressions.Plus: _by(lambda a, b: a + b),
    expressions.Minus: _by(lambda a, b: a - b),
    expressions.Times: _by(lambda a, b: a * b),
    expressions.Negative: _by(lambda a: -a),
    expressions.Divide: _by(_divided),
    expressions.Power: _by(_power),
    expressions.Log: _by(_logarithm),
    expressions.Exp: _by(sympy.exp),
    expressions.Abs: _by(sympy.Abs),
    expressions.Delta: _by(_same),
}.items():
    value.register(_kind, _operation)


@value.register
def _(node: expressions.Apply, world: World) -> Expr:
    function, *args = node.args
    return world.applied(function.name, tuple(value(a, world) for a in args))


def elements(domain: sets.SetExpression, world: World) -> tuple[Expr, ...]:
    """The elements of a finite set.

    Raises
    ------
    InexpressibleError
        When the set is not finite in the world, or its elements are open.
    """
    match domain:
        case sets.Range(args=(low, high)):
            first, last = value(low, world), value(high, world)
            if not (first.is_Integer and last.is_Integer):
                raise InexpressibleError(f"the ends of {domain} are not known")
            return _integers(int(first), int(last))
        case sets.Singleton(args=given):
            found = tuple(dict.fromkeys(value(e, world) for e in given))
            if len(found) > 1 and not all(e.is_Number for e in found):
                raise InexpressibleError(f"whether elements of {domain} coincide is open on a symbolic world")
            return found
        case sets.NamedSet(name=name) if name in world.parameters:
            return world.parameters[name]
    return tuple(Integer(k) for k in world.letters(domain))


@lru_cache(maxsize=256)
def _integers(first: int, last: int) -> tuple[Expr, ...]:
    return tuple(Integer(k) for k in range(first, last + 1))


@value.register
def _(node: sets.Cardinality, world: World) -> Expr:
    return Integer(len(elements(node.args[0], world)))


def _folded(start: Expr, join: Callable[[Expr, Expr], Expr]) -> Callable[[Any, World], Expr]:
    def fold(node: Any, world: World) -> Expr:
        name = node.variable.name
        parts = (value(node.body, world.binding(name, e)) for e in elements(node.domain, world))
        return reduce(join, parts, start)

    return fold


value.register(binders.Sum, _folded(S.Zero, lambda a, b: a + b))
value.register(binders.Product, _folded(S.One, lambda a, b: a * b))


@value.register
def _(node: distributions.Observation, world: World) -> Expr:
    index, data = value(node.index, world), world.data[node.sample.name]
    if not (index.is_Integer and 1 <= index <= len(data)):
        raise InexpressibleError(f"{node} is taken at {index}, outside the sample")
    return sympy.sympify(data[int(index) - 1])


def mass(distribution: distributions.Distribution, letter: Expr, world: World) -> Expr:
    """The mass of a letter, a number or a positive symbol.

    Raises
    ------
    InexpressibleError
        When the distribution is of a kind that is unknown here.
    """
    match distribution:
        case densities.Density() | distributions.ModelMember(continuous=True):
            raise InexpressibleError(f"{distribution} is an unknown density", Silence.DENSITY)
        case densities.Gaussian(mean=center, deviation=deviation):
            square = value(deviation, world) ** 2
            return sympy.exp(-((letter - value(center, world)) ** 2) / (2 * square)) / sympy.sqrt(
                2 * sympy.pi * square
            )
        case densities.Exponential(rate=rate):
            return value(rate, world) * sympy.exp(-value(rate, world) * letter)
        case distributions.MassFunction(name=name, over=over):
            return world.mass(name, elements(over, world), letter)
        case distributions.ModelMember(model=model, parameter=parameter, over=over):
            name = f"{model.name}[{value(parameter, world)}]"
            return world.mass(name, elements(over, world), letter)
        case distributions.Empirical(sample=sample):
            data = world.data[sample.name]
            return Rational(sum(1 for x in data if x == letter), len(data))
        case distributions.ByFormula() as given:
            return value(given.at(letter), world)
        case distributions.Tabulated(table=table):
            for k, m in table:
                if k.code == letter:
                    return value(m, world)
            raise InexpressibleError(f"{letter} is not a letter of {distribution.over}")
    raise InexpressibleError(f"{distribution} of type {type(distribution).__name__} has no masses here")


@value.register
def _(node: distributions.Mass, world: World) -> Expr:
    return mass(node.distribution, value(node.letter, world), world)


def _expected(node: distributions.Functional, world: World, score: Callable[..., Expr]) -> Expr:
    """The mean of a score of the masses under the first distribution."""
    total = S.Zero
    for k in elements(node.over, world):
        weights = [mass(d, k, world) for d in node.args]
        total += weights[0] * score(*weights)
    return total


def _integrated(node: distributions.Functional, score: Callable[..., Expr], world: World) -> Expr:
    """The same for densities: an integral."""
    x = expressions.Variable("x_")
    densities_at = [d(x) for d in node.args]
    return value(integrals.Integral(densities_at[0] * score(*densities_at), (x, node.over)), world)


@value.register
def _(node: distributions.KL, world: World) -> Expr:
    if node.continuous:
        return _integrated(node, lambda p, q: expressions.log(p) - expressions.log(q), world)
    return _expected(node, world, lambda p, q: _logarithm(_divided(p, q)))


@value.register
def _(node: distributions.Entropy, world: World) -> Expr:
    if node.continuous:
        return -_integrated(node, expressions.log, world)
    return -_expected(node, world, _logarithm)


@value.register
def _(node: distributions.CrossEntropy, world: World) -> Expr:
    if node.continuous:
        return -_integrated(node, lambda _, q: expressions.log(q), world)
    return -_expected(node, world, lambda _, q: _logarithm(q))


@value.register
def _(node: distributions.LogLikelihood, world: World) -> Expr:
    q, sample = node.args
    masses = (mass(q, sympy.sympify(x), world) for x in world.data[sample.name])
    return reduce(lambda total, m: total + _logarithm(m), masses, S.Zero)


@value.register
def _(node: probability.Draws, world: World) -> Expr:
    match node:
        case probability.Draws() if node.distribution.continuous:
            return _continuous(node, world)
        case probability.Expectation():
            return mean(node, world, lambda here: value(node.body, here))
        case probability.Variance():
            center = mean(node, world, lambda here: value(node.body, here))
            return mean(node, world, lambda here: (value(node.body, here) - center) ** 2)
    raise InexpressibleError(f"{node} of type {type(node).__name__} is no mean that is known here")


def _continuous(node: probability.Draws, world: World) -> Expr:
    """The expectation or variance of a function of a draw from a law with a density."""
    density, x = node.distribution(node.variable), (node.variable, node.domain)
    first = value(integrals.Integral(density * node.body, x), world)
    if isinstance(node, probability.Expectation):
        return first
    return value(integrals.Integral(density * node.body**2, x), world) - first**2


def mean(node: probability.Draws, world: World, of: Callable[[World], Expr]) -> Expr:
    """The mean over the outcomes that a binder draws."""
    total = S.Zero
    for outcome in elements(node.domain, world):
        here = world.binding(node.variable.name, outcome)
        total += mass(node.distribution, outcome, world) * of(here)
    return total


def generic(domain: sets.SetExpression, name: str) -> Symbol:
    """A symbol that stands for any element of an infinite set or of a set known by name only."""
    match domain:
        case sets.Interval(kind="ioo" | "ioi", args=(Rational() as low, *_)) if low >= 0:
            return Symbol(name, positive=True)
        case sets.Interval(kind="icc", args=(Rational() as low, *_)) if low >= 0:
            return Symbol(name, nonnegative=True)
        case sets.Naturals():
            return Symbol(name, integer=True, nonnegative=True)
        case sets.Integers():
            return Symbol(name, integer=True)
    return Symbol(name, real=True)


def is_listed(domain: sets.SetExpression, world: World) -> bool:
    """Whether a world says which elements a set has."""
    return is_enumerable(domain) or (isinstance(domain, sets.NamedSet) and domain.name in world.parameters)


def is_enumerable(domain: sets.SetExpression) -> bool:
    """Whether a set has finitely many elements in every small world."""
    return isinstance(domain, sets.Range | sets.Singleton | sets.FiniteSet | sets.Alphabet)
