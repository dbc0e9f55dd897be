"""Worlds that show that a hypothesis is needed: kept in a file, and how they are found.

``python -m tests.derivations.needs [NAME …]`` looks for a world for each hypothesis of the setting, and
says for which it finds none: of those, the page must say why.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from mlekl_symbolic.kernel.terms import Term
from mlekl_symbolic.language import to_kernel
from mlekl_symbolic.proof import library
from mlekl_symbolic.proof.records import Origin
from mlekl_symbolic.refute.domains import World
from mlekl_symbolic.refute.search import Budget, trial
from mlekl_symbolic.refute.values import Unknown
from mlekl_symbolic.rules.rulebook import theory
from tests.derivations.examples import EXAMPLES
from tests.derivations.falsity import fails_in
from tests.derivations.kept import can_be_kept, spelled, world_of
from tests.derivations.probe import theorem
from tests.derivations.wider import sought

FILE = Path(__file__).with_name("needs.json")
BUDGET = Budget(simple=400, random=200, steps=1_000_000)


def setting(name: str) -> list[str]:
    """The labels of the hypotheses that come with the objects and that a theorem rests on."""
    return [g.label for g in theorem(name).hypotheses if g.origin is Origin.SETTING]


def without(name: str, label: str) -> tuple[Term, list[Term]]:
    """What a theorem says, and its hypotheses but one."""
    made = theorem(name)
    return to_kernel(made.statement), [to_kernel(g.statement) for g in made.hypotheses if g.label != label]


def is_needed_in(world: World, name: str, label: str) -> bool:
    """Whether all other hypotheses hold in a world, and the statement does not."""
    goal, others = without(name, label)
    return fails_in(world, goal, others, theory())


@cache
def kept() -> Mapping[str, Mapping[str, World]]:
    """The worlds that were found, by derivation and label."""
    rows = json.loads(FILE.read_text("utf-8"))
    return {name: {label: world_of(w) for label, w in worlds.items()} for name, worlds in rows.items()}


def known(name: str, label: str) -> World | None:
    """A world by hand, or one that was found."""
    return EXAMPLES.get((name, label), kept().get(name, {}).get(label))


def searched(name: str, label: str) -> World | None:
    """A world in which a hypothesis is needed, as simple as is easy to find."""
    goal, others = without(name, label)
    found = trial(goal, others, theory(), budget=BUDGET).counterexample
    if found is not None and can_be_kept(found.world, None):
        return found.world
    try:
        world, _ = sought(goal, others, theory(), 2_000, 1_500_000)
    except (Unknown, RecursionError):
        return None
    return world if world is not None and can_be_kept(world, None) else None


def accept(name: str) -> dict[str, World]:
    """The worlds to keep for a derivation: those that still do, and new ones."""
    said = {label for label, _ in (*library()[name].unshown, *library()[name].spare)}
    out: dict[str, World] = {}
    for label in setting(name):
        world = kept().get(name, {}).get(label) if FILE.exists() else None
        if (name, label) in EXAMPLES:
            continue
        if world is None or not is_needed_in(world, name, label):
            world = None if label in said else searched(name, label)
        if world is not None and is_needed_in(world, name, label):
            out[label] = world
        elif label not in said:
            print(f"{name}: no world shows that {label} is needed", flush=True)
    return out


def write(worlds: Mapping[str, Mapping[str, World]]) -> None:
    """Write the file, one line for each world."""
    blocks = []
    for name, by_label in sorted(worlds.items()):
        lines = [f'    "{label}": {json.dumps(spelled(w))}' for label, w in by_label.items()]
        if lines:
            blocks.append(f'  "{name}": {{\n' + ",\n".join(lines) + "\n  }")
    FILE.write_text("{\n" + ",\n".join(blocks) + "\n}\n", "utf-8")


if __name__ == "__main__":
    chosen = {name: accept(name) for name in sys.argv[1:] or library()}
    before = kept() if FILE.exists() and sys.argv[1:] else {}
    write({**before, **chosen})
