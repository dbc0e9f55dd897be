"""Pages as one HTML file that needs nothing else: no scripts, no network, its own mathematical font.

A step opens to show the rules it uses, what it rests on, its kernel lines, and LaTeX to copy.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping, Sequence
from functools import cache
from html import escape
from importlib.resources import files
from typing import assert_never

from mlekl_symbolic.proof.records import Judgement, Origin, Theorem
from mlekl_symbolic.writers.behind import Behind, behind_steps
from mlekl_symbolic.writers.document import document_of
from mlekl_symbolic.writers.formats import format_of
from mlekl_symbolic.writers.layout import Relation
from mlekl_symbolic.writers.mathml import displayed, in_line
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

FONT = "stix-two-math.woff2"
STYLE = "page.css"
POLICY = "default-src 'none'; style-src 'unsafe-inline'; font-src data:; base-uri 'none'; form-action 'none'"
"""What a browser may do with the page: use the style and the font that are in it, and nothing else."""
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
def html_bytes(theorem: Theorem, figures: Sequence[Figure] = ()) -> bytes:
    """The page of a theorem as one HTML file, with pictures where some are given."""
    return html_page(document_of(theorem, figures), behind_steps(theorem)).encode()


def html_page(document: Document, behind: Mapping[str, Behind]) -> str:
    """A page as one HTML file.

    Parameters
    ----------
    document
        The page.
    behind
        What stands behind its steps, by their labels.
    """
    title, mark = plain(document.title), mark_html(document.mark)
    body = "\n".join(_part(p, behind) for p in document.parts)
    return shell(
        document.title,
        f'<header>\n<h1>{title}</h1>\n<p class="banner {_CLASSES[document.mark]}">{mark} '
        f"{plain(document.banner)}</p>\n</header>\n{body}",
    )


def shell(title: str, body: str, policy: str = POLICY) -> str:
    """A whole HTML file with the style and the font in it.

    Parameters
    ----------
    title
        Plain words.
    body
        HTML.
    policy
        What the browser may do with it.
    """
    return (
        f'<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{plain(title)}</title>\n<style>\n{style()}</style>\n</head>\n<body>\n<main>\n"
        f"{body}\n</main>\n</body>\n</html>\n"
    )


@cache
def style() -> str:
    """The style sheet with the font in it."""
    folder = files("mlekl_symbolic.writers")
    font = b64encode((folder / "fonts" / FONT).read_bytes()).decode()
    face = (
        "/* STIX Two Math, Copyright 2001-2020 The STIX Fonts Project Authors, SIL Open Font License 1.1 */\n"
        '@font-face { font-family: "STIX Two Math Subset"; font-display: block; '
        f"src: url(data:font/woff2;base64,{font}) format('woff2'); }}\n"
    )
    return face + (folder / "templates" / STYLE).read_text("utf-8")


def plain(words: str) -> str:
    """Words as HTML in which nothing is read as an element."""
    return escape(visible(words))


def mark_html(mark: Mark) -> str:
    """A mark that a screen reader says in words."""
    spoken = f'role="img" aria-label="{_SPOKEN[mark]}"'
    return f'<span class="mark {_CLASSES[mark]}" {spoken}>{escape(mark.value)}</span>'


def running(prose: Prose) -> str:
    """Running text as HTML."""
    return "".join(map(_inline, prose))


def _inline(inline: Inline) -> str:
    match inline:
        case str():
            return plain(inline)
        case Formula(node):
            return in_line(node)
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


def _part(part: Part, behind: Mapping[str, Behind]) -> str:
    match part:
        case Paragraph(prose):
            return f"<p>{running(prose)}</p>" if prose else ""
        case Heading(words):
            return f"<h2>{plain(words)}</h2>"
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
            shown = "\n".join(map(displayed, nodes))
            words = f"<p><b>{plain(kind)}.</b> {running(prose)}</p>"
            return f'<section class="claim {_CLASSES[mark]}">\n{words}\n{shown}\n</section>'
        case Calculation():
            return _calculation(part, behind)
        case Proof(title, blocks, mark):
            inside = "\n".join(_part(b, behind) for b in blocks)
            end = (
                '<p class="qed" role="img" aria-label="end of the proof">□</p>'
                if mark is Mark.CHECKED
                else ""
            )
            return f"<section>\n<h2>{plain(title)}</h2>\n{inside}\n{end}</section>"
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
    start = "" if part.start is None else f'<div class="start">{in_line(part.start, style="true")}</div>'
    lines = "\n".join(_line(line, behind) for line in part.lines)
    return f'{words}<div class="chain apart"><div class="steps">\n{start}\n{lines}\n</div></div>'


def _line(line: Line, behind: Mapping[str, Behind]) -> str:
    sign = in_line(Relation(line.sign), style="true") if line.sign else ""
    label = escape(line.label)
    summary = (
        f'<span class="lhs"></span><span class="sign">{sign}</span>'
        f'<span class="rhs">{in_line(line.right, style="true")}</span>'
        f'<span class="why">{running(line.reason)}</span>'
        f'<span class="tag">{mark_html(line.mark)} ({label})</span>'
    )
    notes = "".join(f'<p class="note {_CLASSES[line.mark]}">{running(n)}</p>' for n in line.notes)
    inside = _behind(behind[line.label]) if line.label in behind else ""
    return f'<details class="step" id="step-{label}"><summary>{summary}</summary>{inside}</details>{notes}'


def _behind(found: Behind) -> str:
    rules = ", ".join(f"<code>{plain(r)}</code>" for r in found.rules)
    rests = ", ".join(map(_given, found.givens))
    rows = [
        f"<p>Rules: {rules}.</p>" if rules else "",
        f"<p>Rests on {rests}.</p>" if rests else "",
        f"<p>LaTeX:</p><pre>{escape(found.latex)}</pre>",
    ]
    if found.lines:
        shown = escape("\n".join(found.lines))
        rest = f" The other {found.left_out}: <code>mlekl explain</code>." if found.left_out else ""
        rows.append(f"<p>Kernel lines.{rest}</p><pre>{shown}</pre>")
    return f'<div class="behind">{"".join(rows)}</div>'


def _given(label: str) -> str:
    """The label of a hypothesis, linked to its place in the list, where it has one."""
    shown = f"({escape(label)})"
    in_text = label.startswith(Origin.SETTING.value)
    return shown if in_text else f'<a href="#given-{escape(label)}">{shown}</a>'


def _table(part: Table) -> str:
    classes = [c.lower() for c in part.columns]
    head = "".join(
        f'<th class="{c}" scope="col">{plain(h)}</th>' for h, c in zip(part.header, classes, strict=True)
    )
    rows = "\n".join(
        "<tr>"
        + "".join(f'<td class="{c}">{running(cell)}</td>' for cell, c in zip(row, classes, strict=True))
        + "</tr>"
        for row in part.rows
    )
    return f'<div class="table"><table><thead><tr>{head}</tr></thead>\n<tbody>{rows}</tbody></table></div>'


def _reviewed(part: Reviewed, behind: Mapping[str, Behind]) -> str:
    label = escape(part.label)
    judged = f'<b class="{_JUDGED[part.judgement]}">{part.judgement.value}</b>'
    written = "" if part.written is None else displayed(part.written)
    inside = "\n".join(_part(f, behind) for f in part.findings)
    return (
        f'<article class="reviewed" id="step-{label}">\n<header><b>{label}</b>'
        f"<span>{running(part.says)}</span>{judged}</header>\n{written}\n<p>{running(part.prose)}</p>\n{inside}\n</article>"
    )
