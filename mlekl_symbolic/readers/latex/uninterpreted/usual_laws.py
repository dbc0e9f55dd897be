"""What letters usually stand for that a document does not define: mixtures, best discriminators."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from mlekl_symbolic.readers.latex import surface as s
from mlekl_symbolic.readers.latex.diagnostics import NOWHERE
from mlekl_symbolic.readers.latex.elaborate.usage import is_jensen_shannon
from mlekl_symbolic.readers.latex.reading import Line
from mlekl_symbolic.readers.latex.roles import DENSITIES
from mlekl_symbolic.readers.latex.uninterpreted.lines import Around

_ONE = s.Number("1")


def usually_meant(line: Line, around: Around) -> tuple[Line, ...]:
    """Equations that say what the letters of a line usually stand for that the document does not define."""
    found = around.line(line)
    sides = [x for x in (found.left, found.right) if x is not None]
    applied = dict.fromkeys(n for x in sides for n in s.walk(x) if isinstance(n, s.Apply))
    out = list(_negative_log_likelihood(found, sides, around))
    for node in applied:
        if any(isinstance(n, s.Apply) and n.function == node.function for n in _defined(around)):
            continue
        for meaning in (_mixture(node, around), _best(node, sides)):
            if meaning is not None and node not in sides:
                out.append(
                    replace(found, left=node, relation="=", right=meaning, span=NOWHERE, diagnostics=())
                )
    return tuple(out)


def _negative_log_likelihood(found: Line, sides: Sequence[s.Expression], around: Around) -> Iterator[Line]:
    """``NLL`` as the sum of the logarithms that the document has, with the other sign."""
    names = {n for x in sides for n in s.walk(x) if isinstance(n, s.Name) and n.letter == "NLL"}
    sums = {n for tree in around.labelled for n in s.walk(tree) if _is_log_likelihood(n)}
    defined = {n for x in _defined(around) for n in (x, *s.parts(x))}
    if len(names) == 1 and len(sums) == 1 and not names & (defined | set(sides)):
        (name,), (whole,) = names, sums
        assert isinstance(whole, s.Big)
        body = s.Terms((s.Signed("-", whole),), span=whole.span)
        yield replace(found, left=name, relation="=", right=body, span=NOWHERE, diagnostics=())


def _is_log_likelihood(node: s.Node) -> bool:
    """Whether a node is a sum of the logarithms of the masses of members of a sample."""
    match node:
        case s.Big(
            "∑", s.Between(s.Name() as index) | s.Over((s.Name() as index,)), s.Call("log" | "ln", law)
        ):
            points = law.groups[0] if isinstance(law, s.Apply) and law.function.letter in DENSITIES else ()
            return len(points) == 1 and isinstance(points[0], s.Name) and index in points[0].indices
    return False


def _defined(around: Around) -> Iterator[s.Expression]:
    """The sides of the equations of a document, each of which may say what it stands for."""
    for line in map(around.line, around.lines):
        if line.left is not None and line.relation in ("=", "≔", "≡"):
            yield line.left


def _mixture(node: s.Apply, around: Around) -> s.Expression | None:
    """The mean of two laws for ``m(x)``, where the document has the Jensen-Shannon divergence of these."""
    if node.function not in (s.Name("m"), s.Name("M")) or node.bars or len(node.groups[0]) != 1:
        return None
    pairs = {
        _items(n)
        for tree in around.labelled
        for n in s.walk(tree)
        if isinstance(n, s.Apply) and is_jensen_shannon(n.function)
    }
    pair = pairs.pop() if len(pairs) == 1 else ()
    laws = [_at(x, node.groups[0]) for x in pair]
    if len(laws) != 2 or any(x is None for x in laws):
        return None
    both = s.Terms(tuple(s.Signed("+" if n else "", x) for n, x in enumerate(laws) if x is not None))
    return s.Fraction(both, s.Number("2"), span=node.span)


def _items(node: s.Apply) -> tuple[s.Expression, ...]:
    return tuple(i for g in node.groups for i in g)


def _at(law: s.Expression, points: tuple[s.Expression, ...]) -> s.Apply | None:
    """A law of a divergence at some points; a name is that of a law of one letter."""
    if isinstance(law, s.Name) and law.letter in DENSITIES:
        return s.Apply(law, (points,))
    fits = isinstance(law, s.Apply) and law.function.letter in DENSITIES and law.groups == (points,)
    return law if fits and isinstance(law, s.Apply) else None


def _best(node: s.Apply, sides: Sequence[s.Expression]) -> s.Expression | None:
    """The best discriminator for ``D*(x)``, where a line has its value for two laws that are told apart."""
    if node.function.letter != "D" or node.function.marks != ("*",) or len(node.groups[0]) != 1:
        return None
    rest = s.Terms((s.Signed("", _ONE), s.Signed("-", node)))
    means = [n for x in sides for n in s.walk(x) if isinstance(n, s.Mean) and len(n.under) == 1]
    found = [
        [law for m in means if _is_log(m.body, body) and (law := _law(m, node.groups[0])) is not None]
        for body in (node, rest)
    ]
    if len(found[0]) != 1 or len(found[1]) != 1:
        return None
    (true,), (other,) = found
    both = s.Terms((s.Signed("", true), s.Signed("+", other)))
    return s.Fraction(true, both, span=node.span)


def _is_log(node: s.Expression, of: s.Expression) -> bool:
    return isinstance(node, s.Call) and node.function in ("log", "ln") and node.operand == of


def _law(mean: s.Mean, points: tuple[s.Expression, ...]) -> s.Apply | None:
    """The law from which an expectation draws what stands at some places."""
    match mean.under[0]:
        case s.Over(letters, "∼", s.Name() as law) if letters == points:
            return s.Apply(law, (points,))
        case s.Over(letters, "∼", s.Apply(_, groups) as law) if letters == points and groups == (points,):
            return law
        case s.Apply(_, groups) as law if groups == (points,):
            return law
    return None
