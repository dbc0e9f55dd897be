"""Our LaTeX reader beside three others, on the formulas of ``tests/data/formulas.json``.

``python -m benchmarks.reading`` prints how many formulas each reads rightly, reads wrongly without a word,
and refuses, and the median time of one formula. ``--keep`` keeps the figures of the other readers, which
stand in for a reader that is not installed: latex2sympy2 and latex2sympy2_extended need two versions of one
library, so that no environment has both.
"""

from __future__ import annotations

import importlib
import json
import re
import sys
import warnings
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any, NamedTuple

import sympy
from sympy import Function, Indexed, Product, Sum, Symbol
from sympy.core.function import AppliedUndef
from sympy.core.relational import Relational

from mlekl_symbolic.oracle.latex_reader import reader as latex2sympy2
from mlekl_symbolic.readers.latex.macros import find_macros
from mlekl_symbolic.readers.latex.reader import read
from tests.readers.neutral import expected, named_symbols, neutral, same

DATA = Path(__file__).parents[1] / "tests" / "data" / "formulas.json"
KEPT = Path(__file__).with_name("readers.json")
"""How other readers did when they were last measured and kept."""
GOAL = 2.0
"""Milliseconds that our reader may take for a formula, at the median."""
REFUSED = ("Ambiguous", "Malformed")
SIGNS = {"Eq": "=", "Equality": "=", "Ge": ">=", "Le": "<=", "Gt": ">", "Lt": "<", "Ne": "!="}
SIGNS |= {
    "GreaterThan": ">=",
    "LessThan": "<=",
    "StrictGreaterThan": ">",
    "StrictLessThan": "<",
    "Unequality": "!=",
}


class Scores(NamedTuple):
    """What a reader made of the formulas."""

    name: str
    right: int
    wrong: int
    refused: int
    milliseconds: float


def formulas() -> list[dict[str, str]]:
    """The formulas with their expected readings."""
    made: list[dict[str, str]] = json.loads(DATA.read_text(encoding="utf-8"))
    return made


def ours(latex: str) -> Any:
    """A reading of ours in the neutral language; raises when it is refused."""
    reading = read(latex, macros=find_macros(""))
    if reading.refusals:
        raise ValueError(reading.refusals[0].message)
    return neutral(reading)


def _called(name: str) -> str:
    """A name that another reader chose, without LaTeX."""
    out = re.sub(r"\\(?:text|mathrm|mathbf|operatorname)", "", name)
    out = re.sub(r"\\(hat|tilde|bar)\s*\{?\\?(\w+)\}?", r"\2_\1", out)
    return re.sub(r"[\\{}\s]", "", out)


def _indexless(node: Any) -> Any:
    """A neutral object in which an index is part of the name, as most readers have it."""
    if isinstance(node, Indexed):
        return Symbol(f"{node.base.label}_{''.join(map(str, map(_indexless, node.indices)))}")
    if isinstance(node, AppliedUndef) and node.func.__name__ == "Ap":
        subs = ",".join(str(_indexless(a)) for a in node.args[1].args)
        return Function(f"{node.args[0]}_{subs}")(*map(_indexless, node.args[2:]))
    return node.func(*map(_indexless, node.args)) if getattr(node, "args", ()) else node


def theirs(node: Any) -> Any:
    """What another reader returned, in the neutral language as far as it goes."""
    if isinstance(node, list | tuple):
        return sympy.Tuple(*map(theirs, node))
    if isinstance(node, Relational):
        sign = SIGNS.get(type(node).__name__, "?")
        return Function("Chain")(theirs(node.lhs), Symbol(f"rel:{sign}"), theirs(node.rhs))
    if isinstance(node, Symbol):
        return Symbol(_called(node.name))
    if isinstance(node, AppliedUndef):
        return Function(_called(node.func.__name__))(*map(theirs, node.args))
    if isinstance(node, sympy.KroneckerDelta | sympy.DiracDelta):
        name = "KD" if isinstance(node, sympy.KroneckerDelta) else "delta"
        return Function(name)(*map(theirs, node.args))
    if isinstance(node, Sum | Product):
        limits = [sympy.Tuple(*map(theirs, limit)) for limit in node.limits]
        return node.func(theirs(node.function), *limits)
    return node.func(*map(theirs, node.args)) if getattr(node, "args", ()) else node


