"""The kernel's certificate of a theorem, which another process can check."""

from __future__ import annotations

from functools import lru_cache

from mlekl_symbolic.kernel.ring import TooLarge
from mlekl_symbolic.kernel.traces import with_algebra
from mlekl_symbolic.kernel.writing import write
from mlekl_symbolic.proof.records import Theorem
from mlekl_symbolic.writers.checked import sequents_of
from mlekl_symbolic.writers.errors import WriterError
from mlekl_symbolic.writers.formats import format_of


@format_of("json", suffix=".json", says="the kernel's certificate, for another program to check")
@lru_cache(maxsize=8)
def certificate_bytes(theorem: Theorem) -> bytes:
    """The certificate of a theorem, with the micro-steps of its algebra.

    Raises
    ------
    WriterError
        When the theorem is not proved and so has none, or its algebra is too long to write out.
    """
    if theorem.certificate is None:
        raise WriterError(
            f"{theorem.name} has no certificate, because it is not proved: "
            "write the page as text to see the lines that are missing"
        )
    try:
        full = with_algebra(theorem.certificate, sequents_of(theorem.certificate, theorem.script))
    except TooLarge as error:
        raise WriterError(
            f"{theorem.name} is proved, but its certificate cannot be written: {error}. "
            "Split the step into several, or write the page as text or LaTeX, which need no certificate"
        ) from None
    return write(full).encode()
