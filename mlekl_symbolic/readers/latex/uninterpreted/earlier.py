"""Which lines of a document a later line may rest on."""

from __future__ import annotations

from collections.abc import Sequence

from mlekl_symbolic.readers.latex import surface as s
from mlekl_symbolic.readers.latex.elaborate.usage import is_functional
from mlekl_symbolic.readers.latex.reading import Line, Status
from mlekl_symbolic.readers.latex.uninterpreted.information import is_information
from mlekl_symbolic.readers.latex.uninterpreted.lines import Around
from mlekl_symbolic.readers.latex.uninterpreted.survey import own_names

EQUATIONS = ("=", "≔", "≡")
"""The relations of the lines that others may rest on."""
MOST = 5
"""How many lines a line may rest on."""
MOST_CONTINUED = 2
"""In how many ways a line is read as the continuation of others."""
MOST_EARLIER = 40
"""How many lines are remembered."""


def is_usable(line: Line, around: Around, *, doubtful: bool) -> bool:
    """Whether later lines may rest on a line: an equation that could be read.

    Parameters
    ----------
    doubtful
        Whether something speaks against it, so that it has to say what a name stands for.
    """
    found = around.line(line)
    if found.status is Status.REFUSED or found.left is None or found.relation not in EQUATIONS:
        return False
    if _is_update(found.left, found.right):
        return False
    return not doubtful or _stands_for(found.left, found.right)


def _is_update(left: s.Expression, right: s.Expression) -> bool:
    """Whether a line gives a name a new value from its old one, as ``θ = θ - η g`` does."""
    terms = right.terms if isinstance(right, s.Terms) else ()
    return isinstance(left, s.Name) and any(t.body == left and t.sign != "-" for t in terms)


def is_bare_claim(line: Line, before: Sequence[Line], around: Around) -> bool:
    """Whether a line equates two sums of what lines before it speak of: it says what nothing stands for."""
    found = around.line(line)
    if not (isinstance(found.left, s.Terms) and isinstance(found.right, s.Terms)):
        return False
    trees = (x for b in map(around.line, before) for x in (b.left, b.right) if x is not None)
    known = {n for tree in trees for n in s.walk(tree) if isinstance(n, s.Name)}
    return all(n in known for x in (found.left, found.right) for n in s.walk(x) if isinstance(n, s.Name))


def introduces(line: Line, before: Sequence[Line], around: Around) -> bool:
    """Whether a line says what a new name stands for, alone on its left side or at names as arguments."""
    found = around.line(line)
    if found.left is None or found.relation not in EQUATIONS or not _stands_for(found.left, found.right):
        return False
    head, left = _head(found.left), found.left
    if isinstance(left, s.Apply):
        if is_information(left):
            return False
        items = [i for g in left.groups for i in g]
        if len(set(items)) < len(items) or not all(_is_letter(i) for i in items):
            return False
    earlier = (x for b in map(around.line, before) for x in (b.left, b.right) if x is not None)
    return all(n != head for tree in earlier for n in s.walk(tree))


def _is_letter(node: s.Node) -> bool:
    """Whether an argument is a letter, or its square, as ``σ²`` is."""
    squared = isinstance(node, s.Power) and node.exponent == s.Number("2") and isinstance(node.base, s.Name)
    return squared or isinstance(node, s.Name)


def _stands_for(left: s.Expression, right: s.Expression) -> bool:
    """Whether a line says what the name on its left side stands for."""
    head = _head(left)
    return head is not None and not is_functional(head) and all(n != head for n in own_names(right))


def _head(node: s.Node) -> s.Name | None:
    if isinstance(node, s.Apply):
        return node.function
    return node if isinstance(node, s.Name) else None


def path(line: Line, earlier: Sequence[Line], around: Around) -> tuple[Line, ...]:
    """The shortest chain of earlier equations from one side of an equation to the other, or nothing."""
    found = around.line(line)
    if found.left is None or found.relation not in EQUATIONS:
        return ()
    return _ways(found, earlier, around, backwards=True).get(found.right, ())


def continued(
    line: Line, earlier: Sequence[Line], around: Around
) -> list[tuple[s.Expression, tuple[Line, ...]]]:
    """What the left side of a line equals by the equations before it, the last first.

    A line that repeats the left side of the line before continues it, as one without a left side does.
    """
    found = around.line(line)
    if found.left is None:
        return []
    ways = _ways(found, earlier, around, backwards=False)
    out = [(x, by) for x, by in ways.items() if by and x not in (found.left, found.right)]
    out.sort(key=lambda way: -max(by.span[0] for by in way[1]))
    return out[:MOST_CONTINUED]


def _ways(
    found: Line, earlier: Sequence[Line], around: Around, *, backwards: bool
) -> dict[s.Expression, tuple[Line, ...]]:
    """The expressions that equal the left side of a line by earlier equations, with these."""
    assert found.left is not None
    edges: dict[s.Expression, list[tuple[s.Expression, Line]]] = {}
    for before in earlier:
        other = around.line(before)
        if other.relation not in EQUATIONS:
            continue
        # What a line only repeats shows nothing, unless it is what a name was said to stand for.
        apart = {other.left, other.right} != {found.left, found.right} or other.relation == "≔"
        if other.left is not None and apart:
            edges.setdefault(other.left, []).append((other.right, before))
            if backwards:
                edges.setdefault(other.right, []).append((other.left, before))
    ways: dict[s.Expression, tuple[Line, ...]] = {found.left: ()}
    waiting = [found.left]
    while waiting:
        here = waiting.pop(0)
        for there, by in edges.get(here, ()):
            if there not in ways and not isinstance(there, s.Number):
                ways[there] = (*ways[here], by)
                waiting.append(there)
    return ways


def relevant(line: Line, earlier: Sequence[Line], around: Around) -> tuple[Line, ...]:
    """The lines that a line may rest on.

    They say what its names stand for, share a side with it, or have a side that is a part of it.
    """
    found = around.line(line)
    if found.left is None:
        return ()
    sides = {found.left, found.right}
    inside = {n for side in sides for n in s.walk(side)}
    heads = {n for n in inside if isinstance(n, s.Name)}
    chosen: list[Line] = []
    lefts: set[s.Expression] = set()
    for before in reversed(earlier):
        other = around.line(before)
        if other.left is None or len(chosen) == MOST or {other.left, other.right} == sides:
            continue
        if other.left in lefts:  # What was said last of something counts.
            continue
        defines = _head(other.left) in heads and _stands_for(other.left, other.right)
        if defines or any(x in inside and not _is_small(x) for x in (other.left, other.right)):
            chosen.append(before)
            lefts.add(other.left)
            heads |= {n for n in s.walk(other.right) if isinstance(n, s.Name)} if defines else set()
    return tuple(reversed(chosen))


def says_another(one: Line, line: Line, around: Around) -> bool:
    """Whether a line is an equation with other sides than an equation has."""
    first, second = around.line(one), around.line(line)
    both = first.relation in EQUATIONS and second.relation in EQUATIONS
    return both and {first.left, first.right} != {second.left, second.right}


def _is_small(node: s.Node) -> bool:
    """Whether a side says too little to look for it in other lines."""
    return isinstance(node, s.Name | s.Number) or all(isinstance(n, s.Number) for n in s.parts(node))
