"""From a finished derivation to a page; all sentences of the page are written here."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import assert_never

from mlekl_symbolic.language import (
    Derivative,
    Integral,
    Statement,
    binders,
    expressions,
    probability,
    relations,
    sets,
)
from mlekl_symbolic.oracle.quadrature import evidence
from mlekl_symbolic.proof.outcome import Gap, Proved, Refuted, Unproved
from mlekl_symbolic.proof.records import Chain, Chapter, Choice, Remark, Review, Step, Theorem
from mlekl_symbolic.proof.verdict import GAPS, PROVED, REFUTED, UNPROVED, verdict
from mlekl_symbolic.writers.builder import layout
from mlekl_symbolic.writers.certified import certified_parts
from mlekl_symbolic.writers.claim import claim
from mlekl_symbolic.writers.evidence import evidence_parts
from mlekl_symbolic.writers.hypotheses import hypotheses, not_needed
from mlekl_symbolic.writers.layout import (
    Identifier,
    Number,
    Operator,
    Relation,
    Slash,
    Text,
    row,
)
from mlekl_symbolic.writers.lines import CLAIM, because, false_line, line, mark_of, supposed
from mlekl_symbolic.writers.page import (
    Calculation,
    Code,
    Definitions,
    Document,
    Figure,
    Formula,
    Heading,
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
from mlekl_symbolic.writers.prose import begun, calligraphic, enumerated, inline, labels, said, spaced, worded
from mlekl_symbolic.writers.reviews import reviews, verdicts
from mlekl_symbolic.writers.setting import (
    by_definition,
    declared_names,
    definitions,
    infinite_divergences,
    setting,
    unexplained,
    uses,
)

_BANNERS = {
    Mark.CHECKED: "Every step has been checked by the kernel.",
    Mark.GAP: "This proof has a gap: the lines marked “gap” are assumed.",
    Mark.UNPROVED: "This is not proved: the lines marked “?” could not be justified.",
    Mark.REFUTED: "This is false: the lines marked ✗ have a counterexample.",
}

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
_INTEGRALS = (
    " An integral is Lebesgue's, and 0 where it does not exist, so what is integrated is asked to be "
    "integrable wherever it matters."
)
_X, _ZERO, _EQUALS = Identifier("x"), Number("0"), Relation("=")
_ZEROS = (
    row(_X, Slash(), _ZERO, _EQUALS, _ZERO),
    row(Operator("log"), _X, _EQUALS, _ZERO, Text("for"), _X, Relation("≤"), _ZERO),
)
SCOPE = "A supposition holds for the chain that follows it, and for those that go on in the same sentence. "
_NATS = ", so a condition such as a positive mass is asked for wherever it matters. Logarithms are natural."


def document_of(theorem: Theorem, figures: Sequence[Figure] = ()) -> Document:
    """The page of a theorem, with pictures after its statement.

    Raises
    ------
    mlekl_symbolic.writers.errors.UnknownNodeError
        When an expression in it has no notation.
    """
    return _whole(theorem, tuple(figures))


@lru_cache(maxsize=8)
def _whole(theorem: Theorem, figures: tuple[Figure, ...]) -> Document:
    parts = (*_body(theorem, figures), *_record(theorem), *verdicts(theorem))
    return _document(theorem, parts, _claims(theorem))


def paper_of(theorem: Theorem) -> Document:
    """The same without the record of what each step rests on, for a place in another text.

    The codes of claims mean nothing there.
    """
    return _document(theorem, _body(theorem, ()), [])


def _document(theorem: Theorem, parts: Sequence[Part], last: Sequence[Part]) -> Document:
    mark = _WORDS[verdict(theorem)]
    named = {d.name for d in theorem.declarations if isinstance(d, sets.NamedSet | sets.Alphabet)}
    whole = calligraphic((*parts, *reviews(theorem), *_end(theorem), *last), frozenset(named))
    return Document(theorem.title, _banner(theorem, mark), mark, whole)


@lru_cache(maxsize=8)
def _body(theorem: Theorem, figures: tuple[Figure, ...]) -> tuple[Part, ...]:
    """Everything up to the end of the proof, and the lines that are shown to be false."""
    mark = _WORDS[verdict(theorem)]
    parts: list[Part] = []
    if theorem.summary:
        parts.append(Paragraph(worded(theorem.summary)))
    parts.extend(_introduction(theorem))
    parts.append(claim(theorem, mark))
    parts.extend(figures)
    title = "Proof" if mark is Mark.CHECKED else "Derivation, not yet a proof"
    if blocks := _blocks(theorem):
        parts.append(Proof(title, blocks, mark))
    parts.extend(_false_lines(theorem))
    return tuple(parts)


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
    last: tuple[Statement, ...] = ()
    for block in theorem.blocks:
        before = _chosen(chosen)
        match block:
            case Choice(member):
                chosen.append(said(member))
                continue
            case Remark(words):
                out.append(Paragraph(spaced((before, worded(words)))))
            case Chain():
                out.append(_calculation(block, before, last))
                last = block.supposed
            case Chapter() | Review():
                continue
            case _:
                assert_never(block)
        chosen = []
    return (*out, Paragraph(_chosen(chosen))) if chosen else tuple(out)


def _chosen(members: Sequence[Prose]) -> Prose:
    return ("Let ", *enumerated(members), " be arbitrary.") if members else ()


def _calculation(chain: Chain, before: Prose, last: tuple[Statement, ...]) -> Calculation:
    goes_on = chain.supposed == last and not before and chain.words[:1].islower()
    under = (
        () if goes_on else supposed(chain.supposed, "Still suppose" if chain.supposed == last else "Suppose")
    )
    left = len(chain.supposed) < len(last)
    own = worded(chain.words or ("Altogether," if left else ""))
    words = spaced((before, under, begun(own) if before or under else own))
    whole = any(s.relation == CLAIM for s in chain.steps)
    return Calculation(words, None if whole else layout(chain.start), tuple(map(line, chain.steps)))


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
        kinds = {binders.ArgMin: "arg min", binders.ArgMax: "arg max"}
        found = " or ".join(name for kind, name in kinds.items() if uses(theorem, kind))
        sentences.append((f"An {found} is the set of all solutions, which may be empty.",))
    if uses(theorem, Derivative):
        sentences.append(("Where a function has no derivative, nothing is claimed about it.",))
    sentences.extend(infinite_divergences(theorem))
    if "distinct" in theorem.definitions:
        sentences.append(("Observations are pairwise distinct when equal ones have equal indices.",))
    sentences.extend(_indicators(theorem))
    if rest := unexplained(theorem):
        names = enumerated(tuple((Code(n),) for n in rest))
        sentences.append(("The certificate states the definition of ", *names, "."))
    if sentences:
        parts.append(Paragraph(spaced(sentences)))
    return parts


def _indicators(theorem: Theorem) -> list[Prose]:
    """What indicators are, and probabilities by them."""
    probable = uses(theorem, probability.Probability)
    if not probable and not uses(theorem, probability.Indicator):
        return []
    taken = declared_names(theorem)
    event = relations.Proposition(next((n for n in "SEF" if n not in taken), "S_0"))
    shown = (Formula(layout(probability.Indicator(event))),)
    words: Prose = (
        "The indicator ",
        *shown,
        " is 1 where the statement ",
        *said(event),
        " holds and 0 elsewhere",
    )
    return [
        (*words, *(("; the probability of ", *said(event), " is its expectation") if probable else ()), ".")
    ]


def _false_lines(theorem: Theorem) -> list[Part]:
    false = [s for s in theorem.refutations if isinstance(s.outcome, Refuted)]
    others = [s for s in theorem.refutations if s not in false]
    parts: list[Part] = []
    if false:
        words = "This line fails" if len(false) == 1 else "Each of these lines fails"
        holds = ", in which all hypotheses hold" if theorem.givens else ""
        below = f"{words} in the example below it{holds}."
        parts += [Heading("Lines that look right and are false"), Paragraph((below,))]
        parts += map(false_line, false)
    if others:
        words = "For these, no example was found in which they fail."
        parts += [Heading("Lines that were to be false"), Paragraph((words,)), *map(false_line, others)]
    return parts


def _record(theorem: Theorem) -> list[Part]:
    rows = tuple(_row(s, theorem.fixed) for s in theorem.steps)
    if not rows:
        return []
    header = ("Step", "", "Rests on", "Rules", "Kernel lines")
    parts: list[Part] = [Heading("What each step rests on"), Table(header, rows, "rcLrr")]
    proved = [s.outcome for s in theorem.steps if isinstance(s.outcome, Proved)]
    if rules := sorted({r for outcome in proved for r in outcome.rules}):
        names = enumerated(tuple((Code(r),) for r in rules))
        parts.append(SmallPrint(("Rules of mathematics used: ", *names, ".")))
    parts.extend(certified_parts(theorem))
    idle = tuple(
        (StepLink(str(s.number)), " ", *enumerated(tuple(map(because, s.unused))))
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
    more: tuple[Prose, ...] = (("what is supposed",),) if len(members) < len(outcome.local) else ()
    return enumerated((*labels(outcome.givens), *map(said, members), *more))


def _integrates(theorem: Theorem) -> bool:
    """Whether integrals stand on the page, be it in definitions or in theorems that it cites."""
    defined = any(e.has(Integral) for e in definitions(theorem))
    return (
        uses(theorem, Integral) or defined or any(_integrates(t) for r in theorem.reviews for t in r.theorems)
    )


def _end(theorem: Theorem) -> list[Part]:
    lines = (*theorem.steps, *theorem.refutations)
    marks = dict.fromkeys((mark_of(theorem.outcome), *(mark_of(s.outcome) for s in lines)))
    legend: list[Prose] = [(Verdict(m), f" means: {_LEGEND[m]}") for m in Mark if m in marks]
    meaning: Prose = tuple(x for n, entry in enumerate(legend) for x in (("; " if n else ""), *entry))
    conventions: Prose = (_CONVENTIONS, *enumerated(list(map(inline, _ZEROS))), _NATS)
    if _integrates(theorem):
        conventions = (*conventions, _INTEGRALS)
    scope = SCOPE if any(c.supposed for c in theorem.chains) else ""
    parts: list[Part] = [SmallPrint((*meaning, f". {scope}", *conventions))]
    parts.extend(evidence_parts(evidence(theorem), theorem.steps))
    if theorem.sources:
        parts.append(SmallPrint(("Sources: ", "; ".join(s.rstrip(".") for s in theorem.sources), ".")))
    return parts


def _claims(theorem: Theorem) -> list[Part]:
    if not theorem.claims:
        return []
    return [SmallPrint((f"Claims of the two texts settled here: {', '.join(theorem.claims)}.",))]
