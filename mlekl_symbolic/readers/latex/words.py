"""Words inside formulas: remarks, connectives, and names."""

from __future__ import annotations

import re
from enum import Enum

CONDITIONS = frozenset(
    ("where", "with", "if", "for", "for all", "for any", "for every", "when", "such that", "s.t.", "s.t",
     "given", "subject to", "provided", "provided that", "whenever", "assuming", "in case", "iff", "for each")
)  # fmt: skip
"""Words that make what follows a condition of what comes before."""
JOINING = frozenset(
    (
        "and", "or", "since", "because", "so", "so that", "hence", "thus", "therefore", "then", "as",
        "by", "using", "i.e.", "i.e", "that is", "we get", "in which", "on", "but", "also", "in", "is", "to",
        "from", "of", "the", "at", "we", "have", "which", "implies", "imply",
    )
)  # fmt: skip


class Said(Enum):
    """What words in a formula are."""

    CONDITION = "condition"
    REMARK = "remark"
    NAME = "name"


def plain(words: str) -> str:
    """Words in lower case without what surrounds them."""
    return words.replace("~", " ").strip().strip(" ,.:;()").lower()


def said(words: str) -> Said:
    """What some words are: a connective, a remark, or a name that stands for a quantity."""
    bare = plain(words)
    if bare in CONDITIONS:
        return Said.CONDITION
    if bare in JOINING or not bare:
        return Said.REMARK
    if re.fullmatch(r"[a-z][a-z0-9_-]*", bare) or bare.startswith("const"):
        return Said.NAME
    return Said.REMARK


def is_aside(words: str) -> bool:
    """Whether some words end a term because they are no quantity."""
    return said(words) is not Said.NAME


def is_comment(words: str) -> bool:
    """Whether some words say something about a formula, and neither join it to another nor limit it."""
    return said(words) is Said.REMARK and plain(words) not in JOINING and bool(plain(words))


def is_constant(words: str) -> bool:
    """Whether some words say that a term is a constant."""
    return plain(words).startswith("const")
