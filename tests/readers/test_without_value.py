"""A line that has no value in ordinary mathematics is not called proved, whatever the conventions say."""

from __future__ import annotations

import pytest

from mlekl_symbolic.checks.one import check_bytes

DECLARED = "% mlekl: a, b: scalar\n"


def checked(latex: str) -> tuple[str, ...]:
    """The codes of a line."""
    record = check_bytes("a.tex", f"{DECLARED}\\[ {latex} \\]\n".encode())
    return record.lines[0].codes


@pytest.mark.parametrize(
    "latex",
    [
        r"\frac{1}{0} = 0",
        r"\frac{a}{1-1} = \frac{b}{0}",
        r"\frac{a}{a-a} = 0",
        r"\log(0) = 0",
        r"\log(-1) = 0",
        r"a\log(1-1) = 0",
        r"\log(0) = a + \log(0) - a",
        r"0^{-1} = 0",
        r"(a-a)^{-2} = 0",
        r"\sum_{i=1}^3 \frac{1}{a-a} = 0",
        r"\sum_{i=1}^3 \frac{1}{i-i} = 0",
        r"\sum_{i=1}^3 \log(i-i) = 0",
        r"\prod_{i=1}^3 (i-i)^{-1} = 0",
    ],
)
def test_it_is_said_that_there_is_no_value(latex: str) -> None:
    assert checked(latex) == ("V505", "E237")


@pytest.mark.parametrize(
    "latex",
    [
        r"\frac{a}{-2} = -a/2",
        r"\frac{a}{2-1} = a",
        r"2^{-1} = \frac{1}{2}",
        r"\sum_{i=1}^3 i^{-1} = \frac{11}{6}",
        r"\log(3-1) = \log 2",
        r"\sum_{i=1}^3 \frac{1}{i} = \frac{11}{6}",
        r"\frac{a}{b} + \frac{a}{b} = \frac{2a}{b}",
    ],
)
def test_a_line_with_a_value_is_proved(latex: str) -> None:
    assert "E237" not in checked(latex)
    assert checked(latex)[0] == "V501"
