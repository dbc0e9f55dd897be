"""The mathematical font of HTML pages, in parts: a page carries those whose signs it shows.

Main definitions
----------------
`faces`
    The style rules with the parts of the font that some HTML needs.
`PARTS`
    Which signs each part has; ``scripts/fonts.py`` makes the files from them.
"""

from __future__ import annotations

import re
from base64 import b64encode
from functools import cache
from html import unescape
from importlib.resources import files

FOLDER = "fonts"
FAMILY = "STIX Two Math"
NOTICE = (
    "/* STIX Two Math, Copyright 2001-2020 The STIX Fonts Project Authors, SIL Open Font License 1.1 */\n"
)

_ITALIC = "𝐴𝐵𝐶𝐷𝐸𝐹𝐺𝐻𝐼𝐽𝐾𝐿𝑀𝑁𝑂𝑃𝑄𝑅𝑆𝑇𝑈𝑉𝑊𝑋𝑌𝑍𝑎𝑏𝑐𝑑𝑒𝑓𝑔ℎ𝑖𝑗𝑘𝑙𝑚𝑛𝑜𝑝𝑞𝑟𝑠𝑡𝑢𝑣𝑤𝑥𝑦𝑧"
_LATIN = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_GREEK = "ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡ΢ΣΤΥΦΧΨΩ∇αβγδεζηθικλμνξοπρςστυφχψω"
SLANTED = dict(zip(_LATIN, _ITALIC, strict=True)) | {c: chr(0x1D6E2 + n) for n, c in enumerate(_GREEK)}
"""How a letter looks that is an identifier of its own: browsers slant it."""

_CORE = (
    " \N{NO-BREAK SPACE}()+,/01234567:;<=>[]KLVadefglmnoprstx{|}9¬·^‖…\u2061ℓ→∈∑−∞∫∼≠≤≥⟹⟺"
    "𝐵𝐷𝐻𝐿𝑀𝑁𝑃𝑄𝑆𝑇𝑋𝑎𝑏𝑐𝑑𝑓𝑔𝑖𝑗𝑘𝑚𝑛𝑝𝑞𝑠𝑡𝑥𝑦𝑧" + "".join(SLANTED[c] for c in "ΘΩδεθμνπσω")
)
_MORE = "8DEbchuvwi∉∏𝐴𝐹𝐺𝑅𝑈𝑉𝑊𝑌𝑒𝑙𝑟𝑢𝑣𝑤" + "".join(SLANTED[c] for c in "Φαβηκλρτφ")
_SCRIPT, _SCRIPTS = "𝒜𝒟𝒦𝒩𝒮𝒱𝒳𝒴𝒵𝔼ℕℙℝ𝟙", "ℬ𝒞ℰℱ𝒢ℋℐ𝒥ℒℳ𝒪𝒫𝒬ℛ𝒯𝒰𝒲ℤ"
_SANS = "".join(chr(0x1D5BA + n) for n in range(26))
_LESS = "!%-.jkqyz~¯×ˆ˜\u0302\u0303\u0304′↦⇒⇔√≈⋅∂±" + "".join(
    c for c in (*_ITALIC, *(SLANTED[c] for c in "Σγζικξορςυχψ")) if c not in _CORE + _MORE
)
_REST = (
    "\"#$&'*?@\\_`°²³¹⁰⁴⁵⁶⁷⁸⁹–—‘’“”∃∀∇∋∝∽≡⟨⟩✓"
    + "".join(c for c in _LATIN[:26] if c not in _CORE + _MORE)
    + _GREEK.replace("΢", "").replace("∇", "").replace("ς", "")
    + "".join(SLANTED[c] for c in "ΑΒΓΔΕΖΗΙΚΛΜΝΞΟΠΡΤΥΧΨ")
)
PARTS = {
    "core": _CORE,
    "more": _MORE,
    "script": _SCRIPT,
    "scripts": _SCRIPTS,
    "sans": _SANS,
    "less": _LESS,
    "rest": _REST,
}
"""The signs of each part, by how often pages show them; the first has what every formula needs, and the
tables that lay it out."""


def file_of(part: str) -> str:
    """The name of the file with a part."""
    return f"stix-two-math-{part}.woff2"


def needed(html: str) -> tuple[str, ...]:
    """The parts of the font that the formulas in some HTML show signs of; those in ``<i>`` are text."""
    shown = "".join(re.findall("<math.*?</math>|<i>.*?</i>", html, re.S))
    slanted = {SLANTED.get(c, c) for c in re.findall("<mi>(.)</mi>", shown)}
    words = re.sub("<mi>.</mi>|<[^>]*>", "", shown)
    signs = slanted | {*unescape(words)}
    return tuple(name for n, (name, has) in enumerate(PARTS.items()) if n == 0 or not signs.isdisjoint(has))


@cache
def _face(part: str) -> str:
    font = (files("mlekl_symbolic.writers") / FOLDER / file_of(part)).read_bytes()
    return (
        f'@font-face {{ font-family: "{FAMILY} {part}"; font-display: block; '
        f"src: url(data:font/woff2;base64,{b64encode(font).decode()}) format('woff2'); }}\n"
    )


def faces(html: str) -> str:
    """The style rules that give the formulas in some HTML their font."""
    parts = needed(html)
    names = ", ".join(f'"{FAMILY}{more}"' for more in ("", *(f" {p}" for p in parts)))
    return NOTICE + "".join(map(_face, parts)) + f"math, i {{ font-family: {names}, math; }}\n"
