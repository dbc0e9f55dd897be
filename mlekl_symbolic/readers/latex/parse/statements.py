"""Statements: chains with what stands beside them, each side read on its own."""

from __future__ import annotations

from mlekl_symbolic.readers.latex import surface as s
from mlekl_symbolic.readers.latex.diagnostics import Diagnostic, ReadError
from mlekl_symbolic.readers.latex.parse.parser import Parser
from mlekl_symbolic.readers.latex.parse.sums import ARROWS
from mlekl_symbolic.readers.latex.reading import Claim, Statement
from mlekl_symbolic.readers.latex.roles import Roles
from mlekl_symbolic.readers.latex.rows import Block, Remark
from mlekl_symbolic.readers.latex.words import Said, said

_QUIET = frozenset(("therefore", "because", "Box", "square", "blacksquare", "checkmark", "qed"))
"""Commands that say nothing that could be checked."""


def statement(block: Block, roles: Roles, parser_of: type[Statements] | None = None) -> Statement:
    """The statement of a block of rows; what cannot be read is refused side by side."""
    span = block.tokens[0].start, block.tokens[-1].end
    try:
        parser = (parser_of or Statements)(block, roles)
    except ReadError as error:
        return Statement((), block.remarks, block.tags, span, (error.diagnostic,))
    parser.run()
    found = (*parser.notices, *parser.questions, *parser.refusals)
    ordered = tuple(sorted(dict.fromkeys(found), key=lambda d: (d.span, d.code)))
    return Statement(tuple(parser.claims), tuple(parser.remarks), block.tags, span, ordered)


