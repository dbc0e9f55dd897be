"""Writes the golden reports anew: ``python -m tests.checks.accept``."""

from __future__ import annotations

from tests.checks.test_outputs import GOLDEN, PRINTERS

if __name__ == "__main__":
    for name, printer in PRINTERS.items():
        (GOLDEN / f"report.{name}").write_text(printer(), "utf-8")
