"""Results as one HTML file: each text with its lines numbered, and beside it what was read and found."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from html import escape
from importlib.resources import files
from itertools import groupby
from unicodedata import category

from mlekl_symbolic.checks.records import VERDICTS, DocumentRecord, LineRecord, Message, Page
from mlekl_symbolic.checks.text import findings, summary
from mlekl_symbolic.writers.html_document import shell

LONGEST_ROW = 4_000
"""How many characters of a row are shown."""
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co"})


def checked_page(records: Sequence[DocumentRecord]) -> str:
    """The results on some documents, which must have been checked with ``illustrated``, as HTML."""
    title = records[0].path if len(records) == 1 else f"{len(records)} documents"
    body = "\n".join(map(_document, records))
    return shell(f"Checked: {title}", f"<style>\n{_style()}</style>\n{body}")


@cache
def _style() -> str:
    return (files("mlekl_symbolic.checks") / "templates" / "check.css").read_text("utf-8")


def _document(record: DocumentRecord) -> str:
    parts = [
        f"<header><h1>{_seen(record.path)}</h1>\n<p>{_seen(summary(record.counts, len(record.lines)))}</p>"
    ]
    if (bad := record.first_bad) is not None:
        place = _seen(bad.region.place)
        parts.append(f'<p>The first line that is false: <a href="#{_anchor(bad)}">{place}</a>.</p>')
    parts.append("</header>")
    if record.problems:
        rows = "".join(f"<dt>{escape(m.code)}</dt><dd>{_problem(m)}</dd>" for m in record.problems)
        parts.append(f'<section class="verdict V505"><p class="head">Problems</p><dl>{rows}</dl></section>')
    if record.questions:
        rows = "".join(f"<li>{_seen(m.text)} {_code(m.remedy)}</li>" for m in record.questions)
        parts.append(f"<section><h2>Questions about the notation</h2><ul>{rows}</ul></section>")
    parts.extend(_page(page, record) for page in record.pages)
    return f"<article>\n{chr(10).join(parts)}\n</article>"


def _problem(message: Message) -> str:
    return f"{_seen(message.region.place)}: {_seen(message.text)}. {_seen(message.remedy)}"


def _code(words: str) -> str:
    return f'<span class="small">{_seen(words)}</span>'


def _page(page: Page, record: DocumentRecord) -> str:
    """One text: blocks of rows, each with the lines that end in it beside."""
    mine = [x for x in record.lines if (x.region.path, x.region.cell) == (page.path, page.cell)]
    rows = page.text.split("\n")
    named = f"{page.path}#{page.cell}" if page.cell else page.path
    head = f"<h2>{_seen(named)}</h2>\n" if len(record.pages) > 1 else ""
    cells: list[str] = []
    shown = 0
    for last, group in groupby(sorted(mine, key=_last_row), _last_row):
        lines = list(group)
        first = max(min(x.region.line for x in lines), shown + 1)
        if first - 1 > shown:
            cells.append(_rows(rows, shown, first - 1, ""))
            cells.append("<div></div>")
        if last > shown:
            cells.append(_rows(rows, first - 1, last, " hit"))
        else:
            cells.append("<div></div>")
        cells.append(f"<div>{''.join(map(_verdict, lines))}</div>")
        shown = max(shown, last)
    if shown < len(rows):
        cells.append(_rows(rows, shown, len(rows), ""))
        cells.append("<div></div>")
    return f'{head}<div class="checked-text">\n{chr(10).join(cells)}\n</div>'


def _last_row(line: LineRecord) -> int:
    return max(line.region.end_line, line.region.line)


def _rows(rows: Sequence[str], start: int, stop: int, mark: str) -> str:
    inside = "".join(
        f'<span class="row{mark}" data-n="{n}">{_seen(row[:LONGEST_ROW])}</span>'
        for n, row in enumerate(rows[start:stop], start + 1)
    )
    return f"<pre>{inside}</pre>"


def _seen(words: str) -> str:
    """Text of a document as HTML: nothing is an element, and nothing is invisible or turns the direction."""
    spaced = words.replace("\t", "    ")
    return escape("".join(f"U+{ord(c):04X}" if category(c) in _UNSEEN else c for c in spaced))


def _anchor(line: LineRecord) -> str:
    return f"line-{line.region.cell}-{line.region.line}-{line.region.column}"


def _verdict(line: LineRecord) -> str:
    anchor = _anchor(line)
    size = f" · {line.size} kernel lines" if line.size else ""
    head = (
        f'<p class="head"><a href="#{anchor}">{escape(line.code)} {VERDICTS[line.code]}</a>'
        f'<span class="small">{size}</span></p>'
    )
    left, relation, right = line.mathml
    if right:
        read = f"<p>{left}</p><p>{relation} {right}</p>"
    elif line.right:
        read = f"<p>{_seen(line.left)}</p><p>{_seen(line.relation)} {_seen(line.right)}</p>"
    else:
        read = f"<p>{_seen(line.reading)}</p>" if line.reading else ""
    rows = "".join(f"<dt>{escape(name)}</dt><dd>{_seen(words)}</dd>" for name, words in _found(line))
    more = f"<dl>{rows}</dl>" if rows else ""
    return f'<section class="verdict {escape(line.code)}" id="{anchor}">{head}{read}{more}</section>\n'


def _found(line: LineRecord) -> list[tuple[str, str]]:
    said = [(m.code, f"{m.text}. {m.remedy}" if m.code[0] in "EW" else m.text) for m in line.messages]
    return [*findings(line), *said]
