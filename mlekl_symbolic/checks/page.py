"""Results as one HTML file: each text with its lines numbered, and beside it what was read and found."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from html import escape
from importlib.resources import files
from itertools import groupby
from pathlib import PurePath
from unicodedata import category

from mlekl_symbolic.checks.records import VERDICTS, DocumentRecord, LineRecord, Message, Page, Region
from mlekl_symbolic.checks.text import findings, summary
from mlekl_symbolic.writers.html_document import shell

LONGEST_ROW = 4_000
"""How many characters of a row are shown."""
_BEGIN = re.compile(r"[a-z]{2,} ")
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co"})


def checked_page(records: Sequence[DocumentRecord]) -> str:
    """The results on some documents, which must have been checked with ``illustrated``, as HTML."""
    title = _name(records[0].path) if len(records) == 1 else f"{len(records)} documents"
    body = "\n".join(map(_document, records))
    return shell(f"Checked: {title}", f"<style>\n{_style()}</style>\n{body}")


@cache
def _style() -> str:
    return (files("mlekl_symbolic.checks") / "templates" / "check.css").read_text("utf-8")


def _document(record: DocumentRecord) -> str:
    counted = _seen(summary(record.counts, len(record.lines)))
    parts = [f"<header><h1>{_seen(_name(record.path))}</h1>\n<p>{counted}</p>"]
    if (bad := record.first_bad) is not None:
        place = _seen(_place(bad.region))
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
    return f"{_seen(_place(message.region))}: {_seen(_sentence(message.text))} {_remedy(message.remedy)}"


def _name(path: str) -> str:
    """A path as it was given; of one from the root its name, as the folders mean nothing to other readers."""
    whole = PurePath(path)
    return whole.name if whole.is_absolute() and whole.name else path


def _place(region: Region) -> str:
    return _name(region.path) + region.place.removeprefix(region.path)


def _sentence(words: str) -> str:
    """A message with a capital at the front, unless a name is there, and a full stop."""
    begun = words[:1].upper() + words[1:] if _BEGIN.match(words) else words
    return begun if begun.endswith((".", "?")) else f"{begun}."


def _remedy(words: str) -> str:
    return re.sub("`([^`]+)`", r"<code>\1</code>", _seen(words))


def _code(words: str) -> str:
    return f'<span class="small">{_remedy(words)}</span>'


def _page(page: Page, record: DocumentRecord) -> str:
    """One text: blocks of rows, each with the lines that end in it beside."""
    mine = [x for x in record.lines if (x.region.path, x.region.cell) == (page.path, page.cell)]
    rows = page.text.split("\n")
    named = f"{_name(page.path)}#{page.cell}" if page.cell else _name(page.path)
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
    size = f" · {line.size} kernel line{'s' * (line.size != 1)}" if line.size else ""
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
    rows = "".join(f"<dt>{escape(name)}</dt><dd>{words}</dd>" for name, words in _found(line))
    more = f"<dl>{rows}</dl>" if rows else ""
    return f'<section class="verdict {escape(line.code)}" id="{anchor}">{head}{read}{more}</section>\n'


def _found(line: LineRecord) -> list[tuple[str, str]]:
    """What was found out, and what was said, as HTML."""
    said = [(m.code, _seen(_sentence(m.text)), _remedy(m.remedy)) for m in line.messages]
    found = [(name, _seen(words)) for name, words in findings(line)]
    return [*found, *((code, f"{text} {more}" if code[0] in "EW" else text) for code, text, more in said)]
