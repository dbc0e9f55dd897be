r"""Lines about a random sequence ``x_{0:T}``: its laws are functions of the outcome and of the indices."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from mlekl_symbolic.language import Statement
from mlekl_symbolic.readers.latex import surface as s
from mlekl_symbolic.readers.latex.depending import all_names
from mlekl_symbolic.readers.latex.diagnostics import NOWHERE, Diagnostic
from mlekl_symbolic.readers.latex.reading import Line
from mlekl_symbolic.readers.latex.roles import DENSITIES
from mlekl_symbolic.readers.latex.show import shown
from mlekl_symbolic.readers.latex.uninterpreted.keys import rebuilt
from mlekl_symbolic.readers.latex.uninterpreted.lines import Around, General, general

_ONE = s.Number("1")
Reading = tuple[General, tuple[Statement, ...]]


@dataclass(frozen=True, slots=True)
class Path:
    """A random sequence in a line: its letter, and a letter for the outcome that decides about all of it."""

    letter: s.Name
    outcome: s.Name

    def index(self, node: s.Node) -> s.Expression | None:
        """The index of a member of the sequence, or of several."""
        match node:
            case s.Name(_, _, _, (index,), ()) if replace(node, indices=()) == self.letter:
                return index
        return None

    def member(self, index: s.Expression) -> s.Name:
        """A member of the sequence."""
        return replace(self.letter, indices=(index,))

    def value(self, law: s.Apply) -> s.Apply | None:
        """A law of members, given others, as a function of the outcome and of their indices."""
        indices = [[self.index(i) for i in group] for group in law.groups]
        if law.function.letter not in DENSITIES or any(i is None for group in indices for i in group):
            return None
        called = "|".join(",".join(_place(i) for i in group) for group in indices)
        single = [i for group in indices for i in group if i is not None and not isinstance(i, s.Stretch)]
        name = s.Name(f"{shown(law.function)}({shown(self.letter)}: {called})", "word")
        return s.Apply(name, ((self.outcome, *single),), span=law.span)


def by_sequence(line: Line, around: Around) -> Reading | None:
    """A line with means over a random sequence, with an outcome on which all of its members depend.

    What is assumed is what is meant by a Markov chain, as far as the line writes laws of the sequence in both
    ways: products of transitions, and transitions given more than the member before.
    """
    found = around.line(line)
    if found.left is None or found.relation not in ("=", "≤", "≥"):
        return None
    sides = [around.prepared(x) for x in (found.left, found.right)]
    path = _path(sides)
    if path is None:
        return None
    laws = list(dict.fromkeys(n for x in sides for n in s.walk(x) if isinstance(n, s.Apply)))
    facts = [(a, b) for a, b in _chains(path, laws) if {a, b} != set(sides)]
    made = [_read(x, path) for x in sides]
    known = [(_read(a, path), _read(b, path)) for a, b in facts]
    if any(replace(n, indices=()) == path.letter for x in made for n in all_names(x)):
        return None
    whole = replace(found, left=made[0], right=made[1], span=NOWHERE, diagnostics=())
    assumed = [replace(whole, left=a, relation="=", right=b) for a, b in known]
    read = general(whole, Around((), around.usage), assumed)
    if read is None:
        return None
    texts = [f"{shown(path.letter)} is a random sequence"]
    texts += [f"{shown(a)} is {shown(b)}" for a, b in facts]
    notices = [Diagnostic("N129", text, line.span) for text in texts]
    return replace(read, notices=(*notices, *(replace(d, span=line.span) for d in read.notices))), ()


def _place(index: s.Expression | None) -> str:
    return shown(index) if isinstance(index, s.Stretch) else "·"


def _path(sides: Sequence[s.Expression]) -> Path | None:
    """The sequence that all means of a line draw, from one law."""
    unders = {m.under if not m.given else () for x in sides for m in s.walk(x) if isinstance(m, s.Mean)}
    under = unders.pop() if len(unders) == 1 else ()
    match under:
        case (s.Over((s.Name() as drawn,), "∼", s.Name() | s.Apply()),) if _is_stretch(drawn):
            pass
        case (s.Apply(_, ((s.Name() as drawn,),), ()),) if _is_stretch(drawn):
            pass
        case _:
            return None
    taken = {n.letter for x in sides for n in all_names(x)}
    free = next((s.Name(x) for x in "wuv" if x not in taken), None)
    return None if free is None else Path(replace(drawn, indices=(), span=(0, 0)), free)


def _is_stretch(name: s.Name) -> bool:
    return len(name.indices) == 1 and isinstance(name.indices[0], s.Stretch)


def _read(node: s.Expression, path: Path) -> Any:
    """A side with its laws as functions, and its means over the outcome."""

    def change(part: s.Node) -> Any:
        if isinstance(part, s.Mean):
            law = s.Apply(s.Name("law", "word"), ((path.outcome,),))
            return replace(part, body=change(part.body), under=(law,))
        if isinstance(part, s.Apply) and (made := path.value(part)) is not None:
            return made
        return rebuilt(part, change)

    return change(node)


def _chains(path: Path, laws: Sequence[s.Apply]) -> Iterator[tuple[s.Apply, s.Expression]]:
    """What laws of the sequence are by other ones that the line has, too."""
    for law in laws:
        points, given = law.groups[0], [i for g in law.groups[1:] for i in g]
        stretch = path.index(points[0]) if len(points) == 1 else None
        if isinstance(stretch, s.Stretch) and stretch.sign == ":" and stretch.low and stretch.high:
            yield from ((law, x) for x in _of_stretch(path, law, stretch, given, laws))
        elif len(points) == 1 and len(given) == 2:
            shorter = [x for x in laws if x.function == law.function and x.groups == (points, (given[0],))]
            if shorter and _is_before(path, points[0], given[0]):
                yield law, shorter[0]


def _of_stretch(
    path: Path, law: s.Apply, stretch: s.Stretch, given: Sequence[s.Expression], laws: Sequence[s.Apply]
) -> Iterator[s.Expression]:
    """The law of some members in a row as a product of others."""
    low, high = stretch.low, stretch.high
    assert low is not None
    assert high is not None
    same = [x for x in laws if x.function == law.function and x != law]
    first, last = path.member(low), path.member(high)
    after = _next(low)
    rest = path.member(replace(stretch, low=after)) if after is not None else None
    split = s.Apply(law.function, ((rest,), (first,)), ("|",)) if rest is not None else None
    if not given and split in same:
        assert split is not None
        yield _product(split, s.Apply(law.function, ((first,),)))
        return
    forward = [x for x in same if _is_transition(path, x, backwards=False)]
    backward = [x for x in same if _is_transition(path, x, backwards=True)]
    if after is None or bool(forward) is bool(backward):
        return
    step = (forward or backward)[0]
    if given:
        before = [path.index(g) for g in given]
        if forward and len(before) == 1 and before[0] is not None and _next(before[0]) == low:
            yield s.Big("∏", s.Between(_letter(path, step), low, high), step)
        return
    end = s.Apply(law.function, ((last if backward else first,),))
    if end in same:
        yield _product(end, s.Big("∏", s.Between(_letter(path, step), after, high), step))


def _product(one: s.Expression, other: s.Expression) -> s.Factors:
    return s.Factors((s.Joined("", one), s.Joined("", other)))


def _next(index: s.Expression) -> s.Number | None:
    """The number after a number."""
    return s.Number(str(int(index.digits) + 1)) if isinstance(index, s.Number) else None


def _is_before(path: Path, point: s.Expression, given: s.Expression) -> bool:
    """Whether what is given is the member just before a member."""
    one, other = path.index(point), path.index(given)
    return one is not None and other == s.Terms((s.Signed("", one), s.Signed("-", _ONE)))


def _is_transition(path: Path, law: s.Apply, *, backwards: bool) -> bool:
    """Whether a law is one of a member given the one before it, or the one after it, for any index."""
    match law.groups:
        case ((point,), (given,)):
            here, there = (given, point) if backwards else (point, given)
            return isinstance(path.index(here), s.Name) and _is_before(path, here, there)
    return False


def _letter(path: Path, law: s.Apply) -> s.Name:
    """The index of a transition."""
    found = [i for g in law.groups for x in g if isinstance(i := path.index(x), s.Name)]
    return found[0]
