"""The Coq proof of each line of a kernel proof, from nothing but the line and the sequents around it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import partial
from math import ceil, floor

from mlekl_symbolic.kernel.algebra import part
from mlekl_symbolic.kernel.decide import numerals
from mlekl_symbolic.kernel.lines import Line, Sequent
from mlekl_symbolic.kernel.ring import canonical
from mlekl_symbolic.kernel.terms import (
    App,
    Bind,
    Num,
    Term,
    Var,
    open_binder,
    substitute,
    text,
)
from mlekl_symbolic.kernel.theory import Axiom
from mlekl_symbolic.writers.coq.arithmetic import Prover, is_arithmetic
from mlekl_symbolic.writers.coq.terms import Inexpressible, Printer, default, sort

_LETTER = {"=": "e", "<=": "l", "<": "s"}
_JOIN = {"sum": "Rplus", "prod": "Rmult", "all": "andb"}

Known = Mapping[Term, str]
"""The names of the hypotheses in force."""


def in_order(hypotheses: frozenset[Term]) -> list[Term]:
    """Hypotheses in a fixed order."""
    return sorted(hypotheses, key=text)


def free_in(sequent: Sequent) -> frozenset[Var]:
    """The free variables of a sequent."""
    return sequent.proposition.free.union(*[h.free for h in sequent.hypotheses])


@dataclass(slots=True)
class Lines:
    """Writes lines as lemmas.

    Attributes
    ----------
    sequents
        What each line proves.
    axioms
        The axioms by name; ``a_`` and the name is that of the lemma.
    lost
        Why some axioms have no lemma.
    inner
        The lines that have no lemma of their own, because they are proved where they are used.
    failed
        The lines that were to have one and cannot, each with the reason.
    """

    printer: Printer
    lines: Sequence[Line]
    sequents: Sequence[Sequent]
    axioms: Mapping[str, Axiom]
    lost: Mapping[str, str] = field(default_factory=dict)
    inner: frozenset[int] = frozenset()
    failed: dict[int, str] = field(default_factory=dict)
    assumed: int = 0

    def statement(self, sequent: Sequent) -> tuple[str, Known, list[Var]]:
        """The parameters and the type of a lemma, what it calls its hypotheses, and its variables."""
        p = self.printer
        found = p.ordered(free_in(sequent))
        names = {h: f"h{i}" for i, h in enumerate(in_order(sequent.hypotheses), start=1)}
        given = " ".join(f"({name} : T {p.show(h)})" for h, name in names.items())
        head = " ".join(x for x in (p.parameters(found), given) if x)
        return f"{head} : T {p.show(sequent.proposition)}", names, found

    def lemma(self, n: int) -> str:
        """Line ``n`` as a lemma.

        Raises
        ------
        Inexpressible
            When the line says or uses something without a meaning in the support library.
        """
        self.assumed = 0
        said, known, found = self.statement(self.sequents[n])
        proof = self.proof(n, known)
        # A variable only the proof speaks of may be anything.
        for v in self.printer.ordered(self._mentioned(n) - set(found)):
            proof = f"((fun {self.printer.name(v)} : {sort(v.sort)} => {proof}) {default(v.sort)})"
        return f"Definition l_{n} {said} := {proof}."

    def assume(self) -> str:
        """A new name for a hypothesis."""
        self.assumed += 1
        return f"g{self.assumed}"

    def plain(self, n: int) -> bool:
        """Whether the proof of line ``n`` speaks of no variable that the line does not."""
        return self._mentioned(n) <= free_in(self.sequents[n])

    def _mentioned(self, n: int) -> frozenset[Var]:
        line = self.lines[n]
        parts = [t.free for t in line.terms] + [t.free for _, t in line.instance]
        if line.rule != "inst":
            parts += [free_in(self.sequents[k]) for k in line.uses]
        return frozenset().union(*parts) - self._bound(line)

    @staticmethod
    def _bound(line: Line) -> frozenset[Var]:
        return frozenset(line.variables if line.rule in ("congr", "gen", "choose") else ())

    def use(self, k: int, known: Known, by: Mapping[Var, Term] | None = None) -> str:
        """Line ``k`` applied to its variables and hypotheses, after a replacement of variables."""
        if k in self.failed:
            raise Inexpressible(self.failed[k])
        if k in self.inner:
            return self.proof(k, known)
        by = by or {}
        sequent = self.sequents[k]
        values = [self.printer.show(by.get(v, v)) for v in self.printer.ordered(free_in(sequent))]
        proofs = [known[substitute(h, by)] for h in in_order(sequent.hypotheses)]
        arguments = " ".join((*values, *proofs))
        return f"(l_{k} {arguments})" if arguments else f"l_{k}"

    def proof(self, n: int, known: Known) -> str:
        """The proof term of line ``n``."""
        line = self.lines[n]
        write = PROOFS.get(line.rule)
        if write is None:
            raise Inexpressible(f"the inference rule {line.rule} has no lemma")
        return write(self, line, known)

    def equation(self, k: int, known: Known) -> str:
        """A proof of what line ``k`` says are equal."""
        proof = self.use(k, known)
        return f"({proof.removeprefix('(of_eq ')}" if proof.startswith("(of_eq ") else f"(to_eq {proof})"

    def conclusion(self, k: int) -> App:
        """What line ``k`` proves, made with a constant."""
        p = self.sequents[k].proposition
        if not isinstance(p, App):
            raise Inexpressible("a proposition of another form was expected")
        return p


Write = Callable[[Lines, Line, Known], str]
PROOFS: dict[str, Write] = {}


def _proof_of(rule: str) -> Callable[[Write], Write]:
    def declare(write: Write) -> Write:
        PROOFS[rule] = write
        return write

    return declare


def _lemma(name: str, w: Lines, line: Line, known: Known) -> str:
    """A rule whose lemma takes the lines it rests on."""
    return f"({' '.join((name, *(w.use(k, known) for k in line.uses)))})" if line.uses else name


for _rule, _name in {
    "symm": "symm", "eq_mp": "eq_mp", "mp": "imp_e", "iff": "iff_i", "spec": "all_e", "conj": "and_i",
    "left": "and_l", "right": "and_r", "or_left": "or_l", "or_right": "or_r", "excluded_middle": "middle",
    "contradiction": "absurd",
}.items():  # fmt: skip
    PROOFS[_rule] = partial(_lemma, _name)


@_proof_of("assume")
def _assume(w: Lines, line: Line, known: Known) -> str:
    return known[line.terms[0]]


@_proof_of("refl")
@_proof_of("define")
def _refl(w: Lines, line: Line, known: Known) -> str:
    return "(of_eq eq_refl)"


@_proof_of("trans")
def _trans(w: Lines, line: Line, known: Known) -> str:
    letters = "".join(_LETTER[w.conclusion(k).head] for k in line.uses)
    return _lemma(f"trans_{letters}", w, line, known)


@_proof_of("discharge")
def _discharge(w: Lines, line: Line, known: Known) -> str:
    p = line.terms[0]
    g = w.assume()
    return f"(imp_i (fun {g} : T {w.printer.show(p)} => {w.use(line.uses[0], {**known, p: g})}))"


@_proof_of("not_intro")
def _not_intro(w: Lines, line: Line, known: Known) -> str:
    p = line.terms[0]
    g = w.assume()
    return f"(not_i (fun {g} : T {w.printer.show(p)} => {w.use(line.uses[0], {**known, p: g})}))"


@_proof_of("cases")
def _cases(w: Lines, line: Line, known: Known) -> str:
    either, *rest = line.uses
    g = w.assume()
    branches = [
        f"(fun {g} : T {w.printer.show(p)} => {w.use(k, {**known, p: g})})"
        for p, k in zip(w.conclusion(either).args, rest, strict=True)
    ]
    return f"(or_e {w.use(either, known)} {' '.join(branches)})"


@_proof_of("gen")
def _gen(w: Lines, line: Line, known: Known) -> str:
    (x,), domain = line.variables, line.terms[0]
    member = App("in", (x, domain))
    g = w.assume()
    said = f"({w.printer.name(x)} : R) ({g} : T {w.printer.show(member)})"
    return f"(all_i (fun {said} => {w.use(line.uses[0], {**known, member: g})}))"


@_proof_of("exists")
def _exists(w: Lines, line: Line, known: Known) -> str:
    member, holds = line.uses
    return (
        f"(ex_i {w.printer.show(w.conclusion(member).args[0])} {w.use(member, known)} {w.use(holds, known)})"
    )


@_proof_of("choose")
def _choose(w: Lines, line: Line, known: Known) -> str:
    (x,), (k, rest) = line.variables, line.uses
    some = w.sequents[k].proposition
    if not isinstance(some, Bind):
        raise Inexpressible("a proposition of another form was expected")
    member, holds = App("in", (x, some.domain)), open_binder(some, x)
    show = w.printer.show
    g, h = w.assume(), w.assume()
    said = f"({w.printer.name(x)} : R) ({g} : T {show(member)}) ({h} : T {show(holds)})"
    return f"(ex_e {w.use(k, known)} (fun {said} => {w.use(rest, {**known, member: g, holds: h})}))"


@_proof_of("inst")
def _inst(w: Lines, line: Line, known: Known) -> str:
    return w.use(line.uses[0], known, dict(line.instance))


@_proof_of("axiom")
def _axiom(w: Lines, line: Line, known: Known) -> str:
    if line.name in w.lost:
        raise Inexpressible(w.lost[line.name])
    by = dict(line.instance)
    values = [w.printer.show(by[m]) for m in w.axioms[line.name].metas]
    return f"({' '.join((f'a_{line.name}', *values, *(w.use(k, known) for k in line.uses)))})"


@_proof_of("ring")
def _ring(w: Lines, line: Line, known: Known) -> str:
    a, b = line.terms
    prover = Prover(w.printer)
    equations = {}
    for k in line.uses:
        left, right = w.conclusion(k).args
        equations[left] = (right, w.equation(k, known))
    if not equations:
        return f"(of_eq {prover.equal(a, b)})"

    def change(t: Term) -> tuple[Term, str] | None:
        if t in equations:
            return equations[t]
        if is_arithmetic(t) or (key := canonical(t)) not in equations:
            return None
        new, why = equations[key]
        return new, f"(eq_trans {prover.equal(t, key)} {why})"

    middle, proof = prover.read(a, change)
    return f"(of_eq (eq_trans {proof} {prover.equal(middle, b)}))"


@_proof_of("congr")
def _congr(w: Lines, line: Line, known: Known) -> str:
    names = list(line.variables)
    p, prover = w.printer, Prover(w.printer)

    def at(here: Term, path: tuple[int, ...], known: Known) -> str:
        if not path:
            return w.equation(line.uses[0], known)
        if isinstance(here, Bind) and path[0] == 1:
            x = names.pop(0)
            member = App("in", (x, here.domain))
            g = w.assume()
            inner = at(open_binder(here, x), path[1:], {**known, member: g})
            return prover.below(here, p.name(x), f"({g} : T {p.show(member)})", inner)
        if not isinstance(here, App | Bind):
            raise Inexpressible("a path leads into a term without parts")
        return prover.inside(here, path[0], at(part(here, path[0]), path[1:], known))

    return f"(of_eq {at(line.terms[0], line.path, known)})"


@_proof_of("decide")
def _decide(w: Lines, line: Line, known: Known) -> str:
    q = w.printer.numeral
    checked = "eq_refl"
    match line.terms[0]:
        case App("not", (App("=", (Num(a), Num(b))),)):
            return f"(num_ne {q(a)} {q(b)} {checked})"
        case App("=" | "<" | "<=" as head, (Num(a), Num(b))):
            name = {"=": "num_eq", "<": "num_lt", "<=": "num_le"}[head]
            return f"({name} {q(a)} {q(b)} {checked})"
        case App("in", (Num(a), App("naturals", ()))):
            return f"(num_nat {a} {checked})"
        case App("in", (Num(a), App("integers", ()))):
            return f"(num_int {_z(a)})"
        case App("in", (Num(a), App("range", (Num(low), Num(high))))):
            return f"(num_range {q(low)} {q(high)} {_z(a)} {checked})"
        case App("in", (Num(a), App("ioo" | "icc" as head, (Num(low), Num(high))))):
            return f"(num_{head} {q(low)} {q(high)} {q(a)} {checked})"
        case App("in", (Num() as a, App("finset", args))):
            shown = "; ".join(map(w.printer.show, args))
            return f"(num_finset [{shown}] {args.index(a)} {checked})"
        case App("true", ()):
            return "T_true"
        case App("finite", (App("finset", _),)):
            return "(finite_finset _)"
    raise Inexpressible("a statement about numerals of another form was expected")


def _z(value: Fraction) -> str:
    return str(value.numerator) if value >= 0 else f"({value.numerator})"


@_proof_of("enumerate")
def _enumerate(w: Lines, line: Line, known: Known) -> str:
    t = line.terms[0]
    if not isinstance(t, Bind):
        raise Inexpressible("a binder was expected")
    q, show = w.printer.numeral, w.printer.show
    elements = numerals(t.domain) or ()
    match t.domain:
        case App("range", (Num(low), Num(high))):
            first = ceil(low)
            size = max(floor(high) - first + 1, 0)
            values = f"(steps {_z(Fraction(first))} {size})"
            listed = f"(range_lists {q(low)} {q(high)} {_z(Fraction(first))} {size} eq_refl)"
        case _:
            values = f"[{'; '.join(q(e.value) for e in elements)}]"
            listed = f"(finset_lists {values} eq_refl)"
    body = f"(fun b0 : R => {show(t.body, 1)})"
    return f"(listed_{t.head} {show(t.domain)} {values} {listed} {body})"


@_proof_of("linear")
def _linear(w: Lines, line: Line, known: Known) -> str:
    goal, *given = line.terms
    if not isinstance(goal, App):
        raise Inexpressible("an inequality was expected")
    total: Term | None = None
    proof, strict = "", False
    prover = Prover(w.printer)
    for c, k in zip(given, line.uses, strict=True):
        left, right = w.conclusion(k).args
        letter = _LETTER[w.conclusion(k).head]
        q = w.printer.numeral(c.value)  # type: ignore[attr-defined]
        checked = "" if letter == "e" else " eq_refl"
        part = f"(part_{letter} {q}{checked} {w.use(k, known)})"
        term = App("*", (c, App("-", (right, left))))
        kind = "s" if letter == "s" else "l"
        proof = f"(more_{'s' if strict else 'l'}{kind} {proof} {part})" if total else part
        total = App("+", (total, term)) if total else term
        strict = strict or kind == "s"
    gap = App("-", (goal.args[1], goal.args[0]))
    slack = _slack(gap, total)
    if total is None or slack:
        q = w.printer.numeral(slack)
        part = f"(pos_num {q} eq_refl)" if slack else f"(nonneg_num {q} eq_refl)"
        kind = "s" if slack else "l"
        proof = f"(more_{'s' if strict else 'l'}{kind} {proof} {part})" if total else part
        total = App("+", (total, Num(slack))) if total else Num(slack)
        strict = strict or bool(slack)
    if strict and goal.head == "<=":
        proof = f"(weaker {proof})"
    return f"(total_{_LETTER[goal.head]} {proof} {prover.equal(gap, total)})"


def _slack(gap: Term, total: Term | None) -> Fraction:
    rest = canonical(gap if total is None else App("-", (gap, total)))
    if not isinstance(rest, Num):
        raise Inexpressible("a combination does not give its goal")
    return rest.value
