"""The search as its users see it: prove a relation, an equivalence or a side condition.

`Prover.step` tries, in this order: ring arithmetic and definitions place by place; the reasons the
author named, from either end; the normaliser; for inequalities the rules and linear combinations.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial, wraps
from typing import NamedTuple, ParamSpec, TypeVar

from mlekl_symbolic.kernel.lines import Line
from mlekl_symbolic.kernel.terms import REAL, App, Term, substitute
from mlekl_symbolic.kernel.theory import Theory
from mlekl_symbolic.rules.rulebook import RULES, Meaning, Rule
from mlekl_symbolic.search import (
    atoms,
    calculus,
    denominators,
    hypotheses,
    indicators,
    integrable,
    integrals,
    members,
    monomials,
    nests,
    powers,
    quotients,
    ranges,
    shifts,
    solutions,
    statements,
    sums,
    weights,
    zero,
)
from mlekl_symbolic.search.cases import by_cases
from mlekl_symbolic.search.congruence import congruent
from mlekl_symbolic.search.engine import CheckError, Context, Engine, Equation
from mlekl_symbolic.search.facts import Facts
from mlekl_symbolic.search.inequalities import combined, tangents
from mlekl_symbolic.search.named import Lemma, Named, Why
from mlekl_symbolic.search.normal import Normaliser

LAWS = (
    atoms, calculus, denominators, hypotheses, indicators, integrals, members, monomials,
    nests, powers, quotients, ranges, shifts, solutions, statements, sums, weights,
)  # fmt: skip
"""The modules whose laws the normaliser uses; importing them registers the laws."""


Asked = ParamSpec("Asked")
Answer = TypeVar("Answer")


class Found(NamedTuple):
    """A line that proves a step, and which of the named reasons it needed."""

    line: int
    used: tuple[Why, ...]


GIVEN_UP = (RecursionError, CheckError, ValueError, OverflowError)
"""What ends a search without a result; Python refuses to write numbers of thousands of digits."""


def gives_up(search: Callable[Asked, Answer | None]) -> Callable[Asked, Answer | None]:
    """A search that finds nothing when it goes too deep, meets too large a number, or errs in its algebra."""

    @wraps(search)
    def bounded(*args: Asked.args, **more: Asked.kwargs) -> Answer | None:
        try:
            return search(*args, **more)
        except GIVEN_UP:
            return None

    return bounded


class Prover:
    """Finds proofs in a script of its own."""

    def __init__(self, theory: Theory) -> None:
        self.engine = Engine(theory)
        self.facts = Facts(self.engine)
        self.normaliser = Normaliser(self.engine, self.facts)
        self.named = Named(self.engine, self.facts)
        self.facts.normaliser = self.normaliser
        self.facts.integrable = partial(integrable.prove, self.normaliser)

    @gives_up
    def step(
        self, left: Term, relation: str, right: Term, whys: Sequence[Why], context: Context
    ) -> Found | None:
        """A line proving ``left relation right``, or None; relation is ``=``, ``<=`` or ``<``."""
        self.begin(context)
        if relation == "=":
            return self._equation(left, right, whys, context)
        return self._inequality(App(relation, (left, right)), whys, context)

    def begin(self, context: Context) -> None:
        """Forget what was missing before, and note which hypotheses are the author's."""
        self.facts.missing.clear()
        self.facts.outside = context.facts

    def _equation(self, a: Term, b: Term, whys: Sequence[Why], context: Context) -> Found | None:
        inside = self._with_lemmas(whys, context)
        rewriting = [w for w in whys if not (isinstance(w, Lemma) and self._compares(w))]
        if rewriting and (e := self._by_names(a, b, rewriting, inside)) is not None:
            return self._found(e, whys)
        if (e := congruent(self.engine, a, b, context)) is not None:
            return self._found(e, whys)
        # Rewriting by a hypothesis can hide what makes two sides equal, so it is left out as well.
        longer = (inside.without_writing_out(),) if sums.has_long_list(a, b) else ()
        for place in (*longer, inside, inside.without_rewriting()):
            if (e := self.normaliser.equal(a, b, place)) is not None:
                return self._found(e, whys)
        if a.sort == REAL and (e := zero.equal(self.normaliser, a, b, inside)) is not None:
            return self._found(e, whys)
        line = self.facts.prove(App("=", (a, b)), inside)
        return None if line is None else Found(line, self._used(line, whys))

    @gives_up
    def once(self, left: Term, relation: str, right: Term, context: Context) -> Found | None:
        """A last resort: one use of any rule on either side, then the normaliser."""
        if relation != "=":
            return None
        for rule in RULES.values():
            conclusion = rule.axiom.conclusion
            if not (isinstance(conclusion, App) and conclusion.head == "="):
                continue
            for a, b in ((left, right), (right, left)):
                for start in self.named.rewrites(a, rule, context):
                    rest = self.normaliser.equal(start.right, b, context)
                    if rest is not None:
                        e = self.engine.then(start, rest)
                        return self._found(e if a is left else self.engine.symm(e), ())
        return None

    def _compares(self, lemma: Lemma) -> bool:
        """Whether a result says nothing but comparisons, so that no place can be rewritten by it."""
        found = self.facts.clauses_of(self.engine.proposition(lemma.line))
        return not any(isinstance(c.conclusion, App) and c.conclusion.head == "=" for c in found)

    def established(self, line: int, context: Context) -> Context:
        """The context in which what a line proves may be used like a hypothesis."""
        p = self.engine.proposition(line)
        self.engine.know(p, line)
        return context.child(p)

    def _by_names(self, a: Term, b: Term, whys: Sequence[Why], context: Context) -> Equation | None:
        if len(whys) == 1 and (e := self.named.whole(a, b, whys[0], context)) is not None:
            return e
        if (e := self.named.reach(a, b, whys, context)) is not None:
            return e
        if (back := self.named.reach(b, a, tuple(reversed(whys)), context)) is not None:
            return self.engine.symm(back)
        tried = (self.named.whole(a, b, why, context) for why in whys if len(whys) > 1)
        return next((e for e in tried if e is not None), None)

    def _line(self, e: Equation) -> int:
        return e.line if e.line is not None else self.engine.add("refl", terms=(e.left,))

    def _found(self, e: Equation, whys: Sequence[Why]) -> Found:
        line = self._line(e)
        return Found(line, self._used(line, whys))

    def _used(self, line: int, whys: Sequence[Why]) -> tuple[Why, ...]:
        """The reasons that a proof rests on."""
        if not whys:
            return ()
        behind = self.behind(line)
        names = {self.engine.script.lines[k].name for k in behind}
        heads = {
            t.head
            for k in behind
            if self.engine.script.lines[k].rule == "define"
            for t in self.engine.script.lines[k].terms
            if isinstance(t, App)
        }
        used = []
        for why in whys:
            match why:
                case Rule(name=name):
                    needed = name in names
                case Meaning():
                    needed = not heads.isdisjoint(why.heads)
                case Lemma(line=number):
                    shown = self.engine.sequent(number)
                    needed = any(self.engine.sequent(k) == shown for k in behind)
            if needed:
                used.append(why)
        return tuple(used)

    def behind(self, line: int) -> frozenset[int]:
        """All lines that a line rests on, itself included."""
        return frozenset(rests_on(self.engine.script.lines, (line,)))

    def _inequality(self, goal: App, whys: Sequence[Why], context: Context) -> Found | None:
        inside = self._with_lemmas(whys, context)
        known = [line for why in whys for line in self._instances(why, inside)]
        line = next((n for n in known if self.engine.proposition(n) is goal), None)
        if line is None and known:
            line = combined(self.normaliser, goal, known, inside)
        for why in whys:
            if line is None and isinstance(why, Rule):
                line = self.named.comparison(goal, why, inside)
                if line is None:
                    line = self.named.equivalent(goal, why, inside)
        if line is None:
            line = self.facts.prove(goal, inside)
        if line is None:
            known = [*self.facts.order.known(inside), *tangents(self.normaliser, goal, inside)]
            line = combined(self.normaliser, goal, known, inside)
        return None if line is None else Found(line, self._used(line, whys))

    def _with_lemmas(self, whys: Sequence[Why], context: Context) -> Context:
        for why in whys:
            if isinstance(why, Lemma):
                context = self.established(why.line, context)
        return context

    def _instances(self, why: Why, context: Context) -> list[int]:
        """Lines of the comparisons that a reason gives as it stands."""
        match why:
            case Lemma(line=line):
                return [line] if _compares(self.engine.proposition(line)) else []
            case Rule() if _compares(why.axiom.conclusion):
                made = self._as_fixed(why, context)
                return [] if made is None else [made]
        return []

    def _as_fixed(self, why: Rule, context: Context) -> int | None:
        """A rule's conclusion, when the author has fixed all its metavariables and its conditions hold."""
        if len(why.fixed) < len(why.axiom.metas):
            return None
        by = dict(why.fixed)
        uses = [self.facts.want(substitute(p, by), context) for _, p in why.axiom.where]
        if any(u is None for u in uses):
            return None
        return self.engine.rule(
            why.name, {m.name: t for m, t in by.items()}, [u for u in uses if u is not None]
        )

    @gives_up
    def claim(self, goal: Term, whys: Sequence[Why], context: Context) -> Found | None:
        """A line proving a statement as a whole, with the named reasons at hand, or None."""
        inside = self._with_lemmas(whys, context)
        for why in whys:
            if isinstance(why, Rule):
                line = self.named.comparison(goal, why, inside)
                if line is None:
                    line = self.named.equivalent(goal, why, inside)
                if line is None and (stated := self._as_fixed(why, inside)) is not None:
                    line = self.facts.restate(stated, goal)
                if line is not None:
                    return Found(line, self._used(line, whys))
        line = self.condition(goal, inside)
        return None if line is None else Found(line, self._used(line, whys))

    @gives_up
    def condition(self, goal: Term, context: Context) -> int | None:
        """A line proving a side condition or any other statement, or None."""
        match goal:
            case App("=", (a, b)):
                found = self._equation(a, b, (), context)
                line = None if found is None else found.line
            case _:
                line = self.facts.prove(goal, context)
        return by_cases(self.facts, goal, context) if line is None else line


def _compares(p: Term) -> bool:
    return isinstance(p, App) and p.head in ("=", "<", "<=") and p.args[0].sort == REAL


def rests_on(lines: Sequence[Line], goals: Iterable[int]) -> list[int]:
    """The numbers of all lines that some lines rest on, themselves included, in order."""
    need = bytearray(len(lines))
    for goal in goals:
        need[goal] = 1
    # A line rests on earlier ones only, so that one look from the last to the first finds them all.
    found: list[int] = []
    last = need.rfind(1)
    while last >= 0:
        found.append(last)
        for used in lines[last].uses:
            need[used] = 1
        last = need.rfind(1, 0, last)
    return found[::-1]


def pruned(lines: Sequence[Line], goals: Sequence[int]) -> tuple[list[Line], dict[int, int]]:
    """Only the lines the goals rest on, renumbered, with the new numbers."""
    need = rests_on(lines, goals)
    number = {old: new for new, old in enumerate(need)}
    out = []
    for old in need:
        line = lines[old]
        uses = tuple([number[u] for u in line.uses])
        out.append(line if uses == line.uses else line._replace(uses=uses))
    return out, number
