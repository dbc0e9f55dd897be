"""Pages as Word files: formulas are Word's own, chains are tables, and labels lead to their steps."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from html import escape
from importlib.resources import files
from io import BytesIO
from itertools import count
from typing import assert_never
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from mlekl_symbolic.proof.records import Judgement, Theorem
from mlekl_symbolic.writers.document import document_of
from mlekl_symbolic.writers.formats import format_of
from mlekl_symbolic.writers.layout import Layout, Relation, pieces, row
from mlekl_symbolic.writers.names import visible
from mlekl_symbolic.writers.omml import displayed, flowing
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
    Item,
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
from mlekl_symbolic.writers.widths import width

LINE, CELL = 34.0, 19.0
"""How wide a formula may be, in ems, that stands on one line, or beside its reason."""
TEXT_WIDTH = 9070
"""How wide the text is, in twentieths of a point."""
_CHAIN = (480, 4900, 2440, 1250)
_SENTENCES = {"L": 40, "W": 70}
"""Letters in a line of a column of sentences, by the letter of `Table`."""
_SIDES = {"c": "center", "r": "right"}
_FACES = {Mark.CHECKED: "Good", Mark.REFUTED: "Bad", Mark.GAP: "Open", Mark.UNPROVED: "Open"}
_JUDGED = {
    Judgement.TRUE: "Good",
    Judgement.CONDITIONAL: "Good",
    Judgement.IMPRECISE: "Open",
    Judgement.FALSE: "Bad",
    Judgement.PROSE: "Quiet",
}
_TEMPLATES = {
    "[Content_Types].xml": "content_types.xml",
    "_rels/.rels": "rels.xml",
    "word/_rels/document.xml.rels": "document_rels.xml",
    "word/styles.xml": "styles.xml",
    "word/settings.xml": "settings.xml",
    "word/footer.xml": "footer.xml",
}
"""The parts that are the same in every file, in the order in which a reader wants them."""
_BEGIN = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OFFICE = "http://schemas.openxmlformats.org"
_ROOT = (
    f'<w:document xmlns:w="{_OFFICE}/wordprocessingml/2006/main" '
    f'xmlns:m="{_OFFICE}/officeDocument/2006/math" xmlns:r="{_OFFICE}/officeDocument/2006/relationships">'
)
_PAGE = (
    '<w:sectPr><w:footerReference w:type="default" r:id="rId3"/><w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="1360" w:right="1418" w:bottom="1360" w:left="1418" w:header="709" w:footer="709" '
    'w:gutter="0"/></w:sectPr>'
)
_MADE = (1980, 1, 1, 0, 0, 0)
"""When the parts were made: equal pages give equal bytes."""


@format_of("docx", suffix=".docx", says="a Word file with formulas of its own")
def docx_bytes(theorem: Theorem, figures: Sequence[Figure] = ()) -> bytes:
    """The page of a theorem as a Word file; pictures are told in words."""
    document = document_of(theorem, figures)
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for name, content in (*_same(), ("docProps/core.xml", _properties(document))):
            _add(archive, name, content)
        _add(archive, "word/document.xml", docx_source(document))
    return out.getvalue()


def _add(archive: ZipFile, name: str, content: str) -> None:
    entry = ZipInfo(name, _MADE)
    entry.compress_type = ZIP_DEFLATED
    archive.writestr(entry, content)


@cache
def _same() -> tuple[tuple[str, str], ...]:
    folder = files("mlekl_symbolic.writers") / "templates" / "docx"
    return tuple((name, (folder / file).read_text("utf-8")) for name, file in _TEMPLATES.items())


def _properties(document: Document) -> str:
    return (
        f'{_BEGIN}<cp:coreProperties xmlns:cp="{_OFFICE}/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{_plain(document.title)}</dc:title><dc:creator>mlekl_symbolic</dc:creator>"
        f"<dc:description>{_plain(document.banner)}</dc:description><dc:language>en</dc:language>"
        "</cp:coreProperties>\n"
    )


def docx_source(document: Document) -> str:
    """The main part of a Word file with a page."""
    page = _Page()
    head = page.paragraph("Title", _words(document.title))
    banner = page.paragraph("Banner", f"{_mark(document.mark)}{_words(f' {document.banner}')}")
    body = "".join(map(page.part, document.parts))
    return f"{_BEGIN}{_ROOT}<w:body>\n{head}{banner}{body}{_PAGE}</w:body></w:document>\n"


def _plain(words: str) -> str:
    return escape(visible(words), quote=False)


def _run(shown: str, style: str = "") -> str:
    face = f'<w:rPr><w:rStyle w:val="{style}"/></w:rPr>' if style else ""
    return f'<w:r>{face}<w:t xml:space="preserve">{shown}</w:t></w:r>'


def _words(text: str, style: str = "") -> str:
    return _run(_plain(text), style) if text else ""


def _mark(mark: Mark) -> str:
    return _run(mark.value, _FACES[mark])


def _anchor(label: str) -> str:
    """The name of the place of a step: letters, digits and lines only."""
    return f"step_{re.sub(r'[^0-9A-Za-z]', '_', label)}"


def running(prose: Prose) -> str:
    """Running text as runs and formulas."""
    return "".join(map(_inline, prose))


def _inline(inline: Inline) -> str:
    match inline:
        case str():
            return _words(inline)
        case Formula(node):
            return _flowing(node)
        case StepLink(label):
            shown = _words(f"({label})", "Hyperlink")
            return f'<w:hyperlink w:anchor="{_anchor(label)}">{shown}</w:hyperlink>'
        case Code(name):
            return _words(name, "Code")
        case Verdict(mark):
            return _mark(mark)
        case Judged(judgement):
            return _run(judgement.value, _JUDGED[judgement])
        case _:
            assert_never(inline)


def _flowing(node: Layout) -> str:
    return _run(" ").join(flowing(node))


class _Page:
    """The parts of a page, with the places that links lead to numbered."""

    def __init__(self) -> None:
        self._numbers: Iterator[int] = count(1)

    def paragraph(self, style: str, inside: str) -> str:
        """A paragraph; those without a style of their own say nothing of it."""
        face = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
        return f"<w:p>{face}{inside}</w:p>\n"

    def _place(self, label: str) -> str:
        """Where the links to a label lead."""
        number = next(self._numbers)
        return f'<w:bookmarkStart w:id="{number}" w:name="{_anchor(label)}"/><w:bookmarkEnd w:id="{number}"/>'

    def part(self, part: Part) -> str:
        match part:
            case Paragraph(prose):
                return self.paragraph("", running(prose)) if prose else ""
            case Heading(words):
                return self.paragraph("Heading1", _words(words))
            case Items(entries):
                return "".join(map(self._item, entries))
            case Definitions(prose, equations):
                shown = "".join(self._shown(row(a, Relation("="), b)) for a, b in equations)
                return self.paragraph("Lead", running(prose)) + shown
            case Claim():
                return self._claim(part)
            case Calculation():
                return self._calculation(part)
            case Proof(title, blocks, mark):
                inside = "".join(map(self.part, blocks))
                end = self.paragraph("Qed", _run("□")) if mark is Mark.CHECKED else ""
                return self.paragraph("Heading1", _words(title)) + inside + end
            case Table():
                return self._table(part)
            case Reviewed():
                return self._reviewed(part)
            case Figure(title, alt, _):
                return self.paragraph("", _words(f"Picture: {title}. {alt}"))
            case SmallPrint(prose):
                return self.paragraph("Small", running(prose))
            case _:
                assert_never(part)

    def _item(self, item: Item) -> str:
        return self.paragraph("Hypothesis", f"{_words(item.label)}<w:r><w:tab/></w:r>{running(item.prose)}")

    def _shown(self, node: Layout, style: str = "Formula") -> str:
        """A formula on a line of its own, or on several."""
        return self.paragraph(style, displayed(node) if width(node) <= LINE else _flowing(node))

    def _claim(self, claim: Claim) -> str:
        words = f"{_words(f'{claim.kind}.', 'Strong')}{_run(' ')}{running(claim.prose)}"
        face = _FACES[claim.mark]
        formulas = "".join(self._shown(node, f"Shown{face}") for node in claim.nodes)
        return self.paragraph(f"Claim{face}", words) + formulas

    def _calculation(self, part: Calculation) -> str:
        sign, *rest = _CHAIN
        words = self.paragraph("Lead", running(part.words)) if part.words else ""
        rows = []
        if part.start is not None:
            start = self.paragraph("Start", _flowing(part.start))
            rows.append(_row((_cell(sign, self.paragraph("Start", "")), _cell(sum(rest), start, span=3))))
        for line in part.lines:
            rows += self._line(line)
        return words + _table_of(_CHAIN, rows) + self.paragraph("After", "")

    def _line(self, line: Line) -> list[str]:
        sign, right, why, tag = _CHAIN
        tagged = f"{self._place(line.label)}{_mark(line.mark)}{_words(f' ({line.label})')}"
        label = self.paragraph("Label", tagged)
        relation = self.paragraph("Sign", _words(line.sign))
        shown = self.paragraph("Cell", _flowing(line.right))
        reason = self.paragraph("Reason", running(line.reason)) if line.reason else ""
        if max(map(width, pieces(line.right))) <= CELL:
            side = "center"
            middle = _cell(right, shown) + _cell(why, reason or self.paragraph("Reason", ""))
        else:
            side = "bottom"
            middle = _cell(right + why, reason + shown, span=2)
        rows = [_row((_cell(sign, relation, side=side), middle, _cell(tag, label, side=side)))]
        for note in line.notes:
            said = _cell(right + why + tag, self.paragraph("Cell", running(note)), span=3)
            rows.append(_row((_cell(sign, self.paragraph("Cell", "")), said)))
        return rows

    def _reviewed(self, part: Reviewed) -> str:
        judged = _run(f" {part.judgement.value}", _JUDGED[part.judgement])
        label = f"{self._place(part.label)}{_words(part.label, 'Strong')}"
        head = f"{label}{_run(' ')}{running(part.says)}{judged}"
        written = "" if part.written is None else self._shown(part.written)
        findings = "".join(map(self.part, part.findings))
        return self.paragraph("Reviewed", head) + written + self.paragraph("", running(part.prose)) + findings

    def _table(self, part: Table) -> str:
        widths = _widths(part)
        sides = [_SIDES.get(c, "") for c in part.columns]
        head = [
            _cell(w, self._entry(_words(h, "Strong"), s))
            for h, w, s in zip(part.header, widths, sides, strict=True)
        ]
        rows = [_row(head, _TABLE_HEAD)]
        for row_ in part.rows:
            cells = (
                _cell(w, self._entry(running(c), s)) for c, w, s in zip(row_, widths, sides, strict=True)
            )
            rows.append(_row(cells))
        return _table_of(widths, rows, _RULES) + self.paragraph("After", "")

    def _entry(self, inside: str, side: str) -> str:
        """A cell of a table, at the left where nothing is said."""
        place = f'<w:jc w:val="{side}"/>' if side else ""
        return f'<w:p><w:pPr><w:pStyle w:val="Record"/>{place}</w:pPr>{inside}</w:p>'


_RULES = (
    '<w:tblBorders><w:top w:val="single" w:sz="8" w:space="0" w:color="auto"/>'
    '<w:bottom w:val="single" w:sz="8" w:space="0" w:color="auto"/></w:tblBorders>'
)
"""The lines above and below a table of words."""
_TABLE_HEAD = "<w:tblHeader/>"


def _cell(wide: int, inside: str, *, span: int = 1, side: str = "center") -> str:
    over = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    about = f'<w:tcW w:w="{wide}" w:type="dxa"/>{over}<w:vAlign w:val="{side}"/>'
    return f"<w:tc><w:tcPr>{about}</w:tcPr>{inside}</w:tc>"


def _row(cells: Iterable[str], more: str = "") -> str:
    return f"<w:tr><w:trPr><w:cantSplit/>{more}</w:trPr>{''.join(cells)}</w:tr>\n"


def _table_of(widths: Sequence[int], rows: Sequence[str], borders: str = "") -> str:
    grid = "".join(f'<w:gridCol w:w="{w}"/>' for w in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/>{borders}<w:tblLayout w:type="fixed"/>'
        f"</w:tblPr><w:tblGrid>{grid}</w:tblGrid>\n{''.join(rows)}</w:tbl>\n"
    )


def _widths(part: Table) -> list[int]:
    """How wide the columns are: as their longest cell, or in fixed proportions where they hold sentences."""
    shares = []
    for letter, head, *cells in zip(part.columns, part.header, *part.rows, strict=True):
        longest = max(len(head), *(sum(map(_signs, c)) for c in cells))
        shares.append(_SENTENCES.get(letter, min(longest, 28) + 5))
    return [TEXT_WIDTH * n // sum(shares) for n in shares]


def _signs(inline: Inline) -> int:
    """About how many letters wide something is."""
    match inline:
        case str():
            return len(inline)
        case Formula(node):
            return round(2 * width(node))
        case StepLink(name) | Code(name):
            return len(name) + 2
        case Verdict(mark):
            return len(mark.value)
        case Judged(judgement):
            return len(judgement.value)
        case _:
            assert_never(inline)
