"""Whatever a document holds, reading it ends soon, with a position and without an exception."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mlekl_symbolic.readers.latex.documents import read_document
from mlekl_symbolic.readers.latex.macros import find_macros
from mlekl_symbolic.readers.latex.reader import read
from mlekl_symbolic.readers.latex.reading import Status
from mlekl_symbolic.readers.latex.show import shown
from mlekl_symbolic.readers.latex.source import LATEX, MARKDOWN, Source

SIGNS = [
    r"\frac", r"\sqrt", r"\sum", r"\prod", r"\int", r"\log", r"\exp", r"\mathbb", "E", "{", "}", "(",
    ")", "[", "]", r"\{", r"\}", "|", r"\|", r"\mid", "^", "_", "&", "\\\\", "=", r"\le", "+", "-",
    r"\cdot", "/", ",", ";", ".", "x", "y", "i", "N", "p", "q", "P", r"\theta", "1", "2", "0.5", "d",
    r"\mathrm{d}", r"\text{if}", r"\text{const}", r"\left(", r"\right)", r"\left.", r"\right|",
    r"\begin{cases}", r"\end{cases}", r"\begin{align}", r"\end{align}", r"\hat", r"\mathbf",
    r"\underset", r"\overset", r"\xrightarrow", r"\nabla", r"\partial", r"\max", r"\arg", r"\lim",
    r"\to", r"\delta", r"\langle", r"\rangle", r"\lvert", r"\rvert", r"\over", r"\choose", r"\binom",
    "'", "!", r"\ldots", r"\forall", r"\quad", r"\tag{1}", r"\label{a}", r"\intertext{so}",
    r"\operatorname{KL}", r"\rm", r"\bf", r"\mathop", "∑", "𝔼", "²", r"\infty", r"\in", r"\sim", r"\Pr",
    r"\underbrace", r"\not", r"\color{red}",
]  # fmt: skip
DEEP = {
    "braces": "{" * 4_000 + "x" + "}" * 4_000,
    "brackets": "(" * 1_500 + "x" + ")" * 1_500,
    "fractions": r"\frac{1}{" * 900 + "x" + "}" * 900,
    "roots": r"\sqrt" * 2_000 + " x",
    "logarithms": r"\log" * 2_000 + " x",
    "sums": r"\sum_i" * 900 + " x_i",
    "accents": r"\hat" * 2_000 + " x",
    "signs": "a" + "-" * 3_000 + "b",
    "subscripts": "x_{" * 900 + "i" + "}" * 900,
    "products of differences": "n(n-" * 900 + "x" + ")" * 900,
    "integrals": r"\int" * 2_000 + " x",
    "expectations": r"\mathbb{E}" * 900 + " x",
    "environments": r"\begin{aligned}" * 900 + "x" + r"\end{aligned}" * 900,
    "cases": r"\begin{cases}" * 900 + "x" + r"\end{cases}" * 900,
    "bars": "|" * 3_000,
    "relations": "=" * 3_000,
    "rows": r"\\" * 3_000,
    "terms": "+".join(["a"] * 1_900),
    "sums over one index": "+".join([r"\sum_i a_i"] * 500),
    "delimiters": r"\left(" * 2_000,
    "gradients": r"\nabla" * 2_000 + " x",
    "letters": "x" * 100_000,
}
BOMBS = {
    "itself": r"\def\a{\a}",
    "itself twice": r"\newcommand{\a}{x \a \a}",
    "each other": r"\def\a{\b}\def\b{\a}",
    "doubling": "".join(
        rf"\def\{a}{{\{b}\{b}}}"
        for a, b in zip("abcdefghijklmnopqrstuvw", "bcdefghijklmnopqrstuvwx", strict=True)
    ),
    "argument": r"\newcommand{\f}[1]{#1#1#1#1} \def\a{\f{\f{\f{\f{\f{\f{\f{\f{x}}}}}}}}}",
}
FILES = {
    "displays never closed": r"\[ x " * 50_000,
    "dollars": "$$" * 50_001,
    "environments never closed": r"\begin{align}" * 30_000,
    "backticks": "`" * 100_000,
    "fences": "```\n" * 30_000,
    "notes": "<!--" * 30_000,
    "verbatim": r"\verb|" * 30_000,
    "braces": "{" * 300_000,
    "percent signs": "%" * 300_000,
    "null bytes": "\0" * 10_000,
    "definitions never closed": r"\newcommand{\a}{" * 10_000,
}


@pytest.mark.parametrize("latex", DEEP.values(), ids=DEEP)
def test_deep_and_long_formulas_end_soon(latex: str) -> None:
    reading = read(latex)
    for line in reading.lines():
        assert shown(line.right)
        assert 0 <= line.span[0] <= line.span[1] <= len(latex)


@pytest.mark.parametrize("name", sorted(DEEP.keys() - {"terms", "sums over one index", "signs", "rows"}))
def test_what_is_nested_too_deeply_is_refused_with_a_position(name: str) -> None:
    refusals = read(DEEP[name]).refusals
    assert refusals
    assert all(0 <= r.span[0] <= r.span[1] <= len(DEEP[name]) for r in refusals)


@pytest.mark.parametrize("definitions", BOMBS.values(), ids=BOMBS)
def test_macros_without_end_are_refused(definitions: str) -> None:
    (refusal,) = read(r"a + \a", macros=find_macros(definitions)).refusals
    assert refusal.code == "E218"
    assert refusal.span == (4, 6)


@pytest.mark.parametrize("kind", [LATEX, MARKDOWN])
@pytest.mark.parametrize("text", FILES.values(), ids=FILES)
def test_odd_files_end_soon(text: str, kind: str) -> None:
    document = read_document(Source("odd", text, kind))
    for problem in document.problems:
        assert document.source.place(problem.span)


@given(st.lists(st.sampled_from(SIGNS), max_size=40).map(" ".join))
@settings(max_examples=400, deadline=None)
def test_any_sequence_of_signs_is_read_or_refused(latex: str) -> None:
    reading = read(latex)
    assert reading.status in Status
    for line in reading.lines():
        shown(line.left)
        shown(line.right)
    for diagnostic in reading.diagnostics:
        assert diagnostic.entry
        assert 0 <= diagnostic.span[0] <= diagnostic.span[1] <= len(latex)


@given(st.text(max_size=80))
@settings(max_examples=300, deadline=None)
def test_any_text_is_read_or_refused(text: str) -> None:
    assert read(text).status in Status
    assert read_document(Source("any", text)).problems is not None
    assert read_document(Source("any", text, MARKDOWN)).problems is not None


@given(st.lists(st.sampled_from(SIGNS), max_size=25).map(" ".join))
@settings(max_examples=200, deadline=None)
def test_reading_twice_is_reading_once(latex: str) -> None:
    assert read(latex) == read(latex)
