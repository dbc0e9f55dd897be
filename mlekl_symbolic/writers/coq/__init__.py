"""Derivations as Coq files that `coqc` can check, with a library of lemmas that comes along.

Main definitions
----------------
`coq_file`
    The file of a certificate, and what it does not carry.
`program.recheck`
    Running Coq on it and reading its answer; whoever only writes pages runs nothing.
"""

from __future__ import annotations

from mlekl_symbolic.proof.records import Theorem
from mlekl_symbolic.writers.coq.document import CoqFile, coq_file
from mlekl_symbolic.writers.errors import WriterError
from mlekl_symbolic.writers.formats import format_of

__all__ = ["CoqFile", "coq_file", "example_in_words"]


def example_in_words(theorem: Theorem) -> str:
    """The author's example of how the hypotheses can be met, where it is none of a small world."""
    return theorem.instance.words if theorem.instance is not None else ""


@format_of("coq", suffix=".v", says="lemmas for Coq, for `mlekl certify` or to be read")
def coq_bytes(theorem: Theorem) -> bytes:
    """The lemmas of a theorem for Coq; a line that Coq cannot be told is left out.

    Raises
    ------
    WriterError
        When the theorem is not proved.
    """
    if theorem.certificate is None:
        raise WriterError(
            f"{theorem.name} cannot be written for Coq, because it is not proved: "
            "write the page as text to see the lines that are missing"
        )
    made = coq_file(theorem.certificate, example_in_words(theorem), theorem.script)
    return made.text.encode("ascii")
