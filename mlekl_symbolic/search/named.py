"""Steps by the reasons an author names: rules, definitions and earlier results, at any place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

from mlekl_symbolic.kernel.ring import canonical
from mlekl_symbolic.kernel.terms import PROP, App, Bind, Term, Var, substitute
from mlekl_symbolic.rules.rulebook import Meaning, Rule
from mlekl_symbolic.search.clauses import realise
from mlekl_symbolic.search.congruence import congruent
from mlekl_symbolic.search.engine import CheckError, Context, Engine, Equation
from mlekl_symbolic.search.facts import Facts
from mlekl_symbolic.search.match import Instance, matches
from mlekl_symbolic.search.patterns import Pattern, pattern

MAX_FRONTIER = 40


@dataclass(frozen=True, slots=True)
class Lemma:
    """Something already proved in the script, usable as a reason."""

    name: str
    line: int


Why: TypeAlias = Rule | Meaning | Lemma


class Place(NamedTuple):
    """A subterm with the way to it, the names of the binders crossed and the context there."""

    term: Term
    path: tuple[int, ...]
    variables: tuple[Var, ...]
    context: Context


def places(engine: Engine, t: Term, context: Context) -> Iterator[Place]:
    """Every subterm of ``t``, from the outside in."""
    stack = [Place(t, (), (), context)]
    while stack:
        here = stack.pop(0)
        yield here
        match here.term:
            case App(_, args):
                stack += [Place(a, (*here.path, k), here.variables, here.context) for k, a in enumerate(args)]
            case Bind(_, domain, _) as binder:
                stack.append(Place(domain, (*here.path, 0), here.variables, here.context))
                opened = engine.open(binder, here.context)
                x = opened.variable
                if x in here.variables or x in t.free:
                    continue
                stack.append(Place(opened.body, (*here.path, 1), (*here.variables, x), opened.context))


class Named:
    """Rewrites with named reasons in an engine's script."""

    def __init__(self, engine: Engine, facts: Facts) -> None:
        self.engine = engine
        self.facts = facts
        self._patterns: dict[str, Pattern] = {}

    def rewrites(self, t: Term, why: Why, context: Context) -> Iterator[Equation]:
        """Every ``t = t'`` that one use of a reason gives."""
        for place in places(self.engine, t, context):
            for e in self.at_place(place, why):
                if e.changes:
                    yield self.engine.at(t, place.path, e, place.variables)

    def at_place(self, place: Place, why: Why) -> Iterator[Equation]:
        """Every equation that one use of a reason gives for exactly this subterm."""
        match why:
            case Rule():
                yield from self._by_rule(place, why)
            case Meaning():
                if isinstance(place.term, App) and place.term.head in why.heads:
                    meaning = self.engine.unfold(place.term)
                    if meaning is not None:
                        yield meaning
            case Lemma():
                yield from self._by_lemma(place, why)

    def pattern(self, why: Rule) -> Pattern:
        """The rule ready to be matched."""
        if why.name not in self._patterns:
            self._patterns[why.name] = pattern(why.axiom)
        return self._patterns[why.name]

    def _by_rule(self, place: Place, why: Rule) -> Iterator[Equation]:
        rule = self.pattern(why)
        p, metas = rule.conclusion, rule.open
        if not (isinstance(p, App) and p.head == "="):
            return
        for side in p.args:
            if isinstance(side, Var):
                continue
            for found in matches(side, place.term, metas, rule.given(why.fixed)):
                if set(found) != metas:
                    continue
                uses = self._conditions(rule, found, place.context)
                if uses is None:
                    continue
                e = self.engine.by_rule(rule.name, rule.instance(found), uses)
                yield from self._linked(place.term, e if side is p.args[0] else self.engine.symm(e))

    def _conditions(self, rule: Pattern, found: Instance, context: Context) -> list[int] | None:
        uses: list[int] = []
        for side in rule.where:
            line = self.facts.want(substitute(side, found), context)
            if line is None:
                return None
            uses.append(line)
        return uses

    def _linked(self, t: Term, e: Equation) -> Iterator[Equation]:
        """The equation started at exactly ``t``, which its left side equals by ring arithmetic."""
        try:
            yield self.engine.then(self.engine.ring(t, e.left), e)
        except CheckError:
            return

    def _by_lemma(self, place: Place, why: Lemma) -> Iterator[Equation]:
        fact = self.engine.proposition(why.line)
        self.engine.know(fact, why.line)
        for clause in self.facts.clauses_of(fact):
            match clause.conclusion:
                case App("=", sides):
                    for k, pattern in enumerate(sides):
                        for found in matches(pattern, place.term, clause.metas, {}):
                            if not clause.metas <= set(found):
                                continue
                            line = realise(
                                clause, found, self.engine, lambda p: self.facts.prove(p, place.context)
                            )
                            if line is not None:
                                e = self.engine.equation(line)
                                yield from self._linked(place.term, self.engine.symm(e) if k else e)

    def whole(self, a: Term, b: Term, why: Why, context: Context) -> Equation | None:
        """``a = b`` as an instance of a rule, for rules whose sides do not fix each other."""
        if not isinstance(why, Rule):
            return None
        rule = self.pattern(why)
        metas = rule.open
        for left, right in ((a, b), (b, a)):
            goal = App("=", (left, right))
            for found in matches(rule.conclusion, goal, metas, rule.given(why.fixed)):
                uses = self._conditions(rule, found, context) if set(found) == metas else None
                if uses is None:
                    continue
                e = self.engine.by_rule(rule.name, rule.instance(found), uses)
                if (e.left, e.right) == (left, right):
                    return e if left is a else self.engine.symm(e)
        return None

    def comparison(self, goal: Term, why: Rule, context: Context) -> int | None:
        """The goal as an instance of a rule whose conclusion is a comparison."""
        rule = self.pattern(why)
        metas = rule.open
        for found in matches(rule.conclusion, goal, metas, rule.given(why.fixed)):
            uses = self._conditions(rule, found, context) if set(found) == metas else None
            if uses is not None:
                line = self.engine.rule(rule.name, rule.instance(found), uses)
                if self.engine.proposition(line) is goal:
                    return line
        return None

    def equivalent(self, goal: Term, why: Rule, context: Context) -> int | None:
        """The goal from what a rule says it is equivalent to."""
        rule = self.pattern(why)
        metas = rule.open
        match rule.conclusion:
            case App("=", (p, q)) if p.sort == PROP:
                for side, other in ((p, q), (q, p)):
                    for found in matches(side, goal, metas, rule.given(why.fixed)):
                        if set(found) != metas:
                            continue
                        shown = self.facts.want(substitute(other, found), context)
                        uses = None if shown is None else self._conditions(rule, found, context)
                        if shown is None or uses is None:
                            continue
                        law = self.engine.by_rule(rule.name, rule.instance(found), uses)
                        line = self.engine.transport(shown, self.engine.symm(law) if side is p else law)
                        if self.engine.proposition(line) is goal:
                            return line
        return None

    def reach(self, a: Term, b: Term, whys: Sequence[Why], context: Context) -> Equation | None:
        """``a = b`` by using each reason at least once, in order, each up to twice, from ``a``."""
        frontier = [Equation(a, a)]
        for why in whys:
            frontier = self._advance(frontier, why, context)
        for e in frontier:
            rest = congruent(self.engine, e.right, b, context)
            if rest is not None:
                return self.engine.then(e, rest)
        return None

    def _advance(self, frontier: list[Equation], why: Why, context: Context) -> list[Equation]:
        out: dict[Term, Equation] = {}
        for _ in range(2):
            new: list[Equation] = []
            for e in frontier:
                for step in self.rewrites(e.right, why, context):
                    key = canonical(step.right)
                    if key not in out and len(out) < MAX_FRONTIER:
                        out[key] = self.engine.then(e, step)
                        new.append(out[key])
            frontier = new
        return list(out.values())
