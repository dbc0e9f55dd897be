"""Entries of a softmax, beside the sum of the exponentials of all entries."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from mlekl_symbolic.readers.latex import surface as s
from mlekl_symbolic.readers.latex.show import shown
from mlekl_symbolic.readers.latex.uninterpreted.keys import rebuilt


def with_softmax(left: s.Expression, right: s.Expression) -> tuple[s.Expression, s.Expression, list[str]]:
    """Two sides with the entries of a softmax written out, if the line has the sum over all of them."""
    nodes = [n for side in (left, right) for n in s.walk(side)]
    sums = [n for n in nodes if isinstance(n, s.Big) and _entry(n) is not None]
    said: dict[str, None] = {}

    def written(node: s.Node) -> Any:
        made: Any = rebuilt(node, written)
        match made:
            case s.Scripted(s.Apply(s.Name("softmax"), ((s.Name() as vector,),)), ("_", s.Name() as index)):
                mine = {n for n in sums if _is_entry(_entry(n), vector)}
                if len(mine) == 1:
                    whole = mine.pop()
                    entry = _entry(whole)
                    assert entry is not None
                    top = s.Call("exp", replace(entry, indices=(index,)))
                    said[f"{shown(made)} is {shown(top)} divided by {shown(whole)}"] = None
                    return s.Fraction(top, whole, span=made.span)
        return made

    return written(left), written(right), list(said)


def _entry(node: s.Big) -> s.Name | None:
    """What a sum of exponentials of all entries of a vector has in its exponents."""
    match node:
        case s.Big("∑", s.Between(s.Name() as index, _, _), s.Call("exp", s.Name() as entry, None, None)):
            return entry if entry.indices == (index,) else None
    return None


def _is_entry(entry: s.Name | None, vector: s.Name) -> bool:
    """Whether a name is an entry of a vector, which may be written bold."""
    return entry is not None and replace(entry, indices=(), style="") == replace(vector, style="")
