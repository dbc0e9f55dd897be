"""What a terminal, a failing test or a raised error says about a derivation.

Everything here is plain text; lines end without spaces and nothing is wrapped.
"""

from __future__ import annotations

from typing import assert_never

from sympy import Basic

from mlekl_symbolic.language import And
from mlekl_symbolic.language.distributions import Tabulated
from mlekl_symbolic.proof.errors import frame, place
from mlekl_symbolic.proof.outcome import Gap, Outcome, Proved, Refuted, Unproved
from mlekl_symbolic.proof.records import (
    Chain,
    Chapter,
    Choice,
    Location,
    Origin,
    Remark,
    Review,
    Step,
    Theorem,
)
from mlekl_symbolic.proof.verdict import PROVED, verdict
from mlekl_symbolic.writers.hypotheses import not_needed
from mlekl_symbolic.writers.lines import CLAIM, SIGNS
from mlekl_symbolic.writers.typography import with_minus
from mlekl_symbolic.writers.unicode import one_line


def compact(theorem: Theorem) -> str:
    """The whole derivation, one line for each step.

    Returns
    -------
    str
        The verdict, the statement, the hypotheses, the chains with their reasons, and how much
        the kernel checked.
    """
    parts = [f"{theorem.name}: {verdict(theorem)}", f"{theorem.title}.", _statement(theorem)]
    if theorem.hypotheses:
        parts.append("\n".join(f"  {g.label}  {one_line(g.statement)}" for g in theorem.hypotheses))
    if idle := unneeded(theorem):
        parts.append(idle)
    for block in theorem.blocks:
        match block:
            case Remark(words):
                parts.append(words)
            case Choice(member):
                parts.append(f"Let {one_line(member)} be arbitrary.")
            case Chain():
                parts.append(_chain(block))
            case Chapter(title, words):
                parts.append(f"{title}\n{words}".rstrip())
            case Review():
                parts.append(_review(block))
            case _:
                assert_never(block)
    parts.extend(_refutation(s) for s in theorem.refutations if isinstance(s.outcome, Refuted))
    parts.extend(_notes(theorem))
    return "\n\n".join(parts)


def _statement(theorem: Theorem) -> str:
    """What is shown, a line for each part of a conjunction, and the masses that are given as numbers."""
    rows = [one_line(part) for part in _conjuncts(theorem.statement)]
    for table in theorem.declarations:
        if isinstance(table, Tabulated):
            masses = (f"{one_line(table(letter))} = {one_line(mass)}" for letter, mass in table.table)
            rows.append(f"where {', '.join(masses)}")
    return "\n".join(f"  {row}" for row in rows)


def _conjuncts(statement: Basic) -> list[Basic]:
    if isinstance(statement, And):
        return [part for side in statement.args for part in _conjuncts(side)]
    return [statement]


def unneeded(theorem: Theorem) -> str:
    """The hypotheses that the author states and the theorem holds without; empty when there are none."""
    return "\n".join(f"Not needed: {g.label}  {one_line(g.statement)}" for g in not_needed(theorem))


def _review(review: Review) -> str:
    names = ", ".join(f"{t.name}: {verdict(t)}" for t in review.theorems)
    head = f"{review.code}  {review.judgement.value}  {review.says}"
    return "\n".join(filter(None, (head, f"  {review.sentence}", f"  {names}" if names else "")))


def _chain(chain: Chain) -> str:
    supposed = " and ".join(map(one_line, chain.supposed))
    words = chain.words
    if supposed:
        words = f"Suppose {supposed}. {words[:1].upper()}{words[1:]}".rstrip()
    lines = [words]
    if all(s.relation != CLAIM for s in chain.steps):
        lines.append(f"  {one_line(chain.start)}")
    rows = [(f"  {_sign(s)}{one_line(s.rhs)}", _reason(s)) for s in chain.steps]
    width = min(max((len(left) for left, _ in rows), default=0), 76)
    lines.extend(f"{left:<{width}}  {right}".rstrip() for left, right in rows)
    return "\n".join(filter(None, lines))


def _sign(step: Step) -> str:
    return "" if step.relation == CLAIM else f"  {SIGNS[step.relation]} "


def _reason(step: Step) -> str:
    words = "; ".join(r.words or f"by {r.name}" for r in step.reasons)
    match step.outcome:
        case Proved():
            mark = ""
        case Gap(reason):
            mark = f"GAP: {reason}"
        case Unproved():
            mark = "NOT PROVED"
        case Refuted():
            mark = "FALSE"
        case _:
            assert_never(step.outcome)
    return f"({step.number})  " + "  ".join(part for part in (mark, words) if part)


def _refutation(step: Step) -> str:
    head = f"False, as the author says, at {place(step.location)}:\n  {_relation(step)}"
    return head + "\n" + "\n".join(f"  {row}" for row in _why(step.outcome))


def _notes(theorem: Theorem) -> list[str]:
    unused = ", ".join(g.label for g in theorem.unused if g.origin is Origin.SETTING)
    notes = [f"The theorem does not use the setting's {unused}."] if unused else []
    for s in theorem.steps:
        notes.extend(f"Not needed in step {s.number}: {r.name}" for r in s.unused)
    blocks = ["\n".join(notes)] if notes else []
    if theorem.certificate is not None:
        n, lines = len(theorem.steps), len(theorem.certificate.lines)
        blocks.append(f"{n} {'step' if n == 1 else 'steps'}, {lines} kernel lines checked.")
    return blocks


