"""Kernel terms as Coq terms; no text of the user ever reaches the file but through numbers.

Variables are called ``v1``, ``v2``, … in the order in which they are met, bound ones by their depth,
and defined constants by the identifiers the kernel admits, after ``d_``.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import groupby

from mlekl_symbolic.kernel.terms import REAL, App, Bind, Bound, Num, Sort, Term, Var


class Inexpressible(Exception):
    """Something has no meaning in the support library; ``str`` says what."""


INFIX = {"+": "+", "-": "-", "*": "*", "/": "/"}
FUNCTIONS = {
    "^": "rpow", "log": "ln", "exp": "exp", "abs": "Rabs", "delta": "delta", "pi": "PI",
    "ind": "ind", "card": "card", "finite": "finite", "range": "range", "ioo": "ioo", "icc": "icc",
    "ioi": "ioi", "naturals": "naturals", "integers": "integers", "reals": "reals", "in": "mem",
    "<": "lt", "<=": "le", "=": "eqb", "and": "andb", "or": "orb", "imp": "implb", "not": "negb",
    "true": "true", "false": "false",
}  # fmt: skip
"""The support library's name of each primitive constant."""

GIVEN = {"deriv": (("fun1", "real"), "real")}
"""Constants without a definition in a certificate that have one in the support library."""

BINDERS = frozenset({"sum", "prod", "argmin", "argmax", "setof", "all", "ex"})
MEASURES = frozenset({"integral", "integrable", "ae"})


def sort(of: Sort) -> str:
    """A sort as a Coq type."""
    match of:
        case "real":
            return "R"
        case "set":
            return "set"
        case "prop":
            return "bool"
    arity = int(of.removeprefix("fun"))
    return "(" + "R -> " * arity + "R)"


def default(of: Sort) -> str:
    """Some element of a sort."""
    match of:
        case "real":
            return "(IZR 0)"
        case "set":
            return "reals"
        case "prop":
            return "true"
    return "(fun " + "_ " * int(of.removeprefix("fun")) + "=> IZR 0)"


SHORT = 10
"""The whole numbers below it have names in the support library: ``n0`` as a real, ``z0`` as data, …"""


def number(value: Fraction) -> str:
    """A rational numeral."""
    if value.denominator == 1:
        return f"(IZR {_whole(value.numerator)})"
    return f"(nm {_whole(value.numerator)} {value.denominator})"


def _whole(n: int) -> str:
    return str(n) if n >= 0 else f"({n})"


