"""What a page says of the need for its hypotheses is the same in every format."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape

import pytest

from mlekl_symbolic.cli.record import record
from mlekl_symbolic.writers.formats import write
from tests.derivations.probe import theorem

NEEDS = {
    "unshown": (("A1", "S2 speaks of D, a mass in all cases"),),
    "spare": (("S1", "the sum is 0"), ("S2", "x"), ("S3", "the sum is 0"), ("S4", "the sum is 0")),
}


def plain(name: str, **needs: tuple[tuple[str, str], ...]) -> str:
    """A page of Gibbs' inequality in one format, without signs that only say how it looks."""
    text = unescape(write(replace(theorem("gibbs"), **needs), name).decode())
    text = re.sub(r"(?s)<style>.*?</style>|<[^<>]*>|[$~\\]", "", text)
    return " ".join(re.sub(r'#box\(f\("(\w)", \w\)\);', r"\1", text).split())


@pytest.mark.parametrize("name", ["txt", "tex", "typ", "html"])
def test_reasons_are_printed(name: str) -> None:
    page = plain(name, **NEEDS)
    assert "No example shows that (A1) is needed: (S2) speaks of D, a mass in all cases." in page
    assert (
        "The statement still holds without any one of (S1), (S3), and (S4): the sum is 0; without (S2): x."
        in page
    )


@pytest.mark.parametrize("name", ["txt", "tex", "typ", "html"])
def test_without_reasons_nothing_is_printed(name: str) -> None:
    page = plain(name, unshown=(), spare=())
    assert "still holds" not in page
    assert "No example" not in page


def test_of_hypotheses_that_the_theorem_does_not_rest_on_nothing_is_said() -> None:
    page = plain("txt", unshown=(("A9", "no"),), spare=(("S9", "no"),))
    assert "still holds" not in page
    assert "No example" not in page


def test_programs_are_told() -> None:
    told = {g["label"]: g for g in record(replace(theorem("gibbs"), **NEEDS))["hypotheses"]}
    assert told["S1"]["spare"] == "the sum is 0"
    assert told["A1"]["unshown"] == NEEDS["unshown"][0][1]
    assert not {"spare", "unshown"} & told["S5"].keys()
