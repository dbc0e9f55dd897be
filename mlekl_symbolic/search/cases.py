"""Proof by cases: on a condition under which some hypothesis or earlier result gives the goal."""

from __future__ import annotations

from mlekl_symbolic.kernel.terms import PROP, App, Bind, Term, substitute
from mlekl_symbolic.search.clauses import readings
from mlekl_symbolic.search.engine import Context
from mlekl_symbolic.search.facts import Facts


def by_cases(facts: Facts, goal: Term, context: Context) -> int | None:
    """A line proving ``goal`` whether or not the premise of some clause that concludes it holds."""
    engine = facts.engine
    match goal:
        case Bind("all", domain, _):
            opened = engine.open(goal, context)
            line = _either_way(facts, opened.body, opened.context)
            if line is None:
                return None
            return engine.add("gen", line, terms=(domain,), variables=(opened.variable,))
        case App("imp", (a, b)):
            line = _either_way(facts, b, context.child(a))
            return None if line is None else engine.add("discharge", line, terms=(a,))
        case App("and", (a, b)):
            parts = [_either_way(facts, part, context) for part in (a, b)]
            return None if None in parts else engine.add("conj", *(x for x in parts if x is not None))
        case App("=", (a, b)) if a.sort == PROP:
            parts = [_either_way(facts, App("imp", pair), context) for pair in ((a, b), (b, a))]
            return None if None in parts else engine.add("iff", *(x for x in parts if x is not None))
    for clause in facts.clauses(context):
        for found in readings(clause, goal):
            for move, premise in clause.moves:
                if move == "mp" and premise is not None:
                    line = _split(facts, substitute(premise, found), goal, context)
                    if line is not None:
                        return line
    return None


def _either_way(facts: Facts, goal: Term, context: Context) -> int | None:
    line = facts.prove(goal, context)
    return by_cases(facts, goal, context) if line is None else line


def _split(facts: Facts, premise: Term, goal: Term, context: Context) -> int | None:
    engine = facts.engine
    against = App("not", (premise,))
    with_it = facts.prove(goal, context.child(premise))
    without = None if with_it is None else facts.prove(goal, context.child(against))
    if with_it is None or without is None:
        return None
    either = engine.add("excluded_middle", terms=(premise,))
    return engine.add("cases", either, with_it, without)
