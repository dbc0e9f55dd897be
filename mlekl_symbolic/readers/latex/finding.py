"""Finding displayed formulas, macro definitions and declarations in LaTeX and markdown."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from mlekl_symbolic.readers.latex.diagnostics import Diagnostic, Span
from mlekl_symbolic.readers.latex.source import MARKDOWN, Source
from mlekl_symbolic.readers.latex.vocabulary import ROW_ENVIRONMENTS

_ENVIRONMENTS = "|".join(
    re.escape(e) for e in sorted(ROW_ENVIRONMENTS - {"math", "subequations"}, reverse=True)
)
_LATEX = re.compile(
    rf"""
      (?P<linebreak>\\\\(?!\[|\])|\\\\(?=\[-?[\d.]))
    | (?P<comment>%[^\n]*)
    | (?P<verbatim>\\begin\s*\{{(?P<raw>verbatim\*?|lstlisting|minted|comment|filecontents\*?)\}})
    | (?P<verb>\\verb\*?(?P<mark>[^A-Za-z\s*]).*?(?P=mark))
    | (?P<environment>\\begin\s*\{{(?P<name>{_ENVIRONMENTS})\}})
    | (?P<slashed>\\\\\[)
    | (?P<bracket>\\\[)
    | (?P<paren>\\\()
    | (?P<input>\\(?:input|include)(?![A-Za-z])\s*(?:\{{[^}}]*\}})?)
    | (?P<finish>\\end\{{document\}})
    | (?P<escape>\\.)
    | (?P<dollars>\$\$)
    | (?P<dollar>\$)
    """,
    re.VERBOSE | re.DOTALL,
)
_MARKDOWN_PARTS = re.compile(
    r"""
      (?P<front>\A---\n.*?\n---\n)
    | (?P<fence>^(?P<indent>[ ]{0,3})(?P<ticks>`{3,20}(?!`)|~{3,20}(?!~))(?P<info>[^\n]*)\n)
    | (?P<code>(?<!`)(?:`[^`\n]+`|``[^\n]{1,400}?``)(?!`))
    | (?P<note><!--)
    """,
    re.VERBOSE | re.DOTALL | re.MULTILINE,
)
_DECLARATION = re.compile(r"\s*mlekl\s*:(?P<what>.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Display:
    """A displayed formula.

    Attributes
    ----------
    inner
        What is to be read: with the environment, without ``$$`` and ``\\[``.
    outer
        All of it.
    """

    inner: Span
    outer: Span


@dataclass(frozen=True, slots=True)
class Declaration:
    """What stands after ``mlekl:`` in a comment."""

    text: str
    span: Span


@dataclass(slots=True)
class Found:
    """What was found in a text.

    Attributes
    ----------
    displays
        The displayed formulas, in order.
    declarations
        The declarations, in order.
    problems
        Displays that are never closed, and files that are not followed.
    formulas
        Where the formulas in running text stand, without their signs.
    """

    displays: list[Display] = field(default_factory=list)
    declarations: list[Declaration] = field(default_factory=list)
    problems: list[Diagnostic] = field(default_factory=list)
    formulas: list[Span] = field(default_factory=list)


def find(source: Source) -> Found:
    """The displayed formulas, declarations and problems of a text."""
    finder = _Finder(source.text)
    if source.kind == MARKDOWN:
        finder.markdown()
    else:
        finder.latex(0, len(source.text))
    found = finder.found
    found.displays.sort(key=lambda d: d.outer)
    found.declarations.sort(key=lambda d: d.span)
    return found


class _Finder:
    def __init__(self, text: str) -> None:
        self.text = text
        self.found = Found()
        self.absent: dict[str, int] = {}

    # Markdown: what is no code, no note and no front matter is searched as LaTeX.

    def markdown(self) -> None:
        place = 0
        while place < len(self.text):
            part = _MARKDOWN_PARTS.search(self.text, place)
            if part is None:
                break
            self.latex(place, part.start())
            place = self._part(part)
        self.latex(place, len(self.text))

    def _part(self, part: re.Match[str]) -> int:
        if part["fence"] is not None:
            return self._fence(part)
        if part["note"] is not None:
            end = self._after("-->", part.end())
            stop = len(self.text) if end is None else end
            self._declare(part.end(), stop - (0 if end is None else 3))
            return stop
        return part.end()

    def _fence(self, part: re.Match[str]) -> int:
        closing = re.compile(
            rf"^[ ]{{0,3}}{re.escape(part['ticks'][0])}{{{len(part['ticks'])},}}[ \t]*$", re.MULTILINE
        )
        end = closing.search(self.text, part.end())
        stop = len(self.text) if end is None else end.start()
        if part["info"].strip().strip("{}") == "math":
            self.found.displays.append(Display((part.end(), stop), (part.start(), stop)))
        return len(self.text) if end is None else end.end()

    # LaTeX.

    def latex(self, start: int, stop: int) -> None:
        place = start
        while place < stop:
            sign = _LATEX.search(self.text, place, stop)
            if sign is None:
                return
            place = self._sign(sign, stop)

    def _sign(self, sign: re.Match[str], stop: int) -> int:
        match sign.lastgroup if sign.lastgroup not in ("raw", "mark", "name") else _outer_group(sign):
            case "comment":
                self._declare(sign.start() + 1, sign.end())
            case "verbatim":
                return self._after(f"\\end{{{sign['raw']}}}", sign.end()) or stop
            case "environment":
                return self._environment(sign, stop)
            case "bracket":
                return self._closed(sign, "\\]", stop)
            case "slashed":
                return self._closed(sign, "\\\\]", stop)
            case "dollars":
                return self._closed(sign, "$$", stop)
            case "dollar":
                return self._inline(sign.end(), stop, r"(?<!\\)\$")
            case "paren":
                return self._inline(sign.end(), stop, r"\\\)")
            case "input":
                self.found.problems.append(Diagnostic("E220", f"{sign[0]} is not followed", sign.span()))
            case "finish":
                return stop
        return sign.end()

    def _declare(self, start: int, stop: int) -> None:
        said = _DECLARATION.fullmatch(self.text, start, stop)
        if said is not None:
            self.found.declarations.append(Declaration(said["what"].strip(), (start, stop)))

    def _after(self, closing: str, start: int) -> int | None:
        """The place after the next closing sign, or None."""
        found = self._next(re.escape(closing), start)
        return None if found is None else found.end()

    def _next(self, pattern: str, start: int) -> re.Match[str] | None:
        """The next match; what is not there is searched for once only."""
        if self.absent.get(pattern, start + 1) <= start:
            return None
        found = re.compile(pattern).search(self.text, start)
        if found is None:
            self.absent[pattern] = start
        return found

    def _environment(self, sign: re.Match[str], stop: int) -> int:
        name = sign["name"]
        found = self._next(rf"\\(?P<which>begin|end)\s*\{{{re.escape(name)}\}}", sign.end())
        if found is None or found.end() > stop or found["which"] == "begin":
            self._unclosed("E204", f"\\begin{{{name}}} is never closed", sign.span())
            return sign.end()
        self.found.displays.append(Display((sign.start(), found.end()), (sign.start(), found.end())))
        self._comments(sign.end(), found.end())
        return found.end()

    def _comments(self, start: int, stop: int) -> None:
        for comment in re.finditer(r"(?<!\\)%[^\n]*", self.text[start:stop]):
            self._declare(start + comment.start() + 1, start + comment.end())

    def _closed(self, sign: re.Match[str], closing: str, stop: int) -> int:
        """Past a display that a sign opens, or past the sign when nothing closes it in its paragraph."""
        lead = self._next(r"\S", sign.end())
        opening = re.escape(sign[0])
        found = self._next(
            rf"(?<!\\)(?:{re.escape(closing)}|{opening})|\n[ \t]*\n", lead.start() if lead else sign.end()
        )
        ends = found is not None and found.end() <= stop and self._ends(found, closing)
        if found is None or not ends:
            self._unclosed("E203", f"this {sign[0]} is never closed", sign.span())
            return sign.end()
        close = self.text.index(closing, found.start())
        if self.text[sign.end() : close].strip():
            self.found.displays.append(Display((sign.end(), close), (sign.start(), close + len(closing))))
            self._comments(sign.end(), close)
        return close + len(closing)

    def _ends(self, found: re.Match[str], closing: str) -> bool:
        """Whether a match is the closing sign, or white space right before it."""
        if found[0] == closing:
            return True
        after = self._next(r"\S", found.end())
        return not found[0].strip() and after is not None and self.text.startswith(closing, after.start())

    def _unclosed(self, code: str, message: str, span: Span) -> None:
        self.found.problems.append(Diagnostic(code, message, span))

    def _inline(self, start: int, stop: int, closing: str) -> int:
        """The place after a formula in running text, or after a lone sign that would open one."""
        end = re.compile(rf"(?P<closed>{closing})|\n[ \t]*\n").search(self.text, start, stop)
        if end is None or end["closed"] is None:
            return start
        self.found.formulas.append((start, end.start()))
        return end.end()


def _outer_group(sign: re.Match[str]) -> str:
    names = ("verbatim", "verb", "environment")
    return next(n for n in names if sign[n] is not None)
