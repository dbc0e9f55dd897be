"""Entropies and information of random variables as combinations of joint entropies.

What holds by the chain rule holds whatever the joint entropies are: those stand for any numbers.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from mlekl_symbolic.language import Equal, Minus, Plus, Statement
from mlekl_symbolic.readers.latex import surface as s
from mlekl_symbolic.readers.latex.diagnostics import NOWHERE, Diagnostic
from mlekl_symbolic.readers.latex.elaborate.usage import Usage
from mlekl_symbolic.readers.latex.reading import Line, Status
from mlekl_symbolic.readers.latex.show import shown
from mlekl_symbolic.readers.latex.uninterpreted.information import could_vary
from mlekl_symbolic.readers.latex.uninterpreted.keys import rebuilt
from mlekl_symbolic.readers.latex.uninterpreted.lines import Around, General, general
from mlekl_symbolic.readers.latex.uninterpreted.shannon import Side, Variables, inequalities
from mlekl_symbolic.readers.latex.uninterpreted.survey import survey
from mlekl_symbolic.readers.latex.uninterpreted.terms import Terms

_JOINT = {"H": "entropy", "h": "differential entropy"}
_INFORMATION = ("I", "MI")
Chain = tuple[tuple[str, Variables], ...]
"""A combination of joint entropies: each with its sign."""
Place = tuple[s.Name | None, int]
"""A name, or nothing, and how far beyond it."""


def by_chain_rule(line: Line, around: Around) -> tuple[General, tuple[Statement, ...]] | None:
    """A line about entropies in which only joint ones are left, with the chain rules that say so.

    None when the line has fewer than two entropies or informations that are not joint: then it says no
    more than a chain rule does.
    """
    chosen = around.line(line)
    if chosen.left is None or chosen.status is Status.REFUSED:
        return None
    found = _entropies((chosen.left, chosen.right))
    chains = {node: made for node, made in found.items() if len(made) > 1}
    compares = chosen.relation in ("≤", "≥", "<", ">")
    if not found if compares else len(chains) < 2:
        return None
    letters = {n.function.letter for n in found if n.function.letter in _JOINT}
    if len(letters) > 1 or _bound((chosen.left, chosen.right)) & {x for n in found for x in _items(n)}:
        return None
    if not letters and any(not n.bars for n in found):
        return None
    letter = next(iter(letters), "H")
    instead = {node: _written(made, letter) for node, made in found.items()}
    changed = replace(chosen, left=_with(chosen.left, instead), right=_with(chosen.right, instead))
    # H(x | y) may be the entropy at one value of y, which may be larger.
    compared = chosen.relation in ("≤", "≥") and not any(map(_is_small, found))
    joint = [variables for made in found.values() for _, variables in made]
    pairs = inequalities(joint, discrete="H" in letters) if compared else []
    known = [_less(changed, pair, letter) for pair in pairs]
    read = general(changed, Around((), around.usage), known)
    if read is None:
        return None
    theorem = "; Shannon's inequalities are cited, not proved here" if known else ""
    finite = Diagnostic("N129", f"the entropies in it are finite{theorem}", line.span)
    terms = Terms(survey((), (), Usage()))
    said = tuple(Equal(terms.real(node), _value(made, letter, terms)) for node, made in chains.items())
    return replace(read, notices=(*read.notices, finite)), said


def _less(line: Line, pair: tuple[Side, Side], letter: str) -> Line:
    """An inequality between sums of joint entropies, as a line."""
    less, more = (_written(tuple(("+" if n else "", v) for n, v in enumerate(x)), letter) for x in pair)
    zero = s.Number("0")
    return replace(
        line, left=less if pair[0] else zero, relation="≤", right=more, span=NOWHERE, diagnostics=()
    )


def _value(chain: Chain, letter: str, terms: Terms) -> Any:
    """A combination of joint entropies, as a rule says it."""
    out: Any = None
    for sign, variables in chain:
        joint = terms.real(s.Apply(s.Name(letter), (tuple(sorted(variables, key=shown)),)))
        out = Minus(out, joint) if sign == "-" else Plus(out, joint) if sign else joint
    return out


def is_differential(line: Line, around: Around) -> bool:
    """Whether a line is about differential entropies, so that its sums are integrals."""
    chosen = around.line(line)
    sides = () if chosen.left is None else (chosen.left, chosen.right)
    return any(n.function.letter == "h" for n in _entropies(sides))


def _entropies(sides: Sequence[s.Node]) -> dict[s.Apply, Chain]:
    """The entropies and informations of random variables in a line."""
    nodes = [n for side in sides for n in s.walk(side) if isinstance(n, s.Apply)]
    # Variables are written large, unless there is something like H(x | y); then only H(X) has a large one.
    small = [n for n in nodes if _is_small(n)]
    if small and any(_is_entropy(n) and len(_items(n)) > 1 and _has_capital(n) for n in nodes):
        return {}
    spelled = _capital if small else _same
    out: dict[s.Apply, Chain] = {}
    for node in nodes:
        items = _items(node)
        by = {i: spelled(i) for i in items}
        if not _is_entropy(node) or not all(map(could_vary, by.values())) or len(set(items)) < len(items):
            continue
        groups = [frozenset(by[i] for i in g) for g in node.groups]
        given = groups.pop() if "|" in node.bars else frozenset()
        chain: Chain = (("", groups[0] | given),)
        if node.function.letter in _INFORMATION:
            one, other = (frozenset((by[i],)) for i in items) if not node.bars else groups
            chain = (("", one | given), ("+", other | given), ("-", one | other | given))
        whole = (*chain, ("-", given)) if given else chain
        out[node] = tuple((sign, _merged(variables)) for sign, variables in whole)
    return out


def _is_entropy(node: s.Apply) -> bool:
    name = node.function
    if name.marks or name.indices or name.upper or name.style not in ("", "word", "text", "bb"):
        return False
    if name.letter in _INFORMATION:
        return node.bars in ((";",), (";", "|")) or (not node.bars and len(_items(node)) == 2)
    return name.letter in _JOINT and node.bars in ((), ("|",)) and bool(_items(node))


def _items(node: s.Apply) -> list[s.Expression]:
    return [i for g in node.groups for i in g]


def _is_small(node: s.Apply) -> bool:
    """Whether a node is a conditional entropy of variables that are all written small."""
    items = _items(node)
    names = [i for i in items if isinstance(i, s.Name)]
    plain = all(n.letter.islower() and len(n.letter) == 1 and n.letter not in "pqfg" for n in names)
    return _is_entropy(node) and node.bars == ("|",) and len(names) == len(items) and plain


def _has_capital(node: s.Apply) -> bool:
    return any(isinstance(i, s.Name) and i.letter.isupper() for i in _items(node))


def _same(node: s.Expression) -> s.Expression:
    return node


def _capital(node: s.Expression) -> s.Expression:
    return replace(node, letter=node.letter.upper()) if isinstance(node, s.Name) else node


def _bound(sides: Sequence[s.Node]) -> set[s.Expression]:
    """The names that are bound in a line."""
    out: set[s.Expression] = set()
    for node in (n for side in sides for n in s.walk(side)):
        match node:
            case s.Big(_, s.Over(variables)) | s.Integral(_, variables):
                out |= set(variables)
            case s.Big(_, s.Between(variable)):
                out.add(variable)
            case s.Mean():
                out |= {v for u in node.under if isinstance(u, s.Over) for v in u.variables}
    return out


def _written(chain: Chain, letter: str) -> s.Expression:
    """A combination of joint entropies as a formula."""
    parts = tuple(
        s.Signed(sign, s.Apply(s.Name(_JOINT[letter], "word"), (tuple(sorted(variables, key=shown)),)))
        for sign, variables in chain
    )
    return s.Terms(parts)


def _with(node: s.Expression, instead: dict[s.Apply, s.Expression]) -> s.Expression:
    def changed(part: s.Node) -> s.Node:
        if isinstance(part, s.Apply) and part in instead:
            return instead[part]
        return rebuilt(part, changed)

    made: Any = changed(node)
    return made  # type: ignore[no-any-return]


# Stretches of variables.


def _merged(variables: Variables) -> Variables:
    """Variables in which ``B_{1:i-1}`` and ``B_i`` are ``B_{1:i}``."""
    out = list(variables)
    while True:
        pair = next(_neighbours(out), None)
        if pair is None:
            return frozenset(out)
        one, other, both = pair
        out = [x for x in out if x not in (one, other)] + [both]


def _neighbours(
    variables: Sequence[s.Expression],
) -> Iterator[tuple[s.Expression, s.Expression, s.Expression]]:
    for one in variables:
        for other in variables:
            first, second = _stretch(one), _stretch(other)
            if first is None or second is None or one == other:
                continue
            if not isinstance(one, s.Name) or not isinstance(other, s.Name):
                continue
            if replace(one, indices=()) != replace(other, indices=()):
                continue
            end, begin = _place(first.high), _place(second.low)
            if end is not None and begin == (end[0], end[1] + 1) and first.sign == second.sign == ":":
                yield one, other, replace(one, indices=(s.Stretch(first.low, first.sign, second.high),))


def _stretch(node: s.Expression) -> s.Stretch | None:
    """The indices of a name, of which there may be one."""
    if not isinstance(node, s.Name) or len(node.indices) != 1:
        return None
    index = node.indices[0]
    return index if isinstance(index, s.Stretch) else s.Stretch(index, ":", index)


def _place(node: s.Expression | None) -> Place | None:
    match node:
        case s.Name():
            return node, 0
        case s.Number(digits) if digits.isdigit():
            return None, int(digits)
        case s.Terms((s.Signed("" | "+", s.Name() as name), s.Signed(sign, s.Number(digits)))) if (
            digits.isdigit()
        ):
            return name, -int(digits) if sign == "-" else int(digits)
    return None
