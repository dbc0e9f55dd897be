"""Drawings in fewer bytes: relative coordinates to a tenth of a point, no names that nothing uses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import count

_TOKENS = re.compile(r"[A-Za-z]|-?[\d.]+(?:e-?\d+)?")
_TENTHS = 10


def slim(svg: str, prefix: str) -> str:
    """A drawing of matplotlib with short paths and short identifiers that begin with ``prefix``."""
    short = re.sub(r'(?<= d=")[^"]+', lambda found: relative(found[0]), svg)
    short = re.sub(
        r'(?<=translate\()[^)]+|(?<= [xy]=")[^"]+',
        lambda found: " ".join(f"{float(number):.2f}" for number in found[0].split()),
        short,
    )
    short = short.replace("xlink:href=", "href=").replace(' xmlns:xlink="http://www.w3.org/1999/xlink"', "")
    short = re.sub(r"\n\s*", "\n", short)
    short = re.sub(r"(?<=[:;]) (?=[^<>]*>)", "", short)
    return _renamed(short, prefix)


def _renamed(svg: str, prefix: str) -> str:
    used = {*re.findall(r'(?<=href="#)[^"]+|(?<=url\(#)[^)]+', svg)}
    kept = re.sub(r' id="([^"]+)"', lambda found: found[0] if found[1] in used else "", svg)
    names = {old: f"{prefix}-{n:x}" for n, old in zip(count(1), sorted(used), strict=False)}
    return re.sub(r'(?<=\bid=")[^"]+|(?<=href="#)[^"]+|(?<=url\(#)[^)]+', lambda found: names[found[0]], kept)


def relative(path: str) -> str:
    """The data of a path of lines and curves with each point relative to the one before."""
    out: list[str] = []
    here = start = (0, 0)
    before = ""
    for command, points in _segments(path):
        if command == "z":
            out.append("z")
            here, before = start, command
            continue
        numbers = [round(c * _TENTHS) - h for point in points for c, h in zip(point, here, strict=True)]
        here = round(points[-1][0] * _TENTHS), round(points[-1][1] * _TENTHS)
        if command == "M":
            start = here
        out.append(("" if command == before else command.lower()) + "".join(map(_number, numbers)))
        before = command
    return re.sub(r"([a-z]) ", r"\1", "".join(out))


def _segments(path: str) -> Iterator[tuple[str, list[tuple[float, float]]]]:
    """Each command with its points; only the absolute commands that matplotlib writes are known."""
    tokens = _TOKENS.findall(path)
    at = 0
    while at < len(tokens):
        command = tokens[at]
        length = 2 * {"M": 1, "L": 1, "Q": 2, "C": 3, "z": 0}[command]
        numbers = list(map(float, tokens[at + 1 : at + 1 + length]))
        yield command, list(zip(numbers[::2], numbers[1::2], strict=True))
        at += 1 + length


def _number(tenths: int) -> str:
    """A number after a space, or after its own sign, which needs none."""
    whole, rest = divmod(abs(tenths), _TENTHS)
    shown = f"{whole or '' if rest else whole}" + (f".{rest}" if rest else "")
    return f"-{shown}" if tenths < 0 else f" {shown}"
