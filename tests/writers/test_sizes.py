"""Pages are files that people send to each other: none is large."""

from __future__ import annotations

import pytest

from mlekl_symbolic.proof import library
from mlekl_symbolic.proof.run import theorem
from mlekl_symbolic.writers.formats import write
from mlekl_symbolic.writers.html_document import MOST_BYTES

OVERVIEW, OF_AN_OVERVIEW = "the_two_texts", 200_000
"""A page with the statements of forty theorems, and how large it may be."""


@pytest.mark.parametrize("name", library())
def test_every_page_is_small(name: str) -> None:
    most = OF_AN_OVERVIEW if name == OVERVIEW else MOST_BYTES
    assert len(write(theorem(library()[name]), "html")) <= most
