"""The kernel lines behind one step of a derivation, for reading."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from mlekl_symbolic.kernel.certificate import Certificate, theory_of
from mlekl_symbolic.kernel.check import check
from mlekl_symbolic.kernel.lines import Line, Sequent
from mlekl_symbolic.kernel.show import show
from mlekl_symbolic.kernel.terms import Term


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
    return "\n".join(traces(certificate)[label])


def traces(certificate: Certificate) -> dict[str, tuple[str, ...]]:
    """The lines behind every step of a certificate, as `trace`.

    Raises
    ------
    mlekl_symbolic.kernel.lines.CheckError
        When the certificate does not check.
    """
    sequents = check(certificate.lines, theory_of(certificate))
    return {s.label: _listed(certificate, sequents, s.line) for s in certificate.steps}


def _listed(certificate: Certificate, sequents: Sequence[Sequent], last: int) -> tuple[str, ...]:
    names = {s.line: f"step {s.label}" for s in certificate.steps}
    labels = {h: name for name, h in certificate.hypotheses}
    rows = []
    for n in behind(certificate.lines, last, frozenset(names)):
        because = names[n] if n in names and n != last else _because(certificate.lines[n])
        rows.append((str(n), because, _claim(sequents[n], labels)))
    numbers, reasons = (max(len(r[i]) for r in rows) for i in (0, 1))
    return tuple(f"{n:>{numbers}}  {because:<{reasons}}  {claim}" for n, because, claim in rows)


def _because(line: Line) -> str:
    uses = ", ".join(map(str, line.uses))
    rule = line.name if line.rule == "axiom" else line.rule
    return f"{rule} {uses}".rstrip()


def _claim(sequent: Sequent, labels: Mapping[Term, str]) -> str:
    given = sorted(labels[h] for h in sequent.hypotheses if h in labels)
    local = sorted(show(h) for h in sequent.hypotheses if h not in labels)
    before = ", ".join((*given, *local))
    return f"{before} ⊢ {show(sequent.proposition)}" if before else f"⊢ {show(sequent.proposition)}"
