"""Sample means: what a bar above a letter means beside a sum over its observations."""

from __future__ import annotations

from dataclasses import replace

from mlekl_symbolic.readers.latex import surface as s
from mlekl_symbolic.readers.latex.depending import all_names
from mlekl_symbolic.readers.latex.diagnostics import NOWHERE
from mlekl_symbolic.readers.latex.reading import Line
from mlekl_symbolic.readers.latex.uninterpreted.lines import Around


def sample_means(line: Line, around: Around) -> tuple[Line, ...]:
    r"""For each ``x̄`` in a line that ``x_1 + … + x_n`` is ``n x̄``, when the document sums over them.

    All sums over them must go from 1 to the same ``n``, and no line may say what ``x̄`` is.
    """
    found = around.line(line)
    if found.left is None:
        return ()
    sides = (found.left, found.right)
    out = []
    for name in dict.fromkeys(n for side in sides for n in all_names(side) if _is_barred(n)):
        sides_of_mean = _total(name, around)
        said = any(
            name in (o.left, o.right) and _has_entries(o, name) for o in map(around.line, around.lines)
        )
        if sides_of_mean is not None and not said:
            one, other = sides_of_mean
            out.append(replace(found, left=one, relation="=", right=other, span=NOWHERE, diagnostics=()))
    return tuple(out)


def _is_barred(name: s.Name) -> bool:
    return name.marks == ("bar",) and not name.indices and not name.upper


def _has_entries(line: Line, name: s.Name) -> bool:
    """Whether a line speaks of single observations."""
    sides = [x for x in (line.left, line.right) if x is not None]
    return any(
        n.indices and replace(n, indices=()) == replace(name, marks=()) for x in sides for n in all_names(x)
    )


def _total(name: s.Name, around: Around) -> tuple[s.Expression, s.Expression] | None:
    """The sum of the observations and what it is, if all sums over them have the same ends."""
    ends: set[tuple[s.Expression, s.Expression]] = set()
    for node in (n for tree in around.labelled for n in s.walk(tree)):
        match node:
            case s.Big("∑", s.Between(s.Name() as i, low, high), body):
                if replace(name, marks=(), indices=(i,)) in set(all_names(body)):
                    ends.add((low, high))
    if len(ends) != 1:
        return None
    ((low, high),) = ends
    if low != s.Number("1") or not isinstance(high, s.Name):
        return None
    i = s.Name("i")
    whole = s.Big("∑", s.Between(i, low, high), replace(name, marks=(), indices=(i,)))
    return whole, s.Factors((s.Joined("", high), s.Joined("", name)))
