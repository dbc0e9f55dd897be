"""Layout trees as MathML Core, for pages that are read in a browser.

Spaces are written out where browsers differ: around the names of functions, around relations inside
scripts, and around words.
"""

from __future__ import annotations

import re
from dataclasses import replace
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
    pieces_within,
    tight_places,
)
from mlekl_symbolic.writers.names import visible
from mlekl_symbolic.writers.widths import width

FIRM, LINE = 12.0, 18.0
"""How wide a formula may be, in ems, that is not broken in running text, or on a line of its own."""
PIECE = 32.0
"""How wide a piece may be, in ems, that is not broken inside its brackets: a page has room for that."""
_THIN = '<mspace width=".167em"/>'
_WORD = "\N{NO-BREAK SPACE}"
_ACCENTS = {"hat": "^", "bar": "¯", "tilde": "~"}
_SCRIPT_LETTERS = dict(zip("BEFHILMR", "ℬℰℱℋℐℒℳℛ", strict=True))
_DOUBLE_STRUCK = {"E": "𝔼", "N": "ℕ", "P": "ℙ", "R": "ℝ", "Z": "ℤ", "1": "𝟙"}
_SANS = {c: chr(0x1D5BA + n) for n, c in enumerate("abcdefghijklmnopqrstuvwxyz")}


def displayed(node: Layout) -> str:
    """A formula on a line of its own."""
    return f'<math display="block">{_bare(node)}</math>'


def in_line(node: Layout, *, style: str = "false") -> str:
    """A formula in running text, or in a cell of a table with ``style`` set to ``true``."""
    shown = ' displaystyle="true"' if style == "true" else ""
    return f"<math{shown}>{_bare(node)}</math>"


def flowing(node: Layout, *, style: str = "false") -> str:
    """A formula of which a long one may go on in another line, before a relation, a sign or words.

    A piece that no page has room for goes on inside its brackets.
    """
    if width(node) <= FIRM:
        return in_line(node, style=style)
    return "<wbr>".join(_piece(in_line(part, style=style)) for part in pieces_within(node, PIECE, width))


def _piece(shown: str) -> str:
    """A formula in which a sign at the front stands between two things all the same."""
    return re.sub("^(<math[^>]*>)<mo>(?=[+−·])", r'\1<mo form="infix">', shown)


def broken(node: Layout) -> str:
    """A formula in the middle of lines of its own: on one, or on as many as it needs."""
    if width(node) <= LINE:
        return displayed(node)
    return f'<div class="display">{flowing(node, style="true")}</div>'


def light(html: str) -> str:
    """The formulas of some HTML in fewer bytes, for a page whose style sheet knows the class ``d``.

    A bracket that does not grow looks as a letter does; what applies a function can have its space; signs
    of sums are large by themselves.
    """
    for long, short in _SHORTER:
        html = html.replace(long, short)
    return _FIRM_BRACKET.sub(r"<mi>\1</mi>", html)


_FIRM_BRACKET = re.compile('<mo stretchy="false">(.)</mo>')
_SHORTER = (
    ('<math displaystyle="true">', '<math class="d">'),
    ('<mo largeop="true" movablelimits="true">', "<mo>"),
    (f'<mo lspace="0" rspace="0">⁡</mo>{_THIN}', '<mo lspace="0" rspace=".167em">⁡</mo>'),
)


def _mo(sign: str, attributes: str = "") -> str:
    return f"<mo{attributes}>{escape(sign)}</mo>"


def _row(inside: str) -> str:
    return f"<mrow>{inside}</mrow>"


def _bare(node: Layout) -> str:
    """A formula for an element that is a row already."""
    shown = mathml(node)
    is_row = isinstance(node, Row) or _is_firm(node)
    return shown.removeprefix("<mrow>").removesuffix("</mrow>") if is_row else shown