@dataclass(slots=True)
class Printer:
    """Prints terms with one numbering of variables.

    Attributes
    ----------
    defined
        The defined constants, each with the reason why it cannot be used or nothing.
    groups
        How many pairs of brackets a closed term must have to get a name when it is said again; 0 when
        none gets one.
    names
        The sentences that give names to terms, to be written before what is said next.
    """

    defined: dict[str, str]
    groups: int = 0
    numbers: dict[Var, int] = field(default_factory=dict)
    fresh: int = 0
    known: dict[tuple[Term, int], str] = field(default_factory=dict)
    once: dict[Term, str] = field(default_factory=dict)
    shared: dict[Term, str] = field(default_factory=dict)
    names: list[str] = field(default_factory=list)

    def name(self, v: Var) -> str:
        """The identifier of a free variable."""
        return f"v{self.numbers.setdefault(v, len(self.numbers) + 1)}"

    def local(self, of: Sort = REAL) -> Var:
        """A new variable, for the inside of a binder or a place in a term."""
        self.fresh += 1
        return Var(f" {self.fresh}", of)

    def ordered(self, found: Iterable[Var]) -> list[Var]:
        """Variables in the order of their numbers, new ones by name."""
        for v in sorted((v for v in found if v not in self.numbers), key=lambda v: (v.name, v.sort)):
            self.name(v)
        return sorted(found, key=self.numbers.__getitem__)

    def parameters(self, found: Iterable[Var]) -> str:
        """``(v1 : R) (v2 : set)``; where terms get names, ``(v1 v2 : R)`` for neighbours of one sort."""
        if not self.groups:
            return " ".join(f"({self.name(v)} : {sort(v.sort)})" for v in found)
        runs = [(of, " ".join(map(self.name, those))) for of, those in groupby(found, lambda v: v.sort)]
        return " ".join(f"({names} : {sort(of)})" for of, names in runs)

    def show(self, t: Term, depth: int = 0) -> str:
        """A term below ``depth`` binders.

        Raises
        ------
        Inexpressible
            When a constant or a binder has no meaning in the support library.
        """
        if self.groups and not t.level:
            return self._closed(t)
        key = (t, depth if t.level or depth else 0)
        said = self.known.get(key)
        if said is None:
            said = self.known[key] = self._show(t, depth)
        return said

    def _closed(self, t: Term) -> str:
        """A term that no binder around it speaks of, by its name from the second time on."""
        if t in self.shared:
            return self.shared[t]
        if t not in self.once:
            self.once[t] = self._show(t, 0)
            return self.once[t]
        said = self.once[t]
        if said.count("(") >= self.groups:
            name, values = f"t{len(self.shared) + 1}", " ".join(map(self.name, self.ordered(t.free)))
            self.names.append(f"Notation {f'{name} {values}'.strip()} := {said} (only parsing).")
            said = f"({name} {values})" if values else name
        self.shared[t] = said
        return said

    def _show(self, t: Term, depth: int) -> str:
        match t:
            case Var():
                return self.name(t)
            case Bound(index):
                return f"b{depth - 1 - index}"
            case Num(value):
                return self.number(value)
            case App(head, args):
                return self._application(t, head, args, depth)
            case Bind(head, domain, body):
                inner = f"(fun b{depth} : R => {self.show(body, depth + 1)})"
                if head == "lam":
                    return inner
                if head in MEASURES:
                    raise Inexpressible("integrals are not defined in Coq's standard library")
                if head in BINDERS:
                    return f"({head} {self.show(domain, depth)} {inner})"
        raise Inexpressible(f"there is no Coq form of {type(t).__name__}")

    def _application(self, t: App, head: str, args: tuple[Term, ...], depth: int) -> str:
        said = [self.show(a, depth) for a in args]
        if head in INFIX:
            return f"({said[0]} {INFIX[head]} {said[1]})"
        if head == "neg":
            return f"(- {said[0]})"
        if head == "@":
            return f"({' '.join(said)})"
        if head == "finset":
            return f"(finset [{'; '.join(said)}])"
        name = FUNCTIONS.get(head)
        if name is None:
            name = self._constant(t)
        return f"({name} {' '.join(said)})" if said else name

    def _constant(self, t: App) -> str:
        if (why := self.defined.get(t.head)) is not None:
            if why:
                raise Inexpressible(why)
            return f"d_{t.head}"
        if GIVEN.get(t.head) == (tuple(a.sort for a in t.args), t.sort):
            return t.head
        raise Inexpressible("a constant has neither a definition nor a meaning")

    def number(self, value: Fraction) -> str:
        """A rational numeral as a real number."""
        return self._short("n", value) or number(value)

    def _short(self, letter: str, value: Fraction) -> str:
        """The name of a small whole number; empty when it has none."""
        return f"{letter}{value}" if self.groups and value.denominator == 1 and 0 <= value < SHORT else ""

    def place(self, n: int) -> str:
        """An atom of the library's polynomials."""
        return f"x{n}" if self.groups and n < SHORT else f"(RV {n})"

    def coefficient(self, value: Fraction) -> str:
        """A rational of the library's polynomials."""
        if value.denominator == 1:
            return self._short("c", value) or f"(RZ {_whole(value.numerator)})"
        return f"(RQ {_whole(value.numerator)} {value.denominator})"

    def numeral(self, value: Fraction) -> str:
        """A rational as the library's data, not as a real number."""
        if value.denominator == 1:
            return self._short("z", value) or f"(NZ {_whole(value.numerator)})"
        return f"(NQ {_whole(value.numerator)} {value.denominator})"
