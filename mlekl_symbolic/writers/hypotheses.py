"""What a page says about hypotheses: which the proof uses, and which it could do without."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import groupby

from sympy import Basic, Symbol

from mlekl_symbolic.language import binders, distributions, integrals, relations, sets
from mlekl_symbolic.proof.outcome import Proved
from mlekl_symbolic.proof.records import Given, Origin, Theorem
from mlekl_symbolic.proof.verdict import GAPS, PROVED, verdict
from mlekl_symbolic.writers.builder import layout
from mlekl_symbolic.writers.layout import Number, Relation, row
from mlekl_symbolic.writers.page import Formula, Item, Items, Paragraph, Part, Prose
from mlekl_symbolic.writers.prose import enumerated, labels, listed, reasoned, said, spaced, valued, worded
from mlekl_symbolic.writers.setting import index_of
from mlekl_symbolic.writers.statement_layout import observations


def hypotheses(theorem: Theorem) -> list[Part]:
    """The hypotheses the page rests on, those of the setting in one sentence, and the idle ones."""
    proved = verdict(theorem) in (PROVED, GAPS)
    setting = [_indexed(g, theorem) for g in theorem.givens if g.origin is Origin.SETTING]
    mentioned = _mentioned(theorem)
    used = [g for g in setting if g.label in mentioned or not proved]
    idle = [g for g in setting if g not in used and not isinstance(g.statement, relations.Finite)]
    sentences: list[Prose] = []
    if used:
        begin = "The proof uses " if proved else "The setting says "
        sentences.append((begin, *enumerated(_facts(used)), "."))
    if idle:
        begin = "It does not use " if used else "The proof does not use "
        sentences.append((begin, *enumerated(_idle(idle, theorem), "or"), "."))
    parts: list[Part] = []
    if sentences:
        parts.append(Paragraph(spaced(sentences)))
    parts.extend(_listed(theorem, Origin.STATED, "The proof rests on" if proved else "The author assumes"))
    parts.extend(_listed(theorem, Origin.GAP, "For want of a proof, the page assumes"))
    if unneeded := not_needed(theorem):
        parts.append(Paragraph(_not_needed(unneeded)))
    if any(g.origin is not Origin.SETTING for g in theorem.givens):
        parts.append(Paragraph(_met(theorem)))
    if remarks := [*_unshown(theorem), *_spare(theorem)]:
        parts.append(Paragraph(spaced(remarks)))
    return parts


def _unshown(theorem: Theorem) -> list[Prose]:
    """Of which hypotheses no example shows that they are needed, and why not."""
    return [
        (
            "No example shows that ",
            *enumerated(labels(found)),
            f" {'is' if len(found) == 1 else 'are'} needed: ",
            *reasoned(why),
            ".",
        )
        for why, found in _by_reason(theorem, theorem.unshown)
    ]


def _spare(theorem: Theorem) -> list[Prose]:
    """Which hypotheses the proof uses and the statement holds without, and why."""
    clauses = tuple(
        (
            *_without(found),
            ": ",
            *reasoned(why),
        )
        for why, found in _by_reason(theorem, theorem.spare)
    )
    return [("The statement still holds ", *_one_by_one(clauses), ".")] if clauses else []


def _without(found: Sequence[str]) -> Prose:
    match found:
        case [one]:
            return (f"without ({one})",)
        case [one, other]:
            return (f"without either of ({one}) and ({other})",)
    return ("without any one of ", *enumerated(labels(found)))


def _one_by_one(clauses: Sequence[Prose]) -> Prose:
    """The clauses with semicolons between them."""
    out: Prose = clauses[0]
    for clause in clauses[1:]:
        out = (*out, "; ", *clause)
    return out


def _by_reason(theorem: Theorem, reasons: Sequence[tuple[str, str]]) -> Iterable[tuple[str, Sequence[str]]]:
    """The labels of hypotheses that the theorem rests on, by what is said of them."""
    rests = {g.label for g in theorem.hypotheses}
    out: dict[str, list[str]] = {}
    for label, why in reasons:
        if label in rests:
            out.setdefault(why, []).append(label)
    return out.items()


def _met(theorem: Theorem) -> Prose:
    """That the hypotheses do not contradict each other, by an example; or that none was found."""
    if theorem.instance is None:
        return ("No small example was found in which all of this holds: the hypotheses may clash.",)
    if theorem.instance.words:
        return ("All of this can hold, for example with ", *worded(theorem.instance.words), ".")
    world = enumerated([valued(name, value) for name, value in theorem.instance.values])
    return ("All of this can hold, for example with ", *world, ".")


def not_needed(theorem: Theorem) -> tuple[Given, ...]:
    """The hypotheses that the author states and the theorem holds without."""
    return tuple(g for g in theorem.unused if g.origin is not Origin.SETTING)


def _not_needed(givens: tuple[Given, ...]) -> Prose:
    named = enumerated(tuple((f"({g.label}) ", *_worded(g)) for g in givens))
    return ("Not needed: ", *named, ". The theorem holds without ", "it." if len(givens) == 1 else "them.")


def _mentioned(theorem: Theorem) -> set[str]:
    """The labels the page speaks of: those of the theorem and those of its steps."""
    found = {g.label for g in theorem.hypotheses}
    for s in theorem.steps:
        if isinstance(s.outcome, Proved):
            found |= set(s.outcome.givens)
    return found


def _worded(given: Given) -> Prose:
    return (*said(given.statement), *((" (", *worded(given.words), ")") if given.words else ()))


def _listed(theorem: Theorem, origin: Origin, begin: str) -> list[Part]:
    found = [g for g in theorem.hypotheses if g.origin is origin]
    if not found:
        return []
    noun = "this hypothesis" if len(found) == 1 else "these hypotheses"
    what = f"{begin} {noun}:" if origin is Origin.STATED else f"{begin}:"
    return [Paragraph((what,)), Items(tuple(Item(f"({g.label})", (*_worded(g), ".")) for g in found))]


def _facts(givens: Sequence[Given]) -> tuple[Prose, ...]:
    """The facts with their labels; that ``N`` is natural and positive is said as one."""
    out: list[Prose] = []
    for about, group in groupby(givens, key=lambda g: g.about):
        same = list(group)
        if about and len(same) == 2 and _is_natural(same[0].statement):
            name = layout(same[0].statement.args[0])
            least = Formula(row(name, Relation("≥"), Number("1")))
            out.append((f"({same[0].label}, {same[1].label}) ", least, " is a natural number"))
        else:
            out.extend((f"({g.label}) ", *said(g.statement)) for g in same)
    return tuple(out)


def _is_natural(statement: Basic) -> bool:
    return isinstance(statement, relations.Member) and statement.args[1] == sets.Naturals()


def _idle(givens: Sequence[Given], theorem: Theorem) -> tuple[Prose, ...]:
    """``that P is nonnegative or sums to one``, for every object that has idle facts."""
    declared = {getattr(d, "name", ""): d for d in theorem.declarations}
    found: list[tuple[Prose, Prose]] = []
    for about, group in groupby(givens, key=lambda g: g.about):
        facts = [g.statement for g in group]
        words = [_predicate(s) for s in facts]
        if all(words):
            found.append((_subject(declared[about], theorem), enumerated(words, "or")))
        else:
            found.extend((said(s), ()) for s in facts)
    out: list[Prose] = []
    for predicate, alike in groupby(found, key=lambda f: f[1]):
        subjects = [subject for subject, _ in alike]
        if predicate:
            out.append(("that ", *listed(subjects, "or"), " ", *predicate))
        else:
            out.extend(("that ", *subject) for subject in subjects)
    return tuple(out)


def _indexed(given: Given, theorem: Theorem) -> Given:
    """A fact about a family, with the index that the page has for it."""
    family = next((d for d in theorem.declarations if getattr(d, "name", "") == given.about), None)
    statement = given.statement
    if not isinstance(family, distributions.Model) or not isinstance(statement, relations.ForAll):
        return given
    index = index_of(family, theorem)
    if index in statement.atoms(Symbol):
        return given
    renamed = relations.ForAll(
        statement.body.xreplace({statement.variable: index}), (index, statement.domain)
    )
    return replace(given, statement=renamed)


def _subject(declared: Basic, theorem: Theorem) -> Prose:
    match declared:
        case distributions.Sample():
            return (Formula(observations(declared, layout)),)
        case distributions.Model():
            return (Formula(layout(declared[index_of(declared, theorem)])),)
    return (Formula(layout(declared)),)


def _predicate(statement: Basic) -> Prose:
    """What a fact says of its object, in words; empty when there are none."""
    claim = statement
    while isinstance(claim, relations.ForAll):
        claim = claim.body
    match claim:
        case relations.Finite():
            return ("is finite",)
        case relations.Member(args=(Symbol(), sets.Naturals())):
            return ("is a natural number",)
        case relations.Member(args=(distributions.Observation(), of)):
            return ("lie in ", Formula(layout(of)))
        case relations.Greater():
            return ("is positive",)
        case relations.GreaterEqual():
            return ("is nonnegative",)
        case relations.Equal(args=(binders.Sum(), _)):
            return ("sums to one",)
        case relations.Equal(args=(integrals.Integral(), _)):
            return ("integrates to one",)
    return ()
