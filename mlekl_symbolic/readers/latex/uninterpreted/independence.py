"""What holds of laws by what a model is: observations are independent, and a prior has no parameter.

Both are assumptions. They are listed with a proof that rests on them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from mlekl_symbolic.language import Equal, Product, Range, Statement
from mlekl_symbolic.readers.latex import surface as s
from mlekl_symbolic.readers.latex.uninterpreted.keys import Held
from mlekl_symbolic.readers.latex.uninterpreted.laws import Law, Laws, agree, closed, grouped, limit, moved


def independent(laws: Laws) -> Iterator[Statement]:
    """``p(X | θ)`` is the product of ``p(x_i | θ)`` over all observations, where a line has both."""
    for mine in grouped(laws.laws.values()).values():
        for whole in mine:
            for one in mine:
                found = _index(whole, one)
                rest = {n: h for n, h in one.held if n != found}
                if found is None or rest.keys() != whole.bound.keys() or not agree(rest, whole.bound):
                    continue
                held = one.bound[found]
                value = Product(one.value, limit(held.variable, held.over))
                yield closed(Equal(whole.value, value.xreplace(moved(rest, whole.bound))), whole.bound)


def _index(whole: Law, one: Law) -> s.Name | None:
    """What numbers the observations, if one law is that of all of them and the other that of each."""
    found: set[s.Name] = set()
    if whole.points & whole.given:
        return None
    for all_points, points in ((whole.points, one.points), (whole.given, one.given)):
        fixed = all_points & points
        large, small = all_points - fixed, points - fixed
        if len(large) != len(small) or (points is one.points and fixed):
            return None
        pairs = [(a, b, i) for a in large for b in small if (i := _numbered(a, b)) is not None]
        if len(pairs) != len(large) or len({b for _, b, _ in pairs}) != len(small):
            return None
        found |= {i for _, _, i in pairs}
    index = found.pop() if len(found) == 1 else None
    held = None if index is None else one.bound.get(index)
    return index if held is not None and held.whole and _is_all(held) else None


def _numbered(whole: s.Expression, one: s.Expression) -> s.Name | None:
    """The index of one of the observations that a name stands for."""
    if not isinstance(whole, s.Name) or not isinstance(one, s.Name) or len(one.indices) != 1:
        return None
    index = one.indices[0]
    same = whole.letter.lower() == one.letter.lower() and whole.style == one.style
    plain = not (whole.indices or whole.upper or whole.marks or one.upper or one.marks)
    named = same or (whole.letter == "D" and whole.style in ("", "cal"))
    return index if plain and named and isinstance(index, s.Name) else None


def _is_all(held: Held) -> bool:
    """Whether an index runs over all observations: from 1 to a name, or without an end."""
    if not isinstance(held.over, Range):
        return True
    low, high = held.over.args
    return bool(low == 1 and high.is_Symbol)


def with_prior(laws: Laws, elsewhere: Sequence[s.Apply]) -> Iterator[Statement]:
    r"""``p_θ(x, z)`` is ``p_θ(x | z) p(z)``, where nothing is said of a ``p_θ(z)``."""
    written = {(a.function, frozenset(a.groups[0])) for a in elsewhere if len(a.groups) == 1}
    known = list(laws.laws.values())
    for joint in known:
        name = joint.head[0]
        bare = replace(name, indices=()), ()
        if bare == joint.head:
            continue
        for conditional in known:
            for marginal in known:
                heads = (conditional.head, marginal.head)
                if not set(heads) <= {joint.head, bare} or bare not in heads:
                    continue
                fits = (
                    conditional.given == marginal.points
                    and conditional.points | marginal.points == joint.points
                    and not (conditional.points & marginal.points or joint.given or marginal.given)
                )
                if not fits or (marginal.head == bare and (name, marginal.points) in written):
                    continue
                yield from _factored(joint, conditional, marginal)


def _factored(joint: Law, conditional: Law, marginal: Law) -> Iterator[Statement]:
    inside: Mapping[s.Name, Held] = {**marginal.bound, **conditional.bound}
    both = all(agree(joint.bound, law.bound) for law in (conditional, marginal))
    points = {p for p in joint.points if isinstance(p, s.Name)}
    if not both or any((p in joint.bound) != (p in inside) for p in points):
        return
    value = conditional.value.xreplace(moved(conditional.bound, joint.bound)) * marginal.value.xreplace(
        moved(marginal.bound, joint.bound)
    )
    yield closed(Equal(joint.value, value), {**inside, **joint.bound})
