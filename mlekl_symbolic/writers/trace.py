"""The kernel lines behind one step of a derivation, and the rules it applies, for reading."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

from mlekl_symbolic.kernel.certificate import Certificate, theory_of
from mlekl_symbolic.kernel.check import Script
from mlekl_symbolic.kernel.lines import Line, Sequent
from mlekl_symbolic.kernel.show import show
from mlekl_symbolic.kernel.theory import Theory
from mlekl_symbolic.writers.checked import sequents_of
from mlekl_symbolic.writers.names import GREEK

_NAMED = re.compile(rf"(?<![^\W_])({'|'.join(sorted(GREEK, key=len, reverse=True))})(_hat)?(?![^\W_])")
LONGEST = 160
"""How many signs of a term a page shows; a terminal shows all of it."""


@dataclass(frozen=True, slots=True)
class Trace:
    """What stands behind a step.

    Attributes
    ----------
    lines
        Its last kernel lines.
    left_out
        How many there are before them.
    instances
        The rules of mathematics that the step applies, each with what its letters stand for, and each
        of its conditions with the line that meets it.
    more
        How many instances there are besides.
    """

    lines: tuple[str, ...]
    left_out: int
    instances: tuple[str, ...]
    more: int = 0


def place(label: str) -> tuple[str, int]:
    """What labels are sorted by: A2 stands before A10."""
    letters = label.rstrip("0123456789")
    return letters, int(label[len(letters) :] or 0)


def lettered(text: str) -> str:
    """A term for reading: Greek letters and hats in place of their names."""
    return _NAMED.sub(
        lambda found: GREEK[found[1]] + ("\N{COMBINING CIRCUMFLEX ACCENT}" if found[2] else ""), text
    )


def behind(lines: Sequence[Line], last: int, stops: frozenset[int]) -> list[int]:
    """The lines that ``last`` rests on, in order, not looking behind any of ``stops``."""
    found: set[int] = set()
    waiting = [last]
    while waiting:
        n = waiting.pop()
        if n not in found:
            found.add(n)
            if n == last or n not in stops:
                waiting.extend(lines[n].uses)
    return sorted(found)


def trace(certificate: Certificate, label: str) -> str:
    """The lines behind the step ``label`` of a certificate, checked again while they are listed.

    Lines of earlier steps are named and not followed further.

    Raises
    ------
    KeyError
        When the certificate has no step of that label.
    mlekl_symbolic.kernel.lines.CheckError
        When the certificate does not check.
    """
    last = {s.label: s.line for s in certificate.steps}[label]
    reader = _Reader(certificate)
    return "\n".join(reader.listed(reader.numbers(last), last))


def traces(
    certificate: Certificate, most: int, applied: int, script: Script | None = None
) -> dict[str, Trace]:
    """What stands behind every step of a certificate, with long terms cut.

    Parameters
    ----------
    most, applied
        How many lines, and how many rules with their instances, are told of a step.
    script
        Its lines, where the kernel has checked them before.

    Raises
    ------
    mlekl_symbolic.kernel.lines.CheckError
        When the certificate does not check.
    """
    reader = _Reader(certificate, LONGEST, script)
    found = {}
    for step in certificate.steps:
        numbers = reader.numbers(step.line)
        kept = numbers[-most:]
        found[step.label] = Trace(
            reader.listed(kept, step.line),
            len(numbers) - len(kept),
            *reader.instances(numbers, step.line, applied),
        )
    return found


class _Reader:
    """A certificate that has been checked.

    Parameters
    ----------
    longest
        Where a claim is cut; 0 for never.
    script
        Its lines, where the kernel has checked them before.
    """

    def __init__(self, certificate: Certificate, longest: int = 0, script: Script | None = None) -> None:
        self._lines = certificate.lines
        self._theory: Theory = theory_of(certificate)
        self._sequents = sequents_of(certificate, script)
        self._names = {s.line: f"step {s.label}" for s in certificate.steps}
        self._labels = {h: name for name, h in certificate.hypotheses}
        self._longest = longest
        # A terminal shows what can be typed again, a page what can be read.
        self._lettered: Callable[[str], str] = lettered if longest else str
        self._show = cache(lambda term: self._lettered(show(term)))

    def numbers(self, last: int) -> list[int]:
        """The lines behind a step."""
        return behind(self._lines, last, frozenset(self._names))

    def listed(self, numbers: Sequence[int], last: int) -> tuple[str, ...]:
        """Lines in columns: number, reason, claim."""
        rows = [(str(n), self._because(n, last), self._claim(self._sequents[n])) for n in numbers]
        widths = [max(len(r[i]) for r in rows) for i in (0, 1)]
        return tuple(f"{n:>{widths[0]}}  {why:<{widths[1]}}  {claim}" for n, why, claim in rows)

    def instances(self, numbers: Sequence[int], last: int, most: int) -> tuple[tuple[str, ...], int]:
        """The rules applied, each once for each thing it is applied to, and how many more there are."""
        found: dict[tuple[object, ...], Line] = {}
        for n in numbers:
            line = self._lines[n]
            if line.rule == "axiom" and (n == last or n not in self._names):
                found.setdefault((line.name, *line.instance), line)
        shown = [self._instance(line, last) for line in list(found.values())[:most]]
        return tuple(shown), len(found) - len(shown)

    def _instance(self, line: Line, last: int) -> str:
        rows = [
            ", ".join(f"?{self._lettered(v.name)} := {self._cut(self._show(t))}" for v, t in line.instance)
        ]
        for (label, _), n in zip(self._theory.axioms[line.name].where, line.uses, strict=True):
            rows.append(f"{label}: {self._claim(self._sequents[n])}, from {n} ({self._because(n, last)})")
        return f"\n{' ' * 4}".join((f"{line.name}  {rows[0]}", *rows[1:]))

    def _because(self, n: int, last: int) -> str:
        if n in self._names and n != last:
            return self._names[n]
        line = self._lines[n]
        rule = line.name if line.rule == "axiom" else line.rule
        return f"{rule} {', '.join(map(str, line.uses))}".rstrip()

    def _claim(self, sequent: Sequent) -> str:
        given = sorted((self._labels[h] for h in sequent.hypotheses if h in self._labels), key=place)
        local = sorted(self._show(h) for h in sequent.hypotheses if h not in self._labels)
        before = ", ".join((*given, *local))
        claim = self._show(sequent.proposition)
        return self._cut(f"{before} ⊢ {claim}" if before else f"⊢ {claim}")

    def _cut(self, text: str) -> str:
        return f"{text[: self._longest - 1]}…" if 0 < self._longest < len(text) else text
