"""Reading one display."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from mlekl_symbolic.readers.latex.diagnostics import ReadError
from mlekl_symbolic.readers.latex.macros import Macros, no_macros
from mlekl_symbolic.readers.latex.parse.evaluations import with_evaluations
from mlekl_symbolic.readers.latex.parse.lenient import Lenient, without_noise
from mlekl_symbolic.readers.latex.parse.repair import balanced
from mlekl_symbolic.readers.latex.parse.statements import Statements, statement
from mlekl_symbolic.readers.latex.reading import Reading
from mlekl_symbolic.readers.latex.roles import Roles
from mlekl_symbolic.readers.latex.rows import blocks
from mlekl_symbolic.readers.latex.tokens import Token, Tokens, tokenize

NO_ROLES = Roles()
MOST_TOKENS = 4_000
"""Tokens of the longest formula that is read."""


def read(
    text: str,
    roles: Roles = NO_ROLES,
    macros: Macros | None = None,
    start: int = 0,
    stop: int | None = None,
) -> Reading:
    """The display ``text[start:stop]``, without the marks that delimit it.

    Whatever is wrong with it is in the result: nothing is raised.

    Parameters
    ----------
    text
        LaTeX, or a document that holds it.
    roles
        Which names are functions and which are numbers.
    macros
        The macros of the document.
    start, stop
        Where in the text the display stands; all positions count from the beginning of the text.
    """
    span = start, len(text) if stop is None else stop
    try:
        tokens = tokenize(text, no_macros() if macros is None else macros, *span)
        return read_tokens(tokens, span, roles)
    except ReadError as error:
        return Reading((), span, error.diagnostic)


def guess(
    text: str, roles: Roles, macros: Macros, start: int, stop: int, parser_of: type[Lenient] = Lenient
) -> Reading:
    """A display that `read` refuses, read without deciding what is doubtful in it.

    What may be a power or an index stays a script, transposes stay transposes. Such a reading is good only
    for showing that a line holds whatever these stand for.

    Parameters
    ----------
    text, roles, macros, start, stop
        As for `read`.
    parser_of
        What reads the formula; one of `WAYS` decides how far operands reach, which others leave open.
    """
    try:
        tokens = tokenize(text, macros, start, stop)
        plain = replace(tokens, all=without_noise(balanced(with_evaluations(tokens.all))))
        return read_tokens(plain, (start, stop), roles, parser_of)
    except ReadError as error:
        return Reading((), (start, stop), error.diagnostic)


def read_tokens(
    tokens: Tokens, span: tuple[int, int], roles: Roles = NO_ROLES, parser_of: type[Statements] = Statements
) -> Reading:
    """The display that some tokens make.

    Raises
    ------
    ReadError
        When environments do not match, there is nothing, or there is too much.
    """
    if len(tokens.all) > MOST_TOKENS:
        raise ReadError("E217", f"the formula has more than {MOST_TOKENS} tokens", span)
    found = blocks(tokens.all)
    if not found:
        raise ReadError("E221", "the formula is empty", span)
    roles = replace(roles, bound=roles.bound | _bound(tokens.all))
    read_ones = [statement(b, roles, parser_of) for b in found]
    if tokens.notices:
        first = read_ones[0]
        read_ones[0] = replace(first, diagnostics=(*tokens.notices, *first.diagnostics))
    return Reading(tuple(read_ones), span)


def _bound(tokens: Sequence[Token]) -> frozenset[str]:
    """The letters directly below sums and products."""
    out = set()
    for place, token in enumerate(tokens):
        if token.kind == "big" and place + 2 < len(tokens) and tokens[place + 1].kind == "sub":
            braced = tokens[place + 2].kind == "open" and place + 3 < len(tokens)
            below = tokens[place + 3] if braced else tokens[place + 2]
            if below.kind == "letter":
                out.add(below.text)
    return frozenset(out)
