"""Layout trees as the mathematics of Office files, which word processors show and edit as their own.

A sum has what it sums inside it, a bracket what stands between it and its mate: an empty place would be
shown as a dotted box.
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
    parts_of,
    pieces,
    tight_places,
)
from mlekl_symbolic.writers.names import visible
from mlekl_symbolic.writers.widths import width

FIRM = 12.0
"""How wide a formula may be, in ems, that is not broken in running text."""
_THIN = "\N{SIX-PER-EM SPACE}"
_JOINER = "\N{WORD JOINER}"
_UPRIGHT = '<m:sty m:val="p"/>'
_WORDS = "<m:nor/>"
_SANS = '<w:rPr><w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:cs="Arial"/></w:rPr>'
_SCRIPT_LETTERS = dict(zip("BEFHILMR", "ℬℰℱℋℐℒℳℛ", strict=True))
_DOUBLE_STRUCK = {"E": "𝔼", "N": "ℕ", "P": "ℙ", "R": "ℝ", "Z": "ℤ", "1": "𝟙"}
_ACCENTS = {"hat": "\u0302", "bar": "\u0304", "tilde": "\u0303"}
_NARY = '<m:naryPr><m:chr m:val="{}"/><m:limLoc m:val="{}"/>{}</m:naryPr>'
_NO_TOP = '<m:supHide m:val="1"/>'


def formula(node: Layout) -> str:
    """A formula in running text."""
    # A relation without a left side is shown as a mistake by some programs.
    first = _run(_JOINER, _WORDS) if isinstance(parts_of(node)[0], Relation) else ""
    return f"<m:oMath>{first}{omml(node)}</m:oMath>"


def displayed(node: Layout) -> str:
    """A formula on a line of its own, for use in a paragraph that holds nothing else."""
    return f'<m:oMathPara><m:oMathParaPr><m:jc m:val="center"/></m:oMathParaPr>{formula(node)}</m:oMathPara>'


def flowing(node: Layout) -> list[str]:
    """A formula of which a long one may go on in another line, as the formulas it consists of then."""
    return [formula(node)] if width(node) <= FIRM else [formula(piece) for piece in pieces(node)]


def omml(node: Layout) -> str:  # noqa: C901 - one case for each node of a closed union
    """The elements of a formula, for use inside ``<m:oMath>``."""
    match node:
        case Row(parts):
            return _row(parts)
        case Identifier(letter):
            return _run(letter, _UPRIGHT if letter == "′" else "")
        case Number(digits):
            return _run(digits)
        case Upright(name):
            return _run(visible(name), _WORDS if len(name) > 1 else _UPRIGHT)
        case Constant(name):
            # A face that formulas are not set in, so that it is no variable.
            return _run(visible(name), _WORDS, _SANS)
        case Calligraphic(letter):
            script = _SCRIPT_LETTERS.get(letter) or chr(ord("𝒜") + ord(letter) - ord("A"))
            return _run(script, _UPRIGHT)
        case Blackboard(letter):
            return _run(_DOUBLE_STRUCK[letter], _UPRIGHT)
        case Operator(name):
            return _run(name, _WORDS)
        case LimitsOperator(words, below):
            name = _part("e", _run(" ".join(words), _WORDS))
            return f"<m:limLow>{name}{_part('lim', omml(below))}</m:limLow>"
        case Big():
            return _nary(node, "")
        case Fraction(top, bottom):
            return f"<m:f>{_part('num', omml(top))}{_part('den', omml(bottom))}</m:f>"
        case Script():
            return _script(node)
        case Accent(kind, base):
            sign = f'<m:accPr><m:chr m:val="{_ACCENTS[kind]}"/></m:accPr>'
            return f"<m:acc>{sign}{_part('e', omml(base))}</m:acc>"
        case Fence(left, body, right):
            # A bar that stands alone would be taken for the sign of a disjunction.
            if left != "|" and not is_tall(body):
                return f"{_run(left, _UPRIGHT)}{omml(body)}{_run(right, _UPRIGHT)}"
            ends = f'<m:begChr m:val="{left}"/><m:endChr m:val="{right}"/>'
            return f"<m:d><m:dPr>{ends}</m:dPr>{_part('e', omml(body))}</m:d>"
        case Punctuation("‖"):
            return _run(f"{_THIN}‖{_THIN}", _UPRIGHT)
        case Relation(sign) | Binary(sign) | Prefix(sign) | Punctuation(sign) | Delimiter(sign):
            return _run(sign, _UPRIGHT)
        case Slash():
            return _run("/", _UPRIGHT)
        case Juxtaposition():
            return _run(_THIN, _UPRIGHT)
        case Text(words):
            return _run(f" {visible(words)} ", _WORDS)
        case _:
            assert_never(node)


def _run(signs: str, face: str = "", font: str = "") -> str:
    shown = f"<m:rPr>{face}</m:rPr>" if face else ""
    space = ' xml:space="preserve"' if signs != signs.strip() else ""
    return f"<m:r>{shown}{font}<m:t{space}>{escape(signs, quote=False)}</m:t></m:r>"


def _part(name: str, inside: str) -> str:
    return f"<m:{name}>{inside}</m:{name}>"


_ALOOF = Relation | Binary | Prefix | Slash | Punctuation | Delimiter | Text | Big | LimitsOperator
"""What has its own space, or none, on the side of a function's name."""
_ENDS = Relation | Text | Punctuation | Delimiter
"""What is no more under the sum sign before it."""


