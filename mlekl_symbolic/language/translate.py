"""From what an author holds to kernel terms, structurally; an unknown node is an error."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from functools import singledispatch
from typing import Any

from sympy import Basic, Rational, Symbol

from mlekl_symbolic.kernel.terms import PROP, REAL, SET, App, Num, Term, Var, close_binder, lam, substitute
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
from mlekl_symbolic.language.errors import LanguageError


@singledispatch
def to_kernel(node: Basic) -> Term:
    """The kernel term of an expression, a set, a distribution (as a function) or a statement.

    Raises
    ------
    LanguageError
        When the kernel has no counterpart of a node.
    """
    raise LanguageError(f"{node} of type {type(node).__name__} has no counterpart in the kernel")


def _variable(symbol: Basic) -> Var:
    if not isinstance(symbol, Symbol):
        raise LanguageError(f"{symbol} is not a variable")
    return Var(symbol.name)


@to_kernel.register
def _(node: Symbol) -> Term:
    return Var(node.name)


@to_kernel.register
def _(node: Rational) -> Term:
    return Num(int(node.p)) if node.q == 1 else Num(Fraction(int(node.p), int(node.q)))


@to_kernel.register
def _(node: expressions.Letter) -> Term:
    return Num(node.code)


_HEADS: dict[type[Basic], str] = {
    expressions.Plus: "+",
    expressions.Minus: "-",
    expressions.Times: "*",
    expressions.Divide: "/",
    expressions.Negative: "neg",
    expressions.Power: "^",
    expressions.Log: "log",
    expressions.Exp: "exp",
    expressions.Abs: "abs",
    expressions.Delta: "delta",
    expressions.Pi: "pi",
    probability.Indicator: "ind",
    sets.Range: "range",
    sets.Singleton: "finset",
    sets.Naturals: "naturals",
    sets.Cardinality: "card",
    sets.Integers: "integers",
    sets.Reals: "reals",
    relations.Less: "<",
    relations.LessEqual: "<=",
    relations.Member: "in",
    relations.Finite: "finite",
    relations.And: "and",
    relations.Implies: "imp",
    relations.Not: "not",
    relations.Equal: "=",
    relations.SameSolutions: "=",
    relations.Iff: "=",
}
"""Nodes that are a constant applied to their arguments in order."""


_CHOSEN: dict[type[Basic], Callable[[Any], Term]] = {}


def _term(node: Basic) -> Term:
    """`to_kernel`, which remembers what it does with nodes of one type."""
    kind = type(node)
    if kind not in _CHOSEN:
        _CHOSEN[kind] = to_kernel.dispatch(kind)
    return _CHOSEN[kind](node)


def _plain(head: str) -> Callable[[Basic], Term]:
    return lambda node: App(head, tuple([_term(a) for a in node.args]))


for _kind, _head in _HEADS.items():
    to_kernel.register(_kind, _plain(_head))


@to_kernel.register
def _(node: relations.Greater) -> Term:
    return App("<", (to_kernel(node.rhs), to_kernel(node.lhs)))


@to_kernel.register
def _(node: relations.GreaterEqual) -> Term:
    return App("<=", (to_kernel(node.rhs), to_kernel(node.lhs)))


@to_kernel.register
def _(node: relations.NotEqual) -> Term:
    return App("not", (App("=", (to_kernel(node.lhs), to_kernel(node.rhs))),))


@to_kernel.register
def _(node: relations.Distinct) -> Term:
    sample = node.args[0]
    return App("distinct", (to_kernel(sample.size), to_kernel(sample)), "prop")


_BINDERS: dict[type[Basic], str] = {
    binders.ArgMin: "argmin",
    binders.ArgMax: "argmax",
    relations.ForAll: "all",
    relations.Exists: "ex",
    integrals.Integral: "integral",
    integrals.Integrable: "integrable",
    integrals.AlmostEverywhere: "ae",
}


def _binder(head: str) -> Callable[[Any], Term]:
    return lambda node: close_binder(head, _variable(node.variable), _term(node.domain), _term(node.body))


for _kind, _head in _BINDERS.items():
    to_kernel.register(_kind, _binder(_head))


def _repeated(head: str) -> Callable[[Any], Term]:
    """`_binder`, for limits that are a set or two ends."""

    def translated(node: Any) -> Term:
        variable, *over = node.args[1].args
        ends = tuple([_term(e) for e in over])
        domain = App("range", ends) if len(ends) == 2 else ends[0]
        return close_binder(head, _variable(variable), domain, _term(node.args[0]))

    return translated


to_kernel.register(binders.Sum, _repeated("sum"))
to_kernel.register(binders.Product, _repeated("prod"))


@to_kernel.register
def _(node: sets.NamedSet) -> Term:
    return Var(node.name, SET)


@to_kernel.register
def _(node: sets.Alphabet) -> Term:
    return App("finset", tuple(map(to_kernel, node.letters)))


@to_kernel.register
def _(node: sets.Interval) -> Term:
    return App(node.kind, tuple(map(to_kernel, node.args)))


@to_kernel.register
def _(node: relations.Proposition) -> Term:
    return Var(node.name, PROP)


@to_kernel.register
def _(node: expressions.FunctionSymbol) -> Term:
    return Var(node.name, f"fun{node.arity}")


@to_kernel.register
def _(node: probability.FamilyMember) -> Term:
    family = node.family
    rest = tuple(Var(f"§{k}") for k in range(family.arity - len(node.indices)))
    return lam(rest, App("@", (to_kernel(family), *map(to_kernel, node.indices), *rest)))


def function_of(variable: Var, body: Term) -> Term:
    """The function of ``variable`` with value ``body``; one that only applies ``f`` is ``f`` itself."""
    match body:
        case App("@", (Var() as f, argument)) if argument is variable:
            return f
    return lam((variable,), body)


@to_kernel.register
def _(node: probability.MapsTo) -> Term:
    return function_of(_variable(node.variable), to_kernel(node.body))


_AVERAGES: dict[type[Basic], str] = {
    probability.Expectation: "expectation",
    probability.Variance: "variance",
    probability.Probability: "probability",
}
OF_DENSITIES = "_density"
"""What the constants are called, after those about masses, that are about densities."""


def _constant(head: str, node: Any) -> str:
    return head + OF_DENSITIES if node.continuous else head


@to_kernel.register
def _(node: probability.Draws) -> Term:
    body = to_kernel(node.body)
    if isinstance(node, probability.Probability):
        body = App("ind", (body,))
    of = function_of(_variable(node.variable), body)
    args = (to_kernel(node.domain), to_kernel(node.distribution), of)
    return App(_constant(_AVERAGES[type(node)], node.distribution), args, REAL)


@to_kernel.register
def _(node: probability.Sequence) -> Term:
    return Var(node.name, "fun2")


@to_kernel.register
def _(node: probability.Converges) -> Term:
    sequence = function_of(_variable(node.variable), to_kernel(node.body))
    return App("converges", (sequence, to_kernel(node.limit)), PROP)


def _function_and_point(node: calculus.AtPoint) -> tuple[Term, Term]:
    return function_of(_variable(node.variable), to_kernel(node.body)), to_kernel(node.point)


@to_kernel.register
def _(node: calculus.Derivative) -> Term:
    return App("deriv", _function_and_point(node), REAL)


@to_kernel.register
def _(node: calculus.Differentiable) -> Term:
    return App("differentiable", _function_and_point(node), PROP)


@to_kernel.register
def _(node: calculus.HasDerivative) -> Term:
    return App("has_derivative", (*_function_and_point(node), to_kernel(node.value)), PROP)


@to_kernel.register
def _(node: expressions.Apply) -> Term:
    return App("@", tuple([_term(a) for a in node.args]))


@to_kernel.register
def _(node: distributions.Sample) -> Term:
    return Var(node.name, "fun1")


@to_kernel.register
def _(node: distributions.Observation) -> Term:
    return App("@", (to_kernel(node.sample), to_kernel(node.index)))


@to_kernel.register
def _(node: distributions.Model) -> Term:
    if not isinstance(node, distributions.TabulatedModel):
        return Var(node.name, "fun2")
    letter, parameter = Var("a"), Var(node.parameter.name)
    while letter in to_kernel_free(node) or letter is parameter:
        letter = Var(letter.name + "'")
    return lam((parameter, letter), mass(node[node.parameter], letter))


@to_kernel.register
def _(node: distributions.Distribution) -> Term:
    if isinstance(node, distributions.MassFunction):
        return Var(node.name, "fun1")
    letter = Var("a")
    while letter in to_kernel_free(node):
        letter = Var(letter.name + "'")
    return lam((letter,), mass(node, letter))


def to_kernel_free(node: Basic) -> frozenset[Var]:
    """The individual variables that occur in a distribution's parameters."""
    return frozenset(Var(s.name) for s in node.free_symbols if isinstance(s, Symbol))


