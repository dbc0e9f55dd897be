"""Words as they are printed: apostrophes, dashes, minus signs, and spaces at which no line ends."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from itertools import zip_longest
from types import NoneType

from mlekl_symbolic.writers.page import Formula, Inline, Prose, StepLink

FIRM = "\N{NO-BREAK SPACE}"
_MINUS = (
    (re.compile(r"(?<![^\s(\[])-(?=∞|\d|log\b|exp\b|[A-Za-z]\b(?!-))"), "−"),
    (re.compile(r"(?<=[\w)]) - (?=[\w(])"), " − "),
)
_SIGNS = (
    (re.compile(r"(?<=\w)'"), "’"),
    (re.compile(r"\b(Kullback|Jensen)-(?=Leibler|Shannon)"), r"\1–"),
    *_MINUS,
)
_BONDS = (
    (re.compile(r" ([=≈≤≥≠<>]) (?=\S)"), rf"{FIRM}\1{FIRM}"),
    (re.compile(r"\b\w\(\w{1,2}(, \w{1,2}){1,3}\)"), lambda call: call[0].replace(" ", FIRM)),
)
_ENDINGS: Mapping[type, tuple[re.Pattern[str], str]] = {
    Formula: (re.compile(r"(?<=\([A-Z]\d\)) $"), FIRM),
    StepLink: (re.compile(r"(?<=\w) $"), FIRM),
    NoneType: (re.compile(r"(?<=\S )(\S{1,10}) (\S{1,12})$"), rf"\1{FIRM}\2"),
}
"""What is bound at the end of words before a formula, before the number of a step, and at the very end."""


def with_minus(value: str) -> str:
    """A number or a world of a counterexample with minus signs; a hyphen inside a name stays."""
    for wrong, right in _MINUS:
        value = wrong.sub(right, value)
    return value


@lru_cache(maxsize=4096)
def typographic(words: str) -> str:
    """Words with curved apostrophes, a dash between two persons, and minus signs where no hyphen can be."""
    for wrong, right in _SIGNS:
        words = wrong.sub(right, words)
    return words


def printed(prose: Prose) -> Prose:
    """Running text as it is printed.

    No line ends inside a short equation, before the number of a step, or before the last word.
    """
    whole: list[Inline] = []
    for part in prose:
        if isinstance(part, str) and whole and isinstance(whole[-1], str):
            whole[-1] += part
        else:
            whole.append(part)
    return tuple(
        _bound(part, after) if isinstance(part, str) else part
        for part, after in zip_longest(whole, whole[1:])
    )


def _bound(words: str, after: object) -> str:
    words = _bonded(words)
    if type(after) not in _ENDINGS:
        return words
    pattern, firm = _ENDINGS[type(after)]
    return pattern.sub(firm, words)


@lru_cache(maxsize=4096)
def _bonded(words: str) -> str:
    words = typographic(words)
    for pattern, firm in _BONDS:
        words = pattern.sub(firm, words)
    return words
