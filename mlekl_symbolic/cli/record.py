"""A derivation's result as one JSON object: what ``--json`` prints."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, assert_never

from mlekl_symbolic.oracle.quadrature import Agrees, Disagrees, Evidence, Silent, evidence
from mlekl_symbolic.proof.outcome import Gap, Outcome, Proved, Refuted, Unproved
from mlekl_symbolic.proof.records import Given, Step, Theorem
from mlekl_symbolic.proof.verdict import step_labels, verdict, word
from mlekl_symbolic.writers.coq.kept import Rechecked, rechecked
from mlekl_symbolic.writers.report import failures
from mlekl_symbolic.writers.unicode import one_line


def record(theorem: Theorem, written: Sequence[Path] = ()) -> dict[str, Any]:
    """The result of one derivation, of plain JSON values only."""
    labels = {s.number: label for label, s in step_labels(theorem).items()}
    seen = evidence(theorem)
    coq = rechecked(theorem)
    supposed = {s.number: [one_line(p) for p in c.supposed] for c in theorem.chains for s in c.steps}
    return {
        "name": theorem.name,
        "verdict": verdict(theorem),
        "title": theorem.title,
        "claims": list(theorem.claims),
        "statement": one_line(theorem.statement),
        "outcome": _outcome(theorem.outcome),
        "hypotheses": [_given(g) | _need(g, theorem) for g in theorem.hypotheses],
        "unused": [_given(g) for g in theorem.unused],
        "steps": [
            _step(s)
            | {"label": labels[s.number], "supposed": supposed[s.number]}
            | _evidence(seen.get(s.number))
            | _coq_of_step(coq, str(s.number))
            for s in theorem.steps
        ],
        **_coq(coq),
        "refutations": [_step(s) for s in theorem.refutations],
        "message": failures(theorem),
        "written": [str(p) for p in written],
    }


def error_record(name: str, message: str) -> dict[str, Any]:
    """What stands for a derivation that could not be run."""
    return {"name": name, "verdict": "error", "message": message}


def _need(given: Given, theorem: Theorem) -> dict[str, Any]:
    """What the page says of the need for a hypothesis, where it says anything."""
    said = {"unshown": dict(theorem.unshown), "spare": dict(theorem.spare)}
    return {kind: reasons[given.label] for kind, reasons in said.items() if given.label in reasons}


def _given(given: Given) -> dict[str, Any]:
    return {
        "label": given.label,
        "origin": given.origin.name.lower(),
        "about": given.about,
        "statement": one_line(given.statement),
        "words": given.words,
    }


def _evidence(found: Evidence | None) -> dict[str, Any]:
    """What numerical integration says of a step about densities; no part of its verdict."""
    match found:
        case None | Silent():
            return {}
        case Agrees(members, digits):
            return {"evidence": {"quadrature": "agrees", "digits": digits, "members": list(members)}}
        case Disagrees(members, left, right):
            return {"evidence": {"quadrature": "disagrees", "members": members, "left": left, "right": right}}
        case _:
            assert_never(found)


def _coq(found: Rechecked | None) -> dict[str, Any]:
    """Whether Coq has re-checked the theorem; no key when it was not asked."""
    if found is None:
        return {}
    said = {"version": found.version, "rechecked": not found.theorem, "hypotheses_met": found.met}
    return {"coq": said | ({"reason": found.theorem} if found.theorem else {})}


def _coq_of_step(found: Rechecked | None, label: str) -> dict[str, Any]:
    """Whether Coq has re-checked a step; no key when it was not asked."""
    if found is None or label not in found.steps:
        return {}
    why = found.steps[label]
    return {"coq": {"rechecked": not why, **({"reason": why} if why else {})}}


def _step(step: Step) -> dict[str, Any]:
    return {
        "number": step.number,
        "relation": step.relation,
        "left": one_line(step.lhs),
        "right": one_line(step.rhs),
        "reasons": [r.name for r in step.reasons],
        "unused_reasons": [r.name for r in step.unused],
        "file": step.location.file,
        "line": step.location.line,
        "outcome": _outcome(step.outcome),
    }


def _outcome(outcome: Outcome) -> dict[str, Any]:
    found: dict[str, Any] = {"verdict": word(outcome)}
    match outcome:
        case Proved(_, size, rules, givens, local):
            return found | {
                "kernel_lines": size,
                "rules": list(rules),
                "givens": list(givens),
                "local": [one_line(s) for s in local],
            }
        case Gap(reason):
            return found | {"reason": reason}
        case Unproved(missing, difference, suggestions):
            return found | {
                "missing": [one_line(m) for m in missing],
                "difference": None if difference is None else one_line(difference),
                "suggestions": list(suggestions),
            }
        case Refuted(witness, difference, missing):
            return found | {
                "witness": dict(witness.values),
                "missing": [one_line(m) for m in missing],
                "left": witness.left,
                "right": witness.right,
                "difference": None if difference is None else one_line(difference),
            }
        case _:
            assert_never(outcome)
