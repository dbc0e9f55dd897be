"""What a proof is made of: lines, and the sequents they prove."""

from __future__ import annotations

from mlekl_symbolic.kernel.records import Record
from mlekl_symbolic.kernel.terms import Term, Var

TRACED = frozenset({"ring", "linear"})
"""The rules of which a file gives the micro-steps."""


class CheckError(Exception):
    """A proof line does not follow from the lines before it."""


class Sequent(Record):
    """``hypotheses`` entail ``proposition``."""

    hypotheses: frozenset[Term]
    proposition: Term


class MicroStep(Record):
    """One use of an elementary law of algebra inside a term.

    Attributes
    ----------
    law
        The name of a law; ``use0``, ``use1``, … are the premises of the line.
    path
        The argument positions from the root to the subterm; of a binder, 0 is the domain, 1 the body.
    forward
        Whether the law is read from left to right.
    term
        What a law read right to left makes, needed where its right side does not say: ``0 = 0 · a``.
    """

    law: str
    path: tuple[int, ...] = ()
    forward: bool = True
    term: Term | None = None


class Line(Record):
    """One proof line: the inference rule, the lines it uses and what fixes its conclusion.

    Attributes
    ----------
    rule
        The name of an inference rule.
    uses
        The lines it rests on; for ``axiom``, its side conditions in the order of the schema.
    terms
        Terms the conclusion is built from.
    name
        The axiom.
    instance
        What the metavariables (or, for ``inst``, the free variables) become.
    path
        For ``congr``: the argument positions from the root to the place of the change.
    variables
        Names for the binders that are crossed or made.
    algebra
        For ``ring`` and ``linear``: micro-steps that stand for the comparison of polynomials. None while a
        proof is being made; a line that is read from a file has them.
    """

    rule: str
    uses: tuple[int, ...] = ()
    terms: tuple[Term, ...] = ()
    name: str = ""
    instance: tuple[tuple[Var, Term], ...] = ()
    path: tuple[int, ...] = ()
    variables: tuple[Var, ...] = ()
    algebra: tuple[MicroStep, ...] | None = None
