"""The tests that `mlekl_symbolic.pytest_plugin` makes of a file of derivations."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from mlekl_symbolic.proof import run
from mlekl_symbolic.proof.derivation import Derivation
from mlekl_symbolic.proof.errors import DerivationError
from mlekl_symbolic.proof.library import load_file
from mlekl_symbolic.proof.outcome import Proved, Refuted
from mlekl_symbolic.proof.records import Location, Step, Theorem
from mlekl_symbolic.proof.verdict import PROVED, step_labels, word
from mlekl_symbolic.writers.report import failure, missed_refutation, statement_failure


class NotProved(Exception):
    """A line of a derivation does not stand; the text is what a terminal would say."""


class DerivationFile(pytest.File):
    """A file of derivations."""

    def collect(self) -> Iterator[DerivationCollector]:
        """The derivations of the file."""
        try:
            found = load_file(self.path)
        except DerivationError as error:
            raise self.CollectError(str(error)) from None
        for d in found:
            yield DerivationCollector.from_parent(self, name=d.name, derivation=d)


class DerivationCollector(pytest.Collector):
    """One derivation, run when its steps are collected."""

    def __init__(self, *, derivation: Derivation, **rest: Any) -> None:
        super().__init__(**rest)
        self.derivation = derivation

    def collect(self) -> Iterator[LineItem]:
        """The steps, the lines the author shows to be false, and the statement."""
        try:
            theorem = run(self.derivation)
        except DerivationError as error:
            raise self.CollectError(str(error)) from None
        for label, step in step_labels(theorem).items():
            yield StepItem.from_parent(self, name=label, step=step)
        for n, step in enumerate(theorem.refutations, 1):
            yield FalseItem.from_parent(self, name=f"false.{n}", step=step)
        yield StatementItem.from_parent(self, name="statement", theorem=theorem)


class LineItem(pytest.Item):
    """One line of a derivation as a test."""

    where: Location

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        """What a terminal would say about the line, without a Python traceback."""
        if isinstance(excinfo.value, NotProved):
            return str(excinfo.value)
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, int, str]:
        """The author's file, the line counted from 0, and the line's name."""
        owner = self.parent.name if self.parent else ""
        return self.path, self.where.line - 1, f"{owner} {self.name}"


class StepItem(LineItem):
    """A step that must be proved."""

    def __init__(self, *, step: Step, **rest: Any) -> None:
        super().__init__(**rest)
        self.step = step
        self.where = step.location

    def runtest(self) -> None:
        """Fail unless the kernel has checked the step."""
        if not isinstance(self.step.outcome, Proved):
            raise NotProved(failure(self.step))


class FalseItem(StepItem):
    """A line that must be refuted."""

    def runtest(self) -> None:
        """Fail unless there is a counterexample."""
        if not isinstance(self.step.outcome, Refuted):
            raise NotProved(missed_refutation(self.step))


class StatementItem(LineItem):
    """The statement of a derivation, which must be proved."""

    def __init__(self, *, theorem: Theorem, **rest: Any) -> None:
        super().__init__(**rest)
        self.theorem = theorem
        self.where = theorem.location

    def runtest(self) -> None:
        """Fail unless the kernel has checked the whole proof."""
        if word(self.theorem.outcome) != PROVED:
            raise NotProved(statement_failure(self.theorem))
