"""A small world in which the hypotheses of a theorem hold, and the kernel's proof that they do.

A theorem from hypotheses that contradict each other is true and says nothing. The refuter looks for a
world of rational numbers; what it finds is written down as terms, and that the hypotheses hold there is
proved line by line, so that Coq can re-check it like everything else.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cache
from importlib.resources import files

from mlekl_symbolic.kernel.certificate import Certificate, read_library, theory_of
from mlekl_symbolic.kernel.check import Script
from mlekl_symbolic.kernel.decide import numerals
from mlekl_symbolic.kernel.lines import CheckError, Line, Sequent
from mlekl_symbolic.kernel.ring import polynomial
from mlekl_symbolic.kernel.terms import REAL, App, Bind, Num, Term, Var, lam, open_binder, substitute
from mlekl_symbolic.kernel.theory import Axiom
from mlekl_symbolic.refute.domains import Finite, Interval, Table
from mlekl_symbolic.refute.search import refute
from mlekl_symbolic.refute.values import Unknown
from mlekl_symbolic.writers.coq.arithmetic import is_arithmetic

FALSE = App("false")


class NoInstance(Exception):
    """No instance was found or written down; ``str`` says why."""


@dataclass(frozen=True, slots=True)
class Instance:
    """Values under which all hypotheses of a certificate hold.

    Attributes
    ----------
    certificate
        The certificate with the lines that prove it at the end.
    values
        What each variable of the hypotheses stands for.
    lines
        The line that proves each hypothesis, in their order.
    sequents
        What the lines at the end prove.
    """

    certificate: Certificate
    values: Mapping[Var, Term]
    lines: tuple[int, ...]
    sequents: tuple[Sequent, ...]


def instance(certificate: Certificate, words: str = "") -> Instance:
    """An instance of the hypotheses of a certificate.

    Parameters
    ----------
    words
        The author's own example, where it is none of a small world: then no small world is looked for.

    Raises
    ------
    NoInstance
        When none is found, or it cannot be written down or proved.
    """
    if words:
        raise NoInstance("the example given of them is no small world")
    hypotheses = [h for _, h in certificate.hypotheses]
    theory = theory_of(certificate)
    theory = theory.extended(a for a in _rules() if a.name not in theory.axioms)
    try:
        found = refute(FALSE, hypotheses, theory)
    except (Unknown, ValueError, RecursionError):
        found = None
    if found is None:
        raise NoInstance("no small world was found in which they hold")
    free = frozenset[Var]().union(*(h.free for h in hypotheses))
    values = {v: _written(v, found.world.get(v)) for v in free}
    script = Script(theory)
    writer = Facts(script)
    try:
        lines = tuple(writer.holds(substitute(h, values)) for h in hypotheses)
    except (ValueError, RecursionError):
        raise NoInstance("the world that was found is too large to be written down") from None
    start = len(certificate.lines)
    moved = tuple(x._replace(uses=tuple(k + start for k in x.uses)) for x in script.lines)
    named = {x.name for x in (*certificate.lines, *moved) if x.rule == "axiom"}
    axioms = tuple(a for n, a in theory.axioms.items() if n in named)
    whole = certificate._replace(lines=certificate.lines + moved, axioms=axioms)
    return Instance(whole, values, tuple(k + start for k in lines), tuple(script.sequents))


@cache
def _rules() -> tuple[Axiom, ...]:
    source = (files("mlekl_symbolic.kernel") / "library.json").read_text(encoding="utf-8")
    return read_library(source)[0]


def _number(value: object) -> Num:
    if not isinstance(value, int | Fraction):
        raise NoInstance("the world that was found has irrational numbers")
    return Num(value)


def _written(v: Var, value: object) -> Term:
    """A value of the refuter as a term."""
    match value:
        case int() | Fraction() if v.sort == REAL:
            return Num(value)
        case Finite(elements):
            return App("finset", tuple(map(_number, elements)))
        case Interval(None, None):
            return App("reals")
        case Interval(low, None):
            return App("ioi", (_number(low),))
        case Interval(low, high):
            return App("icc" if value.closed else "ioo", (_number(low), _number(high)))
        case Table():
            return _table(value)
    raise NoInstance("the world that was found cannot be written down")


def _table(table: Table) -> Term:
    places = tuple(Var(f"argument {k}") for k in range(table.arity))
    out: Term | None = None
    for key, entry in table.entries.items():
        term: Term = _number(entry)
        for place, k in zip(places, key, strict=True):
            term = App("*", (term, App("delta", (place, _number(k)))))
        if entry:
            out = term if out is None else App("+", (out, term))
    return lam(places, Num(0) if out is None else out)


def _exact(t: Term) -> Fraction:
    p = polynomial(t)
    if any(mono for mono in p):
        raise NoInstance("a value in the world that was found is not a rational number")
    return p.get((), Fraction(0))


@dataclass(slots=True)
class Facts:
    """Proves statements about rational numbers and finite lists, from nothing."""

    script: Script
    values: dict[Term, tuple[Num, int]] = field(default_factory=dict)

    def line(self, rule: str, *uses: int, terms: Sequence[Term] = (), **more: object) -> int:
        """A new line; the numbers are of earlier ones."""
        try:
            return self.script.add(Line(rule, uses, tuple(terms), **more))  # type: ignore[arg-type]
        except CheckError as error:
            raise NoInstance(f"a hypothesis is not proved in the world that was found: {error}") from None

    def axiom(self, name: str, *values: Term, where: Sequence[int] = ()) -> int:
        """An instance of a rule."""
        metas = self.script.theory.axioms[name].metas
        return self.line("axiom", *where, name=name, instance=tuple(zip(metas, values, strict=True)))

    def proposition(self, n: int) -> App:
        """What a line proves."""
        p = self.script.sequents[n].proposition
        assert isinstance(p, App)
        return p

    # Values ---------------------------------------------------------------------------------------

    def value(self, t: Term) -> tuple[Num, int]:
        """The value of a term and a line that says so."""
        if t not in self.values:
            self.values[t] = self._value(t)
        return self.values[t]

    def _value(self, t: Term) -> tuple[Num, int]:
        match t:
            case Num():
                return t, self.line("refl", terms=(t,))
            case App() if is_arithmetic(t):
                leaves: dict[Term, tuple[Num, int]] = {}
                made = self._filled(t, leaves)
                end = Num(_exact(made))
                return end, self.line("ring", *(k for _, k in leaves.values()), terms=(t, end))
            case Bind("sum" | "prod", domain, _) if numerals(domain) is not None:
                return self._through(self.line("enumerate", terms=(t,)))
            case App(head, args):
                for place, a in enumerate(args):
                    if a.sort == REAL and not isinstance(a, Num):
                        return self._through(self.line("congr", self.value(a)[1], terms=(t,), path=(place,)))
                if self.script.theory.unfold(t) is not None:
                    return self._through(self.line("define", terms=(t,)))
                return self._at_numerals(head, args)
        raise NoInstance("a value in the world that was found cannot be computed")

    def _through(self, first: int) -> tuple[Num, int]:
        end, then = self.value(self.proposition(first).args[1])
        return end, self.line("trans", first, then)

    def _filled(self, t: Term, leaves: dict[Term, tuple[Num, int]]) -> Term:
        """The skeleton of ``t`` with the values of its leaves."""
        if isinstance(t, Num):
            return t
        if isinstance(t, App) and is_arithmetic(t):
            return App(t.head, tuple(self._filled(a, leaves) for a in t.args))
        if t not in leaves:
            leaves[t] = self.value(t)
        return leaves[t][0]

    def _at_numerals(self, head: str, args: tuple[Term, ...]) -> tuple[Num, int]:
        match head, args:
            case "delta", (a, b) if a is b:
                return Num(1), self.axiom("delta_self", a)
            case "delta", (a, b):
                apart = self.line("decide", terms=(App("not", (App("=", (a, b)),)),))
                return Num(0), self.axiom("delta_of_ne", a, b, where=(apart,))
            case "log", (Num(x),) if x == 1:
                return Num(0), self.axiom("log_one")
            case "log", (Num(x) as a,) if x <= 0:
                return Num(0), self.axiom("log_nonpos", a, where=(self.holds(App("<=", (a, Num(0)))),))
            case "card", (App("range", (Num(1), n)),):
                return n, self.axiom("card_range", n, where=(self.holds(App("in", (n, App("naturals")))),))  # type: ignore[return-value]
            case "card", (domain,) if numerals(domain) is not None:
                return self._counted(domain)
            case "abs", (Num(x) as a,) if x >= 0:
                return a, self.axiom("abs_of_nonneg", a, where=(self.holds(App("<=", (Num(0), a))),))
            case "exp", (Num(x),) if x == 0:
                return Num(1), self.axiom("exp_zero")
            case "ind", (p,):
                try:
                    return Num(1), self.axiom("ind_of_true", p, where=(self.holds(p),))
                except NoInstance:
                    return Num(0), self.axiom("ind_of_false", p, where=(self.fails(p),))
        raise NoInstance("a value in the world that was found cannot be computed")

    def _counted(self, domain: Term) -> tuple[Num, int]:
        """The number of elements of a list: the sum of as many ones."""
        size, one = App("card", (domain,)), Num(1)
        known = self.axiom("sum_const", one, domain)
        end, counted = self.value(Bind("sum", domain, one))
        first = self.line("ring", terms=(size, App("*", (size, one))))
        return end, self.line("trans", first, self.line("trans", self.line("symm", known), counted))

    # Statements -----------------------------------------------------------------------------------

    def holds(self, p: Term) -> int:
        """A line that proves ``p``."""
        match p:
            case App("true", ()):
                return self.line("decide", terms=(p,))
            case App("and", (a, b)):
                return self.line("conj", self.holds(a), self.holds(b))
            case App("or", (a, b)):
                return self._either(
                    lambda: self.line("or_left", self.holds(a), terms=(b,)),
                    lambda: self.line("or_right", self.holds(b), terms=(a,)),
                )
            case App("imp", (a, b)):
                return self._either(
                    lambda: self.line("discharge", self.holds(b), terms=(a,)), lambda: self._void(a, b)
                )
            case App("not", (a,)):
                return self.fails(a)
            case App("=" | "<" | "<=", (a, b)) if a.sort == REAL:
                return self._compared(p)
            case App("in", (a, domain)):
                return self._member(p, a, domain)
            case App("finite", (App("range", (m, n)),)):
                return self.axiom("finite_range", m, n)
            case App("finite", _):
                return self.line("decide", terms=(p,))
            case Bind("all", domain, _) if numerals(domain) is not None:
                return self._replaced(self.line("enumerate", terms=(p,)))
            case Bind("ex", domain, _):
                return self._some(p, numerals(domain) or ())
            case App() if self.script.theory.unfold(p) is not None:
                return self._replaced(self.line("define", terms=(p,)))
        raise NoInstance("a hypothesis is about infinitely many values in the world that was found")

    def _member(self, p: Term, a: Term, domain: Term) -> int:
        if not isinstance(a, Num):
            return self._replaced(self.line("congr", self.value(a)[1], terms=(p,), path=(0,)))
        match domain:
            case App("ioi", (low,)):
                return self.axiom("mem_ioi", a, low, where=(self.holds(App("<", (low, a))),))
            case App("reals", ()):
                return self.axiom("mem_reals", a)
        return self.line("decide", terms=(p,))

    def _either(self, one: Callable[[], int], other: Callable[[], int]) -> int:
        try:
            return one()
        except NoInstance:
            return other()

    def _void(self, a: Term, b: Term) -> int:
        wrong = self.fails(a)
        return self.line(
            "discharge",
            self.line("contradiction", self.line("assume", terms=(a,)), wrong, terms=(b,)),
            terms=(a,),
        )

    def _replaced(self, equal: int) -> int:
        """A line that proves something, from one that says what it is equal to."""
        new = self.holds(self.proposition(equal).args[1])
        return self.line("eq_mp", self.line("symm", equal), new)

    def _some(self, p: Bind, elements: Sequence[Num]) -> int:
        for e in elements:
            try:
                shown = self.holds(open_binder(p, e))
            except NoInstance:
                continue
            return self.line("exists", self.holds(App("in", (e, p.domain))), shown, terms=(p,))
        raise NoInstance("an element is not found in the world that was found")

    def _compared(self, p: App) -> int:
        (x, left), (y, right) = map(self.value, p.args)
        middle = self.line("decide", terms=(App(p.head, (x, y)),))
        return self.line("trans", self.line("trans", left, middle), self.line("symm", right))

    def fails(self, p: Term) -> int:
        """A line that proves that ``p`` does not hold."""
        match p:
            case App("=", (a, b)) if a.sort == REAL:
                (x, left), (y, right) = self.value(a), self.value(b)
                known = self.line("assume", terms=(p,))
                wrong = self.line("trans", self.line("trans", self.line("symm", left), known), right)
                apart = self.line("decide", terms=(App("not", (App("=", (x, y)),)),))
                end = self.line("contradiction", wrong, apart, terms=(FALSE,))
                return self.line("not_intro", end, terms=(p,))
            case App("<" | "<=" as head, (a, b)):
                turned = self.holds(App("<=" if head == "<" else "<", (b, a)))
                rule = self.axiom("not_lt" if head == "<" else "not_le", a, b)
                return self.line("eq_mp", self.line("symm", rule), turned)
            case App("not", (a,)):
                shown, known = self.holds(a), self.line("assume", terms=(p,))
                end = self.line("contradiction", shown, known, terms=(FALSE,))
                return self.line("not_intro", end, terms=(p,))
        raise NoInstance("that a hypothesis is void in the world that was found is not proved")
