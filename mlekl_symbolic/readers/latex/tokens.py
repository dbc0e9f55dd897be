"""The second pass: what each token is, with fonts, sizes and spaces sorted out."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from mlekl_symbolic.readers.latex import vocabulary as v
from mlekl_symbolic.readers.latex.alphabet import GREEK
from mlekl_symbolic.readers.latex.diagnostics import Diagnostic, ReadError, Span
from mlekl_symbolic.readers.latex.macros import Macros, expand
from mlekl_symbolic.readers.latex.raw import Raw, partners, scan, spelled

DOUBLE = "double"
"""The note at the sign of a double integral."""
LEFT_OPEN = "left."
r"""The note at the token before which a ``\left.`` stands."""


@dataclass(frozen=True, slots=True)
class Token:
    """A token with its role.

    Attributes
    ----------
    kind
        ``letter``, ``number``, ``greek``, ``word`` (upright letters), ``text``, ``font``, ``accent``,
        ``relation``, ``operator``, ``punctuation``, ``dots``, ``open``, ``close``, ``bar``, ``sub``, ``sup``,
        ``prime``, ``function``, ``big``, ``optimum``, ``command``, ``gap`` (a wide space), ``amp``,
        ``newline``, ``begin``, ``end``, ``tag``, ``intertext``.
    text
        Which one.
    start, end
        Where it stands.
    spaced
        Whether white space comes before it.
    note
        What stands above an arrow or a relation.
    """

    kind: str
    text: str
    start: int
    end: int
    spaced: bool = False
    note: str = ""

    @property
    def span(self) -> Span:
        """Where it stands."""
        return self.start, self.end


@dataclass(frozen=True, slots=True)
class Tokens:
    """All tokens of a formula and the notices of the tokeniser."""

    all: tuple[Token, ...]
    notices: tuple[Diagnostic, ...]


def tokenize(text: str, macros: Macros, start: int = 0, stop: int | None = None) -> Tokens:
    """The tokens of ``text[start:stop]``.

    Raises
    ------
    ReadError
        For unbalanced braces, macros without end, delimiters that are missing.
    """
    raws = expand(scan(text, start, stop), macros)
    reader = _Tokenizer(raws)
    reader.run()
    out, notices = _lone_bars(_cases_in_arrays(reader.out))
    return Tokens(tuple(out), (*reader.notices, *notices))


def _lone_bars(tokens: list[Token]) -> tuple[list[Token], list[Diagnostic]]:
    r"""``\lvert`` without any ``\rvert`` is the bar of a condition."""
    opened = [t for t in tokens if t.kind == "open" and t.text == "|"]
    if not opened or any(t.kind == "close" and t.text == "|" for t in tokens):
        return tokens, []
    changed = [replace(t, kind="bar", text="∣") if t.kind == "open" and t.text == "|" else t for t in tokens]
    return changed, [Diagnostic("N127", "the opening bar is read as a condition", t.span) for t in opened]


def _cases_in_arrays(tokens: list[Token]) -> list[Token]:
    r"""``\left\{ \begin{array} … \end{array} \right.`` is a definition by cases."""
    out: list[Token | None] = list(tokens)
    for n in range(len(tokens) - 1):
        brace, begin = tokens[n], tokens[n + 1]
        if (brace.kind, brace.text) != ("open", r"\{") or (begin.kind, begin.text) != ("begin", "array"):
            continue
        ends = [m for m in range(n + 2, len(tokens)) if tokens[m].kind == "end" and tokens[m].text == "array"]
        if not ends or any(t.kind == "begin" for t in tokens[n + 2 : ends[0]]):
            continue
        after = tokens[ends[0] + 1] if ends[0] + 1 < len(tokens) else None
        if after is None or (after.kind, after.text) != ("close", r"\{"):
            out[n] = None
            out[n + 1] = replace(begin, text="cases", start=brace.start)
            out[ends[0]] = replace(tokens[ends[0]], text="cases")
    return [t for t in out if t is not None]


def _table(kind: str, entries: dict[str, str]) -> dict[str, tuple[str, str]]:
    return {text: (kind, meaning) for text, meaning in entries.items()}


_SIMPLE: dict[str, tuple[str, str]] = (
    _table("relation", v.RELATIONS)
    | _table("operator", v.OPERATORS)
    | _table("punctuation", {c: c for c in v.PUNCTUATION} | {r"\colon": ":"})
    | _table("dots", dict.fromkeys(v.DOTS, "…"))
    | _table("open", v.OPENING)
    | _table("close", v.CLOSING)
    | _table("bar", v.BARS)
    | _table("function", v.FUNCTIONS)
    | _table("big", v.BIG)
    | _table("optimum", v.OPTIMA)
    | _table("font", v.FONTS)
    | _table("accent", v.ACCENTS)
    | _table("gap", dict.fromkeys(v.WIDE_SPACES, ""))
    | _table("greek", {f"\\{g}": g for g in GREEK})
    | _table(
        "command",
        {r"\dfrac": "frac", r"\tfrac": "frac", r"\cfrac": "frac", r"\dbinom": "binom", r"\tbinom": "binom"},
    )
    | {"_": ("sub", "_"), "^": ("sup", "^"), "'": ("prime", "'"), "&": ("amp", "&")}
    | {r"\varepsilon": ("greek", "epsilon"), r"\varphi": ("greek", "phi"), r"\vartheta": ("greek", "theta")}
    | {r"\newline": ("newline", ""), r"\cr": ("newline", ""), r"\prime": ("prime", "'")}
)


class _Tokenizer:
    """One left-to-right walk over the raw tokens."""

    def __init__(self, raws: list[Raw]) -> None:
        self.raws = raws
        self.partner = partners(raws)
        self.out: list[Token] = []
        self.notices: list[Diagnostic] = []
        self.at = 0
        self.spaced = False
        self.invisible: set[int] = set()
        self.pending = ""

    def run(self) -> None:
        while self.at < len(self.raws):
            raw = self.raws[self.at]
            self.at += 1
            simple = _SIMPLE.get(raw.text)
            if self.at - 1 in self.invisible:
                self.spaced = True
            elif simple is not None:
                self._simple(raw, *simple)
            elif raw.text[0] == "\\":
                self._command(raw)
            elif raw.text.isdigit() or raw.text[0] == "." or raw.text[0].isdigit():
                self._number(raw)
            elif raw.text.isalpha():
                self._put("letter", raw.text, raw)
            else:
                raise ReadError("E202", f"{raw.text} has no meaning here", raw.span)

    def _put(self, kind: str, text: str, raw: Raw, note: str = "", end: int | None = None) -> None:
        spaced = raw.spaced or self.spaced
        self.spaced = False
        self.out.append(
            Token(
                kind, text, raw.start, raw.end if end is None else max(end, raw.end), spaced,
                note or self.pending,
            )
        )  # fmt: skip
        self.pending = ""

    def _simple(self, raw: Raw, kind: str, text: str) -> None:
        last = self.out[-1] if self.out else None
        doubled = kind == "bar" and last is not None and last.kind == "bar" and text == last.text
        if doubled and last is not None and (text in "|∣" or not raw.spaced):
            self.out[-1] = replace(last, text="‖", end=raw.end)
        else:
            self._put(kind, text, raw, DOUBLE if raw.text == r"\iint" else "")

    def _number(self, raw: Raw) -> None:
        last = self.out[-1] if self.out else None
        after_fraction = last is not None and last.kind == "command" and last.text in ("frac", "binom")
        if after_fraction and len(raw.text) > 1 and raw.text.isdigit():
            for place, digit in enumerate(raw.text):
                at = raw.start + place if raw.end - raw.start == len(raw.text) else raw.start
                self._put("number", digit, replace(raw, start=at, end=at + 1))
        else:
            self._put("number", raw.text, raw)

    def _take(self, command: Raw) -> tuple[int, int]:
        """The range of the next argument, which is consumed: a group without its braces, or one token."""
        if self.at >= len(self.raws) or self.raws[self.at].text == "}":
            raise ReadError("E205", f"{command.text} lacks its argument", command.span)
        at = self.at
        if self.raws[at].text == "{":
            self.at = self.partner[at] + 1
            return at + 1, self.partner[at]
        self.at += 1
        return at, at + 1

    def _option(self) -> str:
        """The words of an argument in square brackets, which is consumed when there is one."""
        if self.at >= len(self.raws) or self.raws[self.at].text != "[":
            return ""
        for place in range(self.at, len(self.raws)):
            if self.raws[place].text == "]":
                inside = spelled(self.raws[self.at + 1 : place])
                self.at = place + 1
                return inside
        return ""

    def _command(self, raw: Raw) -> None:
        name = raw.text
        if name in v.SPACES or name == "\\\n":
            self.spaced = True
            if name == r"\mathop" and self.at in self.partner:
                self.invisible |= {self.at, self.partner[self.at]}
        elif name in v.TEXT:
            self._words(raw)
        elif name in v.UPRIGHT:
            self._upright(raw)
        elif name in v.SIDES or name in v.OTHER_SIDES or name in v.MIDDLES or name in v.SIZES:
            self._delimiter(raw)
        elif name in (r"\begin", r"\end"):
            self._environment(raw)
        elif name in (r"\tag", r"\tag*", r"\label", r"\intertext", r"\shortintertext"):
            lo, hi = self._take(raw)
            kind = "intertext" if "intertext" in name else "tag"
            words = spelled(self.raws[lo:hi]) if name != r"\label" else ""
            self._put(kind, words, raw, end=self.raws[self.at - 1].end)
        elif name == "\\\\":
            self._newline(raw)
        elif name in (r"\overset", r"\stackrel", r"\underset", r"\not", *v.ARROWS):
            self._labelled(raw)
        else:
            self._rare(raw)

    def _rare(self, raw: Raw) -> None:
        name = raw.text
        if name in v.MEASURES or name in v.DROPPED_FIRST:
            self._take(raw)
            self.spaced = True
        elif name in v.SWITCHES:
            self._switch(raw)
        elif name in (r"\_", r"\*", r"\^"):
            self.notices.append(Diagnostic("N112", f"{name} is read as {name[1]}", raw.span))
            kind = {"_": "sub", "^": "sup", "*": "operator"}[name[1]]
            self._put(kind, name[1], raw)
        elif name in (r"\input", r"\include"):
            raise ReadError("E220", f"{name} is not followed", raw.span)
        elif name in (r"\$", r"\#", r"\%", r"\&", r"\(", r"\)", r"\[", r"\]"):
            raise ReadError("E202", f"{name} has no meaning inside a formula", raw.span)
        else:
            self._put("command", name[1:], raw)

    def _words(self, raw: Raw) -> None:
        lo, hi = self._take(raw)
        words = spelled(self.raws[lo:hi]).replace("\\ ", " ").replace("\\,", " ")
        if words.strip() == "d":
            self._put("word", "d", raw, end=self.raws[self.at - 1].end)
            return
        if words.strip():
            self._put("text", " ".join(words.split()), raw, end=self.raws[self.at - 1].end)
        self.spaced = True

    def _upright(self, raw: Raw) -> None:
        """Letters in an upright font are one word; anything else there is read as if the font were not."""
        if self.at < len(self.raws) and self.raws[self.at].text == "{":
            lo, hi = self.at + 1, self.partner[self.at]
            inside = [
                r.text for r in self.raws[lo:hi] if r.text not in v.SPACES and r.text not in (r"\rm", "~")
            ]
            word = "".join(inside)
            word = "const" if word in ("const.", "Const.", "cst.") else word
            apart = any(r.spaced for r in self.raws[lo + 1 : hi]) and word.lower() not in v.WORD_OPTIMA
            if re.fullmatch("[A-Za-z]+", word) and not apart:
                self.at = hi + 1
                self._put("word", word, raw, end=self.raws[hi].end)
            elif not inside:
                self.at = hi + 1
        elif self.at < len(self.raws) and self.raws[self.at].text.isalpha():
            self.at += 1
            self._put("word", self.raws[self.at - 1].text, raw, end=self.raws[self.at - 1].end)

    def _switch(self, raw: Raw) -> None:
        r"""``{\bf x}`` is read as ``\mathbf{x}`` and ``{\rm KL}`` as ``\mathrm{KL}``."""
        opened = bool(self.out) and self.out[-1].kind == "open" and self.out[-1].text == "{"
        begin = self.at - 2
        if opened and begin in self.partner and self.raws[begin].text == "{":
            inside = [r.text for r in self.raws[self.at : self.partner[begin]] if r.text not in v.SPACES]
            plain = all(t.isalpha() or t[1:] in GREEK for t in inside)
            if inside and plain and raw.text == r"\bf":
                before = self.out.pop()
                self.out += [replace(before, kind="font", text="bf"), before]
                return
            if plain and raw.text in (r"\rm", r"\sf") and all(t.isalpha() for t in inside):
                self.at = self.partner[begin]
                self._put("word", "".join(inside), raw)
                return
        elif raw.text == r"\rm" and self.at - 2 in self.invisible:
            stop = self.partner[self.at - 2]
            inside = [r.text for r in self.raws[self.at : stop] if r.text not in v.SPACES]
            if inside and all(t.isalpha() for t in inside):
                self.at = stop
                self._put("word", "".join(inside), raw)
                return
        self.notices.append(Diagnostic("N119", f"{raw.text} is ignored", raw.span))

    def _delimiter(self, raw: Raw) -> None:
        following = self.raws[self.at] if self.at < len(self.raws) else None
        if following is not None and following.text in (r"\[", r"\]", r"\(", r"\)"):
            self.notices.append(
                Diagnostic("N112", f"{following.text} is read as {following.text[1]}", following.span)
            )
            following = replace(following, text=following.text[1])
        if following is None and raw.text == r"\right" and self.out and self.out[-1].text == "array":
            self.notices.append(
                Diagnostic("N129", r"\right is read with the point of the sentence", raw.span)
            )
            return
        if following is None or not self._is_delimiter(following.text):
            raise ReadError("E203", f"{raw.text} is not followed by a delimiter", raw.span)
        self.at += 1
        opens, closes = raw.text in v.SIDES, raw.text in v.OTHER_SIDES
        sign = following.text
        if sign == ".":
            self.pending = LEFT_OPEN if opens else ""
            return
        shape = v.BARS.get(sign, "")
        here = replace(following, spaced=raw.spaced)
        if sign in "<>":
            self._put("open" if opens or sign == "<" else "close", "⟨", here)
        elif shape in ("|", "‖", "∣") and (opens or closes):
            self._put("open" if opens else "close", shape.replace("∣", "|"), here)
        elif shape:
            middle = raw.text in v.MIDDLES and shape == "|"
            self._simple(here, "bar", "∣" if middle else shape)
        elif sign == "/":
            self._put("operator", "/", here)
        else:
            self._put(*_SIMPLE[sign], here)

    def _is_delimiter(self, sign: str) -> bool:
        plain = sign in v.OPENING or sign in v.CLOSING or sign in v.BARS
        return (plain and sign not in "{}") or sign in (".", "<", ">", "/")

    def _environment(self, raw: Raw) -> None:
        lo, hi = self._take(raw)
        name = spelled(self.raws[lo:hi]).replace("\\*", "*").replace(" ", "")
        if raw.text == r"\begin" and name in ("alignat", "alignat*", "alignedat", "array"):
            self._take(raw)
        end = self.raws[self.at - 1].end
        self._put(raw.text[1:], name, raw, end=end)
        if raw.text == r"\begin" and name in v.ROW_ENVIRONMENTS and self._placement():
            self._option()

    def _placement(self) -> bool:
        """Whether ``[t]`` and the like follow, which say where a block stands on its line."""
        inside = [r.text for r in self.raws[self.at : self.at + 3]]
        return len(inside) == 3 and inside[0] == "[" and inside[1] in "tbc" and inside[2] == "]"

    def _newline(self, raw: Raw) -> None:
        self._put("newline", "", raw)
        if self.at < len(self.raws) and self.raws[self.at].text == "*" and not self.raws[self.at].spaced:
            self.at += 1
        here = [r.text for r in self.raws[self.at : self.at + 6]]
        if re.match(r"\[-?[\d.]+(ex|em|pt|cm|mm|in|baselineskip|\\baselineskip|\\jot|\\p)", "".join(here)):
            self._option()

    def _labelled(self, raw: Raw) -> None:
        r"""``\overset{p}{\to}`` and its like, when they make one relation."""
        if raw.text in v.ARROWS:
            below = self._option()
            lo, hi = self._take(raw)
            note = "; ".join(filter(None, (self._label(lo, hi), below)))
            self._put("relation", v.ARROWS[raw.text], raw, note, self.raws[self.at - 1].end)
            return
        back = self.at
        top = (0, 0) if raw.text == r"\not" else self._take(raw)
        lo, hi = self._take(raw)
        base = [r.text for r in self.raws[lo:hi] if r.text not in v.SPACES]
        sign = v.RELATIONS.get(base[0]) if len(base) == 1 else None
        if raw.text == r"\not":
            sign = v.NEGATED.get(sign or "")
        if sign is not None:
            self._put("relation", sign, raw, self._label(*top), self.raws[self.at - 1].end)
        elif raw.text == r"\underset":
            self.at = back
            self._put("command", "underset", raw)
        else:
            raise ReadError("E227", f"what {raw.text} stacks cannot be read", raw.span)

    def _label(self, lo: int, hi: int) -> str:
        wanted = [r for r in self.raws[lo:hi] if r.text not in v.SPACES | v.WIDE_SPACES | v.TEXT | v.UPRIGHT]
        return spelled([r for r in wanted if r.text not in "{}"])
