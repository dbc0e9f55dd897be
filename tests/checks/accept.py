"""Writes the golden reports and the page of codes anew: ``python -m tests.checks.accept``."""

from __future__ import annotations

from mlekl_symbolic.checks import codes
from tests.checks.test_codes import PAGE
from tests.checks.test_outputs import GOLDEN, PRINTERS

if __name__ == "__main__":
    for name, printer in PRINTERS.items():
        (GOLDEN / f"report.{name}").write_text(printer(), "utf-8")
    PAGE.write_text(codes.table(), "utf-8")
