"""Inequalities about means of several letters that are drawn together, read as those of one letter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from mlekl_symbolic.language import Statement
from mlekl_symbolic.readers.latex import surface as s
from mlekl_symbolic.readers.latex.depending import all_names
from mlekl_symbolic.readers.latex.diagnostics import NOWHERE, Diagnostic
from mlekl_symbolic.readers.latex.reading import Line
from mlekl_symbolic.readers.latex.roles import DENSITIES
from mlekl_symbolic.readers.latex.show import shown
from mlekl_symbolic.readers.latex.uninterpreted.keys import rebuilt
from mlekl_symbolic.readers.latex.uninterpreted.lines import Around, General, general

_INEQUALITIES = ("≤", "≥", "<", ">")
Letters = frozenset[s.Expression]


def by_one_letter(line: Line, around: Around) -> tuple[General, tuple[Statement, ...]] | None:
    """An inequality with the letters that its means draw together as one letter, and quotients upright.

    Every law in it is of all these letters or of none, apart from the factors of a product of laws from which
    they are drawn, which only stand side by side. ``-log (a/b)`` is ``log (b/a)``, whatever these are.
    """
    found = around.line(line)
    if found.left is None or found.relation not in _INEQUALITIES:
        return None
    sides = [around.prepared(x) for x in (found.left, found.right)]
    means = [n for x in sides for n in s.walk(x) if isinstance(n, s.Mean)]
    drawn = {_drawn(m) for m in means}
    letters = next(iter(drawn), None) if len(drawn) == 1 else None
    if not means or letters is None:
        return None
    notices = []
    upright = [_upright(x) for x in sides]
    if len(letters) > 1:
        unused = {n.letter for x in sides for n in all_names(x)}
        one = next((s.Name(x) for x in "uvws" if x not in unused), None)
        under = means[0].under[0]
        if one is None or any(m.under[0] != under for m in means):
            return None
        made = [_joined(x, letters, one, under) for x in upright]
        if any(n in letters for x in made for n in all_names(x)):
            return None
        upright = made
        both = " and ".join(sorted(shown(x) for x in letters))
        notices.append(Diagnostic("N129", f"{both} are drawn together, as {shown(one)}", line.span))
    elif upright == sides:
        return None
    read = general(replace(found, left=upright[0], right=upright[1], span=NOWHERE), around)
    if read is None:
        return None
    said = tuple(replace(d, span=line.span) for d in (*notices, *read.notices))
    return replace(read, notices=said), ()


def _drawn(mean: s.Mean) -> Letters | None:
    """The letters that an expectation draws from a law, or from a product of laws, written out below it."""
    if mean.given or len(mean.under) != 1:
        return None
    laws = _laws(mean.under[0])
    points = [p for law in laws for p in law.groups[0]]
    different = len(set(points)) == len(points) and all(isinstance(p, s.Name) for p in points)
    return frozenset(points) if points and different else None


def _laws(node: s.Node) -> list[s.Apply]:
    """The law that a node is, or the laws whose product it is."""
    parts = [f.body for f in node.factors] if isinstance(node, s.Factors) else [node]
    laws = [p for p in parts if isinstance(p, s.Apply) and p.function.letter in DENSITIES]
    return laws if len(laws) == len(parts) else []


def _joined(node: s.Expression, letters: Letters, one: s.Name, under: s.Node) -> Any:
    """A side with one letter for several; a law of some of them only is left as it is."""
    product = _laws(under)
    name = product[0].function
    # Not the name of any of the factors: under it other laws may stand.
    law = s.Apply(s.Name(name.letter, name.style, ("_both",)), ((one,),)) if len(product) > 1 else None

    def change(part: s.Node) -> Any:
        if law is not None and isinstance(part, s.Factors) and _is_product(part, product):
            rest = tuple(f for f in part.factors if f.body not in product)
            made = s.Joined("", law, span=part.span)
            kept: tuple[Any, ...] = tuple(rebuilt(f, change) for f in rest)
            return replace(part, factors=(made, *kept)) if kept else law
        if isinstance(part, s.Apply) and part.function.letter in DENSITIES:
            return replace(part, groups=tuple(_group(g, letters, one) for g in part.groups))
        return rebuilt(part, change)

    return change(node)


def _is_product(node: s.Factors, laws: Sequence[s.Apply]) -> bool:
    """Whether a product has each of some laws as a factor once."""
    bodies = [f.body for f in node.factors if f.by != "/"]
    return all(bodies.count(law) == 1 for law in laws)


def _group(group: tuple[s.Expression, ...], letters: Letters, one: s.Name) -> tuple[s.Expression, ...]:
    """Arguments with one letter for several, if they are all among them."""
    if not letters <= set(group):
        return group
    return (one, *(x for x in group if x not in letters))


def _upright(node: s.Expression) -> Any:
    """A side in which a mean with a minus before it, of a logarithm of a quotient, is one of the inverse."""
    if isinstance(node, s.Terms):
        return _single(replace(node, terms=tuple(map(_turned, node.terms))))
    return node


def _single(node: s.Terms) -> s.Expression:
    alone = len(node.terms) == 1 and node.terms[0].sign != "-"
    return node.terms[0].body if alone else node


def _turned(term: s.Signed) -> s.Signed:
    match term:
        case s.Signed("-", s.Mean(s.Call("log" | "ln", s.Fraction(top, bottom)) as log) as mean):
            inverse = replace(log, operand=s.Fraction(bottom, top, span=log.operand.span))
            return replace(term, sign="+", body=replace(mean, body=inverse))
    return term
