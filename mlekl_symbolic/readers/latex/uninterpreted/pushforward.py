"""Laws of what is computed from something drawn: ``p_g`` is the law of ``G(z)``, where a line has both."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from mlekl_symbolic.language import Equal, Statement
from mlekl_symbolic.readers.latex import surface as s
from mlekl_symbolic.readers.latex.alphabet import GREEK
from mlekl_symbolic.readers.latex.diagnostics import Diagnostic
from mlekl_symbolic.readers.latex.elaborate.usage import Usage
from mlekl_symbolic.readers.latex.reading import Line
from mlekl_symbolic.readers.latex.roles import DENSITIES
from mlekl_symbolic.readers.latex.show import shown
from mlekl_symbolic.readers.latex.uninterpreted.keys import names, rebuilt, replaced
from mlekl_symbolic.readers.latex.uninterpreted.lines import Around, General, general
from mlekl_symbolic.readers.latex.uninterpreted.survey import survey
from mlekl_symbolic.readers.latex.uninterpreted.terms import Terms


def by_pushforward(
    line: Line, around: Around, instead: s.Expression | None = None
) -> tuple[General, tuple[Statement, ...]] | None:
    """A line in which what is drawn from ``p_g`` is ``G(z)``, as that is what this law is the law of.

    Parameters
    ----------
    line
        The line.
    around
        The document.
    instead
        What stands for its left side, if it is read as the continuation of another.
    """
    chosen = around.line(line)
    left = chosen.left if instead is None else instead
    if left is None:
        return None
    nodes = [n for side in (left, chosen.right) for n in s.walk(side)]
    made = {m: v for m in nodes if isinstance(m, s.Mean) and (v := _value(m, nodes)) is not None}
    images = {(law, image) for law, image, _ in made.values()}
    if not made or len(images) != 1 or len({m.under for m in made}) != 1:
        return None
    law, image = images.pop()
    if any(isinstance(n, s.Apply) and n.function == law and n not in _laws(made) for n in nodes):
        return None  # The density itself stands in the line.
    by = {mean: value for mean, (_, _, value) in made.items()}
    changed = replace(chosen, left=_with(left, by), right=_with(chosen.right, by))
    read = general(changed, Around((), around.usage))
    if read is None:
        return None
    text = f"{shown(law)} is the law of {shown(image)}"
    terms = Terms(survey((), (), Usage()))
    said = Equal(terms.real(law), terms.real(s.Name(f"law of {shown(image)}", "word")))
    return replace(read, notices=(*read.notices, Diagnostic("N129", text, line.span))), (said,)


def _value(mean: s.Mean, nodes: list[s.Node]) -> tuple[s.Name, s.Apply, s.Mean] | None:
    """The law of an expectation, what it is the law of, and the expectation over what that comes from."""
    found = _drawn(mean)
    if found is None or len(found[1].indices) != 1 or not isinstance(found[1].indices[0], s.Name):
        return None
    letter, law = found
    for other in nodes:
        source = _drawn(other) if isinstance(other, s.Mean) else None
        if not isinstance(other, s.Mean) or source is None or source[1] == law:
            continue
        image = _image(other.body, source[0], law)
        if image is None or source[0] in set(names(mean.body)):
            continue
        if image.function in set(names(mean.body)):
            return None
        body: Any = replaced(mean.body, {letter: image})
        return law, image, s.Mean(body, other.under, span=mean.span)
    return None


def _image(body: s.Expression, letter: s.Name, law: s.Name) -> s.Apply | None:
    """What a law is the law of, in a body: ``G(z)`` for ``p_g``, or ``G_φ(z)`` for ``p_φ``."""
    index = law.indices[0]
    assert isinstance(index, s.Name)
    found = {
        n
        for n in s.walk(body)
        if isinstance(n, s.Apply) and n.groups == ((letter,),) and not n.bars
        and (n.function == s.Name(index.letter.upper()) or n.function.indices == law.indices)
        and n.function.letter not in (*DENSITIES, *GREEK)
    }  # fmt: skip
    return found.pop() if len(found) == 1 else None


def _drawn(mean: s.Mean) -> tuple[s.Name, s.Name] | None:
    """What an expectation draws and from which law, if it draws one thing and says so."""
    match mean.under:
        case (s.Over((s.Name() as letter,), "∼", s.Name() as law),) if not mean.given:
            return letter, law
        case (s.Over((s.Name() as letter,), "∼", s.Apply(law, ((point,),), ())),) if point == letter:
            return (letter, law) if not mean.given else None
        case (s.Apply(law, ((s.Name() as letter,),), ()),) if not mean.given:
            return letter, law
    return None


def _laws(means: dict[s.Mean, Any]) -> set[s.Node]:
    """The laws below some expectations."""
    return {n for m in means for u in m.under for n in s.walk(u) if isinstance(n, s.Apply)}


def _with(node: s.Expression, by: dict[s.Mean, s.Mean]) -> s.Expression:
    def changed(part: s.Node) -> s.Node:
        if isinstance(part, s.Mean) and part in by:
            return by[part]
        return rebuilt(part, changed)

    made: Any = changed(node)
    return made  # type: ignore[no-any-return]
