"""Checking the lines of a document: each is proved, refuted, left open, or could not be read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum

from sympy import Basic, Symbol

from mlekl_symbolic.language import (
    Apply,
    FunctionSymbol,
    LanguageError,
    Mass,
    SolutionSet,
    Statement,
    Variable,
)
from mlekl_symbolic.proof.outcome import Outcome, Proved, Refuted
from mlekl_symbolic.proof.workspace import Workspace
from mlekl_symbolic.readers.latex import surface as s
from mlekl_symbolic.readers.latex.assumptions import could_define, defined, distinct, full_support, names
from mlekl_symbolic.readers.latex.attempts import by_theorem, can_hold, proof, supposed
from mlekl_symbolic.readers.latex.defining import defining
from mlekl_symbolic.readers.latex.diagnostics import Diagnostic, Span
from mlekl_symbolic.readers.latex.documents import Document, read_document
from mlekl_symbolic.readers.latex.elaborate.cast import variable_name
from mlekl_symbolic.readers.latex.elaborate.lines import Elaborator, Step, has_constant
from mlekl_symbolic.readers.latex.elaborate.usage import is_functional
from mlekl_symbolic.readers.latex.everywhere import where_derived
from mlekl_symbolic.readers.latex.judging import (
    are_possible,
    counterexample,
    is_possible,
    mentions,
    without_value,
)
from mlekl_symbolic.readers.latex.limits import shown_limit
from mlekl_symbolic.readers.latex.notation import Notation
from mlekl_symbolic.readers.latex.reading import Line
from mlekl_symbolic.readers.latex.roles import DENSITIES
from mlekl_symbolic.readers.latex.slips.look import Slips, slips
from mlekl_symbolic.readers.latex.source import Source
from mlekl_symbolic.readers.latex.spoken import SILENT, Spoken
from mlekl_symbolic.readers.latex.trials.conditions import conditions
from mlekl_symbolic.readers.latex.trials.look import Looks, as_said, brief, usual_in
from mlekl_symbolic.readers.latex.trials.trial import trials_of
from mlekl_symbolic.readers.latex.uninterpreted.doubtful import shown_in_general
from mlekl_symbolic.readers.latex.uninterpreted.earlier import (
    MOST_EARLIER,
    introduces,
    is_bare_claim,
    is_usable,
)
from mlekl_symbolic.readers.latex.uninterpreted.equivalences import equivalences
from mlekl_symbolic.readers.latex.uninterpreted.lines import NOWHERE, Around
from mlekl_symbolic.readers.latex.uninterpreted.premises import says_less
from mlekl_symbolic.readers.latex.uninterpreted.showing import Shown, shown_as_root

_SETTLED = frozenset(("E207", "E214"))
"""Refusals that leave no doubt about what a line says something of."""
_ASSUMED = frozenset(("N143", "N144"))
"""Notices of readings without which a line may be false."""


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
        What the proof, or the refutation, had to assume: conditions in the text, and what it does not say.
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
    against = {d.code for d in made.step.diagnostics if d.code.startswith("W")}
    if made.verdict is not Verdict.REFUTED and made.step.line.span not in setting.around.halves:
        line = made.step.line
        if is_usable(line, setting.around, doubtful=bool(against)):
            setting = replace(setting, earlier=(*setting.earlier, line)[-MOST_EARLIER:])
        usable = is_usable(line, setting.around, doubtful=bool(against - {"W403"}))
        usable = usable and not ("W403" in against and is_bare_claim(line, setting.before, setting.around))
        if usable or (not against and says_less(line, setting.around)):
            setting = replace(setting, said=(*setting.said, line)[-MOST_EARLIER:])
    setting = replace(setting, before=(*setting.before, made.step.line))
    if made.verdict not in (Verdict.UNDECIDED, Verdict.UNREADABLE, Verdict.DEFINITION) or made.step.defines:
        return setting
    stipulated = _stipulated(made.step)
    if made.step.line.relation != "≔":
        return replace(setting, open=setting.open | stipulated)
    # What a document defines is no longer any law that it declares.
    open_, declared = setting.open | stipulated, setting.declared - stipulated
    return replace(
        setting, open=open_, declared=declared, rules=(*setting.rules, *defining(made.step, setting.rules))
    )


def prepared(document: Document) -> tuple[Setting, list[Step]]:
    """What the lines of a document are checked in, with an empty script of proofs, and the lines."""
    elaborator = Elaborator(document.notation, document.lines())
    steps = elaborator.steps()
    workspace = elaborator.home.workspace
    known = full_support([*workspace.distributions, *workspace.objects.values()])
    weights = [w for v in sorted(elaborator.weights, key=str) for w in (v >= 0, v <= 1)]
    unsaid = (*known, *elaborator.positive(), *weights)
    declared = frozenset(document.notation.entries)
    around = Around(
        elaborator.trees, elaborator.usage, document.guesses, document.ways, tuple(elaborator.lines)
    )
    said = [x for line in elaborator.lines if (x := as_said(line, around.line)) is not None]
    trials = trials_of(said, document.notation)
    halves = equivalences(document.readings)
    around = replace(around, usual=usual_in(trials, around.trees), halves=halves)
    beside = conditions(document.readings, document.source.text)
    made = Setting(
        workspace, tuple(elaborator.rules), unsaid, declared, around=around,
        looks=Looks(trials, around.line, beside), beside=frozenset(beside),
        slips=slips(said, trials, document.readings, document.source.text),
        spoken=Spoken(document.source.text, document.formulas),
    )  # fmt: skip
    return made, steps


def anew(document: Document, known: Setting) -> tuple[Setting, list[Step]]:
    """`prepared` again, with what is known of the lines so far, as after an interruption."""
    made, steps = prepared(document)
    kept = replace(made, open=known.open, earlier=known.earlier, said=known.said, before=known.before)
    return kept, steps


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
    around
        The document, for a second reading.
    earlier
        The lines before that later ones may rest on, which are then listed as assumptions.
    said
        The equations before that later ones may continue.
    before
        All lines before.
    looks
        The document, for what small worlds say of its lines.
    slips
        The document, for slips that are easily made.
    beside
        The lines with a condition beside them, which is no hypothesis: they are not called false.
    spoken
        The conditions on numbers in the running text: no line is called false where they do not hold.
    """

    workspace: Workspace
    rules: tuple[Statement, ...] = ()
    support: tuple[Statement, ...] = ()
    declared: frozenset[str] = frozenset()
    open: frozenset[str] = frozenset()
    around: Around = NOWHERE
    earlier: tuple[Line, ...] = ()
    said: tuple[Line, ...] = ()
    before: tuple[Line, ...] = ()
    looks: Looks | None = None
    slips: Slips | None = None
    beside: frozenset[Span] = frozenset()
    spoken: Spoken = SILENT


