"""Terms on their way to other ones by micro-steps, for the search for traces.

Nothing here is trusted, because `mlekl_symbolic.kernel.algebra.replay` follows every trace anew.
A walk keeps those it is made of and what each step has changed, so that no term is rewritten twice.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from mlekl_symbolic.kernel.algebra import FORGETFUL, MAX_DIGITS, part, replaced, rewritten
from mlekl_symbolic.kernel.lines import CheckError, MicroStep
from mlekl_symbolic.kernel.records import Record
from mlekl_symbolic.kernel.ring import TooLarge
from mlekl_symbolic.kernel.terms import App, Num, Term

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TypeAlias

MAX_STEPS = 20_000
MAX_DEPTH = 150
"""A trace that is longer, or goes deeper into a term, is not written, and neither is its certificate."""

SELF_INVERSE = frozenset({"add_comm", "add_left_comm", "mul_comm", "mul_left_comm", "delta_symm"})
"""Laws that are the same read either way; traces read them from left to right."""

Path: TypeAlias = "tuple[int, ...]"


class Change(Record):
    """One micro-step, with the subterm it is about before and after it."""

    step: MicroStep
    before: Term
    after: Term


class Walk:
    """A term on its way to another one, and what has changed so far."""

    __slots__ = ("_parts", "count", "depth", "term")

    def __init__(self, term: Term) -> None:
        self.term = term
        self.count, self.depth = 0, 0
        self._parts: list[Change | tuple[Path, Walk]] = []

    def law(self, name: str, *path: int) -> None:
        """Use a law from left to right."""
        self._take(MicroStep(name, path))

    def back(self, name: str, *path: int) -> None:
        """Use a law from right to left; not for laws that forget."""
        self._take(MicroStep(name, path, forward=False))

    def spell(self, head: str, *args: int) -> None:
        """Write the numeral in an exponent as an operation on natural numbers."""
        self._take(MicroStep("numeral", (1,), forward=False, term=App(head, tuple(map(Num, args)))))

    def _take(self, step: MicroStep) -> None:
        before = self.argument(*step.path)
        try:
            after = rewritten(before, step)
        except CheckError:
            if step.law != "numeral":
                raise
            raise TooLarge(f"a number of more than {MAX_DIGITS} digits, or a power that large") from None
        self.add(Change(step, before, after))

    def add(self, change: Change) -> None:
        """Go on by a step of which the changed subterm is known."""
        path = change.step.path
        self.term = _with(self.term, path, change.after)
        self.count += 1
        self.depth = max(self.depth, len(path))
        self._parts.append(change)

    def go(self, there: Walk, *path: int) -> None:
        """Follow a walk that starts at the subterm at ``path``."""
        if there.count:
            self.term = _with(self.term, path, there.term)
            self.count += there.count
            self.depth = max(self.depth, len(path) + there.depth)
            self._parts.append((path, there))
        if self.count > MAX_STEPS or there.depth > MAX_DEPTH:
            raise TooLarge(f"a trace of more than {MAX_STEPS} steps or places deeper than {MAX_DEPTH}")

    def argument(self, *path: int) -> Term:
        """The subterm at ``path``."""
        t = self.term
        for place in path:
            t = part(t, place)
        return t

    def changes(self) -> Iterator[Change]:
        """All changes in order, with the whole path of each."""
        above: Path = ()
        waiting = [(above, iter(self._parts))]
        while waiting:
            above, parts = waiting[-1]
            for made in parts:
                if not isinstance(made, Change):
                    path, there = made
                    waiting.append((above + path, iter(there._parts)))
                    break
                yield _below(above, made) if above else made
            else:
                waiting.pop()


def _below(above: Path, change: Change) -> Change:
    (law, path, forward, term), before, after = change
    return Change(MicroStep(law, above + path, forward, term), before, after)


def followed(start: Term, end: Term, changes: Iterable[Change]) -> Walk:
    """The walk of some changes that lead from one term to another."""
    out = Walk(start)
    out.term = end
    for change in changes:
        out.count += 1
        out.depth = max(out.depth, len(change.step.path))
        out._parts.append(change)
    return out


def reverse(walk: Walk, start: Term) -> Walk:
    """The walk back to ``start`` from where a walk leads."""
    back = [_undone(change) for change in walk.changes()]
    return followed(walk.term, start, reversed(back))


def _undone(change: Change) -> Change:
    (law, path, forward, _), before, after = change
    lost = before if law in FORGETFUL and forward else None
    return Change(MicroStep(law, path, law in SELF_INVERSE or not forward, lost), after, before)


def joined(there: Walk, back: Walk, start: Term, end: Term) -> Walk:
    """The walk from ``start`` to ``end`` by two walks that lead to one term, without the last steps of both
    where they are the same.
    """
    ahead, behind = list(there.changes()), list(back.changes())
    while ahead and behind and ahead[-1] == behind[-1]:
        ahead.pop()
        behind.pop()
    return followed(start, end, (*ahead, *map(_undone, reversed(behind))))


def _with(t: Term, path: Sequence[int], new: Term) -> Term:
    """``t`` with another subterm at ``path``."""
    if not path:
        return new
    return replaced(t, path[0], _with(part(t, path[0]), path[1:], new))
