"""What the lines of a certificate prove, checked once for all the formats that show them."""

from __future__ import annotations

from collections import deque

from mlekl_symbolic.kernel.certificate import Certificate, theory_of
from mlekl_symbolic.kernel.check import check
from mlekl_symbolic.kernel.lines import Sequent

_checked: deque[tuple[Certificate, tuple[Sequent, ...]]] = deque(maxlen=4)
"""The last certificates; each is known as the object that was checked, not by comparing its lines."""


def sequents_of(certificate: Certificate) -> tuple[Sequent, ...]:
    """What each line proves.

    Raises
    ------
    mlekl_symbolic.kernel.lines.CheckError
        When the certificate does not check.
    """
    for known, sequents in _checked:
        if known is certificate:
            return sequents
    found = tuple(check(certificate.lines, theory_of(certificate)))
    _checked.append((certificate, found))
    return found
