"""Comparisons: what the hypotheses say about order, and linear combinations of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import islice, product
from typing import TYPE_CHECKING, NamedTuple

from mlekl_symbolic.kernel.ring import UNIT, Polynomial, render_monomial
from mlekl_symbolic.kernel.terms import REAL, App, Num, Term, Var
from mlekl_symbolic.search.clauses import Clause, realise
from mlekl_symbolic.search.engine import CheckError, Context
from mlekl_symbolic.search.linear import UNBOUNDED, Between, farkas, gap, narrowed, solve, some, weighed

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


class Known(NamedTuple):
    """A line with a comparison: its relation, and what its right side has more than its left one."""

    line: int
    relation: str
    gap: Polynomial


@dataclass(frozen=True, slots=True)
class Book:
    """Comparisons that hold somewhere.

    Attributes
    ----------
    known
        All of them.
    between
        The numbers for which, taken for every monomial, all of them hold.
    settled
        What one or two of them give, for the goals asked about so far.
    """

    known: list[Known]
    between: Between
    settled: dict[Term, int | None]


class Order:
    """Proves comparisons from those the hypotheses contain or entail at once."""

    def __init__(self, facts: Facts) -> None:
        self.facts = facts
        self.engine = facts.engine
        self._gaps: dict[Term, Polynomial] = {}

    def known(self, context: Context) -> tuple[int, ...]:
        """Lines with the comparisons that the hypotheses contain or entail at once."""
        context = context.plain or context
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
        book = self._book(context)
        if goal not in book.settled:
            book.settled[goal] = self._of_known(goal, book)
        found = book.settled[goal]
        if found is None and depth >= self.facts.depth - NEAR_TOP:
            want = self.gap(goal)
            found = self._of_positive_terms(goal, want, context, depth)
            more = [] if found is not None else self._instances(context)
            if found is None and not _fails(goal, want, _narrowed(book.between, more)):
                found = self._combined(goal, want, more)
                if found is None:
                    found = self._of_many(goal, [*book.known, *more])
        return found

    def gap(self, p: Term) -> Polynomial:
        """`linear.gap`, worked out once."""
        found = self._gaps.get(p)
        if found is None:
            found = self._gaps[p] = gap(p)
        return found

    def _book(self, context: Context) -> Book:
        """What is known of comparisons in a context: what holds outside, and what its own facts add."""
        context = context.plain or context
        if "comparisons" not in context.derived:
            outer = Book([], UNBOUNDED, {}) if context.parent is None else self._book(context.parent)
            new = [self._known(line) for line in self.known(context)[len(outer.known) :]]
            between = _narrowed(outer.between, new)
            context.derived["comparisons"] = Book([*outer.known, *new], between, {})
        return context.derived["comparisons"]  # type: ignore[return-value]

    def _known(self, line: int) -> Known:
        p = self.engine.proposition(line)
        assert isinstance(p, App)
        return Known(line, p.head, self.gap(p))

    def _of_known(self, goal: App, book: Book) -> int | None:
        """A combination of one or two known comparisons."""
        want = self.gap(goal)
        return None if _fails(goal, want, book.between) else self._combined(goal, want, book.known)

    def _of_many(self, goal: Term, given: Sequence[Known]) -> int | None:
        """A combination of any number of known comparisons."""
        factors = farkas([self.engine.proposition(k.line) for k in given], goal)
        if factors is None:
            return None
        used = [(k.line, c) for k, c in zip(given, factors, strict=True) if c]
        return self._line(goal, [line for line, _ in used], [c for _, c in used])

    def _combined(self, goal: Term, want: Polynomial, given: Sequence[Known]) -> int | None:
        terms = {m for m in want if m}
        known = [k for k in given if not terms.isdisjoint(k.gap)]
        for n, one in enumerate(known):
            rest = [m for m in terms if m not in one.gap]
            pairs = [(one, other) for other in known[n + 1 :] if all(m in other.gap for m in rest)]
            for chosen in pairs if rest else ((one,), *pairs):
                factors = solve([k.gap for k in chosen], want)
                if factors is not None and _admissible(chosen, factors):
                    line = self._line(goal, [k.line for k in chosen], factors)
                    if line is not None:
                        return line
        return None

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

    def _instances(self, context: Context) -> list[Known]:
        """Comparisons that quantified hypotheses give for the elements at hand."""
        if "instances" not in context.derived:
            context.derived["instances"] = []
            made = []
            for clause in self.facts.clauses(context):
                if clause.metas and _compares(clause.conclusion):
                    made += list(islice(self._of_clause(clause, context), MOST_INSTANCES))
            context.derived["instances"] = [self._known(n) for n in made]
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


def _narrowed(between: Between, given: Sequence[Known]) -> Between:
    """The numbers for which, taken for every monomial, the given comparisons hold as well."""
    for _, relation, p in given:
        between = narrowed(between, relation, weighed(p))
    return between


def _admissible(chosen: Sequence[Known], factors: Sequence[Fraction]) -> bool:
    """Whether the multipliers of comparisons are positive; those of equations may be anything."""
    return all(c > 0 or (c and k.relation == "=") for k, c in zip(chosen, factors, strict=True))


def _fails(goal: App, want: Polynomial, between: Between) -> bool:
    """Whether some of the numbers for which all comparisons hold, taken for every monomial, fails the goal.

    No combination of them gives the goal then, so that none need be looked for.
    """
    constant, slope = weighed(want)
    # The goal fails where the opposite comparison holds.
    return some(narrowed(between, "<=" if goal.head == "<" else "<", (-constant, -slope)))


def _compares(p: Term) -> bool:
    return isinstance(p, App) and (p.head in ("<", "<=") or (p.head == "=" and p.args[0].sort == REAL))
