"""Goals made with connectives and quantifiers, and proofs by contradiction."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from mlekl_symbolic.kernel.decide import numerals
from mlekl_symbolic.kernel.terms import PROP, REAL, App, Bind, Term, Var, open_binder, substitute
from mlekl_symbolic.search.clauses import Clause, realise
from mlekl_symbolic.search.engine import Context
from mlekl_symbolic.search.match import Instance, matches

if TYPE_CHECKING:
    from mlekl_symbolic.search.facts import Facts

FALSE = App("false")
LOGICAL = frozenset({"and", "imp", "all", "ex", "not", "="})
COST = 3
"""What a proof by contradiction costs of the depth of the search."""


class Logic:
    """Proves goals by their logical form."""

    def __init__(self, facts: Facts) -> None:
        self.facts = facts
        self.engine = facts.engine

    def connectives(self, goal: Term, context: Context, depth: int) -> int | None:
        """Goals made with ``∧ → ↔ ∀ ∃ ¬¬``."""
        if not (isinstance(goal, App | Bind) and goal.head in LOGICAL):
            return None
        if isinstance(goal, Bind):
            return self._quantified(goal, context, depth)
        engine, prove = self.engine, self.facts.prove
        match goal.head, goal.args:
            case "not", (App("not", (p,)) as denied,):
                line = prove(p, context, depth)
                if line is None:
                    return None
                absurd = engine.add("contradiction", line, engine.assume(denied), terms=(FALSE,))
                return engine.add("not_intro", absurd, terms=(denied,))
            case "=", (a, b) if a is b:
                return engine.add("refl", terms=(a,))
            case "=", (a, b) if a.sort == PROP:
                ways = [prove(App("imp", pair), context, depth) for pair in ((a, b), (b, a))]
                there, back = ways
                return None if there is None or back is None else engine.add("iff", there, back)
            case "and", (a, b):
                one = prove(a, context, depth)
                other = None if one is None else prove(b, context, depth)
                return None if one is None or other is None else engine.add("conj", one, other)
            case "imp", (a, b):
                line = prove(b, context.child(a), depth)
                if line is None and depth > COST:
                    line = self._from_nothing(a, b, context, depth - COST)
                return None if line is None else engine.add("discharge", line, terms=(a,))
        return None

    def _quantified(self, goal: Bind, context: Context, depth: int) -> int | None:
        """``∀ …`` for an element with a new name, or for each of a list; ``∃ …`` by an example."""
        engine, prove = self.engine, self.facts.prove
        if goal.head == "ex":
            return self._by_example(goal, context, depth)
        if numerals(goal.domain) is not None:
            written = engine.equation(engine.add("enumerate", terms=(goal,)))
            line = prove(written.right, context, depth)
            return None if line is None else engine.transport(line, engine.symm(written))
        opened = engine.open(goal, context)
        line = prove(opened.body, opened.context, depth)
        if line is None:
            return None
        return engine.add("gen", line, terms=(goal.domain,), variables=(opened.variable,))

    def _by_example(self, goal: Term, context: Context, depth: int) -> int | None:
        """``∃ … ∃`` by a hypothesis that says the same of some elements."""
        body, metas = goal, list[Var]()
        while isinstance(body, Bind) and body.head == "ex":
            metas.append(Var(f"?{len(metas)}"))
            body = open_binder(body, metas[-1])
        for fact in reversed(context.facts):
            for one in _particular(fact, context):
                for found in matches(body, one, frozenset(metas), {}):
                    if len(found) == len(metas):
                        line = self._of_these(goal, [found[m] for m in metas], context, depth)
                        if line is not None:
                            return line
        return None

    def _of_these(self, goal: Term, examples: list[Term], context: Context, depth: int) -> int | None:
        """``∃ … ∃`` by examples, the first of them for the outermost."""
        if not (examples and isinstance(goal, Bind)):
            return self.facts.prove(goal, context, depth)
        member = self.facts.prove(App("in", (examples[0], goal.domain)), context, depth)
        inner = open_binder(goal, examples[0])
        shown = None if member is None else self._of_these(inner, examples[1:], context, depth)
        if member is None or shown is None:
            return None
        return self.engine.add("exists", member, shown, terms=(goal,))

    def _from_nothing(self, premise: Term, goal: Term, context: Context, depth: int) -> int | None:
        """``premise ⊢ goal`` because the premise is false."""
        refuted = self.facts.prove(App("not", (premise,)), context, depth)
        if refuted is None:
            return None
        return self.engine.add("contradiction", self.engine.assume(premise), refuted, terms=(goal,))

    def antisymmetric(self, goal: Term, context: Context, depth: int) -> int | None:
        """An equation that two comparisons give."""
        if not (isinstance(goal, App) and goal.head == "=" and goal.args[0].sort == REAL):
            return None
        a, b = goal.args
        one = self.facts.order.linear(App("<=", (a, b)), context, depth)
        other = None if one is None else self.facts.order.linear(App("<=", (b, a)), context, depth)
        if one is None or other is None:
            return None
        return self.engine.rule("le_antisymm", {"a": a, "b": b}, (one, other))

    def contradiction(self, goal: Term, context: Context, depth: int) -> int | None:
        """``¬P`` because ``P`` would entail, by some hypothesis, what is known to be false."""
        if not (isinstance(goal, App) and goal.head == "not"):
            return None
        premise = goal.args[0]
        absurd = self._absurd(premise, context, depth)
        return None if absurd is None else self.engine.add("not_intro", absurd, terms=(premise,))

    def twice_negated(self, goal: Term, context: Context, depth: int) -> int | None:
        """``a = b`` because ``a ≠ b`` would entail what is known to be false."""
        if not (isinstance(goal, App) and goal.head == "=" and goal.args[0].sort == REAL):
            return None
        against = App("not", (goal,))
        absurd = self._absurd(against, context, depth)
        if absurd is None:
            return None
        engine = self.engine
        denied = engine.add("not_intro", absurd, terms=(against,))
        either = engine.add("excluded_middle", terms=(goal,))
        wrong = engine.add("contradiction", engine.assume(against), denied, terms=(goal,))
        return engine.add("cases", either, engine.assume(goal), wrong)

    def _absurd(self, premise: Term, context: Context, depth: int) -> int | None:
        """A line ``premise ⊢ false``, by a hypothesis that has ``premise`` among its conditions."""
        if depth <= COST:
            return None
        for clause in self.facts.clauses(context):
            for move, asked in clause.moves:
                if move != "mp" or asked is None:
                    continue
                for found in matches(asked, premise, clause.metas, {}):
                    if clause.metas <= set(found):
                        line = self._clash(clause, found, premise, context, depth - COST)
                        if line is not None:
                            return line
        return None

    def _clash(
        self, clause: Clause, found: Instance, premise: Term, context: Context, depth: int
    ) -> int | None:
        against = App("not", (substitute(clause.conclusion, found),))
        refuted = self.facts.prove(against, context, depth)
        if refuted is None:
            return None
        inside = context.child(premise)
        shown = realise(clause, found, self.engine, lambda p: self.facts.prove(p, inside, depth))
        return None if shown is None else self.engine.add("contradiction", shown, refuted, terms=(FALSE,))


def _particular(fact: Term, context: Context) -> Iterator[Term]:
    """A hypothesis, and what it says of the elements of its sets that are named in the context."""
    yield fact
    if isinstance(fact, Bind) and fact.head == "all":
        for member in context.facts:
            match member:
                case App("in", (element, domain)) if domain is fact.domain:
                    yield from _particular(open_binder(fact, element), context)