class Statements(Parser):
    """A parser of one block, which goes on after a side that it cannot read."""

    def __init__(self, block: Block, roles: Roles) -> None:
        super().__init__(block.tokens, roles)
        self.claims: list[Claim] = []
        self.remarks: list[Remark] = list(block.remarks)
        self.refusals: list[Diagnostic] = []

    def run(self) -> None:
        """Read everything."""
        conditional = False
        while self.at < self.stop:
            token = self.peek()
            if token.kind == "gap" or (token.kind == "punctuation" and token.text in ",;.:"):
                self.take()
            elif token.kind == "text" and (said(token.text) is not Said.NAME or self._is_beside()):
                self.take()
                conditional = conditional or said(token.text) is Said.CONDITION
                if said(token.text) is not Said.CONDITION:
                    self._remark(token.text, token.span)
            elif token.kind == "command" and token.text in _QUIET:
                self.take()
                self._remark(f"\\{token.text}", token.span)
            elif token.kind == "command" and token.text == "forall":
                self.take()
                conditional = True
            elif self._is_bracketed():
                self._bracketed()
            else:
                before = self.at
                self._claim(conditional=conditional)
                if self.at == before:
                    self._refuse_here()

    def _remark(self, words: str, span: tuple[int, int]) -> None:
        self.notice("N105", f"{words!r} is kept as a remark", span)
        self.remarks.append(Remark(words, span))

    def _is_beside(self) -> bool:
        """Whether a word stands before a colon or between gaps, so that it is no quantity."""
        before = self.tokens[self.at - 1].kind if self.at else "gap"
        after = self.peek(1)
        return before in ("gap", "punctuation") and (
            after.kind in ("gap", "stop") or (after.kind == "punctuation" and after.text in ":,")
        )

    def _is_bracketed(self) -> bool:
        """Whether a condition in brackets stands here, apart from what it belongs to."""
        if not (self.at and self.tokens[self.at - 1].kind == "gap" and self.on("open", "(")):
            return False
        after = self.partner[self.at] + 1
        apart = after >= self.stop or self.tokens[after].kind in ("gap", "punctuation")
        return apart and any(t.kind == "relation" for t in self.tokens[self.at + 1 : after - 1])

    def _bracketed(self) -> None:
        back, end = self.stop, self.partner[self.at]
        self.at, self.stop = self.at + 1, end
        while self.at < self.stop:
            before = self.at
            self._claim(conditional=True)
            if self.at == before:
                self._refuse_here()
        self.at, self.stop = end + 1, back

    def _refuse_here(self) -> None:
        try:
            self._leftover()
        except ReadError as error:
            self.refusals.append(error.diagnostic)
        self.at = self.stop

    def _claim(self, *, conditional: bool) -> None:
        start = self.at
        first = None if self.on("relation") else self._side()
        links: list[s.Link] = []
        while self.on("relation"):
            begin = self.at
            try:
                sign, note = self.relation()
            except ReadError as error:
                self.refusals.append(error.diagnostic)
                sign, note = "?", ""
            links.append(s.Link(sign, self._side(), note, span=self.since(begin)))
        if self.at < self.stop and not self._at_border():
            self._replace_last(links)
            first = first if links else s.Unreadable("E202", span=self.since(start))
        if not links:
            assert first is not None
            self.claims.append(Claim(first, conditional))
            return
        chain = s.Chain(first, tuple(links), span=self.since(start))
        ranged = self._dotted(chain)
        conditional = conditional or _grows(chain)
        self.claims.append(Claim(_grouped(chain) if ranged is None else ranged, conditional))

    def _at_border(self) -> bool:
        token = self.peek()
        if token.kind == "command":
            return token.text in _QUIET or token.text == "forall"
        return token.kind in ("gap", "punctuation", "text", "relation")

    def _replace_last(self, links: list[s.Link]) -> None:
        """Refuse the side that stopped before its end."""
        try:
            self._leftover()
        except ReadError as error:
            self.refusals.append(error.diagnostic)
            if links:
                last = links.pop()
                bad = s.Unreadable(error.diagnostic.code, span=last.side.span)
                links.append(s.Link(last.relation, bad, last.note, span=last.span))
        self._skip()

    def _dotted(self, chain: s.Chain) -> s.Between | None:
        """``i = 1, …, n`` as a range, or None."""
        one = len(chain.links) == 1 and chain.links[0].relation == "=" and isinstance(chain.first, s.Name)
        ahead = [self.peek(n).kind for n in range(3)]
        if not one or chain.first is None or ahead[:2] != ["punctuation", "dots"]:
            return None
        self.at += 2
        if self.on("punctuation", ","):
            self.take()
        high = self._side()
        return s.Between(chain.first, chain.links[0].side, high, span=self.since(self.at - 1))

    def _side(self) -> s.Expression:
        """One side, or `Unreadable` when it is refused."""
        start = self.at
        self.depth = self.integrals = self.gradients = 0
        self.closing = ""
        stop = self.stop
        try:
            return self.expression()
        except ReadError as error:
            self.refusals.append(error.diagnostic)
            self.at, self.stop = start, stop
            self.integrals, self.gradients, self.closing = 0, 0, ""
            self._skip()
            return s.Unreadable(error.diagnostic.code, span=self.since(start))

    def _skip(self) -> None:
        """Go to the next relation outside brackets, or to the end."""
        while self.at < self.stop and self.tokens[self.at].kind != "relation":
            token = self.tokens[self.at]
            self.at = self.partner[self.at] + 1 if token.kind in ("open", "begin") else self.at + 1


def _grows(chain: s.Chain) -> bool:
    """Whether a chain only says that something grows without bound."""
    return (
        len(chain.links) == 1
        and chain.links[0].relation == "→"
        and isinstance(chain.links[0].side, s.Infinity)
    )


def _grouped(chain: s.Chain) -> s.Expression:
    """A chain split at its arrows."""
    places = [n for n, link in enumerate(chain.links) if link.relation in ARROWS]
    if not places:
        return chain
    parts: list[s.Expression] = []
    first: s.Expression | None = chain.first
    begin = 0
    for place in [*places, len(chain.links)]:
        links = chain.links[begin:place]
        if links or first is None:
            parts.append(s.Chain(first, links, span=chain.span))
        else:
            parts.append(first)
        if place < len(chain.links):
            first, begin = chain.links[place].side, place + 1
    arrows = tuple(chain.links[n].relation for n in places)
    return s.Implication(tuple(parts), arrows, span=chain.span)
