"""What a proof may start from: axiom schemas and checked definitions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from mlekl_symbolic.kernel.records import Record
from mlekl_symbolic.kernel.terms import (
    BINDERS,
    PROP,
    SIGNATURES,
    App,
    Bind,
    Term,
    Var,
    substitute,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Self


class TheoryError(ValueError):
    """An axiom or a definition is not well formed."""


class _Schema(Record):
    name: str
    metas: tuple[Var, ...]
    where: tuple[tuple[str, Term], ...]
    conclusion: Term


class Axiom(_Schema):
    """A rule schema: metavariables, named side conditions and a conclusion.

    Every free variable is a metavariable, so an axiom holds for all instances or for none.

    Raises
    ------
    TheoryError
        When it is made of something else than closed propositions about its metavariables.
    """

    __slots__ = ()

    def __new__(
        cls, name: str, metas: tuple[Var, ...], where: tuple[tuple[str, Term], ...], conclusion: Term
    ) -> Self:
        self = super().__new__(cls, name, metas, where, conclusion)
        self._check()
        return self

    @classmethod
    def _make(cls, iterable: Iterable[Any]) -> Self:  # type: ignore[override]
        """A named tuple is changed through this, and must be looked at again."""
        return cls(*iterable)

    def _check(self) -> None:
        if any(p.sort != PROP or p.level for p in self.statements):
            raise TheoryError(f"{self.name} is made of things that are not closed propositions")
        loose = frozenset().union(*(p.free for p in self.statements)) - set(self.metas)
        if loose:
            raise TheoryError(f"{self.name} has free variables {sorted(v.name for v in loose)}")
        if len(set(self.metas)) != len(self.metas):
            raise TheoryError(f"{self.name} has a metavariable twice")

    @property
    def statements(self) -> tuple[Term, ...]:
        """The side conditions and the conclusion."""
        return (*(p for _, p in self.where), self.conclusion)


class Definition(Record):
    """``name(parameters…)`` stands for ``body``, in which nothing else is free."""

    name: str
    parameters: tuple[Var, ...]
    body: Term

    @property
    def left(self) -> App:
        """The defined term, applied to its own parameters."""
        return App(self.name, self.parameters, self.body.sort)


class Theory(Record):
    """The axioms and definitions a proof is checked against; it only grows through `define`."""

    axioms: Mapping[str, Axiom] = MappingProxyType({})
    definitions: Mapping[str, Definition] = MappingProxyType({})

    def define(self, new: Definition) -> Theory:
        """The theory with one more definition.

        Raises
        ------
        TheoryError
            When the name is taken or could be read as something else (a number, say), the body
            mentions the name (directly or through an axiom or definition that uses it), or the body
            has a free variable that is not a parameter.
        """
        if new.name in SIGNATURES or new.name in BINDERS or new.name in ("=", "@", "finset", "lam"):
            raise TheoryError(f"{new.name} is a primitive and cannot be defined")
        if not (new.name.isascii() and new.name.isidentifier()):
            raise TheoryError(f"{new.name!r} is no name: use letters, digits and _ only")
        if new.name in self.definitions:
            raise TheoryError(f"{new.name} is defined already")
        if new.body.level or new.body.free - set(new.parameters):
            raise TheoryError(f"the definition of {new.name} has free variables on the right")
        if len(set(new.parameters)) != len(new.parameters):
            raise TheoryError(f"the definition of {new.name} repeats a parameter")
        if new.name in constants((new.body,)):
            raise TheoryError(f"the definition of {new.name} mentions {new.name} on the right")
        users = [d.name for d in self.definitions.values() if new.name in constants((d.body,))]
        users += [a.name for a in self.axioms.values() if new.name in constants(a.statements)]
        if users:
            raise TheoryError(f"{new.name} is used by {users[0]} before it is defined")
        return Theory(self.axioms, {**self.definitions, new.name: new})

    def extended(self, axioms: Iterable[Axiom]) -> Theory:
        """The theory with more axioms.

        Raises
        ------
        TheoryError
            When a name is taken by another axiom.
        """
        out = dict(self.axioms)
        for a in axioms:
            if out.setdefault(a.name, a) != a:
                raise TheoryError(f"there are two axioms called {a.name}")
        return Theory(out, self.definitions)

    def unfold(self, t: Term) -> Term | None:
        """The right side of the definition of ``t``'s head, or None when it has none."""
        if not isinstance(t, App) or (d := self.definitions.get(t.head)) is None:
            return None
        if [a.sort for a in t.args] != [p.sort for p in d.parameters] or t.sort != d.body.sort:
            return None
        return substitute(d.body, dict(zip(d.parameters, t.args, strict=True)))


def constants(terms: Iterable[Term]) -> frozenset[str]:
    """The names of all constants that occur in ``terms``."""
    found: set[str] = set()
    stack, seen = list(terms), set[Term]()
    while stack:
        t = stack.pop()
        if t in seen:
            continue
        seen.add(t)
        match t:
            case App(head, args):
                found.add(head)
                stack.extend(args)
            case Bind(_, domain, body):
                stack.extend((domain, body))
    return frozenset(found)