def _is_right(found: Any, wanted: Any) -> bool:
    try:
        made = named_symbols(theirs(found))
        return same(made, wanted) or same(_indexless(made), _indexless(wanted))
    except Exception:  # what cannot even be rebuilt is not what was wanted
        return False


def score(name: str, reader: Callable[[str], Any]) -> Scores:
    """How one reader does."""
    counts = {"right": 0, "wrong": 0, "refused": 0}
    times = []
    for formula in formulas():
        must_refuse = formula["expected_sympy"] in REFUSED
        start = perf_counter()
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                found = reader(formula["latex"])
            refused = False
        except Exception:  # the errors of four readers have no common class
            refused = True
        times.append(1000 * (perf_counter() - start))
        if refused:
            counts["right" if must_refuse else "refused"] += 1
        else:
            right = not must_refuse and _is_right(found, named_symbols(expected(formula["expected_sympy"])))
            counts["right" if right else "wrong"] += 1
    return Scores(name, counts["right"], counts["wrong"], counts["refused"], median(times))


def _extended() -> Callable[[str], Any] | None:
    try:
        module = importlib.import_module("latex2sympy2_extended")
    except ImportError:
        return None
    return lambda latex: module.latex2sympy(latex)


def _lark() -> Callable[[str], Any] | None:
    try:
        importlib.import_module("lark")
        module = importlib.import_module("sympy.parsing.latex")
    except ImportError:
        return None
    return lambda latex: _unambiguous(module.parse_latex(latex, backend="lark"))


def _unambiguous(found: Any) -> Any:
    """What SymPy's lark reader returned, unless it is a tree of several readings."""
    if not isinstance(found, sympy.Basic):
        raise ValueError("several readings")
    return found


def our_time() -> float:
    """Milliseconds of one formula of ours at the median, without comparing it to anything."""
    texts = [f["latex"] for f in formulas()]
    times = []
    for latex in texts * 5:
        start = perf_counter()
        read(latex)
        times.append(1000 * (perf_counter() - start))
    return median(times)


def scores() -> list[Scores]:
    """All readers that are installed, and those that are kept."""
    others = [
        ("latex2sympy2", latex2sympy2()),
        ("latex2sympy2_extended", _extended()),
        ("SymPy, lark", _lark()),
    ]
    mine = score("mlekl_symbolic", ours)._replace(milliseconds=our_time())
    kept = {row.name: row for row in (Scores(*r) for r in json.loads(KEPT.read_text("utf-8")))}
    found = [kept.get(name) if reader is None else score(name, reader) for name, reader in others]
    return [mine, *(row for row in found if row is not None)]


def keep(rows: list[Scores]) -> None:
    """Keep how other readers did, for environments without them."""
    lines = ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows[1:])
    KEPT.write_text(f"[\n{lines}\n]\n", "utf-8")


def table(rows: list[Scores]) -> str:
    """The scores as a table in markdown."""
    out = [
        f"| {len(formulas())} formulas | right | silently wrong | refused | ms, median |",
        "|---|---|---|---|---|",
    ]
    out += [f"| {r.name} | {r.right} | {r.wrong} | {r.refused} | {r.milliseconds:.2f} |" for r in rows]
    return "\n".join(out)


if __name__ == "__main__":
    measured = scores()
    print(table(measured))
    if "--keep" in sys.argv:
        keep(measured)
    print(f"goal: 0 silently wrong, at most {GOAL} ms a formula")
