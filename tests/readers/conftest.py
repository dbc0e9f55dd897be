"""Fixtures of the readers' tests."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from mlekl_symbolic.readers.latex.patience import patience


@pytest.fixture(autouse=True)
def _time_enough() -> Iterator[None]:
    """What is proved here does not depend on how fast a machine is."""
    with patience(10.0):
        yield
