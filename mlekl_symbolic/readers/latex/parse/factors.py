"""Factors: numbers, brackets, bars, fractions, roots, cases, and powers after them."""

from __future__ import annotations

from collections.abc import Callable

from mlekl_symbolic.readers.latex import surface as s
from mlekl_symbolic.readers.latex.parse.cursor import Grammar, Window, shown
from mlekl_symbolic.readers.latex.tokens import Token
from mlekl_symbolic.readers.latex.vocabulary import MATRICES, TYPED, WORD_FUNCTIONS, WORD_OPTIMA
from mlekl_symbolic.readers.latex.words import is_aside, is_constant, plain

DIVERGENCES = frozenset(("KL", "KLD", "DKL", "JS", "JSD", "TV"))
"""What authors type as plain letters before a bracket."""
LONGEST_RUN = 3
"""How many letters side by side may be a product."""


class Factors(Grammar):
    """One factor and its powers."""

    def factor(self) -> s.Expression:
        """One factor with its powers."""
        self.deeper()
        token = self.peek()
        rule = self._rules().get(token.kind)
        if rule is None:
            if token.kind == "stop" or token.kind in ("relation", "newline", "close"):
                self.fail("E221", f"something is missing before {shown(token)}")
            self.fail("E202", f"{shown(token)} was not expected here")
        made = rule()
        self.depth -= 1
        return made

    def _rules(self) -> dict[str, Callable[[], s.Expression]]:
        return {
            "number": self._number, "letter": self._letter, "greek": self._greek, "word": self._word,
            "text": self._text, "font": self._font, "accent": self.named, "open": self.opened,
            "bar": self.bars, "function": self.function, "big": self.big, "optimum": self.optimum,
            "command": self.command, "begin": self._environment,
        }  # fmt: skip

    # Leaves.

    def _number(self) -> s.Expression:
        start = self.at
        token = self.take()
        if token.text == "1" and (self.on("open", "\\{") or self._on_condition()):
            return self.indicator(start)
        self._check_thousands()
        return self.powers(s.Number(token.text, span=token.span), start)

    def _on_condition(self) -> bool:
        """Whether a bracket or a subscript with a relation in it is next."""
        at = self.at + 1 if self.on("sub") else self.at
        if not (self.on("sub") or self.on("open", "[", "(")) or at >= self.stop:
            return False
        if self.tokens[at].kind != "open":
            return False
        return any(t.kind == "relation" for t in self.tokens[at + 1 : self.partner[at]])

    def _check_thousands(self) -> None:
        comma, after = self.peek(), self.peek(1)
        grouped = comma.kind == "punctuation" and comma.text == "," and after.kind == "number"
        if grouped and not after.spaced and len(after.text) == 3 and not self.closing:
            self.fail("E225", "this comma may separate thousands or entries of a list", comma)

    def _letter(self) -> s.Expression:
        word = self.typed()
        if word == "const":
            start = self.at
            self.at += len(word)
            return s.Constant("const", span=self.since(start))
        if word:
            return self._typed_operator(word)
        if self.on("letter", "e") and self.peek(1).kind == "sup" and not self.roles.is_scalar("e"):
            start = self.at
            self.at += 2
            return self.powers(s.Call("exp", self.whole(self.argument()), span=self.since(start)), start)
        if self._on_plain_mean():
            self.notice("N106", "E is read as the expectation", self.peek().span)
            return self.mean()
        if self._on_doubtful_mean():
            hint = "Write \\mathbb{E}[…], or declare `% mlekl: E: scalar`."
            self.fail("E206", "is E an expectation here, or a factor?", hint=hint)
        if self._on_divergence():
            return self._typed_divergence()
        self._check_run()
        return self.named()

    def typed(self) -> str:
        """The operator that the letters from here spell without a backslash, or nothing."""
        run = ""
        for ahead in range(6):
            token = self.peek(ahead)
            if token.kind != "letter" or (ahead and token.spaced):
                break
            run += token.text
        return next((w for w in TYPED if run.startswith(w)), "")

    def _typed_operator(self, word: str) -> s.Expression:
        first = self.peek()
        span = first.start, self.peek(len(word) - 1).end
        self.notice("N103", f"{word} is read as \\{word}", span)
        self.at += len(word) - 1
        return self.function(word) if word in WORD_FUNCTIONS else self.optimum(WORD_OPTIMA[word])

    def _on_plain_mean(self) -> bool:
        if not self.on("letter", "E") or self.roles.is_scalar("E"):
            return False
        after = self.peek(1)
        return after.kind == "sub" or (after.kind == "open" and after.text in ("[", "\\{", "(", "{"))

    def _on_doubtful_mean(self) -> bool:
        """Whether a plain E stands before a factor, as an expectation without brackets does."""
        if not self.on("letter", "E") or self.roles.is_scalar("E"):
            return False
        return self.peek(1).kind in ("letter", "greek", "font", "accent", "function")

    def _on_divergence(self) -> bool:
        word, after = self._run()
        return word in DIVERGENCES and after.kind == "open" and after.text in ("(", "[")

    def _run(self) -> tuple[str, Token]:
        """The letters that stand side by side from here, and what comes after them."""
        run = 1
        while self.peek(run).kind == "letter" and not self.peek(run).spaced:
            run += 1
        return "".join(self.peek(n).text for n in range(run)), self.peek(run)

    def _typed_divergence(self) -> s.Expression:
        start = self.at
        word, _ = self._run()
        self.at += len(word)
        span = self.since(start)
        self.notice("N103", f"{word} is read as one name", span)
        return self.powers(self.applied(s.Name(word, "word", span=span), start), start)

    def _check_run(self) -> None:
        word, after = self._run()
        applied = word.isupper() and len(word) > 1 and after.kind == "open" and after.text in ("(", "[")
        if len(word) > LONGEST_RUN or applied:
            self.fail("E211", f"{word} is a word or a product of {len(word)} letters")

    def _greek(self) -> s.Expression:
        if self.on("greek", "delta") and self.peek(1).kind == "sub" and not self._delta_is_name():
            return self._kronecker()
        return self.named()

    def _delta_is_name(self) -> bool:
        """Whether the subscript of a delta is one index, as of a quantity called delta."""
        back = self.at
        self.at += 2
        window = self.argument()
        applied = self.on("open", "(")
        self.at = back
        return applied or window[1] - window[0] < 2

    def _kronecker(self) -> s.Expression:
        start = self.at
        self.at += 2
        window = self.argument()

        def rule() -> tuple[s.Expression, ...]:
            out = [self.factor()]
            while self.at < self.stop:
                if self.on("punctuation", ","):
                    self.take()
                out.append(self.expression() if self.peek(-1).kind == "punctuation" else self.factor())
            return tuple(out)

        both = self.inside(window, rule)
        if len(both) != 2:
            self.fail("E213", "a Kronecker delta has two indices", self.span_of(window))
        if ("punctuation", ",") not in self.texts(window):
            self.notice("N123", "the subscript is read as two indices", self.span_of(window))
        return self.powers(s.Kronecker(*both, span=self.since(start)), start)

    def _word(self) -> s.Expression:
        token = self.peek()
        word = token.text
        if word in WORD_FUNCTIONS:
            return self.function(WORD_FUNCTIONS[word])
        if word.lower() in WORD_OPTIMA:
            return self.optimum(WORD_OPTIMA[word.lower()])
        if word == "E":
            return self.mean()
        if word == "const":
            self.take()
            return s.Constant(word, span=token.span)
        if word == "d":
            self.fail("E215", "this differential belongs to no integral")
        return self.named()

    def _text(self) -> s.Expression:
        token = self.peek()
        bare = plain(token.text)
        if is_constant(token.text):
            self.take()
            return s.Constant(bare, span=token.span)
        if bare in WORD_FUNCTIONS:
            return self.function(WORD_FUNCTIONS[bare])
        if bare.replace(" ", "") in WORD_OPTIMA:
            return self.optimum(WORD_OPTIMA[bare.replace(" ", "")])
        if is_aside(token.text):
            self.fail("E202", f"the words {token.text!r} stand where a quantity is expected")
        if not (self.peek(1).kind == "open" and self.peek(1).text in "(["):
            self.notice("N104", f"the word {token.text!r} is read as a name", token.span)
        return self.named()

    def _font(self) -> s.Expression:
        window = self._font_argument()
        inside = self.texts(window)
        if inside in ([("letter", "E")], [("word", "E")]) and not self.roles.is_scalar("E"):
            return self.mean()
        after = self.tokens[window[1]] if window[1] < len(self.tokens) else self.peek(99)
        if after.kind == "close" and after.text == "{":
            after = self.tokens[window[1] + 1] if window[1] + 1 < self.stop else self.peek(9999)
        bracket = after.kind == "open" and after.text in "([\\{"
        if inside == [("number", "1")] or (inside == [("letter", "I")] and bracket and self.on("font", "bb")):
            start = self.at
            self.at += 1
            self.argument()
            if bracket or after.kind == "sub":
                return self.indicator(start)
            self.at = start
        return self.named()

    def _font_argument(self) -> Window:
        back = self.at
        self.at += 1
        window = self.argument()
        self.at = back
        return window

    # Cases, and powers after a factor.

    def _environment(self) -> s.Expression:
        token = self.peek()
        if token.text in MATRICES:
            self.fail("E214", "matrices are not read")
        if token.text not in ("cases", "dcases", "cases*", "rcases"):
            self.fail("E204", f"\\begin{{{token.text}}} is not read here")
        start = self.at
        window = start + 1, self.partner[start]
        self.at = window[1] + 1
        branches = self.inside(window, self._branches)
        return s.Cases(branches, span=self.since(start))

    def _branches(self) -> tuple[s.Branch, ...]:
        out = []
        while self.at < self.stop:
            out.append(self._branch())
            if self.at < self.stop:
                if not self.on("newline"):
                    self.fail("E202", f"{shown(self.peek())} was not expected in this case")
                self.take()
        if not out:
            self.fail("E205", "there is no case")
        return tuple(out)

    def _branch(self) -> s.Branch:
        start = self.at
        value = self.expression()
        word, condition = "", None
        while self.on("punctuation", ",", ";") or self.on("amp") or self.on("gap"):
            self.take()
        if self.on("text"):
            word = plain(self.take().text)
        if word in ("otherwise", "else", "elsewhere"):
            pass
        elif word in ("", "if", "for", "when", "where"):
            condition = self.chain()
            if not isinstance(condition, s.Chain):
                self.fail("E202", "a condition was expected", condition.span)
        else:
            self.fail("E202", f"the words {word!r} cannot be read in a case", self.tokens[self.at - 1])
        while self.on("punctuation", ",", ";", "."):
            self.take()
        return s.Branch(value, condition, word, span=self.since(start))

    def powers(self, body: s.Expression, start: int) -> s.Expression:
        """A factor with the powers and the factorial sign that follow it."""
        while True:
            if self.on("sup"):
                self.take()
                body = self.raised(body, self.argument(), start)
                if self.on("sup"):
                    self.fail("E223", "this is a second superscript")
            elif self.on("punctuation", "!"):
                self.take()
                body = s.Factorial(body, span=self.since(start))
            elif self.on("sub"):
                body = self.subscripted(body, start)
            elif self.on("prime"):
                self.fail("E202", "a prime stands at an expression that is no name")
            else:
                return body

    def raised(self, body: s.Expression, window: Window, start: int) -> s.Expression:
        """An expression with a superscript."""
        return s.Power(body, self.exponent(window), span=self.since(start))

    def subscripted(self, _body: s.Expression, _start: int) -> s.Expression:
        """An expression with a subscript."""
        raise self.refusal("E213", "a subscript stands at an expression that is no name")

    def exponent(self, window: Window) -> s.Expression:
        """The superscript of an expression that is no name."""
        inside = self.texts(window)
        if inside in ([("letter", "T")], [("word", "T")], [("text", "T")], [("command", "top")]):
            if not self.roles.is_scalar("T"):
                self.fail("E214", "transposes are not read", self.span_of(window))
        elif len(inside) == 1 and inside[0][0] in ("word", "text", "operator", "prime"):
            self.fail("E212", "this superscript is no power", self.span_of(window))
        elif inside and inside[0] == ("open", "(") and self.partner[window[0]] == window[1] - 1:
            self.fail(
                "E212", "a superscript in brackets is an index, and this is no name", self.span_of(window)
            )
        return self.whole(window)
