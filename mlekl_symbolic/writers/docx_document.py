"""Pages as Word files, made by pandoc from plain HTML: formulas become Word's own, tables stay tables.

pandoc is no part of this package: a program on the path is taken, or the one that the extra ``docx`` brings.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
import zipfile
from collections.abc import Sequence
from html import escape
from importlib import import_module
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

from mlekl_symbolic.proof.records import Theorem
from mlekl_symbolic.writers.document import document_of
from mlekl_symbolic.writers.errors import EngineError
from mlekl_symbolic.writers.formats import format_of
from mlekl_symbolic.writers.html_document import part_html, plain, running
from mlekl_symbolic.writers.layout import Layout, Relation, pieces, row
from mlekl_symbolic.writers.mathml import displayed, flowing
from mlekl_symbolic.writers.page import (
    Calculation,
    Claim,
    Definitions,
    Document,
    Figure,
    Items,
    Line,
    Mark,
    Part,
    Proof,
    Reviewed,
    Table,
)
from mlekl_symbolic.writers.widths import width

LINE, CELL = 36.0, 20.0
"""How wide a formula may be, in ems, that stands on one line, or on one in a cell."""
_SCRIPTS = ("msub", "msup", "msubsup")
_OPENING, _CLOSING = ("(", "[", "{"), (")", "]", "}")
_LETTER = re.compile("<mi>(\\w{2,}|[\u2102-\u2134\U0001d400-\U0001d7ff])</mi>")
"""What pandoc would take for a product of letters, or write as a plain letter in an alphabet of Word's."""
_SENTENCES = {"L": 40, "W": 70}
"""Letters in a line of a column of sentences, by the letter of `Table`."""
TIMEOUT = 120.0
"""Seconds after which pandoc is stopped."""
_COMMAND = ("--from=html", "--to=docx", "--sandbox", "--output=page.docx", "page.html")


@format_of("docx", suffix=".docx", says="a Word file, made by pandoc")
def docx_bytes(theorem: Theorem, figures: Sequence[Figure] = ()) -> bytes:
    """The page of a theorem as a Word file; pictures are told in words.

    Raises
    ------
    EngineError
        When pandoc is missing, too slow, or does not accept the page.
    """
    return with_pandoc(readable_by_pandoc(simple_html(document_of(theorem, figures))))


def pandoc() -> str:
    """The path of pandoc.

    Raises
    ------
    EngineError
        When there is none.
    """
    if (found := shutil.which("pandoc")) is not None:
        return found
    if find_spec("pypandoc") is not None:
        brought = Path(str(import_module("pypandoc").__file__)).parent / "files" / "pandoc"
        for path in (brought, brought.with_suffix(".exe")):
            if path.is_file():
                return str(path)
    raise EngineError(
        "docx needs pandoc, which is not installed: pip install '.[docx]' in a copy of the project, "
        "or install pandoc and put it on the PATH"
    )


def with_pandoc(html: str) -> bytes:
    """HTML as a Word file; equal pages give equal bytes with one version of pandoc.

    Raises
    ------
    EngineError
        When pandoc is missing, too slow, or does not accept the page.
    """
    program = pandoc()
    with tempfile.TemporaryDirectory(prefix="mlekl-") as folder:
        (Path(folder) / "page.html").write_text(html, encoding="utf-8")
        try:
            done = subprocess.run(
                [program, *_COMMAND], cwd=folder, env=os.environ | {"SOURCE_DATE_EPOCH": "0"},
                stdin=subprocess.DEVNULL, capture_output=True, timeout=TIMEOUT, check=False,
            )  # fmt: skip
        except subprocess.TimeoutExpired as error:
            raise EngineError(f"pandoc was stopped after {TIMEOUT:.0f} seconds") from error
        if done.returncode:
            said = done.stderr.decode("utf-8", "replace").strip()
            raise EngineError(f"pandoc did not accept the page: {said or 'it said nothing'}")
        return _with_whole_rows((Path(folder) / "page.docx").read_bytes())