def check_step(setting: Setting, step: Step) -> Checked:
    """The verdict on one step; what is neither proved nor refuted is read a second time, in general."""
    made = _as_read(setting, step)
    if _is_denied(setting, made):
        made = Checked(step, Verdict.UNDECIDED)
    if any(d.code == "E237" for d in made.step.diagnostics):
        return made
    if made.verdict is Verdict.DEFINITION:
        made = _as_root(setting, made)
    for again in (_generally, _tried):
        if made.verdict in (Verdict.UNDECIDED, Verdict.UNREADABLE):
            found = again(setting, made)
            made = made if _is_denied(setting, found) else found
    if setting.looks is not None and setting.looks.is_meant(made.step.line):
        made = _tried(setting, made)
    if made.verdict is Verdict.PROVED and any(d.code in _ASSUMED for d in made.step.diagnostics):
        return replace(made, verdict=Verdict.ASSUMING)
    if made.verdict in (Verdict.PROVED, Verdict.ASSUMING):
        return made
    made = _warned(setting, made)
    is_open = made.verdict in (Verdict.UNDECIDED, Verdict.UNREADABLE)
    refused = {d.code for d in made.step.line.diagnostics if d.is_refusal}
    if is_open and refused <= _SETTLED and introduces(made.step.line, setting.before, setting.around):
        return replace(made, verdict=Verdict.DEFINITION)
    return made


