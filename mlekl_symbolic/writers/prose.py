"""Sentences put together from words and formulas."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import fields, replace
from typing import Any

from sympy import Basic

from mlekl_symbolic.writers.builder import layout
from mlekl_symbolic.writers.layout import (
    Calligraphic,
    Fence,
    Identifier,
    Layout,
    Number,
    Script,
    Text,
    parts_of,
    row,
    separated,
)
from mlekl_symbolic.writers.names import mathematical, name_layout, with_subscript
from mlekl_symbolic.writers.page import (
    Calculation,
    Claim,
    Formula,
    Item,
    Items,
    Line,
    Paragraph,
    Proof,
    Prose,
    Reviewed,
    SmallPrint,
    StepLink,
)

_VERBS = "and|does|has|have|in|is|lies|occurs|or|that|was|with"
_NAME = re.compile(
    r"(?<![\w\\])([^\W\d_]+(?:_[^\W_]+)+)(?!\w)"
    r"|(?<![A-Za-z0-9_'’‘.\\])([B-HJ-Zb-z]|[aA](?=[|,;:)(/]|\.?$| [-+−=<>≤≥≠∈·]| (?:"
    + _VERBS
    + r")\b))([²³]?)(?![A-Za-z0-9_’]|\.\w)"
    r"|([Α-Ωα-ω])([²³]?)"
)
"""Among words, a name with a subscript, or one of one letter, which is no article, with an exponent."""
_LABEL = re.compile(r"\b([ASG]\d+)\b")
"""The label of a hypothesis."""
_RAISED = {"²": "2", "³": "3"}


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
    """An author's words, with names such as ``P_x`` and ``σ²`` set like formulas; empty for no words."""
    out: Prose = ()
    end = 0
    for found in _NAME.finditer(text):
        subscripted, latin, square, greek, raised = found.groups()
        name, exponent = subscripted or latin or greek, square or raised
        shown = name_layout(name)
        power = Script(shown, None, Number(_RAISED[exponent])) if exponent else shown
        out = (*out, *((text[end : found.start()],) if found.start() > end else ()), Formula(power))
        end = found.end()
    return (*out, text[end:]) if text[end:] else out


def calligraphic(parts: Any, names: frozenset[str]) -> Any:
    """Parts of a page with the names of sets that stand alone in its sentences set as in its formulas."""
    match parts:
        case Formula(Identifier(letter)) if letter in names:
            return Formula(Calligraphic(letter))
        case tuple():
            return tuple(calligraphic(part, names) for part in parts)
        case (
            Paragraph()
            | SmallPrint()
            | Items()
            | Item()
            | Claim()
            | Calculation()
            | Line()
            | Proof()
            | Reviewed()
        ):
            inside = {f.name: calligraphic(getattr(parts, f.name), names) for f in fields(parts)}
            return replace(parts, **inside)
    return parts


def reasoned(text: str) -> Prose:
    """A reason: labels such as ``A1`` in brackets, and names set like formulas."""
    return worded(_LABEL.sub(r"(\1)", text))


def valued(name: str, value: str) -> Prose:
    """What a name stands for in an example; the name looks as it does elsewhere on the page."""
    name, _, index = name.removesuffix("]").partition("[")
    head, bracket, arguments = name.partition("(")
    first, _, rest = head.partition("_")
    if "_" in rest:
        shown: Layout = with_subscript(name_layout(first), name_layout(rest))
    else:
        shown = name_layout(head, Calligraphic if value.startswith("{") else Identifier)
    if bracket:
        inside = (name_layout(a.strip()) for a in arguments.removesuffix(")").split(","))
        shown = row(shown, Fence("(", separated(",", *inside), ")"))
    if index:
        shown = with_subscript(shown, name_layout(index))
    return (Formula(shown), f" = {mathematical(value)}")


def enumerated(clauses: Sequence[Prose], word: str = "and") -> Prose:
    """The clauses with commas between them and ``word`` before the last."""
    out: Prose = ()
    last = len(clauses) - 1
    for n, clause in enumerate(clauses):
        between = "" if not n else ", " if n < last else f" {word} " if last == 1 else f", {word} "
        out = (*out, *((between,) if between else ()), *clause)
    return out


def listed(names: Sequence[Prose], word: str = "and") -> Prose:
    """The names in a list within a list: with ``word`` and no comma before the last."""
    *before, last = names
    commas: Prose = tuple(x for n, name in enumerate(before) for x in (*((", ",) if n else ()), *name))
    return enumerated([commas, last], word) if before else last


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


def steps(numbers: Sequence[str]) -> tuple[Prose, ...]:
    """Links to steps, with runs of three and more shortened to their ends."""
    runs: list[list[str]] = []
    for number in numbers:
        if runs and number == str(int(runs[-1][-1]) + 1):
            runs[-1].append(number)
        else:
            runs.append([number])
    out: list[Prose] = []
    for run in runs:
        if len(run) > 2:
            out.append((StepLink(run[0]), "–", StepLink(run[-1])))
        else:
            out.extend((StepLink(number),) for number in run)
    return tuple(out)


def _next(label: str) -> str:
    digits = label.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return f"{label[: -len(digits)]}{int(digits) + 1}" if digits.isdigit() else ""


def begun(prose: Prose) -> Prose:
    """The words with a capital at the front."""
    match prose:
        case (str(first), *rest) if first:
            return (first[0].upper() + first[1:], *rest)
    return prose
