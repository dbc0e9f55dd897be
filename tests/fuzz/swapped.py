"""Bugs planted in functions that are loaded: their code is exchanged for a copy with a few words changed."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from textwrap import dedent
from types import FunctionType
from typing import Any


@dataclass(frozen=True, slots=True)
class Bug:
    """A bug in one function.

    Attributes
    ----------
    module, name
        Where the function is: ``Class.method`` for a method.
    old, new
        Words of its source, and what they become.
    """

    module: str
    name: str
    old: str
    new: str


def _function(bug: Bug) -> FunctionType:
    found: Any = import_module(f"mlekl_symbolic.{bug.module}")
    for part in bug.name.split("."):
        found = getattr(found, part)
    made: FunctionType = inspect.unwrap(found)
    return made


@contextmanager
def planted(bug: Bug) -> Iterator[None]:
    """Have the bug inside the ``with`` block.

    Raises
    ------
    LookupError
        When the function does not have the words that are to be changed.
    """
    function = _function(bug)
    source = dedent(inspect.getsource(function))
    if source.count(bug.old) != 1:
        raise LookupError(f"the source has changed: {bug.name} does not have {bug.old!r} once")
    tree = ast.parse(source.replace(bug.old, bug.new))
    head = tree.body[0]
    assert isinstance(head, ast.FunctionDef)
    head.decorator_list = []
    tree.body.insert(0, ast.parse("from __future__ import annotations").body[0])
    names: dict[str, Any] = {}
    exec(compile(tree, f"<{bug.name} with a bug>", "exec"), dict(function.__globals__), names)
    before, function.__code__ = function.__code__, names[head.name].__code__
    try:
        yield
    finally:
        function.__code__ = before


LATEX = {
    "the sign of the first term is lost": Bug(
        "readers.latex.elaborate.terms",
        "Terms._terms",
        'Negative(body) if term.sign == "-" else body',
        "body",
    ),
    "a division after a division multiplies": Bug(
        "readers.latex.elaborate.terms", "Terms._factors", '(Divide if factor.by == "/" else Times)', "Times"
    ),
    "a sum begins at zero": Bug(
        "readers.latex.elaborate.terms", "Terms._big", "(self.expression(low, bound), ", "(number(0), "
    ),
    "a logarithm takes the square": Bug(
        "readers.latex.elaborate.terms",
        "Terms._call",
        "Log(operand) if",
        "Log(Times(operand, operand)) if",
    ),
    "a sum takes the terms that follow it": Bug(
        "readers.latex.parse.operators",
        "Operators._signed_term",
        "body = self.term()",
        "body = self.expression()",
    ),
    "assumptions are not reported": Bug(
        "readers.latex.check",
        "_judged",
        "Verdict.ASSUMING if used else Verdict.PROVED, used,",
        "Verdict.PROVED, (),",
    ),
}
"""Bugs with which something false is called proved, or something true refuted."""

LATEX_CRASHES = {
    "a brace that is never closed": Bug(
        "readers.latex.raw", "partners", "if waiting:", "if waiting and False:"
    ),
    "a brace that closes nothing": Bug(
        "readers.latex.raw", "partners", "if not waiting:", "if not waiting and False:"
    ),
}
"""Bugs with which the reader raises what it must not."""

CERTIFICATES = {
    "hypotheses that are not listed": Bug(
        "kernel.certificate", "verify", "sequent.hypotheses - {h for _, h in certificate.hypotheses}", "False"
    ),
    "axioms of its own": Bug("kernel.__main__", "foreign", "known.get(a.name) != a", "a.name not in known"),
    "definitions of its own": Bug("kernel.__main__", "foreign", "d.name in taken and", "False and"),
}
"""Bugs with which a certificate proves something false."""

CERTIFICATE_CRASHES = {
    "deep records": Bug(
        "kernel.certificate", "_parsed", "except (ValueError, RecursionError)", "except ValueError"
    ),
    "line numbers of any kind": Bug(
        "kernel.certificate", "_integers", "type(v) is not int or v < 0", "v is None"
    ),
    "division by zero": Bug("kernel.certificate", "_read_records", "ZeroDivisionError, ", ""),
}
"""Bugs with which reading a certificate raises what it must not."""

ARGUMENTS = {
    "bad input is not caught": Bug("cli.app", "invoke", "(BadInput, CheckError, ", "(CheckError, "),
    "an author's file may end the program": Bug(
        "proof.library", "_execute", "(Exception, SystemExit)", "Exception"
    ),
    "a name that is too long": Bug("cli.checking", "_meant", "isdir(target)", "Path(target).is_dir()"),
    "a PDF that is none": Bug(
        "cli.attachments", "certificate_in", "(PyPdfError, ValueError, KeyError, TypeError,", "(KeyError,"
    ),
    "an exit code that is not documented": Bug("kernel.__main__", "_replayed", "return FAILED", "return 7"),
    "an endless file": Bug("kernel.__main__", "replay", "MAX_BYTES + 1", "2**34"),
}
"""Bugs with which a command ends in a way that is not documented."""
