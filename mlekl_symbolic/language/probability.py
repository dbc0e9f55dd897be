"""Random variables on finite probability spaces: expectations, probabilities, variances, limits.

A random variable is a function ``X(w)`` of an outcome ``w``; the binder says how outcomes are drawn:
``Expectation(X(w), (w, P))`` for a distribution ``P`` on a finite set.
"""

from __future__ import annotations

from typing import Any

from sympy import Basic, Expr, Symbol, Tuple

from mlekl_symbolic.language.binders import Binds, Sum, limit
from mlekl_symbolic.language.distributions import Distribution, ModelMember
from mlekl_symbolic.language.errors import LanguageError
from mlekl_symbolic.language.expressions import Apply, Expression, FunctionSymbol, Variable, as_expression
from mlekl_symbolic.language.integrals import Integral
from mlekl_symbolic.language.relations import Statement, as_statement
from mlekl_symbolic.language.sets import Naturals, SetExpression
from mlekl_symbolic.language.written import Written


def drawn(given: object, what: str) -> Tuple:
    """The checked form of ``(w, P)``: a variable and the distribution it is drawn from.

    Raises
    ------
    LanguageError
        When it is anything else.
    """
    match tuple(given) if isinstance(given, Tuple) else given:
        case (Symbol() as var, Distribution() as p):
            return Tuple(var, p)
    raise LanguageError(f"{given!r} does not say how outcomes are drawn: write {what}(f(w), (w, P))")


class Draws(Binds, Expression):
    """What the numbers have in common that average over the outcomes of a distribution."""

    __slots__ = ()

    def __new__(cls, body: object, draw: object) -> Any:
        return Basic.__new__(cls, as_expression(body), drawn(draw, cls.__name__))

    @property
    def distribution(self) -> Distribution:
        """What the outcomes are drawn from."""
        return self.args[1].args[1]  # type: ignore[no-any-return]

    @property
    def domain(self) -> SetExpression:
        """The set of outcomes."""
        return self.distribution.over


class Expectation(Draws):
    """``Expectation(X(w), (w, P))``: the mean of a random variable."""

    __slots__ = ()


class Variance(Draws):
    """``Variance(X(w), (w, P))``: the mean of the squared deviation from the mean."""

    __slots__ = ()


class Probability(Draws):
    """``Probability(X(w) >= a, (w, P))``: the mass of the outcomes for which a statement holds."""

    __slots__ = ()

    def __new__(cls, event: object, draw: object) -> Any:
        return Basic.__new__(cls, as_statement(event), drawn(draw, cls.__name__))


class Indicator(Expression):
    """``Indicator(statement)``: 1 when the statement holds, else 0."""

    __slots__ = ()

    def __new__(cls, statement: object) -> Any:
        return Basic.__new__(cls, as_statement(statement))


class Family(FunctionSymbol):
    """Random variables with indices: ``X[i](w)``, or ``X[n, i](w)`` for an arity of three."""

    __slots__ = ()

    def __getitem__(self, indices: object) -> FamilyMember:
        given = indices if isinstance(indices, tuple) else (indices,)
        if len(given) >= self.arity:
            raise LanguageError(f"{self.name} takes {self.arity - 1} indices and was given {len(given)}")
        return FamilyMember(self, *given)  # type: ignore[no-any-return]


class FamilyMember(Written, Basic):
    """A member ``X[i]`` of a family, itself a function; call it on an outcome."""

    __slots__ = ()

    def __new__(cls, family: Family, *indices: object) -> Any:
        return Basic.__new__(cls, family, *map(as_expression, indices))

    @property
    def family(self) -> Family:
        """The family."""
        return self.args[0]  # type: ignore[no-any-return]

    @property
    def indices(self) -> tuple[Expr, ...]:
        """The indices given so far."""
        return self.args[1:]  # type: ignore[no-any-return]

    def __call__(self, *rest: object) -> Apply:
        return self.family(*self.indices, *rest)


class MapsTo(Binds, Written, Basic):
    """``MapsTo(f(w), (w, Omega))``: the function that takes ``w`` to ``f(w)``.

    With several limits, the first of which is the innermost, a function of several variables.
    """

    __slots__ = ()

    def __new__(cls, body: object, *limits: object) -> Any:
        if not limits:
            raise LanguageError("MapsTo needs a domain: write MapsTo(f(w), (w, Omega))")
        out: Basic = body if isinstance(body, MapsTo) else as_expression(body)
        for given in limits:
            out = Basic.__new__(cls, out, limit(given, "MapsTo"))
        return out


class Sequence(Written, Basic):
    """Distributions ``P[1], P[2], …``, each on a finite set of its own.

    ``over`` is the set of outcomes of ``P[n]``, written with the variable ``index``.
    """

    __slots__ = ("name",)
    _named = ("name",)
    name: str

    def __new__(cls, name: str, index: Symbol, over: SetExpression) -> Any:
        made = Basic.__new__(cls, index, over)
        made.name = name
        return made

    def _hashable_content(self) -> tuple[object, ...]:
        return (self.name, *self.args)

    @property
    def index(self) -> Symbol:
        """The variable in which the sets of outcomes are written."""
        return self.args[0]

    @property
    def free_symbols(self) -> set[Basic]:
        """The variables that are free in the sets of outcomes, other than the index."""
        return self.args[1].free_symbols - {self.index}  # type: ignore[no-any-return]

    def _xreplace(self, rule: Any) -> tuple[Any, bool]:
        return (rule[self], True) if self in rule else (self, False)

    def __getitem__(self, index: object) -> SequenceMember:
        return SequenceMember(self, index)  # type: ignore[no-any-return]


class SequenceMember(ModelMember):
    """The member ``P[n]`` of a sequence of distributions."""

    __slots__ = ()
    continuous = False

    @property
    def over(self) -> SetExpression:
        """The set of its outcomes."""
        sequence: Any = self.args[0]
        return sequence.args[1].xreplace({sequence.index: self.parameter})  # type: ignore[no-any-return]


class Converges(Binds, Statement):
    """``Converges(f(n), (n, L))``: the real sequence ``f(1), f(2), …`` has the limit ``L``."""

    __slots__ = ()

    def __new__(cls, body: object, towards: object) -> Any:
        match tuple(towards) if isinstance(towards, Tuple) else towards:
            case (Symbol() as var, value):
                return Basic.__new__(cls, as_expression(body), Tuple(var, as_expression(value)))
        raise LanguageError(f"{towards!r} is no limit: write Converges(f(n), (n, L))")

    @property
    def limit(self) -> Expr:
        """What the sequence converges to."""
        return self.args[1].args[1]

    @property
    def domain(self) -> SetExpression:
        """The natural numbers."""
        return Naturals()


def indicated(node: Probability) -> Expectation:
    """A probability as the expectation of an indicator."""
    return Expectation(Indicator(node.body), node.args[1])  # type: ignore[no-any-return]


def averaged(node: Expectation) -> Expr:
    """An expectation as the sum, or the integral, of values weighted with masses."""
    whole = Integral if node.distribution.continuous else Sum
    return whole(node.distribution(node.variable) * node.body, (node.variable, node.domain))


def squared_deviation(node: Variance) -> Expectation:
    """A variance as the expectation of the squared deviation from the mean."""
    taken = {s.name for s in node.atoms(Symbol)}
    name = node.variable.name
    while name in taken:
        name += "_"
    other = Variable(name)
    mean = Expectation(node.body.xreplace({node.variable: other}), (other, node.distribution))
    return Expectation((node.body - mean) ** 2, node.args[1])  # type: ignore[no-any-return]
