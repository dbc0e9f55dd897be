"""What the lines of a certificate prove, checked once for all the formats that show them."""

from __future__ import annotations

from collections import deque
from operator import is_

from mlekl_symbolic.kernel.certificate import Certificate, theory_of
from mlekl_symbolic.kernel.check import Script, check
from mlekl_symbolic.kernel.lines import Sequent

_checked: deque[tuple[Certificate, tuple[Sequent, ...]]] = deque(maxlen=4)
"""The last certificates; each is known as the object that was checked, not by comparing its lines."""


def sequents_of(certificate: Certificate, script: Script | None = None) -> tuple[Sequent, ...]:
    """What each line proves.

    Parameters
    ----------
    script
        Lines that the kernel has checked, as a theorem keeps them; they serve when they are these very lines.

    Raises
    ------
    mlekl_symbolic.kernel.lines.CheckError
        When the certificate does not check.
    """
    if script is not None and _is_of(script, certificate):
        return tuple(script.sequents)
    for known, sequents in _checked:
        if known is certificate:
            return sequents
    found = tuple(check(certificate.lines, theory_of(certificate)))
    _checked.append((certificate, found))
    return found


def _is_of(script: Script, certificate: Certificate) -> bool:
    """Whether a script consists of the lines of a certificate, under its axioms and definitions."""
    theory = script.theory
    return (
        len(script.lines) == len(certificate.lines)
        and all(map(is_, script.lines, certificate.lines))
        and tuple(theory.axioms.values()) == certificate.axioms
        and tuple(theory.definitions.values()) == certificate.definitions
    )
