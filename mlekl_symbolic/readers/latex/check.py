"""Checking the lines of a document: each is proved, refuted, left open, or could not be read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from enum import Enum

from sympy import Basic

from mlekl_symbolic.language import (
    Distribution,
    Empirical,
    ForAll,
    LanguageError,
    MassFunction,
    Model,
    Statement,
    Variable,
    to_kernel,
)
from mlekl_symbolic.proof.outcome import Outcome, Proved, Refuted
from mlekl_symbolic.proof.workspace import Workspace, relation_term
from mlekl_symbolic.readers.latex.diagnostics import Diagnostic
from mlekl_symbolic.readers.latex.documents import Document, read_document
from mlekl_symbolic.readers.latex.elaborate.lines import Elaborator, Step
from mlekl_symbolic.readers.latex.notation import Notation
from mlekl_symbolic.readers.latex.source import Source


class Verdict(Enum):
    """What is known about a line."""

    PROVED = "proved"
    ASSUMING = "proved assuming"
    REFUTED = "refuted"
    UNDECIDED = "undecided"
    UNREADABLE = "unreadable"
    DEFINITION = "definition"


@dataclass(frozen=True, slots=True)
class Checked:
    """A line with its verdict.

    Attributes
    ----------
    step
        The line and its meaning.
    verdict
        What is known.
    assumptions
        What the document does not say and the proof, or the refutation, had to assume.
    outcome
        The prover's own verdict, with its size or its witness; None when nothing was checked.
    """

    step: Step
    verdict: Verdict
    assumptions: tuple[Statement, ...] = ()
    outcome: Outcome | None = None

    @property
    def size(self) -> int:
        """How many kernel lines stand behind it; 0 when it is not proved."""
        return self.outcome.size if isinstance(self.outcome, Proved) else 0


@dataclass(frozen=True, slots=True)
class Report:
    """A document with the verdicts on its lines.

    Attributes
    ----------
    document
        The document.
    lines
        Its lines.
    """

    document: Document
    lines: tuple[Checked, ...]

    @property
    def problems(self) -> tuple[Diagnostic, ...]:
        """What is wrong outside of lines."""
        return self.document.problems

    @property
    def first_bad(self) -> Checked | None:
        """The first refuted line, or None."""
        return next((c for c in self.lines if c.verdict is Verdict.REFUTED), None)

    def count(self, verdict: Verdict) -> int:
        """How many lines have a verdict."""
        return sum(c.verdict is verdict for c in self.lines)


def check_latex(text: str, notation: Notation | None = None, name: str = "<text>", kind: str = "latex") -> Report:
    """The verdicts on all lines of a text.

    Parameters
    ----------
    text
        LaTeX or markdown.
    notation
        What its names stand for, besides what it declares itself.
    name
        What positions are prefixed with.
    kind
        ``latex`` or ``markdown``.
    """
    return check_document(read_document(Source(name, text, kind), notation))


def check_document(document: Document) -> Report:
    """The verdicts on all lines of a document that was read."""
    return Report(document, tuple(checked(document)))


def checked(document: Document) -> Iterator[Checked]:
    """The lines of a document with their verdicts, one after the other as they are found."""
    elaborator = Elaborator(document.notation, document.lines())
    steps = elaborator.steps()
    workspace = elaborator.home.workspace
    standing = _full_support(workspace)
    for step in steps:
        yield _check(workspace, step, standing)


def _full_support(workspace: Workspace) -> tuple[Statement, ...]:
    """That no distribution is zero anywhere: what authors leave unsaid most often."""
    a, t = Variable("a"), Variable("t")
    out: list[Statement] = []
    known: list[Basic] = [*workspace.distributions, *workspace.objects.values()]
    for made in dict.fromkeys(known):
        if isinstance(made, Model):
            out.append(ForAll(made[t](a) > 0, (a, made.over), (t, made.parameters)))
        elif isinstance(made, MassFunction) and not isinstance(made, Empirical):
            out.append(ForAll(made(a) > 0, (a, made.over)))
    return tuple(out)


def _check(workspace: Workspace, step: Step, standing: Sequence[Statement]) -> Checked:
    if step.refusals or step.left is None or step.right is None:
        return Checked(step, Verdict.UNREADABLE)
    if step.defines:
        return Checked(step, Verdict.DEFINITION)
    relevant = [s for s in standing if _mentions(step, s)]
    try:
        with ExitStack() as inside:
            for member in step.fixed:
                inside.enter_context(workspace.supposing(member))
            return _judged(workspace, step, relevant)
    except LanguageError as error:
        wrong = Diagnostic("E234", str(error), step.line.span)
        unread = Step(step.line, None, "", None, (), "", (*step.diagnostics, wrong))
        return Checked(unread, Verdict.UNREADABLE)


def _judged(workspace: Workspace, step: Step, standing: Sequence[Statement]) -> Checked:
    found = _proof(workspace, step)
    if found is not None:
        return Checked(step, Verdict.PROVED, (), found)
    with ExitStack() as inside:
        for statement in standing:
            inside.enter_context(workspace.supposing(statement))
        found = _proof(workspace, step) if standing else None
        if found is not None:
            used = tuple(s for s in standing if s in found.local)
            return Checked(step, Verdict.ASSUMING if used else Verdict.PROVED, used, found)
        assert step.left is not None
        assert step.right is not None
        outcome, _ = workspace.judge(step.left, step.relation, step.right)
    if isinstance(outcome, Refuted):
        return Checked(step, Verdict.REFUTED, (), outcome)
    if isinstance(outcome, Proved):
        used = tuple(s for s in standing if s in outcome.local)
        return Checked(step, Verdict.ASSUMING if used else Verdict.PROVED, used, outcome)
    return Checked(step, Verdict.UNDECIDED, (), outcome)


def _proof(workspace: Workspace, step: Step) -> Proved | None:
    """A proof in the present context, without looking for a counterexample."""
    assert step.left is not None
    assert step.right is not None
    goal = relation_term(to_kernel(step.left), step.relation, to_kernel(step.right))
    found = workspace.prover.step(goal.args[0], goal.head, goal.args[1], (), workspace.context)
    if found is None:
        return None
    resting = workspace.prover.engine.sequent(found.line).hypotheses
    return workspace.proved(found.line) if resting <= set(workspace.context.facts) else None


def _mentions(step: Step, statement: Statement) -> bool:
    """Whether a hypothesis speaks of a distribution of the step."""
    assert step.left is not None
    assert step.right is not None
    mine = step.left.atoms(Model, Distribution) | step.right.atoms(Model, Distribution)
    return bool(statement.atoms(Model, Distribution) & mine)
