"""Characters outside ASCII, as the LaTeX that an author could have typed for them."""

from __future__ import annotations

import unicodedata
from functools import cache

_GREEK = [
    "alpha",
    "beta",
    "gamma",
    "delta",
    "epsilon",
    "zeta",
    "eta",
    "theta",
    "iota",
    "kappa",
    "lambda",
    "mu",
    "nu",
    "xi",
    "omicron",
    "pi",
    "rho",
    "sigma",
    "tau",
    "upsilon",
    "phi",
    "chi",
    "psi",
    "omega",
]
GREEK = frozenset(
    [
        *_GREEK, "varepsilon", "vartheta", "varpi", "varrho", "varsigma", "varphi", "Gamma", "Delta", "Theta",
        "Lambda", "Xi", "Pi", "Sigma", "Upsilon", "Phi", "Psi", "Omega", "ell",
    ]
)  # fmt: skip
"""Commands that print one letter."""

_SIGNS = {
    "−": "-", "–": "-", "∥": r"\|", "‖": r"\|", "·": r"\cdot", "⋅": r"\cdot", "×": r"\times", "∗": "*",
    "≤": r"\le", "⩽": r"\le", "≥": r"\ge", "⩾": r"\ge", "≠": r"\ne", "≈": r"\approx", "≡": r"\equiv",
    "∝": r"\propto", "→": r"\to", "⟶": r"\to", "⇒": r"\implies", "⟹": r"\implies", "⇔": r"\iff",
    "⟺": r"\iff", "∞": r"\infty", "∑": r"\sum", "∏": r"\prod", "∫": r"\int", "∈": r"\in", "∉": r"\notin",
    "∼": r"\sim", "∣": r"\mid", "’": "'", "′": "'", "∇": r"\nabla", "∂": r"\partial", "…": r"\ldots",
    "⋯": r"\cdots", "√": r"\sqrt", "⟨": r"\langle", "⟩": r"\rangle", "ℓ": r"\ell", "∀": r"\forall",
    "∃": r"\exists", "≔": ":=", "≪": r"\ll", "≫": r"\gg", "⊆": r"\subseteq", "⊂": r"\subset", "∪": r"\cup",
    "∩": r"\cap", "ϵ": r"\epsilon", "ϕ": r"\phi", "ϑ": r"\vartheta", "Σ": r"\Sigma", "Π": r"\Pi",
    "¬": r"\lnot", "⊤": r"\top", "∅": r"\emptyset", "ℏ": "ħ",
}  # fmt: skip
_SCRIPTS = {
    **dict(zip("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ⁿⁱ", "0123456789+-ni", strict=True)),
    **dict(zip("₀₁₂₃₄₅₆₇₈₉₊₋", "0123456789+-", strict=True)),
}
_RAISED = frozenset("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ⁿⁱ")
_FONTS = {"DOUBLE-STRUCK": r"\mathbb", "SCRIPT": r"\mathcal", "BOLD": r"\mathbf", "FRAKTUR": r"\mathfrak"}


def raised(sign: str) -> bool:
    """Whether a script character stands above the line."""
    return sign in _RAISED


def script(sign: str) -> str | None:
    """What a script character raises or lowers, or None for any other character."""
    return _SCRIPTS.get(sign)


@cache
def spelling(sign: str) -> tuple[str, ...]:
    """The LaTeX tokens for one character outside ASCII; empty when there are none.

    Examples
    --------
    >>> spelling("∑")
    ('\\\\sum',)
    >>> spelling("𝔼")
    ('\\\\mathbb', '{', 'E', '}')
    """
    if sign in _SIGNS:
        return (_SIGNS[sign],)
    name = unicodedata.name(sign, "")
    if name.startswith("GREEK ") and "LETTER" in name and " WITH " not in name:
        _, size, _, letter = (*name.split(" ", 3), "")[:4]
        word = letter.lower().replace("lamda", "lambda").replace("final sigma", "sigma")
        command = word.capitalize() if size == "CAPITAL" else word
        return (f"\\{command}",) if command in GREEK else ()
    return _styled(sign, name)


def _styled(sign: str, name: str) -> tuple[str, ...]:
    plain = unicodedata.normalize("NFKC", sign)
    if plain == sign or len(plain) != 1:
        return (sign,) if name.startswith("LATIN ") else ()
    inner = (plain,) if plain.isascii() else spelling(plain)
    for word, font in _FONTS.items():
        if word in name:
            return (font, "{", *inner, "}")
    return inner