@to_kernel.register
def _(node: distributions.Mass) -> Term:
    return mass(node.distribution, to_kernel(node.letter))


def mass(distribution: distributions.Distribution, letter: Term) -> Term:
    """The kernel term of the mass of ``letter``."""
    match distribution:
        case distributions.MassFunction(name=name):
            return App("@", (Var(name, "fun1"), letter))
        case distributions.ModelMember(model=model, parameter=parameter):
            return App("@", (Var(model.name, "fun2"), to_kernel(parameter), letter))
        case distributions.Empirical(sample=sample):
            return App("empirical", (to_kernel(sample.size), to_kernel(sample), letter), REAL)
        case distributions.Tabulated(table=table):
            parts = [App("*", (to_kernel(m), App("delta", (letter, to_kernel(k))))) for k, m in table]
            out: Term = parts[0]
            for part in parts[1:]:
                out = App("+", (out, part))
            return out
        case densities.Gaussian() | densities.Exponential():
            head = type(distribution).__name__.lower()
            return App(head, (*map(to_kernel, distribution.args), letter), REAL)
        case distributions.ByFormula(body=body):
            return substitute(to_kernel(body), {_variable(distribution.variable): letter})
    raise LanguageError(f"{distribution} of type {type(distribution).__name__} has no mass function")


_FUNCTIONALS: dict[type[Basic], str] = {
    distributions.KL: "kl",
    distributions.Entropy: "entropy",
    distributions.CrossEntropy: "cross_entropy",
}


@to_kernel.register
def _(node: distributions.Functional) -> Term:
    args = (to_kernel(node.over), *map(to_kernel, node.args))
    return App(_constant(_FUNCTIONALS[type(node)], node), args, REAL)


@to_kernel.register
def _(node: infinite.InfiniteDivergence) -> Term:
    p, q = node.args
    head = "_".join(filter(None, ("kl_infinite", node.kind)))
    return App(head, (to_kernel(p.over), to_kernel(p), to_kernel(q)), PROP)


@to_kernel.register
def _(node: distributions.LogLikelihood) -> Term:
    q, x = node.args
    return App("log_likelihood", (to_kernel(x.size), to_kernel(x), to_kernel(q)), REAL)
