"""Real-valued expressions that stay as written.

Every operator builds a node: division, subtraction and negation are nodes, the order of factors is
kept and nothing cancels. The leaves are SymPy's own numbers and symbols, so that plain SymPy
expressions mix with ours on either side of an operator.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import sympy
from sympy import Basic, Expr, Integer, Rational, Symbol
from sympy.printing.precedence import PRECEDENCE

from mlekl_symbolic.language.errors import LanguageError
from mlekl_symbolic.language.written import Written, lift, lower


def number(value: int | Fraction) -> Rational:
    """An exact rational number as a leaf."""
    if type(value) is int:
        return Integer(value)
    f = Fraction(value)
    return Rational(f.numerator, f.denominator)


def as_expression(value: object) -> Expr:
    """``value`` as an expression of ours or a leaf.

    Parameters
    ----------
    value
        An expression, an integer, a `~fractions.Fraction`, or a plain SymPy expression, which is
        lifted as SymPy prints it.

    Raises
    ------
    LanguageError
        For floating-point numbers, text and anything else that is not exact mathematics.
    """
    match value:
        case sympy.Dummy() | sympy.Wild():
            raise LanguageError(f"{value} is a placeholder of SymPy's without a name: use a Symbol")
        case Symbol() if not value.is_commutative or value.is_extended_real is False:
            raise LanguageError(f"the symbol {value} does not stand for a real number")
        case Notation() | Symbol() | Rational():
            return value
        case bool():
            raise LanguageError(f"{value} is a truth value, not a number")
        case int() | Fraction():
            return number(value)
        case float() | sympy.Float():
            raise LanguageError(
                f"{value} is a floating-point number and stands for no exact value: "
                "write number(Fraction(1, 2)) or Rational(1, 2)"
            )
        case Expr():
            return lift(value)
    raise LanguageError(f"{value!r} of type {type(value).__name__} is not a real-valued expression")


class Notation(Written):
    """The operators of an expression: each builds a node and evaluates nothing."""

    __slots__ = ()
    _op_priority = 1000.0

    def __add__(self, other: object) -> Expr:
        return Plus(self, other)

    def __radd__(self, other: object) -> Expr:
        if type(other) is int and other == 0:
            raise LanguageError(
                "Python's sum() starts from 0 and adds a fixed number of terms: "
                "write Sum(f(a), (a, X)) for a sum over a set or Sum(f(i), (i, 1, N)) over a range"
            )
        return Plus(other, self)

    def __sub__(self, other: object) -> Expr:
        return Minus(self, other)

    def __rsub__(self, other: object) -> Expr:
        return Minus(other, self)

    def __mul__(self, other: object) -> Expr:
        return Times(self, other)

    def __rmul__(self, other: object) -> Expr:
        return Times(other, self)

    def __truediv__(self, other: object) -> Expr:
        return Divide(self, other)

    def __rtruediv__(self, other: object) -> Expr:
        return Divide(other, self)

    def __pow__(self, other: object) -> Expr:
        return Power(self, other)

    def __rpow__(self, other: object) -> Expr:
        return Power(other, self)

    def __neg__(self) -> Expr:
        return Negative(self)

    def __pos__(self) -> Any:
        return self

    def __abs__(self) -> Expr:
        return Abs(self)

    def __lt__(self, other: object) -> Any:
        return RELATIONS["<"](self, other)

    def __le__(self, other: object) -> Any:
        return RELATIONS["<="](self, other)

    def __gt__(self, other: object) -> Any:
        return RELATIONS[">"](self, other)

    def __ge__(self, other: object) -> Any:
        return RELATIONS[">="](self, other)


RELATIONS: dict[str, Any] = {}
"""Filled by `mlekl_symbolic.language.relations` with what the comparison operators build."""


class Variable(Notation, Symbol):
    """A variable: free, bound by a sum, or a parameter; equal to the plain symbol of its name.

    SymPy's own functions are given that plain symbol, because our operators, used inside them, would
    build nodes they do not look into: ``integrate(expression.doit(), theta)`` integrates by ``theta``.
    """

    __slots__ = ()
    __sympy__ = None

    def _sympy_(self) -> Symbol:
        return lower(self)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Symbol) or type(other) not in (Symbol, Variable):
            return False
        return bool(self._hashable_content() == other._hashable_content())

    def __hash__(self) -> int:
        return hash(("Symbol", *self._hashable_content()))


def variables(names: str) -> tuple[Variable, ...]:
    """Several variables at once, from their names separated by spaces or commas."""
    return tuple(Variable(n) for n in names.replace(",", " ").split())


class Expression(Notation, Expr):
    """A node of a real-valued expression.

    To SymPy's functions it is opaque, so that nothing happens to it unasked: give them ``.doit()``.
    """

    __slots__ = ()
    is_commutative = True
    is_number = False

    def __new__(cls, *args: object) -> Any:
        return Basic.__new__(cls, *map(as_expression, args))

    def evalf(self, n: int = 15, **options: Any) -> Any:
        """The value to ``n`` digits."""
        return self.doit().evalf(n, **options)

    def series(self, *args: Any, **options: Any) -> Any:
        """The series of the ordinary SymPy expression."""
        return self.doit().series(*args, **options)

    def extract_multiplicatively(self, _factor: object) -> None:
        """No factor is taken out: SymPy's ``log`` and ``exp`` ask for one."""

    def _eval_derivative(self, by: Symbol) -> Expr:
        return self.doit().diff(by)


