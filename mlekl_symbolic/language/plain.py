"""Every object of the language on one line, roughly as the Python source that builds it.

The text says exactly how an expression is grouped: ``a - (b - c)``, ``-(a*b)``, ``1/N*S``. A number
between literals is printed in the same way (``2*3``), although Python would evaluate it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sympy import Basic, Rational, Symbol, Tuple

from mlekl_symbolic.language import (
    binders,
    calculus,
    densities,
    distributions,
    expressions,
    infinite,
    integrals,
    probability,
    relations,
    sets,
)
from mlekl_symbolic.language.written import plain as plain

_SUM, _PRODUCT, _NEGATIVE, _POWER, _ATOM = range(5)
_STRENGTH: dict[type[Basic], int] = {
    expressions.Plus: _SUM,
    expressions.Minus: _SUM,
    expressions.Times: _PRODUCT,
    expressions.Divide: _PRODUCT,
    expressions.Negative: _NEGATIVE,
    expressions.Power: _POWER,
}


def _strength(node: Any) -> int:
    """How strongly the outermost operator of a node binds in Python."""
    if isinstance(node, Rational) and node.q == 1 and node.p < 0:
        return _NEGATIVE
    return _STRENGTH.get(type(node), _ATOM)


def _first(node: Any, least: int) -> str:
    """An operand that stands first, in brackets when it binds less than ``least``."""
    return f"({plain(node)})" if _strength(node) < least else plain(node)


def _after(node: Any, least: int) -> str:
    """An operand after an operator: a sign there needs brackets too."""
    return f"({plain(node)})" if _strength(node) == _NEGATIVE else _first(node, least)


def _operator(sign: str, left: int, right: int) -> Callable[[Any], str]:
    return lambda node: _first(node.args[0], left) + sign + _after(node.args[1], right)


for _kind, _form in {
    expressions.Plus: _operator(" + ", _SUM, _PRODUCT),
    expressions.Minus: _operator(" - ", _SUM, _PRODUCT),
    expressions.Times: _operator("*", _PRODUCT, _POWER),
    expressions.Divide: _operator("/", _PRODUCT, _POWER),
    expressions.Power: _operator("**", _ATOM, _ATOM),
    relations.Less: _operator(" < ", _SUM, _SUM),
    relations.LessEqual: _operator(" <= ", _SUM, _SUM),
    relations.Greater: _operator(" > ", _SUM, _SUM),
    relations.GreaterEqual: _operator(" >= ", _SUM, _SUM),
}.items():
    plain.register(_kind, _form)


@plain.register
def _(node: expressions.Negative) -> str:
    inner = node.args[0]
    return f"-({plain(inner)})" if isinstance(inner, Rational) else "-" + _after(inner, _POWER)


def _call(name: str) -> Callable[[Any], str]:
    return lambda node: f"{name}({', '.join(map(plain, node.args))})"


for _kind, _name in {
    expressions.Log: "log",
    expressions.Exp: "exp",
    expressions.Abs: "Abs",
    expressions.Delta: "delta",
    densities.Gaussian: "Gaussian",
    densities.Exponential: "Exponential",
    sets.Range: "Range",
    sets.Singleton: "Singleton",
    sets.Naturals: "Naturals",
    sets.Integers: "Integers",
    sets.Reals: "Reals",
    sets.Cardinality: "Cardinality",
    binders.Sum: "Sum",
    binders.Product: "Product",
    binders.ArgMin: "ArgMin",
    binders.ArgMax: "ArgMax",
    distributions.KL: "KL",
    distributions.Entropy: "H",
    distributions.CrossEntropy: "H",
    distributions.LogLikelihood: "LogLikelihood",
    relations.Equal: "Equal",
    relations.NotEqual: "NotEqual",
    relations.SameSolutions: "SameSolutions",
    relations.Member: "Member",
    relations.Finite: "Finite",
    relations.Distinct: "Distinct",
    relations.ForAll: "ForAll",
    relations.Exists: "Exists",
    infinite.InfiniteDivergence: "InfiniteDivergence",
    integrals.Integral: "Integral",
    integrals.Integrable: "Integrable",
    integrals.AlmostEverywhere: "AlmostEverywhere",
    probability.Expectation: "Expectation",
    probability.Variance: "Variance",
    probability.Probability: "Probability",
    probability.Indicator: "Indicator",
    probability.MapsTo: "MapsTo",
    probability.Converges: "Converges",
    relations.And: "And",
    relations.Implies: "Implies",
    relations.Iff: "Iff",
    relations.Not: "Not",
}.items():
    plain.register(_kind, _call(_name))


@plain.register
def _(_node: expressions.Pi) -> str:
    return "Pi()"


def _name_only(node: Any) -> str:
    return str(node.name)


for _kind in (
    Symbol,
    expressions.Variable,
    expressions.Letter,
    expressions.FunctionSymbol,
    sets.NamedSet,
    sets.Alphabet,
    distributions.MassFunction,
    distributions.Model,
    distributions.Tabulated,
    distributions.Sample,
    distributions.Empirical,
    distributions.ByFormula,
    probability.Sequence,
    relations.Proposition,
):
    plain.register(_kind, _name_only)


@plain.register
def _(node: Rational) -> str:
    return str(node.p) if node.q == 1 else f"Rational({node.p}, {node.q})"


@plain.register
def _(node: Tuple) -> str:
    return f"({', '.join(map(plain, node.args))})"


@plain.register(calculus.Derivative)
@plain.register(calculus.Differentiable)
@plain.register(calculus.HasDerivative)
def _(node: Any) -> str:
    at, values = f"({plain(node.variable)}, {plain(node.point)})", node.args[1].args[2:]
    body, own = node.body, calculus.at_its_own_point(node)
    if own is not None:
        at, body = plain(own[0]), own[1]
    return f"{type(node).__name__}({', '.join((plain(body), at, *map(plain, values)))})"


@plain.register
def _(node: sets.Interval) -> str:
    name = {"ioo": "open", "icc": "closed", "ioi": "above"}[node.kind]
    return f"Interval.{name}({', '.join(map(plain, node.args))})"


@plain.register
def _(node: probability.FamilyMember) -> str:
    return f"{plain(node.family)}[{', '.join(map(plain, node.indices))}]"


@plain.register
def _(node: expressions.Apply) -> str:
    function, *args = node.args
    if isinstance(function, probability.Family):
        return f"{plain(function[tuple(args[:-1])])}({plain(args[-1])})"
    return f"{plain(function)}({', '.join(map(plain, args))})"


@plain.register
def _(node: distributions.Mass) -> str:
    return f"{plain(node.distribution)}({plain(node.letter)})"


@plain.register(distributions.TabulatedMember)
@plain.register(distributions.ModelMember)
def _(node: Any) -> str:
    return f"{plain(node.model)}[{plain(node.parameter)}]"


@plain.register
def _(node: distributions.Observation) -> str:
    return f"{plain(node.sample)}[{plain(node.index)}]"
