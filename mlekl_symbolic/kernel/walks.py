"""Terms on their way to other ones by micro-steps, for the search for traces.

Nothing here is trusted, because `mlekl_symbolic.kernel.algebra.replay` follows every trace anew.
A walk keeps those it is made of and what each step has changed, so that no term is rewritten twice.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from mlekl_symbolic.kernel.algebra import FORGETFUL, MAX_DIGITS, part, replaced, rewritten
from mlekl_symbolic.kernel.lines import CheckError, MicroStep
from mlekl_symbolic.kernel.records import Record
from mlekl_symbolic.kernel.ring import TooLarge
from mlekl_symbolic.kernel.terms import App, Bind, Num, Term

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


def direct(walk: Walk, start: Term) -> Walk:
    """The same way without the steps that only lead back to a term met before."""
    here = _code(start)
    met, kept = {here: 0}, list[Change]()
    for change in walk.changes():
        here = _changed(here, change)
        kept.append(change)
        if here in met:
            del kept[met[here] :]
            met = {code: n for code, n in met.items() if n <= len(kept)}
        else:
            met[here] = len(kept)
    return followed(start, walk.term, kept)


def _with(t: Term, path: Sequence[int], new: Term) -> Term:
    """``t`` with another subterm at ``path``."""
    if not path:
        return new
    return replaced(t, path[0], _with(part(t, path[0]), path[1:], new))


# Two whole terms are compared by codes, so that they need not be built. -------------------------

_PRIME = 2**61 - 1
Code: TypeAlias = "tuple[int, int]"
Matrix: TypeAlias = "tuple[int, int, int, int]"


@lru_cache(maxsize=1 << 15)
def _code(t: Term) -> Code:
    """Two numbers for a term: equal for equal terms, and for others as good as never.

    They are those of its head and, by a matrix for each place, those of its parts; so a change at a path
    changes them by a product of matrices.
    """
    parts: Sequence[Term] = ()
    match t:
        case App(head, args):
            parts = args
            x, y = _of_head(head, t.sort, len(args))
        case Bind(head, domain, body):
            parts = domain, body
            x, y = _of_head(head, "")
        case _:
            x, y = _of_head(type(t).__name__, t.sort, repr(t))
    for place, a in enumerate(parts):
        p, q, r, s = _at((place,))
        u, v = _code(a)
        x += p * u + q * v
        y += r * u + s * v
    return x % _PRIME, y % _PRIME


@lru_cache(maxsize=4096)
def _of_head(*key: object) -> Code:
    n = hash(key) % _PRIME
    return _number(n), _number(n + 1)


def _changed(whole: Code, change: Change) -> Code:
    """The code of a whole term after a change."""
    (u, v), (a, b) = _code(change.before), _code(change.after)
    p, q, r, s = _at(change.step.path)
    x, y = a - u, b - v
    return (whole[0] + p * x + q * y) % _PRIME, (whole[1] + r * x + s * y) % _PRIME


def _number(n: int) -> int:
    """A number for each natural number that has nothing to do with it."""
    return pow(n + 2**32, 2**64 - 59, _PRIME)


@lru_cache(maxsize=4096)
def _at(path: Path) -> Matrix:
    """The product of the matrices of the places on a path."""
    if not path:
        return 1, 0, 0, 1
    a, b, c, d = _at(path[:-1])
    p, q, r, s = (_number(10_000_019 + 4 * path[-1] + n) for n in range(4))
    return (
        (a * p + b * r) % _PRIME,
        (a * q + b * s) % _PRIME,
        (c * p + d * r) % _PRIME,
        (c * q + d * s) % _PRIME,
    )
