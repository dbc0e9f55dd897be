r"""Bars with a condition below them, as in ``f(x)|_{x = 0}`` and ``\left. f(x) \right|_{x = 0}``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from mlekl_symbolic.readers.latex.tokens import LEFT_OPEN, Token

AT = "at"
"""The kind of the bar behind what is evaluated."""
DELIMITED = "delimited"
r"""The note at the brace that stands where ``\left.`` was."""


def with_evaluations(tokens: Sequence[Token]) -> tuple[Token, ...]:
    r"""Tokens in which bars behind what is evaluated are of a kind of their own.

    What stands between ``\left.`` and its bar is put into braces; otherwise nothing says where it begins.
    """
    out: list[Token] = []
    opened: list[int] = []
    odd = [False]
    for place, token in enumerate(tokens):
        is_bar = token.text == "|" and _has_condition(tokens, place + 1)
        lone = token.kind == "close" and token.text == "|" and not _is_open(out, "|")
        if is_bar and (lone or (token.kind == "bar" and not odd[-1])):
            begin = next((n for n in range(len(out) - 1, -1, -1) if out[n].note == LEFT_OPEN), None)
            if token.kind == "close" and begin is not None:
                first = out[begin]
                out[begin] = replace(first, note="")
                out.insert(begin, Token("open", "{", first.start, first.start, note=DELIMITED))
                out.append(Token("close", "{", token.start, token.start))
            out.append(replace(token, kind=AT))
            continue
        if token.kind in ("open", "begin"):
            opened.append(len(out))
            odd.append(False)
        elif token.kind in ("close", "end") and opened:
            opened.pop()
            odd.pop()
        elif token.kind == "bar" and token.text == "|":
            odd[-1] = not odd[-1]
        elif token.kind == "relation":
            odd[-1] = False
        out.append(token)
    return tuple(out)


def _has_condition(tokens: Sequence[Token], place: int) -> bool:
    """Whether a subscript in braces follows in which an equation stands."""
    ahead = tokens[place : place + 2]
    if [t.kind for t in ahead] != ["sub", "open"] or ahead[1].text != "{":
        return False
    depth = 0
    for token in tokens[place + 1 :]:
        depth += (token.kind == "open") - (token.kind == "close")
        if depth == 0:
            return False
        if depth == 1 and token.kind == "relation":
            return token.text == "="
    return False


def _is_open(tokens: Sequence[Token], sign: str) -> bool:
    """Whether the innermost bracket that is open after some tokens is of a kind."""
    waiting: list[str] = []
    for token in tokens:
        if token.kind == "open":
            waiting.append(token.text)
        elif token.kind == "close" and waiting:
            waiting.pop()
    return bool(waiting) and waiting[-1] == sign
