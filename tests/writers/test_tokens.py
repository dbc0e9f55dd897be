"""Every emitter prints the same signs in the same order."""

from __future__ import annotations

import re
import unicodedata
from itertools import starmap
from xml.etree import ElementTree

import pytest
from sympy import Basic

from mlekl_symbolic.writers.builder import layout
from mlekl_symbolic.writers.latex import latex
from mlekl_symbolic.writers.layout import leaves, size
from mlekl_symbolic.writers.mathml import displayed
from mlekl_symbolic.writers.typst import typst
from mlekl_symbolic.writers.unicode import line, picture
from tests.writers.test_builder import LINES

GROUPING = set("(){}[]/|,")
MACROS = {
    r"\in": "∈", r"\le": "≤", r"\ge": "≥", r"\ne": "≠", r"\sum": "∑", r"\prod": "∏", r"\cdot": "·",
    r"\Vert": "‖", r"\iff": "⟺", r"\implies": "⟹", r"\lnot": "¬", r"\dots": "…", r"\infty": "∞",
    r"\ell": "ℓ", r"\log": "log", r"\exp": "exp", r"\hat": "hat",
}  # fmt: skip
LAYOUT = {r"\frac", r"\left", r"\right", r"\biggl", r"\biggr", r"\lvert", r"\rvert"}


def signs(tokens: list[str]) -> list[str]:
    words = [w for t in tokens for w in t.split()]
    return [w for w in words if w not in GROUPING]


def from_leaves(node: Basic) -> list[str]:
    return signs(list(leaves(layout(node))))


def from_latex(node: Basic) -> list[str]:
    source = latex(layout(node)).replace("-", "−")
    source = source.replace(r"\operatorname*{arg\,min}", " arg min ").replace(
        r"\operatorname*{arg\,max}", " arg max "
    )
    source = re.sub(r"\\(?:mathrm|mathsf|mathcal|textnormal)\{([^}]*)\}", r" \1 ", source)
    source = re.sub(r"\\mathbb\{(.)\}", r" \1 ", source)
    source = re.sub(r"\\[,; {}]", " ", source)
    return signs([_macro(t) for t in re.findall(r"\\[A-Za-z]+|[A-Za-z]+|\d+|[^\s_^{}&]", source)])


def _macro(token: str) -> str:
    if not token.startswith("\\"):
        return token
    if token in LAYOUT:
        return ""
    if token in MACROS:
        return MACROS[token]
    case = "CAPITAL" if token[1].isupper() else "SMALL"
    return unicodedata.lookup(f"GREEK {case} LETTER {token[1:].upper()}")


def from_typst(node: Basic) -> list[str]:
    source = typst(layout(node)).replace("#h(0.33em)", " ")
    source = re.sub(r'accent\((.), "\\u\{0302\}"\)', r"hat \1", source)
    source = re.sub(r'(?:upright|sans|op)\("([^"]*)"\)', r" \1 ", source)
    source = re.sub(r"(?:cal|bb)\((.)\)", r" \1 ", source)
    source = re.sub(r"\b(?:attach|frac|lr|op|thin|med)\b|size: #[\d.]+em|limits: #true|\b[bt]:", " ", source)
    return signs(re.findall(r"[^\W\d_]+|\d+|[^\s_^\\]", source))


def from_line(node: Basic) -> list[str]:
    source = unicodedata.normalize("NFD", line(layout(node)))
    source = re.sub("(.)\u0302", r"hat \1", source)
    source = source.translate(str.maketrans({"Σ": "∑", "Π": "∏", "‘": " ", "’": " "}))
    source = source.replace("argmin", "arg min").replace("argmax", "arg max")
    source = unicodedata.normalize("NFKC", source.replace("…", "\0")).replace("\0", "…")
    return signs(re.findall(r"[^\W\d_]+|\d+|[^\s_^]", source))


def from_mathml(node: Basic) -> list[str]:
    root = ElementTree.fromstring(displayed(layout(node)))
    return signs(re.findall(r"[^\W\d_]+|\d+|[^\s\u2061]", " ".join(_spoken(root))))


def _spoken(element: ElementTree.Element) -> list[str]:
    """The text of the elements in reading order, an accent before what it stands on."""
    inside = [t for child in element for t in _spoken(child)]
    if element.tag == "mover":
        return [{"^": "hat"}[inside[-1]], *inside[:-1]]
    return [element.text or "", *inside]


@pytest.mark.parametrize("node", [n for n, _ in LINES], ids=[line for _, line in LINES])
def test_same_signs_everywhere(node: Basic) -> None:
    expected = _plain(from_leaves(node))
    assert size(layout(node)) == len(list(leaves(layout(node))))
    assert _plain(from_latex(node)) == expected
    assert _plain(from_typst(node)) == expected
    assert _plain(from_line(node)) == expected
    assert _plain(from_mathml(node)) == expected


def _plain(tokens: list[str]) -> list[str]:
    """Letters of special faces as plain ones, and runs of letters cut, since spaces carry no sign."""
    return list("".join(unicodedata.normalize("NFKC", t) if t != "…" else t for t in tokens))


def test_the_comparison_can_fail() -> None:
    from_first, from_second = (_plain(from_latex(n)) for n, _ in LINES[:2])
    assert from_first != from_second


@pytest.mark.parametrize("node", [n for n, _ in LINES], ids=[line for _, line in LINES])
def test_pictures_are_rectangles_with_every_sign(node: Basic) -> None:
    box = picture(layout(node))
    drawn = "".join(unicodedata.normalize("NFKC", "".join(box.lines)))
    assert 0 <= box.base < len(box.lines)
    for leaf in (w for s in starmap(str, ((t,) for t in leaves(layout(node)))) for w in s.split()):
        if leaf.isalpha() and leaf.isascii() and leaf != "hat":
            assert leaf in drawn
