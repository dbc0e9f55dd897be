"""Conditions on numbers that the running text states: let ``x > 1``, for ``0 < θ < 1``, with ``n ∈ ℕ``."""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import chain, groupby, islice, pairwise, takewhile
from operator import ge, gt, le, lt, ne
from typing import TypeAlias

from sympy import Basic, Symbol

from mlekl_symbolic.language import (
    Greater,
    GreaterEqual,
    Less,
    LessEqual,
    Member,
    NotEqual,
    Statement,
    number,
)
from mlekl_symbolic.language.sets import Naturals
from mlekl_symbolic.readers.latex.alphabet import GREEK
from mlekl_symbolic.readers.latex.diagnostics import Span

Atom: TypeAlias = "str | Fraction"
"""A letter by its name, or a number."""
Comparison: TypeAlias = "tuple[Atom, str, Atom]"
NATURAL = "natural"
"""The relation between a letter and itself that says it is a natural number."""

_COMPARED: Mapping[str, Callable[[Fraction, Fraction], bool]] = {
    "<": lt, "<=": le, ">": gt, ">=": ge, "!=": ne,
}  # fmt: skip
_STATED: Mapping[str, Callable[..., Statement]] = {
    "<": Less, "<=": LessEqual, ">": Greater, ">=": GreaterEqual, "!=": NotEqual,
}  # fmt: skip
_SPELLED = {
    r"\lt": "<", r"\gt": ">", "≤": "<=", r"\le": "<=", r"\leq": "<=", r"\leqslant": "<=", "≥": ">=",
    r"\ge": ">=", r"\geq": ">=", r"\geqslant": ">=", "≠": "!=", r"\ne": "!=", r"\neq": "!=", "∈": r"\in",
}  # fmt: skip
_TOKEN = re.compile(r"\\[A-Za-z]+|\\.|\d+(?:\.\d+)?|\S")
_SPACES = frozenset(
    (r"\,", r"\;", r"\:", r"\!", r"\ ", "~", r"\quad", r"\qquad", r"\left", r"\right", r"\bigl", r"\bigr")
)
_NUMBER = re.compile(r"-?\d{1,30}(?:\.\d{1,30}|/0{0,9}[1-9]\d{0,30})?")
_FRACTION = re.compile(r"\\frac(?:\{(\d+)\}\{(\d+)\}|(\d)(\d))")
_LETTER = re.compile(r"\\[A-Za-z]+|[A-Za-z]")
_APPLIED = re.compile(r"(?:\\[A-Za-z]+|[A-Za-z])\*?(?:_(?:\w|\{[^{}]*\}))?\*?\(")
REACH, FAR = 40, 200
"""How far before a formula words are looked at, and how far after a line its sentence may go on."""
_SUPPOSING = frozenset(("assume", "assumes", "assuming", "suppose", "supposing", "such", "given", "provided"))
_CLAIMING = frozenset((
    "hence", "thus", "therefore", "so", "then", "conclude", "show", "shows", "prove", "proves", "obtain",
    "get", "give", "gives", "yield", "yields", "imply", "implies", "have", "has", "see", "find", "follows",
    "claim",
))  # fmt: skip
_EXCLUDING = frozenset(("unless", "except", "excluding", "not", "never", "without", "outside", "neither"))
_ENDS = re.compile(r"\.(?:\s|\\\]|\$\$|\\end)|\\\[|\\begin|\n[ \t]*\n")
_BREAK = re.compile(r"\n[ \t]*\n")
_NATURALS = frozenset((r"\mathbb{N}", r"\mathbbN", "ℕ", r"\N"))


@dataclass(frozen=True, slots=True)
class Condition:
    """What one formula of the running text says.

    Attributes
    ----------
    start, paragraph
        Where it stands.
    supposed
        Whether the text supposes it; nothing may rest on what it gives out as shown, or excludes.
    comparisons
        What it says of letters; none when it is of another form.
    letters
        The letters that it is about.
    """

    start: int
    paragraph: int
    supposed: bool
    comparisons: tuple[Comparison, ...]
    letters: frozenset[str]


