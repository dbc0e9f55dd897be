"""Laws in one line: masses of some letters given others, and how those of one name hang together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from mlekl_symbolic.language import (
    Equal,
    FiniteSet,
    ForAll,
    FunctionSymbol,
    Integral,
    Interval,
    Range,
    Reals,
    Region,
    SetExpression,
    Statement,
    Sum,
    Variable,
)
from mlekl_symbolic.readers.latex import surface as s
from mlekl_symbolic.readers.latex.alphabet import GREEK
from mlekl_symbolic.readers.latex.show import shown
from mlekl_symbolic.readers.latex.uninterpreted.keys import Bound, Held, holding, skeleton
from mlekl_symbolic.readers.latex.uninterpreted.objects import Names, is_part

CONTINUOUS = (Reals, Region, Interval)
MOST_LAWS = 8
"""How many masses of one line are compared with each other."""


@dataclass(frozen=True, slots=True)
class Law:
    """A mass as it stands in a line.

    Attributes
    ----------
    head
        Its name with everything written at it.
    points, given
        What it is the mass of, and what is given.
    held
        The bound names in it, with what they depend on.
    value
        The mass.
    """

    head: tuple[s.Name, tuple[s.Expression, ...]]
    points: frozenset[s.Expression]
    given: frozenset[s.Expression]
    held: tuple[tuple[s.Name, Held], ...]
    value: Any

    @property
    def bound(self) -> Mapping[s.Name, Held]:
        """The bound names in it."""
        return dict(self.held)


class Laws(Names):
    """The masses of a line."""

    def __init__(self, joint: frozenset[s.Name]) -> None:
        super().__init__()
        self.joint = joint
        self.laws: dict[tuple[Any, ...], Law] = {}
        self.signed: list[Statement] = []
        self.ratios: list[Statement] = []
        self._distributions: dict[tuple[s.Node, SetExpression, SetExpression | None], Any] = {}

    def mass(self, node: s.Apply, bound: Bound) -> Any:
        """The mass that an application of a law stands for."""
        node = _sorted(node) if node.function in self.joint else node
        held = holding(node, bound)
        lettered = node.function in self.joint or not is_labelled(node.function)
        key = skeleton(node, bound, lettered=lettered)
        variables = {h.variable: h.over for _, h in held}
        points = [bound[p] for p in node.groups[0] if isinstance(p, s.Name) and p in bound]
        first = points[0] if len(points) == 1 and points[0].whole else None
        rest = {v: o for v, o in variables.items() if first is None or v != first.variable}
        inside = {h.variable for i in node.groups[0] for _, h in holding(i, bound)}
        # A joint law does not sum to one over one of its letters.
        alone = len(node.groups[0]) == 1
        if first is not None and alone and len(inside) == 1 and len(rest) <= 1:
            value = self._distribution(key, first, rest, node)
        else:
            value = self._function(key, variables, node) if variables else self._number(key, node)
        self._register(node, held, value)
        return value

    def _distribution(
        self, key: s.Node, first: Held, rest: Mapping[Variable, SetExpression], node: s.Apply
    ) -> Any:
        given = next(iter(rest.items()), None)
        if not is_everything(first.over) or (given and isinstance(given[1], Range)):
            return self._function(key, {first.variable: first.over, **rest}, node)
        at = (key, first.over, None if given is None else given[1])
        if at not in self._distributions:
            called = self.unused(shown(key))
            finite = isinstance(first.over, FiniteSet)
            if given is None:
                declare = self.home.distribution if finite else self.home.density
                self._distributions[at] = declare(called, over=first.over)
            else:
                declare_all = self.home.model if finite else self.home.densities
                self._distributions[at] = declare_all(called, parameters=given[1], over=first.over)
            self.infer(f"{called} is a distribution", node.span, "N121")
        made = self._distributions[at]
        return made(first.variable) if given is None else made[given[0]](first.variable)

    def _number(self, key: s.Node, node: s.Apply) -> Any:
        new = key not in self.free
        made = self.real(key)
        if new:
            self.give(made >= 0, str(made))
            self.signed.append(made > 0)
            self.infer(f"{made} is a mass", node.span, "N121")
        return made

    def _function(self, key: s.Node, variables: Mapping[Variable, SetExpression], node: s.Apply) -> Any:
        new = (key, len(variables)) not in self.functions
        function = self.function(key, len(variables))
        value = function(*variables)
        if new:
            limits = [limit(v, over) for v, over in reversed(list(variables.items()))]
            self.give(ForAll(value >= 0, *limits), function.name)
            self.signed.append(ForAll(value > 0, *limits))
            self.infer(f"{function.name} is a mass", node.span, "N121")
        return value

    def _register(self, node: s.Apply, held: list[tuple[s.Name, Held]], value: Any) -> None:
        given = [i for bar, g in zip(node.bars, node.groups[1:], strict=True) for i in g if bar != ";"]
        parameters = tuple(
            i for bar, g in zip(node.bars, node.groups[1:], strict=True) if bar == ";" for i in g
        )
        bound = frozenset(n for n, _ in held)
        key = (node, bound)
        law = Law(
            (node.function, parameters), frozenset(node.groups[0]), frozenset(given), tuple(held), value
        )
        if key not in self.laws and len(self.laws) < MOST_LAWS:
            self.laws[key] = law
            if isinstance(value.args[0] if value.args else None, FunctionSymbol):
                self._total(law)

    def _total(self, law: Law) -> None:
        """That a law of several letters, or given several, sums to one."""
        bound = law.bound
        points = [p for p in law.points if isinstance(p, s.Name) and p in bound and bound[p].whole]
        if len(points) < len(law.points):
            return
        inner = [bound[p] for p in points]
        if len({h.variable for h in inner}) < len(inner) or any(cut(h.over) for h in inner):
            return
        made: Any = law.value
        for held in inner:
            made = total(made, held)
        own = {h.variable for h in inner}
        outer = {h.variable: h.over for _, h in law.held if h.variable not in own}
        claim: Statement = Equal(made, 1)
        self.give(ForAll(claim, *(limit(v, o) for v, o in outer.items())) if outer else claim, "law")

    # How they hang together.

    def rules(self) -> Iterator[Statement]:
        """What holds between the laws of one name: products, margins, Bayes' rule."""
        for _, mine in sorted(grouped(self.laws.values()).items(), key=str):
            products: list[
                tuple[frozenset[s.Expression], frozenset[s.Expression], Any, Mapping[s.Name, Held]]
            ]
            products = [(law.points, law.given, law.value, law.bound) for law in mine]
            for one in mine:
                for other in mine:
                    made = product(one, other)
                    if made is not None:
                        products.append(made)
            for left, right in combinations(products, 2):
                same = left[:2] == right[:2] and left[3].keys() == right[3].keys()
                if same and left[2] != right[2] and agree(left[3], right[3]):
                    yield closed(Equal(left[2], right[2].xreplace(moved(right[3], left[3]))),
                                 {**right[3], **left[3]})  # fmt: skip
            yield from _margins(mine)
            self.ratios.extend(_quotients(mine, products))


