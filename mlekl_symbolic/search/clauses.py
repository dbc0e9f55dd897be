"""Hypotheses as clauses: what a quantified fact says about particular things."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import count
from operator import itemgetter

from mlekl_symbolic.kernel.ring import TooLarge, canonical
from mlekl_symbolic.kernel.terms import PROP, App, Bind, Term, Var, open_binder, substitute
from mlekl_symbolic.search.engine import Engine, agree
from mlekl_symbolic.search.match import Instance, matches

_NUMBERS = count()
Discharge = Callable[[Term], int | None]


@dataclass(frozen=True, slots=True)
class Clause:
    """One conclusion of a hypothesis, with how to get there.

    Attributes
    ----------
    fact
        The hypothesis.
    metas
        The variables it quantifies over, as metavariables.
    moves
        From the hypothesis to the conclusion: ``spec`` with a membership, ``mp`` with a premise,
        ``left``, ``right``, ``there`` and ``back`` across an equivalence with the side to start from,
        or ``define`` for a defined proposition.
    conclusion
        What then holds.
    """

    fact: Term
    metas: frozenset[Var]
    moves: tuple[tuple[str, Term | None], ...]
    conclusion: Term


def clauses(fact: Term, engine: Engine) -> tuple[Clause, ...]:
    """All clauses of a hypothesis."""
    return tuple(_clauses(fact, fact, frozenset(), (), engine))


def _clauses(
    fact: Term, here: Term, metas: frozenset[Var], moves: tuple[tuple[str, Term | None], ...],
    engine: Engine,
) -> Iterator[Clause]:  # fmt: skip
    yield Clause(fact, metas, moves, here)
    match here:
        case Bind("all", domain, _):
            meta = Var(f"?{next(_NUMBERS)}")
            inner, member = open_binder(here, meta), App("in", (meta, domain))
            yield from _clauses(fact, inner, metas | {meta}, (*moves, ("spec", member)), engine)
        case App("imp", (premise, inner)):
            yield from _clauses(fact, inner, metas, (*moves, ("mp", premise)), engine)
        case App("and", (left, right)):
            yield from _clauses(fact, left, metas, (*moves, ("left", None)), engine)
            yield from _clauses(fact, right, metas, (*moves, ("right", None)), engine)
        case App("=", (left, right)) if left.sort == PROP:
            yield from _clauses(fact, right, metas, (*moves, ("there", left)), engine)
            yield from _clauses(fact, left, metas, (*moves, ("back", right)), engine)
        case App() if (meaning := engine.theory.unfold(here)) is not None:
            yield from _clauses(fact, meaning, metas, (*moves, ("define", None)), engine)


class Conclusions:
    """Clauses by what they conclude, so that those about a goal are found without trying all."""

    def __init__(self, found: Iterable[Clause], before: Conclusions | None = None) -> None:
        self._before = before
        self._plain: dict[Term, list[tuple[int, Clause]]] = {}
        self._general: dict[str, list[tuple[int, Clause]]] = {}
        for n, clause in enumerate(found):
            if clause.metas:
                self._general.setdefault(_head(clause.conclusion), []).append((n, clause))
            else:
                self._plain.setdefault(_shaped(clause.conclusion), []).append((n, clause))

    def about(self, goal: Term) -> list[Clause]:
        """The clauses whose conclusion may be read as ``goal``, in the order they were given in."""
        return self._about(_head(goal), _shaped(goal))

    def _about(self, head: str, shaped: Term) -> list[Clause]:
        out = [] if self._before is None else self._before._about(head, shaped)
        here, same = self._general.get(head), self._plain.get(shaped)
        if here is not None or same is not None:
            here = here or same or []
            if same is not None and here is not same:
                here = sorted([*here, *same], key=itemgetter(0))
            out += [clause for _, clause in here]
        return out


def _head(p: Term) -> str:
    return p.head if isinstance(p, App | Bind) else ""


def _shaped(p: Term) -> Term:
    """One term for all that ring arithmetic makes equal to ``p``, as far as it can tell."""
    try:
        return canonical(p)
    except (TooLarge, RecursionError):
        return p


def readings(clause: Clause, goal: Term, facts: Iterable[Term] = ()) -> Iterator[Instance]:
    """Every instance of a clause whose conclusion is ``goal`` up to ring arithmetic.

    Variables that the conclusion does not mention are read off the premises that ``facts`` meet.
    """
    if not clause.metas:
        if agree(clause.conclusion, goal):
            yield {}
        return
    for found in matches(clause.conclusion, goal, clause.metas, {}):
        yield from _completed(clause, found, tuple(facts))


def _completed(clause: Clause, found: Instance, facts: tuple[Term, ...]) -> Iterator[Instance]:
    if clause.metas <= set(found):
        yield found
        return
    for _, premise in reversed(clause.moves):
        if premise is None or premise.free & clause.metas <= set(found):
            continue
        more = [m for fact in facts for m in matches(premise, fact, clause.metas, found)]
        for m in more:
            yield from _completed(clause, m, facts)
        if more:
            return


def realise(clause: Clause, instance: Instance, engine: Engine, discharge: Discharge) -> int | None:
    """The line that proves an instance of a clause, or None when a premise is not met."""
    line = engine.assume(clause.fact)
    for move, premise in clause.moves:
        match move:
            case "spec" | "mp":
                assert premise is not None
                met = discharge(substitute(premise, instance))
                if met is None:
                    return None
                line = engine.add(move, line, met)
            case "there" | "back":
                assert premise is not None
                met = discharge(substitute(premise, instance))
                if met is None:
                    return None
                line = engine.add("eq_mp", line if move == "there" else engine.add("symm", line), met)
            case "define":
                meaning = engine.unfold(engine.proposition(line))
                assert meaning is not None
                line = engine.transport(line, meaning)
            case _:
                line = engine.add(move, line)
    return line
