"""From a finished derivation to a page; all sentences of the page are written here."""

from __future__ import annotations

import re
from typing import assert_never

from sympy import Basic

from mlekl_symbolic.language import binders, expressions, relations
from mlekl_symbolic.proof.outcome import Gap, Outcome, Proved, Refuted, Unproved
from mlekl_symbolic.proof.records import Chain, Given, Reason, Remark, Step, Theorem
from mlekl_symbolic.proof.verdict import GAPS, PROVED, REFUTED, UNPROVED, verdict
from mlekl_symbolic.refute.witness import Witness
from mlekl_symbolic.writers.builder import layout
from mlekl_symbolic.writers.layout import Binary, Identifier, Number, Operator, Relation, Slash, row
from mlekl_symbolic.writers.names import GREEK
from mlekl_symbolic.writers.page import (
    Calculation,
    Claim,
    Code,
    Definitions,
    Document,
    Formula,
    Heading,
    Item,
    Items,
    Line,
    Mark,
    Paragraph,
    Part,
    Proof,
    Prose,
    SmallPrint,
    StepLink,
    Table,
    Verdict,
)
from mlekl_symbolic.writers.setting import definitions, enumerated, fixed, setting, unexplained, uses

CLAIM = "claim"
"""The relation of a step that is a statement shown as a whole."""
SIGNS = {CLAIM: "", "=": "=", "<=": "≤", "<": "<", ">=": "≥", ">": ">", "!=": "≠", "iff": "⟺"}
"""How the relation of a step is printed."""

_BANNERS = {
    Mark.CHECKED: "Every step has been checked by the kernel.",
    Mark.GAP: "This proof has a gap: the lines marked “gap” are assumed.",
    Mark.UNPROVED: "This is not proved: the lines marked “?” could not be justified.",
    Mark.REFUTED: "This is false: the lines marked ✗ have a counterexample.",
}
FALSE_LINE = "F"
"""What stands before the number of a line that is shown to be false."""

_WORDS = {PROVED: Mark.CHECKED, GAPS: Mark.GAP, UNPROVED: Mark.UNPROVED, REFUTED: Mark.REFUTED}
_LEGEND = {
    Mark.CHECKED: "a formal proof of the line from the hypotheses named has been checked by the kernel",
    Mark.GAP: "the author has left the line open, and nothing has checked it",
    Mark.UNPROVED: "neither a proof nor a counterexample was found",
    Mark.REFUTED: "the line is false in the example given, in which all hypotheses hold",
}
_CONVENTIONS = (
    "A check mark speaks about the formulas, not about the words around them, and it rests on the rules and "
    "definitions that the certificate lists. Quotients and logarithms are total, with "
)
_ZERO, _EQUALS = Number("0"), Relation("=")
_ZEROS = (
    Formula(row(Identifier("x"), Slash(), _ZERO, _EQUALS, _ZERO)),
    Formula(row(Operator("log"), _ZERO, _EQUALS, _ZERO)),
    Formula(row(_ZERO, Binary("·"), Operator("log"), _ZERO, _EQUALS, _ZERO)),
)
_NATS = ", so a condition such as a positive mass is asked for wherever it matters. Logarithms are natural."


def mark_of(outcome: Outcome) -> Mark:
    """The mark of an outcome."""
    match outcome:
        case Proved():
            return Mark.CHECKED
        case Gap():
            return Mark.GAP
        case Unproved():
            return Mark.UNPROVED
        case Refuted():
            return Mark.REFUTED
        case _:
            assert_never(outcome)


def document_of(theorem: Theorem) -> Document:
    """The page of a theorem.

    Raises
    ------
    mlekl_symbolic.writers.errors.UnknownNodeError
        When an expression in it has no notation.
    """
    mark = _WORDS[verdict(theorem)]
    parts: list[Part] = []
    if theorem.summary:
        parts.append(Paragraph((theorem.summary,)))
    parts.extend(_introduction(theorem, mark))
    parts.append(_claim(theorem, mark))
    title = "Proof" if mark is Mark.CHECKED else "Derivation, not yet a proof"
    blocks = _begun(_fixed(theorem), tuple(map(_block, theorem.blocks)))
    if blocks:
        parts.append(Proof(title, blocks, mark))
    parts.extend(_false_lines(theorem))
    parts.extend(_record(theorem))
    parts.extend(_end(theorem))
    return Document(theorem.title, _BANNERS[mark], mark, tuple(parts))


def _introduction(theorem: Theorem, mark: Mark) -> list[Part]:
    parts: list[Part] = []
    if words := setting(theorem):
        parts.append(Paragraph(words))
    parts.extend(_definitions(theorem))
    parts.extend(_hypotheses(theorem, mark))
    return parts


def _fixed(theorem: Theorem) -> Prose:
    members = tuple(_formula(m) for m in fixed(theorem))
    return ("Let ", *enumerated(members), " be arbitrary. ") if members else ()