def grouped(laws: Any) -> dict[Any, list[Law]]:
    """Laws by their names."""
    out: dict[Any, list[Law]] = {}
    for law in laws:
        out.setdefault(law.head, []).append(law)
    return out


def agree(one: Mapping[s.Name, Held], other: Mapping[s.Name, Held]) -> bool:
    """Whether the same names are bound in two parts that speak of the same letters."""
    return all(one[n].over == other[n].over and one[n].whole == other[n].whole for n in one.keys() & other)


def moved(old: Mapping[s.Name, Held], new: Mapping[s.Name, Held]) -> dict[Any, Any]:
    """The variables of one law in place of those of another for the same names."""
    return {old[n].variable: new[n].variable for n in old.keys() & new}


def _consistent(one: Law, other: Law) -> bool:
    """Whether every name that both laws speak of is bound in both or in neither."""
    mine = {n for i in (*one.points, *one.given) for n in s.walk(i) if isinstance(n, s.Name)}
    theirs = {n for i in (*other.points, *other.given) for n in s.walk(i) if isinstance(n, s.Name)}
    both = mine & theirs
    return both & one.bound.keys() == both & other.bound.keys() and agree(one.bound, other.bound)


def product(conditional: Law, marginal: Law) -> Any:
    """``p(a | b) p(b)`` as a law of both, when two laws fit together so."""
    fits = conditional.given == marginal.points | marginal.given and not marginal.points & marginal.given
    if not fits or not _consistent(conditional, marginal):
        return None
    value = conditional.value * marginal.value.xreplace(moved(marginal.bound, conditional.bound))
    return (
        conditional.points | marginal.points, marginal.given, value, {**marginal.bound, **conditional.bound}
    )  # fmt: skip


