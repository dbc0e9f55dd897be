"""Layout trees as plain text: in one line for messages, in two dimensions for a terminal."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import assert_never

from sympy import Basic

from mlekl_symbolic.writers import builder
from mlekl_symbolic.writers.boxes import Box, beside, columns, fenced, stacked
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
    Leaf,
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
    parts_of,
    remembered,
)

_COMBINING = {"hat": "\u0302", "bar": "\u0304", "tilde": "\u0303"}
_SCRIPT_LETTERS = dict(zip("BEFHILMR", "ℬℰℱℋℐℒℳℛ", strict=True))
_DOUBLE_STRUCK = {"E": "𝔼", "N": "ℕ", "P": "ℙ", "R": "ℝ", "Z": "ℤ", "1": "1"}
_BIG = {"∑": "Σ", "∏": "Π"}
_GLYPHS = {"∑": ("⎲", "⎳"), "∏": ("┬─┬", "│ │"), "∫": ("⌠", "⌡")}
_LOOSE = (Binary, Prefix, Operator, Big, LimitsOperator, Slash, Juxtaposition, Relation, Fraction, Text)
_LOW = dict(
    zip("0123456789+−=()aehijklmnoprstuvxβγρφχ", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓᵦᵧᵨᵩᵪ", strict=True)
)
_HIGH = dict(zip("0123456789+−=()in", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁱⁿ", strict=True)) | {"′": "′"}


def one_line(node: Basic) -> str:
    """An expression, a set, a distribution or a statement in one unambiguous line of plain text.

    Raises
    ------
    mlekl_symbolic.writers.errors.UnknownNodeError
        When a part of ``node`` has no notation.
    """
    return line(builder.layout(node))


@remembered
def line(node: Layout) -> str:
    """A layout tree in one line of plain text; what stood above or below something gets brackets."""
    return re.sub(" +", " ", _line(node)).strip()


def _leaf(node: Leaf) -> str:
    match node:
        case Identifier(s) | Number(s) | Operator(s):
            return s
        case Upright(name):
            return name if re.fullmatch(r"[^\W_]+", name) else f"“{name}”"
        case Constant(name):
            return f"‘{name}’"
        case Calligraphic(letter):
            return _SCRIPT_LETTERS.get(letter) or chr(ord("𝒜") + ord(letter) - ord("A"))
        case Blackboard(letter):
            return _DOUBLE_STRUCK[letter]
        case Delimiter(s):
            return s
        case Prefix(s):
            return s
        case Slash():
            return "/"
        case Juxtaposition():
            return " "
        case Relation(s) | Binary(s):
            return s if s == "·" else f" {s} "
        case Text(words):
            return f" {words} "
        case Punctuation(s):
            return " ‖ " if s == "‖" else f"{s} "
        case _:
            assert_never(node)


def _line(node: Layout) -> str:
    if isinstance(node, Leaf):
        return _leaf(node)
    match node:
        case Row(parts):
            shown = "".join(_in_row(parts, n) for n in range(len(parts)))
            return shown.rstrip() if isinstance(parts[-1], Text) else shown
        case Fraction(top, bottom):
            return f"{_grouped(top)}/{_grouped(bottom)}"
        case Script(base, sub, sup):
            low = "" if sub is None else f"_{_braced(sub)}"
            return _line(base) + low + _high(sup)
        case Accent():
            return _accented(node)
        case Fence(left, body, right):
            return left + _line(body) + right
        case Big(sign, below, above):
            high = "" if above is None else f"^{_braced(above)}"
            return f"{_BIG.get(sign, sign)}_{{{_tight(below)}}}{high} "
        case LimitsOperator(words, below):
            return f"{''.join(words)}_{{{_tight(below)}}} "
        case _:
            assert_never(node)


def _high(sup: Layout | None) -> str:
    if sup is None:
        return ""
    return _line(sup) if first_leaf(sup) == Identifier("′") else f"^{_braced(sup)}"


def _in_row(parts: tuple[Layout, ...], n: int) -> str:
    part, shown = parts[n], _line(parts[n])
    after = parts[n + 1] if n + 1 < len(parts) else None
    if isinstance(part, Fraction):
        before = parts[n - 1] if n else None
        free = all(
            p is None or (isinstance(p, Relation | Binary | Text | Punctuation) and p != Binary("·"))
            for p in (before, after)
        )
        return shown if free else f"({shown})"
    if isinstance(part, Operator) and not isinstance(after, Fence):
        return shown + " "
    return shown


def _accented(node: Accent) -> str:
    inner = _line(node.base)
    return inner + _COMBINING[node.kind] if len(inner) == 1 else f"{node.kind}({inner})"


def _grouped(node: Layout) -> str:
    loose = any(isinstance(p, _LOOSE) for p in parts_of(node))
    return f"({_line(node)})" if loose else _line(node)


def _tight(node: Layout) -> str:
    return re.sub(r" ([=∈]) ", r"\1", _line(node).strip())


def _braced(node: Layout) -> str:
    shown = _tight(node)
    return shown if isinstance(node, Identifier | Number | Upright | Calligraphic) else f"{{{shown}}}"


@remembered
def picture(node: Layout) -> Box:
    """A layout tree in two dimensions, as lines of text on a base line."""
    if isinstance(node, Leaf):
        return Box((_leaf(node),))
    match node:
        case Row(parts):
            return beside(*(_placed(parts, n) for n in range(len(parts))))
        case Fraction(top, bottom):
            above, below = picture(top), picture(bottom)
            stroke = Box(("─" * (max(above.width, below.width) + 2),))
            return stacked((above, stroke, below), 1)
        case Script():
            return _scripted(node)
        case Accent():
            return Box((_accented(node),))
        case Fence(left, body, right):
            return fenced(left, picture(body), right)
        case Big(sign, below, above):
            glyph = Box(_GLYPHS[sign])
            over = () if above is None else (Box((_tight(above),)),)
            return beside(stacked((*over, glyph, Box((_tight(below),))), len(over)), Box((" ",)))
        case LimitsOperator(words, below):
            return beside(stacked((Box((" ".join(words),)), Box((_tight(below),))), 0), Box((" ",)))
        case _:
            assert_never(node)


def _placed(parts: tuple[Layout, ...], n: int) -> Box:
    part, made = parts[n], picture(parts[n])
    after = parts[n + 1] if n + 1 < len(parts) else None
    if isinstance(part, Text) and after is None:
        return Box((f" {part.words}",))
    if isinstance(part, Operator) and not isinstance(after, Fence):
        return beside(made, Box((" ",)))
    return made


def _scripted(node: Script) -> Box:
    base = picture(node.base)
    low = "" if node.sub is None else _small(node.sub, _LOW, "_")
    high = "" if node.sup is None else _small(node.sup, _HIGH, "^")
    if len(base.lines) == 1:
        return beside(base, Box((low + high,)))
    top = Box((high, *[""] * (len(base.lines) - 1)), base.base)
    return beside(base, top, Box((low,)))


def _small(node: Layout, signs: Mapping[str, str], otherwise: str) -> str:
    text = _tight(node)
    small = "".join(signs.get(c, "") for c in text)
    return small if columns(small) == columns(text) else otherwise + _braced(node)


def drawn(node: Layout) -> tuple[str, ...]:
    """The lines of a formula in two dimensions, without blanks at their ends."""
    return tuple(text.rstrip() for text in picture(node).lines)
