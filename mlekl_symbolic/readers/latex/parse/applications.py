"""A name before a bracket: a function with its arguments, a factor beside it, or a question."""

from __future__ import annotations

from mlekl_symbolic.readers.latex import surface as s
from mlekl_symbolic.readers.latex.diagnostics import Diagnostic
from mlekl_symbolic.readers.latex.parse.cursor import Grammar, Window
from mlekl_symbolic.readers.latex.roles import (
    DENSITIES,
    FUNCTIONALS,
    Role,
    is_default_function,
    is_divergence,
    key,
)
from mlekl_symbolic.readers.latex.tokens import Token


class Applications(Grammar):
    """Functions and their arguments."""

    def applied(self, function: s.Name, start: int) -> s.Expression:
        """A name with the bracket that follows: applied to it, or alone."""
        braced = self.peek().text == "{"
        at = self.at + 1 if braced else self.at
        window = at + 1, self.partner[at]
        if not self._is_applied(function, window, self.tokens[at].text):
            return self.powers(function, start)
        self.at = self.partner[self.at] + 1
        if window[0] >= window[1]:
            self.fail("E205", f"{function.letter} has no argument", self.tokens[at])
        groups, bars = self.inside(window, self._groups, "|‖")
        if is_divergence(function) and bars and set(bars) == {"|"}:
            self.notice("N118", "the bar is read as ‖", self.span_of(window))
        if function.letter in DENSITIES and "‖" in bars:
            self.notice("N118", "the double bar is read as |", self.span_of(window))
            bars = tuple("|" if b == "‖" else b for b in bars)
        self._check_bars(bars, window)
        return self.powers(s.Apply(function, groups, bars, span=self.since(start)), start)

    def _check_bars(self, bars: tuple[str, ...], window: Window) -> None:
        parts = "".join(bars).split("‖")
        if len(parts) > 2 or any(p.count("|") > 1 for p in parts):
            self.fail("E226", "these bars cannot be told apart", self.span_of(window))

    def _groups(self) -> tuple[tuple[tuple[s.Expression, ...], ...], tuple[str, ...]]:
        groups: list[tuple[s.Expression, ...]] = []
        bars: list[str] = []
        items = [self.item()]
        while self.at < self.stop:
            token = self.peek()
            if token.kind == "punctuation" and token.text == ",":
                self.take()
                items.append(self.item())
            elif (token.kind == "punctuation" and token.text in ";:") or token.kind == "bar":
                if token.text == ":":
                    self.fail("E202", "a colon in an argument list cannot be read")
                self.take()
                groups.append(tuple(items))
                bars.append("|" if token.text == "∣" else token.text)
                items = [self.item()]
            else:
                break
        return (*groups, tuple(items)), tuple(bars)

    # Function or product?

    def _is_applied(self, name: s.Name, window: Window, opening: str) -> bool:
        role = self.roles.of(name)
        if role is not None:
            return role is Role.FUNCTION
        if is_divergence(name):
            return True
        outer = self._outer(window)
        listed = any((t.kind == "punctuation" and t.text in ",;") or t.kind == "relation" for t in outer)
        listed = listed or any(t.kind == "bar" and t.text in "∣‖" for t in outer[1:])
        listed = listed or sum(t.kind == "bar" and t.text == "|" for t in outer[1:]) % 2 == 1
        arithmetic = any(
            t.kind == "operator" and t.text in "+-/·×*" and len(outer) > 1 for t in outer
        ) or any(t.kind == "big" for t in outer)
        if opening == "[":
            return self._in_square(name, listed=listed, arithmetic=arithmetic)
        if listed:
            return True
        if is_default_function(name):
            own = any(
                self.tokens[n].text == name.letter and not self._applied_inside(n, window)
                for n in range(*window)
            )
            doubtful = arithmetic and name.letter in DENSITIES and name.style in ("", "bf")
            if name.letter == "delta":
                doubtful = arithmetic and not _is_difference(outer)
            if own or doubtful:
                self._ask(name)
            return True
        if arithmetic:
            return False
        if _is_lone(outer):
            self.notice("N121", f"{key(name)} is read as a function", name.span)
        else:
            self._ask(name)
        return True

    def _applied_inside(self, place: int, window: Window) -> bool:
        """Whether the name at a place is followed by scripts or a bracket, so that it is a function."""
        after = place + 1
        return after < window[1] and self.tokens[after].kind in (
            "open",
            "sub",
            "sup",
            "prime",
            "bar",
            "close",
        )

    def _in_square(self, name: s.Name, *, listed: bool, arithmetic: bool) -> bool:
        if name.letter in FUNCTIONALS or name.style in ("cal", "scr"):
            return True
        if listed or name.style in ("word", "text", "bb"):
            return True
        if arithmetic:
            return False
        self._ask(name)
        return True

    def _outer(self, window: Window) -> list[Token]:
        """The tokens of a window that stand in no bracket inside it."""
        out: list[Token] = []
        at = window[0]
        while at < window[1]:
            out.append(self.tokens[at])
            at = self.partner[at] + 1 if self.tokens[at].kind in ("open", "begin") else at + 1
        return out

    def _ask(self, name: s.Name) -> None:
        called = key(name)
        self.questions.append(
            Diagnostic(
                "E206", f"is {called} a function here, or a factor?", name.span,
                f"Declare it: `% mlekl: {called}: function` or `% mlekl: {called}: scalar`.",
            )
        )  # fmt: skip


def _is_lone(outer: list[Token]) -> bool:
    """Whether a bracket holds one name, which nobody would put into a bracket to multiply it."""
    heads = [
        t for n, t in enumerate(outer) if n == 0 or outer[n - 1].kind not in ("sub", "sup", "font", "accent")
    ]
    names = [t for t in heads if t.kind in ("letter", "greek", "word", "text", "font", "accent")]
    rest = [t.kind for t in heads if t not in names and t.kind not in ("sub", "sup", "prime")]
    return len(names) == 1 and outer[0] is names[0] and set(rest) <= {"open"}


def _is_difference(outer: list[Token]) -> bool:
    """Whether an argument is the difference of two names, as that of a delta function is."""
    signs = [t.text for t in outer if t.kind == "operator"]
    lone = [n for n, t in enumerate(outer) if t.kind == "number" and (n == 0 or outer[n - 1].kind != "sub")]
    return signs == ["-"] and not lone
