"""What a theorem says, with its quantifiers in words and its conjuncts on lines of their own."""

from __future__ import annotations

from mlekl_symbolic.language import Statement, relations
from mlekl_symbolic.proof.records import Origin, Theorem
from mlekl_symbolic.writers.builder import layout
from mlekl_symbolic.writers.layout import Layout, Text, row
from mlekl_symbolic.writers.page import Claim, Mark, Prose
from mlekl_symbolic.writers.prose import begun, enumerated, labels, said, spaced


def claim(theorem: Theorem, mark: Mark) -> Claim:
    """The block with the statement, which names the hypotheses it rests on by their labels."""
    named = labels([g.label for g in theorem.hypotheses if g.origin is not Origin.SETTING])
    kind = "Theorem" if mark is Mark.CHECKED else "Claim"
    under: Prose = ("under ", *enumerated(named), ",") if named else ()
    every, formulas = stated(theorem)
    return Claim(kind, begun(spaced((under, every))), formulas, mark)


def stated(theorem: Theorem) -> tuple[Prose, tuple[Layout, ...]]:
    """For which elements the statement holds, in words, and its formulas."""
    fixed = {m.args[0] for m in theorem.fixed}
    statement, members = theorem.statement, []
    while isinstance(statement, relations.ForAll) and statement.variable in fixed:
        members.append(said(relations.Member(statement.variable, statement.domain)))
        statement = statement.body
    every: Prose = ("for every ", *enumerated(members), ",") if members else ()
    return every, _conjuncts(statement)


def _conjuncts(statement: Statement) -> tuple[Layout, ...]:
    """A statement, or the parts of a conjunction with ``and`` after all but the last."""
    parts = _flat(statement)
    return (*(row(layout(p), Text("and")) for p in parts[:-1]), layout(parts[-1]))


def _flat(statement: Statement) -> tuple[Statement, ...]:
    if isinstance(statement, relations.And):
        return tuple(p for part in statement.args for p in _flat(part))
    return (statement,)
