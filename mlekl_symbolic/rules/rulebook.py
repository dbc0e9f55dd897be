"""Rules as data: a decorated function states one rule and the rulebook keeps them all.

A rule is a schema. The parameters of its function are metavariables, whose annotations say what
they stand for: `Real`, `Function`, `Function2` or `Collection`. The function returns what the rule
claims, made with `claim`, and its docstring is the rule in words.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from sympy import Basic

from mlekl_symbolic.kernel.terms import App, Bind, Term, Var
from mlekl_symbolic.kernel.theory import Axiom, Definition, Theory
from mlekl_symbolic.language import (
    FunctionSymbol,
    NamedSet,
    Proposition,
    Statement,
    Variable,
    as_expression,
    to_kernel,
)


class Real(Variable):
    """Annotation: a metavariable that stands for a real number."""

    __slots__ = ()


class Function(FunctionSymbol):
    """Annotation: a metavariable that stands for a function of one individual."""

    __slots__ = ()


class Function2(FunctionSymbol):
    """Annotation: a metavariable that stands for a function of two individuals."""

    __slots__ = ()


class Collection(NamedSet):
    """Annotation: a metavariable that stands for a set."""

    __slots__ = ()


class Event(Proposition):
    """Annotation: a metavariable that stands for a statement."""

    __slots__ = ()


_METAVARIABLES: Mapping[str, Callable[[str], Basic]] = {
    "Real": Variable,
    "Function": lambda name: FunctionSymbol(name, 1),
    "Function2": lambda name: FunctionSymbol(name, 2),
    "Collection": NamedSet,
    "Event": Proposition,
}


@dataclass(frozen=True, slots=True)
class Claim:
    """What a rule says: its conclusion, and its side conditions by name."""

    conclusion: Statement
    where: tuple[tuple[str, Statement], ...]


def claim(conclusion: Statement, **where: Statement) -> Claim:
    """``conclusion``, under the side conditions given by name."""
    return Claim(conclusion, tuple(where.items()))


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of mathematics.

    Attributes
    ----------
    name, subject
        The function's name, after mathlib where mathlib has the rule, and the subject it is filed
        under.
    says
        A few words for the page, such as "logarithm of a quotient".
    statement
        The rule in words and symbols.
    claim
        Its conclusion and side conditions.
    axiom
        The same as a schema of the kernel.
    lean
        Its name in mathlib, or empty.
    """

    name: str
    subject: str
    says: str
    statement: str
    claim: Claim
    axiom: Axiom
    lean: str = ""
    fixed: tuple[tuple[Var, Term], ...] = ()

    def __call__(self, **instance: Basic) -> Rule:
        """The rule with some metavariables fixed by the author.

        Raises
        ------
        ValueError
            When the rule has no metavariable of that name.
        """
        by_name = {m.name: m for m in self.axiom.metas}
        if unknown := set(instance) - set(by_name):
            raise ValueError(f"{self.name} has no metavariable {min(unknown)!r}; it has {sorted(by_name)}")
        fixed = tuple((by_name[k], to_kernel(_individual(v))) for k, v in instance.items())
        return Rule(
            self.name, self.subject, self.says, self.statement, self.claim, self.axiom, self.lean, fixed
        )


def _individual(value: object) -> Basic:
    return value if isinstance(value, Basic) else as_expression(value)


@dataclass(frozen=True, slots=True)
class Meaning:
    """A definition of a constant, as a rule an author can name.

    Attributes
    ----------
    name
        The constant.
    says
        A few words for the page, such as "definition of entropy".
    left, right
        Both sides as an author would write them.
    definition
        The same for the kernel.
    like
        The definition that it is the counterpart of, such as that for densities of one for masses.
    """

    name: str
    says: str
    left: Basic
    right: Basic
    definition: Definition
    lean: str = ""
    like: str = ""

    @property
    def heads(self) -> tuple[str, ...]:
        """The constants that the name stands for: its own, and its counterparts."""
        return tuple(m.definition.name for m in MEANINGS.values() if self.name in (m.name, m.like))


