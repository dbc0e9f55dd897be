"""Brackets and bars of every kind: groups, lists, sets, absolute values, norms, indicators."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from mlekl_symbolic.readers.latex import surface as s
from mlekl_symbolic.readers.latex.parse.cursor import Grammar, Window


class Brackets(Grammar):
    """What stands between two brackets or bars."""

    def opened(self) -> s.Expression:
        """A factor that begins with an opening bracket."""
        token = self.peek()
        start = self.at
        if token.text == "|":
            return self._between("|", start)
        if token.text == "‖":
            return self._between("‖", start)
        if token.text == "{":
            return self._group()
        if token.text == "⟨":
            return self._angle()
        if token.text in "⌊⌈":
            self.fail("E202", "rounding is not read")
        return self.powers(self.bracket(), start)

    def bracket(self) -> s.Expression:
        """What stands in a bracket, as one factor."""
        start = self.at
        token = self.take()
        window = self.at, self.partner[start]
        self.at = window[1] + 1
        if token.text == "\\{":
            return self._braces(window, start)
        items = self.inside(window, partial(self._items, window))
        if len(items) == 1:
            if isinstance(items[0], s.Chain):
                hint = "Write \\mathbb{1}\\{ … \\} for an indicator."
                message = "a statement in brackets stands where a quantity is expected"
                self.fail("E202", message, items[0].span, hint)
            return replace(items[0], span=self.since(start))
        if token.text != "(" and len(items) != 2:
            self.fail("E224", "a list in square brackets cannot be read", self.span_of(window))
        return s.Tuple(items, token.text, span=self.since(start))

    def _items(self, window: Window) -> tuple[s.Expression, ...]:
        if window[0] >= window[1]:
            self.fail("E205", "nothing stands in these brackets", self.tokens[window[0] - 1])
        out = [self.item()]
        while self.on("punctuation", ","):
            self.take()
            out.append(self.item())
        return tuple(out)

    def item(self) -> s.Expression:
        """One entry of a list: dots, an empty slot, or sides joined by relations."""
        token = self.peek()
        if token.kind == "dots":
            self.take()
            return s.Dots(span=token.span)
        after = self.peek(1).kind
        if token.kind == "operator" and token.text == "·" and after in ("stop", "bar", "punctuation"):
            self.take()
            return s.Slot(span=token.span)
        return self.chain()

    def _braces(self, window: Window, start: int) -> s.Expression:
        r"""``\{ … \}``: a set, or a bracket where a factor stands before it or it holds one quantity."""
        if window[0] >= window[1]:
            self.fail("E205", "nothing stands in these braces", self.tokens[start])

        whole = self.span_of((start, window[1] + 1))

        def rule() -> s.Expression:
            first = self.item()
            if self.on("bar", "∣", "|") or self.on("punctuation", ":"):
                self.take()
                return s.Such(first, self.chain(), span=whole)
            out = [first]
            while self.on("punctuation", ","):
                self.take()
                out.append(self.item())
            return s.Listed(tuple(out), span=whole)

        made = self.inside(window, rule, "|")
        lone = isinstance(made, s.Listed) and len(made.items) == 1
        if lone and not isinstance(made.items[0], s.Name | s.Chain | s.Number | s.Dots):  # type: ignore[union-attr]
            self.notice("N116", "the braces are read as brackets", whole)
            return made.items[0]  # type: ignore[union-attr]
        return made

    def _group(self) -> s.Expression:
        """``{ … }``: invisible, unless a script follows."""
        start = self.at
        window = start + 1, self.partner[start]
        if window[0] >= window[1]:
            self.at = window[1] + 1
            if self.on("sub") or self.on("sup"):
                self.fail("E205", "this script has nothing to stand at")
            return self.factor()
        inside = self.texts(window)
        for sign in ("over", "choose"):
            if ("command", sign) in inside:
                return self._over(window, sign)
        after = self.tokens[window[1] + 1] if window[1] + 1 < self.stop else None
        scripted = after is not None and (
            after.kind in ("sub", "prime")
            or (after.kind == "open" and after.text in "([")
            or (after.kind == "sup" and len(inside) == 1 and self._is_starred(window[1] + 2))
        )
        if inside in ([("font", "bb"), ("open", "{"), ("letter", "E"), ("close", "{")], [("word", "E")]):
            return self.mean()
        if inside == [("letter", "E")] and scripted and not self.roles.is_scalar("E"):
            self.notice("N106", "E is read as the expectation", self.span_of(window))
            return self.mean()
        if scripted:
            return self.named()
        self.at = window[1] + 1
        return self.powers(self.inside(window, self.expression), start)

    def _is_starred(self, at: int) -> bool:
        """Whether the superscript that begins at a token is a star, which belongs to the name before it."""
        braced = self.tokens[at].text == "{"
        inside = self.texts((at + 1, self.partner[at]) if braced else (at, at + 1))
        return inside == [("operator", "*")]

    def _over(self, window: Window, sign: str) -> s.Expression:
        start = self.at
        places = [
            n for n in range(*window)
            if self.tokens[n].kind == "command" and self.tokens[n].text == sign and self._outermost(n, window)
        ]  # fmt: skip
        if len(places) != 1:
            self.fail("E202", f"\\{sign} cannot be read here", self.tokens[window[0]])
        top, bottom = self.whole((window[0], places[0])), self.whole((places[0] + 1, window[1]))
        self.at = window[1] + 1
        kind = s.Fraction if sign == "over" else s.Binomial
        return self.powers(kind(top, bottom, span=self.since(start)), start)

    def _outermost(self, place: int, window: Window) -> bool:
        at = window[0]
        while at < place:
            at = self.partner[at] + 1 if self.tokens[at].kind == "open" else at + 1
        return at == place

    def _angle(self) -> s.Expression:
        start = self.at
        window = start + 1, self.partner[start]
        self.at = window[1] + 1
        items = self.inside(window, partial(self._items, window))
        if len(items) != 1:
            self.fail("E214", "inner products are not read", self.tokens[start])
        return self.mean_of(items[0], start)

    def mean_of(self, body: s.Expression, start: int) -> s.Expression:
        r"""``\langle a \rangle_p``, the physicists' expectation."""
        under: tuple[s.Expression | s.Over, ...] = ()
        if self.on("sub"):
            self.take()
            under = self.draws(self.argument())
        return self.powers(s.Mean(body, under, span=self.since(start)), start)

    # Bars.

    def bars(self) -> s.Expression:
        """A factor that begins with a bar."""
        start = self.at
        sign = self.take().text
        if sign == "∣":
            self.fail("E226", "this bar has nothing on its left", self.tokens[start])
        back = self.closing, self.integrals
        self.closing, self.integrals = sign, 0
        body = self.expression()
        self.closing, self.integrals = back
        if not self.on("bar", sign):
            self.fail("E226", f"this {sign} is never closed", self.tokens[start])
        self.take()
        return self._closed_bars(sign, body, start)

    def _between(self, sign: str, start: int) -> s.Expression:
        window = start + 1, self.partner[start]
        self.at = window[1] + 1
        return self._closed_bars(sign, self.whole(window), start)

    def _closed_bars(self, sign: str, body: s.Expression, start: int) -> s.Expression:
        if sign == "|":
            return self.powers(s.Absolute(body, span=self.since(start)), start)
        kind = exponent = None
        while (self.on("sub") and kind is None) or (self.on("sup") and exponent is None):
            if self.take().kind == "sub":
                kind = self.whole(self.argument())
            else:
                exponent = self.exponent(self.argument())
        norm = s.Norm(body, kind, span=self.since(start))
        return self.powers(
            norm if exponent is None else s.Power(norm, exponent, span=self.since(start)), start
        )

    def indicator(self, start: int) -> s.Expression:
        r"""``\mathbb{1}\{…\}``, ``1_{…}``: what follows is the condition."""
        if self.on("sub"):
            self.take()
            condition = self.inside(self.argument(), self.chain)
        else:
            begin = self.at
            window = begin + 1, self.partner[begin]
            self.at = window[1] + 1
            condition = self.inside(window, self.chain)
        return self.powers(s.Indicator(condition, span=self.since(start)), start)
