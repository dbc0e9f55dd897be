"""Sums, products and sets of optimisers, in SymPy's own binder form."""

from __future__ import annotations

from typing import Any

from sympy import Basic, Expr, Symbol, Tuple

from mlekl_symbolic.language.errors import LanguageError
from mlekl_symbolic.language.expressions import Expression, as_expression
from mlekl_symbolic.language.sets import Range, SetExpression


def limit(given: object, what: str) -> Tuple:
    """The checked form of ``(a, X)`` or ``(i, 1, N)``.

    Raises
    ------
    LanguageError
        When the limit is not a variable with a set or with two ends.
    """
    match tuple(given) if isinstance(given, Tuple) else given:
        case (Symbol() as var, SetExpression() as over):
            return Tuple(var, over)
        case (Symbol() as var, low, high):
            return Tuple(var, as_expression(low), as_expression(high))
        case Symbol():
            raise LanguageError(f"{what} over {given} does not say over which set: write ({given}, X)")
    raise LanguageError(f"{given!r} is no limit for {what}: write (a, X) for a set or (i, 1, N) for a range")


class Binds:
    """What nodes with one bound variable share; their arguments are the body and the limit."""

    __slots__ = ()
    args: tuple[Basic, ...]

    @property
    def body(self) -> Any:
        """What is summed, multiplied, optimised or claimed."""
        return self.args[0]

    @property
    def variable(self) -> Symbol:
        """The bound variable."""
        return self.args[1].args[0]

    @property
    def limits(self) -> tuple[Tuple, ...]:
        """The limit in SymPy's form."""
        return (self.args[1],)

    @property
    def domain(self) -> SetExpression:
        """The set the variable ranges over."""
        ends = self.args[1].args[1:]
        return Range(*ends) if len(ends) == 2 else ends[0]  # type: ignore[no-any-return]

    @property
    def bound_symbols(self) -> list[Symbol]:
        """The variable, in SymPy's form."""
        return [self.variable]

    @property
    def free_symbols(self) -> set[Basic]:
        """The variables that are free in the body or in the domain."""
        ends: set[Basic] = set().union(*(e.free_symbols for e in self.args[1].args[1:]))
        return (self.body.free_symbols - {self.variable}) | ends  # type: ignore[no-any-return]

    def _refuse_capture(self, old: Basic, new: Basic) -> None:
        if self.variable in getattr(new, "free_symbols", ()) and self.body.has(old):
            raise LanguageError(
                f"{new} cannot replace {old} in {self}: its {self.variable} would become the bound one; "
                "give the bound variable another name"
            )

    def _xreplace(self, rule: Any) -> tuple[Any, bool]:
        if self in rule:
            return rule[self], True
        inner = {old: new for old, new in rule.items() if self.variable not in old.free_symbols}
        for old, new in inner.items():
            self._refuse_capture(old, new)
        body, in_body = self.body._xreplace(inner)
        ends = [e._xreplace(rule) for e in self.args[1].args[1:]]
        if not (in_body or any(changed for _, changed in ends)):
            return self, False
        return self.func(body, Tuple(self.variable, *(e for e, _ in ends))), True  # type: ignore[attr-defined]


class Sum(Binds, Expression):
    """``Sum(f(a), (a, X))`` over a finite set or ``Sum(f(i), (i, 1, N))`` over a range.

    With several limits the first is the innermost, as in SymPy.
    """

    __slots__ = ()

    def __new__(cls, body: object, *limits: object) -> Any:
        return _nested(cls, body, limits)


class Product(Binds, Expression):
    """``Product(f(i), (i, 1, N))`` or over a finite set."""

    __slots__ = ()

    def __new__(cls, body: object, *limits: object) -> Any:
        return _nested(cls, body, limits)


def _nested(cls: type, body: object, limits: tuple[object, ...]) -> Any:
    if not limits:
        raise LanguageError(f"{cls.__name__} needs a limit: (a, X) for a set or (i, 1, N) for a range")
    out: Expr = as_expression(body)
    for given in limits:
        out = Basic.__new__(cls, out, limit(given, cls.__name__))
    return out


class SolutionSet(Binds, SetExpression):
    """The set of all optimisers of an objective; it may be empty or have many elements."""

    __slots__ = ()

    def __new__(cls, body: object, over: object) -> Any:
        return Basic.__new__(cls, as_expression(body), limit(over, cls.__name__))


class ArgMin(SolutionSet):
    """``ArgMin(f(theta), (theta, Theta))``: the set of all minimisers."""

    __slots__ = ()


class ArgMax(SolutionSet):
    """``ArgMax(f(theta), (theta, Theta))``: the set of all maximisers."""

    __slots__ = ()
