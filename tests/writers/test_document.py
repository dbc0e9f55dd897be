"""The page: what is on it, in which words, and that it says no more than is known."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from mlekl_symbolic.proof.outcome import Outcome, Proved
from mlekl_symbolic.proof.records import Reason, Theorem
from mlekl_symbolic.writers.document import document_of
from mlekl_symbolic.writers.page import Mark
from mlekl_symbolic.writers.tex_document import tex_source
from mlekl_symbolic.writers.text_document import COLUMNS, text_page
from mlekl_symbolic.writers.typst_document import template, typst_source
from tests.writers import samples

GOLDEN = Path(__file__).parent / "golden"
PRINTERS = {"txt": text_page, "tex": tex_source, "typ": typst_source}


@pytest.mark.parametrize("kind", PRINTERS)
def test_the_page_is_as_it_was(kind: str) -> None:
    """To accept a new page, run ``python -m tests.writers.accept`` and look at the difference."""
    shown = PRINTERS[kind](document_of(samples.theorem())).replace(template(), "")
    assert shown == (GOLDEN / f"mle_as_kl.{kind}").read_text("utf-8")


@pytest.mark.parametrize(
    ("outcome", "mark"),
    [
        (None, Mark.CHECKED),
        (samples.GAP, Mark.GAP),
        (samples.UNPROVED, Mark.UNPROVED),
        (samples.REFUTED, Mark.REFUTED),
    ],
)
def test_the_verdict_is_that_of_the_worst_line(outcome: Outcome | None, mark: Mark) -> None:
    document = document_of(samples.theorem(outcome))
    text = text_page(document)
    assert document.mark is mark
    assert ("Every step has been checked" in text) is (mark is Mark.CHECKED)
    assert ("Theorem." in text) is (mark is Mark.CHECKED)
    assert ("□" in text) is (mark is Mark.CHECKED)
    assert f"(5)  {mark.value}" in text


def test_a_theorem_with_a_bad_step_is_no_theorem() -> None:
    """Even when the record of the whole claims to be proved."""
    claimed = replace(samples.theorem(samples.GAP), outcome=Proved(1, 1))
    assert document_of(claimed).mark is Mark.GAP


def test_a_refuted_line_shows_witness_and_difference() -> None:
    text = text_page(document_of(samples.theorem(samples.REFUTED)))
    assert "False for N = 2 and x = (a, a): the left side is 0 and the right side is −log 2" in text
    assert "In general, the right side minus the left side is log N." in text


def test_an_unproved_line_says_what_it_lacks() -> None:
    text = text_page(document_of(samples.theorem(samples.UNPROVED)))
    assert "It would need P_θ(a) > 0." in text
    assert "Suggestion: name the reason with by=." in text


def test_a_gap_says_why() -> None:
    assert f"Left open: {samples.GAP.reason}." in text_page(document_of(samples.theorem(samples.GAP)))


def test_hypotheses_are_those_the_proof_rests_on() -> None:
    text = " ".join(text_page(document_of(samples.theorem())).split())
    assert "rests on this hypothesis: (A1) P_θ(x_i) > 0" in text
    assert "Not needed: (A2) x_1, …, x_N are pairwise distinct. The theorem holds without it." in text
    assert "checked by the kernel. (A2) is not needed." in text
    none = replace(samples.theorem(), hypotheses=())
    assert "rests on" not in text_page(document_of(none)).replace("What each step rests on", "").replace(
        "it rests on", ""
    )


def test_reasons_that_were_not_needed_are_said() -> None:
    theorem = samples.theorem()
    first = theorem.blocks[0]
    step = replace(first.steps[0], unused=(Reason("sum_comm", "exchange of sums"),))  # type: ignore[union-attr]
    changed = replace(theorem, blocks=(replace(first, steps=(step,)), *theorem.blocks[1:]))  # type: ignore[type-var]
    assert "Named as a reason and not needed: in (1) exchange of sums." in text_page(document_of(changed))


def test_conventions_are_stated() -> None:
    text = " ".join(text_page(document_of(samples.theorem())).split())
    assert "x/0 = 0 and log x = 0 for x ≤ 0" in text


@pytest.mark.parametrize("make", [samples.theorem, samples.long_theorem, samples.hostile_theorem])
def test_every_step_number_is_there_once(make: Callable[[], Theorem]) -> None:
    theorem = make()
    tex = tex_source(document_of(theorem))
    assert re.findall(r"\\label\{step:(\w+)\}", tex) == [
        *(str(s.number) for s in theorem.steps),
        *(f"F{s.number}" for s in theorem.refutations),
    ]


@pytest.mark.parametrize("make", [samples.theorem, samples.long_theorem])
def test_text_keeps_to_its_width(make: Callable[[], Theorem]) -> None:
    lines = text_page(document_of(make())).splitlines()
    assert max(map(len, lines)) <= COLUMNS
    assert all(line == line.rstrip() for line in lines)


def test_a_line_that_could_not_be_refuted_is_not_called_false() -> None:
    theorem = samples.theorem()
    line = replace(theorem.refutations[0], outcome=samples.UNPROVED)
    document = document_of(replace(theorem, refutations=(line,)))
    text = text_page(document)
    assert "are false" not in text
    assert "no example was found in which they fail" in text
    assert document.mark is Mark.UNPROVED
