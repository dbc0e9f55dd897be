"""Names as an author types them, and how they look: ``theta`` is θ, ``P_data`` has a subscript.

Every sign that reaches a page passes `visible`: what the fonts do not have is spelled by its
number, because a missing glyph gives no warning and leaves a hole.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from mlekl_symbolic.writers.layout import (
    Accent,
    Calligraphic,
    Identifier,
    Layout,
    Number,
    Script,
    Upright,
    row,
    separated,
)

_GREEK_NAMES = [
    "alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "iota", "kappa", "lambda", "mu",
    "nu", "xi", "omicron", "pi", "rho", "sigma", "tau", "upsilon", "phi", "chi", "psi", "omega",
]  # fmt: skip


def _greek(name: str) -> str:
    case = "CAPITAL" if name[0].isupper() else "SMALL"
    return unicodedata.lookup(f"GREEK {case} LETTER {name.upper().replace('LAMBDA', 'LAMDA')}")


GREEK = {n: _greek(n) for name in _GREEK_NAMES for n in (name, name.capitalize())}
"""Greek letters by their English names, small and capital."""

ACCENTS = ("hat", "bar", "tilde")
_SIGNS = frozenset("‖−·…≤≥≠∈∉∑∏∫ΣΠ⟺⟹¬∀∃∞→↦∼⇒⇔≈±×′√∂𝒳ℓℕℝℤ✓✗°–—‘’“”\N{NO-BREAK SPACE}⁰¹²³⁴⁵⁶⁷⁸⁹")
_PARTS = re.compile(r"([^\W\d_]+)(\d+)")


def _allowed(sign: str) -> bool:
    code = ord(sign)
    if 0x20 <= code < 0x7F or sign in _SIGNS:
        return True
    latin = 0xC0 <= code <= 0x17F and unicodedata.category(sign) in ("Lu", "Ll")
    return latin or sign in GREEK.values()


@lru_cache(maxsize=8192)
def visible(text: str) -> str:
    """``text`` with every sign the fonts lack replaced by ``U+`` and its number.

    Line breaks and other white space become one space, but for a space at which no line ends.
    """
    normal = unicodedata.normalize("NFC", text)
    return "".join(
        c if _allowed(c) else " " if c.isspace() else f"U+{ord(c):04X}"
        for c in re.sub(r"[^\S\N{NO-BREAK SPACE}]+", " ", normal)
    )


def _is_letter(text: str) -> bool:
    return len(text) == 1 and text.isalpha() and _allowed(text)


def _simple(text: str) -> Layout:
    if _is_letter(text):
        return Identifier(text)
    if text.isascii() and text.isdigit():
        return Number(text)
    if text in GREEK:
        return Identifier(GREEK[text])
    return Upright(visible(text) or "?")


def name_layout(name: str, base_style: type[Identifier] | type[Calligraphic] = Identifier) -> Layout:
    """How a name looks.

    Parameters
    ----------
    name
        What the author typed: ``theta``, ``x_1``, ``P_data``, ``p_hat``, ``a'``.
    base_style
        `Calligraphic` for sets, where a single Latin letter is printed so.
    """
    bare = name.rstrip("'")
    primes = "′" * (len(name) - len(bare))
    head, *rest = bare.split("_")
    if not head or not all(rest):
        return Upright(visible(name) or "?")
    if not rest and (split := _PARTS.fullmatch(head)) and (split[1] in GREEK or len(split[1]) == 1):
        head, rest = split[1], [split[2]]
    base = _simple(head)
    if base_style is Calligraphic and isinstance(base, Identifier) and "A" <= base.letter <= "Z":
        base = Calligraphic(base.letter)
    while rest and rest[0] in ACCENTS:
        base, rest = Accent(rest[0], base), rest[1:]
    sub = separated(",", *map(_simple, rest)) if rest else None
    sup = row(*(Identifier("′") for _ in primes)) if primes else None
    return base if sub is None and sup is None else Script(base, sub, sup)


def with_subscript(base: Layout, *more: Layout) -> Layout:
    """``base`` with a further subscript, after those it has."""
    if isinstance(base, Script):
        before = () if base.sub is None else (base.sub,)
        return Script(base.base, separated(",", *before, *more), base.sup)
    return Script(base, separated(",", *more))


def mathematical(text: str) -> str:
    """A line of a witness with minus signs and Greek letters."""
    return re.sub("[A-Za-z]+", lambda m: GREEK.get(m[0], m[0]), text).replace("-", "−")
