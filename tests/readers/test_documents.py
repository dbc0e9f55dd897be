"""Formulas are found where they stand, with their macros and declarations."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from mlekl_symbolic.readers.latex.diagnostics import ReadError
from mlekl_symbolic.readers.latex.documents import read_document, read_file
from mlekl_symbolic.readers.latex.finding import find
from mlekl_symbolic.readers.latex.reading import Status
from mlekl_symbolic.readers.latex.show import shown
from mlekl_symbolic.readers.latex.source import MARKDOWN, Source, decode, load

ENVIRONMENTS = ["align", "align*", "eqnarray", "gather", "multline", "equation*", "flalign"]


def inner(text: str, kind: str = "latex") -> list[str]:
    """The displays of a text."""
    return [text[slice(*d.inner)].strip() for d in find(Source("x", text, kind)).displays]


def steps(text: str, kind: str = "latex") -> list[str]:
    """The lines of a document, as they were read."""
    lines = read_document(Source("x", text, kind)).lines()
    return [f"{shown(x.left)} {x.relation} {shown(x.right)}" if x.relation else shown(x.right) for x in lines]


@pytest.mark.parametrize("name", ENVIRONMENTS)
def test_environments(name: str) -> None:
    text = rf"Text \begin{{{name}}} a = b \end{{{name}}} text."
    assert inner(text) == [rf"\begin{{{name}}} a = b \end{{{name}}}"]
    assert steps(text) == ["a = b"]


def test_delimiters() -> None:
    assert inner(r"\[ a \] $$ b $$ $ c $ \( d \)") == ["a", "b"]


def test_a_line_break_with_a_length_opens_no_display() -> None:
    assert inner(r"\[ a \\[2pt] b \]") == [r"a \\[2pt] b"]


@pytest.mark.parametrize(
    "text",
    [
        r"% \[ a \]", r"\begin{verbatim} \[ a \] \end{verbatim}", r"\verb|$$ a $$|", r"\$$ a \$$",
        r"\$\$ a \$\$",         r"\end{document} \[ a \]",
    ],
)  # fmt: skip
def test_what_is_no_formula_is_left_alone(text: str) -> None:
    assert inner(text) == []


def test_markdown() -> None:
    text = "---\na: $$x$$\n---\n`$$ a $$`\n```python\n$$ b $$\n```\n<!-- $$ c $$ -->\n"
    text += "\n$$\nd\n$$\n\n```math\ne\n```\n"
    assert inner(text, MARKDOWN) == ["d", "e"]


def test_markdown_escapes() -> None:
    assert inner(r"\\[ a = b \\]", MARKDOWN) == ["a = b"]
    assert steps(r"$$ a\_i = b^\* $$", MARKDOWN) == ["a[i] = b*"]


def test_positions_are_those_of_the_file() -> None:
    document = read_document(Source("notes.tex", "one\n\\[\n  a = b \\\\\n  = \\foo\n\\]\n"))
    (refusal,) = [d for r in document.readings for d in r.refusals]
    assert document.source.place(refusal.span) == "notes.tex:4:5"
    assert document.source.excerpt(refusal.span) == "  = \\foo\n    ^^^^"


def test_only_the_line_at_fault_is_refused() -> None:
    document = read_document(Source("x", r"\begin{align} a &= b \\ &= \foo \\ &= c \\ &\le d \end{align}"))
    assert [x.status for x in document.lines()] == [Status.READ, Status.REFUSED, Status.REFUSED, Status.READ]


def test_a_display_continues_the_one_before() -> None:
    text = r"\[ a = b \] and so \[ = c \] \[ \le d \]"
    assert steps(text) == ["a = b", "b = c", "c ≤ d"]
    document = read_document(Source("x", text))
    assert [[d.code for d in r.notices] for r in document.readings] == [[], ["N117"], ["N117"]]


def test_macros_with_arguments() -> None:
    text = r"""
    \newcommand{\KL}[2]{D_{\mathrm{KL}}(#1 \,\|\, #2)} \def\half{\frac12}
    \DeclareMathOperator*{\amin}{arg\,min}
    \newcommand{\E}[2][x]{\mathbb{E}_{#1}\left[#2\right]}
    \DeclarePairedDelimiter{\abs}{\lvert}{\rvert} \let\then\le
    \[ \KL{p}{q} = \half \amin_\theta \abs{a} \then \E[y]{f(y)} + \E{x} \]
    """
    assert steps(text) == [
        "D_KL(p ‖ q) = 1/2 · (argmin[theta] |a|)",
        "1/2 · (argmin[theta] |a|) ≤ E[y](f(y)) + E[x](x)",
    ]


def test_a_token_of_a_macro_stands_where_the_macro_is_used() -> None:
    text = r"\newcommand{\bad}{\foo} \[ a = \bad \]"
    (refusal,) = [d for r in read_document(Source("x", text)).readings for d in r.refusals]
    assert text[slice(*refusal.span)] == r"\bad"


def test_questions_are_collected() -> None:
    document = read_document(Source("x", r"\[ S = T(a b) + G(c d) \] \[ T(a b) = 0 \]"))
    assert [q.message for q in document.questions] == [
        "is T a function here, or a factor?", "is G a function here, or a factor?",
    ]  # fmt: skip
    answered = read_document(Source("x", "% mlekl: T: scalar; G: function\n" + document.source.text))
    assert not answered.questions
    assert steps(answered.source.text) == ["S = T · (a · b) + G(c · d)", "T · (a · b) = 0"]


def test_rows_with_reasons_tags_and_text() -> None:
    text = r"""\begin{align}
      a &= b && \text{by definition} \tag{1} \\ \label{x}
        &\le c + d && \text{(Jensen)} \nonumber \\
      \intertext{and therefore}
        &= e \quad \text{for all } x \in X
    \end{align}"""
    document = read_document(Source("x", text))
    (statement,) = document.readings[0].statements
    assert steps(text) == ["a = b", "b ≤ c + d", "c + d = e"]
    assert [r.words for r in statement.remarks] == ["by definition", "(Jensen)", "and therefore"]
    assert statement.tags == ("1",)
    assert [c.is_condition for c in statement.claims] == [False, True]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (r"\begin{align} a &= b \\ c &= d \end{align}", ["a = b", "c = d"]),
        (r"\begin{align} a &= b \\ &\quad + c \end{align}", ["a = b + c"]),
        (r"\begin{align} a &= b \\ &- c \end{align}", ["a = b - c"]),
        (r"\begin{align} a &= b \\ -c &= d \end{align}", ["a = b", "-c = d"]),
        (r"\begin{multline} a = b \\ - c \end{multline}", ["a = b - c"]),
        (r"\begin{align} a &= \left( b \right. \\ &\left. + c \right) \end{align}", ["a = b + c"]),
        (r"\begin{equation}\begin{split} a &= b \\ &= c \end{split}\end{equation}", ["a = b", "b = c"]),
        (r"\begin{align} a = \begin{cases} 1 & x > 0 \\ 0 & \text{otherwise} \end{cases} \end{align}",
         ["a = cases(1 if x > 0; 0 if otherwise)"]),
    ],
)  # fmt: skip
def test_rows(text: str, wanted: list[str]) -> None:
    assert steps(text) == wanted


def test_notebooks(tmp_path: Path) -> None:
    cells = [
        {"cell_type": "code", "source": ["$$ a = b $$"]},
        {"cell_type": "markdown", "source": ["Text\n", "$$ c = \\foo $$"]},
    ]
    path = tmp_path / "book.ipynb"
    path.write_text(json.dumps({"cells": cells}), encoding="utf-8")
    (document,) = read_file(path)
    (refusal,) = [d for r in document.readings for d in r.refusals]
    assert document.source.place(refusal.span).endswith("book.ipynb#2:2:8")


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"cells": 3}', '{"cells": [{"cell_type": "markdown"}]}', "[" * 10_000]
)
def test_what_is_no_notebook_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "book.ipynb"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ReadError, match="E219"):
        load(path)


def test_line_ends_and_marks_do_not_count() -> None:
    assert decode("\ufeffa\r\nb\rc".encode())[0] == "a\nb\nc"
