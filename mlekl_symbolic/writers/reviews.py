"""What became of the claims of other texts: a table of verdicts, and the claims one by one."""

from __future__ import annotations

import re
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
from mlekl_symbolic.writers.prose import begun, enumerated, labels, said, spaced, worded
from mlekl_symbolic.writers.setting import introduced, setting


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
    parts: list[Part] = [Paragraph(_above(theorem))] if theorem.reviews else []
    shown: dict[str, str] = {}
    for block in theorem.blocks:
        match block:
            case Chapter(title, words):
                parts.append(Heading(title))
                parts.extend([Paragraph(worded(words))] if words else [])
            case Review():
                parts.append(_reviewed(block, theorem, shown))
                shown |= {t.name: block.code for t in block.theorems[:1] if t.name not in shown}
    return parts


def _above(page: Theorem) -> Prose:
    """What the theorems below do not say again."""
    own = labels([g.label for g in page.hypotheses if g.origin is Origin.STATED])
    meant: Prose = ("; ", *enumerated(own), " stands for the same as above") if own else ()
    words = "A theorem below introduces only what is not introduced above or means something else"
    return (words, *meant, ".")


def _reviewed(review: Review, page: Theorem, shown: dict[str, str]) -> Reviewed:
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
            findings.append(_theorem(t, page))
        witnesses = _witnesses(t, review.code, false)
        findings.extend(witnesses)
        false += len(witnesses)
    see: Prose = ("See ", *enumerated(also), ".") if also else ()
    written = None if review.written is None else layout(review.written)
    prose = spaced((_linked(review.sentence, page), see))
    return Reviewed(review.code, review.judgement, worded(review.says), written, prose, tuple(findings))


def _linked(words: str, page: Theorem) -> Prose:
    """An author's words, with links to the claims that they name."""
    codes = "|".join(re.escape(r.code) for r in page.reviews)
    parts = re.split(rf"\b({codes})\b", words)
    return tuple(x for n, part in enumerate(parts) for x in ((StepLink(part),) if n % 2 else worded(part)))


def _theorem(theorem: Theorem, page: Theorem) -> Claim:
    """A theorem with its objects, its hypotheses and its formulas, but for what the page says above."""
    proved = verdict(theorem) == PROVED
    conditions = _conditions(theorem, page)
    every, formulas = stated(theorem)
    under: Prose = ("if ", *enumerated(conditions), ", then") if conditions else ()
    then = spaced((under, every))
    words = spaced((setting(theorem, introduced(page)), begun(then)))
    kind = "Theorem" if proved else "Not proved"
    return Claim(f"{kind} ({theorem.name})", words, formulas, _mark(theorem))


def _conditions(theorem: Theorem, page: Theorem) -> list[Prose]:
    """The hypotheses its author states; one of the page's own by its label."""
    own = {g.statement: g.label for g in page.hypotheses if g.origin is Origin.STATED}
    stated = [g.statement for g in theorem.hypotheses if g.origin is Origin.STATED]
    return [(f"({own[s]}) holds",) if s in own else said(s) for s in stated]


def _mark(theorem: Theorem) -> Mark:
    return Mark.CHECKED if verdict(theorem) == PROVED else Mark.UNPROVED


def _witnesses(theorem: Theorem, code: str, before: int) -> list[Calculation]:
    """The false lines a theorem shows, numbered within the claim after those ``before`` them."""
    false = [s for s in theorem.refutations if isinstance(s.outcome, Refuted)]
    return [false_line(replace(s, number=n), f"{code}.") for n, s in enumerate(false, before + 1)]
