"""Pages as one HTML file that needs nothing else: no scripts, no network, its own mathematical font.

A step opens to show the rules it uses and their instances, what it rests on, what SymPy says of it,
whether Coq has re-checked it, its kernel lines, and LaTeX to copy.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from html import escape
from importlib.resources import files
from typing import assert_never

from mlekl_symbolic.oracle.opinion import Opinion
from mlekl_symbolic.proof.records import Judgement, Origin, Theorem
from mlekl_symbolic.writers.behind import Behind, behind_steps, said, shortened
from mlekl_symbolic.writers.document import document_of
from mlekl_symbolic.writers.formats import format_of
from mlekl_symbolic.writers.layout import Relation
from mlekl_symbolic.writers.mathfont import faces
from mlekl_symbolic.writers.mathml import broken, flowing, in_line, light
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
from mlekl_symbolic.writers.terse import terse
from mlekl_symbolic.writers.typography import FIRM, printed, typographic
from mlekl_symbolic.writers.widths import width, words_width

STYLE = "page.css"
ROOM, REASON, ROWS = 33.0, 6.6, 3
"""How wide right sides and reasons beside them may be together, in ems; how narrow reasons may become, and
into how many rows they may be broken."""
MOST_BYTES = 150_000
"""How large a page may be before its formulas have fewer elements, and then it shows fewer kernel lines."""
SHARES = (2, 3, 4, 6, 12, 24)
"""By how much their number is divided, one after the other, until the page is small enough."""
POLICY = "default-src 'none'; style-src 'unsafe-inline'; font-src data:; base-uri 'none'; form-action 'none'"
"""What a browser may do with the page: use the style and the font that are in it, and nothing else."""
_VALUE = re.compile(rf"{FIRM}={FIRM}(?:\{{[^{{}}]{{1,30}}\}}|\S{{1,30}}(?!\S))")
"""What an object is in an example, short enough for one line."""
_CLASSES = {Mark.CHECKED: "checked", Mark.REFUTED: "refuted", Mark.GAP: "open", Mark.UNPROVED: "open"}
_SPOKEN = {Mark.CHECKED: "checked", Mark.REFUTED: "false", Mark.GAP: "left open", Mark.UNPROVED: "not proved"}
_JUDGED = {
    Judgement.TRUE: "true",
    Judgement.CONDITIONAL: "true",
    Judgement.IMPRECISE: "precise",
    Judgement.FALSE: "false",
    Judgement.PROSE: "prose",
}


@format_of("html", suffix=".html", says="one HTML file with steps that open, for any browser")
def html_bytes(
    theorem: Theorem, figures: Sequence[Figure] = (), opinions: Mapping[int, Opinion] | None = None
) -> bytes:
    """The page of a theorem as one HTML file, with pictures where some are given.

    Parameters
    ----------
    opinions
        What SymPy says of the steps; where it is not given, what is kept of the standard derivations.

    Returns
    -------
    bytes
        At most `MOST_BYTES` as long as leaving out kernel lines can do that.
    """
    document, behind = document_of(theorem, figures), behind_steps(theorem, opinions)
    page = html_page(document, behind).encode()
    for share in (1, *SHARES):
        if len(page) <= MOST_BYTES:
            break
        fewer = {label: shortened(b, share) for label, b in behind.items()}
        page = html_page(document, fewer, lambda body: terse(light(body))).encode()
    return page


def html_page(
    document: Document, behind: Mapping[str, Behind], formulas: Callable[[str], str] = light
) -> str:
    """A page as one HTML file.

    Parameters
    ----------
    document
        The page.
    behind
        What stands behind its steps, by their labels.
    formulas
        Makes the formulas in some HTML shorter.
    """
    title, mark = plain(typographic(document.title)), mark_html(document.mark)
    body = "\n".join(part_html(p, behind) for p in document.parts)
    return shell(
        document.title,
        f'<header>\n<h1>{title}</h1>\n<p class="banner {_CLASSES[document.mark]}">{mark} '
        f"{plain(document.banner)}</p>\n</header>\n{body}",
        formulas=formulas,
    )


def shell(title: str, body: str, policy: str = POLICY, formulas: Callable[[str], str] = light) -> str:
    """A whole HTML file with the style and the font in it.

    Parameters
    ----------
    title
        Plain words.
    body
        HTML.
    policy
        What the browser may do with it.
    formulas
        Makes the formulas in some HTML shorter.
    """
    body = formulas(body)
    return (
        f'<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{plain(title)}</title>\n<style>\n{style(body)}</style>\n</head>\n<body>\n<main>\n"
        f"{body}\n</main>\n</body>\n</html>\n"
    )


def style(body: str) -> str:
    """The style sheet, with the parts of the font that the formulas of a page need."""
    return faces(body) + _sheet()


@cache
def _sheet() -> str:
    """The style sheet without the spaces that make it easy to read."""
    sheet = (files("mlekl_symbolic.writers") / "templates" / STYLE).read_text("utf-8")
    return re.sub(r"\s*([{};])\s*|(?<=[a-z]:) ", lambda found: found[1] or "", sheet)


def plain(words: str) -> str:
    """Words as HTML in which nothing is read as an element."""
    return escape(visible(words))


def mark_html(mark: Mark) -> str:
    """A mark that a screen reader says in words."""
    spoken = f'role="img" aria-label="{_SPOKEN[mark]}"'
    return f'<span class="mark {_CLASSES[mark]}" {spoken}>{escape(mark.value)}</span>'


def running(prose: Prose) -> str:
    """Running text as HTML; the name of an object and its value stay together."""
    out: list[str] = []
    for part in printed(prose):
        value = _VALUE.match(part) if out and isinstance(part, str) else None
        if value is not None:
            out.append(
                f'<span class="pair">{out.pop()}{plain(value[0])}</span>{plain(value.string[value.end() :])}'
            )
        else:
            out.append(_inline(part))
    return "".join(out)


def _inline(inline: Inline) -> str:
    match inline:
        case str():
            return plain(inline)
        case Formula(node):
            return flowing(node)
        case StepLink(label):
            return f'<a href="#step-{escape(label)}">({escape(label)})</a>'
        case Code(name):
            return f"<code>{plain(name)}</code>"
        case Verdict(mark):
            return mark_html(mark)
        case Judged(judgement):
            return f'<b class="{_JUDGED[judgement]}">{judgement.value}</b>'
        case _:
            assert_never(inline)


def part_html(part: Part, behind: Mapping[str, Behind]) -> str:
    match part:
        case Paragraph(prose):
            return f"<p>{running(prose)}</p>" if prose else ""
        case Heading(words):
            return f"<h2>{plain(typographic(words))}</h2>"
        case Items():
            return _items(part, behind)
        case Definitions(prose, equations):
            rows = "".join(
                f"<tr><td>{in_line(a, style='true')}</td><td>{in_line(Relation('='))}</td>"
                f"<td>{in_line(b, style='true')}</td></tr>"
                for a, b in equations
            )
            return f'<p>{running(prose)}</p>\n<table class="definitions" role="presentation">{rows}</table>'
        case Claim(kind, prose, nodes, mark):
            shown = "\n".join(map(broken, nodes))
            words = f"<p><b>{plain(kind)}.</b> {running(prose)}</p>"
            return f'<section class="claim {_CLASSES[mark]}">\n{words}\n{shown}\n</section>'
        case Calculation():
            return _calculation(part, behind)
        case Proof(title, blocks, mark):
            inside = "\n".join(part_html(b, behind) for b in blocks)
            end = (
                '<p class="qed" role="img" aria-label="end of the proof">□</p>'
                if mark is Mark.CHECKED
                else ""
            )
            return f"<section>\n<h2>{plain(typographic(title))}</h2>\n{inside}\n{end}</section>"
        case Table():
            return _table(part)
        case Reviewed():
            return _reviewed(part, behind)
        case Figure(title, _, svg):
            return f"<figure>\n{svg}\n<figcaption>{plain(title)}.</figcaption>\n</figure>"
        case SmallPrint(prose):
            return f'<p class="small">{running(prose)}</p>'
        case _:
            assert_never(part)


def _items(part: Items, behind: Mapping[str, Behind]) -> str:
    out = []
    for item in part.items:
        name = item.label.strip("()")
        users = [label for label, b in behind.items() if name in b.givens]
        links = ", ".join(f'<a href="#step-{escape(n)}">({escape(n)})</a>' for n in users)
        used = f' <span class="small">Used in {links}.</span>' if links else ""
        label = escape(item.label)
        out.append(f'<dt id="given-{escape(name)}">{label}</dt><dd>{running(item.prose)}{used}</dd>')
    return f'<dl class="items">{"".join(out)}</dl>'


def _calculation(part: Calculation, behind: Mapping[str, Behind]) -> str:
    words = f"<p>{running(part.words)}</p>\n" if part.words else ""
    start = "" if part.start is None else f'<div class="start">{flowing(part.start, style="true")}</div>'
    lines = "\n".join(_line(line, behind) for line in part.lines)
    widest = max((width(line.right) for line in part.lines), default=0.0)
    reason = max((words_width(line.reason) for line in part.lines), default=0.0)
    place = " above" if reason and widest + max(REASON, reason / ROWS) > ROOM else ""
    return f'{words}<div class="chain{place}"><div class="steps">\n{start}\n{lines}\n</div></div>'


def _line(line: Line, behind: Mapping[str, Behind]) -> str:
    sign = in_line(Relation(line.sign), style="true") if line.sign else ""
    label = escape(line.label)
    summary = (
        f'<span class="lhs"></span><span class="sign">{sign}</span>'
        f'<span class="rhs">{flowing(line.right, style="true")}</span>'
        f'<span class="why">{running(line.reason)}</span>'
        f'<span class="tag">{mark_html(line.mark)} ({label})</span>'
    )
    notes = "".join(f'<p class="note {_CLASSES[line.mark]}">{running(n)}</p>' for n in line.notes)
    inside = _behind(behind[line.label]) if line.label in behind else ""
    return f'<details class="step" id="step-{label}"><summary>{summary}</summary>{inside}</details>{notes}'


def _behind(found: Behind) -> str:
    rules = ", ".join(f"<code>{plain(r)}</code>" for r in found.rules)
    *before, last = map(_given, found.givens) if found.givens else ("",)
    rests = f"{', '.join(before)} and {last}" if before else last
    lines, instances = found.trace.lines, found.trace.instances
    more = (f"… and {found.trace.more} more.",) if found.trace.more else ()
    rows = [
        f"<p>Rules: {rules}.</p>" if rules else "",
        f"<p>Rests on {rests}.</p>" if rests else "",
        f"<p>Second opinion: {escape(said(found.opinion))}</p>" if lines else "",
        f"<p>{plain(found.certified)}</p>" if lines and found.certified else "",
        _listing("Rules as they are applied, with what meets their conditions:", (*instances, *more)),
    ]
    if lines:
        left_out, command = found.trace.left_out, plain(found.command)
        rest = f"; {left_out} more with <code>{command}</code>" if left_out else ""
        rows.append(_listing(f"Kernel lines{rest}:", lines))
    rows.append(_listing("LaTeX:", (found.latex,)))
    return f'<div class="behind">{"".join(rows)}</div>'


def _listing(head: str, lines: Sequence[str]) -> str:
    rows = "".join(f"<li>{escape(line, quote=False)}</li>" for line in lines)
    return f"<p>{head}</p><ul>{rows}</ul>" if lines else ""


def _given(label: str) -> str:
    """The label of a hypothesis, linked to its place in the list, where it has one."""
    shown = f"({escape(label)})"
    in_text = label.startswith(Origin.SETTING.value)
    return shown if in_text else f'<a href="#given-{escape(label)}">{shown}</a>'


def _table(part: Table) -> str:
    # A cell whose words stand at the left, as they do by themselves, needs no class.
    classes = ["" if c in "lLW" else f' class="{c}"' for c in part.columns]
    head = "".join(f'<th{c} scope="col">{plain(h)}</th>' for h, c in zip(part.header, classes, strict=True))
    rows = "\n".join(
        f"<tr>{''.join(f'<td{c}>{running(cell)}</td>' for cell, c in zip(row, classes, strict=True))}</tr>"
        for row in part.rows
    )
    return f'<div class="table"><table><thead><tr>{head}</tr></thead>\n<tbody>{rows}</tbody></table></div>'


def _reviewed(part: Reviewed, behind: Mapping[str, Behind]) -> str:
    label = escape(part.label)
    judged = f'<b class="{_JUDGED[part.judgement]}">{part.judgement.value}</b>'
    written = "" if part.written is None else broken(part.written)
    inside = "\n".join(part_html(f, behind) for f in part.findings)
    return (
        f'<article class="reviewed" id="step-{label}">\n<header><b>{label}</b>'
        f"<span>{running(part.says)}</span>{judged}</header>\n{written}\n<p>{running(part.prose)}</p>\n{inside}\n</article>"
    )
