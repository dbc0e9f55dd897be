"""Are the variables of an expression used as one thing each?

A name is bound by one binder at a time, is never bound and free in one expression, and a free one has
been declared. The kernel would read the other cases too, but a reader of the page could not.
"""

from __future__ import annotations

from collections.abc import Iterator

from sympy import Basic, Symbol

from mlekl_symbolic.language.binders import Binds
from mlekl_symbolic.language.distributions import ByFormula
from mlekl_symbolic.language.errors import LanguageError


def check_names(node: Basic, declared: frozenset[str] | None = None) -> None:
    """Refuse an expression or statement whose variables are used in two ways.

    Parameters
    ----------
    node
        An expression, a set, a distribution or a statement.
    declared
        The names of the variables that may be free; None when anything may.

    Raises
    ------
    LanguageError
        When a variable is both bound and free, is bound again inside its own binder, stands for two
        symbols with different assumptions, or is free and not declared.
    """
    bound: set[str] = set()
    free: dict[str, Symbol] = {}
    for symbol, binder in _occurrences(node, {}):
        if binder is not None:
            bound.add(symbol.name)
        elif free.setdefault(symbol.name, symbol) != symbol:
            raise LanguageError(
                f"{symbol.name} stands for two symbols with different assumptions in {node}: "
                "create the symbol once and use it everywhere"
            )
    for name in sorted(free):
        if name in bound:
            raise LanguageError(
                f"{name} is both bound and free in {node}: give the bound variable another name"
            )
        if declared is not None and name not in declared:
            raise LanguageError(
                f"{name} is neither bound by a Sum nor declared: "
                f"bind it, as in Sum(f({name}), ({name}, X)), or declare it before it is used"
            )


def _occurrences(node: Basic, path: dict[str, Basic]) -> Iterator[tuple[Symbol, Basic | None]]:
    """Every symbol of ``node`` with the binder that binds it, or None."""
    if isinstance(node, Symbol):
        yield node, path.get(node.name)
    elif isinstance(node, ByFormula):
        for symbol in node.free_symbols:
            yield symbol, path.get(symbol.name)
    elif isinstance(node, Binds):
        var = node.variable
        if var.name in path:
            raise LanguageError(
                f"{var.name} is already bound by {path[var.name]} and bound again by {node}: "
                "give the inner variable another name"
            )
        yield var, node
        for end in node.limits[0].args[1:]:
            yield from _occurrences(end, path)
        yield from _occurrences(node.body, {**path, var.name: node})
    else:
        for part in node.args:
            yield from _occurrences(part, path)
