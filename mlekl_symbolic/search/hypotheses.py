"""Equations among the hypotheses, used to rewrite atoms: ``Σ_a p(a) = 1`` and its like."""

from __future__ import annotations

from dataclasses import dataclass

from mlekl_symbolic.kernel.ring import Polynomial, add, canonical, polynomial, render
from mlekl_symbolic.kernel.terms import REAL, App, Bind, Num, Term, Var, text
from mlekl_symbolic.search.clauses import Clause, realise
from mlekl_symbolic.search.engine import Context, Equation
from mlekl_symbolic.search.match import matches
from mlekl_symbolic.search.normal import Normaliser, atom_law


@dataclass(frozen=True, slots=True)
class Rewrite:
    """A hypothesis read as ``atom = rest``: the normal form of its sides, solved for one atom."""

    clause: Clause
    atom: Term
    rest: Term


def rewrites(n: Normaliser, context: Context) -> tuple[Rewrite, ...]:
    """The rewriting rules that the hypotheses of a context give."""
    if (known := context.derived.get("rewrites")) is not None:
        return known  # type: ignore[return-value]
    while (outer := context.parent) is not None and _only_names(context.facts[len(outer.facts) :]):
        context = outer
    if "rewrites" not in context.derived:
        context.derived["rewrites"] = ()
        context.derived["rewrites"] = tuple(_all_rewrites(n, context))
    return context.derived["rewrites"]  # type: ignore[return-value]


def _only_names(facts: tuple[Term, ...]) -> bool:
    """Whether facts only name elements of sets of which nothing is known: no equation is solved by that."""
    return all(isinstance(f, App) and f.head == "in" and isinstance(f.args[1], Var) for f in facts)


def _all_rewrites(n: Normaliser, context: Context) -> list[Rewrite]:
    found: list[Rewrite] = []
    for clause in n.facts.clauses(context):
        match clause.conclusion:
            case App("=", (left, right)) if left.sort == REAL and not _conditional(clause):
                ways = _solved(n, clause, left, right, context.without_rewriting())
                found += [w for w in ways if not _leads_back(w, found)][:1]
    return found


def _leads_back(rule: Rewrite, others: list[Rewrite]) -> bool:
    """Whether an atom would be rewritten into itself, by one rule or by several in turn."""
    seen: list[Rewrite] = []
    waiting = [rule]
    while waiting:
        here = waiting.pop()
        if _leads_to(here, rule):
            return True
        seen.append(here)
        waiting.extend(o for o in others if o not in seen and o not in waiting and _leads_to(here, o))
    return False


def _leads_to(rule: Rewrite, other: Rewrite) -> bool:
    """Whether what a rule gives may have the atom of another in it."""
    if not rule.clause.metas and not other.clause.metas:
        return _within(other.atom, rule.rest)
    function = _function(other.atom)
    return function is not None and function in rule.rest.free


def _within(part: Term, whole: Term) -> bool:
    match whole:
        case _ if whole is part:
            return True
        case App(_, args):
            return any(_within(part, a) for a in args)
        case Bind(_, domain, body):
            return _within(part, domain) or _within(part, body)
    return False


def _function(atom: Term) -> Var | None:
    """The function whose value an atom is."""
    match atom:
        case App("@", (Var() as f, *_)):
            return f
    return None


def _conditional(clause: Clause) -> bool:
    return any(move in ("mp", "there", "back") for move, _ in clause.moves)


def _solved(n: Normaliser, clause: Clause, left: Term, right: Term, context: Context) -> list[Rewrite]:
    """The ways in which an equation can be read, the one that its author wrote first."""
    for move, premise in clause.moves:
        if move == "spec" and premise is not None:
            context = context.child(premise)
    sides = [polynomial(n.normal(side, context).right) for side in (left, right)]
    found: list[Rewrite] = []
    for p, q in (sides, sides[::-1]):
        atom = _single(p)
        if atom is None or _mentions(q, atom) or (isinstance(atom, Var) and _has_binder(q)):
            continue
        if clause.metas <= atom.free:
            found.append(Rewrite(clause, atom, render(q)))
    return found or _isolated(clause, add(sides[0], sides[1], -1))


def _isolated(clause: Clause, p: Polynomial) -> list[Rewrite]:
    """``p = 0`` solved for its last atom, when that occurs once, by itself and times a number."""
    last = max((a for mono in p for a, _, _ in mono), key=lambda a: (a.size, text(a)), default=None)
    if last is None or not clause.metas <= last.free:
        return []
    alone = ((last, 1, 0),)
    if alone not in p or sum(_mentions({mono: c}, last) for mono, c in p.items()) > 1:
        return []
    return [Rewrite(clause, last, render(_rest(p, last)))]


def _rest(p: Polynomial, atom: Term) -> Polynomial:
    """What ``atom`` equals where ``p = 0``."""
    alone = ((atom, 1, 0),)
    return {mono: -c / p[alone] for mono, c in p.items() if mono != alone}


def _single(p: Polynomial) -> Term | None:
    if len(p) == 1:
        ((mono, c),) = p.items()
        if len(mono) == 1 and c == 1 and mono[0][1:] == (1, 0):
            return mono[0][0]
    return None


def _mentions(p: Polynomial, atom: Term) -> bool:
    return any(a is atom for m in p for a, _, _ in m)


def _has_binder(p: Polynomial) -> bool:
    """Whether a sum or the like occurs: a number is not to be unfolded into one of its descriptions."""
    return any(isinstance(a, Bind) for m in p for a, _, _ in m)


@atom_law("*")
def by_hypothesis(n: Normaliser, t: Term, context: Context) -> Equation | None:
    """Rewrite an atom by an equation among the hypotheses."""
    if t.sort != REAL or context.bare or not rewrites(n, context):
        return None
    shaped = canonical(t)
    found = _by_hypothesis(n, shaped, context)
    return None if found is None else n.engine.then(n.engine.ring(t, shaped), found)


def _by_hypothesis(n: Normaliser, t: Term, context: Context) -> Equation | None:
    for rule in rewrites(n, context):
        for found in matches(rule.atom, t, rule.clause.metas, {}):
            if not rule.clause.metas <= set(found):
                continue
            line = realise(rule.clause, found, n.engine, lambda p: n.facts.prove(p, context))
            if line is None:
                continue
            e = n.engine.equation(line)
            outside = context.without_rewriting()
            left, right = n.normal(e.left, outside), n.normal(e.right, outside)
            for one, other, way in ((left, right, e), (right, left, n.engine.symm(e))):
                if one.right is t:
                    return n.engine.then(n.engine.symm(one), way, other)
            sides = n.engine.then(n.engine.symm(left), e, right)
            if sides.line is not None and (solved := _solved_for(n, t, sides)) is not None:
                return solved
    return None


def _solved_for(n: Normaliser, atom: Term, e: Equation) -> Equation | None:
    """``atom = rest`` from an equation in which it occurs once, by itself and times a number."""
    engine, p = n.engine, add(polynomial(e.left), polynomial(e.right), -1)
    factor = p.get(((atom, 1, 0),))
    if factor is None or e.line is None:
        return None
    rest = render(_rest(p, atom))
    apart = engine.by_rule("eq_iff_sub_eq_zero", {"a": e.left, "b": e.right})
    zero = engine.equation(engine.transport(e.line, apart))
    whole = App("+", (rest, App("*", (Num(1 / factor), zero.left))))
    split = engine.then(engine.ring(atom, whole), engine.at(whole, (1, 1), zero))
    return engine.then(split, engine.ring(split.right, rest))
