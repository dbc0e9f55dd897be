"""The traces of a whole certificate: one for every line of arithmetic, as a file has them."""

from __future__ import annotations

from collections.abc import Sequence

from mlekl_symbolic.kernel.algebra import part, times
from mlekl_symbolic.kernel.certificate import MAX_LINE_BYTES, Certificate, theory_of
from mlekl_symbolic.kernel.check import check
from mlekl_symbolic.kernel.lines import TRACED, Line, Sequent
from mlekl_symbolic.kernel.logic import left_over
from mlekl_symbolic.kernel.microsteps import micro_steps
from mlekl_symbolic.kernel.ring import TooLarge
from mlekl_symbolic.kernel.terms import App, Num, Term

MOST_OF_A_STEP = 30
"""How many characters a micro-step may have beside its path, which has few for each place."""


def with_algebra(certificate: Certificate, checked: Sequence[Sequent] | None = None) -> Certificate:
    """The certificate with a trace for every line of ``ring`` and ``linear``, as a file has them.

    Parameters
    ----------
    checked
        What its lines prove, where they have been checked before.

    Raises
    ------
    CheckError
        When the certificate does not check.
    TooLarge
        When a line has no trace within the limits.
    """
    sequents = check(certificate.lines, theory_of(certificate)) if checked is None else checked
    lines: list[Line] = []
    for n, line in enumerate(certificate.lines):
        try:
            traced = _with_trace(line, sequents)
            if sum(MOST_OF_A_STEP + 4 * len(s.path) for s in traced.algebra or ()) > MAX_LINE_BYTES:
                raise TooLarge("its trace is too long for one line of a file")
        except TooLarge as error:
            raise TooLarge(f"proof line {n} ({line.rule}): {error}") from None
        lines.append(traced)
    return certificate._replace(lines=tuple(lines))


def _with_trace(line: Line, sequents: Sequence[Sequent]) -> Line:
    if line.rule not in TRACED or line.algebra is not None:
        return line
    premises = [sequents[k].proposition for k in line.uses]
    if line.rule == "ring":
        equations = [(part(p, 0), part(p, 1)) for p in premises]
        return line._replace(algebra=micro_steps(line.terms[0], line.terms[1], equations))
    goal, *given = line.terms
    gap, factors = _gap(goal), [f for f in given if isinstance(f, Num)]
    end: Term = Num(left_over(gap, [(f, _gap(p)) for f, p in zip(factors, premises, strict=True)]))
    for f, p in zip(reversed(factors), reversed(premises), strict=True):
        end = App("+", (times(f, _gap(p)), end))
    return line._replace(algebra=micro_steps(gap, end))


def _gap(p: Term) -> App:
    """How much larger the right side of a relation is."""
    return App("-", (part(p, 1), part(p, 0)))
