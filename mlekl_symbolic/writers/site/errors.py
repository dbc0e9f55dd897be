"""The index of errors: every code that a check of a document can give, with what it means."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from mlekl_symbolic.writers.html_document import plain
from mlekl_symbolic.writers.site.shell import searchable


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One code.

    Attributes
    ----------
    code, kind, title
        Such as ``E203``, what sort of thing it is, and a few words.
    meaning, remedy
        What was found, and what an author can do.
    """

    code: str
    kind: str
    title: str
    meaning: str
    remedy: str


def errors_page(diagnostics: Sequence[Diagnostic]) -> str:
    """All codes, in their order."""
    introduction = (
        f"<p>{len(diagnostics)} codes of <code>mlekl check</code>: notices, refusals, limits, verdicts and "
        "warnings. A code never changes its meaning; <code>mlekl explain CODE</code> says the same in a "
        "terminal.</p>"
    )
    return searchable("errors.html", introduction, [_entry(d) for d in diagnostics])


def _entry(found: Diagnostic) -> str:
    return (
        f'<article class="entry" id="{plain(found.code)}"><h2><code>{plain(found.code)}</code>: '
        f'{plain(found.title)}</h2>\n<p class="small">{plain(found.kind)}</p>\n<p>{_coded(found.meaning)}</p>'
        f"<p>{_coded(found.remedy)}</p></article>\n"
    )


def _coded(words: str) -> str:
    """Words in which what stands between backticks is code."""
    return re.sub("`([^`]+)`", r"<code>\1</code>", plain(words))
