"""Brackets without a partner, which authors overlook: they are left out, or closed.

What comes of it is only used to show that a line holds as its author must have meant it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from mlekl_symbolic.readers.latex.tokens import Token

_ROUND = ("(", "[")


def balanced(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """Tokens in which every round or square bracket has a partner within the braces around it."""
    out: list[Token] = []
    waiting: list[Token] = []
    for token in tokens:
        if token.kind == "open":
            waiting.append(token)
        elif token.kind == "close":
            while waiting and waiting[-1].text != token.text and _is_left_open(waiting, token):
                out.append(replace(token, text=waiting.pop().text))
            if waiting and waiting[-1].text == token.text:
                waiting.pop()
            elif token.text in _ROUND:
                continue
        out.append(token)
    return tuple(out)


def _is_left_open(waiting: Sequence[Token], token: Token) -> bool:
    """Whether the last bracket is never closed: the one that closes belongs to one further out."""
    return waiting[-1].text in _ROUND and any(w.text == token.text for w in waiting)
