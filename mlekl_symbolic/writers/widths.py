"""Estimated widths of formulas, for formats that cannot measure: in ems of the text font."""

from __future__ import annotations

from typing import assert_never

from mlekl_symbolic.writers.layout import (
    Accent,
    Big,
    Binary,
    Delimiter,
    Fence,
    Fraction,
    Juxtaposition,
    Layout,
    Leaf,
    LimitsOperator,
    Operator,
    Prefix,
    Punctuation,
    Relation,
    Row,
    Script,
    Slash,
    Text,
    remembered,
)
from mlekl_symbolic.writers.page import Formula, Inline, Prose

SMALL = 0.7
_CAPITAL, _LETTER, _UPRIGHT = 0.78, 0.56, 0.54
_NARROW = frozenset("ijlt1,;:|′")


@remembered
def width(node: Layout) -> float:
    """The estimated width of a formula in display style, in ems; rather too large than too small."""
    if isinstance(node, Leaf):
        return _leaf(node)
    match node:
        case Row(parts):
            return sum(map(width, parts))
        case Fraction(top, bottom):
            return max(width(top), width(bottom)) + 0.25
        case Script(base, sub, sup):
            scripts = [width(s) for s in (sub, sup) if s is not None]
            return width(base) + SMALL * max(scripts, default=0) + 0.08
        case Accent(_, base):
            return width(base)
        case Fence(_, body, _):
            return width(body) + 1.4 if isinstance(body, Row) else width(body) + 0.8
        case Big(_, below, above):
            limits = (below,) if above is None else (below, above)
            return max(1.45, *(SMALL * width(x) for x in limits)) + 0.17
        case LimitsOperator(words, below):
            return max(_UPRIGHT * len("".join(words)) + 0.3, SMALL * width(below)) + 0.17
        case _:
            assert_never(node)


def words_width(prose: Prose) -> float:
    """The estimated width of a reason, in ems of the text font."""
    return sum(0.4 * len(x) if isinstance(x, str) else _inline_width(x) for x in prose)


def _inline_width(part: Inline) -> float:
    return 0.9 * width(part.node) if isinstance(part, Formula) else 1.5


def _leaf(node: Leaf) -> float:
    match node:
        case Juxtaposition():
            return 0.17
        case Slash():
            return 0.5
        case Relation():
            return 1.35
        case Binary(sign):
            return 0.75 if sign == "·" else 1.25
        case Prefix():
            return 0.78
        case Punctuation(sign):
            return 0.84 if sign == "‖" else 0.45
        case Operator(name):
            return _UPRIGHT * len(name) + 0.34
        case Text(words):
            return 0.48 * len(words) + 0.6
        case Delimiter():
            return 0.75
    shown: str = getattr(node, node.__slots__[0])
    if len(shown) > 1:
        return _UPRIGHT * len(shown)
    return _CAPITAL if shown.isupper() or shown == "…" else 0.36 if shown in _NARROW else _LETTER
