"""Derivations of many authors: how many of their steps are read, proved and refuted.

``python -m benchmarks.open_derivations`` reads ``../shared/data/derivations_open.json`` in place. Every step
there is judged by a reader as true, false, or something between. Each is checked here as a display of its
own; a step that continues a chain gets the side before it.

``--only ID``, ``--first 0 --last 51`` choose derivations; ``--list`` prints a row for every step and
``--show`` its formulas too.
"""

from __future__ import annotations

import argparse
import json
import re
import signal
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import process_time
from typing import Any

from mlekl_symbolic.checks.limits import TimeIsUp
from mlekl_symbolic.language import LanguageError
from mlekl_symbolic.readers.latex.check import Checked, Setting, Verdict, after, anew, check_step, prepared
from mlekl_symbolic.readers.latex.documents import Document, read_document
from mlekl_symbolic.readers.latex.elaborate.lines import Step
from mlekl_symbolic.readers.latex.reading import Reading
from mlekl_symbolic.readers.latex.source import Source

DATA = Path(__file__).resolve().parents[2] / "shared" / "data" / "derivations_open.json"
SECONDS = 2.0
"""How much processor time one step may take."""
READ, NOTICED, REFUSED = "read", "with notices", "refused"
OUTCOMES = ("proved", "proved assuming", "refuted", "undecided", "definition", "unreadable")
TRUE_GOAL, FALSE_GOAL = 60, 80


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one step.

    Attributes
    ----------
    derivation, number
        Where it stands.
    judged
        What a human reader made of it.
    text
        The step as it was given to the checker.
    read
        Whether it was read, read with notices, or refused.
    verdict
        What the checker says.
    reason
        Why it was not read, or what stopped the checker.
    seconds
        How long checking took.
    checked
        The step with what was found, or None.
    """

    derivation: str
    number: int
    judged: str
    text: str
    read: str
    verdict: str
    reason: str
    seconds: float
    checked: Checked | None

    @property
    def is_flagged(self) -> bool:
        """Whether an author is told that something is wrong with the step."""
        said = () if self.checked is None else self.checked.step.diagnostics
        return self.verdict == "refuted" or any(d.code.startswith("W") for d in said)


def derivations(first: int = 0, last: int | None = None) -> list[dict[str, Any]]:
    """The derivations of the file.

    Raises
    ------
    SystemExit
        When the file is not there.
    """
    if not DATA.is_file():
        raise SystemExit(f"{DATA} is not there: the derivations are not part of the project.")
    found: list[dict[str, Any]] = json.loads(DATA.read_text(encoding="utf-8"))["derivations"]
    return found[first : None if last is None else last + 1]


def steps_of(derivation: dict[str, Any]) -> list[tuple[dict[str, Any], str]]:
    """The steps with their formulas, each with a left side."""
    out = []
    before = None
    for step in derivation["steps"]:
        left = before if step["lhs"] is None else step["lhs"]
        before = step["rhs"]
        if left is not None and not step.get("split_artefact"):
            sides = " ".join(left.split()), step["rel"], " ".join(step["rhs"].split())
            out.append((step, " ".join(sides)))
    return out


def results(derivation: dict[str, Any]) -> Iterator[Result]:
    """What becomes of the steps of one derivation."""
    steps = steps_of(derivation)
    text = "".join(f"$$ {formula} $$\n\n" for _, formula in steps)
    document = read_document(Source(derivation["id"], text))
    begin = 0
    places = []
    for _, formula in steps:
        places.append((begin, begin + len(formula) + 8))
        begin = places[-1][1]
    setting, made = _prepared(document)
    for (step, formula), place in zip(steps, places, strict=True):
        mine = [m for m in made if place[0] <= m.line.span[0] < place[1]]
        readings = [r for r in document.readings if place[0] <= r.span[0] < place[1]]
        common = derivation["id"], step["i"], step["verdict"], formula, _read(readings)
        if not mine:
            yield Result(*common, "unreadable", "no step was found in it", 0.0, None)
            continue
        started, reason, found = process_time(), "", None
        try:
            with _within(SECONDS):
                found = check_step(setting, mine[-1])
            setting = after(setting, found)
        except TimeIsUp:
            reason = "it took longer than it may"
            setting, made = anew(document, setting)
        except (LanguageError, RecursionError, MemoryError) as error:
            reason = f"{type(error).__name__}: {error}"
            setting, made = anew(document, setting)
        verdict = "undecided" if found is None else found.verdict.value
        refusals = (*(d for r in readings for d in r.refusals), *(found.step.refusals if found else ()))
        if verdict == Verdict.UNREADABLE.value and refusals:
            reason = f"{refusals[0].code} {refusals[0].message}"
        yield Result(*common, verdict, reason, process_time() - started, found)


@contextmanager
def _within(seconds: float) -> Iterator[None]:
    """Raise `TimeIsUp` after so much processor time, however busy the machine is."""

    def ring(_number: int, _frame: object) -> None:
        raise TimeIsUp

    before = signal.signal(signal.SIGPROF, ring)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def _prepared(document: Document) -> tuple[Setting, list[Step]]:
    return prepared(document)


def _read(readings: Sequence[Reading]) -> str:
    if not readings or any(r.refusals for r in readings):
        return REFUSED
    return NOTICED if any(r.notices for r in readings) else READ


def table(found: Sequence[Result]) -> str:
    """How the steps were read, and what became of them, for each judgement."""
    counts = Counter((r.judged, r.read, r.verdict) for r in found)
    rows = [f"| judged | reading | steps | {' | '.join(OUTCOMES)} |", "|---" * (3 + len(OUTCOMES)) + "|"]
    for judged in sorted({r.judged for r in found}, key=lambda j: (j not in ("true", "false"), j)):
        for read in (READ, NOTICED, REFUSED):
            cells = [counts[judged, read, o] for o in OUTCOMES]
            if sum(cells):
                rows.append(f"| {judged} | {read} | {sum(cells)} | {' | '.join(map(str, cells))} |")
    return "\n".join(rows)


def summary(found: Sequence[Result]) -> str:
    """The figures that matter."""
    true = [r for r in found if r.judged == "true"]
    false = [r for r in found if r.judged == "false"]
    decided = sum(r.verdict in ("proved", "proved assuming") for r in true)
    meant = sum(r.verdict == "definition" for r in true)
    wrong = sum(r.verdict == "refuted" for r in true)
    caught = sum(r.is_flagged for r in false)
    proved = sum(r.verdict in ("proved", "proved assuming") for r in false)
    alarms = sum(r.is_flagged for r in true)
    return (
        f"of {len(true)} true steps {decided} proved ({100 * decided / max(1, len(true)):.1f} %, "
        f"goal {TRUE_GOAL} %), {meant} read as definitions, {wrong} refuted (goal 0), "
        f"{alarms} flagged\n"
        f"of {len(false)} false steps {sum(r.verdict == 'refuted' for r in false)} refuted, {caught} refuted "
        f"or flagged ({100 * caught / max(1, len(false)):.1f} %, goal {FALSE_GOAL} %), "
        f"{proved} proved (goal 0)"
    )


def reasons(found: Sequence[Result], most: int = 40) -> str:
    """Why true steps were not read, by count; names in the reasons are left out."""
    counts: Counter[str] = Counter()
    for r in found:
        if r.judged == "true" and r.reason:
            counts[re.sub(r"(?<=\s)\S*[\\_{}|()'‖]\S*|(?<=\s)[A-Za-z](?=\s)", "…", r.reason)[:90]] += 1
    return "\n".join(f"{n:4} {reason}" for reason, n in counts.most_common(most))


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--last", type=int)
    parser.add_argument("--only", nargs="*", default=[])
    parser.add_argument("--list", action="store_true")
    parser.add_argument("--show", action="store_true")
    chosen = parser.parse_args()
    found: list[Result] = []
    for derivation in derivations(chosen.first, chosen.last):
        if not chosen.only or derivation["id"] in chosen.only:
            for result in results(derivation):
                found.append(result)
                if chosen.list or chosen.show:
                    _row(result)
                if chosen.show:
                    _formulas(result)
    print(table(found), summary(found), "why true steps were not read:", reasons(found), sep="\n\n")


def _row(result: Result) -> None:
    head = f"{result.derivation}:{result.number} {result.judged} -> {result.verdict} {result.seconds:.2f} s"
    print(head, result.reason, flush=True)


def _formulas(result: Result) -> None:
    print("   ", result.text)
    made = result.checked
    if made is not None and made.step.left is not None:
        print("   ", made.step.left, made.step.relation, made.step.right)
        print("   ", "; ".join(map(str, made.assumptions)), getattr(made.outcome, "witness", "") or "")


if __name__ == "__main__":
    main()
