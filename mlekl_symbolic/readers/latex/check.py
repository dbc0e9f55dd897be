"""Checking the lines of a document: each is proved, refuted, left open, or could not be read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from enum import Enum

from sympy import Basic, Symbol

from mlekl_symbolic.kernel.lines import CheckError
from mlekl_symbolic.language import (
    Apply,
    Distribution,
    FunctionSymbol,
    LanguageError,
    Mass,
    Model,
    SolutionSet,
    Statement,
    to_kernel,
)
from mlekl_symbolic.proof.outcome import Outcome, Proved, Refuted
from mlekl_symbolic.proof.workspace import Workspace, relation_term
from mlekl_symbolic.readers.latex import surface as s
from mlekl_symbolic.readers.latex.assumptions import could_define, defined, full_support, names
from mlekl_symbolic.readers.latex.diagnostics import Diagnostic
from mlekl_symbolic.readers.latex.documents import Document, read_document
from mlekl_symbolic.readers.latex.elaborate.cast import variable_name
from mlekl_symbolic.readers.latex.elaborate.lines import Elaborator, Step, has_constant
from mlekl_symbolic.readers.latex.elaborate.usage import is_functional
from mlekl_symbolic.readers.latex.notation import Notation
from mlekl_symbolic.readers.latex.roles import DENSITIES
from mlekl_symbolic.readers.latex.source import Source
from mlekl_symbolic.readers.latex.theorems import with_theorems
from mlekl_symbolic.refute.model import model
from mlekl_symbolic.refute.witness import Witness
from mlekl_symbolic.search.engine import Context

_KINDS = (Model, Distribution, FunctionSymbol)


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


def check_latex(
    text: str, notation: Notation | None = None, name: str = "<text>", kind: str = "latex"
) -> Report:
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
    setting, steps = prepared(document)
    for step in steps:
        made = check_step(setting, step)
        yield made
        setting = after(setting, made)


def after(setting: Setting, made: Checked) -> Setting:
    """What the lines after a checked one are checked in."""
    if made.verdict not in (Verdict.UNDECIDED, Verdict.UNREADABLE):
        return setting
    return replace(setting, open=setting.open | _stipulated(made.step))


def prepared(document: Document) -> tuple[Setting, list[Step]]:
    """What the lines of a document are checked in, with an empty script of proofs, and the lines."""
    elaborator = Elaborator(document.notation, document.lines())
    steps = elaborator.steps()
    workspace = elaborator.home.workspace
    known = full_support([*workspace.distributions, *workspace.objects.values()])
    weights = [w for v in sorted(elaborator.weights, key=str) for w in (v >= 0, v <= 1)]
    unsaid = (*known, *elaborator.positive(), *weights)
    declared = frozenset(document.notation.entries)
    return Setting(workspace, tuple(elaborator.rules), unsaid, declared), steps


@dataclass(frozen=True, slots=True)
class Setting:
    """What the steps of a document are checked in.

    Attributes
    ----------
    workspace
        Where its names are declared.
    rules
        How the laws of one name hang together, such as ``p(x, z) = p(x | z) p(z)``.
    support
        That none of its distributions is zero anywhere, and that weights lie between 0 and 1.
    declared
        The names that it declares, so that no line can be meant to define them.
    open
        The names about which an earlier line says something that is not known to follow: no later line
        about them is called false.
    """

    workspace: Workspace
    rules: tuple[Statement, ...] = ()
    support: tuple[Statement, ...] = ()
    declared: frozenset[str] = frozenset()
    open: frozenset[str] = frozenset()


def check_step(setting: Setting, step: Step) -> Checked:
    """The verdict on one step."""
    if step.refusals or step.left is None or step.right is None:
        return Checked(step, Verdict.UNREADABLE)
    if step.defines:
        return Checked(step, Verdict.DEFINITION)
    try:
        with _supposed(setting.workspace, step.fixed):
            return _judged(setting, step, step.left, step.right)
    except LanguageError as error:
        wrong = Diagnostic("E234", str(error), step.line.span)
        return Checked(replace(step, diagnostics=(*step.diagnostics, wrong)), Verdict.UNREADABLE)


def _judged(setting: Setting, step: Step, left: Basic, right: Basic) -> Checked:
    """The verdict, first without assumptions, then with those that authors leave unsaid."""
    workspace = setting.workspace
    support = tuple(a for a in setting.support if _mentions(a, left, right))
    whole = (*support, *defined(left, right))
    rules = [r for r in setting.rules if _mentions(r, left, right)]
    for unsaid in dict.fromkeys(((), support, whole)):
        for chosen in ((), *((r,) for r in rules), *([tuple(rules)] if len(rules) > 1 else [])):
            with _supposed(workspace, (*unsaid, *chosen)):
                found = _proof(workspace, workspace.context, left, step.relation, right)
                if found is None and step.relation != "=":
                    found = _by_theorem(workspace, left, step.relation, right)
            if found is not None and (not (unsaid or chosen) or _can_hold(workspace, found)):
                used = tuple(a for a in unsaid if a in found.local)
                return Checked(step, Verdict.ASSUMING if used else Verdict.PROVED, used, found)
    if not _may_define(setting, step, left, right):
        with _supposed(workspace, (*whole, *rules)):
            is_defined = _is_possible(workspace)
        granted = whole if is_defined else support
        with _supposed(workspace, (*granted, *rules)):
            witness = _counterexample(workspace, left, step.relation, right)
        if witness is not None:
            return Checked(step, Verdict.REFUTED, granted, Refuted(witness))
    return Checked(step, Verdict.UNDECIDED)


def _may_define(setting: Setting, step: Step, left: Basic, right: Basic) -> bool:
    """Whether the line may say what a name stands for, so that a counterexample shows nothing."""
    mine, laws = names(left)
    theirs, other_laws = names(right)
    about = mine | laws | theirs | other_laws
    if about & setting.open - setting.declared:
        return True
    if _stipulated(step) & (mine | laws) - setting.declared:
        return True
    unknown = {
        f.name for side in (left, right) for f in side.atoms(FunctionSymbol) if f.name[0] not in DENSITIES
    }
    if unknown - setting.declared:
        return True
    if step.line.left is not None and (has_constant(step.line.left) or has_constant(step.line.right)):
        return False
    one, other = mine | laws, theirs | other_laws
    if isinstance(left, SolutionSet) and (one <= other or other <= one):
        return False
    differing = (mine ^ theirs) | (laws ^ other_laws)
    return could_define(left, step.relation, right) and not differing <= setting.declared


def _stipulated(step: Step) -> frozenset[str]:
    """The name that an equation may say something about: the lone one on its left side."""
    if step.line.relation not in ("=", "≔", "≡"):
        return frozenset()
    match step.left:
        case Mass() if isinstance(step.left.letter, Symbol):
            return names(step.left.distribution)[0] | names(step.left.distribution)[1]
        case Apply() | Symbol():
            return names(step.left)[0]
    left = step.line.left
    head = left.function if isinstance(left, s.Apply) else left
    if step.left is not None or not isinstance(head, s.Name) or is_functional(head):
        return frozenset()
    return frozenset((variable_name(s.Name(head.letter, head.style, head.marks)),))


@contextmanager
def _supposed(workspace: Workspace, statements: Sequence[Statement]) -> Iterator[None]:
    with ExitStack() as inside:
        for statement in statements:
            inside.enter_context(workspace.supposing(statement))
        yield


def _proof(workspace: Workspace, context: Context, left: Basic, relation: str, right: Basic) -> Proved | None:
    """A proof, without looking for a counterexample."""
    goal = relation_term(to_kernel(left), relation, to_kernel(right))
    try:
        found = workspace.prover.step(goal.args[0], goal.head, goal.args[1], (), context)
    except MemoryError:  # which leaves the script in an unknown state
        raise
    except Exception:  # the search is not trusted: whatever stops it, there is no proof
        return None
    if found is None:
        return None
    # The search is not trusted to name the right line either.
    sequent = workspace.prover.engine.sequent(found.line)
    stands = sequent.proposition is goal and sequent.hypotheses <= set(workspace.context.facts)
    return workspace.proved(found.line) if stands else None


def _by_theorem(workspace: Workspace, left: Basic, relation: str, right: Basic) -> Proved | None:
    """A proof that rests on the theorems of the library that speak of the two sides."""
    context = with_theorems(workspace, left, right)
    return None if context is None else _proof(workspace, context, left, relation, right)


def _counterexample(workspace: Workspace, left: Basic, relation: str, right: Basic) -> Witness | None:
    """A small world in which everything supposed holds and the line does not."""
    goal = relation_term(to_kernel(left), relation, to_kernel(right))
    try:
        return workspace.counterexample(goal)
    except (RecursionError, CheckError):
        return None


def _can_hold(workspace: Workspace, found: Proved) -> bool:
    """Whether a small world was found in which everything holds that a proof rests on.

    What follows from assumptions that contradict each other is not reported as proved.
    """
    engine = workspace.prover.engine
    return model(sorted(engine.sequent(found.line).hypotheses, key=str), engine.theory) is not None


def _is_possible(workspace: Workspace) -> bool:
    """Whether a small world was found in which everything holds that is supposed."""
    return model(list(workspace.context.facts), workspace.prover.engine.theory) is not None


def _mentions(statement: Statement, *sides: Basic) -> bool:
    """Whether a hypothesis speaks of a distribution, a function or a number of a line."""
    if statement.free_symbols and not statement.atoms(*_KINDS):
        return any(statement.free_symbols & side.free_symbols for side in sides)
    mine = {d for side in sides for d in side.atoms(*_KINDS)}
    return bool(statement.atoms(*_KINDS) & mine)
