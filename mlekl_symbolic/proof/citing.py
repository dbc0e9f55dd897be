"""What a derivation will probably cite, told from its function without running it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from types import CodeType

from mlekl_symbolic.proof.derivation import Derivation
from mlekl_symbolic.proof.library import library

_WORD = re.compile(r"\w+")


def led_to(derivation: Derivation) -> frozenset[str]:
    """The names of a derivation and of what it and those it cites mention; a guess, for dividing work."""
    found: set[str] = set()
    waiting = [derivation]
    while waiting:
        here = waiting.pop()
        if here.name not in found:
            found.add(here.name)
            waiting.extend(library().find(name) for name in _mentioned(here))
    return frozenset(found)


@cache
def _mentioned(derivation: Derivation) -> frozenset[str]:
    """The standard derivations whose names are among the constants of a function, or in values it uses."""
    values = getattr(derivation.author, "__globals__", {})
    told: list[object] = []
    for code in _codes(getattr(derivation.author, "__code__", None)):
        used = (values.get(name) for name in code.co_names)
        told += code.co_consts
        told += used
    words = {word for value in told if isinstance(value, str | tuple) for word in _WORD.findall(repr(value))}
    return frozenset(words.intersection(library()) - {derivation.name})


def _codes(code: object) -> Iterator[CodeType]:
    if isinstance(code, CodeType):
        yield code
        for part in code.co_consts:
            yield from _codes(part)
