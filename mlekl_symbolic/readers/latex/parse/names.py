"""Names: letters with accents, labels, indices, stars and primes."""

from __future__ import annotations

import re
from dataclasses import replace

from mlekl_symbolic.readers.latex import surface as s
from mlekl_symbolic.readers.latex.parse.cursor import Grammar, Window, shown
from mlekl_symbolic.readers.latex.roles import is_default_function

LABELS = frozenset(
    (
        "KL", "kl", "JS", "js", "ML", "ml", "MLE", "mle", "MAP", "map", "CE", "ce", "NLL", "nll", "data",
        "model", "post", "prior", "true", "emp", "opt", "EM", "old", "new", "min", "max", "TV", "LL", "BCE",
        "MSE",
    )
)  # fmt: skip
"""Words that are labels in a subscript although their letters could be indices."""
UPPER_LABELS = frozenset(
    ("old", "new", "true", "data", "opt", "ref", "test", "train", "ml", "ML", "MLE", "MAP")
)
INDICES = frozenset("ijklmnrst")
DATA = frozenset("xyzstuvw")
"""Letters of data: raised to a letter they are numbered as often as multiplied."""
ITERATION = frozenset("tijlsbr")
"""Letters that in a superscript are an index or a label as often as a power."""


class Names(Grammar):
    """Names and what belongs to them."""

    def name(self) -> s.Name:
        """A name with its marks and indices, but without a power."""
        made, exponent = self._name()
        if exponent is not None:
            self.fail("E212", "a power stands where only a name can", self.span_of(exponent))
        return made

    def named(self) -> s.Expression:
        """A name, applied to its arguments, or raised to a power, or alone."""
        start = self.at
        made, exponent = self._name()
        bracket = self._bracket_ahead()
        if exponent is not None:
            if bracket and is_default_function(made) and self.roles.of(made) is None:
                about = f"is this a power of {made.letter} or of its value?"
                self.fail("E212", about, self.span_of(exponent), hint="Write f(x)^k.")  # fmt: skip
            return s.Power(made, self._power(made, exponent), span=self.since(start))
        if bracket:
            return self.applied(made, start)
        return self.powers(made, start)

    def _bracket_ahead(self) -> bool:
        token = self.peek()
        if token.kind != "open":
            return False
        if token.text == "{":
            inner = self.peek(1)
            whole = inner.kind == "open" and inner.text in "([" and self.partner[self.at + 1] + 1
            return whole == self.partner[self.at]
        return token.text in "(["

    def _name(self) -> tuple[s.Name, Window | None]:
        start = self.at
        self.deeper()
        made = self._head()
        self.depth -= 1
        sub: Window | None = None
        sup: Window | None = None
        primes = 0
        while True:
            if self.on("sub"):
                if sub is not None or (made.indices and made.span[1] <= self.peek().start):
                    self.fail("E223", "this is a second subscript")
                self.take()
                sub = self.argument()
            elif self.on("sup"):
                if sup is not None:
                    self.fail("E223", "this is a second superscript")
                self.take()
                sup = self.argument()
            elif self.on("prime"):
                self.take()
                primes += 1
            else:
                break
        if sub is not None:
            made = self._subscript(made, sub)
        made = replace(made, marks=(*made.marks, *("'" for _ in range(primes))))
        exponent = None
        if sup is not None:
            made, exponent = self._superscript(made, sup)
        return replace(made, span=self.since(start)), exponent

    # What stands before the scripts.

    def _head(self) -> s.Name:
        token = self.take()
        match token.kind:
            case "letter" | "greek":
                return s.Name(token.text, span=token.span)
            case "word":
                return s.Name(token.text, "word" if len(token.text) > 1 else "", span=token.span)
            case "text":
                letters = re.sub(r"[^A-Za-z0-9]+", "_", token.text).strip("_")
                return s.Name(letters, "text", span=token.span)
            case "font":
                return self._styled(token.text)
            case "accent":
                return self._accented(token.text)
            case "open" if token.text == "{":
                window = self.at, self.partner[self.at - 1]
                self.at = window[1] + 1
                return self.inside(window, self.name)
        self.at -= 1
        raise self.refusal("E202", f"a name was expected, and {shown(token)} was found")

    def _styled(self, style: str) -> s.Name:
        start = self.at - 1
        window = self.argument()
        inside = self.texts(window)
        if len(inside) > 1 and all(k == "letter" for k, _ in inside):
            return s.Name("".join(t for _, t in inside), style or "word", span=self.since(start))
        if len(inside) == 1 and inside[0][0] == "number":
            return s.Name(inside[0][1], style, span=self.since(start))
        made = self.inside(window, self.name)
        return replace(made, style=style or made.style)

    def _accented(self, accent: str) -> s.Name:
        window = self.argument()
        made = self.inside(window, self.name)
        if made.indices:
            self.notice(
                "N111", "the index inside the accent is read as standing outside", self.span_of(window)
            )
        return replace(made, marks=(*made.marks, accent))

    # Subscripts.

    def _subscript(self, made: s.Name, window: Window) -> s.Name:
        lo, hi = window
        inside = self.texts(window)
        kinds = {k for k, _ in inside}
        if not inside:
            self.fail("E205", "the subscript is empty", self.span_of(window))
        if kinds <= {"text", "word"}:
            label = re.sub(r"[^A-Za-z0-9|,*]+", "_", "".join(t for _, t in inside)).strip("_")
            if not label:
                self.fail("E213", "this label cannot be read", self.span_of(window))
            return replace(made, marks=(*made.marks, f"_{label}"))
        if len(inside) == 1 and inside[0] in (("operator", "*"), ("command", "dagger")):
            return replace(made, marks=(*made.marks, "_*"))
        if len(inside) == 1 and inside[0][0] == "operator":
            return replace(made, marks=(*made.marks, f"_{inside[0][1]}"))
        if kinds == {"letter"} and len(inside) > 1:
            return self._letters(made, window)
        if kinds == {"letter", "number"} and len(inside) > 1:
            return self._mixed(made, window)
        indices = self.inside((lo, hi), self._indices, "|")
        return replace(made, indices=indices)

    def _letters(self, made: s.Name, window: Window) -> s.Name:
        tokens = self.tokens[window[0] : window[1]]
        word = "".join(t.text for t in tokens)
        numbering = all(t.text in INDICES for t in tokens) and len(tokens) <= 3
        bound = len(tokens) <= 3 and any(t.text in self.roles.bound for t in tokens)
        apart = any(t.spaced for t in tokens[1:])
        if word not in LABELS and (numbering or bound or apart or len(tokens) == 2):
            if not numbering:
                self.notice("N123", f"{word} is read as {len(tokens)} indices", self.span_of(window))
            return replace(made, indices=tuple(s.Name(t.text, span=t.span) for t in tokens))
        return replace(made, marks=(*made.marks, f"_{word}"))

    def _mixed(self, made: s.Name, window: Window) -> s.Name:
        tokens = self.tokens[window[0] : window[1]]
        if any(len(t.text) > 1 for t in tokens) or len(tokens) > 3:
            self.fail("E213", "is this one index or several?", self.span_of(window))
        self.notice("N123", "the subscript is read as several indices", self.span_of(window))
        one = [
            s.Number(t.text, span=t.span) if t.kind == "number" else s.Name(t.text, span=t.span)
            for t in tokens
        ]
        return replace(made, indices=tuple(one))

    def _indices(self) -> tuple[s.Expression, ...]:
        out = [self._index()]
        while self.on("punctuation", ",", ";"):
            self.take()
            out.append(self._index())
        if self.on("bar", "∣", "|"):
            self.take()
            right = [self._index()]
            while self.on("punctuation", ","):
                self.take()
                right.append(self._index())
            return (s.Conditional(tuple(out), tuple(right), span=self.since(self.at - 1)),)
        return tuple(out)

    def _index(self) -> s.Expression:
        start = self.at
        low: s.Expression | None = None
        if self.on("dots"):
            return s.Dots(span=self.take().span)
        if not self.on("relation"):
            low = self.expression()
        if self.on("punctuation", ":") or self.on("relation"):
            sign = self.take().text
            if sign not in (":", "<", ">", "≤", "≥", "=") or (
                sign != ":" and low is not None and sign != "="
            ):
                self.fail("E213", "this subscript cannot be read", self.span_of((start, self.stop)))
            high = self.expression() if self.at < self.stop else None
            return s.Stretch(low, sign, high, span=self.since(start))
        assert low is not None
        if isinstance(low, s.Factors) and all(
            isinstance(f.body, s.Name) and len(f.body.letter) == 1 and not f.by for f in low.factors
        ):
            self.fail("E213", "is this one index or several?", low.span)
        return low

    # Superscripts.

    def _superscript(self, made: s.Name, window: Window) -> tuple[s.Name, Window | None]:
        inside = self.texts(window)
        if not inside:
            self.fail("E205", "the superscript is empty", self.span_of(window))
        lo, hi = window
        if inside[0] == ("open", "(") and self.partner[lo] == hi - 1:
            return replace(made, upper=self.listed((lo + 1, hi - 1))), None
        mark = self._mark(made, window, inside)
        if mark:
            return replace(made, marks=(*made.marks, mark)), None
        return made, window

    def _mark(self, made: s.Name, window: Window, inside: list[tuple[str, str]]) -> str:
        """What a superscript adds to the name, or nothing when it is a power."""
        first = inside[0]
        if inside == [("operator", "*")]:
            return "*"
        if all(k == "prime" for k, _ in inside):
            return "'" * len(inside)
        if inside == [("command", "dagger")]:
            return "†"
        if inside in ([("letter", "T")], [("word", "T")], [("text", "T")], [("command", "top")],
                      [("command", "intercal")], [("greek", "top")]):  # fmt: skip
            if self.roles.is_scalar("T"):
                return ""
            self.fail("E214", "transposes are not read", self.span_of(window))
        if len(inside) == 1 and first[0] == "operator":
            self.fail("E212", f"the superscript {first[1]} is no power", self.span_of(window))
        word = "".join(t for _, t in inside)
        labelled = {k for k, _ in inside} <= {"text", "word"}
        if labelled or ({k for k, _ in inside} == {"letter"} and word in UPPER_LABELS):
            self.notice("N110", f"the superscript {word!r} is read as part of the name", self.span_of(window))
            return "^" + re.sub(r"[^A-Za-z0-9]+", "_", word)
        if {k for k, _ in inside} == {"letter"} and len(inside) > 2:
            self.fail("E212", f"is {word} a label or a power?", self.span_of(window))
        self._check_power(made, window, inside)
        return ""

    def _check_power(self, made: s.Name, window: Window, inside: list[tuple[str, str]]) -> None:
        """Refuse what is a label or an iteration as often as a power."""
        kind, text = inside[0]
        if kind != "letter" or self.roles.is_scalar(text) or made.style == "bb":
            return
        iteration = text == "t" and (len(inside) == 1 or inside[1] in (("operator", "+"), ("operator", "-")))
        lone = len(inside) == 1
        capital = made.letter.isupper() and len(made.letter) == 1
        numbered = text in self.roles.bound and bool(made.indices)
        if iteration or (lone and (text in ITERATION or capital or numbered or made.letter in DATA)):
            self.fail(
                "E212", f"is {text} a power, an index or a label?", self.span_of(window),
                hint=f"Write ^{{({text})}} for an index, put the base into brackets for a power, "
                f"or declare {text} as a scalar.",
            )  # fmt: skip
        if lone:
            self.notice("N109", f"the superscript {text} is read as a power", self.span_of(window))

    def _power(self, made: s.Name, window: Window) -> s.Expression:
        exponent = self.whole(window)
        if self.on("sup") or self.on("sub"):
            self.fail("E223", f"a second script at {made.letter}")
        return exponent
