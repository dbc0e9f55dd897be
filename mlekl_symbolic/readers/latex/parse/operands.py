r"""Parsers that decide how far an operand without brackets reaches, each always in the same way.

``\log f(x) \, g(x)`` is the logarithm of a product, or a product with a logarithm; before a gradient the
product may be what is differentiated. Which of these an author means shows in the lines around only.
"""

from __future__ import annotations

from mlekl_symbolic.readers.latex import surface as s
from mlekl_symbolic.readers.latex.diagnostics import ReadError
from mlekl_symbolic.readers.latex.parse.cursor import shown
from mlekl_symbolic.readers.latex.parse.lenient import Lenient


class Short(Lenient):
    """The operand of a function is one factor."""

    def ends_operand(self, name: str, last: s.Expression) -> bool:
        """Whether what comes next does not belong to an operand without brackets."""
        try:
            return super().ends_operand(name, last)
        except ReadError:
            token = self.peek()
            self.notice("N102", f"the operand of {name} is read as ending before {shown(token)}", token.span)
            return True


class Long(Lenient):
    """The operand of a function goes on to the end of the product."""

    def ends_operand(self, name: str, last: s.Expression) -> bool:
        """Whether what comes next does not belong to an operand without brackets."""
        try:
            return super().ends_operand(name, last)
        except ReadError:
            token = self.peek()
            self.notice("N102", f"the operand of {name} is read as going on to {shown(token)}", token.span)
            return False


class Inner(Short):
    """A gradient acts on one factor only, and so does a function."""

    def operated(self, what: str) -> s.Expression:
        """The operand of a gradient or a derivative: the next factor."""
        if self.stops():
            self.fail("E205", f"{what} has nothing to act on")
        begin = self.at
        self.gradients += 1
        body = self.factor()
        self.gradients -= 1
        if not self.stops():
            self.notice("N108", f"{what} is read as acting on the next factor only", self.since(begin))
        return body


WAYS: tuple[type[Lenient], ...] = (Short, Long, Inner)
"""The ways in which operands can reach, each a parser that always takes it."""
