"""Which lines of a kernel proof become lemmas for Coq, and which are proved where they are used."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Sequence

from mlekl_symbolic.kernel.lines import Line, Sequent

INNER = frozenset({
    "trans", "symm", "mp", "eq_mp", "iff", "conj", "left", "right", "spec", "axiom", "congr", "discharge",
    "gen", "not_intro", "cases",
})  # fmt: skip
"""Rules whose proof says by itself what it proves."""

MOST, FEW = 30, 3
"""How many lines one lemma has at most, and how many are written again wherever they are used."""


def merged(lines: Sequence[Line], sequents: Sequence[Sequent]) -> tuple[list[Line], list[int]]:
    """The lines with uses of the first line that proves the same, and that line for each."""
    first: dict[Sequent, int] = {}
    same = [first.setdefault(s, n) for n, s in enumerate(sequents)]
    return [_with_uses(x, tuple([same[k] for k in x.uses])) for x in lines], same


def _with_uses(line: Line, uses: tuple[int, ...]) -> Line:
    return line if uses == line.uses else line._replace(uses=uses)


def cone(lines: Sequence[Line], roots: Collection[int]) -> list[int]:
    """The lines that some lines rest on, and these, in order."""
    wanted, stack = set[int](), list(roots)
    while stack:
        n = stack.pop()
        if n not in wanted:
            wanted.add(n)
            stack += lines[n].uses
    return sorted(wanted)


def inner(
    lines: Sequence[Line], wanted: Sequence[int], roots: Collection[int], plain: Callable[[int], bool]
) -> frozenset[int]:
    """The lines to be proved where they are used: once or shortly, with nothing put in for their variables.

    Parameters
    ----------
    wanted
        The lines there are, in order.
    roots
        Those that must have a name.
    plain
        Whether the proof of a line speaks of no variable that the line does not.
    """
    uses = Counter(k for n in wanted for k in lines[n].uses)
    named = {*roots, *(k for n in wanted if lines[n].rule == "inst" for k in lines[n].uses)}
    sizes: dict[int, int] = {}
    found: set[int] = set()
    for n in wanted:
        sizes[n] = 1 + sum(sizes[k] for k in lines[n].uses if k in found)
        most = MOST if uses[n] == 1 else FEW
        short = lines[n].rule == "assume" or (lines[n].rule in INNER and sizes[n] <= most)
        if short and n not in named and plain(n):
            found.add(n)
    return frozenset(found)
