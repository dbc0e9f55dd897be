r"""Entropies and divergences beside sums over numbered outcomes: ``H(p)``, ``\sum_i p(x_i) \log p(x_i)``.

Where a line weighs the terms of a sum with ``p(x_i)``, the outcomes of the law are ``x_1, …, x_n``, and what
takes the whole law as its argument is a sum over them too.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from mlekl_symbolic.readers.latex import surface as s
from mlekl_symbolic.readers.latex.elaborate.usage import ENTROPIES, is_jensen_shannon
from mlekl_symbolic.readers.latex.roles import DENSITIES, is_divergence
from mlekl_symbolic.readers.latex.show import shown
from mlekl_symbolic.readers.latex.uninterpreted.keys import rebuilt


@dataclass(frozen=True, slots=True)
class Outcomes:
    """The numbered outcomes of the laws of a line: their name, and what numbers them."""

    name: s.Name
    limits: s.Between


def numbered(left: s.Expression, right: s.Expression) -> s.Name | None:
    """The outcomes that are numbered in a line which has an entropy or a divergence of their laws too."""
    nodes = [n for side in (left, right) for n in s.walk(side)]
    found = _outcomes(nodes) if any(_laws(n) for n in nodes) else None
    return None if found is None else found.name


def over_outcomes(left: s.Expression, right: s.Expression) -> tuple[s.Expression, s.Expression, list[str]]:
    """Two sides with entropies and divergences of laws as sums over the outcomes, if these are numbered."""
    nodes = [n for side in (left, right) for n in s.walk(side)]
    found = _outcomes(nodes)
    bases = {n.base for n in nodes if isinstance(n, s.Call) and n.function in ("log", "ln")}
    if found is None or len(bases) > 1 or not any(_laws(n) for n in nodes):
        return left, right, []
    base = next(iter(bases), None)
    one, two = (_written(side, found, base) for side in (left, right))
    ends = f"{shown(found.limits.low)}, …, {shown(found.limits.high)}"
    return one, two, [f"the outcomes are {shown(found.name)} for {shown(found.limits.variable)} = {ends}"]


def _outcomes(nodes: list[s.Node]) -> Outcomes | None:
    """The outcomes, if every law is applied to them and every sum goes over all of them."""
    sums = [n for n in nodes if isinstance(n, s.Big)]
    laws = [n for n in nodes if isinstance(n, s.Apply) and _is_law(n.function)]
    arguments = {n.groups for n in laws}
    weighed = any(f in laws for n in sums for f in _factors(n.body))
    limits = {n.limits for n in sums}
    if not weighed or len(limits) != 1 or len(arguments) != 1 or any(n.sign != "∑" for n in sums):
        return None
    ((point, *others), *given), span = arguments.pop(), limits.pop()
    if not isinstance(span, s.Between) or not isinstance(point, s.Name) or others or given:
        return None
    whole = point.indices == (span.variable,) and span.low == s.Number("1")
    return Outcomes(point, span) if whole else None


def _factors(body: s.Expression) -> Iterator[s.Expression]:
    yield from (f.body for f in body.factors) if isinstance(body, s.Factors) else (body,)


def _is_law(name: s.Name) -> bool:
    return name.letter in DENSITIES and not name.indices


def _laws(node: s.Node) -> tuple[s.Name, ...]:
    """The laws that an entropy or a divergence has as its arguments, by name only."""
    if not isinstance(node, s.Apply) or is_jensen_shannon(node.function) or node.function.marks == ("_JS",):
        return ()
    items = [i for g in node.groups for i in g]
    names = tuple(i for i in items if isinstance(i, s.Name) and _is_law(i))
    if len(names) < len(items):
        return ()
    if is_divergence(node.function):
        return names if len(names) == 2 else ()
    entropy = node.function.letter in ENTROPIES and node.function.style in ("", "word", "bb", "cal")
    return names if entropy and "|" not in node.bars and len(names) in (1, 2) else ()


def _written(node: s.Node, outcomes: Outcomes, base: s.Expression | None) -> Any:
    laws = _laws(node)
    if not laws:
        return rebuilt(node, lambda part: _written(part, outcomes, base))
    assert isinstance(node, s.Apply)
    masses = [s.Apply(name, ((outcomes.name,),)) for name in laws]
    divergence = is_divergence(node.function)
    inside: s.Expression = s.Fraction(masses[0], masses[1]) if divergence else masses[-1]
    body = s.Factors((s.Joined("", masses[0]), s.Joined("", s.Call("log", inside, base))))
    whole = s.Big("∑", outcomes.limits, body, span=node.span)
    return whole if divergence else s.Terms((s.Signed("-", whole),), span=node.span)
