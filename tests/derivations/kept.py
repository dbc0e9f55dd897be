"""The false neighbours of the lines of a derivation in a file: which they are and where they fail."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

from mlekl_symbolic.kernel.terms import Var
from mlekl_symbolic.refute.domains import Cylinder, Finite, Integral, Interval, Steps, Table, Value, World
from mlekl_symbolic.refute.values import ClosedForm, exp, log, tidy
from tests.derivations.falsity import BySymPy, Contrary, Found, FromReasons, InWorld, Silent

FOLDER = Path(__file__).parent / "golden"


@dataclass(frozen=True, slots=True)
class Kept:
    """One neighbour as the file has it.

    Attributes
    ----------
    place
        Which of the neighbours of its line it is.
    said
        What it says.
    found
        How it is known to be false, or None when it is not.
    """

    place: int
    said: str
    found: Found | None


@dataclass(frozen=True, slots=True)
class KeptLine:
    """One line with its neighbours as the file has them.

    Attributes
    ----------
    why
        Why fewer than five are known to be false, where that is so.
    """

    said: str
    neighbours: tuple[Kept, ...]
    why: Silent | None


def path(name: str) -> Path:
    """The file of a derivation."""
    return FOLDER / f"{name}.json"


def read(name: str, example: World | None) -> tuple[KeptLine, ...]:
    """What the file of a derivation says."""
    return tuple(
        KeptLine(
            e["line"],
            tuple(Kept(n["place"], n["said"], _found(n, example)) for n in e["neighbours"]),
            Silent[e["open"]] if "open" in e else None,
        )
        for e in _rows(name)
    )


def open_lines(name: str) -> list[Silent]:
    """Why some lines have fewer than five neighbours that are known to be false."""
    return [Silent[e["open"]] for e in _rows(name) if "open" in e]


def _rows(name: str) -> list[dict[str, Any]]:
    return json.loads(path(name).read_text("utf-8"))  # type: ignore[no-any-return]


def write(name: str, lines: Sequence[KeptLine], example: World | None) -> None:
    """Write the file of a derivation."""
    rows = []
    for line in lines:
        shown = [json.dumps(_row(n, example), ensure_ascii=False) for n in line.neighbours]
        inner = ",\n".join(f"    {row}" for row in shown)
        why = "" if line.why is None else f'"open": "{line.why.name}", '
        said = json.dumps(line.said, ensure_ascii=False)
        rows.append(f'  {{"line": {said}, {why}"neighbours": [\n{inner}\n  ]}}')
    FOLDER.mkdir(exist_ok=True)
    path(name).write_text("[\n" + ",\n".join(rows) + "\n]\n", "utf-8")


def _row(n: Kept, example: World | None) -> dict[str, Any]:
    row: dict[str, Any] = {"place": n.place, "said": n.said}
    match n.found:
        case InWorld(world):
            row["world"] = {f"{v.name}:{v.sort}": _spelled(x, v, example) for v, x in world.items()}
        case FromReasons(world):
            row["reasons"] = {f"{v.name}:{v.sort}": _spelled(x, v, example) for v, x in world.items()}
        case BySymPy(place):
            row["sympy"] = place
        case Contrary():
            row["contrary"] = True
    return row


def _found(row: dict[str, Any], example: World | None) -> Found | None:
    if "world" in row:
        return InWorld(dict(_entry(key, x, example) for key, x in row["world"].items()))
    if "reasons" in row:
        return FromReasons(dict(_entry(key, x, example) for key, x in row["reasons"].items()))
    if "contrary" in row:
        return Contrary()
    return BySymPy(row["sympy"]) if "sympy" in row else None


def _entry(key: str, spelled: Any, example: World | None) -> tuple[Var, Value]:
    name, _, sort = key.rpartition(":")
    var = Var(name, sort)
    return var, _value(spelled, var, example)


def can_be_kept(world: World, example: World | None) -> bool:
    """Whether a world can be written down."""
    try:
        return all(_value(_spelled(x, v, example), v, example) == x for v, x in world.items())
    except TypeError:
        return False


def spelled(world: World) -> dict[str, Any]:
    """A world by the names and sorts of its variables; raises `TypeError` when it cannot be written down."""
    return {f"{v.name}:{v.sort}": _spelled(x, v, None) for v, x in world.items()}


def world_of(written: dict[str, Any]) -> World:
    """The world that `spelled` wrote down."""
    return dict(_entry(key, x, None) for key, x in written.items())


def _spelled(value: Value | None, var: Var, example: World | None) -> Any:
    match value:
        case None | bool() | int():
            return value
        case Fraction():
            return str(value)
        case ClosedForm() if isinstance(inside := exp(value), int | Fraction):
            return {"log": str(inside)}
        case Finite(elements=elements):
            return {"set": _all(elements)}
        case Interval(low=low, high=high, closed=closed):
            return {"interval": _all((low, high)), "closed": closed}
        case Integral(low=low):
            return {"integers": low}
        case Table(arity=arity, entries=entries):
            return {"table": arity, "entries": [[*_all(k), *_all((x,))] for k, x in entries.items()]}
        case Cylinder(base=base, places=places, arity=arity):
            return {"cylinder": arity, "places": [*places], "base": _spelled(base, var, None)}
        case Steps(breaks=breaks, rows=rows, arity=arity):
            return {"steps": arity, "breaks": _all(breaks), "rows": [[_all(h), _all(r)] for h, r in rows]}
    if example is not None and example.get(var) is value:
        return {"example": var.name}
    raise TypeError(f"{value!r} cannot be written down")


def _all(values: Sequence[Any]) -> list[Any]:
    return [_spelled(x, Var("", "real"), None) for x in values]


def _value(spelled: Any, var: Var, example: World | None) -> Any:
    match spelled:
        case None | bool() | int():
            return spelled
        case str():
            return tidy(Fraction(spelled))
        case {"log": str(inside)}:
            return log(Fraction(inside))
        case {"set": elements}:
            return Finite(_numbers(elements))
        case {"interval": [low, high], "closed": closed}:
            return Interval(*_numbers([low, high]), closed=closed)
        case {"integers": low}:
            return Integral(low)
        case {"table": arity, "entries": entries}:
            return Table(arity, {_numbers(e[:-1]): _numbers(e[-1:])[0] for e in entries})
        case {"steps": arity, "breaks": breaks, "rows": rows}:
            return Steps(_numbers(breaks), tuple((_numbers(h), _numbers(r)) for h, r in rows), arity)
        case {"cylinder": arity, "places": places, "base": base}:
            return Cylinder(_value(base, var, None), tuple(places), arity)
        case {"example": str()} if example is not None:
            return example[var]
    raise TypeError(f"{spelled!r} is no value")


def _numbers(spelled: Sequence[Any]) -> tuple[Any, ...]:
    return tuple(_value(x, Var("", "real"), None) for x in spelled)