def _with_whole_rows(made: bytes) -> bytes:
    """The same Word file with tables of which no page breaks a row."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(made)) as old, zipfile.ZipFile(out, "w") as new:
        for entry in old.infolist():
            data = old.read(entry)
            if entry.filename == "word/document.xml":
                data = data.replace(b"<w:tr><w:tc>", b"<w:tr><w:trPr><w:cantSplit /></w:trPr><w:tc>")
            new.writestr(entry, data)
    return out.getvalue()


def readable_by_pandoc(html: str) -> str:
    """The same page with formulas that pandoc takes as they are meant.

    It would set a name of several letters as a product of letters, brackets as words, and give a sum the
    space behind it as its summand. To LibreOffice a formula that begins with a relation lacks its left side.
    """
    named = _LETTER.sub(r"<mtext>\1</mtext>", html.replace("<wbr>", " "))
    leading = r"(<math[^>]*>)(?=<mo[^>]*>[=<>≤≥≠&∈∉⟹⟺]|<mo form=\"infix\">)"
    named = re.sub(leading, "\\1<mtext>\N{WORD JOINER}</mtext>", named)
    named = re.sub(r"(</munder>|</munderover>)<mspace [^>]*>", r"\1", named)
    return re.sub("<math.*?</math>", lambda found: _delimited(found[0]), named, flags=re.S)


def _delimited(math: str) -> str:
    """A formula in which brackets enclose what stands between them; one alone encloses all up to the end."""
    tree = ElementTree.fromstring(math)
    for element in list(tree.iter()):
        if element.tag in ("math", "mrow"):
            element[:] = _enclosed(list(element))
    return ElementTree.tostring(tree, encoding="unicode")


def _enclosed(parts: list[ElementTree.Element]) -> list[ElementTree.Element]:
    nest: list[list[ElementTree.Element]] = [[]]
    bars = sum(part.text == "|" for part in parts) % 2 == 0
    for part in parts:
        sign = part[0].text if part.tag in _SCRIPTS else part.text
        if sign in _CLOSING or (sign == "|" and len(nest) > 1 and nest[-1][0].text == "|"):
            _close(nest, part)
        elif sign in _OPENING or (sign == "|" and bars):
            nest.append([part])
        else:
            nest[-1].append(part)
    while len(nest) > 1:
        _close(nest, ElementTree.Element("mo"))
    return nest[0]


def _close(nest: list[list[ElementTree.Element]], closing: ElementTree.Element) -> None:
    """What stands after the last bracket that is open, in one element, which pandoc sees by a text in it.

    Small brackets stay letters, which look better, but for those that would be the whole summand of a sum.
    """
    opening, *inside = nest.pop() if len(nest) > 1 else [ElementTree.Element("mo"), *nest.pop()]
    outside = nest[-1] if nest else []
    summand = bool(outside) and outside[-1].tag in ("munder", "munderover")
    low = closing[0] if closing.tag in _SCRIPTS else closing
    if (
        opening.text in _OPENING
        and low.text in _CLOSING
        and opening.get("stretchy") == "false"
        and not summand
    ):
        outside.extend([opening, *inside, closing])
        return
    ends = {"open": opening.text or "", "close": low.text or "", "separators": ""}
    fence = ElementTree.Element("mfenced", ends)
    fence.extend([*inside, ElementTree.Element("mtext")])
    if low is not closing:
        closing[0] = fence
    outside.append(fence if low is closing else closing)
    nest[-1:] = [outside]


def simple_html(document: Document) -> str:
    """A page as HTML without style, in which chains are tables."""
    body = "\n".join(map(_part, document.parts))
    return (
        f'<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f"<title>{plain(document.title)}</title>\n</head>\n<body>\n"
        f"<p><b>{escape(document.mark.value)}</b> {plain(document.banner)}</p>\n{body}\n</body>\n</html>\n"
    )


def _part(part: Part) -> str:
    match part:
        case Items(entries):
            rows = "".join(f"<p>{escape(i.label)} {running(i.prose)}</p>" for i in entries)
            return f"<blockquote>{rows}</blockquote>"
        case Definitions(prose, equations):
            shown = "\n".join(_shown(row(a, Relation("="), b)) for a, b in equations)
            return f"<p>{running(prose)}</p>\n{shown}"
        case Claim(kind, prose, nodes, _):
            shown = "\n".join(map(_shown, nodes))
            return f"<p><b>{plain(kind)}.</b> {running(prose)}</p>\n{shown}"
        case Calculation():
            return _calculation(part)
        case Proof(title, blocks, mark):
            inside = "\n".join(map(_part, blocks))
            return f"<h2>{plain(title)}</h2>\n{inside}\n" + ("<p>□</p>" if mark is Mark.CHECKED else "")
        case Reviewed():
            findings = "\n".join(map(_part, part.findings))
            head = f"<b>{escape(part.label)}</b> {running(part.says)} <b>{part.judgement.value}</b>"
            written = "" if part.written is None else _shown(part.written)
            return f"<p>{head}</p>\n{written}\n<p>{running(part.prose)}</p>\n{findings}"
        case Table():
            return part_html(part, {}).replace("<table>", f"<table>{_widths(part)}", 1)
        case Figure(title, alt, _):
            return f"<p>{plain(f'Picture: {title}. {alt}')}</p>"
        case _:
            return part_html(part, {})


def _shown(node: Layout) -> str:
    """A formula on a line of its own, or on several."""
    return displayed(node) if width(node) <= LINE else f"<p>{flowing(node, style='true')}</p>"


def _calculation(part: Calculation) -> str:
    words = f"<p>{running(part.words)}</p>\n" if part.words else ""
    start = ""
    if part.start is not None:
        start = f'<tr><td></td><td colspan="3">{flowing(part.start, style="true")}</td></tr>\n'
    lines = "".join(map(_line, part.lines))
    widths = '<colgroup><col width="5%"><col width="52%"><col width="31%"><col width="12%"></colgroup>'
    return f"{words}<table>{widths}<tbody>{start}{lines}</tbody></table>"


def _widths(part: Table) -> str:
    """How wide the columns are: as their longest cell, or in fixed proportions where they hold sentences."""
    cells = [[escape(h), *map(running, column)] for h, *column in zip(part.header, *part.rows, strict=True)]
    longest = [max(len(re.sub("<[^>]*>", "", c)) for c in column) for column in cells]
    parts = [_SENTENCES.get(c, min(n, 26) + 4) for c, n in zip(part.columns, longest, strict=True)]
    columns = "".join(f'<col width="{100 * n / sum(parts):.0f}%">' for n in parts)
    return f"<colgroup>{columns}</colgroup>"


def _cells(*cells: str) -> str:
    return f"<tr>{''.join(f'<td>{c}</td>' for c in cells)}</tr>\n"


def _line(line: Line) -> str:
    label = escape(line.label)
    tag = f'<td><span id="step-{label}">{escape(line.mark.value)} ({label})</span></td>'
    right = flowing(line.right, style="true")
    why = f"<i>{running(line.reason)}</i>"
    notes = "".join(_cells("", running(n), "", "") for n in line.notes)
    if max(map(width, pieces(line.right))) <= CELL:
        return f"<tr><td>{escape(line.sign)}</td><td>{right}</td><td>{why}</td>{tag}</tr>\n{notes}"
    above = f'<tr><td></td><td colspan="3">{why}</td></tr>\n' if line.reason else ""
    return f'{above}<tr><td>{escape(line.sign)}</td><td colspan="2">{right}</td>{tag}</tr>\n{notes}'
