"""From ordinary SymPy to expressions as written, in the order in which SymPy prints them.

A product with negative powers becomes a quotient, an indexed object ``x[i]`` and an applied
undefined function become applications of a `FunctionSymbol`, and plain symbols stay as leaves.
What plain symbols assume is not lost: `assumptions_of` states it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import reduce
from typing import Any

import sympy
from sympy import Basic, Expr, Rational, Symbol
from sympy.core.function import AppliedUndef
from sympy.core.relational import Relational

from mlekl_symbolic.language import relations, sets
from mlekl_symbolic.language.binders import Binds, Product, Sum
from mlekl_symbolic.language.calculus import Derivative
from mlekl_symbolic.language.errors import LanguageError
from mlekl_symbolic.language.expressions import (
    Abs,
    Delta,
    Divide,
    Exp,
    FunctionSymbol,
    Log,
    Minus,
    Negative,
    Notation,
    Pi,
    Plus,
    Power,
    Times,
    as_expression,
)
from mlekl_symbolic.language.integrals import Integral
from mlekl_symbolic.language.relations import Statement
from mlekl_symbolic.language.written import lift as lift


@lift.register
def _(node: Notation) -> Any:
    return node


@lift.register(Symbol)
@lift.register(Rational)
def _(node: Expr) -> Expr:
    return as_expression(node)


def _sign(term: Expr) -> tuple[bool, Expr]:
    """Whether a term is written with a minus sign, and the term without it."""
    coefficient, rest = term.as_coeff_Mul()
    if not (coefficient.is_Rational and coefficient.is_negative):
        return False, term
    if rest == 1:
        return True, -coefficient
    return True, rest if coefficient == -1 else sympy.Mul(-coefficient, rest, evaluate=False)


@lift.register
def _(node: sympy.Add) -> Expr:
    first, *others = node.as_ordered_terms()
    out: Expr = lift(first)
    for term in others:
        negative, positive = _sign(term)
        out = Minus(out, lift(positive)) if negative else Plus(out, lift(term))
    return out


def _product(factors: Iterable[Expr]) -> Expr:
    kept = [f for f in factors if f != 1]
    return reduce(Times, kept) if kept else sympy.S.One


@lift.register
def _(node: sympy.Mul) -> Expr:
    above: list[Expr] = []
    below: list[Expr] = []
    negative = False
    for factor in node.as_ordered_factors():
        match factor:
            case Rational():
                negative ^= bool(factor.is_negative)
                above.append(sympy.Integer(abs(factor.p)))
                below.append(sympy.Integer(factor.q))
            case sympy.Pow(exp=Rational() as n) if n.is_negative:
                below.append(_raised(factor.base, -n))
            case _:
                above.append(lift(factor))
    top, bottom = _product(above), _product(below)
    out = top if bottom == 1 else Divide(top, bottom)
    return Negative(out) if negative else out


def _raised(base: Expr, exponent: Rational) -> Expr:
    return lift(base) if exponent == 1 else Power(lift(base), exponent)


@lift.register
def _(node: sympy.Pow) -> Expr:
    if isinstance(node.exp, Rational) and node.exp.is_negative:
        return Divide(1, _raised(node.base, -node.exp))
    return Power(lift(node.base), lift(node.exp))


for _ordinary, _ours in {sympy.log: Log, sympy.exp: Exp, sympy.Abs: Abs}.items():
    lift.register(_ordinary, lambda node, ours=_ours: ours(*map(lift, node.args)))


@lift.register
def _(_node: sympy.core.numbers.Exp1) -> Expr:
    return Exp(1)


@lift.register
def _(_node: sympy.core.numbers.Pi) -> Expr:
    return Pi()


@lift.register
def _(node: sympy.KroneckerDelta) -> Expr:
    if len(node.args) != 2:
        raise LanguageError(f"{node} restricts its indices to a range: write KroneckerDelta(i, j) alone")
    return Delta(*map(lift, node.args))


def _limit(node: Expr, limit: sympy.Tuple) -> tuple[Expr, Expr, Expr]:
    var, low, high = limit
    if (high - low).is_number and high - low < -1:
        raise LanguageError(f"{node} runs backwards from {low} to {high}: write the lower end first")
    return var, lift(low), lift(high)


def _big(ours: Any) -> Callable[[Any], Expr]:
    return lambda node: ours(lift(node.function), *(_limit(node, t) for t in node.limits))


lift.register(sympy.Sum, _big(Sum))
lift.register(sympy.Product, _big(Product))


@lift.register
def _(node: sympy.Integral) -> Expr:
    for _, *ends in node.limits:
        if len(ends) != 2 or not all(e.is_infinite or e.is_Rational for e in ends) or not ends[0] < ends[1]:
            raise LanguageError(f"{node} needs two numbers as its ends, the lower end first")
    return Integral(lift(node.function), *node.limits)


@lift.register
def _(node: sympy.Derivative) -> Expr:
    if not all(isinstance(v, Symbol) for v in node.variables):
        raise LanguageError(f"{node} is a derivative by something that is no symbol")
    body = lift(node.expr)
    for variable in node.variables:
        body = Derivative(body, lift(variable))
    return body


@lift.register
def _(node: sympy.Indexed) -> Expr:
    return FunctionSymbol(str(node.base.label), len(node.indices))(*map(lift, node.indices))


@lift.register
def _(node: AppliedUndef) -> Expr:
    return FunctionSymbol(node.func.__name__, len(node.args))(*map(lift, node.args))


@lift.register
def _(node: sympy.Float) -> Expr:
    raise LanguageError(f"{node} is a floating-point number, not an exact value: write Rational(1, 2)")


@lift.register
def _(node: sympy.Piecewise) -> Expr:
    raise LanguageError(f"{node} is defined by cases: state each case as a theorem, with its hypothesis")


@lift.register(sympy.core.numbers.Infinity)
@lift.register(sympy.core.numbers.NegativeInfinity)
@lift.register(sympy.core.numbers.ComplexInfinity)
@lift.register(sympy.core.numbers.NaN)
def _(node: Expr) -> Expr:
    raise LanguageError(f"{node} is not a real number: sums run over finite sets and ranges (i, 1, N)")


lift_statement = relations.as_statement
"""The statement of ours for a SymPy relation, conjunction, negation, implication or equivalence."""

_RELATIONS: dict[type[Relational], type[relations.Relation]] = {
    sympy.Eq: relations.Equal,
    sympy.Ne: relations.NotEqual,
    sympy.Lt: relations.Less,
    sympy.Le: relations.LessEqual,
    sympy.Gt: relations.Greater,
    sympy.Ge: relations.GreaterEqual,
}

for _sign_of, _statement in _RELATIONS.items():
    lift.register(_sign_of, lambda node, ours=_statement: ours(lift(node.lhs), lift(node.rhs)))


@lift.register
def _(node: Statement) -> Any:
    return node


@lift.register
def _(node: sympy.And) -> Statement:
    return reduce(relations.And, map(lift_statement, sorted(node.args, key=sympy.default_sort_key)))


@lift.register
def _(node: sympy.Not) -> Statement:
    return relations.Not(lift_statement(node.args[0]))  # type: ignore[no-any-return]


@lift.register
def _(node: sympy.Implies) -> Statement:
    return relations.Implies(*map(lift_statement, node.args))  # type: ignore[no-any-return]


@lift.register
def _(node: sympy.Equivalent) -> Statement:
    if len(node.args) != 2:
        raise LanguageError(f"{node} joins {len(node.args)} statements: state the equivalences two by two")
    return relations.Iff(*map(lift_statement, sorted(node.args, key=sympy.default_sort_key)))  # type: ignore[no-any-return]


@lift.register(bool)
@lift.register(sympy.logic.boolalg.BooleanTrue)
@lift.register(sympy.logic.boolalg.BooleanFalse)
def _(node: object) -> Any:
    raise LanguageError(
        f"SymPy has already evaluated this statement to {node}: "
        "write Less(a, b), LessEqual(a, b) or Equal(a, b), which keep what they are given"
    )


def assumptions_of(*nodes: Expr) -> list[Statement]:
    """What the free plain symbols of expressions assume, as hypotheses, in the order of names.

    A positive symbol gives ``0 < s``, a nonnegative one ``0 ≤ s``, a negative or nonpositive one the
    reverse, a nonzero one ``s ≠ 0``; an integer gives ``s ∈ ℤ`` and, when it is not negative,
    ``s ∈ ℕ``. Other assumptions state nothing here, and so are never relied on.
    """
    out: list[Statement] = []
    for s in sorted(_plain_symbols(nodes), key=lambda s: s.name):
        # What a symbol assumes is all here; its properties would look for reasons to know more.
        known = s.assumptions0
        if known.get("integer"):
            out.append(relations.Member(s, sets.Integers()))
            if known.get("nonnegative"):
                out.append(relations.Member(s, sets.Naturals()))
        if known.get("positive"):
            out.append(relations.Less(sympy.S.Zero, s))
        elif known.get("negative"):
            out.append(relations.Less(s, sympy.S.Zero))
        else:
            if known.get("nonnegative"):
                out.append(relations.LessEqual(sympy.S.Zero, s))
            if known.get("nonpositive"):
                out.append(relations.LessEqual(s, sympy.S.Zero))
            if known.get("nonzero"):
                out.append(relations.NotEqual(s, sympy.S.Zero))
    return out


def _plain_symbols(nodes: Iterable[Basic]) -> set[Symbol]:
    """The free plain symbols of expressions; one set is filled, not one for each node."""
    found: set[Symbol] = set()
    stack = [*nodes]
    while stack:
        part = stack.pop()
        if isinstance(part, Symbol):
            found.add(part)
        elif type(part).free_symbols is Binds.free_symbols:
            _, limit = part.args
            variable, *ends = limit.args
            found |= _plain_symbols(part.args[:1]) - {variable}
            stack += ends
        elif type(part).free_symbols is Basic.free_symbols:
            stack += part.args
        else:
            found.update([s for s in part.free_symbols if isinstance(s, Symbol)])
    return found
