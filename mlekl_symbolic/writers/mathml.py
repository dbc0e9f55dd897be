"""Layout trees as MathML Core, for pages that are read in a browser.

Spaces are written out where browsers differ: around the names of functions, around relations inside
scripts, and around words.
"""

from __future__ import annotations

from html import escape
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
    is_tall,
    tight_places,
)
from mlekl_symbolic.writers.names import visible

_THIN = '<mspace width="0.167em"/>'
_WORD = '<mspace width="0.33em"/>'
_ACCENTS = {"hat": "^", "bar": "¯", "tilde": "~"}
_SCRIPT_LETTERS = dict(zip("BEFHILMR", "ℬℰℱℋℐℒℳℛ", strict=True))
_DOUBLE_STRUCK = {"E": "𝔼", "N": "ℕ", "P": "ℙ", "R": "ℝ", "Z": "ℤ"}
_SANS = {c: chr(0x1D5BA + n) for n, c in enumerate("abcdefghijklmnopqrstuvwxyz")}


def displayed(node: Layout) -> str:
    """A formula on a line of its own."""
    return f'<math display="block">{mathml(node)}</math>'


def in_line(node: Layout, *, style: str = "false") -> str:
    """A formula in running text, or in a cell of a table with ``style`` set to ``true``."""
    return f'<math displaystyle="{style}">{mathml(node)}</math>'


def _mo(sign: str, attributes: str = "") -> str:
    return f"<mo{attributes}>{escape(sign)}</mo>"


def _row(inside: str) -> str:
    return f"<mrow>{inside}</mrow>"


def mathml(node: Layout) -> str:  # noqa: C901 - one case for each node of a closed union
    """The elements of a formula, for use inside ``<math>``."""
    match node:
        case Row(parts):
            tight = tight_places(parts)
            return _row("".join(mathml(p) for n, p in enumerate(parts) if n not in tight))
        case Identifier(letter):
            return _mo(letter) if letter in "′∞" else f"<mi>{escape(letter)}</mi>"
        case Number(digits):
            return f"<mn>{digits}</mn>"
        case Upright(name):
            return f'<mi mathvariant="normal">{escape(visible(name))}</mi>'
        case Constant(name):
            return f"<mi>{escape(_sans(visible(name)))}</mi>"
        case Calligraphic(letter):
            return f"<mi>{_SCRIPT_LETTERS.get(letter) or chr(ord('𝒜') + ord(letter) - ord('A'))}</mi>"
        case Blackboard(letter):
            return f"<mi>{_DOUBLE_STRUCK[letter]}</mi>"
        case Operator(name):
            return f"{_THIN}<mi>{escape(name)}</mi>{_mo('⁡', _NO_SPACE)}{_THIN}"
        case LimitsOperator(words, below):
            inside = _THIN.join(f'<mi mathvariant="normal">{escape(w)}</mi>' for w in words)
            return f"<munder>{_row(inside)}{mathml(below)}</munder>{_THIN}"
        case Big(sign, below, above):
            return _big(sign, below, above)
        case Fraction(top, bottom):
            return f"<mfrac>{mathml(top)}{mathml(bottom)}</mfrac>"
        case Script():
            return _script(node)
        case Accent(kind, base):
            return f'<mover accent="true">{mathml(base)}{_mo(_ACCENTS[kind])}</mover>'
        case Fence(left, body, right):
            grow = ' stretchy="true"' if is_tall(body) else ' stretchy="false"'
            opening, closing = (_mo(s, f' fence="true" form="{f}"{grow}') for s, f in _forms(left, right))
            return _row(opening + mathml(body) + closing)
        case Relation(sign) | Binary(sign):
            return _mo(sign)
        case Prefix(sign):
            return _mo(sign, ' form="prefix"')
        case Punctuation("‖"):
            return _mo("‖", ' stretchy="false" lspace="0.22em" rspace="0.22em"')
        case Punctuation(sign):
            return _mo(sign, ' separator="true"')
        case Slash():
            return _mo("/", _NO_SPACE)
        case Delimiter(sign):
            return _mo(sign, ' stretchy="false" minsize="1.8em" maxsize="1.8em" symmetric="true"')
        case Juxtaposition():
            return _THIN
        case Text(words):
            return f"{_WORD}<mtext>{escape(visible(words))}</mtext>{_WORD}"
        case _:
            assert_never(node)


_NO_SPACE = ' lspace="0" rspace="0"'


def _forms(left: str, right: str) -> tuple[tuple[str, str], tuple[str, str]]:
    return (left, "prefix"), (right, "postfix")


def _sans(name: str) -> str:
    return "".join(_SANS.get(c, c) for c in name)


def _big(sign: str, below: Layout, above: Layout | None) -> str:
    glyph = _mo(sign, ' largeop="true" movablelimits="true"')
    if sign == "∫":
        low, high = mathml(below), "" if above is None else mathml(above)
        return f"<msubsup>{glyph}{low}{high}</msubsup>" if high else f"<msub>{glyph}{low}</msub>"
    if above is None:
        return f"<munder>{glyph}{mathml(below)}</munder>"
    return f"<munderover>{glyph}{mathml(below)}{mathml(above)}</munderover>"


def _script(node: Script) -> str:
    base = mathml(node.base)
    low = "" if node.sub is None else mathml(node.sub)
    high = "" if node.sup is None else mathml(node.sup)
    name = "msubsup" if low and high else "msub" if low else "msup"
    return f"<{name}>{base}{low}{high}</{name}>"
