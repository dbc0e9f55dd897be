"""From expressions as written to ordinary SymPy: the table behind ``.doit()``.

Every name becomes a plain symbol of that name with the assumptions it was given, so that ``diff``,
``solve``, ``lambdify`` and ``latex`` are one call away. Main conventions:

- The letters of a named finite set ``X`` are numbered 1, …, ``K_X``; `size_symbol` is that symbol.
  The letters of an explicit alphabet are their codes 0, 1, … and sums over it are written out.
- A mass is a function of its name: ``p(a)``; that of a model's member is ``P(theta, a)``.
- Empirical masses, entropies, divergences and log-likelihoods are unfolded by their definitions.
- As everywhere here, a quotient by a literal zero and the logarithm of a literal zero are zero.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import sympy
from sympy import Expr, Function, Indexed, IndexedBase, Integer, KroneckerDelta, Rational, S, Symbol

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
from mlekl_symbolic.language.distributions import Distribution, Empirical, Mass, MassFunction, ModelMember
from mlekl_symbolic.language.errors import LanguageError
from mlekl_symbolic.language.expressions import Variable, log
from mlekl_symbolic.language.written import lower as lower


def size_symbol(of: sets.FiniteSet) -> Symbol:
    """The symbol that stands for the number of elements of a named finite set: ``K_X`` for ``X``."""
    return Symbol(f"K_{of.name}")


@lower.register
def _(node: Symbol) -> Expr:
    return Symbol(node.name, **node._assumptions_orig)


lower.register(Variable, lower.dispatch(Symbol))


@lower.register
def _(node: Rational) -> Expr:
    return node


@lower.register
def _(node: expressions.Letter) -> Expr:
    return Integer(node.code)


def _quotient(a: Expr, b: Expr) -> Expr:
    return S.Zero if b.is_zero else a / b


def _power(a: Expr, n: Expr) -> Expr:
    return S.Zero if a.is_zero and n.is_negative else a**n


def _log(a: Expr) -> Expr:
    return S.Zero if a.is_zero else sympy.log(a)


def _by(build: Callable[..., Any]) -> Callable[[Any], Any]:
    return lambda node: build(*map(lower, node.args))


def _relation(build: Any) -> Callable[[Any], Any]:
    return lambda node: build(lower(node.lhs), lower(node.rhs), evaluate=False)


for _kind, _build in {
    expressions.Plus: _by(lambda a, b: a + b),
    expressions.Minus: _by(lambda a, b: a - b),
    expressions.Times: _by(lambda a, b: a * b),
    expressions.Negative: _by(lambda a: -a),
    expressions.Divide: _by(_quotient),
    expressions.Power: _by(_power),
    expressions.Log: _by(_log),
    expressions.Exp: _by(sympy.exp),
    expressions.Abs: _by(sympy.Abs),
    expressions.Delta: _by(KroneckerDelta),
    relations.Equal: _relation(sympy.Eq),
    relations.NotEqual: _relation(sympy.Ne),
    relations.Less: _relation(sympy.Lt),
    relations.LessEqual: _relation(sympy.Le),
    relations.Greater: _relation(sympy.Gt),
    relations.GreaterEqual: _relation(sympy.Ge),
}.items():
    lower.register(_kind, _build)


@lower.register
def _(node: calculus.Derivative) -> Expr:
    variable = lower(node.variable)
    slope = sympy.diff(lower(node.body), variable)
    return sympy.Subs(slope, variable, lower(node.point)).doit()


@lower.register
def _(_node: expressions.Pi) -> Expr:
    return sympy.pi


@lower.register
def _(node: expressions.Apply) -> Expr:
    function, *args = node.args
    return Function(function.name)(*map(lower, args))


@lower.register
def _(node: distributions.Observation) -> Expr:
    return Indexed(IndexedBase(node.sample.name), lower(node.index))


@lower.register
def _(node: sets.Cardinality) -> Expr:
    match node.args[0]:
        case sets.FiniteSet() as named:
            return size_symbol(named)
        case sets.Alphabet(letters=letters):
            return Integer(len(letters))
        case sets.Range(args=(low, high)):
            return sympy.Max(0, lower(high) - lower(low) + 1)
    raise LanguageError(f"SymPy has no expression for the number of elements of {node.args[0]}")


def _elements(domain: sets.SetExpression, what: str) -> tuple[Expr, ...]:
    """The elements of an explicit set, each once."""
    match domain:
        case sets.Alphabet(letters=letters):
            return letters
        case sets.Singleton(args=elements) if all(isinstance(e, Rational) for e in elements):
            return tuple(dict.fromkeys(elements))
    raise LanguageError(f"{what} over {domain} has no ordinary SymPy expression: its elements are not known")


def _binder(ordinary: Any, join: Any) -> Callable[[Any], Expr]:
    def build(node: Any) -> Expr:
        body, var = node.body, lower(node.variable)
        match node.domain:
            case sets.Range(args=(low, high)):
                return ordinary(lower(body), (var, lower(low), lower(high)))
            case sets.FiniteSet() as named:
                return ordinary(lower(body), (var, 1, size_symbol(named)))
            case domain:
                elements = _elements(domain, f"the {type(node).__name__.lower()}")
                return join(*(lower(body.xreplace({node.variable: e})) for e in elements))

    return build


@lower.register
def _(node: integrals.Integral) -> Expr:
    body, var = lower(node.body), lower(node.variable)
    match node.domain:
        case sets.Reals():
            return sympy.Integral(body, (var, -sympy.oo, sympy.oo))
        case sets.Interval(kind="ioi", args=(low,)):
            return sympy.Integral(body, (var, lower(low), sympy.oo))
        case sets.Interval(args=(Rational() as low, Rational() as high)):
            return sympy.Integral(body, (var, low, max(low, high)))
        case sets.Interval(args=(low, high)):
            raise LanguageError(
                f"SymPy's integral from {low} to {high} changes its sign with the order of the ends, "
                "and an integral over an interval does not: its ends must be numbers"
            )
    raise LanguageError(f"SymPy has no integral over {node.domain}: it is no interval")


lower.register(binders.Sum, _binder(sympy.Sum, sympy.Add))
lower.register(binders.Product, _binder(sympy.Product, sympy.Mul))


@lower.register
def _(node: binders.SolutionSet) -> Expr:
    raise LanguageError(
        f"{node} is a set of optimisers and no number: "
        "its objective has an ordinary SymPy expression, .body.doit()"
    )


@lower.register
def _(node: Mass) -> Expr:
    match node.distribution:
        case MassFunction(name=name):
            return Function(name)(lower(node.letter))
        case ModelMember(model=model, parameter=parameter):
            return Function(model.name)(lower(parameter), lower(node.letter))
        case Empirical(sample=sample):
            i = _fresh("i", node)
            hits = binders.Sum(expressions.Delta(sample[i], node.letter), (i, 1, sample.size))
            return lower(1 / sample.size * hits)
        case distributions.ByFormula() as given:
            return lower(given.at(node.letter))
        case densities.Gaussian(mean=mean, deviation=deviation):
            variance = lower(deviation) ** 2
            exponent = -((lower(node.letter) - lower(mean)) ** 2) / (2 * variance)
            return sympy.exp(exponent) / sympy.sqrt(2 * sympy.pi * variance)
        case densities.Exponential(rate=rate):
            return lower(rate) * sympy.exp(-lower(rate) * lower(node.letter))
        case distributions.Tabulated(table=table):
            if isinstance(node.letter, expressions.Letter):
                return lower(dict(table)[node.letter])
            return sympy.Add(*(lower(m) * KroneckerDelta(lower(node.letter), k.code) for k, m in table))
    raise LanguageError(f"SymPy has no expression for the mass of {node.distribution}")


def _fresh(name: str, node: Any) -> Variable:
    """A variable that does not occur in ``node``."""
    taken = {s.name for s in node.atoms(Symbol)}
    while name in taken:
        name += "_"
    return Variable(name)


def _masses(node: Any) -> tuple[Variable, list[Mass]]:
    a = _fresh("a", node)
    return a, [p(a) for p in node.args if isinstance(p, Distribution)]


def _whole(node: distributions.Functional, body: Expr, over: Variable) -> Expr:
    """The sum of what is said of masses, the integral of what is said of densities."""
    total = integrals.Integral if node.continuous else binders.Sum
    return total(body, (over, node.over))


@lower.register
def _(node: distributions.KL) -> Expr:
    a, (p, q) = _masses(node)
    return lower(_whole(node, p * log(p / q), a))


@lower.register
def _(node: distributions.Entropy) -> Expr:
    a, (p,) = _masses(node)
    return lower(-_whole(node, p * log(p), a))


@lower.register
def _(node: distributions.CrossEntropy) -> Expr:
    a, (p, q) = _masses(node)
    return lower(-_whole(node, p * log(q), a))


@lower.register
def _(node: distributions.LogLikelihood) -> Expr:
    q, sample = node.args
    i = _fresh("i", node)
    return lower(binders.Sum(log(q(sample[i])), (i, 1, sample.size)))


@lower.register
def _(node: probability.Indicator) -> Expr:
    return sympy.Piecewise((S.One, lower(node.args[0]).doit()), (S.Zero, True))


lower.register(probability.Expectation, lambda node: lower(probability.averaged(node)))
lower.register(probability.Probability, lambda node: lower(probability.indicated(node)))
lower.register(probability.Variance, lambda node: lower(probability.squared_deviation(node)))
