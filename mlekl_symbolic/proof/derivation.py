"""Derivations as values: a decorated function that runs only when asked."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from mlekl_symbolic.proof.records import Location, Theorem

if TYPE_CHECKING:
    from mlekl_symbolic.proof.proof import Proof

Author = Callable[["Proof"], Theorem]


@dataclass(frozen=True, slots=True)
class Derivation:
    """A derivation that has been written and not yet run.

    Attributes
    ----------
    name
        The name of the author's function.
    title, summary, sources
        The title, the first paragraph of the docstring and where the mathematics comes from.
    author
        The function itself.
    location
        Where it is defined.
    claims
        The codes of the claims in `mlekl_symbolic.claims` that it settles.
    unshown
        Labels of hypotheses of which no example shows that they are needed, and why not.
    spare
        Labels of hypotheses that the proof uses and the statement holds without, and why it does.
    """

    name: str
    title: str
    summary: str
    sources: tuple[str, ...]
    author: Author
    location: Location
    claims: tuple[str, ...] = ()
    unshown: tuple[tuple[str, str], ...] = ()
    spare: tuple[tuple[str, str], ...] = ()


def derivation(
    *,
    title: str,
    sources: tuple[str, ...] = (),
    claims: tuple[str, ...] = (),
    unshown: Mapping[str, str] = MappingProxyType({}),
    spare: Mapping[str, str] = MappingProxyType({}),
) -> Callable[[Author], Derivation]:
    """Declare a function that writes a derivation in the `Proof` it is given.

    Nothing runs at import: the result is a `Derivation`, proved with
    `mlekl_symbolic.proof.run`.

    Parameters
    ----------
    title, sources, claims
        As in `Derivation`.
    unshown
        By the labels of hypotheses, such as ``"A1 A3"``: why no example shows that they are needed.
    spare
        By the labels of hypotheses, such as ``"S2 S3"``: why the statement holds without any one of
        them, though the proof uses it. The kernel does not check this; the page says it.
    """

    def declare(author: Author) -> Derivation:
        code = author.__code__
        words = (inspect.getdoc(author) or "").split("\n\n")[0].replace("\n", " ")
        summary = words.replace(" - ", " \N{MINUS SIGN} ")
        where = Location(code.co_filename, code.co_firstlineno)
        return Derivation(
            author.__name__,
            title,
            summary,
            sources,
            author,
            where,
            claims,
            _by_label(unshown),
            _by_label(spare),
        )

    return declare


def _by_label(reasons: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple((label, why) for labels, why in reasons.items() for label in labels.split())
