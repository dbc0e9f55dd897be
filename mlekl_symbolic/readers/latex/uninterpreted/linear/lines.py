"""Lines with vectors and matrices: in how many ways their letters can be read, and what each way says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from mlekl_symbolic.language import (
    Equal,
    Exp,
    ForAll,
    LanguageError,
    Log,
    Member,
    Reals,
    Statement,
    as_expression,
)
from mlekl_symbolic.readers.latex import surface as s
from mlekl_symbolic.readers.latex.assumptions import full_support
from mlekl_symbolic.readers.latex.depending import bound_in
from mlekl_symbolic.readers.latex.diagnostics import Diagnostic, ReadError
from mlekl_symbolic.readers.latex.reading import Line, Status
from mlekl_symbolic.readers.latex.show import shown
from mlekl_symbolic.readers.latex.uninterpreted.keys import Bound, Held, names
from mlekl_symbolic.readers.latex.uninterpreted.laws import limit
from mlekl_symbolic.readers.latex.uninterpreted.linear.entries import Entries
from mlekl_symbolic.readers.latex.uninterpreted.linear.integrals import integrable
from mlekl_symbolic.readers.latex.uninterpreted.linear.kinds import (
    Evidence,
    Kind,
    Stem,
    evidence,
    options,
)
from mlekl_symbolic.readers.latex.uninterpreted.linear.marks import has_matrices
from mlekl_symbolic.readers.latex.uninterpreted.linear.multiplied import Pair, multiplied
from mlekl_symbolic.readers.latex.uninterpreted.linear.normals import dimension
from mlekl_symbolic.readers.latex.uninterpreted.linear.shapes import (
    ONE,
    MisfitError,
    Shape,
    Shapes,
    UnsettledError,
)
from mlekl_symbolic.readers.latex.uninterpreted.linear.turned import lifted
from mlekl_symbolic.readers.latex.uninterpreted.lines import LARGEST, RELATIONS, Around, General
from mlekl_symbolic.readers.latex.uninterpreted.survey import Survey, survey

EQUATIONS = ("=", "≔", "≡")
UNREAD = (ReadError, LanguageError, ValueError, OverflowError, RecursionError)
"""What says that a part has no meaning."""
MOST_WAYS = 16
"""In how many ways the letters of a line may be read at most."""
MOST_TRIED = 400
"""How many choices of kinds are tried for one line."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A line in one way of reading its letters as numbers, vectors and matrices.

    Attributes
    ----------
    general
        What it says at one place.
    symmetric
        That its matrices are symmetric, as the search uses it best, each with how one says it.
    required
        What the reading itself rests on.
    """

    general: General
    symmetric: dict[Statement, Statement]
    required: tuple[Statement, ...]


def placed(line: Line, around: Around, earlier: Sequence[Line] = ()) -> list[Placed]:
    """A line by its entries, once for each way of reading its letters; none when there is none.

    Parameters
    ----------
    line
        The line as it was read, or refused.
    around
        The document.
    earlier
        Lines before it, which it may rest on.
    """
    chosen = around.line(line)
    if chosen.left is None or chosen.status is Status.REFUSED or chosen.relation not in RELATIONS:
        return []
    left, right = (lifted(around.prepared(x)) for x in (chosen.left, chosen.right))
    if sum(1 for side in (left, right) for _ in s.walk(side)) > LARGEST:
        return []
    before = [e for e in map(around.line, earlier) if e.left is not None and e.relation in EQUATIONS]
    facts = [
        (lifted(around.prepared(e.left)), lifted(around.prepared(e.right)))
        for e in before
        if e.left is not None
    ]
    sides = [left, right, *(x for pair in facts for x in pair)]
    if not any(map(has_matrices, sides)):
        return []
    if any(_is_number_t(n) for tree in (*sides, *around.labelled) for n in s.walk(tree)):
        return []  # A superscript T may be this number.
    about = survey((left, right, *sides[2:]), (*sides, *around.labelled), around.usage)
    out: list[Placed] = []
    try:
        for shapes in settled([(left, right), *facts], about, around):
            made = _placed(line, around, (left, chosen.relation, right), facts, about, shapes)
            if made is None or len(out) == MOST_WAYS:
                return []
            out.append(made)
    except (*UNREAD, MisfitError, UnsettledError):
        return []
    return out


def _is_number_t(node: s.Node) -> bool:
    return isinstance(node, s.Name) and node.letter == "T" and not node.style


def settled(
    pairs: Sequence[tuple[s.Expression, s.Expression]], about: Survey, around: Around
) -> Iterator[Shapes]:
    """The shapes of the sides of equations, once for each choice of kinds with which they fit."""
    usual = about.gradients[0] if len(about.gradients) == 1 else None
    seen = evidence((*(x for pair in pairs for x in pair), *map(lifted, around.labelled)), about.gradients)
    numbers = set(about.sizes)
    waiting: list[dict[Stem, Kind]] = [{}]
    tried = 0
    while waiting and tried < MOST_TRIED:
        kinds = waiting.pop()
        tried += 1
        shapes = Shapes(kinds, usual if isinstance(usual, s.Name) else None)
        try:
            for pair in pairs:
                shapes.all(pair)
        except MisfitError:
            continue
        except UnsettledError as error:
            waiting += [{**kinds, error.stem: kind} for kind in reversed(_options(error.stem, seen, numbers))]
            continue
        yield shapes
    if waiting:
        raise ReadError("E214", "there are too many ways of reading the letters", (0, 0))


def _options(of: Stem, seen: Evidence, numbers: set[s.Name]) -> tuple[Kind, ...]:
    if any((n.letter, n.style) == of[:2] and not of[3] for n in numbers):
        return (Kind.NUMBER,)
    return options(of, seen)


def _placed(
    line: Line,
    around: Around,
    claim: tuple[s.Expression, str, s.Expression],
    facts: Sequence[tuple[s.Expression, s.Expression]],
    about: Survey,
    shapes: Shapes,
) -> Placed | None:
    left, relation, right = claim
    shape = shapes.all((left, right))
    if shape != (ONE, ONE) and RELATIONS[relation] != "=":
        return None
    _fit_sizes(shapes, dimension((left, right, *(x for pair in facts for x in pair))))
    terms = Entries(about, shapes)
    terms.hidden = around.hidden
    numbers = [n for n in about.differentiated if n not in shapes.used]
    bound: Bound = {n: Held(terms.real(n), Reals(), whole=True) for n in numbers}
    at = terms.place(shape[0]), terms.place(shape[1])
    a, b = (as_expression(terms.entry(side, at, bound)) for side in (left, right))
    letters = bound_in(left) | bound_in(right)
    more = [m for pair in facts for m in multiplied(pair, (left, right)) if _fits(shapes, m)]
    said = [f for pair in facts for f in _facts(terms, pair, shape, at, bound, letters)]
    said += [_equation(terms, m, at, bound) for m in more if shapes.all(m) == shape]
    for variable in at:
        if variable is not None:
            terms.home.workspace.fix(Member(variable, terms.over[variable]))
    for part in terms.parts:
        terms.infer(f"{part} stands for anything", line.span)
    if said_kinds := ", ".join(f"{shown(n)} is {_said(shapes, n)}" for n in shapes.used):
        terms.infer(said_kinds, line.span, "N121")
    workspace = terms.home.workspace
    known = full_support([*workspace.distributions, *workspace.objects.values()])
    support = (
        *known,
        *terms.signed,
        *terms.smooth,
        *terms.ratios,
        *terms.granted,
        *terms.required,
        *integrable(a, b),
    )
    notices = tuple(Diagnostic(d.code, d.message, line.span) for d in terms.notices)
    logarithms = tuple(map(_logarithm, said))
    ways = tuple(dict.fromkeys((logarithms, tuple(said)))) if said else ()
    made = General(workspace, a, RELATIONS[relation], b, tuple(terms.rules()), support, ways, notices)
    return Placed(made, terms.symmetric, tuple(terms.required))


def _said(shapes: Shapes, name: s.Name) -> str:
    """What a letter stands for, in words."""
    sizes = [shapes.sizes.get(shapes.root(side)) for side in shapes.letter(name) if shapes.root(side) != ONE]
    long = " × ".join(shown(x) if x is not None else "?" for x in sizes)
    kind = shapes.used[name].value
    return f"a {kind}" if all(x is None for x in sizes) else f"a {kind} of size {long}"


def _facts(
    terms: Entries, pair: Pair, shape: Shape, at: tuple[Any, Any], bound: Bound, letters: set[s.Name]
) -> Iterator[Statement]:
    """What an earlier equation says at every place, of all letters that the line binds, and where it is."""
    mine: Shape = terms.shapes.all(pair)
    own = terms.place(mine[0]), terms.place(mine[1])
    try:
        yield _closed(_equation(terms, pair, own, bound), terms.limits(own))
        if own != (None, None) and mine == shape:
            yield _equation(terms, pair, at, bound)
        free = sorted({n for side in pair for n in names(side)} & letters - bound.keys(), key=repr)
        if free:
            inner, held = bound, []
            for letter in free:
                one, inner = terms.bind(letter, terms.set_of(letter), pair, inner)
                held.append(limit(one.variable, one.over))
            yield _closed(_equation(terms, pair, own, inner), [*terms.limits(own), *held])
    except UNREAD:
        return


def _equation(terms: Entries, pair: Pair, at: tuple[Any, Any], bound: Bound) -> Statement:
    """What an equation says at a place."""
    made: Statement = Equal(*(as_expression(terms.entry(side, at, bound)) for side in pair))
    return made


def _logarithm(fact: Statement) -> Statement:
    """What an equation with an exponential says of its logarithm."""
    match fact:
        case Equal(args=(left, Exp(args=(exponent,)))):
            made: Statement = Equal(Log(left), exponent)
            return made
    return fact


def _closed(claim: Statement, limits: list[tuple[Any, ...]]) -> Statement:
    return ForAll(claim, *limits) if limits else claim


def _fits(shapes: Shapes, pair: Pair) -> bool:
    """Whether the sides of an equation fit together without anything new being said of their shapes."""
    tried = deepcopy(shapes)
    try:
        tried.all(pair)
    except (MisfitError, UnsettledError):
        return False
    return all(tried.root(side) == shapes.root(side) for side in tried.above)


def _fit_sizes(shapes: Shapes, size: s.Name | None) -> None:
    """Let the only square matrix of a line be as large as its identity matrix or its normal density says."""
    roots = {shapes.root(x) for x in shapes.squares} - {ONE}
    sized = {r for r in roots if r in shapes.sizes}
    if len(sized) == 1 and len(roots) == 2:
        shapes.join(*roots)
    if size is not None and not sized and len(roots) == 1:
        shapes.sizes[next(iter(roots))] = size
