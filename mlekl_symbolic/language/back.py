"""From kernel terms back to what an author reads; an unknown constant is an error."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from sympy import Basic

from mlekl_symbolic.kernel.ring import Polynomial, render_monomial
from mlekl_symbolic.kernel.terms import App, Bind, Num, Term, Var, apply, bound_name, fresh, open_binder
from mlekl_symbolic.language import (
    binders,
    calculus,
    densities,
    distributions,
    expressions,
    integrals,
    probability,
    relations,
    sets,
)
from mlekl_symbolic.language.errors import LanguageError
from mlekl_symbolic.language.expressions import Variable, number
from mlekl_symbolic.language.translate import OF_DENSITIES


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What the free names of kernel terms stand for.

    Attributes
    ----------
    objects
        Sets, samples, models, mass functions and variables by their kernel variable.
    empirical
        Empirical distributions by the kernel variable of their sample.
    """

    objects: Mapping[Var, Basic] = field(default_factory=dict)
    empirical: Mapping[Term, distributions.Empirical] = field(default_factory=dict)


_OPERATORS: Mapping[str, Callable[..., Any]] = {
    "+": expressions.Plus,
    "-": expressions.Minus,
    "*": expressions.Times,
    "/": expressions.Divide,
    "neg": expressions.Negative,
    "^": expressions.Power,
    "log": expressions.Log,
    "exp": expressions.Exp,
    "abs": expressions.Abs,
    "delta": expressions.Delta,
    "pi": expressions.Pi,
    "ind": probability.Indicator,
    "card": sets.Cardinality,
    "range": sets.Range,
    "finset": sets.Singleton,
    "naturals": sets.Naturals,
    "integers": sets.Integers,
    "reals": sets.Reals,
    "ioo": sets.Interval.open,
    "icc": sets.Interval.closed,
    "ioi": sets.Interval.above,
    "=": relations.Equal,
    "<": relations.Less,
    "<=": relations.LessEqual,
    "in": relations.Member,
    "finite": relations.Finite,
    "and": relations.And,
    "imp": relations.Implies,
}
_BINDERS: Mapping[str, Callable[..., Any]] = {
    "sum": binders.Sum,
    "prod": binders.Product,
    "argmin": binders.ArgMin,
    "argmax": binders.ArgMax,
    "all": relations.ForAll,
    "ex": relations.Exists,
    "integral": integrals.Integral,
    "integrable": integrals.Integrable,
    "ae": integrals.AlmostEverywhere,
}
_AVERAGES: Mapping[str, Callable[..., Any]] = {
    "expectation": probability.Expectation,
    "variance": probability.Variance,
}
_FAMILIES: Mapping[str, Callable[..., Any]] = {
    "gaussian": densities.Gaussian,
    "exponential": densities.Exponential,
}


def from_kernel(t: Term, words: Vocabulary) -> Basic:
    """The expression, set or statement that a kernel term stands for.

    Raises
    ------
    LanguageError
        When a constant has no counterpart an author could write.
    """
    match t:
        case Num(value):
            return number(value)
        case Var(name):
            return words.objects.get(t) or Variable(name)
        case Bind(head, domain, _) if head in _BINDERS:
            return _binder(t, domain, words)
        case App("@", (Var() as f, *args)):
            return _applied(f, [from_kernel(a, words) for a in args], words)
        case App("empirical", (_, sample, letter)) if sample in words.empirical:
            return words.empirical[sample](from_kernel(letter, words))
        case App(head, (_, p, f)) if head.removesuffix(OF_DENSITIES) in (*_AVERAGES, "probability"):
            return _average(head.removesuffix(OF_DENSITIES), p, f, words)
        case App("deriv" | "differentiable" | "has_derivative" as head, (f, *at)):
            return _at_point(head, f, at, words)
        case App("gaussian" | "exponential" as family, (*parameters, x)):
            law = _FAMILIES[family](*(from_kernel(a, words) for a in parameters))
            return law(from_kernel(x, words))
        case App("not", (App("=", (a, b)),)):
            return relations.NotEqual(from_kernel(a, words), from_kernel(b, words))
        case App("not", (p,)):
            return relations.Not(from_kernel(p, words))
        case App("distinct", (_, Var() as sample)):
            return relations.Distinct(words.objects[sample])
        case App(head, args) if head in _OPERATORS:
            return _OPERATORS[head](*(from_kernel(a, words) for a in args))
    raise LanguageError(f"the kernel term {t!r} has no counterpart that an author could write")


def from_polynomial(p: Polynomial, words: Vocabulary) -> Basic:
    """A normal form as a sum a person would write: positive terms first, no factor of minus one.

    Raises
    ------
    LanguageError
        When a constant has no counterpart an author could write.
    """
    out: Any = None
    for mono in sorted(p, key=lambda m: p[m] < 0):
        part = from_kernel(render_monomial(mono, abs(p[mono])), words)
        if out is None:
            out = part if p[mono] > 0 else expressions.Negative(part)
        else:
            out = out + part if p[mono] > 0 else out - part
    return number(0) if out is None else out


def _applied(f: Var, args: list[Basic], words: Vocabulary) -> Basic:
    match words.objects.get(f):
        case distributions.Sample() as sample:
            return sample[args[0]]
        case distributions.MassFunction() as p:
            return p(args[0])
        case distributions.Model() as model:
            return model[args[0]](args[1])
        case expressions.FunctionSymbol() as function:
            return function(*args)
    return expressions.FunctionSymbol(f.name, len(args))(*args)


def _average(head: str, p: Term, f: Term, words: Vocabulary) -> Basic:
    outcome = fresh("w", p.free | f.free)
    body, distribution = apply(f, outcome), words.objects.get(p) if isinstance(p, Var) else None
    match apply(p, outcome):
        case App("@", (Var() as model, parameter, _)) if distribution is None and model in words.objects:
            family: Any = words.objects[model]
            distribution = family[from_kernel(parameter, words)]
    if not isinstance(distribution, distributions.Distribution):
        raise LanguageError(f"it is not known which distribution {p!r} is")
    draw = (Variable(outcome.name), distribution)
    match head, body:
        case "probability", App("ind", (event,)):
            return probability.Probability(from_kernel(event, words), draw)
        case "expectation" | "variance", _:
            return _AVERAGES[head](from_kernel(body, words), draw)
    raise LanguageError(f"the kernel term {body!r} is not an event")


def _at_point(head: str, f: Term, at: list[Term], words: Vocabulary) -> Basic:
    t = fresh("t", f.free.union(*(a.free for a in at)))
    body, (point, *value) = from_kernel(apply(f, t), words), [from_kernel(a, words) for a in at]
    limit = (Variable(t.name), point)
    match head:
        case "deriv":
            return calculus.Derivative(body, limit)
        case "differentiable":
            return calculus.Differentiable(body, limit)
    return calculus.HasDerivative(body, limit, *value)


def _binder(t: Bind, domain: Term, words: Vocabulary) -> Basic:
    name = bound_name(t)
    taken = {v.name for v in t.free}
    while name in taken:
        name += "'"
    x = Var(name)
    body = from_kernel(open_binder(t, x), words)
    over: tuple[object, ...] = (Variable(name), from_kernel(domain, words))
    if isinstance(domain, App) and domain.head == "range":
        over = (Variable(name), *(from_kernel(a, words) for a in domain.args))
    return _BINDERS[t.head](body, over)
