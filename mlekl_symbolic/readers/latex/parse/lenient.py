"""A parser that leaves open what is doubtful: scripts stay scripts, and transposes stay transposes.

What it makes is only used to show that a line holds whatever the doubtful parts stand for.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from mlekl_symbolic.readers.latex import surface as s
from mlekl_symbolic.readers.latex.diagnostics import ReadError
from mlekl_symbolic.readers.latex.parse.cursor import Window, match_brackets, shown
from mlekl_symbolic.readers.latex.parse.evaluations import AT, DELIMITED
from mlekl_symbolic.readers.latex.parse.statements import Statements
from mlekl_symbolic.readers.latex.roles import DENSITIES
from mlekl_symbolic.readers.latex.tokens import DOUBLE, Token
from mlekl_symbolic.readers.latex.vocabulary import MATRICES
from mlekl_symbolic.readers.latex.words import is_aside, is_comment

_TURNED = (
    [("letter", "T")], [("word", "T")], [("text", "T")], [("command", "top")], [("command", "intercal")],
    [("greek", "top")],
)  # fmt: skip
_AFTER = frozenset(("stop", "close", "relation", "punctuation", "bar", "operator", "gap"))
_BORDERS = frozenset(("relation", "newline", "amp", "close", "end", "punctuation", "dots"))
_MEANS = frozenset(("E", "Ex", "EE", "Exp", "expect"))


class Lenient(Statements):
    """A parser of one block that leaves open what is doubtful."""

    def raised(self, body: s.Expression, window: Window, start: int) -> s.Expression:
        """An expression with a superscript."""
        inside = self.texts(window)
        if inside in _TURNED:
            return s.Transpose(body, span=self.since(start))
        try:
            return super().raised(body, window, start)
        except ReadError as error:
            if error.diagnostic.code != "E212":
                raise
        return s.Scripted(body, ("^", self._script(window)), span=self.since(start))

    def subscripted(self, body: s.Expression, start: int) -> s.Expression:
        """An expression with a subscript."""
        self.take()
        window = self.argument()
        if ("relation", "∼") in self.texts(window):
            under = self.draws(window)
            self.notice("N106", "a bracket with a draw below it is read as an expectation", self.since(start))
            return s.Mean(body, under, span=self.since(start))
        return s.Scripted(body, ("_", self._script(window)), span=self.since(start))

    def _script(self, window: Window) -> s.Expression:
        """A script, in which every letter counts."""
        inside = self.texts(window)
        if inside and inside[0] == ("open", "(") and self.partner[window[0]] == window[1] - 1:
            return s.Tuple(self.listed((window[0] + 1, window[1] - 1)), span=self.span_of(window))
        if len(inside) == 1 and inside[0][0] in ("operator", "prime", "command"):
            return s.Name(inside[0][1], "word", span=self.span_of(window))
        return self.whole(window)

    def named(self) -> s.Expression:
        """A name, applied to its arguments, or raised to a power, or alone."""
        start = self.at
        if self.on("open", "{") and self.peek(1).kind == "open" and self.peek(1).text != "{":
            window = start + 1, self.partner[start]
            self.at = window[1] + 1
            return self.powers(self.whole(window), start)
        made, exponent = self._name()
        if exponent is None:
            return self.applied(made, start) if self._bracket_ahead() else self.powers(made, start)
        if self.texts(exponent) in _TURNED:
            return s.Transpose(made, span=self.since(start))
        if self._is_power(made, exponent):
            if self._bracket_ahead() and not self._on_arithmetic():
                self.fail(
                    "E212", f"is this a power of {made.letter} or of its value?", self.span_of(exponent)
                )
            return s.Power(made, self._power(made, exponent), span=self.since(start))
        script = s.Tuple((s.Name("^", "word"), self._script(exponent)), span=self.span_of(exponent))
        made = replace(made, upper=(*made.upper, script))
        return self.applied(made, start) if self._bracket_ahead() else self.powers(made, start)

    def _superscript(self, made: s.Name, window: Window) -> tuple[s.Name, Window | None]:
        try:
            return super()._superscript(made, window)
        except ReadError as error:
            if error.diagnostic.code not in ("E212", "E214"):
                raise
        return made, window

    def _is_power(self, made: s.Name, window: Window) -> bool:
        try:
            return super()._superscript(made, window)[1] is not None
        except ReadError:
            return False

    def _on_arithmetic(self) -> bool:
        at = self.at + 1 if self.peek().text == "{" else self.at
        outer = self._outer((at + 1, self.partner[at]))
        listed = any(t.kind in ("relation", "bar") or t.text in (",", ";") for t in outer)
        return not listed and any(t.kind == "operator" and t.text in "+-" for t in outer)

    def gradient_order(self, window: Window, _start: int) -> str:
        """How often a gradient is taken."""
        return "".join(t for _, t in self.texts(window))

    def undifferentiated(self, begin: int, start: int) -> s.Integral:
        """An integral without a differential, which reaches to the end of the product."""
        self.at = begin
        body = self.term()
        reach = "the integral goes over the one letter that it can, to the end of the product"
        self.notice("N115", reach, self.since(start))
        both = _pair(body) if self.tokens[start].note == DOUBLE else ()
        return s.Integral(body, both, span=self.since(start))

    def stops(self) -> bool:
        """Whether the next token ends a term."""
        return self.on(AT) or super().stops()

    def term(self) -> s.Expression:
        """Factors side by side, and where they are evaluated."""
        start = self.at
        body = super().term()
        while self.on(AT) and not self.gradients:
            at = self._condition_below()
            self._check_reach(body, at)
            body = s.Evaluated(body, at, span=self.since(start))
        return body

    def factor(self) -> s.Expression:
        r"""One factor with its powers; what stands behind ``\left.`` is one, with where it is evaluated."""
        start = self.at
        if not (self.on("open", "{") and self.peek().note == DELIMITED):
            return super().factor()
        window = start + 1, self.partner[start]
        self.at = window[1] + 1
        body = self.whole(window)
        return s.Evaluated(body, self._condition_below(), span=self.since(start))

    def _condition_below(self) -> tuple[s.Expression, ...]:
        """What stands below the bar behind what is evaluated, which is consumed."""
        self.take()
        self.take()
        return self.listed(self.argument())

    def _check_reach(self, body: s.Expression, at: tuple[s.Expression, ...]) -> None:
        """Refuse a product of which only the last factor may be what is evaluated."""
        letters = {
            n for c in at if isinstance(c, s.Chain) and c.first is not None for n in s.letters(c.first)
        }
        before = body.factors[:-1] if isinstance(body, s.Factors) else ()
        if any(letters & s.letters(f.body) for f in before):
            self.fail("E203", "it is not clear where what is evaluated begins", body.span)

    def ends_operand(self, name: str, last: s.Expression) -> bool:
        """Whether what comes next does not belong to an operand without brackets."""
        token = self.peek()
        if token.kind == "big":
            self.notice("N102", f"the operand of {name} is read as ending before {token.text}", token.span)
            return True
        fractions = isinstance(last, s.Fraction | s.Number) and token.text == "frac"
        if not fractions:
            return super().ends_operand(name, last)
        self.notice("N102", f"the operand of {name} is read as going on to {shown(token)}", token.span)
        return False

    def _is_applied(self, name: s.Name, window: Window, opening: str) -> bool:
        before = len(self.questions)
        applied = super()._is_applied(name, window, opening)
        if len(self.questions) == before:
            return applied
        own = any(self.tokens[n].text == name.letter for n in range(*window))
        outer = self._outer(window)
        signs = any(t.kind == "operator" and t.text in "+-" for t in outer)
        if opening == "[" and not signs:
            del self.questions[before:]
            return True
        if own and signs and opening == "(":
            del self.questions[before:]
            return False
        return applied

    def drawn_from(self, item: s.Expression) -> s.Expression | s.Over | None:
        """One entry below an expectation, which may be a product of laws."""
        if isinstance(item, s.Factors) and all(isinstance(f.body, s.Apply) for f in item.factors):
            return item
        return super().drawn_from(item)

    def command(self) -> s.Expression:
        """A command that begins a factor; an unknown one is a name where it cannot be an operator."""
        start = self.at
        if self.peek().text in _MEANS or self._draws():
            self.notice("N106", f"\\{self.peek().text} is read as the expectation", self.peek().span)
            return self.mean()
        try:
            return super().command()
        except ReadError as error:
            if error.diagnostic.code != "E201" or self.at != start:
                raise
            after = self.peek(1)
            listed = after.kind == "open" and after.text == "(" and self._lists(start + 1)
            if after.kind not in _AFTER and not listed:
                raise
        return self.named()

    def _draws(self) -> bool:
        """Whether a command has something below it that is drawn from a law, as an expectation has."""
        if not self.peek().text.endswith("E") or self.peek(1).kind != "sub" or self.peek(2).text != "{":
            return False
        at = self.at + 2
        return any(t.kind == "relation" and t.text == "∼" for t in self.tokens[at : self.partner[at]])

    def _lists(self, at: int) -> bool:
        outer = self._outer((at + 1, self.partner[at]))
        return any((t.kind == "punctuation" and t.text in ",;") or t.kind == "bar" for t in outer)

    def _head(self) -> s.Name:
        token = self.peek()
        if token.kind == "command" and self.peek(1).kind in (*_AFTER, "open", "sub", "sup"):
            self.take()
            return s.Name(token.text, "word", span=token.span)
        return super()._head()

    def _environment(self) -> s.Expression:
        token = self.peek()
        if token.text not in MATRICES:
            return super()._environment()
        start = self.at
        window = start + 1, self.partner[start]
        self.at = window[1] + 1
        return self.powers(s.Matrix(self.inside(window, self._rows), span=self.since(start)), start)

    def _rows(self) -> tuple[tuple[s.Expression, ...], ...]:
        rows: list[tuple[s.Expression, ...]] = []
        row: list[s.Expression] = []
        while self.at < self.stop:
            if self.on("newline"):
                self.take()
                rows.append(tuple(row))
                row = []
            elif self.on("amp"):
                self.take()
            elif self.on("dots"):
                row.append(s.Dots(span=self.take().span))
            else:
                row.append(self.expression())
        return (*rows, tuple(row))


def _pair(body: s.Expression) -> tuple[s.Name, ...]:
    """The two letters of the law that an integrand has as a factor."""
    factors = [f.body for f in body.factors] if isinstance(body, s.Factors) else [body]
    found = {f.groups for f in factors if isinstance(f, s.Apply) and f.function.letter in DENSITIES}
    points = next(iter(found))[0] if len(found) == 1 else ()
    names = tuple(x for x in points if isinstance(x, s.Name))
    return names[::-1] if len(names) == len(points) == 2 else ()


def without_noise(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """Tokens without empty scripts, reasons in braces, and braces around an integrand with its differential.

    Raises
    ------
    ReadError
        When brackets do not match.
    """
    partner = match_brackets(tokens)
    gone: set[int] = set()
    for place, token in enumerate(tokens):
        if token.kind == "open" and token.text == "{":
            end = partner[place]
            scripted = place > 0 and tokens[place - 1].kind in ("sub", "sup")
            if scripted and end == place + 1:
                gone |= {place - 1, place, end}
            elif tokens[place + 1].kind == "text" and is_aside(tokens[place + 1].text) and not scripted:
                gone |= set(range(place, end + 1))
            elif _after_integral(tokens, partner, place) or (
                tokens[place + 1].kind == "big" and end == place + 2 and not scripted
            ):
                gone |= {place, end}
    for place, token in enumerate(tokens[:-1]):
        if token.kind == "gap" and tokens[place + 1].kind == "operator":
            gone.add(place)
    for place, token in enumerate(tokens):
        if token.kind == "text" and is_comment(token.text):
            gone |= _elided(tokens, partner, place)
    hyphens = {n for n, t in enumerate(tokens) if t.kind == "command" and t.text == "-"}
    return tuple(
        replace(t, kind="operator") if n in hyphens else t for n, t in enumerate(tokens) if n not in gone
    )


def _elided(tokens: Sequence[Token], partner: dict[int, int], place: int) -> set[int]:
    """What belongs to the words at a place because dots stand in it: everything up to the next relation."""
    end = place + 1
    while end < len(tokens) and tokens[end].kind not in _BORDERS:
        end = partner[end] + 1 if tokens[end].kind == "open" else end + 1
    listed = end < len(tokens) and tokens[end].kind in ("punctuation", "dots")
    dotted = any(t.kind == "dots" for t in tokens[place + 1 : end])
    return set(range(place + 1, end)) if dotted and not listed else set()


def _after_integral(tokens: Sequence[Token], partner: dict[int, int], place: int) -> bool:
    """Whether an opening brace comes right after an integral sign and its limits."""
    at = place - 1
    while at >= 0:
        if tokens[at].kind == "big":
            return tokens[at].text == "∫"
        if tokens[at].kind == "close" and tokens[partner[at] - 1].kind in ("sub", "sup"):
            at = partner[at] - 2
        elif at > 0 and tokens[at - 1].kind in ("sub", "sup"):
            at -= 2
        else:
            return False
    return False
