"""Chains, sums and products: relations, plus and minus signs, factors side by side."""

from __future__ import annotations

from dataclasses import replace

from mlekl_symbolic.readers.latex import surface as s
from mlekl_symbolic.readers.latex.parse.cursor import Grammar, shown
from mlekl_symbolic.readers.latex.scope import bound_letters, free_letters

ARROWS = frozenset("⟹⟺⟸")
INDEX_LETTERS = frozenset("ijklmnt")
"""Letters that number things: a sum over one of them reaches as far as they occur."""


class Sums(Grammar):
    """Relations, terms and factors."""

    def chain(self) -> s.Expression:
        """Sides joined by relations, or one side."""
        start = self.at
        first = None if self.on("relation") else self.expression()
        links: list[s.Link] = []
        while self.on("relation"):
            begin = self.at
            sign, note = self.relation()
            links.append(s.Link(sign, self.expression(), note, span=self.since(begin)))
        if not links:
            assert first is not None
            return first
        return s.Chain(first, tuple(links), span=self.since(start))

    def relation(self) -> tuple[str, str]:
        """A relation, which is consumed, and what stands above or below it."""
        token = self.take()
        notes = [token.note] if token.note else []
        while self.on("sub") or self.on("sup"):
            if token.text != "→":
                self.fail("E227", f"{shown(token)} with a script cannot be read")
            self.take()
            notes.append("".join(t for _, t in self.texts(self.argument()) if t not in "{}"))
        return token.text, "; ".join(notes)

    def expression(self) -> s.Expression:
        """Terms joined by plus and minus signs."""
        start = self.at
        terms: list[s.Signed] = []
        sign = self.sign()
        while True:
            begin = self.at
            terms.append(s.Signed(sign, self.term(), span=self.since(begin)))
            sign = self.sign()
            if not sign:
                break
        if self.on("dots") and not self.on_list_dots():
            self.fail("E210", "dots stand for terms that nobody can check")
        terms = self._repaired(terms)
        if len(terms) == 1 and not terms[0].sign:
            return terms[0].body
        return s.Terms(tuple(terms), span=self.since(start))

    def on_list_dots(self) -> bool:
        """Whether dots stand between commas, where a list has them."""
        return self.at > 0 and self.tokens[self.at - 1].kind == "punctuation"

    def sign(self) -> str:
        """A plus or minus sign, which is consumed, or nothing."""
        if not self.on("operator", "+", "-", "±", "∓"):
            return ""
        token = self.take()
        if token.text in "±∓":
            self.fail("E202", f"{token.text} stands for two formulas at once", token)
        if self.on("dots"):
            self.fail("E210", "dots stand for terms that nobody can check")
        if self.on("operator", "+", "-"):
            self.fail("E202", "two signs stand side by side", hint="Put the second into brackets.")
        return token.text

    def _repaired(self, terms: list[s.Signed]) -> list[s.Signed]:
        """The terms with the scope of sums extended as far as their index occurs."""
        if all(_trailing(t.body) is None for t in terms[:-1]):
            return terms
        free = [free_letters(t) for t in terms]
        place = 0
        while place < len(terms) - 1:
            found = _trailing(terms[place].body)
            letter = None if found is None else _index(found)
            last = max((n for n in range(place + 1, len(terms)) if letter in free[n]), default=place)
            if letter is not None and last > place:
                before = len(terms)
                terms = self._extended(terms, place, last, letter)
                del free[place + 1 : place + 1 + before - len(terms)]
            place += 1
        return terms

    def _extended(self, terms: list[s.Signed], place: int, last: int, letter: str) -> list[s.Signed]:
        whole = terms[place].span[0], terms[last].span[1]
        big = _trailing(terms[place].body)
        if letter not in INDEX_LETTERS and isinstance(big and big.limits, s.Over):
            self.notice("N114", f"{letter} is bound in the sum and free after it", whole)
            return terms
        self.notice("N101", f"the sum over {letter} is read as reaching to the last {letter}", whole)
        body = _extend(terms[place].body, tuple(terms[place + 1 : last + 1]))
        return [*terms[:place], replace(terms[place], body=body), *terms[last + 1 :]]

    def term(self) -> s.Expression:
        """Factors side by side."""
        start = self.at
        factors = [s.Joined("", self.factor(), span=self.since(start))]
        while not self.stops():
            begin = self.at
            by = ""
            if self.on("operator"):
                by = self.take().text
            body = self._after_sign(by) if by and self.on("operator", "-") else self.factor()
            factors.append(s.Joined(by, body, span=self.since(begin)))
            if by == "/":
                self._check_denominator()
        if len(factors) == 1:
            return factors[0].body
        return s.Factors(tuple(factors), span=self.since(start))

    def _after_sign(self, by: str) -> s.Expression:
        if by == "/":
            self.fail("E202", "a sign stands after the slash", hint="Put it into brackets.")
        begin = self.at
        sign = self.take().text
        body = self.factor()
        return s.Terms((s.Signed(sign, body, span=self.since(begin)),), span=self.since(begin))

    def _check_denominator(self) -> None:
        if self.stops() or self.on("operator"):
            return
        if self.on("big") or self.on("function") or self.on("open", "(", "[", "\\{"):
            self.notice("N107", "a/b before this is read as one factor", self.peek().span)
            return
        self.fail("E208", f"does {shown(self.peek())} belong to the denominator?")


def _trailing(body: s.Expression) -> s.Big | None:
    """The sum at the end of a term, whose reach is open."""
    while isinstance(body, s.Factors):
        body = body.factors[-1].body
    return body if isinstance(body, s.Big) and body.sign == "∑" else None


def _index(big: s.Big) -> str | None:
    found = [] if big.limits is None else sorted(bound_letters(big.limits))
    return found[0] if len(found) == 1 else None


def _extend(body: s.Expression, more: tuple[s.Signed, ...]) -> s.Expression:
    if isinstance(body, s.Factors):
        last = body.factors[-1]
        inner = replace(last, body=_extend(last.body, more))
        return replace(body, factors=(*body.factors[:-1], inner))
    assert isinstance(body, s.Big)
    own = (
        body.body.terms if isinstance(body.body, s.Terms) else (s.Signed("", body.body, span=body.body.span),)
    )
    terms = s.Terms((*own, *more), span=(body.body.span[0], more[-1].span[1]))
    return replace(body, body=terms)
