"""The codes: all in one place, each with its page."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from mlekl_symbolic.checks import codes
from mlekl_symbolic.checks.records import VERDICTS
from mlekl_symbolic.readers.latex.check import Verdict
from mlekl_symbolic.readers.latex.codes import CODES

ROOT = Path(__file__).resolve().parents[2]


def test_all_codes_are_there_once() -> None:
    assert set(CODES) < set(codes.ALL)
    assert all(name == code.name and codes.is_code(name) for name, code in codes.ALL.items())
    assert all(
        c.title and c.meaning.endswith(".") and c.remedy.endswith((".", "`")) for c in codes.ALL.values()
    )


def test_every_verdict_has_a_code() -> None:
    assert {codes.OF_VERDICT[v]: v.value for v in Verdict} == VERDICTS


def test_every_code_that_the_checks_use_is_in_the_table() -> None:
    for path in (ROOT / "mlekl_symbolic" / "checks").glob("*.py"):
        used = set(re.findall(r'"([NEVW]\d{3})"', path.read_text("utf-8")))
        assert used <= set(codes.ALL), path.name


@pytest.mark.parametrize("name", ["E203", "v503", "N120", "W401", "E301"])
def test_a_page(name: str) -> None:
    said = codes.page(name)
    assert said.startswith(name.upper())
    assert "What to do: " in said


def test_an_unknown_code() -> None:
    with pytest.raises(KeyError, match="there is no code E299"):
        codes.page("E299")
