"""Writes the golden pages anew: ``python -m tests.writers.accept``, then look at the difference."""

from __future__ import annotations

from mlekl_symbolic.writers.document import document_of
from mlekl_symbolic.writers.typst_document import template
from tests.writers.samples import theorem
from tests.writers.test_document import GOLDEN, PRINTERS

if __name__ == "__main__":
    for kind, printer in PRINTERS.items():
        page = printer(document_of(theorem())).replace(template(), "")
        (GOLDEN / f"mle_as_kl.{kind}").write_text(page, "utf-8")
