"""What all our objects share: they print as written, lower to ordinary SymPy, and can be rebuilt.

The three tables `plain`, `lower` and `lift` are declared here, below the nodes that use them, and are
filled by the modules of the same names, above the nodes that they are about.
"""

from __future__ import annotations

from functools import singledispatch
from typing import Any

from sympy import sympify

from mlekl_symbolic.language.errors import LanguageError


@singledispatch
def plain(node: object) -> str:
    """One line of text for an object of the language, roughly the Python source that builds it.

    Raises
    ------
    LanguageError
        For a node without a plain form.
    """
    raise LanguageError(f"a node of type {type(node).__name__} has no plain form: register one in plain.py")


@singledispatch
def lower(node: object) -> Any:
    """The ordinary SymPy expression with the same value; see `mlekl_symbolic.language.lower`.

    Raises
    ------
    LanguageError
        When SymPy has no counterpart, such as for a set of optimisers.
    """
    raise LanguageError(
        f"{node} of type {type(node).__name__} has no ordinary SymPy expression: "
        "only numbers made of finite sums, products and named functions have one"
    )


@singledispatch
def lift(node: object) -> Any:
    """The expression of ours for a plain SymPy one; see `mlekl_symbolic.language.lift`.

    Raises
    ------
    LanguageError
        For everything that is not an exact real number written with finite sums and products.
    """
    raise LanguageError(
        f"the SymPy expression {node} of type {type(node).__name__} cannot be lifted: "
        "write it with sums, products, quotients, powers, log, exp and named functions"
    )


class Written:
    """An object of the language.

    Those that carry a name besides their arguments say so in ``_named``, so that copying,
    pickling and replacing rebuild them.
    """

    __slots__ = ()
    _named: tuple[str, ...] = ()

    def __str__(self) -> str:
        return plain(self)

    def __repr__(self) -> str:
        return plain(self)

    def _sympystr(self, _printer: object) -> str:
        return plain(self)

    def _latex(self, printer: Any) -> str:
        return str(printer.doprint(lower(self)))

    def doit(self, **_hints: object) -> Any:
        """The ordinary SymPy expression with the same value.

        Raises
        ------
        LanguageError
            When SymPy has no counterpart.
        """
        return lower(self)

    def subs(self, *replacements: Any) -> Any:
        """The object with parts replaced, all at once, and bound variables left alone.

        Parameters
        ----------
        replacements
            An old and a new part, or one mapping or list of such pairs.
        """
        pairs = [replacements] if len(replacements) == 2 else dict(*replacements).items()
        return self.xreplace({old: sympify(new, strict=True) for old, new in pairs})  # type: ignore[attr-defined]

    def _eval_subs(self, old: Any, new: Any) -> Any:
        return self.xreplace({old: new})  # type: ignore[attr-defined]

    @property
    def func(self) -> Any:
        """What rebuilds the object from its arguments."""
        if not self._named:
            return type(self)
        names = tuple(getattr(self, n) for n in self._named)
        return lambda *args: type(self)(*names, *args)

    def __getnewargs__(self) -> tuple[Any, ...]:
        return (*(getattr(self, n) for n in self._named), *self.args)  # type: ignore[attr-defined]
