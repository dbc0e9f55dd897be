"""The texts of a document: one, the cells of a notebook, or a file with those that it includes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from mlekl_symbolic.readers.latex.diagnostics import Diagnostic, ReadError, Span
from mlekl_symbolic.readers.latex.documents import Document, read_document
from mlekl_symbolic.readers.latex.finding import find
from mlekl_symbolic.readers.latex.macros import Macros, find_macros
from mlekl_symbolic.readers.latex.notation import Notation, collect
from mlekl_symbolic.readers.latex.source import Source, load

MOST_FOLLOWED = 200
"""How many files one document may include."""
NOT_FOLLOWED = "E220"


@dataclass(frozen=True, slots=True)
class Texts:
    """The texts of a document.

    Attributes
    ----------
    sources
        The texts.
    followed
        The places of the inclusions that were followed, by the name of their text.
    refused
        Why an inclusion was not, with the text in which it stands.
    """

    sources: tuple[Source, ...]
    followed: frozenset[tuple[str, Span]] = frozenset()
    refused: tuple[tuple[Source, Diagnostic], ...] = ()


def documents(texts: Texts, notation: Notation) -> list[Document]:
    """The texts as they were read: what one declares or defines holds in all of them."""
    declared = [d for s in texts.sources for d in find(s).declarations]
    shared, _ = collect(((d.text, d.span) for d in declared), notation)
    macros = None if len(texts.sources) == 1 else _macros(texts.sources)
    return [read_document(source, shared, macros) for source in texts.sources]


def _macros(sources: Sequence[Source]) -> Macros:
    known = [find_macros(source.text) for source in sources]
    return Macros({n: m for found in known for n, m in found.known.items()}, ())


def followed(sources: Sequence[Source], path: Path) -> Texts:
    """The texts with all files that they include, those files' inclusions among them.

    Only files in the folder of ``path`` or below it are followed, wherever links lead.
    """
    root = path.resolve().parent
    out, seen = list(sources), {path.resolve()}
    taken: set[tuple[str, Span]] = set()
    refused: list[tuple[Source, Diagnostic]] = []
    for source in out:
        for problem in find(source).problems:
            if problem.code != NOT_FOLLOWED:
                continue
            try:
                target = _target(source.text[slice(*problem.span)], root)
                if not target.is_relative_to(root):
                    raise ReadError(
                        NOT_FOLLOWED, "the file is outside of the document's folder", problem.span
                    )
                if target.exists() and not target.is_file():
                    raise ReadError(NOT_FOLLOWED, "that is no file of text", problem.span)
                if target not in seen:
                    if len(seen) > MOST_FOLLOWED:
                        raise ReadError(
                            NOT_FOLLOWED, f"more than {MOST_FOLLOWED} files are included", problem.span
                        )
                    seen.add(target)
                    name = str(path.parent / target.relative_to(root))
                    out.extend(replace(s, name=name) for s in load(target))
            except ReadError as error:
                refused.append((source, replace(error.diagnostic, span=problem.span)))
            except (OSError, RuntimeError) as error:
                # Links that lead to each other are a RuntimeError before Python 3.13.
                reason = getattr(error, "strerror", None) or "its links lead to each other"
                refused.append(
                    (source, Diagnostic(NOT_FOLLOWED, f"it cannot be opened: {reason}", problem.span))
                )
            taken.add((source.name, problem.span))
    return Texts(tuple(out), frozenset(taken), tuple(refused))


def _target(said: str, root: Path) -> Path:
    """The file that an inclusion means."""
    found = re.search(r"\{([^{}]*)\}", said)
    name = (found[1] if found is not None else "").strip()
    target = root / name
    return (target if target.suffix else target.with_suffix(".tex") if target.name else target).resolve()
