"""Second opinions on the standard derivations, kept in a file: asking SymPy takes minutes.

``scripts/opinions.py`` writes the file, and the tests compare it with fresh opinions. An entry counts
only while every line of the derivation is what it was when SymPy was asked.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, assert_never

from sympy import Basic, srepr

from mlekl_symbolic.oracle.opinion import (
    Agrees,
    Disagrees,
    NotExpressible,
    Opinion,
    Silence,
    StepOpinion,
)
from mlekl_symbolic.proof.records import Theorem

FILE = "opinions.json"
AGREES, DISAGREES, SILENT = "agrees", "disagrees", "silent"


@lru_cache(maxsize=8)
def fingerprint(theorem: Theorem) -> str:
    """What changes when a line of a derivation, or what it may be read under, changes."""
    said = [*map(_written, (g.statement for g in theorem.givens)), *map(_written, theorem.fixed)]
    for chain in theorem.chains:
        said.extend(map(_written, chain.supposed))
        for s in chain.steps:
            said.extend((str(s.number), _written(s.lhs), s.relation, _written(s.rhs)))
    return hashlib.sha256("\n".join(said).encode()).hexdigest()


@lru_cache(maxsize=64)
def _written(node: Basic) -> str:
    """A node in letters, made once for lines that share it.

    Neither of SymPy's two ways to write it tells everything.
    """
    return f"{node} {srepr(node)}"


def entry(theorem: Theorem, opinions: Sequence[StepOpinion]) -> dict[str, Any]:
    """What the file holds for a derivation."""
    steps = {str(o.number): _as_list(o.opinion) for o in opinions}
    return {"fingerprint": fingerprint(theorem), "steps": steps}


def _as_list(opinion: Opinion) -> list[Any]:
    match opinion:
        case Agrees(worlds, points):
            return [AGREES, worlds, points]
        case Disagrees(world, difference):
            return [DISAGREES, world, difference]
        case NotExpressible(_, kind):
            return [SILENT, kind.name]
        case _:
            assert_never(opinion)


@cache
def entries() -> Mapping[str, Any]:
    """The file: an entry for each derivation, by name."""
    found: Mapping[str, Any] = json.loads((files("mlekl_symbolic.oracle") / FILE).read_text("utf-8"))
    return found


def kept_opinions(theorem: Theorem) -> Mapping[int, Opinion]:
    """The kept opinions on the steps of a theorem, by their numbers; empty when it has changed or is new."""
    found = entries().get(theorem.name)
    if found is None or found["fingerprint"] != fingerprint(theorem):
        return {}
    return {int(number): _read(kept) for number, kept in found["steps"].items()}


def _read(kept: Sequence[Any]) -> Opinion:
    match kept:
        case [str(kind), int(worlds), int(points)] if kind == AGREES:
            return Agrees(worlds, points)
        case [str(kind), str(world), str(difference)] if kind == DISAGREES:
            return Disagrees(world, difference)
        case [str(kind), str(name)] if kind == SILENT:
            return NotExpressible(Silence[name].value, Silence[name])
    raise ValueError(f"{FILE} holds no such opinion as {kept!r}")
