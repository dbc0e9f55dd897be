r"""Macro definitions of a document and their expansion, within fixed bounds."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from mlekl_symbolic.readers.latex.diagnostics import Diagnostic, ReadError, Span
from mlekl_symbolic.readers.latex.raw import Raw, scan, spelled

MOST_EXPANSIONS = 1_000
MOST_TOKENS = 20_000
"""Bounds on the expansion of one formula: macros used, and tokens they may turn into."""
LONGEST_DEFINITION = 4_000

_DEFINITION = re.compile(
    r"\\(?:(?:re|provide)?newcommand|DeclareRobustCommand|def|DeclareMathOperator|DeclarePairedDelimiter|let)"
    r"(?![A-Za-z])\*?"
)


@dataclass(frozen=True, slots=True)
class Macro:
    """What a macro stands for.

    Attributes
    ----------
    parameters
        How many arguments it takes.
    body
        Its tokens, with ``#`` and a number for each argument.
    default
        The first argument when it is left out, for a macro with an optional one.
    """

    parameters: int
    body: tuple[Raw, ...]
    default: tuple[Raw, ...] | None = None


@dataclass(frozen=True, slots=True)
class Macros:
    """The macros of a document and the definitions that could not be read."""

    known: Mapping[str, Macro]
    refused: tuple[Diagnostic, ...] = ()


def no_macros() -> Macros:
    """The macros of a document without any."""
    return Macros({})


def find_macros(text: str, spans: Sequence[Span] = ()) -> Macros:
    r"""The ``\newcommand``, ``\def``, ``\DeclareMathOperator`` … of a document.

    Parameters
    ----------
    text
        The document.
    spans
        The parts to look in; the whole document when empty.
    """
    known: dict[str, Macro] = {}
    refused: list[Diagnostic] = []
    for start, stop in spans or ((0, len(text)),):
        for found in _DEFINITION.finditer(text, start, stop):
            if _in_comment(text, found.start()):
                continue
            try:
                name, macro = _define(text, found, stop)
                known[name] = macro
            except ReadError as error:
                refused.append(error.diagnostic)
    return Macros(known, tuple(refused))


def _in_comment(text: str, place: int) -> bool:
    start = max(text.rfind("\n", max(0, place - LONGEST_DEFINITION), place), place - LONGEST_DEFINITION, 0)
    sign = text.find("%", start, place)
    return sign >= 0 and (sign == 0 or text[sign - 1] != "\\")


def _define(text: str, found: re.Match[str], stop: int) -> tuple[str, Macro]:
    here = (found.start(), found.end())
    end = _extent(text, found.end(), stop)
    try:
        raws = scan(text, found.end(), end)
    except ReadError as error:
        raise ReadError("E222", "the definition of this macro cannot be read", here) from error
    command = found[0].strip("\\*")
    match command:
        case "let":
            return _let(raws, here)
        case "def":
            return _def(raws, here)
        case "DeclareMathOperator":
            return _operator(raws, here, starred=found[0].endswith("*"))
        case "DeclarePairedDelimiter":
            return _paired(raws, here)
    return _newcommand(raws, here)


def _extent(text: str, start: int, stop: int) -> int:
    """Where a definition ends at the latest: before a blank line, the next definition, or far away."""
    limit = min(stop, start + LONGEST_DEFINITION)
    ends = (re.compile(r"\n[ \t]*\n").search(text, start, limit), _DEFINITION.search(text, start, limit))
    return min((e.start() for e in ends if e is not None), default=limit)


def _group(raws: Sequence[Raw], at: int, here: Span) -> tuple[Sequence[Raw], int]:
    """The tokens of the braced group at a place, and the place after it."""
    if at >= len(raws) or raws[at].text != "{":
        raise ReadError("E222", "a braced group was expected in this definition", here)
    depth = 0
    for place in range(at, len(raws)):
        depth += {"{": 1, "}": -1}.get(raws[place].text, 0)
        if depth == 0:
            return raws[at + 1 : place], place + 1
    raise ReadError("E222", "the definition of this macro is never closed", here)


def _name(raws: Sequence[Raw], at: int, here: Span) -> tuple[str, int]:
    if at < len(raws) and raws[at].text.startswith("\\"):
        return raws[at].text, at + 1
    group, after = _group(raws, at, here)
    if len(group) != 1 or not group[0].text.startswith("\\"):
        raise ReadError("E222", "the name of this macro cannot be read", here)
    return group[0].text, after


def _option(raws: Sequence[Raw], at: int) -> tuple[tuple[Raw, ...] | None, int]:
    if at >= len(raws) or raws[at].text != "[":
        return None, at
    for place in range(at + 1, len(raws)):
        if raws[place].text == "]":
            return tuple(raws[at + 1 : place]), place + 1
    return None, at


def _newcommand(raws: Sequence[Raw], here: Span) -> tuple[str, Macro]:
    name, at = _name(raws, 0, here)
    count, at = _option(raws, at)
    default, at = _option(raws, at)
    body, _ = _group(raws, at, here)
    digits = spelled(count or ())
    if count is not None and not re.fullmatch("[0-9]", digits):
        raise ReadError("E222", f"{name} does not say how many arguments it takes", here)
    return name, Macro(int(digits or 0), tuple(body), default)


def _def(raws: Sequence[Raw], here: Span) -> tuple[str, Macro]:
    name, at = _name(raws, 0, here)
    count = 0
    while at + 1 < len(raws) and raws[at].text == "#" and raws[at + 1].text == str(count + 1):
        count, at = count + 1, at + 2
    body, _ = _group(raws, at, here)
    return name, Macro(count, tuple(body))


def _let(raws: Sequence[Raw], here: Span) -> tuple[str, Macro]:
    name, at = _name(raws, 0, here)
    at += at < len(raws) and raws[at].text == "="
    if at >= len(raws):
        raise ReadError("E222", f"{name} stands for nothing", here)
    return name, Macro(0, (raws[at],))


def _operator(raws: Sequence[Raw], here: Span, *, starred: bool) -> tuple[str, Macro]:
    name, at = _name(raws, 0, here)
    body, _ = _group(raws, at, here)
    head = r"\operatorname*" if starred else r"\operatorname"
    return name, Macro(0, (Raw(head, *here), Raw("{", *here), *body, Raw("}", *here)))


def _paired(raws: Sequence[Raw], here: Span) -> tuple[str, Macro]:
    name, at = _name(raws, 0, here)
    left, at = _group(raws, at, here)
    right, _ = _group(raws, at, here)
    argument = (Raw("#", *here), Raw("1", *here))
    return name, Macro(1, (Raw(r"\left", *here), *left, *argument, Raw(r"\right", *here), *right))


def expand(raws: list[Raw], macros: Macros) -> list[Raw]:
    """The tokens with every known macro replaced by what it stands for.

    Raises
    ------
    ReadError
        When a macro lacks an argument, uses itself, or grows beyond the bounds.
    """
    if not any(r.text in macros.known for r in raws):
        return raws
    out: list[Raw] = []
    waiting = raws[::-1]
    expansions = grown = 0
    while waiting:
        raw = waiting.pop()
        macro = macros.known.get(raw.text)
        if macro is None:
            out.append(raw)
            continue
        made = _replacement(raw, macro, waiting)
        expansions, grown = expansions + 1, grown + len(made)
        if expansions > MOST_EXPANSIONS or grown > MOST_TOKENS:
            raise ReadError("E218", f"the expansion of {raw.text} does not end", raw.span)
        waiting.extend(reversed(made))
    return out


def _replacement(call: Raw, macro: Macro, waiting: list[Raw]) -> list[Raw]:
    arguments: list[list[Raw]] = []
    if macro.default is not None:
        arguments.append(_optional(macro.default, waiting))
    while len(arguments) < macro.parameters:
        arguments.append(_argument(call, waiting))
    out: list[Raw] = []
    body = iter(macro.body)
    for raw in body:
        number = next(body, None) if raw.text == "#" else None
        if number is not None and number.text.isdigit() and 1 <= int(number.text) <= len(arguments):
            out.extend(arguments[int(number.text) - 1])
        else:
            out.append(replace(raw, start=call.start, end=call.end))
            out.extend([] if number is None else [replace(number, start=call.start, end=call.end)])
        if len(out) > MOST_TOKENS:
            raise ReadError("E218", f"the expansion of {call.text} grows beyond all bounds", call.span)
    return out


def _optional(default: tuple[Raw, ...], waiting: list[Raw]) -> list[Raw]:
    if not waiting or waiting[-1].text != "[":
        return list(default)
    waiting.pop()
    out: list[Raw] = []
    while waiting and waiting[-1].text != "]":
        out.append(waiting.pop())
    if waiting:
        waiting.pop()
    return out


def _argument(call: Raw, waiting: list[Raw]) -> list[Raw]:
    """The next argument of a macro: one token, or a group without its braces."""
    if not waiting or waiting[-1].text == "}":
        raise ReadError("E205", f"{call.text} lacks an argument", call.span)
    first = waiting.pop()
    if first.text != "{":
        return [first]
    out: list[Raw] = []
    depth = 1
    while waiting:
        raw = waiting.pop()
        depth += {"{": 1, "}": -1}.get(raw.text, 0)
        if depth == 0:
            return out
        out.append(raw)
    raise ReadError("E203", f"the argument of {call.text} is never closed", first.span)
