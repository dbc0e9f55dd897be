"""Lines that say that a divergence is not symmetric, which a pair of coins shows."""

from __future__ import annotations

from functools import cache
from typing import Any

from mlekl_symbolic.language import Statement
from mlekl_symbolic.proof import Theorem, library, run
from mlekl_symbolic.proof.citation import cited
from mlekl_symbolic.proof.outcome import Proved
from mlekl_symbolic.readers.latex import surface as s
from mlekl_symbolic.readers.latex.diagnostics import Diagnostic
from mlekl_symbolic.readers.latex.reading import Line
from mlekl_symbolic.readers.latex.roles import is_divergence
from mlekl_symbolic.readers.latex.show import shown
from mlekl_symbolic.readers.latex.uninterpreted.lines import Around, General
from mlekl_symbolic.readers.latex.uninterpreted.objects import Names


def shown_as_unequal(line: Line, around: Around) -> tuple[General, Proved, tuple[Statement, ...]] | None:
    """A proof that a divergence is not the one with its laws exchanged, for all laws.

    Of laws that the document gives by formulas nothing is shown: theirs may agree.

    Parameters
    ----------
    line
        The line.
    around
        The document.
    """
    found = around.line(line)
    laws = _laws(found.left), _laws(found.right)
    if found.relation != "≠" or laws[0] is None or laws[1] is None or laws[0] != laws[1][::-1]:
        return None
    one, other = laws[0]
    if one == other or any(_is_given(x, line, around) for x in (one, other)):
        return None
    terms = Names()
    workspace, theorem = terms.home.workspace, _asymmetry()
    claim: Any = theorem.statement
    outcome = workspace.proved(cited(theorem, workspace, {}))
    larger, smaller = claim.args[0].args
    said = f"the sides are not equal for all {shown(one)} and {shown(other)}: two coins show it"
    read = General(workspace, larger, ">", smaller, (), (), (), (Diagnostic("N129", said, line.span),))
    return read, outcome, ()


@cache
def _asymmetry() -> Theorem:
    return run(library().find("kl_not_symmetric"))


def _laws(node: s.Expression | None) -> tuple[s.Name, s.Name] | None:
    """The two laws of a divergence, where they are names or values at letters."""
    if not isinstance(node, s.Apply) or not is_divergence(node.function):
        return None
    heads = [i.function if isinstance(i, s.Apply) and not i.bars else i for g in node.groups for i in g]
    names = [h for h in heads if isinstance(h, s.Name)]
    return (names[0], names[1]) if len(names) == len(heads) == 2 else None


def _is_given(law: s.Name, line: Line, around: Around) -> bool:
    """Whether a line before says what a law is, or the law with the same letter in the other case."""
    for before in around.before(line):
        head = before.left.function if isinstance(before.left, s.Apply) else before.left
        if isinstance(head, s.Name) and head.letter.lower() == law.letter.lower():
            return True
    return bool(law.indices or law.upper)
