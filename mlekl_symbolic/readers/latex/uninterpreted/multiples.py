"""An equation that is a multiple of another one: its sides differ by a factor times what those differ by."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeGuard

from sympy import Basic

from mlekl_symbolic.kernel.ring import Monomial, Polynomial, polynomial, render
from mlekl_symbolic.kernel.terms import REAL, App, Num, Term, text
from mlekl_symbolic.language import Equal, Exp, Log, Statement, to_kernel
from mlekl_symbolic.proof.outcome import Proved
from mlekl_symbolic.proof.workspace import Workspace
from mlekl_symbolic.search.prover import GIVEN_UP

MOST_FACTORS = 6
"""How many factors are tried."""


def by_multiple(workspace: Workspace, left: Basic, right: Basic, facts: Sequence[Statement]) -> Proved | None:
    """A proof of an equation from one that is supposed, of which it is a multiple."""
    a, b = to_kernel(left), to_kernel(right)
    if a.sort != REAL:
        return None
    for fact in facts:
        if isinstance(fact, Equal):
            try:
                line = _line(workspace, a, b, to_kernel(fact))
            except GIVEN_UP:
                continue
            if line is not None:
                return workspace.proved(line)
    return None


def _line(workspace: Workspace, a: Term, b: Term, fact: Term) -> int | None:
    """A line that proves ``a = b`` from ``c = d``, which a fact says."""
    assert isinstance(fact, App)
    normal, engine = workspace.prover.normaliser, workspace.prover.engine
    c, d = fact.args
    if c.sort != REAL or fact not in workspace.context.facts:
        return None
    for above, below in _denominators((a, b), (c, d)):
        goal, known = (
            polynomial(normal.normal(App("*", (by, App("-", pair))), workspace.context).right)
            for by, pair in ((below, (a, b)), (above, (c, d)))
        )
        for factor in _factors(goal, known):
            by = App("/", (App("*", (factor, above)), below))
            whole = App("+", (b, App("*", (by, App("-", (c, d))))))
            apart = normal.equal(a, whole, workspace.context)
            if apart is None:
                continue
            moved = engine.at(whole, (1, 1, 0), engine.equation(engine.assume(fact)))
            out = engine.then(engine.then(apart, moved), engine.ring(moved.right, b))
            return out.line
    return None


def _denominators(goal: tuple[Term, Term], known: tuple[Term, Term]) -> Iterator[tuple[Term, Term]]:
    """By what two equations are multiplied before they are compared: nothing, or all that they divide by."""
    yield Num(1), Num(1)
    above, below = _bottoms(known), _bottoms(goal)
    if above or below:
        yield _product(above), _product(below)


def _product(terms: Sequence[Term]) -> Term:
    out: Term = Num(1)
    for term in terms:
        out = App("*", (out, term))
    return out


def _bottoms(sides: Sequence[Term]) -> list[Term]:
    """What some terms divide by outside of sums and functions, each once."""
    out: dict[Term, None] = {}
    waiting = list(sides)
    while waiting:
        here = waiting.pop()
        if isinstance(here, App) and here.head in ("+", "-", "*", "neg", "/"):
            waiting.extend(here.args)
            if here.head == "/" and here.args[1].free:
                bottom = here.args[1]
                out.update(dict.fromkeys(bottom.args if _is_product(bottom) else (bottom,)))
    return list(out)


def _is_product(term: Term) -> TypeGuard[App]:
    return isinstance(term, App) and term.head == "*"


def _factors(goal: Polynomial, known: Polynomial) -> Iterator[Term]:
    """The factors by which a polynomial may be a multiple of another one with as many terms."""
    if not goal or len(goal) != len(known):
        return
    first, *_ = known
    for mono in list(goal)[:MOST_FACTORS]:
        yield render({_quotient(mono, first): goal[mono] / known[first]})


def _quotient(top: Monomial, bottom: Monomial) -> Monomial:
    """One monomial by another, as if no atom were zero."""
    powers: dict[Term, int] = {}
    for mono, sign in ((top, 1), (bottom, -1)):
        for atom, up, down in mono:
            powers[atom] = powers.get(atom, 0) + sign * (up - down)
    made = ((a, max(n, 0), max(-n, 0)) for a, n in powers.items() if n)
    return tuple(sorted(made, key=lambda part: text(part[0])))


def by_logarithm(
    workspace: Workspace, left: Basic, right: Basic, facts: Sequence[Statement]
) -> Proved | None:
    """A proof of an equation from one that says what the logarithm of its left side is."""
    if to_kernel(left).sort != REAL:
        return None
    if Log(left) not in {side for fact in facts if isinstance(fact, Equal) for side in fact.args}:
        return None
    prover, context = workspace.prover, workspace.context
    raised = to_kernel(Exp(Log(left)))
    try:
        first = prover.step(to_kernel(left), "=", raised, (), context)
        then = prover.step(raised, "=", to_kernel(right), (), context)
    except GIVEN_UP:
        return None
    if first is None or then is None:
        return None
    engine = prover.engine
    out = engine.then(engine.equation(first.line), engine.equation(then.line))
    return None if out.line is None else workspace.proved(out.line)
