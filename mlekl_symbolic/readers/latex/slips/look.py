"""The slips of the lines of one document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from mlekl_symbolic.readers.latex import surface as s
from mlekl_symbolic.readers.latex.diagnostics import Diagnostic, Span
from mlekl_symbolic.readers.latex.elaborate.usage import is_functional
from mlekl_symbolic.readers.latex.reading import Line, Reading
from mlekl_symbolic.readers.latex.show import shown
from mlekl_symbolic.readers.latex.slips.forms import from_zero, in_form
from mlekl_symbolic.readers.latex.trials.names import head
from mlekl_symbolic.readers.latex.trials.trial import Said, Trials

_EQUALITIES = frozenset("=≔≡")


@dataclass(frozen=True, slots=True)
class Slips:
    """What the lines of a document are compared with.

    Attributes
    ----------
    trials
        What lines are tried with in small worlds.
    stated
        What earlier lines say that lone names are.
    quantities
        Where quantities stand that an arrow treats as statements.
    source
        The text.
    """

    trials: Trials
    stated: Sequence[Said]
    quantities: frozenset[Span]
    source: str

    def of(self, line: Line, said: Said | None) -> Iterator[Diagnostic]:
        """The slips of a line, which is as ``said`` when it can be read in some way."""
        found = list(self._found(line, said))
        yield from (Diagnostic(code, text, line.span) for code, text in found)

    def _found(self, line: Line, said: Said | None) -> Iterator[tuple[str, str]]:
        if line.span in self.quantities:
            yield "W407", "an arrow leads from or to this quantity, which is no statement"
        if count := from_zero(self.source[slice(*line.span)]):
            yield "W405", count
        if said is not None and not isinstance(said.left, s.Unreadable | s.Chain):
            yield from in_form(self._unfolded(said))
            yield from self._twice(said)

    def _unfolded(self, said: Said) -> Said:
        """A line with a lone name on its left side replaced by what the document has defined it as."""
        if not isinstance(said.left, s.Name):
            return said
        found = self.trials.definitions.get(head(said.left))
        if found is None or found.parameters or said.span in self.trials.defining:
            return said
        return replace(said, left=found.body)

    def _twice(self, said: Said) -> Iterator[tuple[str, str]]:
        """Another value of a name that has one already, or its value under another name."""
        if said.relation not in _EQUALITIES or not isinstance(said.left, s.Name | s.Apply):
            return
        if is_functional(said.left if isinstance(said.left, s.Name) else said.left.function):
            return
        for before in self.stated:
            if before.span >= said.span:
                return
            if before.left == said.left:
                made = replace(said, left=before.right)
                if isinstance(before.right, s.Optimum) or isinstance(said.right, s.Optimum):
                    continue
                found = self.trials.found(made)
                if found is not None and found.refutes:
                    name, value = shown(said.left), shown(before.right)
                    yield (
                        "W408",
                        f"{name} is {value} in a line above, which is another number: {found.witness}",
                    )
                    return
            elif before.right == said.right and isinstance(said.right, s.Fraction | s.Big):
                yield "W409", f"{shown(before.left)} has the same right side in a line above"
                return


def slips(lines: Sequence[Said], trials: Trials, readings: Sequence[Reading], source: str) -> Slips:
    """What the lines of a document are compared with."""
    stated = [x for x in lines if x.relation in _EQUALITIES and isinstance(x.left, s.Name | s.Apply)]
    found = {part.span for reading in readings for part in _quantities(reading)}
    return Slips(trials, stated, frozenset(found), source)


def _quantities(reading: Reading) -> Iterator[s.Expression]:
    for statement in reading.statements:
        for claim in statement.claims:
            if isinstance(claim.tree, s.Implication):
                yield from (p for p in claim.tree.parts if isinstance(p, _QUANTITIES))


_QUANTITIES = (s.Terms, s.Factors, s.Fraction, s.Mean, s.Call, s.Big, s.Integral)
