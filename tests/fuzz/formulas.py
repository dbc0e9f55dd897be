"""Formulas of known meaning, written as LaTeX in many ways: what is proved of them must be true.

A formula is drawn as a tree, which has a value of its own at every point; how it is written is drawn apart
from that. The reader that is tried has no part in either.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from random import Random

from mpmath import mp, mpf

NAMES = ("a", "b", "c", r"\alpha")
INDICES = ("i", "j", "k")
DECLARED = "% mlekl: a, b, c, \\alpha: scalar\n"
DIGITS = 60
NEAR = mpf(10) ** -30
POINTS = 12
LARGEST_EXPONENT = 10_000

Point = Mapping[str, mpf]


class Junk(Exception):
    """A point at which something has no value in ordinary mathematics, as a division by zero."""


@dataclass(frozen=True, slots=True)
class Node:
    """A part of a formula: ``kind`` says what it does to its parts.

    Attributes
    ----------
    kind
        ``number``, ``name``, ``neg``, ``sum``, ``prod``, ``log``, ``exp``, or the sign of an operation.
    parts
        What it is made of.
    name
        Of a variable or an index.
    value
        Of a number, an exponent, or the upper end of a range that begins with 1.
    """

    kind: str
    parts: tuple[Node, ...] = ()
    name: str = ""
    value: int = 0


def drawn(source: Random, depth: int, indices: tuple[str, ...] = ()) -> Node:
    """A formula of at most this depth, in which these indices may stand."""
    if depth == 0 or source.random() < 0.15:
        if source.random() < 0.35:
            return Node("number", value=source.choice((0, 1, 1, 2, 2, 3, 5, 10)))
        return Node("name", name=source.choice((*NAMES, *indices)))

    def one() -> Node:
        return drawn(source, depth - 1, indices)

    kind = source.choice(
        ["+", "+", "+", "-", "-", "-", "*", "*", "*", "/", "/", "neg", "^", "sum", "prod", "log", "exp"]
    )
    free = [i for i in INDICES if i not in indices]
    if kind in ("+", "-", "*", "/"):
        return Node(kind, (one(), one()))
    if kind == "^":
        return Node(kind, (one(),), value=source.choice((0, 1, 2, 2, 2, 3, -1)))
    if kind in ("sum", "prod") and free:
        body = drawn(source, depth - 1, (*indices, free[0]))
        return Node(kind, (body,), name=free[0], value=source.choice((1, 2, 3)))
    return Node(kind if kind in ("log", "exp") and depth > 1 else "neg", (one(),))


def value(node: Node, point: Point, *, junk: mpf | None = None) -> mpf:
    """The value at a point, where what has none ordinarily has ``junk``.

    Raises
    ------
    Junk
        When something has no value and ``junk`` is None.
    """
    total: mpf
    match node.kind:
        case "number":
            return mpf(node.value)
        case "name":
            return point[node.name]
        case "sum" | "prod":
            total = mpf(0 if node.kind == "sum" else 1)
            for k in range(1, node.value + 1):
                one = value(node.parts[0], {**point, node.name: mpf(k)}, junk=junk)
                total = total + one if node.kind == "sum" else total * one
            return total
    args = [value(p, point, junk=junk) for p in node.parts]
    match node.kind, args:
        case "neg", [a]:
            return -a
        case "+", [a, b]:
            return a + b
        case "-", [a, b]:
            return a - b
        case "*", [a, b]:
            return a * b
        case "exp", [a]:
            if abs(a) > LARGEST_EXPONENT:
                raise OverflowError
            return mp.exp(a)
        case "/", [a, b]:
            return a / b if _certain(b) else _nothing(junk)
        case "^", [a]:
            return a**node.value if node.value >= 0 or _certain(a) else _nothing(junk)
        case "log", [a]:
            return mp.log(a) if _certain(a) and a > 0 else _nothing(junk)
    raise AssertionError(node)


def _certain(a: mpf) -> bool:
    """Whether a number is not zero; one that rounding may have made of zero is refused with the point."""
    if 0 < abs(a) < NEAR:
        raise OverflowError
    return bool(a)


def _nothing(junk: mpf | None) -> mpf:
    if junk is None:
        raise Junk
    return junk


def points(source: Random, *, signs: tuple[int, ...] = (1, -1)) -> list[dict[str, mpf]]:
    """Points at which formulas are compared; the first are small whole numbers."""
    out = []
    for n in range(POINTS):
        most = 3 if n < POINTS // 2 else 40
        below = 1 if n < POINTS // 2 else 7
        drawn_ = {
            x: source.choice(signs) * mpf(source.randint(1 if 0 not in signs else 0, most)) for x in NAMES
        }
        out.append({x: v / source.randint(1, below) for x, v in drawn_.items()})
    return out


def different(left: Node, right: Node, source: Random, *, ordinary: bool) -> dict[str, mpf] | None:
    """A point at which two formulas differ, if one is found.

    ``ordinary`` points are those at which all has its ordinary value and names are positive; at the others
    what has no value is 0, as everywhere in this project.
    """
    with mp.workdps(DIGITS):
        for point in points(source, signs=(1,) if ordinary else (1, -1, 0)):
            try:
                a, b = (value(n, point, junk=None if ordinary else mpf(0)) for n in (left, right))
            except (Junk, OverflowError, ValueError):
                continue
            size = max(abs(a), abs(b), mpf(1))
            if mp.isfinite(size) and size < mpf(10) ** 20 and abs(a - b) > NEAR * size:
                return point
    return None


BRACKETS = (
    ("(", ")"), ("(", ")"), ("[", "]"), (r"\left(", r"\right)"), (r"\bigl(", r"\bigr)"), (r"\left[",
    r"\right]"),
)  # fmt: skip


def _bracketed(text: str, source: Random) -> str:
    left, right = source.choice(BRACKETS)
    return f"{left}{source.choice(('', ' '))}{text}{source.choice(('', ' ', chr(92) + ','))}{right}"


def written(node: Node, source: Random, least: int = 0) -> str:
    """The formula as LaTeX, in brackets when it binds less than ``least``."""
    text, level = _written(node, source)
    needed = level < least
    return _bracketed(text, source) if needed or source.random() < 0.03 else text


def _written(node: Node, source: Random) -> tuple[str, int]:
    space = source.choice(("", " "))
    parts = node.parts
    match node.kind:
        case "number":
            return str(node.value), 5
        case "name":
            return node.name, 5
        case "neg":
            return f"-{space}{written(parts[0], source, 2)}", 1
        case "+" | "-":
            return f"{written(parts[0], source, 1)}{space}{node.kind}{space}{written(parts[1], source, 2)}", 1
        case "*" if {p.kind for p in parts} <= {"name", "number"} and parts[1].kind == "name":
            return f"{parts[0].name or parts[0].value} {parts[1].name}", 3
        case "*":
            sign = source.choice((r" \cdot ", r" \times ", r"\cdot "))
            return f"{written(parts[0], source, 3)}{sign}{written(parts[1], source, 3)}", 3
        case "/":
            return _quotient(parts[0], parts[1], source)
        case "^":
            exponent = (
                str(node.value) if 0 <= node.value < 10 and source.random() < 0.5 else f"{{{node.value}}}"
            )
            return f"{written(parts[0], source, 5)}^{exponent}", 4
        case "exp":
            if source.random() < 0.5:
                return f"e^{{{written(parts[0], source)}}}", 4
            return rf"\exp{_bracketed(written(parts[0], source), source)}", 4
        case "log":
            name = source.choice((r"\log", r"\ln"))
            return f"{name}{_bracketed(written(parts[0], source), source)}", 4
    sign, body = {"sum": r"\sum", "prod": r"\prod"}[node.kind], _bracketed(written(parts[0], source), source)
    ends = [f"_{{{node.name}{space}={space}1}}", f"^{{{node.value}}}"]
    source.shuffle(ends)
    return f"{sign}{''.join(ends)} {body}", 1


def _quotient(above: Node, below: Node, source: Random) -> tuple[str, int]:
    if source.random() < 0.3:
        return f"{written(above, source, 4)} / {written(below, source, 4)}", 2
    command = source.choice((r"\frac", r"\frac", r"\tfrac", r"\dfrac"))
    return f"{command}{{{written(above, source)}}}{{{written(below, source)}}}", 4


def _places(node: Node) -> list[tuple[int, ...]]:
    return [(), *((n, *rest) for n, part in enumerate(node.parts) for rest in _places(part))]


def _changed(node: Node, path: tuple[int, ...], change: Callable[[Node], Node]) -> Node:
    if not path:
        return change(node)
    parts = list(node.parts)
    parts[path[0]] = _changed(parts[path[0]], path[1:], change)
    return Node(node.kind, tuple(parts), node.name, node.value)


def _rewritten(node: Node) -> Node:
    """The same in other words, by a law of rings that holds whatever the parts are."""
    parts = node.parts
    match node.kind:
        case "+" | "*":
            return Node(node.kind, parts[::-1])
        case "-":
            return Node("+", (parts[0], Node("neg", (parts[1],))))
        case "neg":
            return Node("*", (Node("neg", (Node("number", value=1),)), parts[0]))
        case "sum" | "prod" if node.value > 1:
            last = _put(parts[0], node.name, node.value)
            rest = Node(node.kind, parts, node.name, node.value - 1)
            return Node("+" if node.kind == "sum" else "*", (rest, last))
        case "^" if node.value == 2:
            return Node("*", (parts[0], parts[0]))
    return Node("-", (Node("+", (node, node)), node))


def _put(node: Node, index: str, value_: int) -> Node:
    if node.kind == "name" and node.name == index:
        return Node("number", value=value_)
    if node.kind in ("sum", "prod") and node.name == index:
        return node
    return Node(node.kind, tuple(_put(p, index, value_) for p in node.parts), node.name, node.value)


def _supposing(source: Random) -> Callable[[Node], Node]:
    """A change by a law that holds only under conditions."""
    other = Node("name", name=source.choice(NAMES))

    def change(node: Node) -> Node:
        match node.kind, node.parts:
            case "log", (Node("*" | "/" as inner, (a, b)),):
                return Node("+" if inner == "*" else "-", (Node("log", (a,)), Node("log", (b,))))
            case "log", (a,):
                return Node("/", (Node("log", (Node("^", (a,), value=2),)), Node("number", value=2)))
        if source.random() < 0.5:
            return Node("exp", (Node("log", (node,)),))
        return Node("/", (Node("*", (node, other)), other))

    return change


def _mistaken(source: Random) -> Callable[[Node], Node]:
    """A change that a wrong reading could make, too."""

    def change(node: Node) -> Node:
        parts = node.parts
        match node.kind:
            case "number" | "^" | "sum" | "prod" if source.random() < 0.6:
                return Node(node.kind, parts, node.name, max(node.value + source.choice((-1, 1)), 1))
            case "name":
                return Node("name", name=source.choice(NAMES))
            case "neg" | "log" | "exp":
                return parts[0]
            case "+" | "-" | "*" | "/":
                other = {"+": "-", "-": "+", "*": "/", "/": "*"}[node.kind]
                return source.choice(
                    (Node(other, parts), Node(node.kind, parts[::-1]), *parts, _regrouped(node, source))
                )
            case "sum" | "prod":
                return _regrouped(node, source)
        return Node("neg", (node,))

    return change


def _regrouped(node: Node, source: Random) -> Node:
    """``a - (b + c)`` from ``(a - b) + c``, and what else forgotten brackets make of it."""
    match node.parts:
        case (Node("+" | "-" | "*" | "/" as inner, (a, b)), c):
            return Node(inner, (a, Node(node.kind, (b, c))))
        case (a, Node("+" | "-" | "*" | "/" as inner, (b, c))):
            return Node(inner, (Node(node.kind, (a, b)), c))
        case (Node("+" | "-" as inner, (a, b)),):
            kept = Node(node.kind, (a,), node.name, node.value)
            if node.name and node.name in _names(b):
                return kept
            return Node(inner, (kept, b))
    return Node("+", (node, Node("number", value=source.choice((1, 2)))))


def _names(node: Node) -> set[str]:
    return {node.name, *(n for p in node.parts for n in _names(p))} - {""}


@dataclass(frozen=True, slots=True)
class Line:
    """An equation with the two formulas it is about; ``same`` ones are equal by the laws of rings."""

    left: Node
    right: Node
    same: bool
    latex: str


def line(source: Random) -> Line:
    """An equation that is true by the laws of rings, or has a mistake in it that may make it false."""
    left = right = drawn(source, source.choice((1, 2, 2, 3, 3, 4)))
    same = source.random() < 0.4
    for _ in range(source.choice((1, 1, 2, 3) if same else (0, 0, 1, 2))):
        right = _changed(right, source.choice(_places(right)), _rewritten)
    if not same:
        change = _mistaken(source) if source.random() < 0.75 else _supposing(source)
        right = _changed(right, source.choice(_places(right)), change)
    return Line(left, right, same, f"{written(left, source)} = {written(right, source)}")
