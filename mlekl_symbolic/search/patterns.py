"""Rules ready to be matched: metavariables renamed so that no author's name can be one of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from mlekl_symbolic.kernel.terms import Term, Var, substitute
from mlekl_symbolic.kernel.theory import Axiom, Theory
from mlekl_symbolic.search.shapes import determined, is_fact, shape


@dataclass(frozen=True, slots=True)
class Pattern:
    """An axiom with fresh metavariables.

    Attributes
    ----------
    name
        The axiom.
    metas
        The fresh metavariables, with the names they have in the axiom.
    open
        The fresh metavariables.
    where, conclusion
        The side conditions and the conclusion in terms of them.
    """

    name: str
    metas: Mapping[Var, str]
    open: frozenset[Var]
    where: tuple[Term, ...]
    conclusion: Term

    def instance(self, found: Mapping[Var, Term]) -> dict[str, Term]:
        """What each metavariable of the axiom becomes, by name."""
        return {self.metas[v]: t for v, t in found.items() if v in self.metas}

    def given(self, fixed: tuple[tuple[Var, Term], ...]) -> dict[Var, Term]:
        """Metavariables fixed by the author, as the start of a match."""
        by_name = {m.name: t for m, t in fixed}
        return {v: by_name[name] for v, name in self.metas.items() if name in by_name}


Index: TypeAlias = Mapping[tuple[str, ...], Sequence[Pattern]]
_MADE: list[tuple[Mapping[str, Axiom], Index]] = []


def fact_rules(theory: Theory) -> Index:
    """The axioms that conclude facts and whose conclusion determines the rest, by its shape."""
    # The axioms of a theory never change, and there is mostly one theory.
    if not (_MADE and _MADE[0][0] is theory.axioms):
        out: dict[tuple[str, ...], list[Pattern]] = {}
        for a in theory.axioms.values():
            if is_fact(a.conclusion) and determined(a):
                p = pattern(a)
                out.setdefault(shape(p.conclusion, frozenset(p.metas)), []).append(p)
        _MADE[:] = [(theory.axioms, out)]
    return _MADE[0][1]


def pattern(axiom: Axiom) -> Pattern:
    """The pattern of an axiom."""
    fresh = {m: Var(f"?{m.name}", m.sort) for m in axiom.metas}
    return Pattern(
        axiom.name,
        {new: old.name for old, new in fresh.items()},
        frozenset(fresh.values()),
        tuple(substitute(p, fresh) for _, p in axiom.where),
        substitute(axiom.conclusion, fresh),
    )
