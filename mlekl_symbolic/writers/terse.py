"""Formulas in fewer elements, for pages that would be too large otherwise.

What stands in a row becomes one element as far as its signs need none of their own; a formula of running
text that has nothing but signs, indices and exponents becomes text in the mathematical font.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from mlekl_symbolic.writers.mathfont import SLANTED

_FORMULA = re.compile("<math.*?</math>", re.S)
_PIECE = re.compile("(<[^>]*>)|([^<]+)")
_QUOTES = re.compile(r'="([\w#.-]+)"(?=[ >])')
_THIN, _FIXED = "\N{THIN SPACE}", "\N{NO-BREAK SPACE}"
_SPACED = frozenset("=≤≥≠∈∉∼→↦⟹⟺+−·:") | {"&lt;", "&gt;"}
_SIGNED = frozenset("+−·")
"""What stands close to the thing behind it where nothing is before it."""
_ALONE = "‖"
_APPLIED = "\N{FUNCTION APPLICATION}"
_SCRIPTS = {"msub": "sub", "msup": "sup"}


@dataclass(frozen=True, slots=True)
class _Element:
    """An element: the name and attributes of its tag, and what is in it."""

    name: str
    attributes: str
    inside: tuple[_Node, ...]

    def __str__(self) -> str:
        if self.name == "mspace":
            return f"<mspace{self.attributes}/>"
        return f"<{self.name}{self.attributes}>{''.join(map(str, self.inside))}</{self.name}>"


_Node: TypeAlias = _Element | str


def terse(html: str) -> str:
    """Some HTML with its formulas in fewer elements and without needless quotes."""
    short = _FORMULA.sub(lambda found: _formula(_parsed(found[0])), html)
    return re.sub("<[a-z][^<>]*>", lambda tag: _QUOTES.sub(r"=\1", tag[0]), short)


def _parsed(html: str) -> _Element:
    """The tree of one element; nothing in a formula is open at its end."""
    above: list[tuple[str, str, list[_Node]]] = [("", "", [])]
    for tag, text in _PIECE.findall(html):
        if text:
            above[-1][2].append(text)
        elif tag.startswith("</"):
            name, attributes, inside = above.pop()
            above[-1][2].append(_Element(name, attributes, tuple(inside)))
        else:
            name, space, attributes = tag[1:-1].removesuffix("/").partition(" ")
            if tag.endswith("/>"):
                above[-1][2].append(_Element(name, space + attributes, ()))
            else:
                above.append((name, space + attributes, []))
    (whole,) = above[0][2]
    assert isinstance(whole, _Element)
    return whole


def _formula(whole: _Element) -> str:
    short = _shorter(whole)
    if not whole.attributes and (words := _as_text(short.inside)) is not None:
        return f"<i>{words}</i>"
    return str(short)


def _shorter(node: _Element) -> _Element:
    """The same with runs of signs in its rows, and without rows of one thing."""
    inside = tuple(n if isinstance(n, str) else _shorter(n) for n in node.inside)
    if node.name not in ("math", "mrow"):
        inside = tuple(_only(n) for n in inside)
        return _Element(node.name, node.attributes, inside)
    return _Element(node.name, node.attributes, tuple(_runs(inside)))


def _only(node: _Node) -> _Node:
    if isinstance(node, _Element) and node.name == "mrow" and len(node.inside) == 1:
        return node.inside[0]
    return node


def _runs(row: tuple[_Node, ...]) -> Iterator[_Node]:
    """A row in which signs beside each other are one element, where that is shorter."""
    waiting: list[tuple[_Node, str]] = []
    for n, node in enumerate(row):
        said = _said(node, first=n == 0)
        if said is not None:
            waiting.append((node, said))
            continue
        yield from _joined(waiting)
        waiting = []
        yield node
    yield from _joined(waiting)


def _joined(run: list[tuple[_Node, str]]) -> Iterator[_Node]:
    text = re.sub("  +", " ", "".join(said for _, said in run))
    # A space at an end would be left out.
    one = _Element("mi", "", (re.sub("^ | $", _FIXED, text),))
    given = [node for node, _ in run]
    yield from [one] if len(str(one)) < sum(len(str(n)) for n in given) else given


def _said(node: _Node, *, first: bool) -> str | None:
    """The signs of an element that may stand in a run, with the space around them; None of any other."""
    if not isinstance(node, _Element):
        return None
    if node.name == "mspace":
        return _THIN
    if node.name not in ("mi", "mn", "mo", "mtext"):
        return None
    (sign,) = node.inside
    assert isinstance(sign, str)
    match node.name, node.attributes:
        case ("mi", ""):
            return SLANTED.get(sign, sign)
        case ("mn" | "mtext", "") | ("mi", ' mathvariant="normal"'):
            return sign
        case ("mo", "") if sign in ",;":
            return f"{sign} "
        case ("mo", "" | ' form="infix"') if sign in _SPACED:
            return None if first and sign in _SIGNED and not node.attributes else f" {sign} "
        case ("mo", ' form="prefix"') if sign == "−":
            return sign
        case ("mo", _) if sign == _ALONE and "lspace" in node.attributes:
            return f" {sign} "
        case ("mo", _) if sign in (_APPLIED, "/"):
            space = _THIN if 'rspace=".167em"' in node.attributes else ""
            return space if sign == _APPLIED else sign
    return None


def _as_text(row: tuple[_Node, ...]) -> str | None:
    """A formula as text with indices and exponents, where it has nothing else."""
    out = []
    for n, node in enumerate(row):
        said = _said(node, first=n == 0)
        if said is None and isinstance(node, _Element) and node.name in _SCRIPTS and not node.attributes:
            base, script = (_as_text((part,)) for part in node.inside)
            name = _SCRIPTS[node.name]
            said = None if base is None or script is None else f"{base}<{name}>{script}</{name}>"
        if said is None and isinstance(node, _Element) and node.name == "mrow":
            said = _as_text(node.inside)
        if said is None:
            return None
        out.append(said)
    return re.sub("^ | $", _FIXED, "".join(out))
