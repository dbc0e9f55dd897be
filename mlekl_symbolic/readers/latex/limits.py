"""Limits of sequences, found from the inside out and proved one by one by the rules of limits."""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce
from typing import Any

from sympy import Integer

from mlekl_symbolic.kernel.ring import canonical, polynomial, render_monomial
from mlekl_symbolic.kernel.terms import App, Term
from mlekl_symbolic.language import (
    Abs,
    Converges,
    Divide,
    Exp,
    Log,
    MapsTo,
    Minus,
    Naturals,
    Negative,
    Observation,
    Plus,
    Power,
    Statement,
    Times,
    Variable,
    number,
    to_kernel,
)
from mlekl_symbolic.proof.outcome import Proved
from mlekl_symbolic.proof.workspace import Workspace
from mlekl_symbolic.readers.latex.assumptions import defined
from mlekl_symbolic.readers.latex.attempts import can_hold, supposed
from mlekl_symbolic.readers.latex.large_numbers import shown_in_probability
from mlekl_symbolic.rules.limits import (
    squeeze,
    tendsto_abs,
    tendsto_add,
    tendsto_const,
    tendsto_const_div,
    tendsto_exp,
    tendsto_inv,
    tendsto_log,
    tendsto_mul,
    tendsto_sub,
)
from mlekl_symbolic.rules.rulebook import Rule
from mlekl_symbolic.search.engine import Equation

HIGHEST = 6
"""The highest power whose limit is looked for."""
IN_PROBABILITY = "the observations are drawn at random, and the limit is in probability"
_THROUGH = {Log: tendsto_log, Exp: tendsto_exp, Abs: tendsto_abs}
_JOINED = {Plus: tendsto_add, Minus: tendsto_sub, Times: tendsto_mul}


@dataclass(frozen=True, slots=True)
class Limit:
    """What was found about a limit.

    Attributes
    ----------
    outcome
        The proof, when there is one.
    used
        What it assumes.
    said
        What else is to be said, with its code.
    """

    outcome: Proved | None
    used: tuple[Statement, ...] = ()
    said: tuple[tuple[str, str], ...] = ()


def shown_limit(
    workspace: Workspace, body: Any, target: Any, index: Variable, support: tuple[Statement, ...]
) -> Limit:
    """A proof that a sequence tends to something, or to what it tends instead.

    Parameters
    ----------
    workspace
        Where the names are declared.
    body, target
        The member of the sequence, and the limit.
    index
        What grows without bound.
    support
        What authors leave unsaid about the distributions of the line.
    """
    if body.atoms(Observation):
        shown = shown_in_probability(workspace, body, target, index)
        return Limit(None) if shown is None else Limit(*shown, said=(("N141", IN_PROBABILITY),))
    needed = (*support, *(d for d in defined(target) if index not in d.free_symbols))
    for unsaid in dict.fromkeys(((), support, needed)):
        with supposed(workspace, unsaid):
            found = Limits(workspace, index).proof(body, target)
        if found is not None and (not unsaid or can_hold(workspace, found)):
            return Limit(found, tuple(a for a in unsaid if a in found.local))
    with supposed(workspace, needed):
        value = Limits(workspace, index).of(body)
    return Limit(None, said=() if value is None else (("W420", f"it tends to {value}"),))


