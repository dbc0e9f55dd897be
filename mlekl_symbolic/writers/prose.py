"""Sentences put together from words and formulas."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sympy import Basic

from mlekl_symbolic.writers.builder import layout
from mlekl_symbolic.writers.layout import (
    Calligraphic,
    Fence,
    Identifier,
    Layout,
    Text,
    parts_of,
    row,
    separated,
)
from mlekl_symbolic.writers.names import mathematical, name_layout, with_subscript
from mlekl_symbolic.writers.page import Formula, Prose

_NAME = re.compile(r"(?<![\w\\])([^\W\d_]+(?:_[^\W_]+)+)(?!\w)")
"""A name with a subscript among words."""
_LABEL = re.compile(r"\b([ASG]\d+)\b")
"""The label of a hypothesis."""
_LETTER = re.compile(r"\b([A-HJ-Zb-z])\b")
"""A name of one letter among words, which is no English word."""


def said(node: Basic) -> Prose:
    """An expression or a statement in running text; words in it become words of the sentence."""
    return inline(layout(node))


def inline(node: Layout) -> Prose:
    """A formula in running text; words in it become words of the sentence."""
    out: Prose = ()
    formula: list[Layout] = []
    for part in parts_of(node):
        if not isinstance(part, Text):
            formula.append(part)
            continue
        before = (Formula(row(*formula)), " ") if formula else ()
        out, formula = (*out, *before, f"{part.words} "), []
    if formula:
        return (*out, Formula(row(*formula)))
    return (*out[:-1], str(out[-1]).rstrip()) if out else ()


def worded(text: str) -> Prose:
    """An author's words, with names such as ``P_x`` in them set like formulas; empty for no words."""
    out: Prose = ()
    for n, part in enumerate(_NAME.split(text)):
        if part:
            out = (*out, Formula(name_layout(part)) if n % 2 else part)
    return out


def reasoned(text: str) -> Prose:
    """A reason: labels such as ``A1`` in brackets, and names of one letter set like formulas."""
    out: Prose = ()
    for n, part in enumerate(_LETTER.split(_LABEL.sub(r"(\1)", text))):
        if part:
            out = (*out, Formula(name_layout(part)) if n % 2 else part)
    return out


def valued(name: str, value: str) -> Prose:
    """What a name stands for in an example; the name looks as it does elsewhere on the page."""
    head, bracket, arguments = name.partition("(")
    first, _, rest = head.partition("_")
    if "_" in rest:
        shown: Layout = with_subscript(name_layout(first), name_layout(rest))
    else:
        shown = name_layout(head, Calligraphic if value.startswith("{") else Identifier)
    if bracket:
        inside = (name_layout(a.strip()) for a in arguments.removesuffix(")").split(","))
        shown = row(shown, Fence("(", separated(",", *inside), ")"))
    return (Formula(shown), f" = {mathematical(value)}")


def enumerated(clauses: Sequence[Prose], word: str = "and") -> Prose:
    """The clauses with commas between them and ``word`` before the last."""
    out: Prose = ()
    last = len(clauses) - 1
    for n, clause in enumerate(clauses):
        between = "" if not n else ", " if n < last else f" {word} " if last == 1 else f", {word} "
        out = (*out, *((between,) if between else ()), *clause)
    return out


def spaced(sentences: Sequence[Prose]) -> Prose:
    """The sentences after one another; empty ones are left out."""
    out: Prose = ()
    for sentence in sentences:
        out = (*out, *((" ",) if out and sentence else ()), *sentence)
    return out


def labels(given: Sequence[str]) -> tuple[Prose, ...]:
    """Labels with runs of three and more shortened, such as (S1)–(S4) and (A2)."""
    runs: list[list[str]] = []
    for label in given:
        if runs and _next(runs[-1][-1]) == label:
            runs[-1].append(label)
        else:
            runs.append([label])
    short = [[f"{run[0]})–({run[-1]}"] if len(run) > 2 else run for run in runs]
    return tuple((f"({label})",) for run in short for label in run)


def _next(label: str) -> str:
    digits = label.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return f"{label[: -len(digits)]}{int(digits) + 1}" if digits.isdigit() else ""


def begun(prose: Prose) -> Prose:
    """The words with a capital at the front."""
    match prose:
        case (str(first), *rest) if first:
            return (first[0].upper() + first[1:], *rest)
    return prose