RULES: dict[str, Rule] = {}
MEANINGS: dict[str, Meaning] = {}
_THEORY: list[Theory] = []
"""The theory that all of them make, unless one has been added since."""


def rule(*, says: str, lean: str = "") -> Callable[[Callable[..., Claim]], Rule]:
    """Declare the rule that a function states; it is filed under its function's name.

    Parameters
    ----------
    says
        A few words for the page.
    lean
        The rule's name in mathlib, where it has one.
    """

    def declare(state: Callable[..., Claim]) -> Rule:
        metas = metavariables(state)
        stated = state(**metas)
        made = Rule(
            state.__name__,
            state.__module__.rsplit(".", 1)[-1],
            says,
            " ".join((inspect.getdoc(state) or "").split()),
            stated,
            Axiom(
                state.__name__,
                tuple(_as_var(m) for m in metas.values()),
                tuple((label, to_kernel(p)) for label, p in stated.where),
                to_kernel(stated.conclusion),
            ),
            lean,
        )
        if made.name in RULES:
            raise ValueError(f"there are two rules called {made.name}")
        RULES[made.name] = made
        _THEORY.clear()
        return made

    return declare


def metavariables(state: Callable[..., Any]) -> dict[str, Any]:
    """The metavariables that a rule's function takes, made from its annotations.

    Raises
    ------
    TypeError
        When a parameter has no annotation, or another one than those above.
    """
    code = state.__code__
    return {n: _metavariable(state, n) for n in code.co_varnames[: code.co_argcount]}


def _metavariable(state: Callable[..., Any], name: str) -> Basic:
    kind = state.__annotations__.get(name, "")
    # As text, which is how modules leave their annotations: to evaluate all of them takes long.
    made = _METAVARIABLES.get(kind if isinstance(kind, str) else kind.__name__)
    if made is None:
        raise TypeError(f"{name} of the rule {state.__name__} must be one of {', '.join(_METAVARIABLES)}")
    return made(name)


def _as_var(meta: Basic) -> Var:
    term = to_kernel(meta)
    if not isinstance(term, Var):
        raise TypeError(f"{meta} is not a metavariable")
    return term


def meaning(
    *, says: str, lean: str = "", like: str = ""
) -> Callable[[Callable[..., tuple[Basic, Basic]]], Meaning]:
    """Declare a definition: the function returns the defined expression and what it stands for.

    Where the defined expression has an argument that is no variable, such as an event, the definition
    holds for whatever stands there.

    Parameters
    ----------
    says
        A few words for the page.
    lean
        The constant's name in mathlib, where it has one.
    like
        The definition whose name an author may use for this one too.
    """

    def declare(state: Callable[..., tuple[Basic, Basic]]) -> Meaning:
        left, right = state()
        term, body = to_kernel(left), to_kernel(right)
        assert isinstance(term, App)
        parameters = []
        for k, a in enumerate(term.args):
            parameter = a if isinstance(a, Var) else Var(f"argument{k}", a.sort)
            body = _generalised(body, a, parameter)
            parameters.append(parameter)
        definition = Definition(term.head, tuple(parameters), body)
        made = Meaning(state.__name__, says, left, right, definition, lean, like)
        MEANINGS[made.name] = made
        _THEORY.clear()
        return made

    return declare


def _generalised(t: Term, part: Term, by: Var) -> Term:
    """``t`` with a variable for every occurrence of a closed part."""
    if t is part:
        return by
    match t:
        case App(head, args):
            return App(head, tuple(_generalised(a, part, by) for a in args), t.sort)
        case Bind(head, domain, body):
            return Bind(head, _generalised(domain, part, by), _generalised(body, part, by))
    return t


def theory() -> Theory:
    """All definitions and all rules, as the kernel takes them; the same object until one is added."""
    if not _THEORY:
        out = Theory()
        for m in MEANINGS.values():
            out = out.define(m.definition)
        _THEORY.append(out.extended(r.axiom for r in RULES.values()))
    return _THEORY[0]
