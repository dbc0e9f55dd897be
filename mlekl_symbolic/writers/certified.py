"""What Coq has re-checked, in words: for each step, and for the whole derivation."""

from __future__ import annotations

from collections.abc import Sequence

from mlekl_symbolic.proof.records import Theorem
from mlekl_symbolic.writers.coq.kept import Rechecked, rechecked
from mlekl_symbolic.writers.page import Part, Prose, SmallPrint
from mlekl_symbolic.writers.prose import enumerated, listed, steps

_THEOREM: Prose = ("the theorem",)


def said_of_step(found: Rechecked | None, label: str) -> str:
    """Whether Coq has re-checked a step, as a sentence; nothing is claimed of a step that is not known."""
    if found is None or label not in found.steps:
        return "Coq was not asked about this step."
    why = found.steps[label]
    return f"Not re-checked by Coq: {why}." if why else f"Re-checked by Coq {found.version}."


def certified_parts(theorem: Theorem) -> list[Part]:
    """A paragraph with the steps that Coq has re-checked, and the others with the reason.

    There is none when Coq was not asked.
    """
    found = rechecked(theorem)
    if found is None:
        return []
    carried = [label for label, why in found.steps.items() if not why]
    done = [*([] if found.theorem else [_THEOREM]), *_steps(carried)]
    if done and found.met and theorem.hypotheses:
        done.append(("that the hypotheses can be met",))
    prose: Prose = (f"Re-checked by Coq {found.version}: ", *enumerated(done), ".") if done else ()
    left = [(*enumerated(what), f", because {why}") for why, what in _left(found).items()]
    if left:
        begin = " Not re-checked: " if done else f"Not re-checked by Coq {found.version}: "
        clauses = tuple(x for n, clause in enumerate(left) for x in (("; ",) if n else ()) + clause)
        prose = (*prose, begin, *clauses, ".")
    return [SmallPrint(prose)]


def _left(found: Rechecked) -> dict[str, list[Prose]]:
    """What is not re-checked, by the reason."""
    labels: dict[str, list[str]] = {found.theorem: []} if found.theorem else {}
    for label, why in found.steps.items():
        if why:
            labels.setdefault(why, []).append(label)
    return {
        why: [*([_THEOREM] if why == found.theorem else []), *_steps(those)] for why, those in labels.items()
    }


def _steps(labels: Sequence[str]) -> list[Prose]:
    """Links to steps after the word, as one clause."""
    word = "steps " if len(labels) > 1 else "step "
    return [(word, *listed(steps(labels)))] if labels else []