class Limits:
    """The limits of the parts of one sequence, under what is supposed in a workspace.

    Parameters
    ----------
    workspace
        Where the names are declared.
    index
        What grows without bound.
    """

    def __init__(self, workspace: Workspace, index: Variable) -> None:
        self.workspace = workspace
        self.index = index
        self.context = workspace.context
        self.engine = workspace.prover.engine
        self.last = -1

    def proof(self, body: Any, target: Any) -> Proved | None:
        """A proof that the sequence has a limit."""
        value = self.of(body)
        if value is None:
            return None
        found = self.workspace.prover.step(to_kernel(value), "=", to_kernel(target), (), self.context)
        line = None if found is None else self._moved(self.last, self.engine.equation(found.line))
        if line is None or self.engine.proposition(line) is not self._goal(body, target):
            return None
        # The search is not trusted to rest on nothing else.
        standing = self.engine.sequent(line).hypotheses <= set(self.workspace.context.facts)
        return self.workspace.proved(line) if standing else None

    def of(self, body: Any) -> Any:
        """The limit of a sequence, once it is proved; None when none is found."""
        if self.index not in body.free_symbols:
            return self._known(body, body, tendsto_const(c=body))
        if type(body) in _JOINED:
            return self._joined(body, type(body), *body.args)
        match body:
            case Negative(args=(inner,)):
                return self._joined(body, Times, number(-1), inner)
            case Power(args=(base, Integer() as n)) if 1 < n <= HIGHEST:
                return self._joined(body, Times, base, base if n == 2 else Power(base, number(int(n) - 1)))
            case Divide(args=(above, below)):
                value = self._quotient(body, above, below)
                return self._reduced(body, above, below) if value is None else value
        rule = _THROUGH.get(type(body))
        value = None if rule is None else self.of(body.args[0])
        if rule is None or value is None:
            return None
        return self._known(body, body.func(value), rule(f=self._sequence(body.args[0]), a=value))

    def _quotient(self, body: Any, above: Any, below: Any) -> Any:
        if self.index not in above.free_symbols:
            match below:
                case self.index:
                    return self._known(body, number(0), tendsto_const_div(c=above))
                case Power(args=(self.index, Integer() as n)) if 1 < n <= HIGHEST:
                    rest = self.index if n == 2 else Power(self.index, number(int(n) - 1))
                    return self._joined(body, Times, Divide(above, self.index), Divide(number(1), rest))
        if above != 1:
            return self._joined(body, Times, above, Divide(number(1), below))
        value = self.of(below)
        if value is None:
            return None
        return self._known(body, Divide(number(1), value), tendsto_inv(f=self._sequence(below), a=value))

    def _reduced(self, body: Any, above: Any, below: Any) -> Any:
        """The limit of a quotient of polynomials, both divided by the highest power of the index."""
        parts = [_coefficients(to_kernel(side), to_kernel(self.index)) for side in (above, below)]
        if any(p is None for p in parts) or not (highest := max(k for p in parts if p for k in p)):
            return None
        made = [self._divided(p, highest) for p in parts if p]
        quotient = Divide(*made)
        value = None if len(made) < 2 or quotient == body else self.of(quotient)
        if value is None:
            return None
        by = self._sequence(quotient)
        return self._known(body, value, squeeze(f=by, g=self._sequence(body), h=by, a=value))

    def _divided(self, coefficients: dict[int, Term], highest: int) -> Any:
        """A polynomial in the index over a power of it, as a sum of constants over powers."""
        terms = []
        for k, c in sorted(coefficients.items(), reverse=True):
            constant, down = self.workspace.read(c), highest - k
            power = self.index if down == 1 else Power(self.index, number(down))
            terms.append(constant if not down else Divide(constant, power))
        return reduce(Plus, terms)

    def _joined(self, body: Any, kind: type[Any], first: Any, second: Any) -> Any:
        a, b = self.of(first), self.of(second)
        if a is None or b is None:
            return None
        rule = _JOINED[kind](f=self._sequence(first), g=self._sequence(second), a=a, b=b)
        return self._known(body, kind(a, b), rule)

    def _sequence(self, body: Any) -> Any:
        return MapsTo(body, (self.index, Naturals()))

    def _known(self, body: Any, value: Any, rule: Rule) -> Any:
        """The value in normal form, once the rule is found to give it as the limit."""
        neat = self.workspace.read(canonical(to_kernel(value)))
        goal, prover = self._goal(body, neat), self.workspace.prover
        prover.begin(self.context)
        found = prover.claim(goal, (rule,), self.context)
        if found is None or self.engine.proposition(found.line) is not goal:
            return None
        simpler = prover.normaliser.normal(to_kernel(neat), self.context)
        self.last = self._moved(found.line, simpler)
        self.context = prover.established(self.last, self.context)
        return self.workspace.read(simpler.right)

    def _goal(self, body: Any, value: Any) -> Term:
        return to_kernel(Converges(body, (self.index, value)))

    def _moved(self, line: int, e: Equation) -> int:
        """A line about a limit, said of what is equal to the limit."""
        return self.engine.transport(line, self.engine.at(self.engine.proposition(line), (1,), e))


def _coefficients(t: Term, index: Term) -> dict[int, Term] | None:
    """The coefficients of a polynomial by powers of the index; None when it is none."""
    out: dict[int, list[Term]] = {}
    for monomial, c in polynomial(t).items():
        powers = [(up, down) for atom, up, down in monomial if atom is index]
        rest = tuple(f for f in monomial if f[0] is not index)
        if any(index in f[0].free for f in rest) or any(down for _, down in powers):
            return None
        out.setdefault(sum(up for up, _ in powers), []).append(render_monomial(rest, c))
    return {k: reduce(lambda a, b: App("+", (a, b)), cs) for k, cs in out.items()}