class Spoken:
    """The conditions that the running text of a document states.

    Parameters
    ----------
    text
        The document.
    formulas
        Where the formulas in its running text stand.
    """

    def __init__(self, text: str, formulas: Iterable[Span]) -> None:
        self._text = text
        self._breaks = [found.start() for found in _BREAK.finditer(text)]
        self._about: dict[str, list[Condition]] = {}
        for start, stop in formulas:
            found = condition(text[start:stop])
            if found is not None:
                made = Condition(start, bisect(self._breaks, start), _is_supposed(text, start), *found)
                for letter in made.letters:
                    self._about.setdefault(letter, []).append(made)

    def of(self, line: Span, names: frozenset[str]) -> list[Condition]:
        """The conditions on some letters of a line: those of the nearest paragraph that has any.

        What stands after a line counts as long as its sentence goes on.
        """
        found: dict[Condition, None] = {}
        for name in sorted(names & self._about.keys()):
            about = self._about[name]
            before = bisect(about, line[0], key=lambda c: c.start)
            after = takewhile(lambda c: self._goes_on(line[1], c.start), islice(about, before, None))
            ahead = (about[k] for k in reversed(range(before)))
            found |= dict.fromkeys(_of_one_paragraph(chain(after, ahead)))
        return list(found)

    def _goes_on(self, start: int, stop: int) -> bool:
        """Whether no sentence ends and no display begins between two places."""
        between = self._text[start : min(stop, start + FAR)]
        return stop - start < FAR and _ENDS.search(between) is None and between.count("$$") < 2

    def stated(self, line: Span, *sides: Basic) -> tuple[tuple[Statement, ...], bool]:
        """The conditions on the letters of a line, and whether there are others that nothing may rest on."""
        symbols = {s.name: s for side in sides for s in side.free_symbols if isinstance(s, Symbol)}
        said = self.of(line, frozenset(symbols))
        made = (_statement(c, symbols) for x in said if x.supposed for c in x.comparisons)
        others = any(not (x.supposed and x.comparisons) for x in said)
        return tuple(dict.fromkeys(statement for statement in made if statement is not None)), others

    def admits(self, line: Span, values: Sequence[tuple[str, str]]) -> bool:
        """Whether the values of a small world are as the text says, as far as the line has these letters."""
        known = {name: _value(value) for name, value in values}
        for condition in self.of(line, frozenset(known)):
            usable = condition.supposed and condition.comparisons
            if not usable or not all(_holds(c, known) for c in condition.comparisons):
                return False
        return True


def _of_one_paragraph(conditions: Iterator[Condition]) -> Iterator[Condition]:
    """The first condition, and those after it that stand in the same paragraph."""
    _, found = next(groupby(conditions, lambda c: c.paragraph), (0, iter(())))
    return found


SILENT = Spoken("", ())
"""A text that states no condition."""


def _is_supposed(text: str, start: int) -> bool:
    """Whether a formula is supposed, and no words before it say that it was shown, or does not hold."""
    words = ["", "", *re.findall(r"[a-z]+", text[max(start - REACH, 0) : start].lower())]
    before, last = words[-2:]
    if _EXCLUDING & {before, last}:
        return False
    return before in _SUPPOSING if last == "that" else last not in _CLAIMING


def _value(shown: str) -> Fraction | None:
    return Fraction(shown) if _NUMBER.fullmatch(shown) else None


def _holds(comparison: Comparison, known: Mapping[str, Fraction | None]) -> bool:
    """Whether a comparison holds; what speaks of a letter that has no value may hold."""
    left, relation, right = comparison
    if any(isinstance(a, str) and a not in known for a in (left, right)):
        return True
    one, other = (known[a] if isinstance(a, str) else a for a in (left, right))
    if one is None or other is None:
        return False
    if relation == NATURAL:
        return one >= 0 and one.denominator == 1
    return _COMPARED[relation](one, other)


