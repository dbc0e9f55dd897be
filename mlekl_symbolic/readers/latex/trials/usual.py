"""What names usually stand for that a document uses without saying so."""

from __future__ import annotations

from collections.abc import Iterable

from mlekl_symbolic.readers.latex import surface as s
from mlekl_symbolic.readers.latex.roles import key as stem_of
from mlekl_symbolic.readers.latex.trials.names import Definition
from mlekl_symbolic.readers.latex.trials.roles import Roles

_BOUND = "ELBO"
MEANT = frozenset((_BOUND, f"{_BOUND}_text", f"{_BOUND}_word"))
"""Names with a usual meaning, which a line with an equals sign does not change."""


def usual(trees: Iterable[s.Expression], roles: Roles) -> dict[str, Definition]:
    """The definition of the evidence lower bound, if there is one observed and one hidden letter."""
    nodes = [n for t in trees for n in s.walk(t)]
    heads = {stem_of(n): n for n in nodes if isinstance(n, s.Name) and n.letter == _BOUND}
    laws = [n for n in nodes if isinstance(n, s.Apply) and roles.is_law(n.function)]
    guides = [n for n in laws if n.function.letter in "qQ" and len(_drawn(n.groups[0], roles)) == 1]
    hidden = max(guides, key=lambda n: len(n.groups), default=None)
    if not heads or hidden is None:
        return {}
    (z,) = _drawn(hidden.groups[0], roles)
    models = [n for n in laws if n.function.letter in "pP" and any(_drawn(g, roles) for g in n.groups)]
    seen = {n.letter.lower(): n for m in models for g in m.groups for n in _drawn(g, roles)}
    others = [n for letter, n in seen.items() if letter != z.letter.lower()]
    if len(others) != 1:
        return {}
    joint = next((m for m in models if len(_drawn(m.groups[0], roles)) == 2), None)
    if joint is None:
        named = max((m.function for m in models), key=lambda n: len(n.indices))
        joint = s.Apply(named, ((others[0], z),))
    terms = (s.Signed("", s.Call("log", joint)), s.Signed("-", s.Call("log", hidden)))
    body = s.Mean(s.Terms(terms), (hidden,))
    return dict.fromkeys(heads, Definition((), body))


def _drawn(group: tuple[s.Expression, ...], roles: Roles) -> list[s.Name]:
    return [
        n for n in group if isinstance(n, s.Name) and roles.is_random(n) and not n.indices and not n.upper
    ]
