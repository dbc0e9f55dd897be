"""From what an author holds to the layout tree: brackets and signs are decided here, once.

An expression is printed as written, but for a leading minus, which is moved out of a product or quotient, and
brackets that associativity makes idle. A node without notation is an error: it is never printed plausibly.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum
from functools import singledispatch
from itertools import pairwise
from typing import Any

from sympy import Basic, Rational, Symbol

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
from mlekl_symbolic.writers.calculus_layout import derivative, differentiable, has_derivative
from mlekl_symbolic.writers.errors import UnknownNodeError
from mlekl_symbolic.writers.family_layout import density, divergence, law
from mlekl_symbolic.writers.integral_layout import almost_everywhere, integrable, integral
from mlekl_symbolic.writers.layout import (
    Big,
    Binary,
    Blackboard,
    Constant,
    Fence,
    Fraction,
    Identifier,
    Juxtaposition,
    Layout,
    LimitsOperator,
    Number,
    Operator,
    Prefix,
    Relation,
    Row,
    Script,
    Slash,
    Upright,
    children,
    first_leaf,
    is_call,
    last_leaf,
    row,
    separated,
)
from mlekl_symbolic.writers.names import name_layout, visible, with_subscript
from mlekl_symbolic.writers.probability_layout import applied, averaged, converges, indicator, maps_to, member
from mlekl_symbolic.writers.set_layout import range_limit, set_layout
from mlekl_symbolic.writers.statement_layout import statement_layout


class Level(IntEnum):
    """How tightly a formula holds together."""

    SUM = 1
    PRODUCT = 2
    POWER = 3
    ATOM = 4


class Place(IntEnum):
    """How deep a quotient stands: a quotient inside a quotient is written in one line."""

    LINE = 0
    SMALL = 1


@dataclass(frozen=True, slots=True)
class Built:
    """A formula that can become part of another.

    Attributes
    ----------
    level
        How tightly it holds together.
    grasps
        Whether it would swallow a factor written after it, as ``log a`` and a sum do.
    """

    layout: Layout
    level: Level = Level.ATOM
    grasps: bool = False


def layout(node: Basic) -> Layout:
    """The layout tree of an expression, a set, a distribution, a sample or a statement.

    Raises
    ------
    UnknownNodeError
        When a part of ``node`` has no notation.
    """
    match node:
        case sets.SetExpression() if not isinstance(node, binders.SolutionSet):
            return set_layout(node, layout)
        case probability.Converges():
            return converges(node, layout)
        case calculus.Differentiable():
            return differentiable(node, layout)
        case calculus.HasDerivative():
            return has_derivative(node, layout)
        case integrals.Integrable():
            return integrable(node, layout)
        case integrals.AlmostEverywhere():
            return almost_everywhere(node, layout)
        case infinite.InfiniteDivergence():
            return row(divergence(*map(distribution_layout, node.args)), Relation("="), Identifier("∞"))
        case relations.Statement():
            return statement_layout(node, layout)
        case distributions.Distribution():
            return distribution_layout(node)
        case probability.FamilyMember():
            return member(node.family, node.indices, layout)
        case probability.MapsTo():
            return maps_to(node, layout)
        case (
            distributions.Model()
            | distributions.Sample()
            | expressions.FunctionSymbol()
            | probability.Sequence()
        ):
            return name_layout(node.name)
    return build(node, Place.LINE).layout


@singledispatch
def build(node: Basic, place: Place) -> Built:
    """The formula of an expression at a place; one registered function for each class of node."""
    raise UnknownNodeError(
        f"a node of type {type(node).__name__} has no notation{' (at small size)' if place else ''}: "
        "write it with the classes of mlekl_symbolic.language, "
        "or register how it looks with mlekl_symbolic.writers.builder.build"
    )


def _bracket(made: Built) -> Layout:
    return Fence("(", made.layout, ")")


def _at_least(made: Built, level: Level) -> Layout:
    return made.layout if made.level >= level else _bracket(made)


# Leaves.


@build.register
def _(node: Symbol, place: Place) -> Built:  # noqa: ARG001
    return Built(name_layout(node.name))


@build.register
def _(_node: expressions.Pi, _place: Place) -> Built:
    return Built(Identifier("π"))


@build.register
def _(node: expressions.Letter, place: Place) -> Built:  # noqa: ARG001
    return Built(Constant(visible(node.name)))


@build.register
def _(node: Rational, place: Place) -> Built:
    p, q = int(node.p), int(node.q)
    if p < 0:
        return Built(row(Prefix("−"), build(Rational(-p, q), place).layout), Level.SUM)
    if q == 1:
        return Built(Number(str(p)))
    return _quotient(Built(Number(str(p))), Built(Number(str(q))), place)


def sign_and_rest(node: Basic) -> tuple[bool, Basic]:
    """Whether a minus stands at the front of a term, and the term without it."""
    match node:
        case Rational():
            return bool(node < 0), abs(node)
        case expressions.Negative():
            return True, node.args[0]
        case expressions.Times() | expressions.Divide():
            minus, rest = sign_and_rest(node.args[0])
            if minus and not _is_sum(rest):
                return True, node.func(rest, node.args[1])
    return False, node


def _is_sum(node: Basic) -> bool:
    return isinstance(node, expressions.Plus | expressions.Minus) or sign_and_rest(node)[0]


# Sums, products, quotients, powers.


@build.register
def _(node: expressions.Plus, place: Place) -> Built:
    left, right = (build(a, place) for a in node.args)
    after = _bracket(right) if sign_and_rest(node.args[1])[0] or _starts_with_minus(right) else right.layout
    return Built(row(left.layout, Binary("+"), after), Level.SUM)


def _starts_with_minus(made: Built) -> bool:
    return isinstance(first_leaf(made.layout), Prefix)


@build.register
def _(node: expressions.Minus, place: Place) -> Built:
    left, right = (build(a, place) for a in node.args)
    return Built(row(left.layout, Binary("−"), _at_least(right, Level.PRODUCT)), Level.SUM)


def _negated(rest: Basic, place: Place) -> Built:
    return Built(row(Prefix("−"), _at_least(build(rest, place), Level.PRODUCT)), Level.SUM)


@build.register
def _(node: expressions.Negative, place: Place) -> Built:
    return _negated(node.args[0], place)


@build.register
def _(node: expressions.Times, place: Place) -> Built:
    minus, rest = sign_and_rest(node)
    if minus:
        return _negated(rest, place)
    factors = [build(f, place) for f in _factors(node)]
    shown = [
        _bracket(f) if f.level < Level.PRODUCT or (f.grasps and n < len(factors) - 1) else f.layout
        for n, f in enumerate(factors)
    ]
    shown = [_bracket(f) if _is_slashed(s) else s for f, s in zip(factors, shown, strict=True)]
    out = [shown[0]]
    for before, after in pairwise(shown):
        out.extend((Binary("·") if _needs_dot(before, after) else Juxtaposition(), after))
    return Built(row(*out), Level.PRODUCT, factors[-1].grasps)


def _factors(node: Basic) -> list[Basic]:
    if not isinstance(node, expressions.Times):
        return [node]
    return [f for a in node.args for f in (_factors(a) if not sign_and_rest(a)[0] else [a])]


def _is_slashed(node: Layout) -> bool:
    return isinstance(node, Row) and any(isinstance(p, Slash) for p in node.parts)


def _is_numeric(node: Layout) -> bool:
    top = node.top if isinstance(node, Fraction) else node
    return isinstance(top, Number) or top == Blackboard("1")


def _needs_dot(before: Layout, after: Layout) -> bool:
    """Whether two factors side by side would read as one number, one name or an application."""
    last, first = last_leaf(before), first_leaf(after)
    if isinstance(first, Number):
        return True
    if isinstance(first, Fraction) or _is_numeric(first):
        return _is_numeric(last) and _is_numeric(first)
    if isinstance(first, Fence) and first.left != "|":
        if isinstance(last, Script):
            return last.sup is None
        return is_call(before) or not isinstance(last, Fence | Fraction)
    words = Upright | Constant
    last_base = last.base if isinstance(last, Script) else last
    return isinstance(first, words) or isinstance(last_base, words)


@build.register
def _(node: expressions.Divide, place: Place) -> Built:
    minus, rest = sign_and_rest(node)
    if minus:
        return _negated(rest, place)
    top, bottom = (build(a, Place.SMALL) for a in node.args)
    return _quotient(top, bottom, place)


def _quotient(top: Built, bottom: Built, place: Place) -> Built:
    if place is Place.LINE:
        return Built(Fraction(top.layout, bottom.layout), Level.PRODUCT)
    loose = top.level < Level.PRODUCT or top.grasps or _is_slashed(top.layout)
    above = _bracket(top) if loose else top.layout
    return Built(row(above, Slash(), _at_least(bottom, Level.POWER)), Level.PRODUCT)


@build.register
def _(node: expressions.Power, place: Place) -> Built:
    base = build(node.args[0], place)
    exponent = build(node.args[1], Place.SMALL).layout
    return Built(_raised(_at_least(base, Level.ATOM), exponent), Level.POWER)


def _raised(base: Layout, exponent: Layout) -> Layout:
    last = last_leaf(base)
    if isinstance(last, Script) and last.sup is None:
        raised: Layout = Script(last.base, last.sub, exponent)
    elif isinstance(last, Script):
        raised = Script(Fence("(", last, ")"), None, exponent)
    else:
        raised = Script(last, None, exponent)
    return row(*base.parts[:-1], raised) if isinstance(base, Row) else raised


# Functions.


@build.register
def _(node: expressions.Log, place: Place) -> Built:
    inner = build(node.args[0], place)
    bare = (inner.level is Level.ATOM and not inner.grasps) or isinstance(inner.layout, Fraction)
    bare = bare or isinstance(node.args[0], binders.Product)
    shown = inner.layout if bare else _bracket(inner)
    return Built(row(Operator("log"), shown), Level.PRODUCT, grasps=True)


@build.register
def _(node: expressions.Exp, place: Place) -> Built:
    inner = build(node.args[0], place)
    return Built(row(Operator("exp"), _bracket(inner)), Level.PRODUCT)


@build.register
def _(node: expressions.Abs, place: Place) -> Built:
    inner = build(node.args[0], place)
    return Built(Fence("|", _bracket(inner) if _shows_bars(inner.layout) else inner.layout, "|"))


def _shows_bars(node: Layout) -> bool:
    """Whether a bar stands outside all brackets: inside others, one could not tell them apart."""
    if isinstance(node, Fence):
        return node.left == "|"
    return any(map(_shows_bars, children(node)))


@build.register
def _(node: expressions.Delta, place: Place) -> Built:  # noqa: ARG001
    return Built(Script(Identifier("δ"), separated(",", *_small(*node.args))))


def _small(*nodes: Basic) -> list[Layout]:
    return [build(n, Place.SMALL).layout for n in nodes]


@build.register
def _(node: expressions.Apply, place: Place) -> Built:
    function, *args = node.args
    if isinstance(function, probability.Family):
        return Built(applied(node, layout))
    return Built(row(layout(function), Fence("(", separated(",", *_all(args, place)), ")")))


def _all(nodes: list[Basic], place: Place) -> list[Layout]:
    return [build(n, place).layout for n in nodes]


# Distributions and samples.


def distribution_layout(node: distributions.Distribution) -> Layout:
    """How a distribution is called; a member of a model carries its parameter below."""
    match node:
        case distributions.ModelMember() | distributions.TabulatedMember():
            return with_subscript(name_layout(node.model.name), *_small(node.parameter))
        case (
            distributions.MassFunction()
            | distributions.Tabulated()
            | distributions.Empirical()
            | distributions.ByFormula()
        ):
            return name_layout(node.name)
        case densities.Gaussian() | densities.Exponential():
            return law(node, lambda n: build(n, Place.SMALL).layout)
    raise UnknownNodeError(f"a distribution of type {type(node).__name__} has no notation")


@build.register
def _(node: distributions.Mass, place: Place) -> Built:
    if isinstance(node.distribution, densities.Gaussian | densities.Exponential):
        return Built(density(node.distribution, node.letter, lambda n: build(n, Place.SMALL).layout))
    inner = build(node.letter, place).layout
    return Built(row(distribution_layout(node.distribution), Fence("(", inner, ")")))


@build.register
def _(node: distributions.Observation, place: Place) -> Built:  # noqa: ARG001
    return Built(with_subscript(name_layout(node.sample.name), *_small(node.index)))


@build.register
def _(node: distributions.KL, place: Place) -> Built:  # noqa: ARG001
    return Built(divergence(*map(distribution_layout, node.args)))


@build.register(distributions.Entropy)
@build.register(distributions.CrossEntropy)
def _(node: Any, place: Place) -> Built:  # noqa: ARG001
    inside = separated(",", *map(distribution_layout, node.args))
    return Built(row(Identifier("H"), Fence("(", inside, ")")))


@build.register
def _(node: distributions.LogLikelihood, place: Place) -> Built:  # noqa: ARG001
    q, x = node.args
    inside = separated(";", layout(q), layout(x))
    return Built(row(Identifier("ℓ"), Fence("(", inside, ")")))


@build.register
def _(node: probability.Draws, place: Place) -> Built:  # noqa: ARG001
    return Built(averaged(node, layout))


@build.register
def _(node: probability.Indicator, place: Place) -> Built:  # noqa: ARG001
    return Built(indicator(node, layout))


@build.register
def _(node: sets.Cardinality, place: Place) -> Built:  # noqa: ARG001
    return Built(Fence("|", layout(node.args[0]), "|"))


# Binders.


def _below(node: Any) -> tuple[Layout, Layout | None]:
    variable, *ends = node.args[1].args
    below = build(variable, Place.SMALL).layout
    if len(ends) == 2:
        low, high = _small(*ends)
        return row(below, Relation("="), low), high
    return row(below, Relation("∈"), layout(ends[0])), None


def _big(sign: str) -> Callable[[Any, Place], Built]:
    def made(node: Any, place: Place) -> Built:
        below, above = _below(node)
        inner = build(node.body, place)
        several = isinstance(node.body, expressions.Times) or _is_slashed(inner.layout)
        parts = node.body.args if _is_slashed(inner.layout) else _factors(node.body)
        loose = sign == "∏" and several and any(node.variable not in f.free_symbols for f in parts)
        body = _bracket(inner) if loose else _at_least(inner, Level.PRODUCT)
        return Built(row(Big(sign, below, above), body), Level.PRODUCT, grasps=True)

    return made


build.register(binders.Sum, _big("∑"))
build.register(binders.Product, _big("∏"))


@build.register
def _(node: integrals.Integral, place: Place) -> Built:
    body = _at_least(build(node.body, place), Level.PRODUCT)
    return Built(integral(node, body, layout), Level.PRODUCT, grasps=True)


@build.register
def _(node: calculus.Derivative, place: Place) -> Built:
    def factor(body: Basic) -> Layout:
        made = build(body, place)
        return _bracket(made) if isinstance(body, expressions.Times) else _at_least(made, Level.PRODUCT)

    made = derivative(node, factor, layout, lambda point: build(point, Place.SMALL).layout)
    return Built(made, Level.PRODUCT, grasps=True)


def _optimum(*words: str) -> Callable[[Any, Place], Built]:
    def made(node: Any, place: Place) -> Built:
        variable, *ends = node.args[1].args
        bound = build(variable, Place.SMALL).layout
        over = range_limit(*_small(*ends)) if len(ends) == 2 else layout(ends[0])
        below = row(bound, Relation("∈"), over)
        body = build(node.body, place)
        shown = body.layout if body.level >= Level.PRODUCT else Fence("(", body.layout, ")")
        return Built(row(LimitsOperator(words, below), shown), Level.PRODUCT, grasps=True)

    return made


build.register(binders.ArgMin, _optimum("arg", "min"))
build.register(binders.ArgMax, _optimum("arg", "max"))
