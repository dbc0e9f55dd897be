"""What the lines of a certificate prove, checked once for all the formats that show them."""

from __future__ import annotations

from functools import lru_cache

from mlekl_symbolic.kernel.certificate import Certificate, theory_of
from mlekl_symbolic.kernel.check import check
from mlekl_symbolic.kernel.lines import Sequent


@lru_cache(maxsize=4)
def sequents_of(certificate: Certificate) -> tuple[Sequent, ...]:
    """What each line proves.

    Raises
    ------
    mlekl_symbolic.kernel.lines.CheckError
        When the certificate does not check.
    """
    return tuple(check(certificate.lines, theory_of(certificate)))
