"""Commands that begin a factor: fractions, roots, derivatives, gradients."""

from __future__ import annotations

from mlekl_symbolic.readers.latex import surface as s
from mlekl_symbolic.readers.latex.parse.cursor import Grammar, Window

TRANSPARENT = frozenset(("underbrace", "overbrace", "boxed", "cancel", "bcancel", "mathclap", "ensuremath"))
"""Commands whose argument is read as if they were not there."""


class Commands(Grammar):
    """What a command stands for."""

    def command(self) -> s.Expression:
        """A command that begins a factor."""
        start = self.at
        name = self.peek().text
        match name:
            case "frac":
                return self._fraction()
            case "binom":
                self.take()
                top, bottom = self.whole(self.argument()), self.whole(self.argument())
                return self.powers(s.Binomial(top, bottom, span=self.since(start)), start)
            case "sqrt":
                return self._root()
            case "infty":
                return s.Infinity(span=self.take().span)
            case "nabla":
                return self._gradient()
            case "partial":
                return self._partial()
            case "underset":
                return self._underset()
            case "Pr":
                self.take()
                return self._probability(start)
            case "emptyset" | "varnothing":
                return s.Listed((), span=self.take().span)
            case "hbar":
                return s.Name("hbar", span=self.take().span)
        if name in TRANSPARENT:
            self.take()
            body = self.whole(self.argument())
            if name in ("underbrace", "overbrace"):
                self.scripts()
            return self.powers(body, start)
        raise self.refusal("E201", f"the command \\{name} is not known here")

    def _probability(self, start: int) -> s.Expression:
        name = s.Name("Pr", "word", span=self.tokens[start].span)
        if self.on("open", "(", "["):
            return self.applied(name, start)
        if self.on("open", "\\{"):
            window = self.at + 1, self.partner[self.at]
            self.at = window[1] + 1
            return s.Apply(name, (self.listed(window),), span=self.since(start))
        raise self.refusal("E205", "Pr has no argument")

    def _root(self) -> s.Expression:
        start = self.at
        self.take()
        degree = None
        if self.on("open", "["):
            window = self.at + 1, self.partner[self.at]
            self.at = window[1] + 1
            degree = self.whole(window)
        body = self.whole(self.argument())
        return self.powers(s.Root(body, degree, span=self.since(start)), start)

    def _fraction(self) -> s.Expression:
        start = self.at
        self.take()
        top, bottom = self.argument(), self.argument()
        derivative = self._derivative(top, bottom, start)
        if derivative is not None:
            return derivative
        made = s.Fraction(self.whole(top), self.whole(bottom), span=self.since(start))
        return self.powers(made, start)

    def _is_d(self, place: int, window: Window) -> bool:
        if place >= window[1]:
            return False
        token = self.tokens[place]
        return (token.kind == "command" and token.text == "partial") or (
            token.kind in ("letter", "word") and token.text == "d"
        )

    def _derivative(self, top: Window, bottom: Window, start: int) -> s.Expression | None:
        r"""``\frac{\partial f}{\partial x}`` and its like, or None when the fraction is none of them."""
        if not (self._is_d(top[0], top) and self._is_d(bottom[0], bottom) and bottom[1] - bottom[0] > 1):
            return None
        after = self.tokens[bottom[0] + 1]
        if after.kind not in ("letter", "greek", "font", "accent", "open", "word"):
            return None
        sign = "∂" if self.tokens[top[0]].kind == "command" else "d"
        back = self.at
        variables = self.inside(bottom, self._denominator)
        order = self._order(top)
        if order[0] == 1 and len(variables) == 2 and variables[0] == variables[1]:
            # What stands above says that this is no second derivative.
            variables = (s.Power(variables[0], s.Number("2"), span=variables[0].span),)
        if len(variables) != order[0]:
            self.fail("E202", "the orders above and below the line differ", self.since(start))
        rest = order[1], top[1]
        self.at = back
        if rest[0] < rest[1]:
            body = self.whole(rest)
            return self.powers(s.Derivative(sign, variables, body, span=self.since(start)), start)
        body = self.operated("the derivative")
        return s.Derivative(sign, variables, body, span=self.since(start))

    def _order(self, top: Window) -> tuple[int, int]:
        """How often is differentiated, and where what is differentiated begins."""
        place = top[0] + 1
        if place >= top[1] or self.tokens[place].kind != "sup":
            return 1, place
        self.at = place + 1
        back = self.stop
        self.stop = max(self.stop, top[1])
        window = self.argument()
        self.stop = back
        inside = self.texts(window)
        if len(inside) != 1 or inside[0][0] != "number" or not inside[0][1].isdigit():
            self.fail("E202", "the order of this derivative cannot be read", self.span_of(window))
        return int(inside[0][1]), self.at

    def _denominator(self) -> tuple[s.Expression, ...]:
        out: list[s.Expression] = []
        while self.at < self.stop:
            if not self._is_d(self.at, (self.at, self.stop)):
                self.fail("E202", "this derivative cannot be read")
            self.take()
            name, times = self._differentiated()
            out.extend([name] * times)
        return tuple(out)

    def _differentiated(self) -> tuple[s.Name, int]:
        end = self.at
        while end < self.stop and self.tokens[end].kind != "sup":
            end = self.partner[end] + 1 if self.tokens[end].kind == "open" else end + 1
            if self._is_d(end, (end, self.stop)):
                break
        name = self.inside((self.at, min(end, self.stop)), self.name)
        self.at = min(end, self.stop)
        if not self.on("sup"):
            return name, 1
        self.take()
        inside = self.texts(self.argument())
        if len(inside) != 1 or not inside[0][1].isdigit() or int(inside[0][1]) > 9:
            self.fail("E202", "the order of this derivative cannot be read")
        return name, int(inside[0][1])

    def operated(self, what: str) -> s.Expression:
        """The operand of an operator: a bracket, or the rest of the term."""
        if self.stops():
            self.fail("E205", f"{what} has nothing to act on")
        begin = self.at
        self.gradients += 1
        body = self.term()
        self.gradients -= 1
        if isinstance(body, s.Factors):
            self.notice("N108", f"{what} is read as acting on the rest of the term", self.since(begin))
        return body

    def _gradient(self) -> s.Expression:
        start = self.at
        self.take()
        sub, sup = self.scripts()
        order = "" if sup is None else self.gradient_order(sup, start)
        variables = () if sub is None else self.listed(sub)
        body = self.operated("the gradient")
        return s.Gradient(variables, body, order, span=self.since(start))

    def gradient_order(self, _window: Window, start: int) -> str:
        """How often a gradient is taken."""
        raise self.refusal("E214", "second gradients are not read", self.since(start))

    def _partial(self) -> s.Expression:
        start = self.at
        self.take()
        sub, sup = self.scripts()
        if sub is None or sup is not None:
            self.fail("E202", "∂ without a fraction or a subscript cannot be read", self.tokens[start])
        variables = self.listed(sub)
        return s.Derivative("∂", variables, self.operated("the derivative"), span=self.since(start))

    def _underset(self) -> s.Expression:
        start = self.at
        self.take()
        below = self.argument()
        on = self.argument()
        inside = [t for k, t in self.texts(on) if k not in ("open", "close", "font")]
        word = "".join(inside).replace(" ", "").lower()
        if len(word) > 1 and any(k == "letter" for k, _ in self.texts(on)):
            self.notice("N103", f"{word} is read as \\{word}", self.span_of(on))
        if word in ("argmax", "argmin", "max", "min", "sup", "inf", "lim", "plim"):
            return self.optimum_over(word, below, start)
        if word == "e":
            return self.mean_body(self.draws(below), start)
        raise self.refusal("E201", f"{word} with something below it cannot be read", self.tokens[start])
