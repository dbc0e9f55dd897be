"""Discharging side conditions: signs, membership, finiteness, and whatever the givens say.

Goals are tried, in this order, against the hypotheses, by looking at numbers, by the shape of the
term, by the rules whose conclusion fits, and by linear arithmetic over the hypotheses.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, TypeAlias

from mlekl_symbolic.kernel.decide import decide, numerals
from mlekl_symbolic.kernel.ring import polynomial
from mlekl_symbolic.kernel.terms import REAL, App, Bind, Num, Term, Var, close_binder, substitute
from mlekl_symbolic.search.clauses import Clause, Conclusions, clauses, readings, realise
from mlekl_symbolic.search.engine import CheckError, Context, Engine
from mlekl_symbolic.search.factoring import product_is_positive
from mlekl_symbolic.search.logic import Logic
from mlekl_symbolic.search.match import matches
from mlekl_symbolic.search.order import Order
from mlekl_symbolic.search.patterns import Pattern, fact_rules
from mlekl_symbolic.search.reductions import Reductions
from mlekl_symbolic.search.shapes import (
    arguments_of_deltas,
    keys,
    ratio,
    replaced,
)

if TYPE_CHECKING:
    from mlekl_symbolic.search.normal import Normaliser

ZERO = Num(0)
DEPTH = 12
FUEL = 2000
"""How many goals may be tried on the way to one side condition."""
NEAR_TOP = 2
"""How deep below a top-level goal equations are still normalised."""
GENERAL = 4
"""What it costs to use a rule that fits any goal of its relation."""


def positive(t: Term) -> Term:
    """``0 < t``."""
    return App("<", (ZERO, t))


def nonnegative(t: Term) -> Term:
    """``0 ≤ t``."""
    return App("<=", (ZERO, t))


def nonzero(t: Term) -> Term:
    """``t ≠ 0``."""
    return App("not", (App("=", (t, ZERO)),))


FactLaw: TypeAlias = "Callable[[Facts, App, Context], int | None]"
FACT_LAWS: dict[str, FactLaw] = {}


def fact_law(head: str) -> Callable[[FactLaw], FactLaw]:
    """Register how propositions with the given head are proved."""

    def declare(law: FactLaw) -> FactLaw:
        FACT_LAWS[head] = law
        return law

    return declare


class Facts:
    """Proves side conditions in an engine's script."""

    depth = DEPTH

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.missing: dict[Term, None] = {}
        self.outside: tuple[Term, ...] = ()
        self.normaliser: Normaliser | None = None
        self.integrable: Callable[[Bind, Context], int | None] | None = None
        self._normalising = False
        self.normalised = 0
        self._nesting = 0
        self._fuel = 0
        self._cuts: set[tuple[Context, Term]] = set()
        self._rules = fact_rules(engine.theory)
        self._clauses: dict[Term, tuple[Clause, ...]] = {}
        self.order = Order(self)
        self.reductions = Reductions(self)
        self.logic = Logic(self)

    def prove(self, goal: Term, context: Context, depth: int = DEPTH) -> int | None:
        """A line proving ``goal`` from the hypotheses of ``context``, or None."""
        place: Context | None = context
        opened: Context | None = None
        while place is not None:
            if (known := place.proved.get(goal)) is not None:
                return known
            if goal in place.open:
                opened = place
            place = place.parent
        if depth <= context.failed.get(goal, 0) or depth <= context.barren.get(goal, 0):
            return None
        if self._normalising and depth <= context.hopeless.get(goal, 0):
            return None
        if not self._nesting:
            self._fuel = FUEL
        if self._fuel <= 0 or opened is not None:
            self._cuts.add((opened or context, goal))
            return None
        self._fuel -= 1
        self._nesting += 1
        context.open.add(goal)
        outside, self._cuts = self._cuts, set()
        before = self.normalised
        try:
            found = self._prove(goal, context, depth)
        finally:
            context.open.discard(goal)
            self._nesting -= 1
            self._cuts.discard((context, goal))
            unsettled, self._cuts = self._cuts, outside | self._cuts
        if found is not None:
            context.proved[goal] = found
        elif self._normalising:
            if not unsettled and self._fuel > 0:
                context.hopeless[goal] = depth
        elif self._fuel > 0 and all(place is context for place, _ in unsettled):
            (context.barren if before == self.normalised else context.failed)[goal] = depth
        return found

    def want(self, goal: Term, context: Context) -> int | None:
        """`prove`, remembering a failure as a condition that was missing."""
        line = self.prove(goal, context)
        if line is None:
            self.missing.setdefault(self._for_all(goal, context))
        return line

    def _for_all(self, goal: Term, context: Context) -> Term:
        """A goal for all elements that the search has opened binders with, said of ``x``, not ``1/x``."""
        match goal:
            case App("<", (a, App("/", (Num(one), x)))) if a is ZERO and one == 1:
                goal = positive(x)
            case App("not", (App("=", (App("/", (Num(one), x)), b)),)) if b is ZERO and one == 1:
                goal = nonzero(x)
        for fact in reversed(context.facts):
            match fact:
                case App("in", (Var() as x, domain)) if fact not in self.outside and x in goal.free:
                    goal = close_binder("all", x, domain, goal)
        return goal

    def _prove(self, goal: Term, context: Context, depth: int) -> int | None:
        if goal in context.facts:
            return self.engine.assume(goal)
        if decide(goal):
            return self.engine.add("decide", terms=(goal,))
        ways = (
            self.logic.connectives, self._by_givens, self._by_law, self.logic.antisymmetric, self._by_shape,
            self._by_rules, self.order.linear, self._by_factors, self.reductions.without_factor,
            self.reductions.of_definitions, self._by_letters, self.logic.contradiction,
            self.logic.twice_negated, self._by_normal_form,
        )  # fmt: skip
        for way in ways:
            line = way(goal, context, depth)
            if line is not None:
                return line
        return None

    def _by_law(self, goal: Term, context: Context, depth: int) -> int | None:
        law = FACT_LAWS.get(goal.head) if isinstance(goal, App) else None
        return None if law is None else law(self, goal, context)  # type: ignore[arg-type]

    def _by_normal_form(self, goal: Term, context: Context, depth: int) -> int | None:
        """A comparison of the normal forms, when those are different terms; an equation of equal ones."""
        if self.normaliser is None or self._normalising or not isinstance(goal, App):
            return None
        if goal.head == "=" and goal.args[0].sort == REAL and depth >= DEPTH - NEAR_TOP:
            return self._by_one_normal_form(goal, context)
        if goal.head not in ("<", "<=") or depth < DEPTH:
            return None
        self._normalising = True
        try:
            left, right = (self.normaliser.normal(a, context) for a in goal.args)
        finally:
            self._normalising = False
        other = App(goal.head, (left.right, right.right))
        if other is goal or (line := self.prove(other, context, depth - 1)) is None:
            return None
        if left.line is not None:
            line = self.engine.add("trans", left.line, line)
        back = self.engine.symm(right)
        return line if back.line is None else self.engine.add("trans", line, back.line)

    def _by_one_normal_form(self, goal: App, context: Context) -> int | None:
        assert self.normaliser is not None
        self._normalising = True
        try:
            same = self.normaliser.equal(goal.args[0], goal.args[1], context)
        finally:
            self._normalising = False
        return None if same is None else same.line

    def clauses_of(self, fact: Term) -> tuple[Clause, ...]:
        """The clauses of one hypothesis or result."""
        found = self._clauses.get(fact)
        if found is None:
            found = self._clauses[fact] = clauses(fact, self.engine)
        return found

    def clauses(self, context: Context) -> Iterable[Clause]:
        """The clauses of all hypotheses of a context."""
        for fact in context.facts:
            yield from self.clauses_of(fact)

    def _conclusions(self, context: Context) -> Conclusions:
        context = context.plain or context
        if "conclusions" not in context.derived:
            outer = context.parent
            before = None if outer is None else self._conclusions(outer)
            new = context.facts[len(outer.facts) :] if outer is not None else context.facts
            found = [clause for fact in new for clause in self.clauses_of(fact)]
            context.derived["conclusions"] = Conclusions(found, before)
        return context.derived["conclusions"]  # type: ignore[return-value]

    def _by_givens(self, goal: Term, context: Context, depth: int) -> int | None:
        for clause in self._conclusions(context).about(goal):
            for found in readings(clause, goal, context.facts):
                line = realise(clause, found, self.engine, lambda p: self.prove(p, context, depth - 1))
                if line is not None:
                    got = self.engine.proposition(line)
                    return line if got is goal else self.restate(line, goal)
        return None

    def restate(self, line: int, goal: Term) -> int | None:
        """From a line that proves something one that proves what ring arithmetic makes of it."""
        try:
            return self.engine.transport(line, self.engine.ring(self.engine.proposition(line), goal))
        except CheckError:
            return None

    def _by_shape(self, goal: Term, context: Context, depth: int) -> int | None:
        match goal:
            case App("<" | "<=", (Num(), _)):
                return self._below(goal, context, depth)
            case Bind("integrable", _, _) if self.integrable is not None:
                return self.integrable(goal, context)
            case App("in", (_, App("ioo" | "icc" | "ioi"))):
                return self.order.in_interval(goal, context, depth)
            case App("in", (t, App("range", (m, n)))):
                return self._in_range(t, m, n, goal, context, depth)
            case App("in", (t, App("integers"))):
                return self._index(t, context)
            case App("not", (App("<" | "<=" as head, (a, b)),)):
                mirrored = App("<=" if head == "<" else "<", (b, a))
                line = self.prove(mirrored, context, depth - 1)
                if line is None:
                    return None
                law = self.engine.by_rule("not_lt" if head == "<" else "not_le", {"a": a, "b": b})
                return self.engine.transport(line, self.engine.symm(law))
            case App("not", (App("=", (a, b)),)) if a.sort == REAL:
                return self._differs(a, b, context, depth)
        return None

    def _differs(self, a: Term, b: Term, context: Context, depth: int) -> int | None:
        """``a ≠ b`` from their order, or from another inequality of the same kind."""
        for low, high in ((a, b), (b, a)):
            line = self.order.linear(App("<", (low, high)), context, depth)
            if line is not None:
                less = self.engine.rule("ne_of_lt", {"a": low, "b": high}, (line,))
                return less if low is a else self.engine.rule("ne_symm", {"a": a, "b": b}, (less,))
        want = polynomial(App("-", (a, b)))
        for fact in context.facts:
            match fact:
                case App("not", (App("=", (c, d)),)) if c.sort == REAL:
                    factor = ratio(want, polynomial(App("-", (c, d))))
                    if factor is not None:
                        return self._proportional(a, b, c, d, Num(factor), self.engine.assume(fact))
        return None

    def _proportional(self, a: Term, b: Term, c: Term, d: Term, k: Num, line: int) -> int:
        left, right = App("-", (a, b)), App("*", (k, App("-", (c, d))))
        uses = (
            self.engine.add("decide", terms=(nonzero(k),)),
            line,
            self.engine.add("ring", terms=(left, right)),
        )
        return self.engine.rule("ne_of_proportional", {"a": a, "b": b, "c": c, "d": d, "k": k}, uses)

    def _by_letters(self, goal: Term, context: Context, depth: int) -> int | None:
        """A goal about an element of an explicit list holds when it does for each element."""
        if depth < DEPTH - 2:
            return None
        for t in arguments_of_deltas(goal):
            for domain in self.explicit(t, context):
                member = self.prove(App("in", (t, domain)), context, depth - 1)
                if member is None:
                    continue
                z = Var("§z")
                everywhere = close_binder("all", z, domain, replaced(goal, t, z))
                written = self.engine.equation(self.engine.add("enumerate", terms=(everywhere,)))
                each = self.prove(written.right, context, depth - 1)
                if each is not None:
                    line = self.engine.transport(each, self.engine.symm(written))
                    return self.engine.add("spec", line, member)
        return None

    def explicit(self, t: Term, context: Context) -> Iterable[Term]:
        """Explicit lists that some hypothesis puts ``t`` into."""
        for clause in self.clauses(context):
            match clause.conclusion:
                case App("in", (_, domain)) if numerals(domain) is not None:
                    if any(readings(clause, App("in", (t, domain)))):
                        yield domain

    def _in_range(self, t: Term, m: Term, n: Term, goal: Term, context: Context, depth: int) -> int | None:
        wanted = (App("in", (t, App("integers"))), App("<=", (m, t)), App("<=", (t, n)))
        lines = [self.prove(w, context, depth - 1) for w in wanted]
        if any(line is None for line in lines):
            return None
        return self.engine.rule("mem_range", {"i": t, "m": m, "n": n}, [x for x in lines if x is not None])

    def _index(self, t: Term, context: Context) -> int | None:
        """``t`` is an integer because it is an index."""
        for fact in context.facts:
            match fact:
                case App("in", (i, App("range", (m, n)))) if i is t:
                    return self.engine.rule(
                        "integer_of_range", {"i": t, "m": m, "n": n}, [self.engine.assume(fact)]
                    )
        return None

    def _below(self, goal: App, context: Context, depth: int) -> int | None:
        """``c ≤ t`` or ``c < t`` by what ``t`` is: a sum with one large term, a delta, a definition."""
        engine = self.engine
        c, t = goal.args
        if isinstance(t, Bind) and t.head == "sum":
            return self._below_sum(goal, t, context, depth)
        meaning = engine.unfold(t)
        if meaning is None and isinstance(t, App) and t.head == "delta" and t.args[0] is t.args[1]:
            meaning = engine.by_rule("delta_self", {"a": t.args[0]})
        if meaning is None or meaning.line is None:
            return None
        line = self.prove(App(goal.head, (c, meaning.right)), context, depth)
        if line is None:
            return None
        back = engine.symm(meaning)
        assert back.line is not None
        return engine.add("trans", line, back.line)

    def _below_sum(self, goal: App, t: Bind, context: Context, depth: int) -> int | None:
        """A sum of nonnegative terms of which one is large enough."""
        engine = self.engine
        x = engine.open(t, context)
        f = close_binder("lam", x.variable, App("reals"), x.body)
        for member in context.facts:
            if not (isinstance(member, App) and member.head == "in" and member.args[1] is t.domain):
                continue
            a = member.args[0]
            value = substitute(x.body, {x.variable: a})
            one = self.prove(App(goal.head, (goal.args[0], value)), context, depth - 1)
            if one is None:
                continue
            wanted = (
                close_binder("all", x.variable, t.domain, App("<=", (ZERO, x.body))),
                member,
                App("finite", (t.domain,)),
            )
            uses = [self.prove(w, context, depth - 1) for w in wanted]
            if any(u is None for u in uses):
                return None
            least = engine.rule(
                "single_le_sum", {"f": f, "A": t.domain, "a": a}, [u for u in uses if u is not None]
            )
            return engine.add("trans", one, least)
        return None

    def _by_factors(self, goal: Term, context: Context, depth: int) -> int | None:
        return product_is_positive(self, goal, context, depth)

    def _by_rules(self, goal: Term, context: Context, depth: int) -> int | None:
        """The rules that fit the shape of the goal, then the general ones, which cost more."""
        for key in keys(goal):
            cost = 1 if "?" not in key else GENERAL
            if depth <= cost:
                continue
            for rule in self._rules.get(key, ()):
                line = self._by_rule(rule, goal, context, depth - cost)
                if line is not None:
                    return line
        return None

    def _by_rule(self, rule: Pattern, goal: Term, context: Context, depth: int) -> int | None:
        for found in matches(rule.conclusion, goal, rule.open, {}):
            if found.keys() != rule.open:
                continue
            uses: list[int] = []
            for side in rule.where:
                line = self.prove(substitute(side, found), context, depth)
                if line is None:
                    break
                uses.append(line)
            else:
                line = self.engine.rule(rule.name, rule.instance(found), uses)
                return line if self.engine.proposition(line) is goal else self.restate(line, goal)
        return None