def _begun(words: Prose, blocks: tuple[Paragraph | Calculation, ...]) -> tuple[Paragraph | Calculation, ...]:
    """The blocks with some words before the first."""
    match blocks:
        case (Paragraph(prose), *rest):
            return (Paragraph((*words, *prose)), *rest)
        case (Calculation(said, start, lines), *rest):
            return (Calculation((*words, *said), start, lines), *rest)
    return ()


def _hypotheses(theorem: Theorem, mark: Mark) -> list[Part]:
    plain = tuple(g for g in theorem.hypotheses if not g.words)
    worded = tuple(g for g in theorem.hypotheses if g.words)
    proved = mark in (Mark.CHECKED, Mark.GAP)
    parts: list[Part] = []
    if plain:
        begin = "The proof uses " if proved else "Given are "
        parts.append(Paragraph((begin, *enumerated(tuple(map(_labelled, plain))), ".")))
    if worded:
        subject = "It also rests on" if plain else "The proof rests on"
        noun = "this hypothesis" if len(worded) == 1 else "these hypotheses"
        parts.append(Paragraph((f"{subject if proved else 'The author assumes'} {noun}:",)))
        parts.append(Items(tuple(Item(f"({g.label})", _given(g)) for g in worded)))
    if theorem.unused:
        labels = enumerated(tuple(map(_labelled, theorem.unused)))
        parts.append(Paragraph(("Declared and not needed: ", *labels, ".")))
    return parts


def _labelled(given: Given) -> Prose:
    words = f" ({given.words})" if given.words else ""
    return (f"({given.label}) ", Formula(layout(given.statement)), words)


def _given(given: Given) -> Prose:
    return (Formula(layout(given.statement)), f" ({given.words}).")


def _definitions(theorem: Theorem) -> list[Part]:
    parts: list[Part] = []
    if equations := definitions(theorem):
        cut = tuple((layout(e.lhs), layout(e.rhs)) for e in equations)
        parts.append(Definitions(("By definition,",), cut))
    sentences: list[Prose] = []
    if uses(theorem, expressions.Delta) or "empirical" in theorem.definitions:
        a, b = expressions.variables("a b")
        same = (Formula(layout(relations.Equal(a, b))),)
        sentences.append((Formula(layout(expressions.delta(a, b))), " is 1 if ", *same, " and 0 otherwise."))
    if uses(theorem, binders.SolutionSet):
        sentences.append(("An arg min or arg max is the set of all solutions, which may be empty.",))
    if "distinct" in theorem.definitions:
        sentences.append(("Observations are pairwise distinct when equal ones have equal indices.",))
    if rest := unexplained(theorem):
        names = enumerated(tuple((Code(n),) for n in rest))
        sentences.append(("The certificate states the definition of ", *names, "."))
    if sentences:
        spaced = tuple(x for n, entry in enumerate(sentences) for x in ((" ",) if n else ()) + entry)
        parts.append(Paragraph(spaced))
    return parts


def _claim(theorem: Theorem, mark: Mark) -> Claim:
    labels = _labels(tuple(g.label for g in theorem.hypotheses))
    kind = "Theorem" if mark is Mark.CHECKED else "Claim"
    words: Prose = ("Under ", *labels, ",") if labels else ()
    return Claim(kind, words, layout(theorem.statement), mark)


def _labels(labels: tuple[str, ...]) -> Prose:
    """Labels in order with runs of three and more shortened, such as (A1)–(A4) and (A7)."""
    runs: list[list[str]] = []
    for label in labels:
        if runs and _next(runs[-1][-1]) == label:
            runs[-1].append(label)
        else:
            runs.append([label])
    short = [[f"{run[0]})–({run[-1]}"] if len(run) > 2 else run for run in runs]
    return enumerated(tuple((f"({label})",) for run in short for label in run))


def _next(label: str) -> str:
    digits = label.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return f"{label[: -len(digits)]}{int(digits) + 1}" if digits.isdigit() else ""


def _block(block: Chain | Remark) -> Paragraph | Calculation:
    match block:
        case Remark(words):
            return Paragraph((words,))
        case Chain():
            said = (block.words,) if block.words else ()
            if block.steps and block.steps[0].relation == CLAIM:
                return Calculation(said, row(), tuple(map(_line, block.steps)))
            return Calculation(said, layout(block.start), tuple(map(_line, block.steps)))
        case _:
            assert_never(block)


def _line(step: Step, kind: str = "") -> Line:
    mark = mark_of(step.outcome)
    return Line(
        f"{kind}{step.number}",
        SIGNS[step.relation],
        layout(step.rhs),
        _reason(step),
        mark,
        _notes(step.outcome),
    )


def _reason(step: Step) -> Prose:
    said = enumerated(tuple(dict.fromkeys(map(_because, step.reasons))))
    if said and isinstance(said[0], StepLink):
        return ("by ", *said)
    if said or not isinstance(step.outcome, Proved):
        return said
    return enumerated(tuple((Code(r),) for r in step.outcome.rules)) or ("arithmetic",)


