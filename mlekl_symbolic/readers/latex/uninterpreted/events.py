"""Masses of events: ``p(x, z = k)`` for every ``k`` makes up ``p(x)``, and ``y`` is 0 or 1.

A mass of an event is an unknown number, or an unknown function of what the event depends on. How such
masses hang together follows from which values a random variable takes. That is read from the line: where it
sums over the values ``1, …, K``, or speaks of the values 0 and 1, there are no others.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import Any, NamedTuple

from mlekl_symbolic.language import Equal, Range, Statement
from mlekl_symbolic.readers.latex import surface as s
from mlekl_symbolic.readers.latex.show import shown
from mlekl_symbolic.readers.latex.uninterpreted.keys import Bound, Held, names
from mlekl_symbolic.readers.latex.uninterpreted.laws import (
    Law,
    Laws,
    agree,
    closed,
    cut,
    grouped,
    moved,
    product,
    total,
)

_PAIRS = ({"0", "1"},)
"""The values of a random variable that takes two of them."""


class Joint(NamedTuple):
    """A mass of something, given something, or a product that is one, which says how it is made."""

    points: frozenset[s.Expression]
    given: frozenset[s.Expression]
    value: Any
    bound: Bound
    factors: tuple[Law, ...] = ()


class Total(NamedTuple):
    """What makes up the mass of the rest of the points, with what was taken for granted."""

    rest: frozenset[s.Expression]
    given: frozenset[s.Expression]
    value: Any
    bound: Bound
    said: str


def add_evidence(laws: Laws) -> None:
    """Add ``p(x)`` to a line with ``p(z | x)``, ``p(x | z)`` and ``p(z)``, as Bayes' rule has it."""
    found = list(laws.laws.values())
    for head, mine in grouped(found).items():
        joints = _joints(mine)
        # A prior may be written without the parameter of the rest.
        there = {(law.points, law.given) for law in found if law.head[0].letter == head[0].letter}
        for law in [one for one in mine if one.given]:
            for joint in joints:
                rest = joint.points - law.points
                fits = law.points < joint.points and law.given == rest | joint.given
                if not fits or (rest, joint.given) in there:
                    continue
                there.add((rest, joint.given))
                name, parameters = head
                groups = [tuple(sorted(g, key=repr)) for g in (rest, joint.given, parameters) if g]
                bars = [bar for bar, g in (("|", joint.given), (";", parameters)) if g]
                node = s.Apply(name, tuple(groups), tuple(bars))
                laws.mass(node, {n: h for n, h in law.held if n in _names(rest | joint.given)})


def event_rules(laws: Laws) -> Iterator[Statement]:
    """What holds between the masses of events in a line, by the values that random variables take."""
    for mine in grouped(laws.laws.values()).values():
        joints = _joints(mine)
        for found in (*_all_values(joints), *_two_values(joints)):
            for claim in _claims(found, mine):
                if found.said:
                    laws.infer(found.said, (0, 0), "N144")
                yield claim


def exactly_one(laws: Laws) -> Iterator[Statement]:
    """That ``p(x)`` is the sum of ``p(x, z_k = 1)``, where exactly one ``z_k`` is 1."""
    for mine in grouped(laws.laws.values()).values():
        for joint in _joints(mine):
            for point in joint.points:
                index = _which(point, joint.bound)
                if index is None or index in _names((joint.points - {point}) | joint.given):
                    continue
                rest = {n: h for n, h in joint.bound.items() if n != index}
                value = total(joint.value, joint.bound[index])
                found = Total(joint.points - {point}, joint.given, value, rest, "")
                yield from _claims(found, mine) if found.rest and _is_whole(joint.bound[index]) else ()


def _joints(mine: Sequence[Law]) -> list[Joint]:
    """The laws of a line, and the products that are laws which it does not have."""
    made = [Joint(law.points, law.given, law.value, law.bound) for law in mine]
    there = {(law.points, law.given) for law in mine}
    for one in mine:
        for other in mine:
            found = product(one, other)
            if found is not None and found[:2] not in there:
                made.append(Joint(*found)._replace(factors=(one, other)))
    return made


