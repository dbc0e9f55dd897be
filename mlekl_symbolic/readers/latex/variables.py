r"""Laws with the random variables below them: ``p_X(x)`` and ``p_{X|Y}(x|y)`` are ``p(x)`` and ``p(x|y)``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from mlekl_symbolic.readers.latex import surface as s
from mlekl_symbolic.readers.latex.diagnostics import Diagnostic
from mlekl_symbolic.readers.latex.reading import Claim, Line, Reading, Statement
from mlekl_symbolic.readers.latex.roles import DENSITIES
from mlekl_symbolic.readers.latex.show import shown
from mlekl_symbolic.readers.latex.uninterpreted.keys import rebuilt


@dataclass(frozen=True, slots=True)
class Variables:
    """The laws of a document that have their random variables below them, always and only where applied.

    Attributes
    ----------
    heads
        Their names, each with the name that it has without what stands below.
    """

    heads: Mapping[s.Name, s.Name]

    def reading(self, reading: Reading) -> Reading:
        """A display in which these laws are known by what they are applied to."""
        statements = tuple(map(self._statement, reading.statements))
        return replace(reading, statements=statements) if self.heads else reading

    def _statement(self, statement: Statement) -> Statement:
        claims = tuple(Claim(self.node(c.tree), c.is_condition) for c in statement.claims)
        nodes = (n for c in statement.claims for n in s.walk(c.tree) if isinstance(n, s.Apply))
        used = {n.function: n for n in nodes if n.function in self.heads}
        said = (
            Diagnostic("N121", f"{shown(n)} is read as {shown(self.node(n))}, by its arguments", n.span)
            for n in used.values()
        )
        return replace(statement, claims=claims, diagnostics=(*statement.diagnostics, *said))

    def line(self, line: Line) -> Line:
        """A line in which these laws are known by what they are applied to."""
        left = None if line.left is None else self.node(line.left)
        return replace(line, left=left, right=self.node(line.right))

    def node(self, node: s.Node) -> Any:
        """A node in which these laws are known by what they are applied to."""
        made = rebuilt(node, self.node) if self.heads else node
        if isinstance(made, s.Apply) and made.function in self.heads:
            return replace(made, function=self.heads[made.function])
        return made


def variables(trees: Iterable[s.Node], declared: Sequence[str]) -> Variables:
    """The laws that have their random variables below them wherever they occur.

    Nothing is changed under a letter that is also applied without a subscript, or in another way, or that is
    declared: there ``p_X`` may be another law than ``p``.
    """
    found: Counter[s.Name] = Counter()
    fitting: Counter[s.Name] = Counter()
    plain: set[str] = set()
    for tree in trees:
        for node in s.walk(tree):
            if isinstance(node, s.Name) and node.letter in DENSITIES and node.indices:
                found[node] += 1
            elif isinstance(node, s.Apply) and node.function.letter in DENSITIES:
                if not node.function.indices:
                    plain.add(node.function.letter)
                elif _fits(node):
                    fitting[node.function] += 1
    taken = plain | {name.partition("_")[0] for name in declared}
    taken |= {n.letter for n, times in found.items() if times != fitting[n] or _is_apart(n, found)}
    return Variables({n: replace(n, indices=()) for n in found if n.letter not in taken})


def _is_apart(name: s.Name, found: Iterable[s.Name]) -> bool:
    """Whether laws of several variables stand under one letter, and none that has two of them.

    Under a letter alone ``p(x)`` and ``p(y)`` are one law, unless there is a joint or a conditional one.
    """
    alike = [n for n in found if n.letter == name.letter]
    return len(alike) > 1 and all(len(n.indices) == 1 and isinstance(n.indices[0], s.Name) for n in alike)


def _fits(node: s.Apply) -> bool:
    """Whether the arguments are the values of the variables below, letter for letter and bar for bar."""
    name = node.function
    if name.marks or name.upper or name.style:
        return False
    match name.indices:
        case (s.Conditional(left, right),):
            below = [left, right]
        case indices:
            below = [indices]
    return len(below) == len(node.groups) and set(node.bars) <= {"|"} and all(map(_agree, below, node.groups))


def _agree(below: Sequence[s.Expression], arguments: Sequence[s.Expression]) -> bool:
    pairs = zip(below, arguments, strict=False)
    return len(below) == len(arguments) and all(
        isinstance(b, s.Name) and isinstance(a, s.Name) and b.letter.isupper() and len(b.letter) == 1
        and a.letter == b.letter.lower() and not (b.indices or a.indices or b.upper or a.upper)
        for b, a in pairs
    )  # fmt: skip
