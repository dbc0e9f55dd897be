"""Inequalities between two sums over the same index, which are shown for every term."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from mlekl_symbolic.readers.latex import surface as s
from mlekl_symbolic.readers.latex.diagnostics import Diagnostic
from mlekl_symbolic.readers.latex.reading import Line
from mlekl_symbolic.readers.latex.show import shown
from mlekl_symbolic.readers.latex.uninterpreted.lines import RELATIONS, Around, General, general


def by_terms(line: Line, around: Around) -> Iterator[General]:
    """An inequality between two sums as one between their terms, for a free index."""
    chosen = around.line(line)
    if chosen.left is None or RELATIONS.get(chosen.relation) not in ("<=", ">="):
        return
    one, other = _apart(chosen.left, chosen.right), _apart(chosen.right, chosen.left)
    if one is None or other is None or one.limits != other.limits:
        return
    match one.limits:
        case s.Between(s.Name() as index, low, high) if index not in {*s.walk(low), *s.walk(high)}:
            read = general(replace(chosen, left=one.body, right=other.body), Around((), around.usage))
            said = Diagnostic("N129", f"the line is shown for every {shown(index)}", line.span)
            if read is not None:
                yield replace(read, notices=(*read.notices, said))


def _apart(side: s.Expression, other: s.Expression) -> s.Big | None:
    """The only term of a side that the other one has not, when that is a sum."""
    left = [*(Counter(_terms(side)) - Counter(_terms(other))).elements()]
    body = left[0].body if len(left) == 1 and not left[0].sign else None
    return body if isinstance(body, s.Big) and body.sign == "∑" else None


def _terms(side: s.Expression) -> tuple[s.Signed, ...]:
    found = side.terms if isinstance(side, s.Terms) else (s.Signed("", side),)
    return tuple(s.Signed("" if t.sign == "+" else t.sign, t.body) for t in found)
