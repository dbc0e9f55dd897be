"""What a page is made of, without regard to any format; every document printer is total over it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TypeAlias

from mlekl_symbolic.proof.records import Judgement
from mlekl_symbolic.writers.layout import Layout


class Mark(Enum):
    """What is known about a line, as it stands beside it."""

    CHECKED = "✓"
    GAP = "gap"
    UNPROVED = "?"
    REFUTED = "✗"


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula in running text."""

    node: Layout


@dataclass(frozen=True, slots=True)
class StepLink:
    """The label of a step, linked to it."""

    label: str


@dataclass(frozen=True, slots=True)
class Code:
    """A name from the program, such as that of a rule."""

    name: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """A mark in running text."""

    mark: Mark


@dataclass(frozen=True, slots=True)
class Judged:
    """What is said of a claim, in running text."""

    judgement: Judgement


Inline: TypeAlias = str | Formula | StepLink | Code | Verdict | Judged
Prose: TypeAlias = tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text."""

    prose: Prose


@dataclass(frozen=True, slots=True)
class Heading:
    """The title of a part of the page."""

    words: str


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of a list, with a label of its own."""

    label: str
    prose: Prose


@dataclass(frozen=True, slots=True)
class Items:
    """A list of labelled entries."""

    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Definitions:
    """Equations under one another, each cut at its sign, after some words."""

    prose: Prose
    equations: tuple[tuple[Layout, Layout], ...]


@dataclass(frozen=True, slots=True)
class Claim:
    """The theorem: a title, words before the formulas, the formulas on lines of their own, and its mark."""

    kind: str
    prose: Prose
    nodes: tuple[Layout, ...]
    mark: Mark


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a chain.

    Attributes
    ----------
    label
        The step's number, or F and a number for a line shown to be false; the same in every format.
    sign
        The relation to what stands before it.
    right
        The right side.
    reason
        Why it follows.
    notes
        What is to be said below a line that is not proved.
    """

    label: str
    sign: str
    right: Layout
    reason: Prose
    mark: Mark
    notes: tuple[Prose, ...] = ()


@dataclass(frozen=True, slots=True)
class Calculation:
    """A chain: words, the start, and its lines.

    Attributes
    ----------
    start
        None when the only line is a statement shown as a whole, which has no sign either.
    """

    words: Prose
    start: Layout | None
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Proof:
    """The chains and remarks; ``complete`` ones end in a box."""

    title: str
    blocks: tuple[Paragraph | Calculation, ...]
    complete: Mark


@dataclass(frozen=True, slots=True)
class Table:
    """A table.

    Attributes
    ----------
    columns
        A letter for each column: ``l``, ``c`` or ``r`` for where its cells stand, ``L`` for a column
        of sentences and ``W`` for one of longer sentences, which share the width that the others leave.
    """

    header: tuple[str, ...]
    rows: tuple[tuple[Prose, ...], ...]
    columns: str


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A claim of another text.

    Attributes
    ----------
    label
        Its code, which a `StepLink` can lead to.
    written
        The formula as the text writes it; None when there is none.
    prose
        Why the judgement is what it is.
    findings
        The theorems that settle it and the false lines they show.
    """

    label: str
    judgement: Judgement
    says: Prose
    written: Layout | None
    prose: Prose
    findings: tuple[Claim | Calculation, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture; formats that cannot hold one say what it shows.

    Attributes
    ----------
    title
        The words below it.
    alt
        What a reader who cannot see it should know.
    svg
        The drawing, as one ``<svg>`` element without scripts or links.
    """

    title: str
    alt: str
    svg: str


@dataclass(frozen=True, slots=True)
class SmallPrint:
    """Running text in a smaller size at the end of the page."""

    prose: Prose


Part: TypeAlias = (
    Paragraph
    | Heading
    | Items
    | Definitions
    | Claim
    | Calculation
    | Proof
    | Table
    | Reviewed
    | Figure
    | SmallPrint
)


@dataclass(frozen=True, slots=True)
class Document:
    """A page.

    Attributes
    ----------
    title
        The title.
    banner
        The verdict on the whole, for the line below the title.
    mark
        The same as a mark.
    """

    title: str
    banner: str
    mark: Mark
    parts: tuple[Part, ...]
