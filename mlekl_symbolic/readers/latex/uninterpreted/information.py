"""Entropies and information of random variables, written out with the law of their values."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from mlekl_symbolic.readers.latex import surface as s

Ends = tuple[s.Expression | None, s.Expression | None, s.Expression | s.Over | None]
"""The ends of an integral, and its domain."""
_ENTROPY, _INFORMATION = ("H", "h"), ("I", "MI")
_NUMBERS = frozenset("PQEDNKTI")
"""Capital letters that are seldom random variables."""


def is_information(node: s.Apply) -> bool:
    """Whether an application is an entropy or the information of random variables, which are capitals."""
    name = node.function
    if name.marks or name.indices or name.upper or name.style not in ("", "word", "text", "bb"):
        return False
    items = [i for g in node.groups for i in g]
    if not items or not all(_is_variable(i) for i in items) or len(set(items)) < len(items):
        return False
    if name.letter in _INFORMATION:
        return len(items) == 2 and set(node.bars) <= {";"}
    return name.letter in _ENTROPY and len(items) <= 2 and set(node.bars) <= {"|"}


def _is_variable(node: s.Node) -> bool:
    return isinstance(node, s.Name) and could_vary(node) and not (node.indices or node.style)


def could_vary(node: s.Node) -> bool:
    """Whether a node looks like a random variable, or several: a capital letter, which may have an index."""
    plain = isinstance(node, s.Name) and not (node.marks or node.upper or node.style not in ("", "bf"))
    return plain and isinstance(node, s.Name) and node.letter.isupper() and node.letter not in _NUMBERS


def written_out(
    node: s.Apply, law: s.Name, integrated: Mapping[str, Ends], base: s.Expression | None = None,
    nests: Collection[tuple[s.Expression, s.Expression]] = (),
) -> s.Expression:  # fmt: skip
    """The sum or the integral that an entropy or an information stands for.

    Parameters
    ----------
    law
        The law of the variables.
    integrated
        The letters over which the line integrates, with how it does so.
    base
        The base of the logarithm; None is the natural one.
    nests
        The pairs of letters of which the line integrates over the first inside of the other's integral.
    """
    groups = [tuple(s.Name(i.letter.lower()) for i in g if isinstance(i, s.Name)) for g in node.groups]
    letters = tuple(x for g in groups for x in g)
    joint = s.Apply(law, (letters,))
    if node.function.letter in _INFORMATION:
        apart = tuple(s.Joined("", s.Apply(law, ((x,),))) for x in letters)
        inside: s.Expression = s.Fraction(joint, s.Factors(apart))
        sign = ""
    else:
        inside = s.Apply(law, tuple(groups), ("|",)) if node.bars else joint
        sign = "-"
    body = s.Factors((s.Joined("", joint), s.Joined("", s.Call("log", inside, base))))
    whole = (
        s.Mean(s.Call("log", inside, base), (joint,))
        if len(letters) == 1
        else _summed(letters[::-1] if _is_turned(letters, nests) else letters, body, integrated)
    )
    return s.Terms((s.Signed(sign, whole),), span=node.span)


def _is_turned(letters: Sequence[s.Name], nests: Collection[tuple[s.Expression, s.Expression]]) -> bool:
    """Whether a line integrates over the first of two letters inside, and never over the other."""
    return len(letters) == 2 and (letters[0], letters[1]) in nests and letters[::-1] not in nests


def _summed(letters: Sequence[s.Name], body: s.Expression, integrated: Mapping[str, Ends]) -> s.Expression:
    for letter in reversed(letters):
        ends = integrated.get(letter.letter)
        if ends is None:
            body = s.Big("∑", s.Over((letter,)), body)
        else:
            domain = ends[2] if not isinstance(ends[2], s.Over) else None
            body = s.Integral(body, (letter,), ends[0], ends[1], domain)
    return body
