"""Sets of individuals: alphabets, index ranges, parameter sets, intervals."""

from __future__ import annotations

from typing import Any, Never

from sympy import Basic

from mlekl_symbolic.language.errors import LanguageError
from mlekl_symbolic.language.expressions import Expression, Letter, as_expression
from mlekl_symbolic.language.written import Written


class SetExpression(Written, Basic):
    """A set of individuals."""

    __slots__ = ()

    def __iter__(self) -> Never:
        raise LanguageError(
            f"{self} is a mathematical set and cannot be looped over in Python: "
            "write Sum(f(a), (a, X)) for a sum over it"
        )


class NamedSet(SetExpression):
    """A set known by its name only."""

    __slots__ = ("name",)
    _named = ("name",)
    name: str

    def __new__(cls, name: str) -> Any:
        made = Basic.__new__(cls)
        made.name = name
        return made

    def _hashable_content(self) -> tuple[object, ...]:
        return (self.name,)


class FiniteSet(NamedSet):
    """A finite set known by its name, such as an alphabet."""

    __slots__ = ()


class Region(NamedSet):
    """A set of reals known by its name, such as one that densities live on."""

    __slots__ = ()


class Alphabet(SetExpression):
    """A finite set given by its letters, such as ``Alphabet("X", "cat dog")``."""

    __slots__ = ("name",)
    _named = ("name",)
    name: str

    def __new__(cls, name: str, letters: str | tuple[Letter, ...]) -> Any:
        if isinstance(letters, str):
            letters = tuple(Letter(n, k) for k, n in enumerate(letters.split()))
        if not letters:
            raise LanguageError(f"the alphabet {name} needs at least one letter")
        made = Basic.__new__(cls, *letters)
        made.name = name
        return made

    def _hashable_content(self) -> tuple[object, ...]:
        return (self.name, *self.args)

    @property
    def letters(self) -> tuple[Letter, ...]:
        """The letters, in order."""
        return self.args  # type: ignore[no-any-return]

    @property
    def func(self) -> Any:
        """What rebuilds the alphabet from its letters."""
        return lambda *letters: Alphabet(self.name, letters)

    def __getnewargs__(self) -> tuple[Any, ...]:
        return (self.name, self.args)


class Singleton(SetExpression):
    """The set of the given elements."""

    __slots__ = ()

    def __new__(cls, *elements: object) -> Any:
        return Basic.__new__(cls, *map(as_expression, elements))


class Range(SetExpression):
    """The integers from ``low`` to ``high``, both included."""

    __slots__ = ()

    def __new__(cls, low: object, high: object) -> Any:
        return Basic.__new__(cls, as_expression(low), as_expression(high))


class Interval(SetExpression):
    """An interval of reals; ``Interval.open(a, b)`` and ``Interval.closed(a, b)``."""

    __slots__ = ("kind",)
    _named = ("kind",)
    kind: str

    def __new__(cls, kind: str, *ends: object) -> Any:
        if kind not in ("ioo", "icc", "ioi"):
            raise LanguageError(f"there is no kind of interval called {kind!r}")
        made = Basic.__new__(cls, *map(as_expression, ends))
        made.kind = kind
        return made

    def _hashable_content(self) -> tuple[object, ...]:
        return (self.kind, *self.args)

    @classmethod
    def open(cls, low: object, high: object) -> Interval:
        """The reals strictly between ``low`` and ``high``."""
        return cls("ioo", low, high)  # type: ignore[no-any-return]

    @classmethod
    def closed(cls, low: object, high: object) -> Interval:
        """The reals from ``low`` to ``high``."""
        return cls("icc", low, high)  # type: ignore[no-any-return]

    @classmethod
    def above(cls, low: object) -> Interval:
        """The reals greater than ``low``."""
        return cls("ioi", low)  # type: ignore[no-any-return]


class Naturals(SetExpression):
    """The natural numbers ``0, 1, 2, …``."""

    __slots__ = ()


class Reals(SetExpression):
    """The real numbers."""

    __slots__ = ()


class Integers(SetExpression):
    """The integers."""

    __slots__ = ()


class Cardinality(Expression):
    """``|X|``: the number of elements of a finite set; 0 for an infinite one."""

    __slots__ = ()

    def __new__(cls, of: SetExpression) -> Any:
        if not isinstance(of, SetExpression):
            raise LanguageError(f"{of!r} is not a set")
        return Basic.__new__(cls, of)
