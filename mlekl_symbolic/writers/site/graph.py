"""A picture of what cites what: results on the right rest on those further left."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

ROW, BOX, LETTER, GAP = 26.0, 20.0, 6.9, 74.0
"""The height of a row and of a box, the width of a letter, and the space between columns, in pixels."""
SWEEPS = 6
"""How often every column is sorted by the places of its neighbours."""


@dataclass(frozen=True, slots=True)
class Box:
    """Where a name stands: its left edge, its middle from above, and its width."""

    left: float
    middle: float
    width: float


def citation_graph(cites: Mapping[str, Sequence[str]], links: Mapping[str, str]) -> str:
    """The picture as SVG.

    Parameters
    ----------
    cites
        For each derivation the ones it cites; those that neither cite nor are cited are left out.
    links
        Where a name leads.
    """
    linked = {n for n, used in cites.items() if used} | {u for used in cites.values() for u in used}
    kept = {n: tuple(u for u in cites[n] if u in linked) for n in cites if n in linked}
    boxes = _placed(_columns(kept), kept)
    width = max((b.left + b.width for b in boxes.values()), default=0.0) + 2
    height = max((b.middle for b in boxes.values()), default=0.0) + ROW
    edges = "".join(_edge(boxes[u], boxes[n]) for n, used in kept.items() for u in used)
    names = "".join(_node(n, b, links[n]) for n, b in boxes.items())
    said = f"{len(kept)} derivations and the {sum(map(len, kept.values()))} citations among them"
    return (
        f'<svg class="graph" role="img" aria-label="{said}" viewBox="0 0 {width:.0f} {height:.0f}" '
        f'width="{width:.0f}" height="{height:.0f}">{edges}{names}</svg>'
    )


def _columns(cites: Mapping[str, Sequence[str]]) -> list[list[str]]:
    """The names by the length of the longest way to a result that cites nothing."""
    depth: dict[str, int] = {}

    def measured(name: str) -> int:
        if name not in depth:
            depth[name] = 1 + max((measured(u) for u in cites[name]), default=-1)
        return depth[name]

    columns: list[list[str]] = [[] for _ in range(max(map(measured, cites), default=-1) + 1)]
    for name in cites:
        columns[depth[name]].append(name)
    return columns


def _placed(columns: list[list[str]], cites: Mapping[str, Sequence[str]]) -> dict[str, Box]:
    """Boxes in columns, sorted so that few citations cross."""
    users = {n: [m for m, used in cites.items() if n in used] for n in cites}
    places = {n: float(k) for column in columns for k, n in enumerate(column)}
    for sweep in range(SWEEPS):
        for column in columns if sweep % 2 == 0 else reversed(columns):
            near = {n: (cites[n], users[n])[sweep % 2] or (*cites[n], *users[n]) for n in column}
            column.sort(key=lambda n: (sum(places[m] for m in near[n]) / len(near[n]), n))
            shift = (max(map(len, columns)) - len(column)) / 2
            places |= {n: k + shift for k, n in enumerate(column)}
    boxes, left = {}, 1.0
    for column in columns:
        widest = max(map(len, column)) * LETTER + 14
        for n in column:
            boxes[n] = Box(left, (places[n] + 0.7) * ROW, len(n) * LETTER + 12)
        left += widest + GAP
    return boxes


def _edge(start: Box, end: Box) -> str:
    x, y = start.left + start.width, start.middle
    bend = max((end.left - x) / 2, 24)
    return (
        f'<path d="M{x:.0f} {y:.1f}C{x + bend:.0f} {y:.1f} {end.left - bend:.0f} {end.middle:.1f} '
        f'{end.left:.0f} {end.middle:.1f}"/>'
    )


def _node(name: str, box: Box, link: str) -> str:
    top = box.middle - BOX / 2
    return (
        f'<a href="{escape(link)}"><rect x="{box.left:.0f}" y="{top:.1f}" width="{box.width:.0f}" '
        f'height="{BOX:.0f}" rx="4"/><text x="{box.left + 6:.0f}" y="{box.middle + 4:.1f}">{escape(name)}'
        "</text></a>"
    )
