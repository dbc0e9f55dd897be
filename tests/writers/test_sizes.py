"""Pages are files that people send to each other: none is large."""

from __future__ import annotations

import pytest

from mlekl_symbolic.proof import library
from mlekl_symbolic.proof.run import theorem
from mlekl_symbolic.writers.formats import write
from mlekl_symbolic.writers.html_document import MOST_BYTES


@pytest.mark.parametrize("name", library())
def test_every_page_is_small(name: str) -> None:
    assert len(write(theorem(library()[name]), "html")) <= MOST_BYTES