def _statement(comparison: Comparison, symbols: Mapping[str, Symbol]) -> Statement | None:
    """A comparison about the letters of a line; None when it has a letter that the line has not."""
    left, relation, right = comparison
    if any(isinstance(a, str) and a not in symbols for a in (left, right)):
        return None
    one, other = (symbols[a] if isinstance(a, str) else number(a) for a in (left, right))
    return Member(one, Naturals()) if relation == NATURAL else _STATED[relation](one, other)


def condition(formula: str) -> tuple[tuple[Comparison, ...], frozenset[str]] | None:
    """What a formula says of letters, and of which; None when it limits none.

    Comparisons of letters and numbers are read, one after the other as in ``0 < a, b < 1``, and so is that
    letters lie in an interval or are natural numbers. Of other formulas with such a relation the letters are
    known. That a function is positive is no condition on letters, nor is that one lies in a set with a name.

    Examples
    --------
    >>> condition("x > 1")
    ((('x', '>', Fraction(1, 1)),), frozenset({'x'}))
    >>> condition("x^2 > 1")
    ((), frozenset({'x'}))
    >>> condition(r"x \\in \\mathcal{X}")
    """
    tokens = [t for t in _TOKEN.findall(formula) if t not in _SPACES]
    while tokens and tokens[-1] in ".,;:":
        tokens.pop()
    sides, relations = [""], list[str]()
    for token in tokens:
        sign = _SPELLED.get(token, token)
        if sign in _COMPARED or sign == r"\in":
            relations.append(sign)
            sides.append("")
        else:
            sides[-1] += token
    if not relations:
        return None
    if r"\in" in relations:
        return _membership(sides, relations)
    atoms = [_atoms(side) for side in sides]
    if all(atoms):
        pairs = zip(pairwise(atoms), relations, strict=True)
        said = tuple((a, sign, b) for (left, right), sign in pairs for a in left for b in right)
        return said, frozenset(x for a, _, b in said for x in (a, b) if isinstance(x, str))
    if any(_APPLIED.match(side) for side in sides):
        return None
    letters = frozenset(name for side in sides for t in _LETTER.findall(side) if (name := _name(t)))
    return ((), letters) if letters else None


def _membership(
    sides: Sequence[str], relations: Sequence[str]
) -> tuple[tuple[Comparison, ...], frozenset[str]] | None:
    """That letters lie in an interval with numbers for ends, or are natural numbers."""
    names = [a for a in _atoms(sides[0]) if isinstance(a, str)]
    if len(relations) != 1 or not names:
        return None
    if sides[1] in _NATURALS:
        return tuple((a, NATURAL, a) for a in names), frozenset(names)
    opened, inner, closed = sides[1][:1], sides[1][1:-1], sides[1][-1:]
    ends = _atoms(inner)
    if opened not in tuple("[(]") or closed not in tuple("])[") or len(ends) != 2 or inner.count(",") != 1:
        return None
    low, high = (">=" if opened == "[" else ">"), ("<=" if closed == "]" else "<")
    said = [
        (a, sign, end) for a in names for sign, end in zip((low, high), ends, strict=True) if end != "infty"
    ]
    return tuple(said), frozenset(names)


def _atoms(side: str) -> list[Atom]:
    """Letters and numbers with commas between them; none when there is anything else."""
    out: list[Atom] = []
    for part in side.split(","):
        shape = _FRACTION.sub(r"\1\3/\2\4", part).lstrip("+")
        if _NUMBER.fullmatch(shape):
            out.append(Fraction(shape))
        elif shape.lstrip("-") in (r"\infty", "∞"):
            out.append("infty")
        elif _LETTER.fullmatch(shape) and (name := _name(shape)):
            out.append(name)
        else:
            return []
    return out


def _name(token: str) -> str:
    """What the language calls a letter; nothing for a command that is none."""
    name = token.removeprefix("\\").removeprefix("var")
    return name if len(token) == 1 or name in GREEK else ""