def _because(reason: Reason) -> Prose:
    if reason.step is not None:
        link = StepLink(str(reason.step))
        return (f"{reason.words} ", link) if reason.words else (link,)
    return (reason.words or reason.name,)


def _notes(outcome: Outcome) -> tuple[Prose, ...]:
    match outcome:
        case Proved():
            return ()
        case Gap(reason):
            return ((f"Left open: {reason.rstrip('.')}.",),)
        case Unproved(missing, difference, suggestions):
            notes: list[Prose] = [("No proof and no counterexample was found.",)]
            if missing:
                notes.append(("It would need ", *enumerated(tuple(map(_formula, missing))), "."))
            notes.extend(_difference(difference))
            notes.extend((f"Suggestion: {s.rstrip('.')}.",) for s in suggestions)
            return tuple(notes)
        case Refuted(witness, difference):
            return (_counterexample(witness), *_difference(difference))
        case _:
            assert_never(outcome)


def _formula(node: Basic) -> Prose:
    return (Formula(layout(node)),)


def _difference(difference: Basic | None) -> tuple[Prose, ...]:
    if difference is None:
        return ()
    return (("The right side minus the left side is ", Formula(layout(difference)), "."),)


def _counterexample(witness: Witness) -> Prose:
    world = _mathematical(", ".join(f"{name} = {value}" for name, value in witness.values))
    if not witness.left:
        return (f"False for {world}.",)
    left = _side(witness.left, witness.left_decimal)
    right = _side(witness.right, witness.right_decimal)
    return (f"False for {world}: the left side is {left} and the right side is {right}.",)


def _side(exact: str, decimal: str) -> str:
    return _mathematical(f"{exact} ≈ {decimal}" if decimal else exact)


def _mathematical(text: str) -> str:
    """A line of the witness with minus signs and Greek letters."""
    return re.sub("[A-Za-z]+", lambda m: GREEK.get(m[0], m[0]), text).replace("-", "−")


def _false_lines(theorem: Theorem) -> list[Part]:
    false = [s for s in theorem.refutations if isinstance(s.outcome, Refuted)]
    others = [s for s in theorem.refutations if s not in false]
    parts: list[Part] = []
    if false:
        words = "Under the same hypotheses, each of these fails in the example below it."
        parts += [Heading("Lines that look right and are false"), Paragraph((words,)), *map(_alone, false)]
    if others:
        words = "For these, no example was found in which they fail."
        parts += [Heading("Lines that were to be false"), Paragraph((words,)), *map(_alone, others)]
    return parts


def _alone(step: Step) -> Calculation:
    return Calculation((), layout(step.lhs), (_line(step, FALSE_LINE),))


def _record(theorem: Theorem) -> list[Part]:
    rows = tuple(map(_row, theorem.steps))
    if not rows:
        return []
    header = ("Step", "", "Rests on", "Rules", "Kernel lines")
    parts: list[Part] = [Heading("What each step rests on"), Table(header, rows)]
    proved = [s.outcome for s in theorem.steps if isinstance(s.outcome, Proved)]
    if rules := sorted({r for outcome in proved for r in outcome.rules}):
        names = enumerated(tuple((Code(r),) for r in rules))
        parts.append(SmallPrint(("Rules of mathematics used: ", *names, ".")))
    idle = tuple(
        (StepLink(str(s.number)), " ", *enumerated(tuple(map(_because, s.unused))))
        for s in theorem.steps
        if s.unused
    )
    if idle:
        parts.append(SmallPrint(("Named as a reason and not needed: in ", *enumerated(idle), ".")))
    return parts


def _row(step: Step) -> tuple[Prose, ...]:
    head: tuple[Prose, ...] = ((StepLink(str(step.number)),), (Verdict(mark_of(step.outcome)),))
    match step.outcome:
        case Proved(_, size, rules, givens):
            return (*head, _labels(givens) or ("–",), (str(len(rules)),), (str(size),))
        case Gap():
            return (*head, ("assumed",), ("–",), ("–",))
        case Unproved():
            return (*head, ("not proved",), ("–",), ("–",))
        case Refuted():
            return (*head, ("false",), ("–",), ("–",))
        case _:
            assert_never(step.outcome)


def _end(theorem: Theorem) -> list[Part]:
    lines = (*theorem.steps, *theorem.refutations)
    marks = dict.fromkeys((mark_of(theorem.outcome), *(mark_of(s.outcome) for s in lines)))
    legend: list[Prose] = [(Verdict(m), f" means: {_LEGEND[m]}") for m in Mark if m in marks]
    meaning: Prose = tuple(x for n, entry in enumerate(legend) for x in (("; " if n else ""), *entry))
    zeros: Prose = tuple(x for n, f in enumerate(_ZEROS) for x in ((", ",) if n else ()) + (f,))
    conventions: Prose = (_CONVENTIONS, *zeros, _NATS)
    parts: list[Part] = [SmallPrint((*meaning, ". ", *conventions))]
    if theorem.sources:
        parts.append(SmallPrint(("Sources: ", "; ".join(s.rstrip(".") for s in theorem.sources), ".")))
    return parts