def _is_firm(node: Layout) -> bool:
    """Whether this is a formula in brackets that do not grow, which need no row to measure.

    A bar is not among them: between two things it would have space.
    """
    return isinstance(node, Fence) and node.left != "|" and not is_tall(node.body)


def mathml(node: Layout) -> str:  # noqa: C901 - one case for each node of a closed union
    """The elements of a formula, for use inside ``<math>``."""
    match node:
        case Row(parts):
            parts = _firm_halves(parts)
            tight = tight_places(parts)
            return _row("".join(_in_row(parts, n) for n in range(len(parts)) if n not in tight))
        case Identifier(letter):
            return _mo(letter) if letter == "′" else f"<mi>{escape(letter)}</mi>"
        case Number(digits):
            return f"<mn>{digits}</mn>"
        case Upright(name):
            # Only a single letter would be slanted.
            upright = ' mathvariant="normal"' if len(name) == 1 else ""
            return f"<mi{upright}>{escape(visible(name))}</mi>"
        case Constant(name):
            return f"<mi>{escape(_sans(visible(name)))}</mi>"
        case Calligraphic(letter):
            return f"<mi>{_SCRIPT_LETTERS.get(letter) or chr(ord('𝒜') + ord(letter) - ord('A'))}</mi>"
        case Blackboard(letter):
            return f"<mi>{_DOUBLE_STRUCK[letter]}</mi>"
        case Operator(name):
            return f"<mi>{escape(name)}</mi>{_mo('⁡', _NO_SPACE)}"
        case LimitsOperator(words, below):
            inside = _THIN.join(f"<mi>{escape(w)}</mi>" for w in words)
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
            # What stands first or last in a row is a delimiter by its place.
            grow = "" if is_tall(body) else ' stretchy="false"'
            return _row(_mo(left, grow) + _bare(body) + _mo(right, grow))
        case Relation(sign) | Binary(sign):
            return _mo(sign)
        case Prefix(sign):
            return _mo(sign, ' form="prefix"')
        case Punctuation("‖"):
            return _mo("‖", ' stretchy="false" lspace=".22em" rspace=".22em"')
        case Punctuation(sign):
            return _mo(sign)
        case Slash():
            return _mo("/", _NO_SPACE)
        case Delimiter(sign):
            return _mo(sign, ' stretchy="true" symmetric="true" maxsize="2.4em"')
        case Juxtaposition():
            return _THIN
        case Text(words):
            return f"<mtext>{_WORD}{escape(visible(words))}{_WORD}</mtext>"
        case _:
            assert_never(node)


_NO_SPACE = ' lspace="0" rspace="0"'


def _sans(name: str) -> str:
    return "".join(_SANS.get(c, c) for c in name)


_ALOOF = Relation | Binary | Prefix | Slash | Punctuation | Delimiter | Text
"""What has its own space, or none, on the side of a function's name."""


def _firm_halves(parts: tuple[Layout, ...]) -> tuple[Layout, ...]:
    """The parts of a row with those halves of brackets as plain signs that have nothing tall beside them."""
    out = list(parts)
    for n, part in enumerate(parts):
        match part:
            case Delimiter(sign) | Script(Delimiter(sign)):
                inside = parts[n + 1 :] if sign in "([{" else parts[:n]
                if not any(map(is_tall, inside)):
                    firm = Identifier(sign)
                    out[n] = replace(part, base=firm) if isinstance(part, Script) else firm
    return tuple(out)


def _in_row(parts: tuple[Layout, ...], n: int) -> str:
    """A part of a row; the name of a function keeps a little away from its neighbours, but for brackets."""
    if not isinstance(parts[n], Operator):
        return _bare(parts[n]) if _is_firm(parts[n]) else mathml(parts[n])
    shown = mathml(parts[n])
    before = _THIN if n > 0 and not isinstance(parts[n - 1], _ALOOF) else ""
    after = _THIN if n + 1 < len(parts) and not isinstance(parts[n + 1], Fence) else ""
    return before + shown + after


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
