"""Operators with a body: functions, sums, integrals, expectations, optima, limits, derivatives."""

from __future__ import annotations

from dataclasses import replace

from mlekl_symbolic.readers.latex import surface as s
from mlekl_symbolic.readers.latex.diagnostics import Span
from mlekl_symbolic.readers.latex.parse.cursor import Grammar, Window, shown
from mlekl_symbolic.readers.latex.scope import bound_letters, free_letters

LIMITS = frozenset(("lim", "plim", "limsup", "liminf"))


class Operators(Grammar):
    """Everything that takes an operand without brackets."""

    # Functions.

    def function(self, called: str = "") -> s.Expression:
        """A logarithm and its like with the operand."""
        start = self.at
        token = self.take()
        name = called or token.text
        base = power = None
        while self.on("sub") or self.on("sup"):
            if self.take().kind == "sub":
                base = self._once(base)
            else:
                power = self._once(power)
        if base is not None and name != "log":
            self.fail("E202", f"{name} with a subscript cannot be read", self.since(start))
        operand = self._operand(name)
        made = s.Call(name, operand, base, power, span=self.since(start))
        if self.on("sup"):
            self.fail("E207", f"does this power belong to {name} or to its operand?")
        return made

    def _once(self, before: s.Expression | None) -> s.Expression:
        if before is not None:
            self.fail("E223", "this is a second script of one kind")
        return self.whole(self.argument())

    def _operand(self, name: str) -> s.Expression:
        token = self.peek()
        if token.kind == "open" and token.text == "{":
            end = self.partner[self.at]
            inner = self.tokens[self.at + 1]
            if (
                inner.kind == "open"
                and inner.text in ("(", "[", "\\{")
                and self.partner[self.at + 1] == end - 1
            ):
                window = self.at + 2, end - 1
                self.at = end + 1
                return self.whole(window)
        if token.kind == "open" and token.text in ("(", "[", "\\{"):
            window = self.at + 1, self.partner[self.at]
            self.at = window[1] + 1
            return self.whole(window)
        if token.kind == "operator":
            self.fail("E207", f"{name} and a sign: what is the operand?")
        return self._bare(name)

    def _bare(self, name: str) -> s.Expression:
        """An operand without brackets: one factor, or a number with the symbols after it."""
        start = self.at
        numeric = self.on("number")
        factors = [s.Joined("", self.factor(), span=self.since(start))]
        while not self.stops():
            token = self.peek()
            if token.kind == "function" or token.text in ("log", "exp", "nabla"):
                break
            if token.kind == "operator" and token.text in "·×*":
                self.notice(
                    "N102", f"the operand of {name} is read as ending before {token.text}", token.span
                )
                break
            if numeric and token.kind in ("greek", "number"):
                begin = self.at
                factors.append(s.Joined("", self.factor(), span=self.since(begin)))
                continue
            if self.ends_operand(name, factors[-1].body):
                break
            begin = self.at
            factors.append(s.Joined("", self.factor(), span=self.since(begin)))
            continue
        if len(factors) == 1:
            return factors[0].body
        span = self.since(start)
        self.notice("N102", f"the operand of {name} is read as the number with the symbols after it", span)
        return s.Factors(tuple(factors), span=span)

    def ends_operand(self, name: str, _last: s.Expression) -> bool:
        """Whether what comes next does not belong to an operand without brackets."""
        raise self.refusal("E207", f"does {shown(self.peek())} belong to the operand of {name}?")

    # Sums, products, integrals.

    def limits(self, window: Window) -> s.Over | s.Where | tuple[s.Expression, s.Expression]:
        """What stands below a big operator; a variable and its start when there is an equals sign."""
        items = self.listed(window)
        span = self.span_of(window)
        last = items[-1]
        if isinstance(last, s.Chain) and len(last.links) == 1 and last.first is not None:
            sign, side = last.links[0].relation, last.links[0].side
            if sign == "=" and len(items) == 1:
                return last.first, side
            if sign in "∈∼⊆⊂" and not any(isinstance(i, s.Chain) for i in items[:-1]):
                return s.Over((*items[:-1], last.first), sign, side, span=span)
        if len(items) == 1 and isinstance(last, s.Chain):
            return s.Where(last, span=span)
        if any(isinstance(i, s.Chain) for i in items):
            self.fail("E213", "what stands below this operator cannot be read", span)
        return s.Over(items, span=span)

    def scripts(self) -> tuple[Window | None, Window | None]:
        """The subscript and the superscript that follow, in either order."""
        sub: Window | None = None
        sup: Window | None = None
        while self.on("sub") or self.on("sup"):
            token = self.take()
            if (sub if token.kind == "sub" else sup) is not None:
                self.fail("E223", "this is a second script of one kind", token)
            if token.kind == "sub":
                sub = self.argument()
            else:
                sup = self.argument()
        return sub, sup

    def big(self) -> s.Expression:
        """A sum, a product or an integral with its body."""
        start = self.at
        sign = self.take().text
        if sign == "∫":
            return self._integral(start)
        sub, sup = self.scripts()
        limits: s.Limits | None = None
        if sub is not None:
            below = self.limits(sub)
            if isinstance(below, tuple):
                if sup is None:
                    self.fail("E205", f"the {sign} has a lower end and no upper one", self.since(start))
                limits = s.Between(*below, self.whole(sup), span=self.since(start))
            else:
                limits = self._from_one(below, sup, start)
        elif sup is not None and sup[0] < sup[1]:
            self.fail("E205", f"the {sign} has an upper end and no lower one", self.since(start))
        begin = self.at
        body = self._signed_term()
        bracketed = self.tokens[begin].kind == "open" and self.partner[begin] == self.at - 1
        if sign == "∏" and limits is not None and not bracketed:
            self._check_product(limits, body)
        return s.Big(sign, limits, body, span=self.since(start))

    def _from_one(self, below: s.Over | s.Where, sup: Window | None, start: int) -> s.Limits:
        r"""What stands below, or ``\sum_i^N`` as a range from 1."""
        if sup is None or sup[0] >= sup[1]:
            return below
        span = self.since(start)
        if isinstance(below, s.Where):
            return self._from_above(below.condition, sup, span)
        if below.relation or len(below.variables) != 1:
            self.fail("E205", "there is an upper end and no lower one", span)
        self.notice("N126", "the lower end is read as 1", span)
        return s.Between(below.variables[0], s.Number("1", span=span), self.whole(sup), span=span)

    def _from_above(self, condition: s.Chain, sup: Window, span: Span) -> s.Between:
        r"""``\sum_{t>1}^T`` and ``\sum_{t \ge 2}^T`` as a range of whole numbers."""
        link = condition.links[0] if len(condition.links) == 1 else None
        if not isinstance(condition.first, s.Name) or link is None or link.relation not in (">", "≥"):
            self.fail("E205", "there is an upper end and no lower one", span)
        low = link.side
        if link.relation == ">":
            whole = isinstance(low, s.Number) and low.digits.isdigit()
            if not (isinstance(low, s.Number) and whole):
                self.fail("E205", "there is an upper end and no lower one", span)
            low = s.Number(str(int(low.digits) + 1), span=low.span)
        self.notice("N126", "the condition below is read as where the range begins", span)
        return s.Between(condition.first, low, self.whole(sup), span=span)

    def _signed_term(self) -> s.Expression:
        start = self.at
        sign = self.take().text if self.on("operator", "-") else ""
        body = self.term()
        if not sign:
            return body
        span = self.since(start)
        return s.Terms((s.Signed(sign, body, span=span),), span=span)

    def _check_product(self, limits: s.Limits, body: s.Expression) -> None:
        bound = bound_letters(limits)
        if isinstance(body, s.Factors) and bound and bound & free_letters(body.factors[0].body):
            last = body.factors[-1].body
            if not bound & free_letters(last):
                self.fail("E209", "does this factor belong to the product?", last.span)

    def _integral(self, start: int) -> s.Expression:
        sub, sup = self.scripts()
        low = high = domain = None
        variables: list[s.Expression] = []
        if sub is not None and sup is not None:
            low, high = self.whole(sub), self.whole(sup)
        elif sup is not None:
            self.fail("E205", "the integral has an upper end and no lower one", self.since(start))
        elif sub is not None:
            domain = self._domain(sub)
        outside, self.gradients = self.gradients, 0  # the differential ends what a gradient outside acts on
        begin = self.at
        self.integrals += 1
        body = self.expression()
        self.integrals -= 1
        self.gradients = outside
        while self.on_differential() and not (variables and self.integrals):
            self.take()
            variables.append(self._differential())
        if variables:
            if domain in variables:
                domain = None
            if isinstance(domain, s.Over):
                domain = domain.domain
            return s.Integral(body, tuple(variables), low, high, domain, span=self.since(start))
        if isinstance(domain, s.Over) and domain.domain is not None and len(domain.variables) == 1:
            self.notice("N115", "the subscript names the variable of integration", self.since(start))
            return s.Integral(body, domain.variables, None, None, domain.domain, span=self.since(start))
        if isinstance(domain, s.Name) and domain.letter.islower():
            self.notice("N115", "the subscript names the variable of integration", self.since(start))
            return s.Integral(body, (domain,), span=self.since(start))
        return replace(self.undifferentiated(begin, start), low=low, high=high)

    def undifferentiated(self, _begin: int, start: int) -> s.Integral:
        """An integral without a differential, without its ends; its body begins at a token."""
        raise self.refusal("E215", "this integral has no differential", self.tokens[start])

    def _domain(self, window: Window) -> s.Expression | s.Over:
        below = self.limits(window)
        if isinstance(below, tuple | s.Where):
            self.fail("E213", "what stands below this integral cannot be read", self.span_of(window))
        if not below.relation and len(below.variables) == 1:
            return below.variables[0]
        return below

    def _differential(self) -> s.Expression:
        variable = self.name()
        if self.on("sub") or self.on("sup"):
            self.fail("E215", "this differential cannot be read")
        return variable

    # Expectations.

    def mean(self) -> s.Expression:
        """An expectation with its body."""
        start = self.at
        token = self.take()
        if token.kind == "font":
            self.argument()
        elif token.kind == "open":
            self.at = self.partner[start] + 1
        under: tuple[s.Expression | s.Over, ...] = ()
        if self.on("sub"):
            self.take()
            under = self.draws(self.argument())
        if self.on("sup"):
            self.fail("E212", "a superscript at an expectation cannot be read")
        return self.mean_body(under, start)

    def mean_body(self, under: tuple[s.Expression | s.Over, ...], start: int) -> s.Expression:
        """An expectation whose subscript is known, with the body that follows."""
        if self.on("open", "[", "(", "\\{") or self._braced_bracket():
            at = self.at + 1 if self.peek().text == "{" else self.at
            window = at + 1, self.partner[at]
            self.at = self.partner[self.at] + 1
            body, given = self.inside(window, self._conditioned, "|")
            return self.powers(s.Mean(body, under, given, span=self.since(start)), start)
        if self.stops():
            self.fail("E205", "this expectation has no body")
        begin = self.at
        body = self.term()
        self.notice("N108", "the expectation is read as taking the rest of the term", self.since(begin))
        return s.Mean(body, under, span=self.since(start))

    def _braced_bracket(self) -> bool:
        if not self.on("open", "{"):
            return False
        inner = self.peek(1)
        whole = inner.kind == "open" and inner.text in ("(", "[", "\\{")
        return whole and self.partner[self.at + 1] == self.partner[self.at] - 1

    def _conditioned(self) -> tuple[s.Expression, tuple[s.Expression, ...]]:
        body = self.expression()
        given: list[s.Expression] = []
        if self.on("bar", "|", "∣"):
            self.take()
            given.append(self.chain())
            while self.on("punctuation", ","):
                self.take()
                given.append(self.chain())
        return body, tuple(given)

    def draws(self, window: Window) -> tuple[s.Expression | s.Over, ...]:
        """What stands below an expectation."""

        def rule() -> tuple[s.Expression, ...]:
            out = [self.chain()]
            while self.on("punctuation", ","):
                self.take()
                out.append(self.chain())
            if self.on("bar", "|", "∣"):
                self.take()
                right = [self.chain()]
                while self.on("punctuation", ","):
                    self.take()
                    right.append(self.chain())
                return (s.Conditional(tuple(out), tuple(right), span=self.span_of(window)),)
            return tuple(out)

        if window[0] >= window[1]:
            self.fail("E205", "nothing stands below the expectation", self.span_of(window))
        out: list[s.Expression | s.Over] = []
        for item in self.inside(window, rule, "|"):
            drawn = self.drawn_from(item)
            if drawn is None:
                self.fail("E213", "what stands below this expectation cannot be read", item.span)
            waiting = [w for w in out if isinstance(w, s.Name)]
            if isinstance(drawn, s.Over) and len(waiting) == len(out):
                drawn = replace(drawn, variables=(*waiting, *drawn.variables))
                out = []
            out.append(drawn)
        return tuple(out)

    def drawn_from(self, item: s.Expression) -> s.Expression | s.Over | None:
        """One entry below an expectation, or None when it cannot be read."""
        return _drawn(item)

    # Optima and limits.

    def optimum(self, called: str = "") -> s.Expression:
        """An optimum or a limit with its body."""
        start = self.at
        token = self.take()
        kind = called or token.text
        if kind == "arg":
            after = self.take()
            if after.text.lower() not in ("max", "min", "inf", "sup"):
                self.fail("E205", "arg is not followed by max or min", after)
            kind = "arg" + {"inf": "min", "sup": "max"}.get(after.text.lower(), after.text.lower())
        sub, sup = self.scripts()
        if sup is not None:
            self.fail("E212", f"a superscript at {kind} cannot be read", self.since(start))
        return self.optimum_over(kind, sub, start)

    def optimum_over(self, kind: str, sub: Window | None, start: int) -> s.Expression:
        """An optimum or a limit whose subscript is known."""
        if kind in LIMITS:
            return self._limit(kind, sub, start)
        if sub is None and kind in ("max", "min", "sup", "inf") and self.on("open", "(", "\\{", "["):
            window = self.at + 1, self.partner[self.at]
            self.at = window[1] + 1
            items = self.listed(window)
            return self.powers(s.Extreme(kind, items, span=self.since(start)), start)
        over: s.Limits | None = None
        if sub is not None:
            below = self.limits(sub)
            if isinstance(below, tuple | s.Where):
                self.fail("E213", f"what stands below {kind} cannot be read", self.span_of(sub))
            over = below
        begin = self.at
        body = self.expression()
        if isinstance(body, s.Terms) and len(body.terms) > 1 and not kind.startswith("arg"):
            self.notice("N113", f"{kind} is read as reaching to the end of the sum", self.since(begin))
        return s.Optimum(kind, over, body, span=self.since(start))

    def _limit(self, kind: str, sub: Window | None, start: int) -> s.Expression:
        if sub is None:
            self.fail("E227", f"{kind} does not say what tends where", self.tokens[start])
        below = self.inside(sub, self.chain)
        one = isinstance(below, s.Chain) and len(below.links) == 1 and below.links[0].relation in "→↑↓"
        if not isinstance(below, s.Chain) or not one or below.first is None:
            self.fail("E227", f"what stands below {kind} cannot be read", self.span_of(sub))
        body = self.term()
        return s.Limit(kind, below.first, below.links[0].side, body, span=self.since(start))


def _drawn(item: s.Expression) -> s.Expression | s.Over | None:
    """One entry below an expectation: ``x ∼ p``, a distribution, or a variable."""
    if isinstance(item, s.Chain):
        if item.first is None or len(item.links) != 1 or item.links[0].relation not in "∼∈":
            return None
        link = item.links[0]
        inner = item.first.items if isinstance(item.first, s.Tuple) else (item.first,)
        return s.Over(inner, link.relation, link.side, span=item.span)
    return item if isinstance(item, s.Name | s.Apply | s.Conditional) else None
