"""Certificates of the repository, and Coq where it is installed."""

from __future__ import annotations

from pathlib import Path

import pytest

from mlekl_symbolic.kernel.certificate import Certificate, read
from mlekl_symbolic.writers.coq.program import Coq, CoqMissing, find_coq

OUTPUT = Path(__file__).resolve().parents[2] / "output"


def certificate(name: str) -> Certificate:
    """The committed certificate of a standard derivation."""
    return read((OUTPUT / f"{name}.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def coq() -> Coq:
    """Coq; a test that needs it is skipped without."""
    try:
        return find_coq()
    except CoqMissing as error:
        pytest.skip(str(error))
