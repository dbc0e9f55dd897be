r"""Pages as LaTeX for an article: amsmath with fall-backs where a package is missing.

Numbers are the derivation's own. A reason stands beside its line while the estimated widths allow
it, and above it otherwise; a right side that is too wide is broken before a relation or a sign.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import assert_never

from mlekl_symbolic.proof.records import Judgement, Theorem
from mlekl_symbolic.writers.document import document_of
from mlekl_symbolic.writers.formats import format_of
from mlekl_symbolic.writers.latex import inline_latex, latex, text_latex
from mlekl_symbolic.writers.layout import Layout, Relation, pieces_within
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
from mlekl_symbolic.writers.tex_preamble import PREAMBLE
from mlekl_symbolic.writers.typography import printed, typographic
from mlekl_symbolic.writers.widths import width

LINE = 40.0
"""The text width of a page, in ems of the text font."""
TAG = 3.6
BREAK = r"\allowbreak{}"
HANG = 2.0
COLUMN, GAP, LINES = 9.0, 1.5, 2.0
"""The least width of a column of reasons, the space before it, and its lines for the longest reason."""
_MARKS = {
    Mark.CHECKED: r"\mlchecked",
    Mark.GAP: r"\mlgap",
    Mark.UNPROVED: r"\mlunproved",
    Mark.REFUTED: r"\mlrefuted",
}

_JUDGED = {
    Judgement.TRUE: "mlgood",
    Judgement.CONDITIONAL: "mlgood",
    Judgement.IMPRECISE: "mlopen",
    Judgement.FALSE: "mlbad",
    Judgement.PROSE: "mlquiet",
}
_COLOURS = {Mark.CHECKED: "black", Mark.GAP: "mlopen", Mark.UNPROVED: "mlopen", Mark.REFUTED: "mlbad"}


@format_of("tex", suffix=".tex", says="LaTeX source, complete in one file")
def tex_bytes(theorem: Theorem, figures: Sequence[Figure] = ()) -> bytes:
    """The page of a theorem as one LaTeX file; pictures are told in words."""
    return tex_source(document_of(theorem, figures)).encode()


def tex_source(document: Document) -> str:
    """A page as one LaTeX file."""
    parts = tex_parts(document.parts, LINE)
    title = f"\\mltitle{{{text_latex(typographic(document.title))}}}{{{_MARKS[document.mark]}}}"
    return (
        f"{PREAMBLE}\\hypersetup{{pdftitle={{{text_latex(typographic(document.title))}}}}}\n"
        f"\\begin{{document}}\n{title}{{{text_latex(document.banner)}}}\n\n{parts}\n\\end{{document}}\n"
    )


def tex_parts(parts: Sequence[Part], measure: float) -> str:
    """Parts of a page, after one another, on lines of ``measure`` ems."""
    return "\n\n".join(_part(part, measure) for part in parts)


def _part(part: Part, measure: float) -> str:
    match part:
        case Paragraph(prose):
            return _prose(prose)
        case Heading(words):
            return rf"\mlheading{{{text_latex(typographic(words))}}}"
        case Items(entries):
            inside = "\n".join(rf"  \item[{text_latex(i.label)}] {_prose(i.prose)}" for i in entries)
            return f"\\begin{{mlitems}}\n{inside}\n\\end{{mlitems}}"
        case Definitions(prose, equations):
            inside = " \\\\\n".join(f"  {latex(a)} &= {latex(b)}" for a, b in equations)
            return f"{_prose(prose)}\n\\begin{{align*}}\n{inside}\n\\end{{align*}}"
        case Claim(kind, prose, nodes, _):
            broken = " \\\\\n".join(_broken("", node, measure - 2) for node in nodes)
            return (
                f"\\begin{{mlclaim}}{{{text_latex(kind)}}}\n{_prose(prose)}\n"
                f"\\begin{{align*}}\n{broken}\n\\end{{align*}}\n\\end{{mlclaim}}"
            )
        case Calculation():
            return _calculation(part, measure)
        case Proof(title, blocks, mark):
            *before, last = [_part(b, measure) for b in blocks] or [""]
            boxed = f"\\mlkeep\n{last}\n\\mlqed" if mark is Mark.CHECKED else last
            inside = "\n\n".join((*before, boxed))
            return f"\\mlproof{{{text_latex(typographic(title))}}}\n{inside}".rstrip()
        case Table():
            return _table(part)
        case Reviewed():
            return _reviewed(part, measure)
        case Figure(title, alt, _):
            return f"\\mlsmall{{{text_latex(f'Picture: {title}. {alt}')}}}"
        case SmallPrint(prose):
            return f"\\mlsmall{{{_prose(prose)}}}"
        case _:
            assert_never(part)


def _prose(prose: Prose) -> str:
    return "".join(map(_inline, printed(prose)))


def _inline(inline: Inline) -> str:
    match inline:
        case str():
            return text_latex(inline)
        case Formula(node):
            return f"${inline_latex(node)}$"
        case StepLink(label):
            return rf"\mlstep{{{label}}}"
        case Code(name):
            return rf"\texttt{{{text_latex(name).replace('_', '_' + BREAK)}}}"
        case Verdict(mark):
            return f"{_MARKS[mark]}{{}}"
        case Judged(judgement):
            return _judged(judgement)
        case _:
            assert_never(inline)


def _packed(node: Layout, room: float) -> list[list[Layout]]:
    lines: list[list[Layout]] = [[]]
    used = 0.0
    for piece in pieces_within(node, room - HANG, width):
        needed = width(piece)
        if lines[-1] and used + needed > room - (HANG if len(lines) > 1 else 0):
            lines.append([])
            used = 0.0
        lines[-1].append(piece)
        used += needed
    return lines


def _fitted(parts: list[Layout], room: float) -> str:
    """Some pieces on one line; made smaller when they are wider than the room even so."""
    shown = "".join(map(latex, parts)).strip()
    if sum(map(width, parts)) <= room:
        return shown
    return rf"\mlfit{{{room:.1f}em}}{{{shown}}}"


def _broken(sign: str, node: Layout, room: float) -> str:
    """A right side after its sign, over as many lines as it needs."""
    first, *more = _packed(node, room)
    lines = [f"  &{sign}{_fitted(first, room)}"]
    lines.extend(f"  &\\hspace{{{HANG}em}}{{}}{_fitted(line, room - HANG)}" for line in more)
    return " \\\\\n".join(lines)


@dataclass(frozen=True, slots=True)
class _Plan:
    """Where things stand in one chain.

    Attributes
    ----------
    apart
        Whether the start has a line of its own.
    column
        The width of the column of reasons, in ems; 0 when they stand above their lines.
    room
        The width left for a right side, in ems.
    """

    apart: bool
    column: float
    room: float


def _plan(part: Calculation, measure: float) -> _Plan:
    first = 0.0 if part.start is None else width(part.start)
    rights = max((width(line.right) for line in part.lines), default=0.0) + 1.35
    whys = max((_words_width(line.reason) for line in part.lines), default=0.0)
    room = measure - TAG
    # A long start has a line of its own, but where that would only leave room beside it.
    beside = min(whys, COLUMN) + GAP if first > 0.45 * measure and whys else 0.0
    apart = part.start is not None and first + rights + beside > room
    indent = 0.0 if apart else first
    # A start on a line of its own is as wide as the column of right sides may become.
    left = room - indent - max(rights, min(first, room) - HANG if apart else 0.0) - GAP
    column = min(whys, left) if left >= min(whys, COLUMN) and whys <= LINES * left else 0.0
    return _Plan(apart, column, room - indent - 1.35 - (HANG if apart else 0))


def _words_width(prose: Prose) -> float:
    return sum(0.45 * len(x) if isinstance(x, str) else 1.5 for x in prose)


def _calculation(part: Calculation, measure: float) -> str:
    plan = _plan(part, measure)
    out = [_prose(part.words) or "\\mlwordless", "\\begin{align*}"]
    if plan.apart and part.start is not None:
        out.append(_start(part.start, measure) + r" \\")
    before = "" if plan.apart or part.start is None else latex(part.start)
    for n, line in enumerate(part.lines):
        last = n == len(part.lines) - 1
        out.extend(_rows(before if n == 0 else "", line, plan))
        if not last:
            out[-1] += r" \\"
            out.extend(rf"  \intertext{{{note}}}" for note in _notes(line))
    out.append("\\end{align*}")
    if part.lines:
        out.extend(_notes(part.lines[-1]))
    return "\n".join(filter(None, out))


def _start(node: Layout, measure: float) -> str:
    """The start of a chain on lines of its own, further left than its right sides."""
    first, *more = _packed(node, measure - TAG)
    lines = [f"  &\\hspace{{-{HANG}em}}{_fitted(first, measure - TAG)}"]
    lines.extend(f"  &{_fitted(line, measure - TAG - HANG)}" for line in more)
    return " \\\\\n".join(lines)


def _notes(line: Line) -> list[str]:
    notes = r" \newline ".join(map(_prose, line.notes))
    return [rf"\mlnote{{{_COLOURS[line.mark]}}}{{{notes}}}"] if line.notes else []


def _above(line: Line, plan: _Plan) -> str:
    """A reason above its line; a long one is set over several lines."""
    said = _prose(line.reason)
    if _words_width(line.reason) <= plan.room:
        return said
    return rf"\parbox{{{plan.room:.1f}em}}{{\raggedright {said}}}"


def _rows(before: str, line: Line, plan: _Plan) -> list[str]:
    out: list[str] = []
    if line.reason and not plan.column:
        said = rf"\mlabove{{{_above(line, plan)}}}"
        # Above a claim it stands at the right: at the left it would read as text.
        out.append(rf"  &\quad{said} \\*" if line.sign else rf"  &\tag*{{{said}}} \\*")
    right = _broken(f"{latex(Relation(line.sign)).strip()} ", line.right, plan.room).lstrip()
    beside = plan.column and line.reason
    why = rf" &&\mlwhy{{{plan.column:.1f}em}}{{{_prose(line.reason)}}}" if beside else ""
    tag = rf" \tag*{{\mltag{{{_MARKS[line.mark]}}}{{{line.label}}}}}\label{{step:{line.label}}}"
    out.append(f"  {before} {right}{why}{tag}")
    return out


def _table(part: Table) -> str:
    header = " & ".join(f"\\textbf{{{text_latex(h)}}}" if h else "" for h in part.header)
    rows = "\n".join("  " + " & ".join(map(_prose, row)) + r" \\" for row in part.rows)
    wide = {"L": 1.0, "W": 1.9, "N": 0.7}
    columns = [_kind(letter, cells) for letter, *cells in zip(part.columns, *part.rows, strict=True)]
    share = (0.5 if len(wide.keys() & set(columns)) == 1 else 0.6) / sum(wide.get(c, 0.0) for c in columns)
    shape = "".join(
        rf">{{\raggedright\arraybackslash}}p{{{wide[c] * share:.2f}\linewidth}}" if c in wide else c
        for c in columns
    )
    return f"\\begin{{mltable}}{{{shape}}}\n  {header} \\\\ \\midrule\\endhead\n{rows}\n\\end{{mltable}}"


def _kind(letter: str, cells: Sequence[Prose]) -> str:
    """The letter of a column, N for one of names, which may break after an underscore."""
    return "N" if letter == "l" and any(isinstance(x, Code) for cell in cells for x in cell) else letter


def _judged(judgement: Judgement) -> str:
    return rf"\textcolor{{{_JUDGED[judgement]}}}{{\textbf{{{judgement.value}}}}}"


def _reviewed(part: Reviewed, measure: float) -> str:
    place = f"\\mlplace\\label{{step:{part.label}}}"
    claim = f"{{{part.label}}}{{{_prose(part.says)}}}{{{_judged(part.judgement)}}}"
    written = (
        ""
        if part.written is None
        else f"\\begin{{align*}}\n{_broken('', part.written, measure)}\n\\end{{align*}}\n"
    )
    head = f"{place}\\begin{{mlreviewed}}{claim}\n{written}\\end{{mlreviewed}}"
    findings = tex_parts(part.findings, measure)
    return "\n\n".join(filter(None, (head, _prose(part.prose), findings)))