def _is_denied(setting: Setting, made: Checked) -> bool:
    """Whether what a line had to assume contradicts what the text says of the same letters."""
    if made.verdict is not Verdict.ASSUMING:
        return False
    stated, _ = setting.spoken.stated(made.step.line.span, *made.assumptions)
    letters = {symbol for s in stated for symbol in s.free_symbols}
    assumed = [a for a in made.assumptions if a.free_symbols & letters]
    return bool(stated) and not are_possible(setting.workspace, (*stated, *assumed))


def _warned(setting: Setting, made: Checked) -> Checked:
    """A line with the slips that it shows."""
    if setting.slips is None:
        return made
    line, step = made.step.line, made.step
    found = tuple(setting.slips.of(line, as_said(line, setting.around.line)))
    if not found:
        return made
    # What is wrong in particular says more than that something is.
    said = (d for d in step.diagnostics if d.code != "W403")
    return replace(made, step=replace(step, diagnostics=(*said, *found)))


def _generally(setting: Setting, made: Checked) -> Checked:
    """A line that is proved whatever the parts of it stand for that the checker has no notion for."""
    line = made.step.line
    shown = shown_in_general(line, setting.around, setting.earlier, setting.said)
    return made if shown is None else _shown(made, shown)


def _as_root(setting: Setting, made: Checked) -> Checked:
    """A line that says what a name stands for, if that is shown to solve an equation before it."""
    shown = shown_as_root(made.step.line, setting.around, setting.said)
    return made if shown is None else _shown(made, shown)


def _shown(made: Checked, shown: Shown) -> Checked:
    """A line that was shown in its second reading."""
    line, read = made.step.line, shown.read
    repaired = any(d.code == "E203" for d in line.diagnostics)
    alone = Diagnostic("N129", "a bracket without a partner is left out, or closed", line.span)
    said = (*(d for d in line.diagnostics if not d.is_refusal), *read.notices, *([alone] if repaired else ()))
    step = replace(
        made.step, left=read.left, relation=read.relation, right=read.right, fixed=(), diagnostics=said
    )
    return Checked(step, Verdict.ASSUMING if shown.used else Verdict.PROVED, shown.used, shown.outcome)


def _tried(setting: Setting, made: Checked) -> Checked:
    """A line as it fares in small worlds: refuted, or true only under a condition."""
    step, looks = made.step, setting.looks
    if any(d.code == "E203" for d in step.line.diagnostics):
        return made  # What is false of a line with a bracket put right may be true of what was meant.
    if any(d.code == "E231" and d.message.startswith("are these all") for d in step.diagnostics):
        return made  # What is false of a sample may be true of all outcomes.
    if looks is not None and looks.is_rounded(step.line):
        rounded = Diagnostic("W413", "a number is rounded, and the sides are not equal", step.line.span)
        return replace(made, step=replace(step, diagnostics=(*step.diagnostics, rounded)))
    found = None if looks is None else looks.found(step.line)
    if looks is None or found is None:
        return made
    admitted = setting.spoken.admits(step.line.span, found.witness.values)
    if found.refutes and admitted and not looks.names(step.line) & setting.open - setting.declared:
        said = (d for d in step.diagnostics if not d.is_refusal)
        how = Diagnostic("N130", "tried with few letters and observations", step.line.span)
        return Checked(replace(step, diagnostics=(*said, how)), Verdict.REFUTED, (), Refuted(found.witness))
    limits = "" if admitted else "without what the text says of its letters, "
    if step.line.span in setting.beside:
        limits = "without the condition beside it, which is not used, "
    where = f"{limits}it is not true in general, such as where {brief(found.witness)}"
    warning = Diagnostic("W403", where, step.line.span)
    return replace(made, step=replace(step, diagnostics=(*step.diagnostics, warning)))


def _as_read(setting: Setting, step: Step) -> Checked:
    """The verdict on one step in its first reading."""
    if step.refusals or step.left is None or step.right is None:
        return Checked(step, Verdict.UNREADABLE)
    if step.defines:
        return Checked(step, Verdict.DEFINITION)
    try:
        with supposed(setting.workspace, step.fixed):
            if step.index is not None:
                return _limit(setting, step, step.left, step.right, step.index)
            return _judged(setting, step, step.left, step.right)
    except LanguageError as error:
        wrong = Diagnostic("E234", str(error), step.line.span)
        return Checked(replace(step, diagnostics=(*step.diagnostics, wrong)), Verdict.UNREADABLE)