def _claims(found: Total, mine: Sequence[Law]) -> Iterator[Statement]:
    """What a total says: that it is one, or a mass in the line."""
    if not found.rest:
        yield closed(Equal(found.value, 1), found.bound)
        return
    for law in mine:
        same = (law.points, law.given) == (found.rest, found.given) and law.bound.keys() == found.bound.keys()
        if same and agree(law.bound, found.bound):
            value = found.value.xreplace(moved(found.bound, law.bound))
            if not value.has(law.value):
                yield closed(Equal(law.value, value), law.bound)


def _all_values(joints: Sequence[Joint]) -> Iterator[Total]:
    """Totals over all values of what a sum of the line runs over."""
    for joint in joints:
        for point in joint.points:
            index = _index(point, joint.bound)
            if index is None or index in _names((joint.points - {point}) | joint.given):
                continue
            held = joint.bound[index]
            if any(_is_none(p, point) for j in joints for p in (*j.points, *j.given)):
                continue
            if isinstance(point, s.Name) and (not joint.factors or cut(held.over)):
                continue  # What holds of a law and its margins is among the rules of laws.
            if not isinstance(point, s.Name) and not _is_whole(held):
                continue
            rest = {n: h for n, h in joint.bound.items() if n != index}
            value = total(joint.value, held)
            yield Total(joint.points - {point}, joint.given, value, rest, _taken(point, held))


def _index(point: s.Expression, bound: Bound) -> s.Name | None:
    """What numbers the values of a point: itself, or ``k`` in ``z = k``."""
    match point:
        case s.Name() if point in bound and bound[point].whole:
            return point
        case s.Chain(s.Name() as left, (s.Link("=", s.Name() as value),)):
            inside = value in bound and bound[value].whole and value not in set(names(left))
            return value if inside else None
    return None


def _which(point: s.Expression, bound: Bound) -> s.Name | None:
    """What numbers the entries of a vector of zeros and ones: ``k`` in ``z_k = 1``."""
    match point:
        case s.Chain(s.Name() as left, (s.Link("=", s.Number("1")),)) if left.indices:
            last = left.indices[-1]
            return last if isinstance(last, s.Name) and last in bound and bound[last].whole else None
    return None


def _is_whole(held: Held) -> bool:
    """Whether an index runs from 1 to a name, or over a set."""
    if not isinstance(held.over, Range):
        return True
    low, high = held.over.args
    return bool(low == 1 and high.is_Symbol)


def _taken(point: s.Expression, held: Held) -> str:
    match point:
        case s.Chain(s.Name() as left, (s.Link("=", s.Name()),)):
            values = f"1, …, {held.over.args[1]}" if isinstance(held.over, Range) else str(held.over)
            return f"{shown(left)} takes the values {values} and no others"
    return ""


def _two_values(joints: Sequence[Joint]) -> Iterator[Total]:
    """Totals over the values 0 and 1, where the line speaks of both."""
    for one, other in combinations(joints, 2):
        apart = [*(one.points - other.points), *(other.points - one.points)]
        if one.given != other.given or len(one.points) != len(other.points) or len(apart) != 2:
            continue
        left, right = map(_value, apart)
        if left is None or right is None or left[0] != right[0] or {left[1], right[1]} not in _PAIRS:
            continue
        if any(_other_value(p, left[0]) for j in joints for p in (*j.points, *j.given)):
            continue
        if one.bound.keys() != other.bound.keys() or not agree(one.bound, other.bound):
            continue
        value = one.value + other.value.xreplace(moved(other.bound, one.bound))
        said = f"{shown(left[0])} is 0 or 1"
        yield Total(one.points & other.points, one.given, value, one.bound, said)


def _value(point: s.Expression) -> tuple[s.Name, str] | None:
    match point:
        case s.Chain(s.Name() as left, (s.Link("=", s.Number(digits)),)):
            return left, digits
    return None


def _other_value(point: s.Expression, name: s.Name) -> bool:
    """Whether an event says that a random variable has a value that is neither 0 nor 1."""
    found = _value(point)
    return found is not None and found[0] == name and found[1] not in ("0", "1")


def _is_none(point: s.Expression, other: s.Expression) -> bool:
    """Whether an event says that the random variable of another event is 0, which is none of ``1, …, K``."""
    match point, other:
        case s.Chain(first, (s.Link("=", s.Number("0")),)), s.Chain(second):
            return first == second
    return False


def _names(nodes: frozenset[s.Expression]) -> set[s.Name]:
    return {n for node in nodes for n in names(node)}
