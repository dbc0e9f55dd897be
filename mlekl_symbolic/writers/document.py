"""From a finished derivation to a page; all sentences of the page are written here."""

from __future__ import annotations

from collections.abc import Sequence
from typing import assert_never

from sympy import Basic

from mlekl_symbolic.language import Statement, binders, expressions, probability, relations
from mlekl_symbolic.proof.outcome import Gap, Outcome, Proved, Refuted, Unproved
from mlekl_symbolic.proof.records import Chain, Choice, Origin, Reason, Remark, Step, Theorem
from mlekl_symbolic.proof.verdict import GAPS, PROVED, REFUTED, UNPROVED, verdict
from mlekl_symbolic.refute.witness import Witness
from mlekl_symbolic.writers.builder import layout
from mlekl_symbolic.writers.hypotheses import hypotheses, not_needed
from mlekl_symbolic.writers.layout import (
    Identifier,
    Layout,
    Number,
    Operator,
    Relation,
    Slash,
    Text,
    row,
)
from mlekl_symbolic.writers.names import mathematical
from mlekl_symbolic.writers.page import (
    Calculation,
    Claim,
    Code,
    Definitions,
    Document,
    Formula,
    Heading,
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
from mlekl_symbolic.writers.prose import enumerated, inline, labels, said, spaced, valued, worded
from mlekl_symbolic.writers.setting import by_definition, definitions, setting, unexplained, uses

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
_X, _ZERO, _EQUALS = Identifier("x"), Number("0"), Relation("=")
_ZEROS = (
    row(_X, Slash(), _ZERO, _EQUALS, _ZERO),
    row(Operator("log"), _X, _EQUALS, _ZERO, Text("for"), _X, Relation("≤"), _ZERO),
)
INDICATOR = (
    "The probability of a statement is the expectation of its indicator, a 1 with the statement below it, "
    "which is 1 where the statement holds and 0 elsewhere."
)
SCOPE = "A supposition holds for the chain that follows it, and for those that go on in the same sentence. "
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
        parts.append(Paragraph(worded(theorem.summary)))
    parts.extend(_introduction(theorem))
    parts.append(_claim(theorem, mark))
    title = "Proof" if mark is Mark.CHECKED else "Derivation, not yet a proof"
    if blocks := _blocks(theorem):
        parts.append(Proof(title, blocks, mark))
    parts.extend(_false_lines(theorem))
    parts.extend(_record(theorem))
    parts.extend(_end(theorem))
    return Document(theorem.title, _banner(theorem, mark), mark, tuple(parts))


def _banner(theorem: Theorem, mark: Mark) -> str:
    names = [f"({g.label})" for g in not_needed(theorem)]
    if not names:
        return _BANNERS[mark]
    return f"{_BANNERS[mark]} {' and '.join(names)} {'is' if len(names) == 1 else 'are'} not needed."


def _introduction(theorem: Theorem) -> list[Part]:
    parts: list[Part] = []
    if words := setting(theorem):
        parts.append(Paragraph(words))
    parts.extend(_definitions(theorem))
    parts.extend(hypotheses(theorem))
    return parts


def _blocks(theorem: Theorem) -> tuple[Paragraph | Calculation, ...]:
    """The chains and remarks; chosen variables and suppositions are named before what speaks of them."""
    out: list[Paragraph | Calculation] = []
    chosen: list[Prose] = []
    supposed: tuple[Statement, ...] = ()
    for block in theorem.blocks:
        before = _chosen(chosen)
        match block:
            case Choice(member):
                chosen.append(said(member))
                continue
            case Remark(words):
                out.append(Paragraph(spaced((before, worded(words)))))
            case Chain():
                out.append(_calculation(block, before, supposed))
                supposed = block.supposed
            case _:
                assert_never(block)
        chosen = []
    return (*out, Paragraph(_chosen(chosen))) if chosen else tuple(out)


def _chosen(members: Sequence[Prose]) -> Prose:
    return ("Let ", *enumerated(members), " be arbitrary.") if members else ()


def _calculation(chain: Chain, before: Prose, last: tuple[Statement, ...]) -> Calculation:
    goes_on = chain.supposed == last and not before and chain.words[:1].islower()
    supposed = (
        () if goes_on else _supposed(chain.supposed, "Still suppose" if chain.supposed == last else "Suppose")
    )
    left = len(chain.supposed) < len(last)
    own = worded(chain.words or ("Altogether," if left else ""))
    words = spaced((before, supposed, _begun(own) if before or supposed else own))
    whole = any(s.relation == CLAIM for s in chain.steps)
    return Calculation(words, None if whole else layout(chain.start), tuple(map(_line, chain.steps)))


def _definitions(theorem: Theorem) -> list[Part]:
    parts: list[Part] = []
    if equations := definitions(theorem):
        cut = tuple((layout(e.lhs), layout(e.rhs)) for e in equations)
        parts.append(Definitions((*by_definition(theorem), ","), cut))
    sentences: list[Prose] = []
    if uses(theorem, expressions.Delta) or "empirical" in theorem.definitions:
        a, b = expressions.variables("a b")
        same = (Formula(layout(relations.Equal(a, b))),)
        sentences.append((Formula(layout(expressions.delta(a, b))), " is 1 if ", *same, " and 0 otherwise."))
    if uses(theorem, binders.SolutionSet):
        sentences.append(("An arg min or arg max is the set of all solutions, which may be empty.",))
    if "distinct" in theorem.definitions:
        sentences.append(("Observations are pairwise distinct when equal ones have equal indices.",))
    if uses(theorem, probability.Probability) or uses(theorem, probability.Indicator):
        sentences.append((INDICATOR,))
    if rest := unexplained(theorem):
        names = enumerated(tuple((Code(n),) for n in rest))
        sentences.append(("The certificate states the definition of ", *names, "."))
    if sentences:
        parts.append(Paragraph(spaced(sentences)))
    return parts


def _supposed(statements: tuple[Statement, ...], begin: str) -> Prose:
    return (f"{begin} ", *enumerated(tuple(map(said, statements))), ".") if statements else ()


def _claim(theorem: Theorem, mark: Mark) -> Claim:
    named = labels([g.label for g in theorem.hypotheses if g.origin is not Origin.SETTING])
    kind = "Theorem" if mark is Mark.CHECKED else "Claim"
    under: Prose = ("under ", *enumerated(named), ",") if named else ()
    fixed = {m.args[0] for m in theorem.fixed}
    statement, members = theorem.statement, []
    while isinstance(statement, relations.ForAll) and statement.variable in fixed:
        members.append(said(relations.Member(statement.variable, statement.domain)))
        statement = statement.body
    every: Prose = ("for every ", *enumerated(members), ",") if members else ()
    return Claim(kind, _begun(spaced((under, every))), _conjuncts(statement), mark)


def _conjuncts(statement: Statement) -> tuple[Layout, ...]:
    """A statement, or the parts of a conjunction with ``and`` after all but the last."""
    parts = _flat(statement)
    return (*(row(layout(p), Text("and")) for p in parts[:-1]), layout(parts[-1]))


def _flat(statement: Statement) -> tuple[Statement, ...]:
    if isinstance(statement, relations.And):
        return tuple(p for part in statement.args for p in _flat(part))
    return (statement,)


def _begun(prose: Prose) -> Prose:
    """The words with a capital at the front."""
    match prose:
        case (str(first), *rest) if first:
            return (first[0].upper() + first[1:], *rest)
    return prose


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
    links = enumerated([(StepLink(str(n)),) for n in sorted({r.step for r in step.reasons if r.step})])
    words = enumerated([_because(r) for r in step.reasons if r.step is None])
    return (*words, *((", " if words else "") + "by ", *links)) if links else words


def _because(reason: Reason) -> Prose:
    return (StepLink(str(reason.step)),) if reason.step is not None else worded(reason.words or reason.name)


def _notes(outcome: Outcome) -> tuple[Prose, ...]:
    match outcome:
        case Proved():
            return ()
        case Gap(reason):
            return ((f"Left open: {reason.rstrip('.')}.",),)
        case Unproved(missing, difference, suggestions):
            notes: list[Prose] = [("No proof and no counterexample was found.",)]
            if missing:
                notes.append(("It would need ", *enumerated(tuple(map(said, missing))), "."))
            notes.extend(_difference(difference, "The"))
            notes.extend((f"Suggestion: {s.rstrip('.')}.",) for s in suggestions)
            return tuple(notes)
        case Refuted(witness, difference, missing):
            needs: tuple[Prose, ...] = ()
            if missing:
                needs = (("It would need ", *enumerated(tuple(map(said, missing))), "."),)
            return (
                _counterexample(witness),
                *_difference(difference, "In general, the" if witness.values else "The"),
                *needs,
            )
        case _:
            assert_never(outcome)


def _difference(difference: Basic | None, begin: str) -> tuple[Prose, ...]:
    if difference is None:
        return ()
    return ((f"{begin} right side minus the left side is ", Formula(layout(difference)), "."),)


def _counterexample(witness: Witness) -> Prose:
    world = enumerated([valued(name, value) for name, value in witness.values])
    where: Prose = ("False for ", *world) if world else ("False",)
    if not witness.left:
        return (*where, ".")
    left = _side(witness.left, witness.left_decimal)
    right = _side(witness.right, witness.right_decimal)
    return (*where, f": the left side is {left} and the right side is {right}.")


def _side(exact: str, decimal: str) -> str:
    return mathematical(f"{exact} ≈ {decimal}" if decimal else exact)


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
    return Calculation(_supposed(step.supposed, "Suppose"), layout(step.lhs), (_line(step, FALSE_LINE),))


def _record(theorem: Theorem) -> list[Part]:
    rows = tuple(_row(s, theorem.fixed) for s in theorem.steps)
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


def _row(step: Step, fixed: tuple[relations.Member, ...]) -> tuple[Prose, ...]:
    head: tuple[Prose, ...] = ((StepLink(str(step.number)),), (Verdict(mark_of(step.outcome)),))
    match step.outcome:
        case Proved(_, size, rules):
            return (*head, _grounds(step.outcome, fixed) or ("–",), (str(len(rules)),), (str(size),))
        case Gap():
            return (*head, ("assumed",), ("–",), ("–",))
        case Unproved():
            return (*head, ("not proved",), ("–",), ("–",))
        case Refuted():
            return (*head, ("false",), ("–",), ("–",))
        case _:
            assert_never(step.outcome)


def _grounds(outcome: Proved, fixed: tuple[relations.Member, ...]) -> Prose:
    """What a step rests on; suppositions stand above the chain and are not written again."""
    members = [s for s in outcome.local if s in fixed]
    supposed: tuple[Prose, ...] = (("what is supposed",),) if len(members) < len(outcome.local) else ()
    return enumerated((*labels(outcome.givens), *map(said, members), *supposed))


def _end(theorem: Theorem) -> list[Part]:
    lines = (*theorem.steps, *theorem.refutations)
    marks = dict.fromkeys((mark_of(theorem.outcome), *(mark_of(s.outcome) for s in lines)))
    legend: list[Prose] = [(Verdict(m), f" means: {_LEGEND[m]}") for m in Mark if m in marks]
    meaning: Prose = tuple(x for n, entry in enumerate(legend) for x in (("; " if n else ""), *entry))
    conventions: Prose = (_CONVENTIONS, *enumerated(list(map(inline, _ZEROS))), _NATS)
    scope = SCOPE if any(c.supposed for c in theorem.chains) else ""
    parts: list[Part] = [SmallPrint((*meaning, f". {scope}", *conventions))]
    if theorem.sources:
        parts.append(SmallPrint(("Sources: ", "; ".join(s.rstrip(".") for s in theorem.sources), ".")))
    return parts