def failures(theorem: Theorem) -> str:
    """All that keeps a derivation from being proved; empty when nothing does."""
    parts = [failure(s) for s in theorem.steps if not isinstance(s.outcome, Proved)]
    parts += [missed_refutation(s) for s in theorem.refutations if not isinstance(s.outcome, Refuted)]
    if parts:
        parts += _left_open(theorem)
    elif verdict(theorem) != PROVED:
        parts.append(statement_failure(theorem))
    return "\n\n".join(parts)


def failure(step: Step) -> str:
    """Why one step does not stand: where it is, both sides, what is known and what to do."""
    what = f"step {step.number}" if step.number else "the line"
    head = f"{what} {_is(step.outcome)}"
    return _framed(head, step.location, _relation(step), _why(step.outcome), _advice(step.outcome))


def missed_refutation(step: Step) -> str:
    """Why a line that the author says is false has not been shown to be, in the form of `failure`."""
    if isinstance(step.outcome, Proved):
        head = "the line said to be false is true"
        advice = "Make it a step of a chain, or change a side."
    else:
        head = "the line said to be false is not refuted"
        advice = (
            "No small world was found in which it fails: state it with fewer hypotheses, or more plainly."
        )
    return _framed(head, step.location, _relation(step), _why(step.outcome), advice)


def statement_failure(theorem: Theorem) -> str:
    """Why the statement itself does not stand, in the form of `failure`."""
    found = theorem.outcome
    if isinstance(found, Gap) and (gaps := _left_open(theorem)):
        return "\n\n".join(gaps)
    claim = "\n".join(map(one_line, _conjuncts(theorem.statement)))
    return _framed(f"the statement {_is(found)}", theorem.location, claim, _why(found), _advice(found))


def _left_open(theorem: Theorem) -> list[str]:
    """The statements that the author leaves open outside chains, each at its own line."""
    return [
        _framed(f"{g.label} is left open", g.location, one_line(g.statement), _why(gap), _advice(gap))
        for g in theorem.hypotheses
        if g.location is not None
        for gap in (Gap(g.words),)
    ]


def _framed(head: str, where: Location, claim: str, why: list[str], advice: str) -> str:
    parts = [f"{place(where)}: {head}", frame(where)]
    parts.extend("\n".join(f"  {row}".rstrip() for row in rows) for rows in (claim.split("\n"), why))
    return "\n\n".join(part for part in (*parts, advice) if part)


def _relation(step: Step) -> str:
    sign = SIGNS[step.relation]
    left, right = one_line(step.lhs), one_line(step.rhs)
    if step.relation == CLAIM:
        return right
    gap = " " * len(sign)
    return f"{gap} {left}\n{sign} {right}"


def _is(outcome: Outcome) -> str:
    match outcome:
        case Proved():
            return "is proved"
        case Gap():
            return "is left open"
        case Unproved():
            return "is not proved"
        case Refuted():
            return "is false"
        case _:
            assert_never(outcome)


def _why(outcome: Outcome) -> list[str]:
    match outcome:
        case Proved(_, size):
            return [f"{size} kernel lines prove it"]
        case Gap(reason):
            return [f"left open because: {reason}"]
        case Unproved(missing, difference, _):
            rows = [f"missing       {one_line(m)}" for m in missing]
            return rows + ([] if difference is None else [f"right − left  {one_line(difference)}"])
        case Refuted(witness, difference, missing):
            world = ", ".join(f"{name} = {with_minus(value)}" for name, value in witness.values)
            rows = [f"it fails at   {world}"]
            if witness.left:
                rows.append(f"left there    {_value(witness.left, witness.left_decimal)}")
                rows.append(f"right there   {_value(witness.right, witness.right_decimal)}")
            rows += [] if difference is None else [f"right − left  {one_line(difference)}"]
            return rows + [f"true if       {one_line(m)}" for m in missing]
        case _:
            assert_never(outcome)


def _value(exact: str, decimal: str) -> str:
    return with_minus(f"{exact} ≈ {decimal}" if decimal else exact)


def _advice(outcome: Outcome) -> str:
    match outcome:
        case Proved():
            return ""
        case Gap():
            return "A gap is never counted as proved. Replace it by steps that lead across it."
        case Unproved(missing, _, suggestions):
            tries = [f"Try: {s}" for s in suggestions]
            if missing:
                tries.append(
                    "Declare what is missing with proof.given(…), or prove it in a chain before this one."
                )
            elif not suggestions:
                tries.append("Put a smaller step before it, or name a reason with by=….")
            return "\n".join(["No counterexample was found either, so it is not counted as false.", *tries])
        case Refuted(_, _, missing) if missing:
            return "Every hypothesis holds there. State what it needs with proof.given(…), or change a side."
        case Refuted(_, None):
            return (
                "Every hypothesis holds there, so no reason can make it true: change a side, or assume more."
            )
        case Refuted():
            return (
                "Every hypothesis holds there, so no reason can make it true. It becomes true when the\n"
                "difference above is taken from the right side, or when a hypothesis makes it zero."
            )
        case _:
            assert_never(outcome)
