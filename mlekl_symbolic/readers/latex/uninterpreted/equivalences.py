"""Lines that say that two statements are equivalent: a divergence is zero exactly between equal laws."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any

from mlekl_symbolic.language import (
    KL,
    Equal,
    FiniteSet,
    ForAll,
    Indicator,
    LanguageError,
    Statement,
    Variable,
    number,
)
from mlekl_symbolic.proof import Theorem, library, run
from mlekl_symbolic.proof.citation import cited
from mlekl_symbolic.proof.outcome import Proved
from mlekl_symbolic.readers.latex import surface as s
from mlekl_symbolic.readers.latex.assumptions import full_support
from mlekl_symbolic.readers.latex.attempts import supposed
from mlekl_symbolic.readers.latex.diagnostics import Diagnostic, ReadError, Span
from mlekl_symbolic.readers.latex.reading import Line, Reading
from mlekl_symbolic.readers.latex.roles import is_divergence
from mlekl_symbolic.readers.latex.trials.conditions import is_equivalence
from mlekl_symbolic.readers.latex.uninterpreted.lines import Around, General
from mlekl_symbolic.readers.latex.uninterpreted.survey import survey
from mlekl_symbolic.readers.latex.uninterpreted.terms import Terms

Equivalence = tuple[s.Expression, s.Expression]
"""Two statements that a display says are equivalent."""


def equivalences(readings: Iterable[Reading]) -> dict[Span, Equivalence]:
    """The lines that are only half of the statement when a divergence is a number, with both halves.

    None of them is a claim by itself.
    """
    out: dict[Span, Equivalence] = {}
    for reading in readings:
        for statement in reading.statements:
            for claim in statement.claims:
                tree = claim.tree
                if isinstance(tree, s.Implication) and is_equivalence(tree):
                    both = tree.parts[0], tree.parts[1]
                    out.update((line.span, both) for line in statement.lines())
    return out


def shown_as_equivalence(line: Line, around: Around) -> tuple[General, Proved, tuple[Statement, ...]] | None:
    """A proof that a divergence is zero exactly when its laws agree, with what it assumes.

    Parameters
    ----------
    line
        Half of the equivalence.
    around
        The document.
    """
    both = around.halves.get(line.span)
    if both is None:
        return None
    node = _vanishing(both[0]) or _vanishing(both[1])
    other = both[1] if _vanishing(both[0]) else both[0]
    if node is None or not _agree(other, [i for g in node.groups for i in g]):
        return None
    terms = Terms(survey((node,), (node, *around.labelled), around.usage))
    try:
        divergence: Any = terms.expression(node, {})
    except (ReadError, LanguageError, ValueError):
        return None
    if not isinstance(divergence, KL) or not isinstance(divergence.over, FiniteSet):
        return None
    p, q = divergence.args[:2]
    workspace, a = terms.home.workspace, Variable("a")
    support = full_support([*workspace.distributions, *workspace.objects.values()])
    with supposed(workspace, support):
        try:
            found = cited(_gibbs(), workspace, {"X": divergence.over, "P": p, "Q": q})
        except LanguageError:
            return None
        outcome = workspace.proved(found)
    terms.infer("it is one of the two halves of an equivalence", line.span)
    notices = tuple(Diagnostic(d.code, d.message, line.span) for d in terms.notices)
    agree = ForAll(Equal(p(a), q(a)), (a, divergence.over))
    left, right = Indicator(Equal(divergence, number(0))), Indicator(agree)
    read = General(workspace, left, "=", right, (), (), (), notices)
    return read, outcome, tuple(x for x in support if x in outcome.local)


@cache
def _gibbs() -> Theorem:
    return run(library().find("gibbs"))


def _vanishing(node: s.Expression) -> s.Apply | None:
    """The divergence of two laws that a statement says is zero."""
    match node:
        case s.Chain(s.Apply() as divergence, (s.Link("=", s.Number("0")),)) if is_divergence(
            divergence.function
        ):
            return divergence if sum(map(len, divergence.groups)) == 2 else None
    return None


def _agree(node: s.Expression, laws: list[s.Expression]) -> bool:
    """Whether a statement says that two laws are equal: by name, or at a letter."""
    match node:
        case s.Chain(s.Node() as one, (s.Link("=" | "≡", other),)):
            pass
        case _:
            return False
    if {one, other} == set(laws):
        return True
    match one, other:
        case s.Apply(first, ((s.Name() as x,),), ()), s.Apply(second, ((s.Name() as y,),), ()):
            return x == y and {first, second} == set(laws)
    return False
