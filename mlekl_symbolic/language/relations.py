"""Statements: comparisons, membership, quantifiers and what they are joined with."""

from __future__ import annotations

from typing import Any, Never

from sympy import Basic, Expr
from sympy.logic.boolalg import Boolean

from mlekl_symbolic.language.binders import Binds, SolutionSet, limit
from mlekl_symbolic.language.distributions import Sample
from mlekl_symbolic.language.errors import LanguageError
from mlekl_symbolic.language.expressions import RELATIONS, as_expression
from mlekl_symbolic.language.sets import SetExpression
from mlekl_symbolic.language.written import Written, lift


class Statement(Written, Basic):
    """A proposition; it has no truth value in Python."""

    __slots__ = ()

    def __bool__(self) -> Never:
        raise LanguageError(f"the statement {self} has no truth value here: prove it, or give it")


def as_statement(value: object) -> Statement:
    """A statement of ours, or the one that a relation of SymPy's lifts to.

    Raises
    ------
    LanguageError
        For anything else, and when SymPy has already evaluated the relation to true or false.
    """
    if isinstance(value, Boolean | bool) and not isinstance(value, Expr):
        return lift(value)  # type: ignore[no-any-return]
    if not isinstance(value, Statement):
        raise LanguageError(f"{value!r} is not a statement")
    return value


class Relation(Statement):
    """A comparison of two sides."""

    __slots__ = ()
    sign = "?"

    def __new__(cls, lhs: object, rhs: object) -> Any:
        return Basic.__new__(cls, as_expression(lhs), as_expression(rhs))

    @property
    def lhs(self) -> Any:
        """The left side."""
        return self.args[0]

    @property
    def rhs(self) -> Any:
        """The right side."""
        return self.args[1]


class Equal(Relation):
    """``a = b``, for numbers, for sets, or for statements (which then mean the same)."""

    __slots__ = ()
    sign = "="

    def __new__(cls, lhs: object, rhs: object) -> Any:
        for kind in (SetExpression, Statement):
            if isinstance(lhs, kind) or isinstance(rhs, kind):
                if not (isinstance(lhs, kind) and isinstance(rhs, kind)):
                    raise LanguageError(f"{lhs} and {rhs} are of different kinds and cannot be equal")
                return Basic.__new__(cls, lhs, rhs)
        return Basic.__new__(cls, as_expression(lhs), as_expression(rhs))


class SameSolutions(Equal):
    """Two optimisation problems have the same set of solutions."""

    __slots__ = ()

    def __new__(cls, lhs: object, rhs: object) -> Any:
        if not (isinstance(lhs, SolutionSet) and isinstance(rhs, SolutionSet)):
            raise LanguageError("SameSolutions compares an ArgMin or ArgMax with another")
        return Basic.__new__(cls, lhs, rhs)


class NotEqual(Relation):
    """``a ≠ b``."""

    __slots__ = ()
    sign = "!="


class Less(Relation):
    """``a < b``."""

    __slots__ = ()
    sign = "<"


class LessEqual(Relation):
    """``a ≤ b``."""

    __slots__ = ()
    sign = "<="


class Greater(Relation):
    """``a > b``."""

    __slots__ = ()
    sign = ">"


class GreaterEqual(Relation):
    """``a ≥ b``."""

    __slots__ = ()
    sign = ">="


RELATIONS.update({r.sign: r for r in (Less, LessEqual, Greater, GreaterEqual)})


class Member(Statement):
    """``a ∈ X``."""

    __slots__ = ()

    def __new__(cls, element: object, of: SetExpression) -> Any:
        if not isinstance(of, SetExpression):
            raise LanguageError(f"{of!r} is not a set")
        return Basic.__new__(cls, as_expression(element), of)


class Finite(Statement):
    """``X`` is a finite set."""

    __slots__ = ()

    def __new__(cls, what: SetExpression) -> Any:
        if not isinstance(what, SetExpression):
            raise LanguageError(f"{what!r} is not a set")
        return Basic.__new__(cls, what)


class Distinct(Statement):
    """The observations of a sample are pairwise distinct."""

    __slots__ = ()

    def __new__(cls, sample: Sample) -> Any:
        if not isinstance(sample, Sample):
            raise LanguageError("Distinct takes a sample")
        return Basic.__new__(cls, sample)


class ForAll(Binds, Statement):
    """``ForAll(claim, (a, X))``: the claim holds for every ``a`` in ``X``; first limit innermost."""

    __slots__ = ()

    def __new__(cls, claim: Statement, *limits: object) -> Any:
        if not limits:
            raise LanguageError("ForAll needs a limit: (a, X) for a set or (i, 1, N) for a range")
        out: Any = as_statement(claim)
        for given in limits:
            out = Basic.__new__(cls, out, limit(given, "ForAll"))
        return out


class Exists(Binds, Statement):
    """``Exists(claim, (a, X))``: the claim holds for some ``a`` in ``X``."""

    __slots__ = ()

    def __new__(cls, claim: Statement, over: object) -> Any:
        return Basic.__new__(cls, as_statement(claim), limit(over, "Exists"))


class Proposition(Statement):
    """A statement known by its name only."""

    __slots__ = ("name",)
    _named = ("name",)
    name: str

    def __new__(cls, name: str) -> Any:
        made = Basic.__new__(cls)
        made.name = name
        return made

    def _hashable_content(self) -> tuple[object, ...]:
        return (self.name,)


class Connective(Statement):
    """Statements joined."""

    __slots__ = ()

    def __new__(cls, *statements: Statement) -> Any:
        return Basic.__new__(cls, *map(as_statement, statements))


class And(Connective):
    """Both statements hold."""

    __slots__ = ()


class Implies(Connective):
    """The first statement entails the second."""

    __slots__ = ()


class Iff(Connective):
    """Either statement entails the other."""

    __slots__ = ()


class Not(Connective):
    """The statement does not hold."""

    __slots__ = ()
