"""On what names depend that do not say so: what lines of a document say that they stand for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from mlekl_symbolic.readers.latex import surface as s
from mlekl_symbolic.readers.latex.elaborate.usage import is_functional
from mlekl_symbolic.readers.latex.reading import Line
from mlekl_symbolic.readers.latex.roles import DENSITIES

PARTICULAR = frozenset(("*", "hat", "tilde", "bar"))
"""Marks of one particular value of a letter, so that what is said of it is not said of all."""
Hidden = Mapping[s.Node, frozenset[s.Name]]
"""For each name those that it depends on without being applied to them.

Besides there is `alone` of a name for what it depends on only where it stands without arguments, and
`related` of one that an equation could be solved for.
"""
_EQUATIONS = ("=", "≔", "≡", "≈", "≃", "∝", "←")
_SOLVABLE = (
    s.Name, s.Number, s.Terms, s.Signed, s.Factors, s.Joined, s.Fraction, s.Power, s.Root, s.Call,
)  # fmt: skip
_CIRCLE = (s.Name("pi"), s.Name("e"))
_INDICES = frozenset("ijklmn")
_CONSTANTS = frozenset("cCkK")


def alone(name: s.Name) -> s.Node:
    """A name where it stands without the arguments that it has elsewhere: what `Hidden` has that under."""
    return s.Apply(name, ())


def related(name: s.Name) -> s.Node:
    """A name that an equation says something of: what `Hidden` has the others of that equation under."""
    return s.Apply(name, ((),))


def is_particular(node: s.Node) -> bool:
    """Whether a node is a letter with the mark of one particular value."""
    return isinstance(node, s.Name) and bool(PARTICULAR & set(node.marks))


def hidden_in(lines: Iterable[Line]) -> Hidden:
    """What names depend on by the equations of a document, directly or through other names."""
    every = tuple(lines)
    found: dict[s.Node, set[s.Name]] = {}
    for line in every:
        if line.left is not None and line.relation in _EQUATIONS:
            for head, names in _said(line.left, line.right):
                found.setdefault(head, set()).update(names)
        for head, names in _slopes(line):
            found.setdefault(head, set()).update(names)
    bare = {n for line in every for x in (line.left, line.right) if x is not None for n in _lone(x)}
    return _Behind(found, bare)


class _Behind(Mapping[s.Node, frozenset[s.Name]]):
    """What names depend on, directly or through others; it is found when it is asked for."""

    def __init__(self, said: Mapping[s.Node, set[s.Name]], bare: set[s.Name]) -> None:
        self._said = said
        self._bare = bare
        self._found: dict[s.Node, frozenset[s.Name]] = {}

    def __getitem__(self, key: s.Node) -> frozenset[s.Name]:
        if key not in self._found:
            own = {n for n in s.walk(key) if isinstance(n, s.Name)}
            seen = set(self._said[key])
            waiting = list(seen)
            while waiting:
                name = waiting.pop()
                behind = set(self._said.get(name, ()))
                if name in self._bare:
                    behind |= self._said.get(alone(name), set())
                waiting += behind - seen
                seen |= behind
            self._found[key] = frozenset(seen - (own - self._said[key]))
        return self._found[key]

    def __iter__(self) -> Iterator[s.Node]:
        return iter(self._said)

    def __len__(self) -> int:
        return len(self._said)


def _said(left: s.Expression, right: s.Expression) -> Iterable[tuple[s.Node, set[s.Name]]]:
    """What an equation says of the names on its sides: which others they depend on."""
    match left, right:
        case s.Terms((s.Signed("", one), s.Signed("-", other))), s.Number("0"):
            left, right = one, other
    head = left.function if isinstance(left, s.Apply) else left
    if isinstance(head, s.Name):
        said = {n for n in s.walk(left) if isinstance(n, s.Name)}
        law = head.letter in DENSITIES or is_functional(head)
        if not law:
            yield head, _free(right) - said
            yield alone(head), said - {head, *head.indices}
        elif left is head:
            yield alone(head), _free(right) - said
        if left is not head and isinstance(right, s.Name) and right.letter not in _CONSTANTS:
            yield related(right), said - {head, right}
        return
    for one, other in ((left, right), (right, left)):
        names = {n for n in s.walk(one) if isinstance(n, s.Name)}
        plain = all(isinstance(n, _SOLVABLE) for n in s.walk(one))
        if plain and isinstance(other, s.Number) and other.digits != "0":
            yield from ((related(name), names - {name}) for name in names - set(_CIRCLE))
        if plain and len(names) == 1:
            (name,) = names
            if name.letter not in _CONSTANTS and name not in all_names(other):
                yield related(name), _free(other) - names - _perhaps_drawn(other)


def _perhaps_drawn(node: s.Node) -> set[s.Name]:
    """The letters in expectations that do not say what they draw."""
    means = (n for n in s.walk(node) if isinstance(n, s.Mean) and not any(_drawn(u) for u in n.under))
    return {n for mean in means for n in _own(mean.body) if len(n.letter) == 1}


def _slopes(line: Line) -> Iterable[tuple[s.Node, set[s.Name]]]:
    """What derivatives of lone names say that these depend on, and applications of names to others."""
    for side in (line.left, line.right):
        for node in s.walk(side) if side is not None else ():
            match node:
                case s.Derivative(_, variables, s.Name() as name) | s.Gradient(variables, s.Name() as name):
                    yield alone(name), set(_names(variables)) - {name}
                case s.Apply(head, groups) if head.letter not in DENSITIES and not is_functional(head):
                    items = [i for g in groups for i in g]
                    if len(_names(items)) == len(items):
                        yield alone(head), set(_names(items)) - {head}


def depends(body: s.Node, variable: s.Name, hidden: Hidden) -> bool:
    """Whether a part depends on a variable through a name that stands for something with it."""
    if followers([body], variable, hidden):
        return True
    # What is solved for this variable alone is given by it, as ``Σ`` is where ``Σ⁻¹ = Λ``.
    return any(hidden.get(related(n)) == frozenset((variable,)) for n in _lone(body) if n != variable)


def followers(body: Iterable[s.Node], variable: s.Name, hidden: Hidden) -> set[s.Name]:
    """The names in a body that depend on a variable without being applied to it, in either case of it."""
    parts = list(body)
    own, lone = {n for part in parts for n in _own(part)}, {n for part in parts for n in _lone(part)}
    found = {n for n in own if _has(hidden, n, variable)}
    return (found | {n for n in lone if _has(hidden, alone(n), variable)}) - {variable}


def relatives(body: Iterable[s.Node], variable: s.Name, hidden: Hidden) -> set[s.Name]:
    """The names in a body for which an equation with a variable in it could be solved."""
    lone = {n for part in body for n in _lone(part)}
    return {n for n in lone if _has(hidden, related(n), variable)} - {variable}


def _has(hidden: Hidden, key: s.Node, variable: s.Name) -> bool:
    behind = hidden.get(key, frozenset())
    if variable in behind or replace(variable, letter=variable.letter.swapcase()) in behind:
        return True
    return any(_is_entry_of_the_same(n, variable) for n in behind)


def _is_entry_of_the_same(one: s.Name, other: s.Name) -> bool:
    """Whether two names may be entries of one vector, as ``w_i`` and ``w_j`` are, or it and one of them."""
    if replace(one, indices=()) != replace(other, indices=()) or not (one.indices or other.indices):
        return False
    if one.indices and other.indices:
        pairs = zip(one.indices, other.indices, strict=False)
        return all(a == b or not (isinstance(a, s.Number) and isinstance(b, s.Number)) for a, b in pairs)
    return all(isinstance(i, s.Name) and i.letter in _INDICES for i in (*one.indices, *other.indices))


def all_names(node: s.Node) -> list[s.Name]:
    """The names in a node, and those in their scripts."""
    return [n for n in s.walk(node) if isinstance(n, s.Name)]


def _own(node: s.Node) -> list[s.Name]:
    """The names in a node, without those in their scripts."""
    return [node] if isinstance(node, s.Name) else [n for part in s.parts(node) for n in _own(part)]


def _lone(node: s.Node) -> list[s.Name]:
    """The names in a node, without those in their scripts and those that are applied to arguments."""
    if isinstance(node, s.Name):
        return [node]
    applied = node.function if isinstance(node, s.Apply) else None
    return [n for part in s.parts(node) if part is not applied for n in _lone(part)]


def bound_in(node: s.Node) -> set[s.Name]:
    """The names that parts of a node bind."""
    return {n for part in s.walk(node) for n in _bound(part)}


def _free(node: s.Node) -> set[s.Name]:
    """The names in a node, and in their scripts, that are not bound in it."""
    out = {node} if isinstance(node, s.Name) else set()
    for part in s.parts(node):
        out |= _free(part)
    return out - _bound(node)


def _bound(node: s.Node) -> set[s.Name]:
    """The names that a node binds."""
    match node:
        case s.Integral(body, ()):  # It does not say over what it goes.
            return {n for n in _own(body) if len(n.letter) == 1}
        case s.Integral(variables=letters):
            return set(_names(letters))
        case s.Big(limits=s.Between(variable)):
            return set(_names((variable,)))
        case s.Big(limits=s.Over(letters)) | s.Optimum(over=s.Over(letters)):
            return set(_names(letters))
        case s.Mean():
            return {n for u in node.under for n in _drawn(u)} | _random(node)
    return set()


def _drawn(under: s.Node) -> Iterable[s.Name]:
    if isinstance(under, s.Over):
        return _names(under.variables)
    return _names(under.groups[0]) if isinstance(under, s.Apply) else ()


def _random(node: s.Mean) -> set[s.Name]:
    """What an expectation may draw that does not say what: capitals, and what laws in it are laws of."""
    if any(_drawn(u) for u in node.under):
        return set()
    laws = (n for n in s.walk(node.body) if isinstance(n, s.Apply) and n.function.letter in DENSITIES)
    large = {n for n in _own(node.body) if len(n.letter) == 1 and n.letter.isupper()}
    return large | {n for law in laws for n in _names(law.groups[0])}


def _names(nodes: Iterable[s.Node]) -> tuple[s.Name, ...]:
    return tuple(n for n in nodes if isinstance(n, s.Name))
