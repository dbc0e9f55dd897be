"""Lines that would say something else of matrices are proved assuming that their letters are numbers."""

from __future__ import annotations

import pytest

from mlekl_symbolic.readers.latex.check import Verdict, check_latex

AS_NUMBERS = (
    ("A B = B A",),
    (r"A^{-1} b = b A^{-1}",),
    (r"\Sigma^{-1} x = x \Sigma^{-1}",),
    ("A B f[x] = B A f[x]",),
    (r"A B \nabla_x f = B A \nabla_x f",),
    ("A x = b", "x = b A^{-1}"),
)
HARMLESS = (
    "N^{-1} x = x / N",
    r"Z^{-1} e^{-x} = e^{-x} Z^{-1}",
    r"\sigma^{-1} x = x \sigma^{-1}",
)


def last(*lines: str) -> tuple[Verdict, set[str]]:
    """The verdict on the last of some lines, and the codes of what is said of it."""
    made = check_latex("\n\n".join(rf"\[ {line} \]" for line in lines)).lines[-1]
    return made.verdict, {d.code for d in made.step.diagnostics}


@pytest.mark.parametrize("lines", AS_NUMBERS, ids=lambda lines: lines[-1])
def test_that_letters_are_numbers_is_assumed(lines: tuple[str, ...]) -> None:
    verdict, codes = last(*lines)
    assert verdict is Verdict.ASSUMING
    assert "N143" in codes


@pytest.mark.parametrize("line", HARMLESS)
def test_sizes_and_scalars_are_numbers(line: str) -> None:
    verdict, codes = last(line)
    assert verdict is Verdict.PROVED
    assert "N143" not in codes


def test_a_document_that_says_what_they_are_needs_no_assumption() -> None:
    made = check_latex("% mlekl: A, B: real\n\n" + r"\[ A B = B A \]").lines[-1]
    assert made.verdict is Verdict.PROVED
