"""What became of a formula: its statements and lines, each read, read with notices, or refused."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from mlekl_symbolic.readers.latex import surface as s
from mlekl_symbolic.readers.latex.diagnostics import Diagnostic, Span
from mlekl_symbolic.readers.latex.rows import Remark

EQUATIONS = ("=", "≔", "≡")
"""The signs with which lines and definitions say that two things are equal."""


class Status(Enum):
    """How a line ended."""

    READ = "read"
    NOTICED = "read with notices"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Claim:
    """One formula of a statement, and whether it is a condition on the others.

    Attributes
    ----------
    tree
        A chain, an implication or a single side.
    is_condition
        Whether words such as *where*, *if* or *for all* introduce it.
    """

    tree: s.Expression | s.Between
    is_condition: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One step of a chain: two sides and their relation; a single side has no relation.

    Attributes
    ----------
    left
        The side before; None when the statement before is continued.
    relation
        The relation, or nothing.
    right
        The side after.
    note
        What stands above the relation.
    span
        Where the step stands.
    diagnostics
        Notices and refusals that belong to it.
    """

    left: s.Expression | None
    relation: str
    right: s.Expression
    note: str
    span: Span
    diagnostics: tuple[Diagnostic, ...]

    @property
    def status(self) -> Status:
        """How it ended."""
        if any(d.is_refusal for d in self.diagnostics) or isinstance(self.right, s.Unreadable):
            return Status.REFUSED
        if isinstance(self.left, s.Unreadable):
            return Status.REFUSED
        return Status.NOTICED if self.diagnostics else Status.READ


@dataclass(frozen=True, slots=True)
class Statement:
    """Formulas that stand together in one or more rows.

    Attributes
    ----------
    claims
        The formulas, in order.
    remarks
        The words beside them.
    tags
        The tags of the rows.
    span
        Where the statement stands.
    diagnostics
        Notices and refusals.
    """

    claims: tuple[Claim, ...]
    remarks: tuple[Remark, ...]
    tags: tuple[str, ...]
    span: Span
    diagnostics: tuple[Diagnostic, ...]

    def lines(self) -> Iterator[Line]:
        """The steps, in order."""
        for claim in self.claims:
            if claim.is_condition or isinstance(claim.tree, s.Between):
                continue
            yield from self._lines(claim.tree)
        if not self.claims:
            bad = s.Unreadable(self.diagnostics[0].code if self.diagnostics else "E221", span=self.span)
            yield Line(None, "", bad, "", self.span, self.diagnostics)

    def _lines(self, tree: s.Expression) -> Iterator[Line]:
        match tree:
            case s.Chain(first, links):
                before = first
                for link in links:
                    start = link.span[0] if before is None else before.span[0]
                    span = (start, link.side.span[1])
                    yield Line(before, link.relation, link.side, link.note, span, self._within(span))
                    before = link.side
            case s.Implication(parts):
                for part in parts:
                    if not (isinstance(part, s.Chain) and not part.links):
                        yield from self._lines(part)
            case _:
                yield Line(None, "", tree, "", tree.span, self._within(tree.span))

    def _within(self, span: Span) -> tuple[Diagnostic, ...]:
        return tuple(d for d in self.diagnostics if span[0] <= d.span[0] <= span[1])


@dataclass(frozen=True, slots=True)
class Reading:
    """A display that was read.

    Attributes
    ----------
    statements
        What it says.
    span
        Where it stands.
    refusal
        Why nothing of it could be read, or None.
    """

    statements: tuple[Statement, ...]
    span: Span
    refusal: Diagnostic | None = None

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """All notices and refusals."""
        whole = () if self.refusal is None else (self.refusal,)
        return (*whole, *(d for st in self.statements for d in st.diagnostics))

    @property
    def refusals(self) -> tuple[Diagnostic, ...]:
        """All refusals."""
        return tuple(d for d in self.diagnostics if d.is_refusal)

    @property
    def notices(self) -> tuple[Diagnostic, ...]:
        """All notices."""
        return tuple(d for d in self.diagnostics if not d.is_refusal)

    @property
    def status(self) -> Status:
        """How the whole display ended."""
        if self.refusals:
            return Status.REFUSED
        return Status.NOTICED if self.notices else Status.READ

    def lines(self) -> Iterator[Line]:
        """The steps of all statements."""
        for statement in self.statements:
            yield from statement.lines()
        if self.refusal is not None:
            bad = s.Unreadable(self.refusal.code, span=self.span)
            yield Line(None, "", bad, "", self.span, (self.refusal,))