def _row(parts: tuple[Layout, ...]) -> str:
    tight = tight_places(parts)
    out: list[str] = []
    n = 0
    while n < len(parts):
        part = parts[n]
        if isinstance(part, Big):
            end = _end(parts, n + 1)
            out.append(_nary(part, _row(parts[n + 1 : end])))
            n = end
            continue
        if n not in tight:
            out.append(_aloof(parts, n))
        n += 1
    return "".join(out)


def _end(parts: tuple[Layout, ...], start: int) -> int:
    """The end of what stands under the sum sign before ``start``: a product."""
    n = start
    while n < len(parts):
        part = parts[n]
        if isinstance(part, _ENDS) or (isinstance(part, Binary) and part.sign != "·"):
            break
        n += 1
    return n


def _aloof(parts: tuple[Layout, ...], n: int) -> str:
    """A part of a row; the name of a function keeps a little away from its neighbours, but for brackets."""
    shown = omml(parts[n])
    if not isinstance(parts[n], Operator | LimitsOperator):
        return shown
    before = n > 0 and not isinstance(parts[n - 1], _ALOOF | Juxtaposition)
    after = n + 1 < len(parts) and not isinstance(parts[n + 1], Fence | _ALOOF)
    thin = _run(_THIN, _UPRIGHT)
    return f"{thin if before else ''}{shown}{thin if after else ''}"


def _nary(node: Big, inside: str) -> str:
    place = "subSup" if node.sign == "∫" else "undOvr"
    properties = _NARY.format(node.sign, place, "" if node.above is not None else _NO_TOP)
    above = "" if node.above is None else omml(node.above)
    # Where nothing follows, as in a line that is broken after the sign, an empty word stands for it.
    body = _part("e", inside or _run(_JOINER, _WORDS))
    return f"<m:nary>{properties}{_part('sub', omml(node.below))}{_part('sup', above)}{body}</m:nary>"


def _script(node: Script) -> str:
    base = _part("e", omml(node.base))
    low = "" if node.sub is None else _part("sub", omml(node.sub))
    high = "" if node.sup is None else _part("sup", omml(node.sup))
    name = "sSubSup" if low and high else "sSub" if low else "sSup"
    return f"<m:{name}>{base}{low}{high}</m:{name}>"
