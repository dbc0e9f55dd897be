"""What became of the claims of other texts: a table of verdicts, and the claims one by one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from mlekl_symbolic.proof.outcome import Refuted
from mlekl_symbolic.proof.records import Chapter, Judgement, Origin, Review, Theorem
from mlekl_symbolic.proof.verdict import PROVED, verdict
from mlekl_symbolic.writers.builder import layout
from mlekl_symbolic.writers.claim import stated
from mlekl_symbolic.writers.lines import false_line
from mlekl_symbolic.writers.page import (
    Calculation,
    Claim,
    Code,
    Heading,
    Judged,
    Mark,
    Paragraph,
    Part,
    Prose,
    Reviewed,
    StepLink,
    Table,
)
from mlekl_symbolic.writers.prose import begun, enumerated, said, spaced, worded
from mlekl_symbolic.writers.setting import setting


def verdicts(theorem: Theorem) -> list[Part]:
    """The table of all claims, and how many there are of each kind; empty when none is judged."""
    found = theorem.reviews
    if not found:
        return []
    header = ("Claim", "What it says", "Verdict", "Settled by")
    rows = tuple(_row(r) for r in found)
    return [Heading("The verdicts"), Paragraph(_counted(found)), Table(header, rows, "lLll")]


def _counted(found: Sequence[Review]) -> Prose:
    words = {
        Judgement.TRUE: ("is true as it stands", "are true as they stand"),
        Judgement.CONDITIONAL: ("is true under conditions", "are true under conditions that are not stated"),
        Judgement.IMPRECISE: ("is imprecise", "are imprecise and made precise here"),
        Judgement.FALSE: ("is false", "are false and replaced by what is true"),
        Judgement.PROSE: ("is not mathematics", "are not mathematics"),
    }
    counts = [(sum(r.judgement is j for r in found), words[j]) for j in Judgement]
    clauses = [(f"{n} {one if n == 1 else many}",) for n, (one, many) in counts if n]
    return (f"Of {len(found)} claims, ", *enumerated(clauses), ".")


def _row(review: Review) -> tuple[Prose, ...]:
    first: Prose = (Code(review.theorems[0].name),) if review.theorems else ("–",)
    return ((StepLink(review.code),), worded(review.says), (Judged(review.judgement),), first)


def reviews(theorem: Theorem) -> list[Part]:
    """The claims in their order, under the titles of their chapters; a theorem is stated once."""
    parts: list[Part] = []
    shown: dict[str, str] = {}
    for block in theorem.blocks:
        match block:
            case Chapter(title, words):
                parts.append(Heading(title))
                parts.extend([Paragraph(worded(words))] if words else [])
            case Review():
                parts.append(_reviewed(block, shown))
                shown |= {t.name: block.code for t in block.theorems[:1] if t.name not in shown}
    return parts


def _reviewed(review: Review, shown: dict[str, str]) -> Reviewed:
    """The claim with its first theorem in full; further ones are named, with the false lines they show."""
    findings: list[Claim | Calculation] = []
    false = 0
    also: list[Prose] = []
    for n, t in enumerate(review.theorems):
        if t.name in shown:
            also.append((Code(t.name), " under ", StepLink(shown[t.name])))
            continue
        if n:
            also.append((Code(t.name),))
        else:
            findings.append(_theorem(t))
        witnesses = _witnesses(t, review.code, false)
        findings.extend(witnesses)
        false += len(witnesses)
    see: Prose = ("See ", *enumerated(also), ".") if also else ()
    written = None if review.written is None else layout(review.written)
    prose = spaced((worded(review.sentence), see))
    return Reviewed(review.code, review.judgement, worded(review.says), written, prose, tuple(findings))


def _theorem(theorem: Theorem) -> Claim:
    """A theorem that stands on its own: its objects, its hypotheses, its formulas."""
    proved = verdict(theorem) == PROVED
    conditions = [said(g.statement) for g in theorem.hypotheses if g.origin is Origin.STATED]
    every, formulas = stated(theorem)
    under: Prose = ("if ", *enumerated(conditions), ", then") if conditions else ()
    then = spaced((under, every))
    words = spaced((("(", Code(theorem.name), ")."), setting(theorem), begun(then)))
    return Claim("Theorem" if proved else "Not proved", words, formulas, _mark(theorem))


def _mark(theorem: Theorem) -> Mark:
    return Mark.CHECKED if verdict(theorem) == PROVED else Mark.UNPROVED


def _witnesses(theorem: Theorem, code: str, before: int) -> list[Calculation]:
    """The false lines a theorem shows, numbered within the claim after those ``before`` them."""
    false = [s for s in theorem.refutations if isinstance(s.outcome, Refuted)]
    return [false_line(replace(s, number=n), f"{code}.") for n, s in enumerate(false, before + 1)]
