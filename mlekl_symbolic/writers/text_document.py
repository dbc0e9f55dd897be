"""Pages as plain text for a terminal or a mail, with formulas in two dimensions."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from itertools import zip_longest
from typing import assert_never

from mlekl_symbolic.proof.records import Theorem
from mlekl_symbolic.writers.boxes import Box, beside, columns, padded
from mlekl_symbolic.writers.document import document_of
from mlekl_symbolic.writers.formats import format_of
from mlekl_symbolic.writers.layout import Layout, Relation, pieces_within, row
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
    Mark,
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
from mlekl_symbolic.writers.unicode import line as one_line
from mlekl_symbolic.writers.unicode import picture

COLUMNS = 88
"""The width that lines of words and formulas keep to where they can be broken."""
INDENT, HANG = "    ", 4
SHORT = 24
"""How long a formula in running text may be to be kept on one line."""
_FIRM = "\N{NO-BREAK SPACE}"


@format_of("txt", suffix=".txt", says="plain text with formulas in two dimensions")
def text_bytes(theorem: Theorem, figures: Sequence[Figure] = ()) -> bytes:
    """The page of a theorem as plain text; pictures are told in words."""
    return text_page(document_of(theorem, figures)).encode()


def text_page(document: Document) -> str:
    """A page as plain text; lines end without blanks."""
    title = visible(document.title)
    head = f"{title}\n{'═' * min(columns(title), COLUMNS)}\n{document.mark.value} {document.banner}"
    text = "\n\n".join((head, *map(_part, document.parts)))
    return "\n".join(line.rstrip() for line in text.replace(_FIRM, " ").split("\n")) + "\n"


def _part(part: Part) -> str:
    match part:
        case Paragraph(prose) | SmallPrint(prose):
            return _wrapped(_prose(prose))
        case Figure(title, alt, _):
            return _wrapped(visible(f"Picture: {title}. {alt}"))
        case Heading(words):
            return f"{visible(words)}\n{'─' * columns(visible(words))}"
        case Items(entries):
            return "\n".join(_wrapped(_prose(i.prose), f"  {visible(i.label)} ".ljust(7)) for i in entries)
        case Definitions(prose, equations):
            shown = "\n\n".join(_drawn(row(a, Relation("="), b), COLUMNS) for a, b in equations)
            return f"{_prose(prose)}\n\n{shown}"
        case Claim(kind, prose, nodes, _):
            shown = "\n\n".join(_drawn(node, COLUMNS) for node in nodes)
            return f"{_wrapped(f'{kind}. {_prose(prose)}'.rstrip())}\n\n{shown}"
        case Calculation():
            return _calculation(part)
        case Proof(title, blocks, mark):
            end = (" " * (COLUMNS - 1) + "□",) if mark is Mark.CHECKED else ()
            return "\n\n".join((f"{title}.", *map(_part, blocks), *end))
        case Table():
            return _table(part)
        case Reviewed():
            return _reviewed(part)
        case _:
            assert_never(part)


def _prose(prose: Prose) -> str:
    return "".join(map(_inline, prose))


def _inline(inline: Inline) -> str:
    match inline:
        case str():
            return visible(inline)
        case Formula(node):
            shown = one_line(node)
            return shown.replace(" ", _FIRM) if len(shown) <= SHORT else shown
        case StepLink(label):
            return f"({label})"
        case Code(name):
            return visible(name)
        case Verdict(mark):
            return mark.value
        case Judged(judgement):
            return judgement.value
        case _:
            assert_never(inline)


def _wrapped(text: str, first: str = "") -> str:
    if not text:
        return first
    return textwrap.fill(
        text, COLUMNS, initial_indent=first, subsequent_indent=" " * len(first), break_long_words=False,
        break_on_hyphens=False,
    )  # fmt: skip


def _packed(node: Layout, room: int) -> list[Box]:
    lines: list[Box] = []
    current: tuple[Layout, ...] = ()
    for part in pieces_within(node, room - HANG, lambda piece: picture(piece).width):
        longer = picture(row(*current, part))
        if current and longer.width > room - (HANG if len(lines) > 1 else 0):
            current, longer = (part,), picture(part)
            lines.append(longer)
        else:
            current = (*current, part)
            lines[-1:] = [longer]
    return lines


def _drawn(node: Layout, room: int, before: Box | None = None) -> str:
    """A formula after an indent or ``before``, over as many lines as they need."""
    lead = before if before is not None else Box((INDENT,))
    first, *more = _packed(node, room - lead.width)
    hang = Box((" " * (lead.width + HANG),))
    return "\n".join("\n".join(b.lines) for b in (beside(lead, first), *(beside(hang, m) for m in more)))


def _calculation(part: Calculation) -> str:
    out = [_wrapped(_prose(part.words))] if part.words else []
    if part.start is not None:
        out.append(_drawn(part.start, COLUMNS))
    out.extend(map(_line, part.lines))
    return "\n\n".join(out)


def _line(line: Line) -> str:
    reason = f"{{ {_prose(line.reason)} }}" if line.reason else ""
    first = f"{INDENT}{f'({line.label})':<5}{line.mark.value}  "
    lead = Box((f"{INDENT}  {line.sign} ",)) if line.sign else None
    notes = [_wrapped(_prose(n), INDENT * 2) for n in line.notes]
    return "\n".join((_wrapped(reason, first), _drawn(line.right, COLUMNS, lead), *notes))


def _reviewed(part: Reviewed) -> str:
    head = _wrapped(_prose(part.says), f"{part.label}  {part.judgement.value.upper()}  ")
    written = "" if part.written is None else _drawn(part.written, COLUMNS)
    return "\n\n".join(
        filter(None, (head, written, _wrapped(_prose(part.prose)), *map(_part, part.findings)))
    )


def _table(part: Table) -> str:
    rows = [tuple(visible(h) for h in part.header), *(tuple(map(_prose, r)) for r in part.rows)]
    widths = [max(columns(r[n]) for r in rows) for n in range(len(part.header))]
    wide = [n for n, letter in enumerate(part.columns) if letter in "LW"]
    firm = sum(w for n, w in enumerate(widths) if n not in wide) + 2 * (len(widths) - 1)
    share = max((COLUMNS - firm) // max(len(wide), 1), 12)
    widths = [min(w, share) if n in wide else w for n, w in enumerate(widths)]
    lines = [shown for r in rows for shown in _cells(r, widths)]
    return "\n".join((lines[0], "─" * columns(lines[0]), *lines[1:]))


def _cells(cells: tuple[str, ...], widths: list[int]) -> list[str]:
    """One row of a table, on as many lines as its longest cell needs."""
    folded = [textwrap.wrap(c, w, break_on_hyphens=False) or [""] for c, w in zip(cells, widths, strict=True)]
    return [
        "  ".join(padded(cell, w) for cell, w in zip(line, widths, strict=True))
        for line in zip_longest(*folded, fillvalue="")
    ]
