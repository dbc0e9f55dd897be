"""Coq proofs that two terms with one normal form are equal.

The arithmetic skeletons of both sides are given to the support library's reflexive normaliser. Where
an atom of one side is another term than the atom of the other that the kernel identifies with it, a proof of
their equality is made in the same way, further down.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
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
from mlekl_symbolic.writers.coq.terms import FUNCTIONS, Inexpressible, Printer, sort

Change: TypeAlias = Callable[[Term], tuple[Term, str] | None]
"""What becomes of a term, and a proof that it is equal."""

_JOINED = {"+": "add_both", "-": "sub_both", "*": "mul_both", "/": "div_both"}
"""The lemma by which equal arguments make equal terms."""

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


def _direct(t: App, place: int) -> str:
    """What carries an equation between arguments at a place over to ``t``, where that has a name."""
    if t.head in _JOINED:
        return _JOINED[t.head].replace("both", ("left", "right")[place])
    return FUNCTIONS.get(t.head, "Ropp" if t.head == "neg" else "") if len(t.args) == 1 else ""


@dataclass(slots=True)
class _Sides:
    """The atoms of the two sides of one equation.

    Attributes
    ----------
    atoms
        The term that stands for all that have its canonical form, in order.
    leaves
        The places of the skeleton: a term, what it is in atoms as a skeleton and as a term, and a proof of
        that unless it is an atom itself.
    """

    prover: Prover
    places: dict[Term, int] = field(default_factory=dict)
    atoms: list[Term] = field(default_factory=list)
    leaves: dict[Term, tuple[str, Term, str]] = field(default_factory=dict)

    def reified(self, t: Term) -> str:
        """The skeleton of ``t``."""
        match t:
            case Num(value):
                return self.prover.printer.coefficient(value)
            case App("/", (a, b)):
                return f"(RD {self.reified(a)} {self.below(b)})"
            case App(head, (a, b)) if head in _NAMES:
                return f"({_NAMES[head]} {self.reified(a)} {self.reified(b)})"
            case App("neg", (a,)):
                return f"(RN {self.reified(a)})"
            case App("^", (a, _)) if (n := integer_power(t)) is not None:
                base = self.reified(a) if n >= 0 else self.below(a)
                return f"(RP {base} {n if n >= 0 else f'({n})'})"
        n = self.atom(canonical(t), t)
        return self.leaf(t, self.prover.printer.place(n), self.atoms[n])

    def atom(self, key: Term, value: Term) -> int:
        """The number of the atom with that canonical form."""
        if key not in self.places:
            self.places[key] = len(self.atoms)
            self.atoms.append(value)
        return self.places[key]

    def leaf(self, t: Term, stands: str, value: Term) -> str:
        """A place of the skeleton where ``t`` is ``stands``, which is ``value`` in atoms."""
        if t not in self.leaves:
            self.leaves[t] = (stands, value, "" if t is value else self.prover.equal(t, value))
        return self.leaves[t][0]

    def below(self, t: Term) -> str:
        """The skeleton of something that is inverted."""
        p, printer = polynomial(t), self.prover.printer
        if len(p) > 1:
            first = p[leading(p)]
            monic: Polynomial = {m: c / first for m, c in p.items()}
            key = render(monic)
            n = self.atom(key, t if first == 1 else key)
            value = self.atoms[n]
            if first == 1:
                return self.leaf(t, printer.place(n), value)
            stands = f"(RM {printer.coefficient(first)} {printer.place(n)})"
            return self.leaf(t, stands, App("*", (Num(first), value)))
        if _has_sum(t):
            stands, value = self.monomial(p)
            return self.leaf(t, stands, value)
        return self.reified(t)

    def monomial(self, p: Polynomial) -> tuple[str, Term]:
        """A polynomial with one monomial or none, in atoms."""
        printer = self.prover.printer
        if not p:
            return printer.coefficient(Fraction(0)), Num(0)
        ((mono, c),) = p.items()
        stands, value = printer.coefficient(c), Num(c)
        out: Term = value
        for atom, sign, power in _powers(mono):
            n = self.atom(atom, atom)
            head, name = ("*", "RM") if sign else ("/", "RD")
            for _ in range(power):
                stands, out = f"({name} {stands} {printer.place(n)})", App(head, (out, self.atoms[n]))
        return stands, out


def _powers(mono: Monomial) -> list[tuple[Term, bool, int]]:
    return [(a, sign, n) for a, up, down in mono for sign, n in ((True, up), (False, down)) if n]


def _is_sum(a: Term) -> bool:
    return isinstance(a, App) and a.head == "+"


def _inverted(t: Term) -> tuple[bool, ...]:
    """Which arguments of the skeleton's head are inverted; none when ``t`` is a place of the skeleton."""
    if not isinstance(t, App):
        return ()
    match t.head, integer_power(t):
        case "/", _:
            return (False, True)
        case head, _ if head in _NAMES:
            return (False, False)
        case "neg", _:
            return (False,)
        case _, int(n):
            return (n < 0,)
    return ()


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
        if not (isinstance(t, App) and is_arithmetic(t)):
            return t, "eq_refl"
        return self.joined(t, [self.read(a, change) for a in t.args])

    def joined(self, t: App, parts: Sequence[tuple[Term, str]]) -> tuple[Term, str]:
        """``t`` with other terms for its arguments, each with a proof that it is equal, and a proof."""
        new = [x is not a for a, (x, _) in zip(t.args, parts, strict=True)]
        if not any(new):
            return t, "eq_refl"
        if t.head in _JOINED and all(new):
            return App(t.head, tuple(x for x, _ in parts)), f"({_JOINED[t.head]} {parts[0][1]} {parts[1][1]})"
        now: Term = t
        proof = ""
        for place, (x, why) in enumerate(parts):
            if new[place]:
                one = self.inside(now, place, why)  # type: ignore[arg-type]
                proof = f"(eq_trans {proof} {one})" if proof else one
                now = replaced(now, place, x)
        return now, proof

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
        """A proof by the normaliser, on the two sides in atoms."""
        sides = _Sides(self)
        left, right = sides.reified(a), sides.reified(b)
        atoms = "; ".join(map(self.printer.show, sides.atoms))
        proof = f"(by_ring [{atoms}] {left} {right})"
        if not any(why for _, _, why in sides.leaves.values()):
            return proof
        (now, before), (then, after) = (self.in_atoms(t, sides) for t in (a, b))
        if now is not a:
            proof = f"(eq_trans {before} {proof})"
        return proof if then is b else f"(eq_trans {proof} (eq_sym {after}))"

    def in_atoms(self, t: Term, sides: _Sides, *, below: bool = False) -> tuple[Term, str]:
        """What ``t`` is in atoms, and a proof.

        Parameters
        ----------
        below
            Whether the term is inverted, where a sum is one place of the skeleton.
        """
        one_place = below and (len(polynomial(t)) > 1 or _has_sum(t))
        inverted = () if one_place else _inverted(t)
        if not (inverted and isinstance(t, App)):
            _, value, why = sides.leaves.get(t, ("", t, ""))
            return (value, why) if why else (t, "eq_refl")
        parts = [self.in_atoms(a, sides, below=low) for a, low in zip(t.args, inverted, strict=False)]
        return self.joined(t, [*parts, *((a, "eq_refl") for a in t.args[len(inverted) :])])

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
        if isinstance(t, App) and (name := _direct(t, place)):
            rest = " ".join(self.printer.show(a) for n, a in enumerate(t.args) if n != place)
            return f"({name} {proof} {rest})" if rest else f"(f_equal {name} {proof})"
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
