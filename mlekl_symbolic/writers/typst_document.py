"""Pages as Typst source: a call of the template for each part of the page."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache
from importlib.resources import files
from itertools import groupby
from typing import assert_never

from mlekl_symbolic.proof.records import Theorem
from mlekl_symbolic.writers.document import document_of
from mlekl_symbolic.writers.formats import format_of
from mlekl_symbolic.writers.layout import Layout, Relation, finer, pieces
from mlekl_symbolic.writers.names import visible
from mlekl_symbolic.writers.page import (
    Calculation,
    Claim,
    Code,
    Definitions,
    Document,
    Figure,
    Formula,
    Heading,
    Inline,
    Items,
    Judged,
    Line,
    Paragraph,
    Part,
    Proof,
    Prose,
    Reviewed,
    SmallPrint,
    StepLink,
    Table,
    Verdict,
)
from mlekl_symbolic.writers.typography import printed, typographic
from mlekl_symbolic.writers.typst import inline_typst, quoted, string, text_typst, typst
from mlekl_symbolic.writers.unicode import line
from mlekl_symbolic.writers.widths import width

TEMPLATE = "mlekl.typ"
NARROW = 25.0
"""A piece of a formula that is at most so wide, in ems, has room on every line and is never broken."""
FIRM = 10.0
"""How wide a formula in running text may be, in ems, that is kept on one line."""


@cache
def template() -> str:
    """The Typst template that every page begins with."""
    return (files("mlekl_symbolic.writers") / "templates" / TEMPLATE).read_text("utf-8")


@format_of("typ", suffix=".typ", says="Typst source, complete in one file")
def typst_bytes(theorem: Theorem, figures: Sequence[Figure] = ()) -> bytes:
    """The page of a theorem as one Typst file, with pictures where some are given."""
    return source_of(theorem, tuple(figures)).encode()


@lru_cache(maxsize=8)
def source_of(theorem: Theorem, figures: tuple[Figure, ...] = ()) -> str:
    """The same as text, written once for the formats that need it."""
    return typst_source(document_of(theorem, figures))


def typst_source(document: Document) -> str:
    """A page as one Typst file: the template, then the page."""
    head = (
        f"#show: paper.with(title: [{text_typst(typographic(document.title))}], "
        f"banner: [{text_typst(document.banner)}], verdict: {string(document.mark.value)}, "
        f"about: {string(document.banner)})"
    )
    parts = _parts(document.parts)
    return f"{template()}\n{head}\n\n{parts}\n"


def _parts(parts: Sequence[Part]) -> str:
    """Parts of a page; small print that follows on small print is one call."""
    out: list[str] = []
    for small, some in groupby(parts, lambda part: isinstance(part, SmallPrint)):
        shown = list(map(_part, some))
        out.extend(["#small" + "".join(shown)] if small else shown)
    return "\n\n".join(out)


def _part(part: Part) -> str:
    match part:
        case Paragraph(prose):
            return _prose(prose)
        case Heading(words):
            return f"#head[{text_typst(typographic(words))}]"
        case Items(entries):
            inside = "".join(f"  ([{text_typst(i.label)}], [{_prose(i.prose)}]),\n" for i in entries)
            return f"#items(\n{inside})"
        case Definitions(prose, equations):
            inside = " \\\n".join(f"  {typst(a)} & = {typst(b)}" for a, b in equations)
            spoken = quoted("; ".join(f"{line(a)} = {line(b)}" for a, b in equations))
            return f"{_prose(prose)}\n#definitions({spoken}, $\n{inside}\n$)"
        case Claim(kind, prose, nodes, mark):
            shown = "".join(f"{_pieces(node)}, " for node in nodes)
            return f"#claim([{text_typst(kind)}], [{_prose(prose)}], ({shown}), {string(mark.value)})"
        case Calculation():
            return _calculation(part)
        case Proof():
            return _proof(part)
        case Table():
            return _table(part)
        case Reviewed():
            return _reviewed(part)
        case Figure(title, alt, svg):
            return f"#picture({string(svg)}, {string(visible(alt))}, [{text_typst(typographic(title))}])"
        case SmallPrint(prose):
            return f"[{_prose(prose)}]"
        case _:
            assert_never(part)


def _prose(prose: Prose) -> str:
    return "".join(map(_inline, printed(prose))).replace("\n", " ")


def _inline(inline: Inline) -> str:
    match inline:
        case str():
            return text_typst(inline)
        case Formula(node):
            return _running(node)
        case StepLink(label):
            return f"#step({string(label)});"
        case Code(name):
            return f"#code({string(name)});"
        case Verdict(mark):
            return f"#mark({string(mark.value)});"
        case Judged(judgement):
            return f"#judged({string(judgement.value)});"
        case _:
            assert_never(inline)


def _running(node: Layout) -> str:
    """A formula in running text; a short one is kept on one line."""
    shown = f"f({quoted(line(node))}, ${inline_typst(node)}$)"
    return f"#box({shown});" if width(node) <= FIRM else f"#{shown};"


def _pieces(node: Layout) -> str:
    return "(" + "".join(f"{_piece(p)}, " for p in pieces(node)) + ")"


def _piece(node: Layout) -> str:
    """A piece, the smaller ones it is broken into when it is wider than the line, and how it is read out."""
    smaller = "".join(f"{_piece(p)}, " for p in finer(node)) if width(node) > NARROW else ""
    return f"(${typst(node)}$, ({smaller}), {quoted(line(node))})"


def _proof(part: Proof) -> str:
    lead, rest = "", part.blocks
    match rest:
        case (Paragraph(prose), *others):
            lead, rest = _prose(prose), tuple(others)
        case (Calculation(words, start, lines), *others):
            lead, rest = _prose(words), (Calculation((), start, lines), *others)
    inside = _parts(rest)
    title = text_typst(typographic(part.title))
    return f"#proof([{title}], [{lead}], {string(part.complete.value)})[\n{inside}\n]"


def _calculation(part: Calculation) -> str:
    words = f"#words[{_prose(part.words)}]\n" if part.words else ""
    lines = "".join(f"  {_line(shown)},\n" for shown in part.lines)
    start = "()" if part.start is None else _pieces(part.start)
    return f"{words}#calculation({start},\n{lines})"


def _line(shown: Line) -> str:
    notes = "".join(f"[{_prose(n)}], " for n in shown.notes)
    sign = f"${typst(Relation(shown.sign))}$" if shown.sign else "[]"
    return (
        f"(label: {string(shown.label)}, sign: {sign}, spoken: {quoted(shown.sign)}, "
        f"right: {_pieces(shown.right)}, "
        f"reason: [{_prose(shown.reason)}], has-reason: {'true' if shown.reason else 'false'}, "
        f"mark: {string(shown.mark.value)}, notes: ({notes}))"
    )


def _table(part: Table) -> str:
    header = "".join(f"[{text_typst(h)}], " for h in part.header)
    rows = "".join("  (" + "".join(f"[{_prose(c)}], " for c in row) + "),\n" for row in part.rows)
    return f"#record({string(part.columns)}, ({header}),\n{rows})"


def _reviewed(part: Reviewed) -> str:
    written = "()" if part.written is None else _pieces(part.written)
    inside = _parts(part.findings)
    found = f"[\n{inside}\n]" if inside else "[]"
    return (
        f"#reviewed({string(part.label)}, {string(part.judgement.value)}, [{_prose(part.says)}], {written}, "
        f"[{_prose(part.prose)}], {found})"
    )
