"""Checking a proof: each line is derived anew from the ones before it."""

from __future__ import annotations

from collections.abc import Sequence

from mlekl_symbolic.kernel.lines import CheckError, Line, Sequent
from mlekl_symbolic.kernel.logic import INFERENCES
from mlekl_symbolic.kernel.terms import SortError
from mlekl_symbolic.kernel.theory import Theory


def derive(line: Line, done: Sequence[Sequent], theory: Theory) -> Sequent:
    """The sequent that ``line`` proves, given the sequents of the lines before it.

    Raises
    ------
    CheckError
        When the line does not follow.
    """
    rule = INFERENCES.get(line.rule)
    if rule is None:
        raise CheckError(f"there is no inference rule {line.rule!r}")
    for i in line.uses:
        if not 0 <= i < len(done):
            raise CheckError("it uses a line that is not before it")
    if any(t.level for t in line.terms) or any(t.level for _, t in line.instance):
        raise CheckError("a term has a loose bound variable")
    if len({v for v, _ in line.instance}) != len(line.instance):
        raise CheckError("a variable is given twice")
    try:
        return rule(line, [done[i] for i in line.uses], theory)
    except (SortError, ValueError, RecursionError) as error:
        raise CheckError(str(error)) from None


class Script:
    """A growing proof: every line is checked the moment it is added."""

    __slots__ = ("theory", "lines", "sequents")

    def __init__(self, theory: Theory) -> None:
        self.theory = theory
        self.lines: list[Line] = []
        self.sequents: list[Sequent] = []

    def add(self, line: Line) -> int:
        """Append ``line`` and return its number.

        Raises
        ------
        CheckError
            When the line does not follow; nothing is appended then.
        """
        self.sequents.append(derive(line, self.sequents, self.theory))
        self.lines.append(line)
        return len(self.lines) - 1

    def include(self, other: Script) -> int:
        """Append a script whose lines have been checked, and return the number of its first line.

        Raises
        ------
        CheckError
            When it starts from an axiom or a definition that is not one of this script's theory.
        """
        mine, theirs = self.theory, other.theory
        for name, a in theirs.axioms.items():
            if mine.axioms.get(name) != a:
                raise CheckError(f"{name} is an axiom there and not here")
        for name, d in theirs.definitions.items():
            if mine.definitions.get(name) != d:
                raise CheckError(f"{name} is defined there and not here")
        first = len(self.lines)
        for line in other.lines:
            uses = tuple([first + u for u in line.uses])
            self.lines.append(line._replace(uses=uses) if uses else line)
        self.sequents += other.sequents
        return first


def check(lines: Sequence[Line], theory: Theory) -> list[Sequent]:
    """Replay a whole proof from nothing and return what each line proves.

    Raises
    ------
    CheckError
        At the first line that does not follow, with its number.
    """
    script = Script(theory)
    for n, line in enumerate(lines):
        try:
            script.add(line)
        except CheckError as error:
            raise CheckError(f"line {n} ({line.rule} {line.name}".rstrip() + f"): {error}") from None
    return script.sequents
