"""Rows of a display: which belong together, and what stands beside them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mlekl_symbolic.readers.latex.diagnostics import ReadError, Span
from mlekl_symbolic.readers.latex.tokens import Token
from mlekl_symbolic.readers.latex.vocabulary import ROW_ENVIRONMENTS

_JOINING = frozenset("+*·×/")


@dataclass(frozen=True, slots=True)
class Remark:
    """Words beside a formula."""

    words: str
    span: Span


@dataclass(frozen=True, slots=True)
class Block:
    """The rows of one statement, without what only lays them out.

    Attributes
    ----------
    tokens
        What is to be parsed.
    starts
        At which token each row begins.
    remarks
        The words at the ends of the rows and between them.
    tags
        The tags of the rows.
    """

    tokens: tuple[Token, ...]
    starts: tuple[int, ...] = (0,)
    remarks: tuple[Remark, ...] = ()
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Row:
    tokens: tuple[Token, ...]
    aligned: bool
    remarks: tuple[Remark, ...]
    tags: tuple[str, ...]


def blocks(tokens: Sequence[Token]) -> list[Block]:
    """The statements of a display.

    A row that begins with a relation or an operator continues the one before, and so does one after a
    row that ends with either; any other row is a statement of its own.

    Raises
    ------
    ReadError
        When environments do not match.
    """
    out: list[Block] = []
    for row in map(_row, _split(tokens)):
        if not row.tokens:
            if out and (row.remarks or row.tags):
                out[-1] = _joined(out[-1], row)
            elif row.remarks or row.tags:
                out.append(Block((), (), row.remarks, row.tags))
        elif out and out[-1].tokens and _continues(out[-1].tokens[-1], row):
            out[-1] = _joined(out[-1], row)
        elif out and not out[-1].tokens:
            before = out.pop()
            out.append(Block(row.tokens, (0,), (*before.remarks, *row.remarks), (*before.tags, *row.tags)))
        else:
            out.append(Block(row.tokens, (0,), row.remarks, row.tags))
    return [b for b in out if b.tokens]


def _joined(block: Block, row: _Row) -> Block:
    return Block(
        (*block.tokens, *row.tokens),
        (*block.starts, len(block.tokens)) if row.tokens else block.starts,
        (*block.remarks, *row.remarks),
        (*block.tags, *row.tags),
    )


def _is_joint(token: Token) -> bool:
    return token.kind == "relation" or (token.kind == "operator" and token.text in "+-*·×/")


def _continues(last: Token, row: _Row) -> bool:
    first = row.tokens[0]
    if first.kind == "relation" or _is_joint(last):
        return True
    if first.kind != "operator":
        return False
    if first.text == "-":
        return row.aligned or not any(t.kind == "relation" for t in _outer(row.tokens))
    return first.text in _JOINING


def _outer(tokens: Sequence[Token]) -> Iterator[Token]:
    depth = 0
    for token in tokens:
        depth -= token.kind in ("close", "end")
        if depth <= 0:
            yield token
        depth += token.kind in ("open", "begin")


def _split(tokens: Sequence[Token]) -> list[list[Token]]:
    """The tokens of each row; environments that only stack rows are gone."""
    stack: list[Token] = []
    rows: list[list[Token]] = [[]]
    plain = _balanced(tokens)
    for token in tokens:
        if token.kind == "begin" and token.text in ROW_ENVIRONMENTS and not _brackets(stack):
            stack.append(token)
            continue
        if token.kind == "end" and token.text in ROW_ENVIRONMENTS and _closes(stack, token):
            stack.pop()
            continue
        if token.kind == "begin" or (token.kind == "open" and plain):
            stack.append(token)
        elif stack and ((token.kind == "end" and stack[-1].kind == "begin") or
                        (token.kind == "close" and stack[-1].kind == "open")):  # fmt: skip
            stack.pop()
        inside = [t for t in stack if t.text not in ROW_ENVIRONMENTS or t.kind != "begin"]
        if token.kind in ("newline", "intertext") and not inside:
            rows.append([token] if token.kind == "intertext" else [])
            if token.kind == "intertext":
                rows.append([])
        elif token.kind not in ("newline", "amp") or not inside or inside[-1].kind == "begin":
            rows[-1].append(token)
    left = [t for t in stack if t.kind == "begin"]
    if left:
        raise ReadError("E204", f"\\begin{{{left[-1].text}}} is never closed", left[-1].span)
    return rows


def _brackets(stack: Sequence[Token]) -> bool:
    return any(t.kind == "open" or t.text not in ROW_ENVIRONMENTS for t in stack)


def _closes(stack: Sequence[Token], token: Token) -> bool:
    if not stack or stack[-1].kind != "begin" or stack[-1].text != token.text:
        if any(t.kind == "begin" and t.text == token.text for t in stack):
            return False
        raise ReadError("E204", f"\\end{{{token.text}}} closes nothing", token.span)
    return True


def _balanced(tokens: Sequence[Token]) -> bool:
    depth = 0
    for token in tokens:
        depth += {"open": 1, "close": -1}.get(token.kind, 0)
        if depth < 0:
            return False
    return depth == 0


def _row(tokens: Sequence[Token]) -> _Row:
    tags = tuple(t.text for t in tokens if t.kind == "tag" and t.text)
    remarks = [Remark(t.text, t.span) for t in tokens if t.kind == "intertext"]
    rest = [t for t in tokens if t.kind not in ("tag", "intertext")]
    while rest and _is_layout(rest[-1]):
        rest.pop()
    while (found := _last_words(rest)) is not None:
        remarks.insert(0, Remark(rest[found].text, rest[found].span))
        del rest[found - 1 if rest[found - 1].kind == "open" else found :]
        while rest and _is_layout(rest[-1]):
            rest.pop()
    aligned = bool(rest) and rest[0].kind == "amp"
    depth = 0
    kept: list[Token] = []
    for token in rest:
        depth += {"begin": 1, "end": -1}.get(token.kind, 0)
        if token.kind != "amp" or depth:
            kept.append(token)
    while kept and kept[0].kind in ("gap", "punctuation"):
        kept.pop(0)
    return _Row(tuple(kept), aligned, tuple(remarks), tags)


def _is_layout(token: Token) -> bool:
    return token.kind in ("gap", "amp") or (token.kind == "punctuation" and token.text in ",.;:?")


def _last_words(tokens: Sequence[Token]) -> int | None:
    """The place of words at the end of a row, after a gap or an alignment mark, that are no operand."""
    if not tokens:
        return None
    at = len(tokens) - 1
    bracketed = len(tokens) > 2 and tokens[at].kind == "close" and tokens[at - 2].kind == "open"
    at -= bracketed
    before = at - 1 - bracketed
    if tokens[at].kind != "text" or before < 0 or tokens[before].kind not in ("gap", "amp"):
        return None
    while before >= 0 and tokens[before].kind in ("gap", "amp"):
        before -= 1
    if before < 0 or _is_joint(tokens[before]) or tokens[before].kind == "open":
        return None
    return at
