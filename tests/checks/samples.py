"""A document with one line of each verdict, made by hand, so that no golden page hangs on the search."""

from __future__ import annotations

from mlekl_symbolic.checks.records import (
    Counterexample,
    DocumentRecord,
    LineRecord,
    Message,
    Page,
    Region,
    message,
)

PATH = "notes/my text.tex"
TEXT = r"""\begin{align}
a &= b \\
  &= c \\
  &= d \\
  &\le e <f>
\end{align}
\[ T(x) = 1 \]
\[ z = 2 \]
"""


def at(line: int, column: int, width: int) -> Region:
    """A place in the text."""
    return Region(PATH, 0, line, column, line, column + width)


def said(code: str, text: str, where: Region) -> Message:
    """A message with the remedy of its code."""
    return message(code, text, where)


def document() -> DocumentRecord:
    """The record of the text."""
    lines = (
        LineRecord(at(2, 1, 6), "V501", "a &= b", "a &= b \\\\\n^^^^^^", "a", "=", "b", "a = b", size=3),
        LineRecord(
            at(3, 6, 1), "V502", "c", "  &= c \\\\\n     ^", "b", "=", "c", "b = c",
            assumptions=("q(a) > 0 for all a ∈ 𝒳",), size=1, rules=("log_mul",),
            messages=(said("N120", "x runs over the finite set X", at(3, 6, 1)),),
        ),
        LineRecord(
            at(4, 6, 1), "V503", "d", "  &= d \\\\\n     ^", "c", "=", "d", "c = d",
            assumptions=("N ≠ 0",),
            counterexample=Counterexample((("N", "2"), ("x", "(a, a)")), "-log 2", "0", "-0.693147", ""),
            difference="log 2", missing=("x_1, …, x_N are pairwise distinct",),
            messages=(said("W401", "it holds only if x_1, …, x_N are pairwise distinct", at(4, 6, 1)),),
        ),
        LineRecord(
            at(5, 8, 5), "V504", "e <f>", "  &\\le e <f>\n       ^^^^^", "d", "≤", "e<f>", "d ≤ e < f >",
        ),
        LineRecord(
            at(7, 4, 8), "V505", "T(x) = 1", "\\[ T(x) = 1 \\]\n   ^^^^^^^^",
            messages=(
                Message(
                    "E206", "T: function or product?", "Declare `% mlekl: T: function`.", at(7, 4, 1),
                    "\\[ T(x) = 1 \\]\n   ^",
                ),
            ),
        ),
        LineRecord(at(8, 4, 5), "V506", "z = 2", "\\[ z = 2 \\]\n   ^^^^^", "z", "=", "2", "z = 2"),
    )  # fmt: skip
    problems = (said("E220", r"\input{other} is not followed", at(1, 1, 13)),)
    return DocumentRecord(PATH, "0" * 64, "1" * 16, lines, problems, (Page(PATH, 0, TEXT),))
