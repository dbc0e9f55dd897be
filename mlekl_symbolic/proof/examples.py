"""An author's own example of how the hypotheses can be met, checked exactly."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from sympy import Basic, Rational

from mlekl_symbolic.kernel.terms import Var
from mlekl_symbolic.language import (
    Alphabet,
    FiniteSet,
    FunctionSymbol,
    LanguageError,
    MassFunction,
    Model,
    NamedSet,
    Sample,
    Variable,
    to_kernel,
)
from mlekl_symbolic.refute.domains import Finite, Table, World
from mlekl_symbolic.refute.values import Number
from mlekl_symbolic.refute.witness import Witness


def example(declared: Mapping[str, Basic], values: Mapping[str, object]) -> tuple[World, Witness]:
    """The world an author describes, and how to print it.

    Parameters
    ----------
    declared
        The objects of the derivation by name.
    values
        A number for a number, the letters in order for a sample, the number of letters for a finite
        set, the elements for any other set; for a function, a distribution or a model a mapping from
        places to numbers, such as ``{0: Rational(1, 2), 1: Rational(1, 2)}`` or ``{(1, 0): 2}``.

    Raises
    ------
    LanguageError
        When a name is not declared or a value does not fit its object.
    """
    world: dict[Var, object] = {}
    said: list[tuple[str, str]] = []
    for name, value in values.items():
        if name not in declared:
            raise LanguageError(f"nothing is called {name} here, so an example cannot give it a value")
        made, text = _value(declared[name], name, value)
        term = Var(name, "fun2") if isinstance(declared[name], Model) else to_kernel(declared[name])
        if not isinstance(term, Var):
            raise LanguageError(f"{name} is fixed by its definition and takes no value in an example")
        world[term] = made
        said.extend(_entries(name, declared[name], made) if isinstance(value, Mapping) else ((name, text),))
    return world, Witness(tuple(said), "", "")  # type: ignore[return-value]


def _value(declared: Basic, name: str, value: object) -> tuple[object, str]:
    match declared, value:
        case Variable(), int() | Fraction() | Rational():
            return _number(value), str(value)
        case Sample(over=over), list() | tuple():
            codes = {a.name: Fraction(a.code) for a in over.letters} if isinstance(over, Alphabet) else {}
            entries: dict[tuple[Number, ...], Number] = {
                (i,): _number(codes.get(str(x), x)) for i, x in enumerate(value, start=1)
            }
            return Table(1, entries), f"({', '.join(map(str, value))})"
        case FiniteSet(), int():
            return Finite(tuple(range(value))), f"{{{', '.join(map(str, range(value)))}}}"
        case FunctionSymbol() | MassFunction() | Model(), Mapping():
            table = {_place(k): _number(v) for k, v in value.items()}
            arities = {len(k) for k in table}
            if len(arities) == 1:
                return Table(arities.pop(), table), ""
        case NamedSet(), list() | tuple():
            return Finite(tuple(map(_number, value))), f"{{{', '.join(map(str, value))}}}"
    raise LanguageError(f"{value!r} is no value for {name} in an example")


def _entries(name: str, declared: Basic, made: object) -> Iterator[tuple[str, str]]:
    """What a function is at each place; the parameter of a model is an index."""
    assert isinstance(made, Table)
    for key, value in made.entries.items():
        head, rest = (f"{name}_{key[0]}", key[1:]) if isinstance(declared, Model) else (name, key)
        yield f"{head}({', '.join(map(str, rest))})", str(value)


def _place(key: object) -> tuple[Number, ...]:
    return tuple(map(_number, key)) if isinstance(key, tuple) else (_number(key),)


def _number(value: object) -> int | Fraction:
    match value:
        case int() | Fraction():
            number = Fraction(value)
        case Rational():
            number = Fraction(int(value.p), int(value.q))
        case _:
            raise LanguageError(f"{value!r} is not an exact number")
    return number.numerator if number.denominator == 1 else number
