"""The state of the parser: where it stands, what stops a term, and what it has noticed."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from typing import NoReturn, TypeVar

from mlekl_symbolic.readers.latex import surface as s
from mlekl_symbolic.readers.latex.diagnostics import Diagnostic, ReadError, Span
from mlekl_symbolic.readers.latex.roles import Roles
from mlekl_symbolic.readers.latex.tokens import Token
from mlekl_symbolic.readers.latex.words import is_aside

DEEPEST = 48
"""How deep operators, brackets and scripts may be nested."""
MULTIPLICATIVE = frozenset("·×*/")
_ENDS = frozenset(
    ("stop", "close", "relation", "punctuation", "gap", "amp", "newline", "tag", "intertext", "dots", "end")
)
_T = TypeVar("_T")
Window = tuple[int, int]
"""A range of tokens: the first, and the one after the last."""


def match_brackets(tokens: Sequence[Token]) -> dict[int, int]:
    """For every opening and closing bracket the place of the other one.

    Raises
    ------
    ReadError
        When one has no partner or the wrong one.
    """
    out: dict[int, int] = {}
    waiting: list[int] = []
    for place, token in enumerate(tokens):
        if token.kind in ("open", "begin"):
            waiting.append(place)
        elif token.kind in ("close", "end"):
            wanted = "open" if token.kind == "close" else "begin"
            if not waiting or tokens[waiting[-1]].kind != wanted or tokens[waiting[-1]].text != token.text:
                raise _mismatch(token, tokens[waiting[-1]] if waiting else None)
            out[place] = waiting.pop()
            out[out[place]] = place
    if waiting:
        token = tokens[waiting[-1]]
        if token.kind == "begin":
            raise ReadError("E204", f"\\begin{{{token.text}}} is never closed", token.span)
        raise ReadError("E203", f"this {shown(token)} is never closed", token.span)
    return out


def _mismatch(token: Token, opened: Token | None) -> ReadError:
    if token.kind == "end":
        if opened is not None and opened.kind == "open":
            return ReadError("E203", f"this {shown(opened)} is never closed", opened.span)
        return ReadError("E204", f"\\end{{{token.text}}} closes nothing", token.span)
    if opened is None:
        return ReadError("E203", f"this {shown(token)} closes nothing", token.span)
    return ReadError("E203", f"this {shown(token)} closes a {shown(opened)}", token.span)


def shown(token: Token) -> str:
    """A token as a message calls it."""
    if token.kind == "close":
        pairs = {"(": ")", "[": "]", "{": "}", "\\{": "\\}", "⟨": "⟩", "⌊": "⌋", "⌈": "⌉"}
        return pairs.get(token.text, token.text)
    if token.kind in ("begin", "end", "command"):
        return f"\\{token.kind}{{{token.text}}}" if token.kind != "command" else f"\\{token.text}"
    names = {"stop": "the end", "newline": "the end of the row", "gap": "a gap", "amp": "&"}
    return names.get(token.kind) or token.text or token.kind


class Cursor:
    """A window of tokens with a place in it."""

    def __init__(self, tokens: Sequence[Token], roles: Roles) -> None:
        self.tokens = tokens
        self.partner = match_brackets(tokens)
        self.roles = roles
        self.at = 0
        self.stop = len(tokens)
        self.notices: list[Diagnostic] = []
        self.questions: list[Diagnostic] = []
        self.depth = 0
        self.integrals = 0
        self.gradients = 0
        self.closing = ""
        end = tokens[-1].end if tokens else 0
        self._end = Token("stop", "", end, end)

    def peek(self, ahead: int = 0) -> Token:
        """The token at the place, or further on; a token of kind ``stop`` at the end."""
        place = self.at + ahead
        return self.tokens[place] if place < self.stop else self._end

    def on(self, kind: str, *texts: str) -> bool:
        """Whether the next token is of a kind, and one of the given ones."""
        token = self.peek()
        return token.kind == kind and (not texts or token.text in texts)

    def take(self) -> Token:
        """The next token, which is consumed."""
        token = self.peek()
        self.at += 1
        return token

    def fail(self, code: str, message: str, at: Token | Span | None = None, hint: str = "") -> NoReturn:
        """Refuse the formula, at the next token unless told otherwise."""
        raise self.refusal(code, message, at, hint)

    def refusal(self, code: str, message: str, at: Token | Span | None = None, hint: str = "") -> ReadError:
        """The error that refuses the formula, at the next token unless told otherwise."""
        place = self.peek() if at is None else at
        return ReadError(code, message, place.span if isinstance(place, Token) else place, hint)

    def notice(self, code: str, message: str, span: Span) -> None:
        """Note that a convention was applied."""
        self.notices.append(Diagnostic(code, message, span))

    def since(self, start: int) -> Span:
        """Where the tokens from a place up to here stand."""
        if start >= len(self.tokens):
            return self._end.span
        last = max(start, self.at - 1)
        return self.tokens[start].start, self.tokens[min(last, len(self.tokens) - 1)].end

    def span_of(self, window: Window) -> Span:
        """Where a window stands."""
        lo, hi = window
        if lo >= hi:
            place = self.tokens[max(lo - 1, 0)]
            return place.span
        return self.tokens[lo].start, self.tokens[hi - 1].end

    def inside(self, window: Window, rule: Callable[[], _T], closing: str = "") -> _T:
        """What a rule makes of a window, all of which it must consume."""
        back = self.at, self.stop, self.integrals, self.gradients, self.closing
        self.at, self.stop = window
        self.integrals, self.gradients, self.closing = 0, 0, closing
        made = rule()
        if self.at < self.stop:
            self._leftover()
        self.at, self.stop, self.integrals, self.gradients, self.closing = back
        return made

    def _leftover(self) -> NoReturn:
        token = self.peek()
        if token.kind == "dots":
            self.fail("E210", "dots stand for terms that nobody can check")
        if token.kind == "bar":
            self.fail("E226", f"this {token.text} has no meaning here")
        if token.kind == "newline":
            self.fail("E203", "the row ends inside a bracket or an argument")
        self.fail("E202", f"{shown(token)} was not expected here")

    def argument(self) -> Window:
        """The argument of a command or a script: the inside of a group, or one token."""
        token = self.peek()
        if token.kind == "open" and token.text == "{":
            end = self.partner[self.at]
            window = self.at + 1, end
            self.at = end + 1
            return window
        start = self.at
        if token.kind in ("stop", "close", "sub", "sup", "amp", "newline", "relation", "gap", "end", "begin"):
            self.fail("E205", f"an argument was expected, and {shown(token)} was found")
        if token.kind == "number" and len(token.text) > 1:
            self.fail("E225", f"only the first digit of {token.text} belongs to what stands before it",
                      hint=f"Write {{{token.text}}} in braces.")  # fmt: skip
        self.at += 1
        if token.kind in ("font", "accent"):
            while self.on("font") or self.on("accent"):
                self.take()
            self.argument()
        elif token.kind in ("command", "big", "optimum", "function") and token.text not in (
            "infty", "top", "dagger", "emptyset", "prime",
        ):  # fmt: skip
            self.fail("E205", f"{shown(token)} cannot be an argument without braces", token)
        return start, self.at

    def texts(self, window: Window) -> list[tuple[str, str]]:
        """Kinds and texts of the tokens of a window."""
        return [(t.kind, t.text) for t in self.tokens[window[0] : window[1]]]

    def deeper(self) -> None:
        """Go one level down.

        Raises
        ------
        ReadError
            When that is too deep.
        """
        self.depth += 1
        if self.depth > DEEPEST:
            self.fail("E216", f"more than {DEEPEST} levels are nested here")

    def stops(self) -> bool:
        """Whether the next token ends a term."""
        token = self.peek()
        if token.kind in _ENDS:
            return True
        if token.kind == "operator":
            return token.text not in MULTIPLICATIVE
        if token.kind == "bar":
            return token.text == "∣" or token.text in self.closing
        if token.kind == "text":
            return is_aside(token.text)
        if token.kind == "command":
            return token.text in ("over", "choose") or (token.text == "nabla" and self.gradients > 0)
        return self.integrals > 0 and self.on_differential()

    def on_differential(self) -> bool:
        """Whether ``d`` and a name are next."""
        token, after = self.peek(), self.peek(1)
        if token.text != "d" or token.kind not in ("letter", "word"):
            return False
        return after.kind in ("letter", "greek", "font", "accent") or (
            after.kind == "open" and after.text == "{"
        )


class Grammar(Cursor, ABC):
    """The rules that the parts of the parser use of each other."""

    @abstractmethod
    def chain(self) -> s.Expression:
        """Sides joined by relations, or one side."""

    @abstractmethod
    def expression(self) -> s.Expression:
        """Terms joined by plus and minus signs."""

    @abstractmethod
    def term(self) -> s.Expression:
        """Factors side by side."""

    @abstractmethod
    def factor(self) -> s.Expression:
        """One factor with its powers."""

    @abstractmethod
    def name(self) -> s.Name:
        """A name with its marks and indices, but without a power."""

    @abstractmethod
    def named(self) -> s.Expression:
        """A name, applied to its arguments, or raised to a power, or alone."""

    @abstractmethod
    def applied(self, function: s.Name, start: int) -> s.Expression:
        """A function with the bracket that follows."""

    @abstractmethod
    def bracket(self) -> s.Expression:
        """What stands in a bracket, as one factor."""

    @abstractmethod
    def item(self) -> s.Expression:
        """One entry of a list: dots, an empty slot, or sides joined by relations."""

    @abstractmethod
    def powers(self, body: s.Expression, start: int) -> s.Expression:
        """A factor with the powers and the factorial sign that follow it."""

    @abstractmethod
    def draws(self, window: Window) -> tuple[s.Expression | s.Over, ...]:
        """What stands below an expectation."""

    @abstractmethod
    def function(self, called: str = "") -> s.Expression:
        """A logarithm and its like with the operand; ``called`` when the token does not say which."""

    @abstractmethod
    def opened(self) -> s.Expression:
        """A factor that begins with an opening bracket."""

    @abstractmethod
    def bars(self) -> s.Expression:
        """A factor that begins with a bar."""

    @abstractmethod
    def indicator(self, start: int) -> s.Expression:
        """An indicator whose condition follows."""

    @abstractmethod
    def exponent(self, window: Window) -> s.Expression:
        """The superscript of an expression that is no name."""

    @abstractmethod
    def scripts(self) -> tuple[Window | None, Window | None]:
        """The subscript and the superscript that follow, in either order."""

    @abstractmethod
    def mean_body(self, under: tuple[s.Expression | s.Over, ...], start: int) -> s.Expression:
        """An expectation whose subscript is known, with the body that follows."""

    @abstractmethod
    def optimum_over(self, kind: str, sub: Window | None, start: int) -> s.Expression:
        """An optimum or a limit whose subscript is known."""

    @abstractmethod
    def big(self) -> s.Expression:
        """A sum, a product or an integral with its body."""

    @abstractmethod
    def optimum(self, called: str = "") -> s.Expression:
        """An optimum or a limit with its body; ``called`` when the token does not say which."""

    @abstractmethod
    def mean(self) -> s.Expression:
        """An expectation with its body."""

    @abstractmethod
    def command(self) -> s.Expression:
        """A command that begins a factor."""

    @abstractmethod
    def limits(self, window: Window) -> s.Over | s.Where | tuple[s.Expression, s.Expression]:
        """What stands below a big operator; a variable and its start when there is an equals sign."""

    def listed(self, window: Window) -> tuple[s.Expression, ...]:
        """The entries of a window that are separated by commas."""

        def rule() -> tuple[s.Expression, ...]:
            out = [self.chain()]
            while self.on("punctuation", ",", ";"):
                self.take()
                out.append(self.chain())
            return tuple(out)

        return self.inside(window, rule)

    def whole(self, window: Window) -> s.Expression:
        """A window as one expression."""
        if window[0] >= window[1]:
            self.fail("E205", "nothing stands here", self.span_of(window))
        return self.inside(window, self.expression)
