"""On what names depend that do not say so: what lines of a document say that they stand for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from mlekl_symbolic.readers.latex import surface as s
from mlekl_symbolic.readers.latex.elaborate.usage import is_functional
from mlekl_symbolic.readers.latex.reading import Line
from mlekl_symbolic.readers.latex.roles import DENSITIES

PARTICULAR = frozenset(("*", "hat", "tilde", "bar"))
"""Marks of one particular value of a letter, so that what is said of it is not said of all."""
Hidden = Mapping[s.Name, frozenset[s.Name]]
"""For each name those that it depends on without being applied to them."""


def is_particular(node: s.Node) -> bool:
    """Whether a node is a letter with the mark of one particular value."""
    return isinstance(node, s.Name) and bool(PARTICULAR & set(node.marks))


def hidden_in(lines: Iterable[Line]) -> Hidden:
    """What names depend on by the equations of a document, directly or through other names."""
    found: dict[s.Name, set[s.Name]] = {}
    for line in lines:
        head = line.left.function if isinstance(line.left, s.Apply) else line.left
        if line.relation not in ("=", "≔", "≡") or not isinstance(head, s.Name) or line.left is None:
            continue
        if head.letter in DENSITIES or is_functional(head):
            continue
        said = {n for n in s.walk(line.left) if isinstance(n, s.Name)}
        found.setdefault(head, set()).update(_free(line.right) - said)
    changed = True
    while changed:
        changed = False
        for head, mine in found.items():
            more = {m for n in mine for m in found.get(n, ())} - mine - {head}
            changed = changed or bool(more)
            mine |= more
    return {head: frozenset(mine) for head, mine in found.items()}


def depends(body: s.Node, variable: s.Name, hidden: Hidden) -> bool:
    """Whether a part depends on a variable through a name that stands for something with it."""
    return any(variable in hidden.get(n, ()) for n in _own(body) if n != variable)


def all_names(node: s.Node) -> list[s.Name]:
    """The names in a node, and those in their scripts."""
    return [n for n in s.walk(node) if isinstance(n, s.Name)]


def _own(node: s.Node) -> list[s.Name]:
    """The names in a node, without those in their scripts."""
    return [node] if isinstance(node, s.Name) else [n for part in s.parts(node) for n in _own(part)]


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
    """What an expectation may draw that does not say what: what laws in its body are laws of."""
    if any(_drawn(u) for u in node.under):
        return set()
    laws = (n for n in s.walk(node.body) if isinstance(n, s.Apply) and n.function.letter in DENSITIES)
    return {n for law in laws for n in _names(law.groups[0])}


def _names(nodes: Iterable[s.Node]) -> tuple[s.Name, ...]:
    return tuple(n for n in nodes if isinstance(n, s.Name))
