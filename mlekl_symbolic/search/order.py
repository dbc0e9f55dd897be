"""Comparisons: what the hypotheses say about order, and linear combinations of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import islice, product
from typing import TYPE_CHECKING

from mlekl_symbolic.kernel.ring import UNIT, Polynomial, render_monomial
from mlekl_symbolic.kernel.terms import REAL, App, Num, Term, Var
from mlekl_symbolic.search.clauses import Clause, realise
from mlekl_symbolic.search.engine import CheckError, Context
from mlekl_symbolic.search.linear import UNBOUNDED, Between, farkas, gap, narrowed, solve, some

if TYPE_CHECKING:
    from mlekl_symbolic.search.facts import Facts

ZERO = Num(0)
NEAR_TOP = 2
"""How deep below a top-level goal the costly ways are still tried."""
MOST_INSTANCES = 40
# Rules whose premises mention what the conclusion does not; `_consequences` runs them forwards.
FORWARD = {
    "ioo": (("lt_of_ioo", ("t", "a", "b")), ("ioo_lt", ("t", "a", "b"))),
    "icc": (("le_of_icc", ("t", "a", "b")), ("icc_le", ("t", "a", "b"))),
    "ioi": (("lt_of_ioi", ("t", "a")),),
    "range": (("le_of_range", ("i", "m", "n")), ("range_le", ("i", "m", "n")),
              ("integer_of_range", ("i", "m", "n"))),
    "naturals": (("natural_nonneg", ("n",)), ("integer_of_natural", ("n",))),
}  # fmt: skip


INTERVALS = {
    "ioo": ("mem_ioo", (("<", "a"), ("<", "b"))),
    "icc": ("mem_icc", (("<=", "a"), ("<=", "b"))),
    "ioi": ("mem_ioi", (("<", "a"),)),
}
"""How an element of an interval compares with its ends, and the rule that says so."""


class Order:
    """Proves comparisons from those the hypotheses contain or entail at once."""

    def __init__(self, facts: Facts) -> None:
        self.facts = facts
        self.engine = facts.engine

    def known(self, context: Context) -> tuple[int, ...]:
        """Lines with the comparisons that the hypotheses contain or entail at once."""
        if "order" not in context.derived:
            lines: list[int] = list(self.known(context.parent)) if context.parent else []
            old = context.parent.facts if context.parent else ()
            for fact in context.facts:
                if fact not in old:
                    lines += self._consequences(fact, context)
            context.derived["order"] = tuple(lines)
        return context.derived["order"]  # type: ignore[return-value]

    def _consequences(self, fact: Term, context: Context) -> list[int]:
        engine = self.engine
        match fact:
            case App("<" | "<=", _):
                return [engine.assume(fact)]
            case App("=", (a, _)) if a.sort == REAL:
                return [engine.assume(fact)]
            case App("and", _):
                parts = [engine.add(side, engine.assume(fact)) for side in ("left", "right")]
                return [n for n in parts if _compares(engine.proposition(n))]
            case App("not", (App("<" | "<=" as head, (a, b)),)):
                law = engine.by_rule("not_lt" if head == "<" else "not_le", {"a": a, "b": b})
                return [engine.transport(engine.assume(fact), law)]
            case App("in", (t, App(head, args))) if head in FORWARD:
                out = []
                for name, metas in FORWARD[head]:
                    instance = dict(zip(metas, (t, *args), strict=True))
                    line = engine.rule(name, instance, (engine.assume(fact),))
                    context.proved.setdefault(engine.proposition(line), line)
                    if name == "natural_nonneg":
                        out += self._at_least_one(t, context)
                    out.append(line)
                return [n for n in out if _compares(engine.proposition(n))]
        return []

    def _at_least_one(self, t: Term, context: Context) -> list[int]:
        above = App("<", (ZERO, t))
        if above not in context.facts:
            return []
        member = self.engine.assume(App("in", (t, App("naturals"))))
        return [self.engine.rule("one_le_of_natural", {"n": t}, (member, self.engine.assume(above)))]

    def linear(self, goal: Term, context: Context, depth: int) -> int | None:
        """A combination of known comparisons, of signs of terms, or of instances; simple ones first."""
        if not (isinstance(goal, App) and goal.head in ("<", "<=")):
            return None
        want, given = gap(goal), self._gaps(context)
        between = self._between(context)
        found = None if _fails(goal, want, between) else self._combined(goal, want, given)
        if found is None and depth >= self.facts.depth - NEAR_TOP:
            found = self._of_positive_terms(goal, want, context, depth)
            more = [] if found is not None else self._instances(context)
            if found is None and not _fails(goal, want, self._narrowed(between, more)):
                found = self._combined(goal, want, more)
                if found is None:
                    found = self._of_many(goal, [*given, *more])
        return found

    def _between(self, context: Context) -> Between:
        """The numbers for which, taken for every monomial, all known comparisons hold."""
        if "between" not in context.derived:
            context.derived["between"] = self._narrowed(UNBOUNDED, self._gaps(context))
        return context.derived["between"]  # type: ignore[return-value]

    def _narrowed(self, between: Between, given: Sequence[tuple[int, Polynomial]]) -> Between:
        for line, g in given:
            p = self.engine.proposition(line)
            assert isinstance(p, App)
            between = narrowed(between, p.head, g)
        return between

    def _of_many(self, goal: Term, given: Sequence[tuple[int, Polynomial]]) -> int | None:
        """A combination of any number of known comparisons."""
        factors = farkas([self.engine.proposition(line) for line, _ in given], goal)
        if factors is None:
            return None
        used = [(line, c) for (line, _), c in zip(given, factors, strict=True) if c]
        return self._line(goal, [line for line, _ in used], [c for _, c in used])

    def _combined(self, goal: Term, want: Polynomial, given: Sequence[tuple[int, Polynomial]]) -> int | None:
        terms = {m for m in want if m}
        known = [(line, g) for line, g in given if not terms.isdisjoint(g)]
        for n in range(len(known)):
            for chosen in (known[n : n + 1], *([known[n], other] for other in known[n + 1 :])):
                factors = solve([g for _, g in chosen], want)
                if factors is not None and self._admissible(chosen, factors):
                    line = self._line(goal, [line for line, _ in chosen], factors)
                    if line is not None:
                        return line
        return None

    def _admissible(self, chosen: Sequence[tuple[int, Polynomial]], factors: Sequence[Fraction]) -> bool:
        """Whether the multipliers of comparisons are positive; those of equations may be anything."""
        return all(
            c > 0 or (c and self.engine.proposition(line).head == "=")  # type: ignore[attr-defined]
            for (line, _), c in zip(chosen, factors, strict=True)
        )

    def _gaps(self, context: Context) -> list[tuple[int, Polynomial]]:
        if "gaps" not in context.derived:
            lines = self.known(context)
            context.derived["gaps"] = [(line, gap(self.engine.proposition(line))) for line in lines]
        return context.derived["gaps"]  # type: ignore[return-value]

    def _of_positive_terms(self, goal: App, want: Polynomial, context: Context, depth: int) -> int | None:
        """A gap with positive coefficients whose terms are all known to be nonnegative."""
        if not want or any(c < 0 for c in want.values()) or goal.args[0] is ZERO:
            return None
        lines, factors = [], []
        for mono, c in want.items():
            if not mono:
                continue
            sign = App(goal.head, (ZERO, render_monomial(mono, UNIT)))
            line = self.facts.prove(sign, context, depth - 1)
            if line is None:
                return None
            lines.append(line)
            factors.append(c)
        return self._line(goal, lines, factors)

    def _instances(self, context: Context) -> list[tuple[int, Polynomial]]:
        """Comparisons that quantified hypotheses give for the elements at hand."""
        if "instances" not in context.derived:
            context.derived["instances"] = []
            made = []
            for clause in self.facts.clauses(context):
                if clause.metas and _compares(clause.conclusion):
                    made += list(islice(self._of_clause(clause, context), MOST_INSTANCES))
            context.derived["instances"] = [(n, gap(self.engine.proposition(n))) for n in made]
        return context.derived["instances"]  # type: ignore[return-value]

    def _of_clause(self, clause: Clause, context: Context) -> Iterator[int]:
        """The lines of a clause for the elements that the hypotheses put into its domains."""
        elements: list[list[tuple[Var, Term]]] = []
        for move, premise in clause.moves:
            if move == "spec" and isinstance(premise, App) and isinstance(premise.args[0], Var):
                meta, domain = premise.args[0], premise.args[1]
                elements.append(
                    [
                        (meta, f.args[0])
                        for f in context.facts
                        if isinstance(f, App) and f.head == "in" and f.args[1] is domain
                    ]
                )
        shallow = self.facts.depth - NEAR_TOP - 1
        for chosen in product(*elements):
            found = dict(chosen)
            if set(found) != clause.metas:
                continue
            line = realise(clause, found, self.engine, lambda p: self.facts.prove(p, context, shallow))
            if line is not None:
                yield line

    def in_interval(self, goal: Term, context: Context, depth: int) -> int | None:
        """An element of an interval by its comparison with the ends."""
        match goal:
            case App("in", (t, App(head, ends))) if head in INTERVALS:
                name, comparisons = INTERVALS[head]
            case _:
                return None
        instance, uses = {"t": t}, list[int]()
        for (sign, meta), end in zip(comparisons, ends, strict=True):
            instance[meta] = end
            sides = (end, t) if meta == "a" else (t, end)
            line = self.facts.prove(App(sign, sides), context, depth - 1)
            if line is None:
                return None
            uses.append(line)
        return self.engine.rule(name, instance, uses)

    def _line(self, goal: Term, lines: list[int], factors: list[Fraction]) -> int | None:
        try:
            return self.engine.add("linear", *lines, terms=(goal, *map(Num, factors)))
        except CheckError:
            return None


def _fails(goal: App, want: Polynomial, between: Between) -> bool:
    """Whether some of the numbers for which all comparisons hold, taken for every monomial, fails the goal.

    No combination of them gives the goal then, so that none need be looked for.
    """
    # The goal fails where the opposite comparison holds.
    opposite = {m: -c for m, c in want.items()}
    return some(narrowed(between, "<=" if goal.head == "<" else "<", opposite))


def _compares(p: Term) -> bool:
    return isinstance(p, App) and (p.head in ("<", "<=") or (p.head == "=" and p.args[0].sort == REAL))