def _quotients(mine: list[Law], products: list[Any]) -> Iterator[Statement]:
    """``p(a | b) = p(a, b) / p(b)`` and Bayes' rule, where no mass is zero."""
    for marginal in mine:
        for conditional in mine:
            made = product(conditional, marginal)
            if made is None:
                continue
            points, given, _, bound = made
            for other in products:
                same = other[:2] == (points, given) and other[3].keys() == bound.keys()
                if not same or other[2].has(conditional.value) or not agree(other[3], bound):
                    continue
                whole = other[2].xreplace(moved(other[3], bound))
                bottom = marginal.value.xreplace(moved(marginal.bound, bound))
                left = conditional.value.xreplace(moved(conditional.bound, bound))
                if not whole.has(left):
                    yield closed(Equal(left, whole / bottom), {**other[3], **bound})


def _margins(mine: list[Law]) -> Iterator[Statement]:
    """``p(a)`` as the sum of ``p(a, b)``, for one letter ``b`` that is bound."""
    for joint in mine:
        for marginal in mine:
            out = joint.points - marginal.points
            if marginal.given != joint.given or not marginal.points < joint.points or len(out) != 1:
                continue
            letter = next(iter(out))
            held = joint.bound.get(letter) if isinstance(letter, s.Name) else None
            rest = {n: h for n, h in joint.held if n != letter}
            if held is None or not held.whole or cut(held.over) or rest.keys() != marginal.bound.keys():
                continue
            if not agree(rest, marginal.bound):
                continue
            value = marginal.value.xreplace(moved(marginal.bound, rest))
            yield closed(Equal(value, total(joint.value, held)), rest)


def total(value: Any, held: Held) -> Any:
    """The sum or the integral of a value over a bound variable."""
    kind = Integral if isinstance(held.over, CONTINUOUS) else Sum
    return kind(value, limit(held.variable, held.over))


def limit(variable: Variable, over: SetExpression) -> tuple[Any, ...]:
    """A variable with its set, as binders have it."""
    return (variable, *over.args) if isinstance(over, Range) else (variable, over)


def is_everything(over: SetExpression) -> bool:
    """Whether a law may be one on a set: on all that a letter stands for, which is finite or an interval."""
    return isinstance(over, (FiniteSet, *CONTINUOUS)) and not cut(over)


def cut(over: SetExpression) -> bool:
    """Whether a law may go on outside of a set, as it does outside of the interval ``(0, t)``."""
    if is_part(over):
        return True
    return isinstance(over, Interval) and over not in (Interval.above(0), Interval.open(0, 1))


def closed(claim: Statement, bound: Mapping[s.Name, Held]) -> Statement:
    """A claim for all values of its bound variables."""
    limits = {
        h.variable: limit(h.variable, h.over) for h in bound.values() if h.variable in claim.free_symbols
    }
    return ForAll(claim, *limits.values()) if limits else claim


def is_labelled(head: s.Name) -> bool:
    """Whether a law has a name of its own, so that it is the same law whatever letter it is applied to.

    Under one bare letter ``q(z)`` and ``q(y)`` are two laws.
    """
    labels = (
        isinstance(i, s.Number) or (isinstance(i, s.Name) and i.letter not in GREEK) for i in head.indices
    )
    return bool(head.marks or head.indices) and all(labels) and not head.upper


def _sorted(node: s.Apply) -> s.Apply:
    """A joint law with its letters in one order: ``p(x, z)`` and ``p(z, x)`` are the same."""
    groups = tuple(tuple(sorted(g, key=repr)) for g in node.groups)
    return s.Apply(node.function, groups, node.bars, span=node.span)
