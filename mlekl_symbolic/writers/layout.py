"""The layout tree: what stands where in a formula, without regard to any format.

Brackets, the order of factors and signs are decided by the builder; an emitter only spells the
nodes. The union `Layout` is closed, and every emitter is total over it.

Main definitions
----------------
`Layout`
    The union of all nodes.
`leaves`
    The signs of a formula in reading order, the same in every format.
`pieces`
    A formula cut where a line may be broken.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import wraps
from typing import TypeAlias, TypeVar, assert_never, get_args

KEPT = 1 << 14
"""Of how many nodes it is kept what was made of them."""


@dataclass(frozen=True, slots=True)
class Identifier:
    """A letter in italics, Latin or Greek."""

    letter: str


@dataclass(frozen=True, slots=True)
class Number:
    """The digits of a natural number."""

    digits: str


@dataclass(frozen=True, slots=True)
class Upright:
    """A name of several letters."""

    name: str


@dataclass(frozen=True, slots=True)
class Constant:
    """A letter of an explicit alphabet, in a face of its own so that it is no variable."""

    name: str


@dataclass(frozen=True, slots=True)
class Calligraphic:
    """A capital Latin letter that names a set."""

    letter: str


@dataclass(frozen=True, slots=True)
class Blackboard:
    """The sign of a number system, of a mean or of an indicator: ``N``, ``E``, ``1``."""

    letter: str


@dataclass(frozen=True, slots=True)
class Operator:
    """The name of a function that is written before its argument, such as ``log``."""

    name: str


@dataclass(frozen=True, slots=True)
class LimitsOperator:
    """Upright words with something below them, such as ``arg min`` over a set."""

    words: tuple[str, ...]
    below: Layout


@dataclass(frozen=True, slots=True)
class Big:
    """A sum or product sign with what stands below and above it."""

    sign: str
    below: Layout
    above: Layout | None = None


@dataclass(frozen=True, slots=True)
class Fraction:
    """One thing over another."""

    top: Layout
    bottom: Layout


@dataclass(frozen=True, slots=True)
class Script:
    """A base with a subscript, a superscript or both; at least one is there."""

    base: Layout
    sub: Layout | None = None
    sup: Layout | None = None


@dataclass(frozen=True, slots=True)
class Accent:
    """A base with an accent: ``hat``, ``bar`` or ``tilde``."""

    kind: str
    base: Layout


@dataclass(frozen=True, slots=True)
class Fence:
    """Something between two delimiters, which grow with it."""

    left: str
    body: Layout
    right: str


@dataclass(frozen=True, slots=True)
class Delimiter:
    """One half of a fence that has been opened to break a line inside it."""

    sign: str


@dataclass(frozen=True, slots=True)
class Relation:
    """A sign between two sides."""

    sign: str


@dataclass(frozen=True, slots=True)
class Binary:
    """A sign between two terms or factors."""

    sign: str


@dataclass(frozen=True, slots=True)
class Prefix:
    """A sign before a term, such as a minus."""

    sign: str


@dataclass(frozen=True, slots=True)
class Slash:
    """The stroke of a quotient written in one line."""


@dataclass(frozen=True, slots=True)
class Juxtaposition:
    """The place between two factors that stand side by side."""


@dataclass(frozen=True, slots=True)
class Punctuation:
    """A comma, a semicolon, or the double bar between two distributions."""

    sign: str


@dataclass(frozen=True, slots=True)
class Text:
    """Words inside a formula, with a space on either side."""

    words: str


@dataclass(frozen=True, slots=True)
class Row:
    """Things side by side; never a row directly in a row."""

    parts: tuple[Layout, ...]


Leaf: TypeAlias = (
    Identifier
    | Number
    | Upright
    | Constant
    | Calligraphic
    | Blackboard
    | Operator
    | Delimiter
    | Relation
    | Binary
    | Prefix
    | Slash
    | Juxtaposition
    | Punctuation
    | Text
)
Layout: TypeAlias = Leaf | LimitsOperator | Big | Fraction | Script | Accent | Fence | Row


def row(*parts: Layout) -> Layout:
    """The parts side by side, rows among them opened; a single part stays itself."""
    flat: list[Layout] = []
    for part in parts:
        flat.extend(part.parts if isinstance(part, Row) else (part,))
    return flat[0] if len(flat) == 1 else Row(tuple(flat))


def parts_of(node: Layout) -> tuple[Layout, ...]:
    """The parts of a row, or the node alone."""
    return node.parts if isinstance(node, Row) else (node,)


def separated(sign: str, *parts: Layout) -> Layout:
    """The parts with a punctuation sign between them."""
    out: list[Layout] = []
    for n, part in enumerate(parts):
        out.extend((Punctuation(sign), part) if n else (part,))
    return row(*out)


Made = TypeVar("Made")
_LEAVES = frozenset(get_args(Leaf))


def remembered(make: Callable[[Layout], Made]) -> Callable[[Layout], Made]:
    """A function of nodes that keeps what it has made of the last ones, since formats share their formulas.

    A node is known by its identity: to compare two would take as long as to do the work again. For a leaf
    so would keeping it.
    """
    known: dict[int, tuple[Layout, Made]] = {}

    @wraps(make)
    def made(node: Layout) -> Made:
        if type(node) in _LEAVES:
            return make(node)
        found = known.get(id(node))
        if found is None:
            if len(known) >= KEPT:
                known.clear()
            # That the node is kept with it means that no other one gets its identity.
            found = known[id(node)] = node, make(node)
        return found[1]

    return made


def children(node: Layout) -> tuple[Layout, ...]:
    """What a node is made of, in reading order."""
    match node:
        case Row(parts):
            return parts
        case Fraction(top, bottom):
            return (top, bottom)
        case Script(base, sub, sup):
            return tuple(c for c in (base, sub, sup) if c is not None)
        case Big(_, below, above):
            return (below,) if above is None else (below, above)
        case LimitsOperator(_, body) | Accent(_, body) | Fence(_, body, _):
            return (body,)
        case _:
            return ()


def leaves(node: Layout) -> Iterator[str]:
    """The signs of a formula in reading order; every emitter prints exactly these."""
    match node:
        case Row() | Fraction() | Script():
            for child in children(node):
                yield from leaves(child)
        case Accent(kind, base):
            yield kind
            yield from leaves(base)
        case Fence(left, body, right):
            yield left
            yield from leaves(body)
            yield right
        case Big(sign):
            yield sign
            for child in children(node):
                yield from leaves(child)
        case LimitsOperator(words, below):
            yield from words
            yield from leaves(below)
        case Identifier(s) | Number(s) | Calligraphic(s) | Blackboard(s):
            yield s
        case Upright(s) | Constant(s) | Operator(s) | Text(s):
            yield s
        case Relation(s) | Binary(s) | Prefix(s) | Punctuation(s) | Delimiter(s):
            yield s
        case Slash():
            yield "/"
        case Juxtaposition():
            pass
        case _:
            assert_never(node)


def size(node: Layout) -> int:
    """How many signs a formula has: as many as `leaves`, without naming them."""
    if isinstance(node, Leaf):
        return 0 if isinstance(node, Juxtaposition) else 1
    match node:
        case Row(parts):
            return sum(map(size, parts))
        case Fraction() | Script():
            return sum(map(size, children(node)))
        case Accent(_, base):
            return 1 + size(base)
        case Fence(_, body, _):
            return 2 + size(body)
        case Big():
            return 1 + sum(map(size, children(node)))
        case LimitsOperator(words, below):
            return len(words) + size(below)
        case _:
            assert_never(node)


@remembered
def is_tall(node: Layout) -> bool:
    """Whether delimiters around it should grow."""
    match node:
        case Fraction() | Big() | LimitsOperator():
            return True
        case Script(base, _, _):
            return is_tall(base)
        case _:
            return any(map(is_tall, children(node)))


@remembered
def has_big(node: Layout) -> bool:
    """Whether there is a sign with limits in it."""
    return isinstance(node, Big | LimitsOperator) or any(map(has_big, children(node)))


def is_call(node: Layout) -> bool:
    """Whether a row ends in a bracket that stands after a name."""
    match node:
        case Row((*_, Identifier() | Upright() | Script() | Calligraphic() | Accent(), Fence())):
            return True
        case _:
            return False


def first_leaf(node: Layout) -> Layout:
    """The node whose ink comes first; a fraction, a fence and an accent count as one."""
    match node:
        case Row(parts):
            return first_leaf(parts[0])
        case Script(base, _, _):
            return first_leaf(base)
        case _:
            return node


def last_leaf(node: Layout) -> Layout:
    """The node whose ink comes last; a script counts as one."""
    return last_leaf(node.parts[-1]) if isinstance(node, Row) else node


def pieces(node: Layout) -> tuple[Layout, ...]:
    """The formula cut before each relation, plus and minus that stands in no fence, and before words.

    What a variable ranges over stays with it, and so do words at the end, such as "and".
    """
    out: list[list[Layout]] = [[]]
    ranges = False
    parts = parts_of(node)
    for n, part in enumerate(parts):
        if isinstance(part, Text):
            ranges = part.words.endswith((" all", " some", " over"))
        relates = isinstance(part, Relation) or (isinstance(part, Binary) and part.sign != "·")
        starts = (isinstance(part, Text) and n + 1 < len(parts)) or (relates and not ranges)
        if starts and out[-1] and not isinstance(out[-1][-1], Text):
            out.append([])
        out[-1].append(part)
    return tuple(row(*p) for p in out)


def finer(node: Layout) -> tuple[Layout, ...]:
    """The pieces after the largest fence has been opened; empty when there is none."""
    parts = parts_of(node)
    opened = {n: inside for n, p in enumerate(parts) if (inside := _opened(p))}
    if not opened:
        return ()
    n = max(opened, key=lambda k: size(parts[k]))
    return pieces(row(*parts[:n], *opened[n], *parts[n + 1 :]))


def _opened(node: Layout) -> tuple[Layout, ...]:
    """A fence, with what may be written at its right, in parts; empty for anything else."""
    match node:
        case Fence(left, body, right):
            return (Delimiter(left), body, Delimiter(right))
        case Script(Fence(left, body, right), sub, sup):
            return (Delimiter(left), body, Script(Delimiter(right), sub, sup))
        case _:
            return ()


def pieces_within(node: Layout, room: float, width: Callable[[Layout], float]) -> tuple[Layout, ...]:
    """The pieces of a formula, with the fences of those wider than ``room`` opened."""
    out: list[Layout] = []
    waiting = list(reversed(pieces(node)))
    while waiting:
        piece = waiting.pop()
        smaller = finer(piece) if width(piece) > room else ()
        if smaller:
            waiting.extend(reversed(smaller))
        else:
            out.append(piece)
    return tuple(out)


def tight_places(parts: tuple[Layout, ...]) -> frozenset[int]:
    """Where, in a row, factors need no space of ours: after a number and before a named operator.

    Two fractions would touch, and an upright name after either is the differential of an integral.
    """
    return frozenset(
        n
        for n, part in enumerate(parts)
        if isinstance(part, Juxtaposition) and _is_tight(parts[n - 1], parts[n + 1])
    )


def _is_tight(before: Layout, after: Layout) -> bool:
    match after:
        case Operator() | Big() | LimitsOperator():
            return True
        case Fraction():
            return isinstance(before, Number)
        case Upright():
            return False
        case _:
            return isinstance(before, Number | Fraction)