class Plus(Expression):
    """``a + b``."""

    __slots__ = ()
    precedence = PRECEDENCE["Add"]


class Minus(Expression):
    """``a − b``."""

    __slots__ = ()
    precedence = PRECEDENCE["Add"]


class Times(Expression):
    """``a b``, in this order."""

    __slots__ = ()
    precedence = PRECEDENCE["Mul"]


class Divide(Expression):
    """``a / b``; in the kernel a quotient by zero is zero, so every use states its condition."""

    __slots__ = ()
    precedence = PRECEDENCE["Mul"]


class Negative(Expression):
    """``−a``."""

    __slots__ = ()
    precedence = PRECEDENCE["Add"]


class Power(Expression):
    """``a ^ n``."""

    __slots__ = ()
    precedence = PRECEDENCE["Pow"]


class Log(Expression):
    """The natural logarithm; in the kernel it is 0 unless its argument is positive."""

    __slots__ = ()


class Exp(Expression):
    """The exponential function."""

    __slots__ = ()


class Abs(Expression):
    """The absolute value."""

    __slots__ = ()


class Pi(Expression):
    """The number π."""

    __slots__ = ()


class Delta(Expression):
    """The Kronecker delta: 1 when both arguments are equal, else 0."""

    __slots__ = ()


def log(value: object) -> Log:
    """The natural logarithm of ``value``, in nats."""
    return Log(value)  # type: ignore[no-any-return]


def exp(value: object) -> Exp:
    """The exponential of ``value``."""
    return Exp(value)  # type: ignore[no-any-return]


def delta(a: object, b: object) -> Delta:
    """The Kronecker delta of ``a`` and ``b``."""
    return Delta(a, b)  # type: ignore[no-any-return]


class FunctionSymbol(Written, Basic):
    """A function of individuals, known by its name; call it to apply it."""

    __slots__ = ("arity", "name")
    _named = ("name", "arity")
    name: str
    arity: int

    def __new__(cls, name: str, arity: int = 1) -> Any:
        made = Basic.__new__(cls)
        made.name, made.arity = name, arity
        return made

    def _hashable_content(self) -> tuple[object, ...]:
        return (self.name, self.arity)

    def __call__(self, *args: object) -> Apply:
        if len(args) != self.arity:
            raise LanguageError(f"{self.name} takes {self.arity} arguments and was given {len(args)}")
        return Apply(self, *args)  # type: ignore[no-any-return]


class Apply(Expression):
    """A function symbol applied to arguments."""

    __slots__ = ()

    def __new__(cls, function: FunctionSymbol, *args: object) -> Any:
        return Basic.__new__(cls, function, *map(as_expression, args))


class Letter(Notation, Expr):
    """A letter of an explicit alphabet: printed by its name, told apart by its code."""

    __slots__ = ("code", "name")
    _named = ("name", "code")
    name: str
    code: int
    is_commutative = True

    def __new__(cls, name: str, code: int) -> Any:
        made = Basic.__new__(cls)
        made.name, made.code = name, code
        return made

    def _hashable_content(self) -> tuple[object, ...]:
        return (self.name, self.code)
