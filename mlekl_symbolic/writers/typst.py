"""Layout trees as Typst mathematics, in code points: Typst's names of signs change with its versions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from string import ascii_letters
from typing import assert_never

from mlekl_symbolic.writers.layout import (
    Accent,
    Big,
    Binary,
    Blackboard,
    Calligraphic,
    Constant,
    Delimiter,
    Fence,
    Fraction,
    Identifier,
    Juxtaposition,
    Layout,
    LimitsOperator,
    Number,
    Operator,
    Prefix,
    Punctuation,
    Relation,
    Row,
    Script,
    Slash,
    Text,
    Upright,
    first_leaf,
    has_big,
    is_tall,
    tight_places,
)
from mlekl_symbolic.writers.names import visible

SPACE = "#h(0.33em)"
"""What stands on either side of words in a formula."""
_ACCENTS = {"hat": "0302", "bar": "0304", "tilde": "0303"}


def string(text: str) -> str:
    """A Typst string literal of signs that the fonts have."""
    return quoted(visible(text))


def quoted(text: str) -> str:
    """A Typst string literal that is not printed, such as what is read out for a formula."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def text_typst(text: str) -> str:
    """Words as Typst markup in which nothing is read as a command."""
    return re.sub(r"([^\w\s.,!?()’‘“”…–—;:]|_)", _escaped, visible(text))


def _escaped(match: re.Match[str]) -> str:
    return f"\\{match[1]}" if match[1].isascii() else match[1]


_DISPLAYED = "lr(size: #2.5em, "


def inline_typst(node: Layout) -> str:
    """The same for running text, where limits stand beside their sign and fences are lower."""
    return typst(node).replace(_DISPLAYED, "lr(")


def typst(node: Layout) -> str:  # noqa: C901 - one case for each node of a closed union
    """The Typst source of a formula, for use between dollar signs."""
    match node:
        case Row(parts):
            tight = tight_places(parts)
            return _joined([p for n, p in enumerate(parts) if n not in tight]).removesuffix(f" {SPACE}")
        case Identifier(sign) | Number(sign) | Relation(sign) | Binary(sign) | Prefix(sign):
            return sign if sign.isalnum() or not sign.isascii() else f"\\{sign}"
        case Upright(name):
            return f"upright({name if len(name) == 1 and name in ascii_letters else string(name)})"
        case Constant(name):
            return f"sans({string(name)})"
        case Calligraphic(letter):
            return f"cal({letter})"
        case Blackboard(letter):
            return f"bb({letter})"
        case Operator(name):
            return f'op("{name}")'
        case LimitsOperator(words, below):
            inside = " thin ".join(f'upright("{w}")' for w in words)
            return f"op({inside}, limits: #true)_({typst(below)})"
        case Big(sign, below, above):
            return f"{sign}_({typst(below)})" + (f"^({typst(above)})" if above is not None else "")
        case Fraction(top, bottom):
            return f"frac({typst(top)}, {typst(bottom)})"
        case Script(base, sub, sup):
            low = "" if sub is None else f", b: {typst(sub)}"
            high = "" if sup is None else f", t: {typst(sup)}"
            return f"attach({typst(base)}{low}{high})"
        case Accent(kind, base):
            return f'accent({typst(base)}, "\\u{{{_ACCENTS[kind]}}}")'
        case Fence():
            return _fence(node)
        case Punctuation(sign):
            return "thin ‖ thin" if sign == "‖" else f"\\{sign}"
        case Slash():
            return "\\/"
        case Delimiter(sign):
            return f"lr(size: #2em, \\{sign})"
        case Juxtaposition():
            return "thin"
        case Text(words):
            return f"{SPACE} upright({string(words)}) {SPACE}"
        case _:
            assert_never(node)


def _joined(parts: Sequence[Layout]) -> str:
    """Parts side by side; Typst shows a space beside a name of several letters, unless none is written."""
    names, signs = Upright | Constant, Prefix | Binary | Relation
    out = typst(parts[0])
    for before, after in pairwise(parts):
        applied = isinstance(before, names) and isinstance(after, Fence | Binary | Relation)
        signed = isinstance(before, signs) and isinstance(first_leaf(after), names)
        out += ("" if applied or signed else " ") + typst(after)
    return out


def _fence(node: Fence) -> str:
    inside = f"\\{node.left} {typst(node.body)} \\{node.right}"
    if has_big(node.body):
        return f"{_DISPLAYED}{inside})"
    return f"lr({inside})" if is_tall(node.body) else f"lr(size: #1em, {inside})"
