"""The first pass: TeX's own tokens, with where each stands in the text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mlekl_symbolic.readers.latex.alphabet import raised, script, spelling
from mlekl_symbolic.readers.latex.diagnostics import ReadError, Span

LONGEST_FORMULA = 20_000
"""Characters of the longest formula that is read."""

_STARRED = r"operatorname|tag|DeclareMathOperator|(?:re|provide)?newcommand|DeclareRobustCommand"
_TOKEN = re.compile(
    rf"(?P<space>[ \t\r\n\xa0\u2000-\u200a\u202f~]+|%[^\n]*(?:\n|$))"
    rf"|(?P<other>\\(?:{_STARRED})\*|\\[A-Za-z]+|\\.|\d+(?:\.\d+)?|\.\d+|\.\.\.|:=|[!-~])"
    rf"|(?P<wide>.)",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Raw:
    """One token of TeX.

    Attributes
    ----------
    text
        ``\\alpha``, ``{``, ``x``, ``12``.
    start, end
        Where it stands; a token from a macro stands where the macro is used.
    spaced
        Whether white space comes before it.
    """

    text: str
    start: int
    end: int
    spaced: bool = False

    @property
    def span(self) -> Span:
        """Where it stands."""
        return self.start, self.end


def scan(text: str, start: int = 0, stop: int | None = None) -> list[Raw]:
    """The tokens of ``text[start:stop]``; comments and white space are left out.

    Raises
    ------
    ReadError
        When it is too long or has a character that is not mathematics.
    """
    end = len(text) if stop is None else stop
    if end - start > LONGEST_FORMULA:
        raise ReadError("E217", f"the formula has more than {LONGEST_FORMULA} characters", (start, start + 1))
    return list(_tokens(text, start, end))


def _tokens(text: str, start: int, end: int) -> Iterator[Raw]:
    spaced, place = False, start
    while place < end:
        found = _TOKEN.match(text, place, end)
        assert found is not None
        at, place = place, found.end()
        if found["other"] is not None:
            yield Raw(found["other"], at, place, spaced)
            spaced = False
        elif found["space"] is not None:
            spaced = True
        else:
            if script(found["wide"]) is not None:
                place = _script_run(text, at, end)
            yield from _wide(text[at:place], at, spaced=spaced)
            spaced = False


def _script_run(text: str, at: int, end: int) -> int:
    up = raised(text[at])
    place = at
    while place < end and script(text[place]) is not None and raised(text[place]) is up:
        place += 1
    return place


def _wide(signs: str, at: int, *, spaced: bool) -> Iterator[Raw]:
    plain = [script(s) for s in signs]
    if plain[0] is not None:
        texts = ["^" if raised(signs[0]) else "_", "{", *(p or "" for p in plain), "}"]
        yield from (Raw(t, at, at + len(signs), spaced) for t in texts)
        return
    texts = list(spelling(signs))
    if not texts:
        raise ReadError(
            "E202", f"the character {signs!r} (U+{ord(signs):04X}) is no mathematics", (at, at + 1)
        )
    yield from (Raw(t, at, at + 1, spaced and n == 0) for n, t in enumerate(texts))


def partners(raws: Sequence[Raw]) -> dict[int, int]:
    """For every ``{`` and ``}`` the place of the other one.

    Raises
    ------
    ReadError
        When a brace has no partner.
    """
    out: dict[int, int] = {}
    waiting: list[int] = []
    for place, raw in enumerate(raws):
        if raw.text == "{":
            waiting.append(place)
        elif raw.text == "}":
            if not waiting:
                raise ReadError("E203", "this } closes nothing", raw.span)
            out[place] = waiting.pop()
            out[out[place]] = place
    if waiting:
        raise ReadError("E203", "this { is never closed", raws[waiting[-1]].span)
    return out


def spelled(raws: Sequence[Raw]) -> str:
    """The tokens as one piece of text, for words and for names of environments."""
    return "".join(f" {r.text}" if r.spaced and n else r.text for n, r in enumerate(raws))
