"""What was written, as a tree: nothing is evaluated, nothing reordered, and every node knows its place.

Two trees are equal when they say the same in the same order; where they stand does not matter.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, fields
from functools import cache
from typing import Any, TypeAlias

from mlekl_symbolic.readers.latex.diagnostics import Span


@dataclass(frozen=True, slots=True)
class Node:
    """Anything that stands somewhere."""

    span: Span = field(default=(0, 0), compare=False, kw_only=True, repr=False)


@dataclass(frozen=True, slots=True)
class Number(Node):
    """A number, as its digits."""

    digits: str


@dataclass(frozen=True, slots=True)
class Infinity(Node):
    """``∞``."""


@dataclass(frozen=True, slots=True)
class Name(Node):
    r"""A symbol with everything that belongs to it.

    Attributes
    ----------
    letter
        A letter, the name of a Greek letter, or an upright word.
    style
        ``""``, ``cal``, ``bf``, ``bb``, ``scr``, ``frak``, ``vec``, ``word``, ``text``.
    marks
        Accents, labels, primes and stars, in order: ``hat``, ``_data``, ``'``, ``*``, ``^new``.
    indices
        What stands in the subscript, when it is not a label.
    upper
        What stands in brackets in the superscript: ``x^{(i)}``.
    """

    letter: str
    style: str = ""
    marks: tuple[str, ...] = ()
    indices: tuple[Expression, ...] = ()
    upper: tuple[Expression, ...] = ()


@dataclass(frozen=True, slots=True)
class Apply(Node):
    """A name applied to arguments: ``p(y, z | x; θ)`` has three groups.

    Attributes
    ----------
    function
        The name.
    groups
        The arguments, in groups.
    bars
        What stands between the groups: ``|``, ``;`` or ``‖``.
    """

    function: Name
    groups: tuple[tuple[Expression, ...], ...]
    bars: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Signed(Node):
    """One term of a sum: its sign (``""`` when it has none) and what follows."""

    sign: str
    body: Expression


@dataclass(frozen=True, slots=True)
class Terms(Node):
    """``a + b − c``, or a single term with a sign."""

    terms: tuple[Signed, ...]


@dataclass(frozen=True, slots=True)
class Joined(Node):
    """One factor of a product: what joins it to the one before (``""``, ``·``, ``×``, ``*``, ``/``)."""

    by: str
    body: Expression


@dataclass(frozen=True, slots=True)
class Factors(Node):
    """``a b / c · d``, from left to right."""

    factors: tuple[Joined, ...]


@dataclass(frozen=True, slots=True)
class Fraction(Node):
    """A fraction."""

    top: Expression
    bottom: Expression


@dataclass(frozen=True, slots=True)
class Binomial(Node):
    """A binomial coefficient."""

    top: Expression
    bottom: Expression


@dataclass(frozen=True, slots=True)
class Power(Node):
    """A power."""

    base: Expression
    exponent: Expression


@dataclass(frozen=True, slots=True)
class Root(Node):
    """A root; ``degree`` is None for a square root."""

    body: Expression
    degree: Expression | None = None


@dataclass(frozen=True, slots=True)
class Factorial(Node):
    """``n!``."""

    body: Expression


@dataclass(frozen=True, slots=True)
class Call(Node):
    r"""``\log``, ``\exp`` and so on of an operand, with the base and the power written at the name."""

    function: str
    operand: Expression
    base: Expression | None = None
    power: Expression | None = None


@dataclass(frozen=True, slots=True)
class Over(Node):
    """``x ∈ X`` or ``x ∼ p`` or only ``x`` below an operator; several variables may share a set."""

    variables: tuple[Expression, ...]
    relation: str = ""
    domain: Expression | None = None


@dataclass(frozen=True, slots=True)
class Between(Node):
    """``i = 1`` below and ``N`` above an operator."""

    variable: Expression
    low: Expression
    high: Expression


@dataclass(frozen=True, slots=True)
class Where(Node):
    """A condition below an operator, such as ``i ≠ j``."""

    condition: Chain


Limits: TypeAlias = Over | Between | Where


@dataclass(frozen=True, slots=True)
class Big(Node):
    """A sum, a product, a union or an intersection; ``limits`` is None when it has none."""

    sign: str
    limits: Limits | None
    body: Expression


@dataclass(frozen=True, slots=True)
class Integral(Node):
    """An integral with its differentials, and either ends, a domain, or neither."""

    body: Expression
    variables: tuple[Expression, ...]
    low: Expression | None = None
    high: Expression | None = None
    domain: Expression | None = None


@dataclass(frozen=True, slots=True)
class Mean(Node):
    """An expectation of a body; ``given`` is a condition after a bar inside the bracket."""

    body: Expression
    under: tuple[Expression | Over, ...] = ()
    given: tuple[Expression, ...] = ()


@dataclass(frozen=True, slots=True)
class Optimum(Node):
    """``argmax``, ``argmin``, ``max``, ``min``, ``sup``, ``inf`` over something."""

    kind: str
    over: Limits | None
    body: Expression


@dataclass(frozen=True, slots=True)
class Extreme(Node):
    """``max(a, b)`` or ``min(a, b)`` of a list."""

    kind: str
    items: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Limit(Node):
    """``lim`` or ``plim`` of a body as a variable tends somewhere."""

    kind: str
    variable: Expression
    towards: Expression
    body: Expression


@dataclass(frozen=True, slots=True)
class Derivative(Node):
    """A derivative: ``sign`` is ``∂`` or ``d``; a variable stands once for each time."""

    sign: str
    variables: tuple[Expression, ...]
    body: Expression


@dataclass(frozen=True, slots=True)
class Gradient(Node):
    """A gradient, with respect to what stands in its subscript; ``order`` says how often it is taken."""

    variables: tuple[Expression, ...]
    body: Expression
    order: str = ""


@dataclass(frozen=True, slots=True)
class Transpose(Node):
    """A transposed vector or matrix."""

    body: Expression


@dataclass(frozen=True, slots=True)
class Matrix(Node):
    """A matrix, row by row."""

    rows: tuple[tuple[Expression, ...], ...]


@dataclass(frozen=True, slots=True)
class Scripted(Node):
    """A superscript that may be a power, an index, a label or an iteration."""

    base: Expression
    script: tuple[str | Expression, ...]


@dataclass(frozen=True, slots=True)
class Evaluated(Node):
    """What stands before a bar with a condition below it, at which it is evaluated."""

    body: Expression
    at: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Absolute(Node):
    """``|a|``."""

    body: Expression


@dataclass(frozen=True, slots=True)
class Norm(Node):
    """``‖a‖``, with the subscript that names it."""

    body: Expression
    kind: Expression | None = None


@dataclass(frozen=True, slots=True)
class Indicator(Node):
    """1 when the condition holds, else 0."""

    condition: Expression


@dataclass(frozen=True, slots=True)
class Kronecker(Node):
    """``δ`` with two subscripts."""

    left: Expression
    right: Expression


@dataclass(frozen=True, slots=True)
class Listed(Node):
    r"""``\{a, b, …\}``."""

    items: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Such(Node):
    r"""``\{x : condition\}``."""

    item: Expression
    condition: Expression


@dataclass(frozen=True, slots=True)
class Tuple(Node):
    """``(a, b)``, or with square brackets the interval ``[a, b]``."""

    items: tuple[Expression, ...]
    bracket: str = "("


@dataclass(frozen=True, slots=True)
class Stretch(Node):
    """``1:n`` or ``<t`` in a subscript."""

    low: Expression | None
    sign: str
    high: Expression | None


@dataclass(frozen=True, slots=True)
class Conditional(Node):
    """``a | b`` where it is no argument list, as in a subscript."""

    left: tuple[Expression, ...]
    right: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Branch(Node):
    """One case: its value, its condition (None for otherwise) and the word between them."""

    value: Expression
    condition: Expression | None
    word: str = ""


@dataclass(frozen=True, slots=True)
class Cases(Node):
    """A definition by cases."""

    branches: tuple[Branch, ...]


@dataclass(frozen=True, slots=True)
class Constant(Node):
    """A term that is only called constant."""

    word: str


@dataclass(frozen=True, slots=True)
class Dots(Node):
    """Dots in a list."""


@dataclass(frozen=True, slots=True)
class Slot(Node):
    """The dot that stands for an argument left open."""


@dataclass(frozen=True, slots=True)
class Link(Node):
    """One step of a chain: the relation, what stands above it, and the side after it."""

    relation: str
    side: Expression
    note: str = ""


@dataclass(frozen=True, slots=True)
class Chain(Node):
    """``a = b ≤ c``; ``first`` is None when the row before, or the display before, is continued."""

    first: Expression | None
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Implication(Node):
    """Statements joined by arrows."""

    parts: tuple[Expression, ...]
    arrows: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Unreadable(Node):
    """A side that was refused; the code says why, its diagnostic stands with the reading."""

    code: str


Expression: TypeAlias = (
    Number | Infinity | Name | Apply | Terms | Factors | Fraction | Binomial | Power | Root | Factorial | Call
    | Big | Integral | Mean | Optimum | Extreme | Limit | Derivative | Gradient | Absolute | Norm | Indicator
    | Kronecker | Listed | Such | Tuple | Stretch | Conditional | Cases | Constant | Dots | Slot | Chain
    | Implication | Unreadable | Transpose | Matrix | Scripted | Evaluated
)  # fmt: skip


def parts(node: Node) -> Iterator[Node]:
    """The nodes directly inside a node, in the order in which they stand."""
    kind: Any = type(node)
    for name in _inside(kind):
        yield from _nodes(getattr(node, name))


@cache
def _inside(kind: Any) -> tuple[str, ...]:
    """The attributes in which nodes can stand."""
    return tuple(entry.name for entry in fields(kind) if entry.name != "span")


def _nodes(value: object) -> Iterator[Node]:
    if isinstance(value, Node):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from _nodes(item)


def walk(node: Node) -> Iterator[Node]:
    """The node and everything inside it, outside first."""
    waiting = [node]
    while waiting:
        here = waiting.pop()
        yield here
        waiting.extend(reversed(list(parts(here))))


def letters(node: Node) -> frozenset[str]:
    """The letters of all names in a node."""
    return frozenset(n.letter for n in walk(node) if isinstance(n, Name))
