r"""Layout trees as LaTeX for amsmath, readable by a person and by MathJax and KaTeX."""

from __future__ import annotations

import re
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
    has_big,
    is_tall,
    remembered,
    tight_places,
)
from mlekl_symbolic.writers.names import GREEK, visible

_SIGNS = {
    "−": "-", "∈": r"\in", "≤": r"\le", "≥": r"\ge", "≠": r"\ne", "∑": r"\sum", "∏": r"\prod", "·": r"\cdot",
    "∫": r"\int", "∉": r"\notin",
    "‖": r"\,\Vert\,", "⟺": r"\iff", "⟹": r"\implies", "¬": r"\lnot", "…": r"\dots", "∞": r"\infty",
    "ℓ": r"\ell", "{": r"\{", "}": r"\}", "′": r"\prime", "×": r"\times", "≈": r"\approx", "±": r"\pm",
    "∀": r"\forall", "∃": r"\exists", "→": r"\to", "√": r"\surd", "∂": r"\partial", "⇒": r"\Rightarrow",
    "⇔": r"\Leftrightarrow", "Σ": r"\Sigma", "Π": r"\Pi", "𝒳": r"\mathcal{X}", "ℕ": r"\mathbb{N}",
    "ℝ": r"\mathbb{R}", "ℤ": r"\mathbb{Z}", "✓": r"\checkmark", "✗": r"\times", "°": r"^{\circ}",
    "↦": r"\mapsto",
    "∼": r"\sim",
}  # fmt: skip
_SIGNS |= {sign: f"^{{{n}}}" for n, sign in enumerate("⁰¹²³⁴⁵⁶⁷⁸⁹")}
_LATIN_LOOKALIKES = {
    "Alpha": "A", "Beta": "B", "Epsilon": "E", "Zeta": "Z", "Eta": "H", "Iota": "I", "Kappa": "K", "Mu": "M",
    "Nu": "N", "Omicron": "O", "omicron": "o", "Rho": "P", "Tau": "T", "Chi": "X",
}  # fmt: skip
_GREEK = {
    letter: rf"\mathrm{{{_LATIN_LOOKALIKES[name]}}}" if name in _LATIN_LOOKALIKES else f"\\{name}"
    for name, letter in GREEK.items()
}
_SPECIAL = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "$": r"\$", "%": r"\%", "&": r"\&", "#": r"\#",
    "_": r"\_", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}", "<": r"\textless{}",
    ">": r"\textgreater{}", "|": r"\textbar{}", '"': r"\textquotedbl{}", "–": r"\textendash{}",
    "—": r"\textemdash{}", "\N{NO-BREAK SPACE}": "~", "‘": "`",
    "’": "'", "“": "``", "”": "''", "…": r"\dots{}", "`": r"\textasciigrave{}",
}  # fmt: skip
SPACE = r"\ "
"""What stands on either side of words in a formula."""
_WORDS = re.compile(r"\\ \\textnormal\{[^}]*\}\\ ")
_ACCENTS = {"hat": r"\hat", "bar": r"\bar", "tilde": r"\tilde"}


def text_latex(text: str) -> str:
    """Words as LaTeX: nothing in them is read as a command, and every sign has a spelling."""
    out = []
    for c in visible(text):
        if c in _SPECIAL:
            out.append(_SPECIAL[c])
        elif c in _GREEK or c in _SIGNS:
            out.append(rf"\ensuremath{{{_GREEK.get(c) or _SIGNS[c]}}}")
        else:
            out.append(c)
    return re.sub("-(?=-)", "-{}", "".join(out))


def _sign(sign: str) -> str:
    return _GREEK.get(sign) or _SIGNS.get(sign) or sign


def _identifier(letter: str) -> str:
    if letter in _GREEK or letter in _SIGNS or letter.isascii():
        return _sign(letter)
    return rf"\textit{{{letter}}}"


def _name(name: str, face: str) -> str:
    if re.fullmatch("[A-Za-z0-9]+", name):
        return rf"\math{face}{{{name}}}"
    return rf"\text{face}{{{text_latex(name)}}}"


def _join(parts: list[str]) -> str:
    out = ""
    for part in parts:
        # A command at the end would run into a letter after it.
        last = out[out.rfind("\\") :]
        if part[:1].isalnum() and last[:1] == "\\" and last[1:].isascii() and last[1:].isalpha():
            out += " "
        out += part
    return out


def inline_latex(node: Layout) -> str:
    """The same for running text, where limits stand beside their sign and fences are lower.

    A line may end after words in it.
    """
    return _WORDS.sub(r"\g<0>\\allowbreak ", latex(node).replace(r"\bigg", r"\big"))


@remembered
def latex(node: Layout) -> str:  # noqa: C901 - one case for each node of a closed union
    """The LaTeX source of a formula, for use inside math mode."""
    match node:
        case Row(parts):
            tight = tight_places(parts)
            return _join(["" if n in tight else latex(p) for n, p in enumerate(parts)]).removesuffix(SPACE)
        case Identifier(letter):
            return _identifier(letter)
        case Number(s):
            return s
        case Upright(name):
            return _name(name, "rm")
        case Constant(name):
            return _name(name, "sf")
        case Calligraphic(letter):
            return rf"\mathcal{{{letter}}}"
        case Blackboard(letter):
            # The alphabet of amssymb has no digits.
            return rf"\math{'bf' if letter.isdigit() else 'bb'}{{{letter}}}"
        case Operator(name):
            return f"\\{name}"
        case LimitsOperator(words, below):
            inside = "\\,".join(words)
            return rf"\operatorname*{{{inside}}}_{{{latex(below)}}}"
        case Big(sign, below, above):
            return f"{_sign(sign)}_{{{latex(below)}}}" + (f"^{{{latex(above)}}}" if above is not None else "")
        case Fraction(top, bottom):
            return rf"\frac{{{latex(top)}}}{{{latex(bottom)}}}"
        case Script():
            return _script(node)
        case Accent(kind, base):
            return f"{_ACCENTS[kind]}{{{latex(base)}}}"
        case Fence():
            return _fence(node)
        case Relation(sign) | Binary(sign):
            return f" {_sign(sign)} "
        case Prefix(sign):
            return _sign(sign)
        case Punctuation(sign):
            return _sign(sign) if sign == "‖" else f"{sign} "
        case Slash():
            return "/"
        case Delimiter(sign):
            side = "l" if sign in "([{" else "r"
            return rf"\bigg{side}{_sign(sign)}" if sign != "|" else r"\big|"
        case Juxtaposition():
            return r"\,"
        case Text(words):
            return rf"{SPACE}\textnormal{{{text_latex(words)}}}{SPACE}"
        case _:
            assert_never(node)


def _script(node: Script) -> str:
    out = latex(node.base)
    if node.sub is not None:
        out += f"_{{{latex(node.sub)}}}"
    if node.sup is not None:
        out += f"^{{{latex(node.sup)}}}"
    return out


def _fence(node: Fence) -> str:
    left, right, body = _sign(node.left), _sign(node.right), latex(node.body)
    if node.left == "|":
        left, right = (r"\left|", r"\right|") if is_tall(node.body) else (r"\lvert ", r"\rvert ")
        return left + body + right
    if has_big(node.body):
        return rf"\biggl{left}{body}\biggr{right}"
    if is_tall(node.body):
        return rf"\left{left}{body}\right{right}"
    return left + body + right
