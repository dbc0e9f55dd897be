"""The normaliser: every term is brought to a normal form by kernel lines.

Two terms with one normal form are equal, and their two traces, joined, are the proof. The normal
form is a polynomial over atoms: definitions are unfolded, logarithms expanded where their
conditions can be shown, sums distributed, flattened, sifted and put in order, products split.
A law whose side condition cannot be shown is not used, so the normaliser never fails; it only may
stop early.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from functools import cache
from typing import Any

from mlekl_symbolic.kernel.ring import (
    Monomial,
    Polynomial,
    canonical,
    polynomial,
    polynomial_given,
    render,
    render_monomial,
)
from mlekl_symbolic.kernel.terms import REAL, App, Bind, Bound, Num, Term, Var
from mlekl_symbolic.search.engine import CheckError, Context, Engine, Equation
from mlekl_symbolic.search.facts import Facts

PASSES = 24
SETS = frozenset({"range", "finset", "ioo", "icc", "ioi", "naturals", "integers", "reals"})
ARITHMETIC = frozenset({"+", "-", "*", "/", "neg"})
AtomLaw = Callable[["Normaliser", Term, Context], Equation | None]
MonomialLaw = Callable[["Normaliser", Monomial, Context], Equation | None]
ATOM_LAWS: dict[str, list[AtomLaw]] = {}
EARLY_LAWS: dict[str, list[AtomLaw]] = {}
MONOMIAL_LAWS: list[tuple[str, MonomialLaw]] = []


def atom_law(*heads: str) -> Callable[[AtomLaw], AtomLaw]:
    """Register a law for atoms with one of the given heads, tried in order of registration."""

    def declare(law: AtomLaw) -> AtomLaw:
        for head in heads:
            ATOM_LAWS.setdefault(head, []).append(law)
        return law

    return declare


def early_law(*heads: str) -> Callable[[AtomLaw], AtomLaw]:
    """Register a law tried before what stands inside the atom is brought to normal form."""

    def declare(law: AtomLaw) -> AtomLaw:
        for head in heads:
            EARLY_LAWS.setdefault(head, []).append(law)
        return law

    return declare


def monomial_law(mark: str) -> Callable[[MonomialLaw], MonomialLaw]:
    """Register a law for monomials with a certain mark; it takes them without their coefficients."""

    def declare(law: MonomialLaw) -> MonomialLaw:
        MONOMIAL_LAWS.append((mark, law))
        _fitting.cache_clear()
        return law

    return declare


CANCELS, DIVIDED = "a/a", "1/"


def marks(mono: Monomial) -> set[str]:
    """The heads of its atoms, those below the line after `DIVIDED`; `CANCELS` if one is above and below."""
    found = set()
    for a, up, down in mono:
        if up:
            found.add(head_of(a))
        if down:
            found.add(DIVIDED + head_of(a))
            if up:
                found.add(CANCELS)
    return found


@cache
def _fitting(found: frozenset[str]) -> tuple[MonomialLaw, ...]:
    """The laws for monomials with certain marks, in order of registration."""
    return tuple([law for mark, law in MONOMIAL_LAWS if mark in found])


def atoms(t: Term) -> list[Term]:
    """The subterms of ``t`` that ring arithmetic looks at as indivisible, from left to right."""
    found: list[Term] = []
    stack = [t]
    while stack:
        here = stack.pop()
        if isinstance(here, App):
            if here.head in ARITHMETIC:
                stack += here.args[::-1]
                continue
            if here.head == "^" and isinstance(here.args[1], Num) and here.args[1].value.denominator == 1:
                stack.append(here.args[0])
                continue
        if not isinstance(here, Num):
            found.append(here)
    return found


def numerical(t: Term) -> bool:
    """Whether it is a set made of numbers alone, like the range from 1 to 5."""
    return isinstance(t, App) and t.head in SETS and all(isinstance(a, Num) for a in t.args)


def head_of(t: Term) -> str:
    """The constant or binder at the head of a term; ``var`` for a variable."""
    return t.head if isinstance(t, App | Bind) else "var"


def _laws(table: dict[str, list[AtomLaw]], a: Term) -> Sequence[AtomLaw]:
    """The laws for the head of an atom; those of logarithms and exponentials take an argument apart."""
    if isinstance(a, App) and a.head in ("log", "exp") and isinstance(a.args[0], Var):
        return ()
    return table.get(head_of(a), ())


class Normaliser:
    """Brings terms to normal form in an engine's script."""

    def __init__(self, engine: Engine, facts: Facts) -> None:
        self.engine = engine
        self.facts = facts
        self.looked_into: set[Term] = set()

    def is_density(self, t: Term) -> bool:
        """Whether a rule gives the integral of a defined function, which then is not unfolded."""
        return f"integral_{head_of(t)}" in self.engine.theory.axioms

    def normal(self, t: Term, context: Context) -> Equation:
        """``t`` equals its normal form under the hypotheses of ``context``."""
        self.facts.normalised += 1
        known = context.normal.get(t)
        if known is not None:
            return known
        if t.sort != REAL:
            made = self._structure(t, context)
        else:
            made = self.atom(t, context) if isinstance(t, Var) else self._real(t, context)
        context.normal[t] = made
        if made.changes:
            context.normal[made.right] = Equation(made.right, made.right)
        return made

    def equal(self, a: Term, b: Term, context: Context) -> Equation | None:
        """``a = b`` when both have one normal form, else None."""
        if a is b:
            return Equation(a, b)
        left, right = self.normal(a, context), self.normal(b, context)
        if left.right is not right.right:
            return None
        return self.engine.then(left, self.engine.symm(right))

    def _real(self, t: Term, context: Context) -> Equation:
        engine, out = self.engine, Equation(t, t)
        for _ in range(PASSES):
            here = out.right
            changed = [e for a in dict.fromkeys(atoms(here)) if (e := self.atom(a, context)).changes]
            if changed:
                p = polynomial_given(here, {e.left: polynomial(e.right) for e in changed})
                out = engine.then(out, engine.ring(here, render(p), changed))
            else:
                p, shaped = polynomial(here), canonical(here)
                out = out if shaped is here else engine.then(out, engine.ring(here, shaped))
            rewritten = self.monomials(out.right, p, context)
            if not rewritten.changes:
                self._settle(p, context)
                return out
            out = engine.then(out, rewritten)
        return out

    def _settle(self, p: Polynomial, context: Context) -> None:
        for mono in p:
            for a, _, _ in mono:
                if a not in context.normal:
                    context.normal[a] = Equation(a, a)

    def atom(self, a: Term, context: Context) -> Equation:
        """An atom equals a term in normal form."""
        self.facts.normalised += 1
        known = context.normal.get(a)
        if known is not None:
            return known
        if isinstance(a, Var):
            new = self.otherwise(a, context)
            out = Equation(a, a) if new is None else self.engine.then(new, self.normal(new.right, context))
        elif (meaning := self.engine.unfold(a)) is not None and not self.is_density(a):
            out = self.engine.then(meaning, self.normal(meaning.right, context))
        else:
            out = self._atom(a, context)
        context.normal[a] = out
        return out

    def _atom(self, a: Term, context: Context) -> Equation:
        for law in _laws(EARLY_LAWS, a):
            early = self._tried(law, a, context)
            if early is not None:
                return self.engine.then(early, self.normal(early.right, context))
        out = self.inside(a, context)
        same = head_of(out.right) == head_of(a)
        laws = (*_laws(ATOM_LAWS, out.right), *ATOM_LAWS.get("*", ())) if same else ()
        for law in laws:
            new = self._tried(law, out.right, context)
            if new is not None and new.changes:
                done = self.engine.then(out, new)
                return self.engine.then(done, self.normal(done.right, context))
        return out

    def otherwise(self, a: Term, context: Context) -> Equation | None:
        """What the laws that are about any atom say of one in normal form."""
        for law in ATOM_LAWS.get("*", ()):
            new = self._tried(law, a, context)
            if new is not None and new.changes:
                return new
        return None

    def _tried(self, law: AtomLaw | MonomialLaw, t: Any, context: Context) -> Equation | None:
        """What a law says of ``t``; a law that goes wrong, or speaks of something else, says nothing."""
        try:
            found = law(self, t, context)
        except CheckError:
            return None
        return found if found is None or not isinstance(t, Term) or found.left is t else None

    def inside(self, a: Term, context: Context) -> Equation:
        """An atom with its arguments, or what is below its binder, in normal form."""
        match a:
            case App(_, args):
                return self.engine.args(a, [self._argument(x, context) for x in args])
            case Bind(_, domain, _):
                out = self.engine.at(a, (0,), self._argument(domain, context))
                binder = out.right
                assert isinstance(binder, Bind)
                opened = self.engine.open(binder, context)
                body = self.normal(opened.body, opened.context)
                return self.engine.then(out, self.engine.below(binder, opened, body))
        return Equation(a, a)

    def _argument(self, x: Term, context: Context) -> Equation:
        plain = isinstance(x, Num | Bound) or (isinstance(x, Var) and x.sort != REAL) or numerical(x)
        return Equation(x, x) if plain else self.normal(x, context)

    def _structure(self, t: Term, context: Context) -> Equation:
        """Sets, propositions and functions: normal inside, then their own laws."""
        if (meaning := self.engine.unfold(t)) is not None:
            return self.engine.then(meaning, self.normal(meaning.right, context))
        for law in EARLY_LAWS.get(head_of(t), ()):
            early = self._tried(law, t, context)
            if early is not None:
                return self.engine.then(early, self.normal(early.right, context))
        out = self.inside(t, context)
        for law in ATOM_LAWS.get(head_of(out.right), ()):
            new = self._tried(law, out.right, context)
            if new is not None and new.changes:
                done = self.engine.then(out, new)
                return self.engine.then(done, self.normal(done.right, context))
        return out

    def monomials(self, t: Term, p: Polynomial, context: Context) -> Equation:
        """Apply the monomial laws to each monomial of ``t``, which is ``render(p)``."""
        changed: list[Equation] = []
        for mono, coefficient in p.items():
            for law in _fitting(frozenset(marks(mono))):
                new = self._tried(law, mono, context)
                if new is not None and new.changes:
                    changed.append(self._scaled(mono, coefficient, new))
                    break
        if not changed:
            return Equation(t, t)
        known = {e.left: polynomial(e.right) for e in changed}
        return self.engine.ring(t, render(polynomial_given(t, known)), changed)

    def _scaled(self, mono: Monomial, coefficient: Fraction, new: Equation) -> Equation:
        """From ``monomial = r`` the same with a coefficient in front."""
        whole = render_monomial(mono, coefficient)
        if whole is new.left:
            return new
        factor = App("*", (Num(coefficient), new.left))
        split = self.engine.ring(whole, factor)
        return self.engine.then(split, self.engine.at(split.right, (1,), new))


__all__ = ["ATOM_LAWS", "Normaliser", "atom_law", "atoms", "canonical", "head_of", "monomial_law"]