def _limit(setting: Setting, step: Step, left: Basic, right: Basic, index: Variable) -> Checked:
    """The verdict on a line that says to what a sequence tends; it is never called false."""
    support = tuple(a for a in setting.support if mentions(a, left, right))
    found = shown_limit(setting.workspace, left, right, index, support)
    said = (Diagnostic(code, words, step.line.span) for code, words in found.said)
    step = replace(step, diagnostics=(*step.diagnostics, *said))
    if found.outcome is None:
        return Checked(step, Verdict.UNDECIDED)
    return Checked(step, Verdict.ASSUMING if found.used else Verdict.PROVED, found.used, found.outcome)


def _judged(setting: Setting, step: Step, left: Basic, right: Basic) -> Checked:
    """The verdict, first without assumptions, then with those that authors leave unsaid."""
    workspace = setting.workspace
    if why := without_value(workspace, left, right):
        wrong = Diagnostic("E237", f"the line has no value: {why}", step.line.span)
        return Checked(replace(step, diagnostics=(*step.diagnostics, wrong)), Verdict.UNREADABLE)
    stated, unread = setting.spoken.stated(step.line.span, left, right)
    support = tuple(a for a in setting.support if mentions(a, left, right))
    whole = distinct(where_derived((*stated, *support, *defined(left, right)), left, right))
    support = (*stated, *support)
    rules = [r for r in setting.rules if mentions(r, left, right)]
    for unsaid in dict.fromkeys(((), stated, support, whole)):
        for chosen in ((), *((r,) for r in rules), *([tuple(rules)] if len(rules) > 1 else [])):
            with supposed(workspace, (*unsaid, *chosen)):
                found = proof(workspace, workspace.context, left, step.relation, right)
                if found is None and step.relation != "=":
                    found = by_theorem(workspace, left, step.relation, right)
            if found is not None and (not (unsaid or chosen) or can_hold(workspace, found)):
                used = tuple(a for a in unsaid if a in found.local)
                return Checked(step, Verdict.ASSUMING if used else Verdict.PROVED, used, found)
    if not unread and not _may_define(setting, step, left, right):
        granted = whole
        with supposed(workspace, (*whole, *rules)):
            witness = counterexample(workspace, left, step.relation, right)
        if witness is None and whole != support:
            granted = support
            with supposed(workspace, (*support, *rules)):
                witness = counterexample(workspace, left, step.relation, right)
            with supposed(workspace, (*whole, *rules)):
                # Where the line has a meaning somewhere, what it is elsewhere does not count.
                witness = None if witness is not None and is_possible(workspace) else witness
        if witness is not None and _is_confirmed(setting, step):
            return Checked(step, Verdict.REFUTED, granted, Refuted(witness))
    return Checked(step, Verdict.UNDECIDED)


def _may_define(setting: Setting, step: Step, left: Basic, right: Basic) -> bool:
    """Whether the line may say what a name stands for, so that a counterexample shows nothing."""
    rounded = setting.looks is not None and setting.looks.is_rounded(step.line)
    if rounded or step.line.span in setting.beside or _is_made_proportional(step):
        return True
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


def _is_confirmed(setting: Setting, step: Step) -> bool:
    """Whether a counterexample stands: conditional laws of one name are not independent of each other.

    Where such laws occur, a line must fail in a world with one joint law of all its letters too.
    """
    if setting.looks is None or not setting.looks.has_conditional(step.line):
        return True
    return setting.looks.found(step.line) is not None


def _is_made_proportional(step: Step) -> bool:
    """Whether a line says to what a law is proportional that stands on its left side only."""
    left = step.line.left
    if step.line.relation != "∝" or not isinstance(left, s.Apply):
        return False
    inside = (n.letter for n in s.walk(step.line.right) if isinstance(n, s.Name))
    return left.function.letter not in inside


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
