"""Coq proofs that two terms with one normal form are equal.

The arithmetic skeletons of both sides are given to the support library's reflexive normaliser. Where
an atom of one side is another term than the atom of the other that the kernel identifies with it, a proof of
their equality is made in the same way, further down.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from fractions import Fraction
from typing import TypeAlias

from mlekl_symbolic.kernel.algebra import replaced
from mlekl_symbolic.kernel.ring import (
    UNIT,
    Monomial,
    Polynomial,
    canonical,
    leading,
    polynomial,
    render,
    render_monomial,
)
from mlekl_symbolic.kernel.terms import REAL, App, Bind, Num, Term, open_binder
from mlekl_symbolic.writers.coq.terms import Inexpressible, Printer, sort

Change: TypeAlias = Callable[[Term], tuple[Term, str] | None]
"""What becomes of a term, and a proof that it is equal."""

_NAMES = {"+": "RA", "-": "RS", "*": "RM", "/": "RD"}
_SUMS = ("+", "-")


def integer_power(t: Term) -> int | None:
    """The exponent of a power that is arithmetic, or None."""
    match t:
        case App("^", (_, Num(n))) if n.denominator == 1:
            return n.numerator
    return None


def is_arithmetic(t: Term) -> bool:
    """Whether the head of ``t`` belongs to the ring skeleton."""
    return isinstance(t, Num) or (
        isinstance(t, App) and (t.head in _NAMES or t.head == "neg" or integer_power(t) is not None)
    )


def number(value: Fraction) -> str:
    """A numeral of the normaliser."""
    whole = str(value.numerator) if value >= 0 else f"({value.numerator})"
    return f"(RZ {whole})" if value.denominator == 1 else f"(RQ {whole} {value.denominator})"


@dataclass(slots=True)
class _Sides:
    """The atoms of the two sides of one equation.

    Attributes
    ----------
    atoms
        The term that stands for all that have its canonical form, in order.
    leaves
        The places of the skeleton: a term, what it is in atoms, and a proof unless it is an atom itself.
    """

    prover: Prover
    places: dict[Term, int] = field(default_factory=dict)
    atoms: list[Term] = field(default_factory=list)
    leaves: dict[Term, tuple[int, str, str]] = field(default_factory=dict)

    def reified(self, t: Term) -> str:
        """The skeleton of ``t``."""
        match t:
            case Num(value):
                return number(value)
            case App("/", (a, b)):
                return f"(RD {self.reified(a)} {self.below(b)})"
            case App(head, (a, b)) if head in _NAMES:
                return f"({_NAMES[head]} {self.reified(a)} {self.reified(b)})"
            case App("neg", (a,)):
                return f"(RN {self.reified(a)})"
            case App("^", (a, _)) if (n := integer_power(t)) is not None:
                base = self.reified(a) if n >= 0 else self.below(a)
                return f"(RP {base} {n if n >= 0 else f'({n})'})"
        return self.leaf(t, f"(RV {self.atom(canonical(t), t)})", self.atoms[self.places[canonical(t)]])

    def atom(self, key: Term, value: Term) -> int:
        """The number of the atom with that canonical form."""
        if key not in self.places:
            self.places[key] = len(self.atoms)
            self.atoms.append(value)
        return self.places[key]

    def leaf(self, t: Term, stands: str, value: Term) -> str:
        """A place of the skeleton where ``t`` is ``stands``, which is ``value`` in atoms."""
        if t not in self.leaves:
            proof = "" if t is value else self.prover.equal(t, value)
            self.leaves[t] = (len(self.leaves), stands, proof)
        return f"(RV {self.leaves[t][0]})"

    def below(self, t: Term) -> str:
        """The skeleton of something that is inverted."""
        p = polynomial(t)
        if len(p) > 1:
            first = p[leading(p)]
            monic: Polynomial = {m: c / first for m, c in p.items()}
            key = render(monic)
            n = self.atom(key, t if first == 1 else key)
            value = self.atoms[n]
            if first == 1:
                return self.leaf(t, f"(RV {n})", value)
            return self.leaf(t, f"(RM {number(first)} (RV {n}))", App("*", (Num(first), value)))
        if _has_sum(t):
            stands, value = self.monomial(p)
            return self.leaf(t, stands, value)
        return self.reified(t)

    def monomial(self, p: Polynomial) -> tuple[str, Term]:
        """A polynomial with one monomial or none, in atoms."""
        if not p:
            return number(Fraction(0)), Num(0)
        ((mono, c),) = p.items()
        stands, value = number(c), Num(c)
        out: Term = value
        for atom, sign, power in _powers(mono):
            n = self.atom(atom, atom)
            head, name = ("*", "RM") if sign else ("/", "RD")
            for _ in range(power):
                stands, out = f"({name} {stands} (RV {n}))", App(head, (out, self.atoms[n]))
        return stands, out


def _powers(mono: Monomial) -> list[tuple[Term, bool, int]]:
    return [(a, sign, n) for a, up, down in mono for sign, n in ((True, up), (False, down)) if n]


def _is_sum(a: Term) -> bool:
    return isinstance(a, App) and a.head == "+"


def _has_sum(t: Term) -> bool:
    match t:
        case App(head, _) if head in _SUMS:
            return True
        case App("*" | "neg", args):
            return any(map(_has_sum, args))
        case App("/" | "^", (a, _)) if is_arithmetic(t):
            return _has_sum(a)
    return False


@dataclass(slots=True)
class Prover:
    """Makes proofs of equations that hold by arithmetic."""

    printer: Printer

    def equal(self, a: Term, b: Term) -> str:
        """A proof of ``a = b``.

        Raises
        ------
        Inexpressible
            When the two have different normal forms.
        """
        if a is b:
            return "eq_refl"
        if canonical(a) is not canonical(b):
            raise Inexpressible("arithmetic does not make two terms equal")
        if a.sort == REAL and (is_arithmetic(a) or is_arithmetic(b)):
            (left, before), (right, after) = (self.read(t, self._turned_over) for t in (a, b))
            proof = self.reflected(left, right)
            if left is not a:
                proof = f"(eq_trans {before} {proof})"
            return proof if right is b else f"(eq_trans {proof} (eq_sym {after}))"
        return self.alike(a, b)

    def read(self, t: Term, change: Change) -> tuple[Term, str]:
        """``t`` with the changed parts of its arithmetic skeleton, the outermost ones, and a proof."""
        if (found := change(t)) is not None:
            return found
        proof, now = "", t
        if isinstance(t, App) and is_arithmetic(t):
            for place, a in enumerate(t.args):
                new, why = self.read(a, change)
                if new is not a:
                    one = self.inside(now, place, why)  # type: ignore[arg-type]
                    proof = f"(eq_trans {proof} {one})" if proof else one
                    now = replaced(now, place, new)
        return now, proof or "eq_refl"

    def _turned_over(self, t: Term) -> tuple[Term, str] | None:
        """A sum below the line of something that is itself below the line, brought above."""
        if not (isinstance(t, App) and t.head == "/"):
            return None
        x, y = t.args
        p = polynomial(y)
        mono, c = next(iter(p.items()), ((), UNIT))
        low = next((a for a, _, down in mono if down and _is_sum(a)), None)
        if len(p) != 1 or low is None:
            return None
        rest = tuple((a, up, down - (a is low)) for a, up, down in mono if up or down > 1 or a is not low)
        above = render_monomial(rest, c)
        new = App("/", (App("*", (x, low)), above))
        terms = " ".join(map(self.printer.show, (x, y, above, low)))
        one = f"(turned_over {terms} {self.equal(y, App('/', (above, low)))})"
        last, more = self.read(new, self._turned_over)
        return last, one if last is new else f"(eq_trans {one} {more})"

    def reflected(self, a: Term, b: Term) -> str:
        """A proof by the normaliser."""
        sides = _Sides(self)
        left, right = sides.reified(a), sides.reified(b)
        show = self.printer.show
        leaves = list(sides.leaves.items())
        stands = [s for _, (_, s, _) in leaves]
        values = "; ".join(show(t) for t, _ in leaves)
        proved = [p for _, (_, _, p) in leaves if p]
        if not proved and stands == [f"(RV {n})" for n in range(len(stands))]:
            return f"(ring_plain [{values}] {left} {right} (eq_refl true <: same {left} {right} = true))"
        atoms = "; ".join(map(show, sides.atoms))
        proofs = "st_nil"
        for _, (_, _, p) in reversed(leaves):
            proofs = f"(st_cons {p or 'eq_refl'} {proofs})"
        reps = f"[{'; '.join(stands)}]"
        check = f"(eq_refl true <: same (replaced {reps} {left}) (replaced {reps} {right}) = true)"
        return f"(ring_atoms [{atoms}] [{values}] {reps} {left} {right} {proofs} {check})"

    def alike(self, a: Term, b: Term) -> str:
        """A proof for two terms with one head whose parts are equal."""
        match a, b:
            case App("delta", (x, y)), App("delta", (u, _)) if canonical(x) is not canonical(u):
                swapped = App("delta", (y, x))
                show = self.printer.show
                return f"(eq_trans (delta_swap {show(x)} {show(y)}) {self.equal(swapped, b)})"
            case App(head, xs), App(other, ys) if head == other and len(xs) == len(ys):
                return self._arguments(a, xs, ys)
            case Bind(), Bind() if a.head == b.head:
                return self._binders(a, b)
        raise Inexpressible("arithmetic makes two terms of different forms equal")

    def _arguments(self, t: App, xs: tuple[Term, ...], ys: tuple[Term, ...]) -> str:
        proof, now = "", list(xs)
        for place, (x, y) in enumerate(zip(xs, ys, strict=True)):
            if x is y:
                continue
            one = self.inside(App(t.head, tuple(now), t.sort), place, self.equal(x, y))
            proof = f"(eq_trans {proof} {one})" if proof else one
            now[place] = y
        return proof

    def inside(self, t: App | Bind, place: int, proof: str) -> str:
        """A proof that ``t`` changes as ``proof`` says its argument or its domain at ``place`` does."""
        hole = self.printer.local(t.domain.sort if isinstance(t, Bind) else t.args[place].sort)
        whole = self.printer.show(replaced(t, place, hole))
        return f"(f_equal (fun {self.printer.name(hole)} : {sort(hole.sort)} => {whole}) {proof})"

    def below(self, t: Bind, name: str, known: str, proof: str) -> str:
        """A proof that ``t`` changes as ``proof`` says its body does, for ``name`` with ``known``."""
        lemma = "ext_lam" if t.head == "lam" else f"ext_{t.head} {self.printer.show(t.domain)}"
        return f"({lemma} (fun ({name} : R) {known} => {proof}))"

    def _binders(self, a: Bind, b: Bind) -> str:
        parts = []
        if a.domain is not b.domain:
            parts.append(self.inside(a, 0, self.equal(a.domain, b.domain)))
        if a.body is not b.body:
            x = self.printer.local()
            inner = self.equal(open_binder(a, x), open_binder(b, x))
            parts.append(self.below(b, self.printer.name(x), "_", inner))
        return parts[0] if len(parts) == 1 else f"(eq_trans {parts[0]} {parts[1]})"
