"""Chooses the false neighbours anew: ``python -m tests.derivations.accept [NAME …]``, then look at them.

With ``--open``, only for the lines that have too few.

For each line five changed lines that are known to be false are looked for, first with the refuter and
then with SymPy. Where that is too few, changed lines that are not proved take the places that are left.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from typing import TypeAlias

from mlekl_symbolic.kernel.terms import Term
from mlekl_symbolic.language import LanguageError
from mlekl_symbolic.proof import library
from tests.derivations.falsity import (
    Contrary,
    Found,
    FromReasons,
    InWorld,
    doubted,
    known_after_long,
    known_from_reasons,
    known_to_be_false,
    reason,
)
from tests.derivations.kept import Kept, KeptLine, can_be_kept, read, write
from tests.derivations.neighbours import WANTED, Neighbour, Written, contrary, is_proved, neighbours, written

TRIED = 80
"""How many changes of a line are tried until enough are false."""
BLIND = 4
"""After how many changes that could be decided nowhere no more are tried in the same way."""
Look: TypeAlias = Callable[[Written, Neighbour], Found | None]
LOOKS: tuple[tuple[Look, int], ...] = (
    (doubted, 2 * BLIND),
    (known_from_reasons, 4 * BLIND),
    (known_after_long, BLIND),
)
"""How else a changed line is found to be false, and after how many failures that way is given up."""


def accepted(line: Written) -> KeptLine:
    """The neighbours to keep for a line; what is false and proved is said and left out."""
    example = line.workspace._example
    chosen: list[Kept] = []
    undecided: list[tuple[int, Neighbour]] = []
    blind = 0
    tried = list(_different(line))
    for place, neighbour in tried:
        if len(chosen) == WANTED:
            break
        found, seen = known_to_be_false(line, neighbour) if blind < BLIND else (None, False)
        blind = 0 if seen else blind + 1
        if found is not None and can_be_kept(found.world, example):
            chosen += _kept(line, place, neighbour, found)
        else:
            undecided.append((place, neighbour))
    for look, patience in LOOKS:
        taken = {k.place for k in chosen}
        left = [u for u in undecided if u[0] not in taken]
        chosen += _looked_for(line, left, WANTED - len(chosen), look, patience)
    if len(chosen) < WANTED:
        chosen += _contrary(line, chosen)
    why = None
    if len(chosen) < WANTED:
        false, taken = len(chosen), {k.place for k in chosen}
        others = [u for u in undecided if u[0] not in taken]
        tried = {neighbour.goal() for _, neighbour in undecided}
        further = [(0, n) for n in contrary(line) if n.goal() not in tried and _says(n) not in _said(chosen)]
        chosen += _open(line, [*others, *further], WANTED - false)
        why = reason(line, false)
    return KeptLine(str(line), tuple(chosen), why)


def _different(line: Written) -> Iterator[tuple[int, Neighbour]]:
    """The first changed lines that say different things, with their places."""
    seen: set[Term] = {Neighbour("", line.left, line.relation, line.right).goal()}
    for place, neighbour in enumerate(neighbours(line)):
        if len(seen) > TRIED:
            return
        try:
            goal = neighbour.goal()
        except (LanguageError, TypeError):
            continue
        if goal not in seen:
            seen.add(goal)
            yield place, neighbour


def _looked_for(
    line: Written, undecided: list[tuple[int, Neighbour]], wanted: int, look: Look, patience: int
) -> list[Kept]:
    """Changed lines that are found to be false in one way, which is given up after some that are not."""
    chosen: list[Kept] = []
    for tried, (place, neighbour) in enumerate(undecided):
        if len(chosen) == wanted or (tried >= patience and not chosen):
            break
        found = look(line, neighbour)
        world = getattr(found, "world", {})
        if found is not None and can_be_kept(world, line.workspace._example):
            chosen += _kept(line, place, neighbour, found)
    return chosen


def _open(line: Written, undecided: list[tuple[int, Neighbour]], wanted: int) -> list[Kept]:
    chosen: list[Kept] = []
    for place, neighbour in undecided:
        if len(chosen) == wanted:
            break
        if not is_proved(line, neighbour):
            chosen.append(Kept(place, str(neighbour), None))
    return chosen


def _contrary(line: Written, chosen: Sequence[Kept]) -> list[Kept]:
    """Lines that contradict the line, where the hypotheses in force are known to hold somewhere."""
    supposed = any(f in line.context.facts for f in line.workspace.supposed)
    if supposed and not any(isinstance(k.found, InWorld) for k in chosen):
        return []
    here = [n for n in contrary(line) if _says(n) not in _said(chosen)]
    return [Kept(0, str(n), Contrary()) for n in here if not is_proved(line, n)][: WANTED - len(chosen)]


def _says(neighbour: Neighbour) -> str:
    return str(neighbour).split("] ", 1)[1]


def _said(chosen: Sequence[Kept]) -> set[str]:
    return {k.said.split("] ", 1)[1] for k in chosen}


def _kept(line: Written, place: int, neighbour: Neighbour, found: Found) -> list[Kept]:
    if is_proved(line, neighbour):
        if isinstance(found, FromReasons):  # what is in force may be contradictory
            return []
        print(f"FALSE AND PROVED\n{line}\n{neighbour}\n{found}", flush=True)
        return []
    return [Kept(place, str(neighbour), found)]


def main(names: list[str], *, anew: bool) -> None:
    """Choose neighbours for all lines of some derivations, or for those alone that have too few."""
    for name in names:
        lines = written(name)
        example = lines[0].workspace._example
        old = {} if anew else {k.said: k for k in read(name, example) if k.why is None}
        kept = [old.get(str(line)) or accepted(line) for line in lines]
        write(name, kept, example)
        by_world = sum(isinstance(n.found, InWorld | FromReasons) for k in kept for n in k.neighbours)
        reasons = {k.said.split(":")[0]: k.why.name for k in kept if k.why is not None}
        print(f"{name}: {len(kept)} lines, {by_world} neighbours by worlds, open: {reasons}", flush=True)


if __name__ == "__main__":
    chosen = [a for a in sys.argv[1:] if a != "--open"]
    main(chosen or [*library()], anew="--open" not in sys.argv)
